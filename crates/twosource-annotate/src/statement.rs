//! What a report asserts.

use std::ops::Range;

use twosource_language::Doc;
use twosource_reader::{Report, SegmentKind};
use twosource_text::Span;

use crate::{Attribution, Certainty, Entity, Sentence, Time};

/// One report's assertion of one proposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Where it stands, in bytes: a sentence, or a part of one.
    pub span: Span,
    /// Its tokens in the parsed document.
    pub tokens: Range<usize>,
    /// Index of the sentence.
    pub sentence: usize,
    /// The innermost attribution (index) whose content holds most of it; `None` where the report speaks itself.
    pub attribution: Option<usize>,
    /// How surely it is put forward.
    pub certainty: Certainty,
    /// The time (index) that dates it.
    pub time: Option<usize>,
}

/// Finds the statements of a report, in order. Only paragraphs make statements.
pub fn find(
    _report: &Report,
    _doc: &Doc,
    sentences: &[Sentence],
    _entities: &[Entity],
    _attributions: &[Attribution],
) -> Vec<Statement> {
    let running_text = sentences.iter().enumerate().filter(|(_, s)| s.kind == SegmentKind::Paragraph);
    running_text
        .map(|(index, sentence)| Statement {
            span: sentence.span,
            tokens: sentence.tokens.clone(),
            sentence: index,
            attribution: None,
            certainty: Certainty::Asserted,
            time: None,
        })
        .collect()
}

/// Gives each statement the time that dates it.
pub fn attach_times(_statements: &mut [Statement], _times: &[Time]) {}
