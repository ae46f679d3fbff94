//! How verdicts are told: by a word and a shape.

use twosource_evidence::check::Verdict;
use twosource_evidence::detail::Slot;

/// What a reader needs to know a verdict by.
pub(super) struct Face {
    /// The shape that stands for it in text.
    pub shape: &'static str,
    /// Short name for style classes.
    pub key: &'static str,
    /// Its name.
    pub word: &'static str,
}

/// The face of a verdict.
pub(super) fn face(verdict: Verdict) -> Face {
    let (shape, key) = match verdict {
        Verdict::Confirmed => ("●", "cor"),
        Verdict::Unsourced => ("◌", "uns"),
        Verdict::Echoed => ("◐", "ech"),
        Verdict::SingleSource => ("○", "one"),
        Verdict::Partly => ("◑", "par"),
        Verdict::Carried => ("≈", "car"),
        Verdict::Differs => ("△", "dif"),
        Verdict::Disputed => ("◆", "dis"),
        Verdict::Contradicted => ("✕", "con"),
        Verdict::Absent => ("–", "abs"),
    };
    Face { shape, key, word: verdict.in_words() }
}

/// What a detail is on, as a reader knows it.
pub(super) fn slot(on: Slot) -> &'static str {
    match on {
        Slot::Number => "number",
        Slot::Time => "time",
        Slot::Place => "place",
        Slot::Actor => "who",
        Slot::Object => "what",
        Slot::Deed => "deed",
        Slot::Polarity => "whether",
        Slot::Reality => "done or planned",
    }
}
