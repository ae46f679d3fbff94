//! The words of a report one by one, and what the reader of a sentence sees in each.

use serde::{Deserialize, Serialize};
use twosource_language::Doc;
use twosource_text::Span;

use crate::Sentence;
use crate::words::is_function_word;

/// A word of a sentence. Marks are no words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// Where it stands, in bytes.
    pub span: Span,
    /// True for a noun, a name, a verb, an adjective or a number that carries matter.
    pub telling: bool,
    /// True where it stands in quotation marks and carries matter.
    pub quoted: bool,
    /// True for a word of a name.
    pub proper: bool,
}

/// The words of every sentence, in order.
pub(crate) fn find(doc: &Doc, sentences: &[Sentence]) -> Vec<Word> {
    let mut words = Vec::new();
    for sentence in sentences {
        let mut within_marks = false;
        for token in sentence.tokens.clone() {
            match doc.word(token) {
                "“" | "``" => within_marks = true,
                "”" | "''" => within_marks = false,
                "\"" => within_marks = !within_marks,
                _ => {}
            }
            if matches!(doc.pos(token), "PUNCT" | "SPACE") {
                continue;
            }
            let carries = !is_function_word(doc.lower(token));
            words.push(Word {
                span: doc.span(token),
                telling: carries && matches!(doc.pos(token), "NOUN" | "PROPN" | "VERB" | "ADJ" | "NUM"),
                quoted: carries && within_marks,
                proper: matches!(doc.tag(token), "NNP" | "NNPS"),
            });
        }
    }
    words
}

/// How a sentence reads by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// How many words and marks it has.
    pub length: usize,
    /// True where it opens with a pronoun, and so leans on what stands before it.
    pub leans: bool,
}

/// Words in which a pronoun opens a sentence.
const OPENING: usize = 3;

impl Wording {
    /// Of a stretch of tokens.
    pub(crate) fn of(doc: &Doc, tokens: std::ops::Range<usize>) -> Self {
        let leans = tokens.clone().take(OPENING).any(|token| doc.pos(token) == "PRON");
        Wording { length: tokens.len(), leans }
    }
}
