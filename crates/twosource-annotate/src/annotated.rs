//! A report with everything found in it.

use std::ops::Range;

use twosource_language::{Doc, Pipeline};
use twosource_reader::{Report, SegmentKind};
use twosource_text::Span;

use crate::time::{Anchor, Reference};
use crate::{Attribution, Entity, Matter, Statement, Time, attribution, entity, matter, statement, time};

/// A sentence of a report; it never crosses the border of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the report's text, without white space at the edges.
    pub span: Span,
    /// Tokens of the parsed document.
    pub tokens: Range<usize>,
    /// Index into the report's segments.
    pub segment: usize,
    /// The segment's kind.
    pub kind: SegmentKind,
}

/// A report with everything found in it. All spans are bytes of `report.text`.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// The report itself.
    pub report: Report,
    /// Its parse, segment by segment.
    pub doc: Doc,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
    /// People, organisations, states and places, in order of first mention.
    pub entities: Vec<Entity>,
    /// Time expressions, in order.
    pub times: Vec<Time>,
    /// Who says what, in order of the first byte of cue or content.
    pub attributions: Vec<Attribution>,
    /// What the report asserts, in order.
    pub statements: Vec<Statement>,
    /// What each statement says, word by word, in the order of `statements`.
    pub matters: Vec<Matter>,
}

impl Annotated {
    /// Resolves the times again against a date that the report itself does not give, such as its story's.
    pub fn resolve_times(&mut self, reference: Reference) {
        self.times = time::find(&self.report, &self.doc, &self.sentences, Some(reference));
        statement::attach_times(&self.doc, &self.attributions, &mut self.statements, &self.times);
        self.matters =
            matter::read(&self.doc, &self.entities, &self.attributions, &self.statements, &self.times);
    }
}

/// Annotates one report.
pub fn annotate(report: Report, pipeline: &Pipeline) -> Annotated {
    let segments = report.segments.iter().map(|segment| segment.span);
    let parts: Vec<Span> = segments.flat_map(|segment| pieces(&report.text, segment)).collect();
    let doc = pipeline.parse_parts(&report.text, &parts);
    let sentences = sentences(&report, &doc);
    let entities = entity::find(&doc, &sentences);
    let reference = report
        .published
        .as_ref()
        .map(|published| Reference { date: published.date, anchor: Anchor::Published });
    let times = time::find(&report, &doc, &sentences, reference);
    let attributions = attribution::find(&report, &doc, &sentences, &entities);
    let mut statements = statement::find(&doc, &sentences, &attributions);
    statement::attach_times(&doc, &attributions, &mut statements, &times);
    let matters = matter::read(&doc, &entities, &attributions, &statements, &times);
    Annotated { report, doc, sentences, entities, times, attributions, statements, matters }
}

/// Bytes that are parsed together, more than any paragraph of a paper has. What a parse costs, and what is looked for in
/// it, grows with the square of a sentence's length in the worst case: this is what bounds it.
const LONGEST_PIECE: usize = 12_000;

/// Bytes of a stretch that must hold words to be parsed.
const LONGEST_RUN: usize = 1_000;

/// A segment in pieces that are parsed by themselves: cut at a sentence's end, else at white space. Long runs of marks
/// that hold hardly a letter are no text, and left out.
fn pieces(text: &str, segment: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while !rest.is_empty() {
        let piece = Span::new(rest.start, rest.start + first_piece(rest.of(text)));
        rest.start = piece.end;
        if piece.len() <= LONGEST_RUN || holds_words(piece.of(text)) {
            pieces.push(piece);
        }
    }
    pieces
}

/// Bytes of the first piece of a stretch.
fn first_piece(rest: &str) -> usize {
    if rest.len() <= LONGEST_PIECE {
        return rest.len();
    }
    let boundary = |at: usize| (0..=at).rev().find(|&at| rest.is_char_boundary(at)).unwrap_or(0);
    let (from, limit) = (boundary(LONGEST_PIECE / 2), boundary(LONGEST_PIECE));
    let window = &rest[from..limit];
    let ends = ["\n", ". ", "! ", "? ", ".” ", " "];
    ends.iter().find_map(|end| window.rfind(end).map(|at| from + at + end.len())).unwrap_or(limit)
}

/// True where at least one character in five is a letter or a digit.
fn holds_words(piece: &str) -> bool {
    let (mut words, mut all) = (0_usize, 0_usize);
    for c in piece.chars() {
        words += usize::from(c.is_alphanumeric());
        all += 1;
    }
    words * 5 >= all
}

/// The parse's sentences as spans, white space at the edges and empty ones left out.
fn sentences(report: &Report, doc: &Doc) -> Vec<Sentence> {
    let mut found = Vec::with_capacity(doc.sentences().len());
    for tokens in doc.sentences() {
        let span = doc.span_of(tokens.clone()).trimmed(&report.text);
        if span.is_empty() {
            continue;
        }
        let segment = report.segments.partition_point(|segment| segment.span.end <= span.start);
        let Some(kind) = report.segments.get(segment).map(|segment| segment.kind) else { continue };
        found.push(Sentence { span, tokens: tokens.clone(), segment, kind });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_segment_is_cut_at_the_ends_of_sentences() {
        let text = "The ferry lay on the sand until the tide came. ".repeat(2_000);
        let cut = pieces(&text, Span::new(0, text.len()));
        assert!(cut.len() > 6);
        assert!(cut.iter().all(|piece| piece.len() <= LONGEST_PIECE && piece.of(&text).ends_with("came. ")));
        assert_eq!(cut.iter().map(|piece| piece.len()).sum::<usize>(), text.len());
        let word = "é".repeat(20_000);
        assert_eq!(pieces(&word, Span::new(0, word.len())).len(), 4);
        let short = "A paragraph. ".repeat(100);
        assert_eq!(pieces(&short, Span::new(0, short.len())), [Span::new(0, short.len())]);
    }

    #[test]
    fn runs_of_marks_are_no_text() {
        for run in ["(", "“", ". ", "-=- "] {
            let text = run.repeat(5_000);
            assert_eq!(pieces(&text, Span::new(0, text.len())), [], "{run}");
        }
        assert_eq!(pieces("***", Span::new(0, 3)).len(), 1);
    }
}
