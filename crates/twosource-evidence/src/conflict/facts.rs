//! What the rules look at in one statement, read once.

use std::ops::Range;

use twosource_annotate::Annotated;
use twosource_language::{Doc, NamedSpan};
use twosource_text::Span;

use super::frame::Frame;
use super::quantity::{self, Quantity};
use super::referent::Referents;
use super::{age, place, role};
use crate::cast::Cast;
use crate::story::Story;

/// What the rules look at in one statement.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// What it counts or measures, in order.
    pub quantities: Vec<Quantity>,
    /// Who does what to whom, in order.
    pub frames: Vec<Frame>,
    /// Ages of persons: the member of the cast, the years, where they stand.
    pub ages: Vec<(usize, u32, Span)>,
    /// Offices that persons of it hold.
    pub roles: Vec<role::Office>,
    /// Places that its predicates happen at.
    pub places: Vec<place::Located>,
}

/// The facts of every statement of a story, by report and statement.
pub(crate) fn of_story(story: &Story, cast: &Cast) -> Vec<Vec<Facts>> {
    let states = place::States::of(story, cast);
    (0..story.reports.len()).map(|report| of_report(story, cast, &states, report)).collect()
}

fn of_report(story: &Story, cast: &Cast, states: &place::States, report: usize) -> Vec<Facts> {
    let annotated = &story.reports[report];
    let referents = Referents::of_report(story, cast, report);
    let offices = role::of_report(story, cast, report);
    let mut facts: Vec<Facts> = annotated
        .statements
        .iter()
        .map(|statement| {
            let frames = Frame::of_statement(annotated, statement, &referents);
            Facts {
                quantities: quantity::find(annotated, statement, &frames),
                places: place::located(annotated, statement, &frames, states, report),
                frames,
                ages: age::read(annotated, statement, &referents),
                roles: within(&offices, statement.span).map(|(_, office)| office.clone()).collect(),
            }
        })
        .collect();
    quantity::mark_many(facts.iter_mut().flat_map(|facts| &mut facts.quantities));
    facts
}

/// Those of a sorted list that stand wholly in `span`.
fn within<T>(sorted: &[(Span, T)], span: Span) -> impl Iterator<Item = &(Span, T)> {
    let first = sorted.partition_point(|(at, _)| at.start < span.start);
    let rest = sorted[first..].iter().take_while(move |(at, _)| at.start < span.end);
    rest.filter(move |(at, _)| span.contains(*at))
}

/// The times (indices) that stand wholly in `span`; a report's times stand in order.
pub(super) fn times_in(annotated: &Annotated, span: Span) -> Range<usize> {
    let times = &annotated.times;
    let first = times.partition_point(|time| time.span.start < span.start);
    let end = times.partition_point(|time| time.span.end <= span.end);
    first..end.max(first)
}

/// The named spans of the model that share tokens with `tokens`.
pub(super) fn named_in(doc: &Doc, tokens: Range<usize>) -> impl Iterator<Item = &NamedSpan> {
    let named = doc.named_spans();
    let first = named.partition_point(|span| span.tokens.end <= tokens.start);
    named[first..].iter().take_while(move |span| span.tokens.start < tokens.end)
}
