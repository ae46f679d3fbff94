//! The reports side by side, with every statement marked.

use maud::{Markup, html};
use twosource_evidence::file::DependenceRecord;

use super::anchors::{Anchors, Marked, Shows};
use super::claim::link;
use super::heading;
use crate::printable::{block, brief_line, line};
use crate::standing::face;
use crate::view::{ReportView, StoryView};

/// Reports up to which those that lack the claim in hand stay beside those that carry it.
const SIDE_BY_SIDE: usize = 4;
/// Reports and dependences that show at the head of a story before the fold.
const SHOWN: usize = 8;

/// The reports at the head of a story: who they are, and which lean on which.
pub(crate) fn list(story: &StoryView<'_>, anchors: &Anchors) -> Markup {
    let reports: Vec<(usize, &ReportView<'_>)> = story.reports.iter().enumerate().collect();
    let leaning: Vec<&DependenceRecord> = story.record.dependence.iter().collect();
    html! {
        ol.sources { @for (i, report) in reports.iter().take(SHOWN) { (source(anchors, *i, report)) } }
        @if reports.len() > SHOWN {
            details.rest {
                summary { "… and " (reports.len() - SHOWN) " more reports" }
                ol.sources start=(SHOWN + 1) {
                    @for (i, report) in reports.iter().skip(SHOWN) { (source(anchors, *i, report)) }
                }
            }
        }
        @if !leaning.is_empty() {
            details.dependence {
                summary {
                    b { "Not independent: " }
                    @for (i, dependence) in leaning.iter().take(SHOWN).enumerate() {
                        @if i > 0 { " · " } (story.leaning(dependence))
                    }
                    @if leaning.len() > SHOWN { " · … and " (leaning.len() - SHOWN) " more" }
                }
                ul { @for dependence in &leaning { (dependence_item(story, anchors, dependence)) } }
            }
        }
    }
}

fn source(anchors: &Anchors, place: usize, report: &ReportView<'_>) -> Markup {
    html! {
        li {
            a.src href={ "#" (anchors.report_id(place)) } { (report.label) }
            span.headline { (report.headline()) }
            @if let Some(day) = report.day() { span.meta { (day) } }
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
    let facts: Vec<String> = [report.day(), report.record.byline.as_deref().map(line), report.file_name()]
        .into_iter()
        .flatten()
        .filter(|fact| !fact.is_empty())
        .collect();
    html! {
        article.report id=(id) aria-labelledby=(title) {
            header {
                (heading::item(anchors, Some(&title), html! { span.name { (report.label) } }))
                p.meta {
                    (facts.join(" · "))
                    @if let Some(url) = report.web_address() {
                        " · " a href=(url) rel="noopener noreferrer nofollow" { "original" }
                    }
                }
            }
            div.body tabindex="0" role="region" aria-label={ "Text of " (report.label) @if anchors.story > 1 { ", story " (anchors.story) } } {
                @for part in parts(report) { (paragraph(story, anchors, place, report, &part)) }
            }
        }
    }
}

/// A stretch of a report that stands as a block of its own.
struct Part {
    start: usize,
    end: usize,
    class: &'static str,
}

/// The segments of a report in order, without overlaps, and whatever text lies between them.
fn parts(report: &ReportView<'_>) -> Vec<Part> {
    let text = report.record.text.as_str();
    let mut segments: Vec<(usize, usize, &str)> = report
        .record
        .segments
        .iter()
        .filter_map(|s| report.bytes(s.start, s.end).map(|span| (span.start, span.end, s.kind.as_str())))
        .collect();
    segments.sort_unstable();
    let mut parts = Vec::new();
    let mut at = 0;
    for (start, end, kind) in segments {
        plain(text, at, start, &mut parts);
        let start = start.max(at);
        if start < end {
            parts.push(Part { start, end, class: class(kind) });
            at = end;
        }
    }
    plain(text, at, text.len(), &mut parts);
    parts
}

/// Paragraphs of text that no segment covers.
fn plain(text: &str, start: usize, end: usize, parts: &mut Vec<Part>) {
    let Some(between) = text.get(start..end) else { return };
    let mut at = start;
    for paragraph in between.split_inclusive("\n\n") {
        if !paragraph.trim().is_empty() {
            parts.push(Part { start: at, end: at + paragraph.len(), class: "" });
        }
        at += paragraph.len();
    }
}

fn class(kind: &str) -> &'static str {
    match kind {
        "title" => "title",
        "heading" => "heading",
        "caption" | "credit" => "caption",
        "dateline" | "byline" | "date" => "line",
        "promotion" => "promotion",
        _ => "",
    }
}

fn paragraph(
    story: &StoryView<'_>,
    anchors: &Anchors,
    place: usize,
    report: &ReportView<'_>,
    part: &Part,
) -> Markup {
    let text = report.record.text.as_str();
    let marked: Vec<&Marked> =
        anchors.places[place].iter().filter(|m| m.start < part.end && part.start < m.end).collect();
    let mut edges: Vec<usize> = marked.iter().flat_map(|m| [m.start, m.end]).collect();
    edges.extend([part.start, part.end]);
    edges.retain(|edge| (part.start..=part.end).contains(edge));
    edges.sort_unstable();
    edges.dedup();
    html! {
        p class=[Some(part.class).filter(|class| !class.is_empty())] {
            @for pair in edges.windows(2) {
                @let covering: Vec<&Marked> = marked.iter().copied().filter(|m| m.start <= pair[0] && pair[1] <= m.end).collect();
                (piece(story, anchors, place, text, (pair[0], pair[1]), &covering))
            }
        }
    }
}

/// A run of text under the same marks, with the anchors of the marks that start at it and the numbers of the claims
/// that end with it.
fn piece(
    story: &StoryView<'_>,
    anchors: &Anchors,
    place: usize,
    text: &str,
    (start, end): (usize, usize),
    covering: &[&Marked],
) -> Markup {
    let words = block(text.get(start..end).unwrap_or(""));
    let mut starting: Vec<String> =
        covering.iter().filter(|m| m.start == start).map(|m| anchors.id_of(place, m.start, m.end)).collect();
    let own_id = starting.pop();
    let claims = |m: &&&Marked| -> Vec<usize> {
        m.shows.iter().filter_map(|s| if let Shows::Claim(claim) = s { Some(*claim) } else { None }).collect()
    };
    // The innermost claim gives the colour: it is the most exact.
    let all: Vec<usize> = covering.iter().rev().flat_map(|m| claims(&m)).collect();
    let ending: Vec<usize> = covering.iter().filter(|m| m.end == end).flat_map(|m| claims(&m)).collect();
    let names: Vec<String> = all.iter().map(|claim| anchors.claim_id(*claim)).collect();
    let value = covering.iter().any(|m| m.shows.contains(&Shows::Value));
    let class = all.first().map(|claim| face(story.claims[*claim].record.standing).key);
    html! {
        @for id in &starting { span.at id=(id) {} }
        @if let Some(class) = class {
            mark class={ (class) @if value { " val" } } id=[own_id] data-c=(names.join(" ")) { (words) }
        } @else if own_id.is_some() || value {
            span.at id=[own_id] { (words) }
        } @else { (words) }
        @for claim in ending {
            a.ref href={ "#" (anchors.claim_id(claim)) } data-c=(anchors.claim_id(claim)) {
                span.quiet { "claim " } (story.claims[claim].name())
            }
        }
    }
}
