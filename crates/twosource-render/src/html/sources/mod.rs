//! Where the reports have it from: origins, those it came by, and the reports that rest on them.

mod drawing;

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use twosource_evidence::file::{OriginKind, OriginRecord};

use super::anchors::Anchors;
use crate::printable::brief_line;
use crate::view::{StoryView, plural};

/// Origins and those it came by that are drawn; the table has all.
const DRAWN: usize = 24;
/// Reports that are drawn.
const REPORTS_DRAWN: usize = 60;

/// What leads from an origin to the reports.
pub(crate) struct Source<'e> {
    pub origin: &'e OriginRecord,
    /// Claims that it is an origin of.
    pub claims: BTreeSet<usize>,
    /// From whom it came by (`None` for straight) and the report's place, to the number of statements.
    pub ways: BTreeMap<(Option<String>, usize), usize>,
}

impl Source<'_> {
    /// The reports that rest on it.
    pub fn reports(&self) -> BTreeSet<usize> {
        self.ways.keys().map(|(_, report)| *report).collect()
    }
}

/// The origins of a story: those that most reports rest on first.
fn sources<'e>(story: &StoryView<'e>) -> Vec<Source<'e>> {
    let mut sources: Vec<Source<'e>> = (story.record.origins.iter())
        .map(|origin| Source { origin, claims: BTreeSet::new(), ways: BTreeMap::new() })
        .collect();
    let places: BTreeMap<&str, usize> =
        sources.iter().enumerate().map(|(place, source)| (source.origin.id.as_str(), place)).collect();
    for (claim, view) in story.claims.iter().enumerate() {
        for statement in &view.record.statements {
            let Some(report) = story.place(&statement.report) else { continue };
            let saying = story.saying(report, &statement.certainty, statement.attribution.as_deref());
            for id in std::iter::once(&statement.origin).chain(&statement.also_from) {
                let Some(source) = places.get(id.as_str()).and_then(|place| sources.get_mut(*place)) else {
                    continue;
                };
                source.claims.insert(claim);
                // Whoever the origin itself is, is no way to it.
                let name = brief_line(&source.origin.name, 60).to_lowercase();
                let by = saying.via.iter().find(|by| by.to_lowercase() != name).cloned();
                *source.ways.entry((by, report)).or_default() += 1;
            }
        }
    }
    sources.retain(|source| !source.ways.is_empty());
    sources.sort_by_key(|source| {
        (usize::MAX - source.reports().len(), usize::MAX - source.claims.len(), source.origin.id.clone())
    });
    sources
}

/// The drawing, and the same as a table.
pub(crate) fn page(story: &StoryView<'_>, anchors: &Anchors) -> Markup {
    let sources = sources(story);
    let any_by = sources.iter().any(|source| source.ways.keys().any(|(by, _)| by.is_some()));
    html! {
        @if sources.is_empty() { p.none { "No statement of these reports can be traced to an origin." } }
        @else {
            (drawing::draw(story, anchors, &sources[..sources.len().min(DRAWN)], REPORTS_DRAWN))
            section {
                h2.h-section #origins { "Origins in words" }
                div.scroll tabindex="0" role="region" aria-labelledby="origins" {
                    table.plain {
                        thead { tr {
                            th scope="col" { "Origin" } th scope="col" { "Reports that rest on it" }
                            @if any_by { th scope="col" { "Came by" } } th.number scope="col" { "Claims" }
                        } }
                        tbody { @for source in &sources { (row(story, anchors, source, any_by)) } }
                    }
                }
            }
        }
    }
}

fn row(story: &StoryView<'_>, anchors: &Anchors, source: &Source<'_>, any_by: bool) -> Markup {
    let by: BTreeSet<&str> = source.ways.keys().filter_map(|(by, _)| by.as_deref()).collect();
    let by: Vec<&str> = by.into_iter().take(8).collect();
    html! {
        tr {
            th scope="row" {
                b { (brief_line(&source.origin.name, 80)) } " " @if source.origin.kind != OriginKind::Outlet { span.kind { (kind(source.origin.kind)) } }
                p.reason { (brief_line(&source.origin.why, 320)) }
            }
            td {
                @for (i, report) in source.reports().into_iter().enumerate() {
                    @if i > 0 { ", " } a href=(anchors.report_href(report)) { (story.reports[report].label) }
                }
            }
            @if any_by { td { (by.join(", ")) } }
            td.number { (source.claims.len()) span.quiet { " " (plural(source.claims.len(), "claim")) } }
        }
    }
}

/// What sort of root an origin is, in words.
fn kind(kind: OriginKind) -> &'static str {
    match kind {
        OriginKind::Agency => "agency",
        OriginKind::Release => "release",
        OriginKind::Outlet => "own reporting",
        OriginKind::Speaker => "speaker",
        OriginKind::Document => "document",
    }
}
