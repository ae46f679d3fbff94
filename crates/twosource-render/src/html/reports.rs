//! The reports side by side, with every statement marked.

use maud::{Markup, html};
use twosource_evidence::file::DependenceRecord;

use super::anchors::{Anchors, Marked, Shows};
use super::claim::link;
use super::heading;
use super::running::{self, Mark};
use crate::printable::{brief_line, line};
use crate::standing::face;
use crate::view::{ReportView, StoryView, plural};

/// Reports up to which those that lack the claim in hand stay beside those that carry it.
const SIDE_BY_SIDE: usize = 4;
/// Reports named at the head of a story before the fold.
const SHOWN: usize = 8;
/// Dependences that a page shows at all: of many reports each two may lean on each other.
const MOST_LEANING: usize = 200;

/// Who the reports are, folded: their names stand in the line that opens it.
pub(crate) fn who(story: &StoryView<'_>, anchors: &Anchors) -> Markup {
    let labels: Vec<&str> = story.reports.iter().take(SHOWN).map(|report| report.label.as_str()).collect();
    let more = story.reports.len().saturating_sub(SHOWN);
    html! {
        @if !story.reports.is_empty() {
            details.rest.who {
                summary { b { (plural(story.reports.len(), "report")) ": " } (labels.join(", ")) @if more > 0 { " and " (more) " more" } }
                ol.sources { @for (i, report) in story.reports.iter().enumerate() { (source(anchors, i, report)) } }
                (leaning(story, anchors))
            }
        }
    }
}

/// Which reports lean on which.
pub(crate) fn leaning(story: &StoryView<'_>, anchors: &Anchors) -> Markup {
    let leaning: Vec<&DependenceRecord> = story.record.dependence.iter().take(MOST_LEANING).collect();
    html! {
        @if !leaning.is_empty() {
            details.dependence.apart {
                summary { "The passages that show who depends on whom" }
                ul { @for dependence in &leaning { (dependence_item(story, anchors, dependence)) } }
            }
        }
    }
}

fn source(anchors: &Anchors, place: usize, report: &ReportView<'_>) -> Markup {
    html! {
        li {
            a.src href=(anchors.report_href(place)) { (report.label) }
            span.headline { (report.headline()) }
            @if let Some(day) = report.day() { span.meta { (day) } }
            @if let Some(from) = report.taken_from() { span.meta { (from) } }
        }
    }
}

/// Why one report leans on another, with links to the first passages that show it.
fn dependence_item(story: &StoryView<'_>, anchors: &Anchors, dependence: &DependenceRecord) -> Markup {
    html! {
        li {
            (brief_line(&dependence.why, 320)) " "
            @for (n, place) in dependence.spans.iter().flatten().take(6).enumerate() {
                @if let Some(report) = story.place(&place.report) {
                    (link(anchors, (report, place.start, place.end), None, html! {
                        "[" (n + 1) span.quiet { " passage in " (story.reports[report].label) } "]"
                    })) " "
                }
            }
        }
    }
}

pub(crate) fn section(story: &StoryView<'_>, anchors: &Anchors) -> Markup {
    html! {
        section.reports id=(anchors.section_id("reports")) {
            (heading::section(anchors, html! { "The reports" }))
            p.lede { "Every statement is marked with its standing; the number after it leads back to its claim." }
            div class={ "panel" @if story.reports.len() > SIDE_BY_SIDE { " many" } } tabindex="0" role="region" aria-label={ "Reports of story " (anchors.story) " side by side" } {
                @for (i, report) in story.reports.iter().enumerate() { (article(story, anchors, i, report)) }
            }
        }
    }
}

fn article(story: &StoryView<'_>, anchors: &Anchors, place: usize, report: &ReportView<'_>) -> Markup {
    let id = anchors.report_id(place);
    let title = format!("{id}-title");
    html! {
        article.report id=(id) aria-labelledby=(title) {
            header {
                (heading::item(anchors, Some(&title), html! { span.name { (report.label) } }))
                (facts(report))
            }
            div.body tabindex="0" role="region" aria-label={ "Text of " (report.label) @if anchors.story > 1 { ", story " (anchors.story) } } {
                (running::text(report, &marks(story, anchors, place)))
            }
        }
    }
}

/// When a report was published, by whom it is, where it comes from.
pub(crate) fn facts(report: &ReportView<'_>) -> Markup {
    let byline = report.record.byline.as_deref().map(line);
    let facts: Vec<String> = [report.day(), byline, report.taken_from(), report.file_name()]
        .into_iter()
        .flatten()
        .filter(|fact| !fact.is_empty())
        .collect();
    html! {
        p.meta {
            (facts.join(" · "))
            @if let Some(url) = report.web_address() {
                " · " a href=(url) rel="noopener noreferrer nofollow" { "original" }
            }
        }
    }
}

/// What of a report is marked: its statements, the words of values, and every place that a link leads to.
pub(crate) fn marks(story: &StoryView<'_>, anchors: &Anchors, place: usize) -> Vec<Mark> {
    let mark = |marked: &Marked| {
        let claims = || {
            marked.shows.iter().filter_map(|s| if let Shows::Claim(claim) = s { Some(*claim) } else { None })
        };
        Mark {
            start: marked.start,
            end: marked.end,
            id: Some(anchors.id_of(place, marked.start, marked.end)),
            class: claims().next().map(|claim| face(story.claims[claim].record.standing).key),
            throughout: marked.shows.contains(&Shows::Value).then_some("val"),
            data: claims().filter_map(|claim| anchors.for_script(|| anchors.claim_id(claim))).collect(),
            after: claims().map(|claim| reference(story, anchors, claim)).collect(),
        }
    };
    anchors.places[place].iter().map(mark).collect()
}

/// The number of a claim, leading to it.
fn reference(story: &StoryView<'_>, anchors: &Anchors, claim: usize) -> Markup {
    let data = anchors.for_script(|| anchors.claim_id(claim));
    html! {
        a.ref href=(anchors.claim_href(claim)) data-c=[data] { span.quiet { "claim " } (story.claims[claim].name()) }
    }
}
