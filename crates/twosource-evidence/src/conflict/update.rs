//! Wording that replaces an earlier value: "the death toll has risen to 25".

use twosource_language::Doc;

/// Verbs that say an earlier value no longer holds, where a value follows them.
const REPLACING: [&str; 12] = [
    "rise", "climb", "jump", "increase", "grow", "raise", "revise", "correct", "update", "lower", "reduce",
    "upgrade",
];

/// True where `verb` says that a value took the place of another.
pub(crate) fn says_replaced(doc: &Doc, verb: usize) -> bool {
    let lemma = doc.lemma(verb).to_lowercase();
    REPLACING.contains(&lemma.as_str())
        && doc.children(verb).any(|child| ["to", "from"].contains(&doc.lower(child)))
}
