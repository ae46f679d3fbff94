//! Verbs that tell how real what follows them is.

/// Verbs of saying, by family.
pub(crate) const SAYING: [&str; 16] = [
    "say",
    "tell",
    "announce",
    "admit",
    "interview",
    "report",
    "add",
    "speak",
    "declare",
    "acknowledge",
    "state",
    "claim",
    "warn",
    "confirm",
    "explain",
    "comment",
];

/// Words that put the infinitive after them as planned.
pub(crate) const INTENDING: [&str; 18] = [
    "expect", "plan", "intend", "set", "schedule", "aim", "prepare", "vow", "promise", "agree", "hope",
    "due", "likely", "decide", "pledge", "propose", "go", "ready",
];

/// Verbs that do not put what follows them as so.
pub(crate) const UNREAL: [&str; 14] = [
    "want",
    "ask",
    "demand",
    "urge",
    "suggest",
    "fear",
    "hope",
    "wish",
    "consider",
    "recommend",
    "propose",
    "avoid",
    "prevent",
    "wonder",
];
