//! All passages of a claim side by side, in the order of publication: the words that bear it lit, the rest greyed.

use maud::{Markup, html};

use super::anchors::Anchors;
use super::claim::link;
use super::icon;
use super::running::{self, Mark};
use crate::view::{ClaimView, StatementView, StoryView};

/// A claim's passages, a column a report.
pub(crate) fn panel(story: &StoryView<'_>, anchors: &Anchors, claim: &ClaimView<'_>) -> Markup {
    let reports = claim.reports();
    let label = "Passages side by side, the earliest first";
    html! {
        div.passages tabindex="0" role="region" aria-label=(label) {
            @for report in reports { (column(story, anchors, claim, report)) }
        }
    }
}

fn column(story: &StoryView<'_>, anchors: &Anchors, claim: &ClaimView<'_>, report: usize) -> Markup {
    let view = &story.reports[report];
    let statements: Vec<&StatementView> = claim.by(report).collect();
    let words: Vec<String> = {
        let mut words: Vec<String> = statements.iter().map(|s| s.saying.remark()).collect();
        words.dedup();
        words
    };
    html! {
        article.passage id={ "p" (report + 1) } {
            header {
                h3.h-item { a href=(anchors.report_href(report)) { (view.label) } }
                p.meta { (view.moment().as_deref().unwrap_or("undated")) }
                p.saying { @if let Some(first) = statements.first() { (icon::of_stance(first.saying.stance)) " " } (words.join("; ")) }
            }
            (running::around(view, &marks(story, claim, report)))
            @if let Some(first) = statements.first() {
                p.meta { (link(anchors, (report, first.start, first.end), None, html! { "In the report" })) }
            }
        }
    }
}

/// The statements of a report, and within them the words of details.
fn marks(story: &StoryView<'_>, claim: &ClaimView<'_>, report: usize) -> Vec<Mark> {
    let view = &story.reports[report];
    let statements =
        claim.by(report).filter_map(|s| view.bytes(s.start, s.end)).map(|span| (span, "lit", None));
    let values = (claim.record.details.iter().flat_map(|detail| &detail.values))
        .flat_map(|value| &value.spans)
        .filter(|span| story.place(&span.report) == Some(report))
        .filter_map(|span| view.bytes(span.start, span.end))
        .map(|span| (span, "lit", Some("val")));
    let mut marks: Vec<Mark> = statements
        .chain(values)
        .map(|(span, class, throughout)| Mark {
            start: span.start,
            end: span.end,
            class: Some(class),
            throughout,
            ..Mark::default()
        })
        .collect();
    marks.sort_by_key(|mark| (mark.start, usize::MAX - mark.end));
    marks
}
