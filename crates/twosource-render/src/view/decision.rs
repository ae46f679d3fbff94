//! A person's decision on a story, ready to show.

use twosource_evidence::correction::{Correction, Decided};

use crate::decision::effect;
use crate::moment::in_words;
use crate::printable::{brief_line, line};

/// Claims of a merger whose words are shown, at most.
const CLAIMS: usize = 6;
/// Characters of a claim's words.
const WORDS: usize = 200;
/// Characters of a reason.
const NOTE: usize = 1_000;

/// A decision with its reason.
#[derive(Debug)]
pub(crate) struct DecisionView {
    /// "K1: the claim is single-source".
    pub what: String,
    /// The words of the claims it is about.
    pub about: Vec<String>,
    /// Why, in the person's words.
    pub note: String,
    /// "Mira, 22 November 2026, 06:35; in force".
    pub meta: String,
}

impl DecisionView {
    pub fn new(correction: &Correction, decided: &Decided) -> Self {
        let words = |text: &str| brief_line(text, WORDS);
        let about = correction.decision.claims().into_iter().take(CLAIMS).map(words).collect();
        let by =
            correction.by.as_deref().map_or_else(|| "no name given".to_owned(), |by| brief_line(by, 100));
        let outcome = decided.corrections.iter().find(|outcome| outcome.correction == correction.id);
        let comes_to = outcome.map(|outcome| {
            let why = outcome.why.as_deref().map(|why| format!(": {}", brief_line(why, WORDS)));
            format!("; {}{}", effect(outcome.effect), why.unwrap_or_default())
        });
        DecisionView {
            what: format!(
                "{}: {}",
                brief_line(&correction.id, 20),
                brief_line(&correction.decision.to_string(), WORDS)
            ),
            about,
            note: brief_line(&correction.note, NOTE),
            meta: format!("{by}, {}{}", line(&in_words(&correction.made)), comes_to.unwrap_or_default()),
        }
    }
}
