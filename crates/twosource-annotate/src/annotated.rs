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
    let parts: Vec<Span> = report.segments.iter().map(|segment| segment.span).collect();
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
