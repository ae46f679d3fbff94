//! Claims by report: the centre of the page.

use std::collections::BTreeSet;

use maud::{Markup, html};
use twosource_evidence::file::Standing;

use super::anchors::Anchors;
use super::choice::Shown;
use super::{claim, heading, icon};
use crate::address::with_query;
use crate::printable::{brief_line, line};
use crate::standing::face;
use crate::view::{ClaimView, ConflictView, Saying, Stance, StoryView, plural, source_name};

/// Standings whose claims several reports make: the rows of the matrix.
const ROWS: [Standing; 4] =
    [Standing::Corroborated, Standing::Disputed, Standing::Echoed, Standing::Unsourced];
/// Reports up to which cells have room for a line of words.
const ROOMY: usize = 4;
/// Reports up to which each has a column; of more, one column tells who says it in words.
const FITTING: usize = 8;
/// Characters of a cell's words: where there is room, and where there is little.
const WORDS: (usize, usize) = (70, 32);

/// True where each report has a column of its own.
fn has_columns(story: &StoryView<'_>) -> bool {
    story.reports.len() <= FITTING
}

/// Columns of the table.
fn columns(story: &StoryView<'_>) -> usize {
    if has_columns(story) { story.reports.len() + 1 } else { 2 }
}

pub(crate) fn section(story: &StoryView<'_>, anchors: &Anchors, shown: &Shown) -> Markup {
    html! {
        section.claims id=(anchors.section_id("claims")) {
            (heading::section(anchors, html! { "Claim by claim" }))
            (table(story, anchors, shown))
        }
    }
}

/// The claims that several reports make, and which of them does; words that say so where there is none.
pub(crate) fn table(story: &StoryView<'_>, anchors: &Anchors, shown: &Shown) -> Markup {
    let class = match story.reports.len() {
        0..=ROOMY => "matrix roomy",
        n if n <= FITTING => "matrix tight",
        _ => "matrix grouped",
    };
    let others = shown.other_conflicts(story);
    let any = ROWS.iter().any(|s| !shown.of_standing(story, *s).is_empty()) || !others.is_empty();
    html! {
        @if any {
            @if story.reports.len() > ROOMY && has_columns(story) { (legend(story)) }
            div.scroll {
                table class=(class) role="table" {
                    caption.quiet { "Claims in rows; each cell tells how a report has it, and leads to its words." }
                    (head(story, anchors))
                    @for standing in ROWS { (group(story, anchors, standing, shown)) }
                    (differing(story, anchors, &others))
                    (alone_row(story, anchors, shown))
                }
            }
        } @else if story.reports.len() < 2 {
            p.none { "One report alone: there is nothing to hold it against." }
        } @else {
            p.none { "No claim is made by more than one of these reports." }
        }
    }
}

/// The stances that occur, with their shapes.
fn legend(story: &StoryView<'_>) -> Markup {
    let occurs = |stance: Stance| {
        let shared = story.claims.iter().filter(|claim| claim.record.standing != Standing::SingleSource);
        shared.flat_map(|claim| &claim.statements).any(|s| s.saying.stance == stance)
    };
    html! {
        ul.legend aria-label="Marks" {
            @for stance in Stance::ALL.into_iter().filter(|stance| occurs(*stance)) {
                li { (icon::of_stance(stance)) " " (stance.meaning()) }
            }
        }
    }
}

fn head(story: &StoryView<'_>, anchors: &Anchors) -> Markup {
    html! {
        thead role="rowgroup" {
            tr role="row" {
                th.what scope="col" role="columnheader" { "Claim" }
                @if has_columns(story) {
                    @for (i, report) in story.reports.iter().enumerate() {
                        th.who scope="col" role="columnheader" {
                            a href=(anchors.report_href(i)) { span { (report.label) } }
                        }
                    }
                } @else { th.who scope="col" role="columnheader" { "Who says it, and from whom" } }
            }
        }
    }
}

fn group(story: &StoryView<'_>, anchors: &Anchors, standing: Standing, shown: &Shown) -> Markup {
    let claims = shown.of_standing(story, standing);
    let more = shown.more(standing);
    let face = face(standing);
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let mut conflicts_of = |place: usize| -> Vec<usize> {
        let touching = story.touching(place).map(|(conflict, _)| conflict);
        let shown = |conflict: &usize| standing == Standing::Disputed && shown.conflicts.contains(conflict);
        touching.filter(shown).filter(|conflict| told.insert(*conflict)).collect()
    };
    html! {
        @if !claims.is_empty() {
            tbody class={ "group " (face.key) } data-standing=(face.key) id=(anchors.section_id(face.key)) role="rowgroup" {
                (band(story, html! { (icon::of_standing(standing)) " " (face.word) span.count { " " (plural(claims.len() + more, "claim")) } }, face.meaning))
                @for (place, claim) in &claims {
                    (claim_row(story, anchors, *place, claim))
                    @for conflict in conflicts_of(*place) { (conflict_row(story, anchors, &story.conflicts[conflict])) }
                    (behind_row(story, anchors, *place, claim))
                }
                @if let (Some(address), true) = (anchors.address(), more > 0) {
                    tr.more role="row" { td colspan=(columns(story)) role="cell" {
                        a href=(with_query(address, &[("standing", face.value)])) {
                            "All " (claims.len() + more) " " (face.counted) " claims"
                        }
                    } }
                }
            }
        }
    }
}

fn band(story: &StoryView<'_>, tag: Markup, meaning: &str) -> Markup {
    html! {
        tr.band role="row" {
            th colspan=(columns(story)) scope="rowgroup" role="rowheader" {
                span.tag { (tag) } span.meaning { (meaning) }
            }
        }
    }
}

/// Details that reports give otherwise where no claim is in dispute: updates above all.
fn differing(story: &StoryView<'_>, anchors: &Anchors, conflicts: &[usize]) -> Markup {
    html! {
        @if !conflicts.is_empty() {
            tbody.group.dis data-standing="dis" id=(anchors.section_id("differing")) role="rowgroup" {
                (band(story, html! { "Details that differ" span.count { " " (plural(conflicts.len(), "detail")) } }, "updates, and values that other reports give otherwise; the claims themselves stand above"))
                @for conflict in conflicts { (conflict_row(story, anchors, &story.conflicts[*conflict])) }
            }
        }
    }
}

/// A claim, and a row of its own for what stands behind it, as wide as the table.
fn claim_row(story: &StoryView<'_>, anchors: &Anchors, place: usize, claim: &ClaimView<'_>) -> Markup {
    let id = anchors.claim_id(place);
    let one_origin = claim
        .origins
        .first()
        .filter(|_| claim.record.standing == Standing::Echoed && claim.origins.len() == 1);
    html! {
        tr.claim id=(id) data-who=[anchors.for_script(|| who(claim))] role="row" {
            th.what scope="row" role="rowheader" {
                p.text { (claim::passages_link(anchors, place, claim::words(claim))) }
                (anchors.remark(place))
                (claim::twins(story, anchors, place))
                @if let Some(origin) = one_origin { p.origin {
                    "All from " b { (source_name(origin)) }
                    @if is_saying_sure(claim) { ": that it was said is corroborated, what was said has one source" }
                } }
            }
            @if has_columns(story) {
                @for report in 0..story.reports.len() { (claim_cell(story, anchors, place, claim, report)) }
            } @else { (grouped_cell(story, anchors, place, claim)) }
        }
    }
}

fn behind_row(story: &StoryView<'_>, anchors: &Anchors, place: usize, claim: &ClaimView<'_>) -> Markup {
    html! {
        tr.behind role="row" {
            td colspan=(columns(story)) role="cell" { (claim::detail(story, anchors, place, claim)) }
        }
    }
}

/// The reports of a claim as the filter reads them: " 1 3 ".
pub(crate) fn who(claim: &ClaimView<'_>) -> String {
    let numbers: Vec<String> = claim.reports().into_iter().map(|report| (report + 1).to_string()).collect();
    format!(" {} ", numbers.join(" "))
}

fn claim_cell(
    story: &StoryView<'_>,
    anchors: &Anchors,
    place: usize,
    claim: &ClaimView<'_>,
    report: usize,
) -> Markup {
    let label = &story.reports[report].label;
    // A report may say one thing several times: its plainest word stands in the cell, the rest in the fold.
    let statement = claim.by(report).min_by_key(|s| s.saying.stance);
    let words = |saying: &Saying| {
        if story.reports.len() > ROOMY {
            brief_line(&saying.short(), WORDS.1)
        } else {
            brief_line(&saying.remark(), WORDS.0)
        }
    };
    html! {
        @match statement {
            None => td.empty role="cell" { span.label aria-hidden="true" { (label) } span.unsaid { "not said" } },
            Some(s) => td role="cell" {
                span.label aria-hidden="true" { (label) }
                (cell_link(anchors, place, (s.report, s.start, s.end), html! {
                    (icon::of_stance(s.saying.stance)) span.say { (words(&s.saying)) }
                }))
            },
        }
    }
}

/// A link from a cell to all passages of its claim: the report's own first where the page has them apart.
fn cell_link(anchors: &Anchors, claim: usize, place: (usize, usize, usize), content: Markup) -> Markup {
    match anchors.address() {
        Some(_) => html! { a href={ (anchors.claim_href(claim)) "#p" (place.0 + 1) } { (content) } },
        None => claim::link(anchors, place, Some(claim), content),
    }
}

/// A report's place in the story, the first code point of a stretch of it, and the one after the last.
type Spot = (usize, usize, usize);

/// Who says a claim, those together who have it from the same.
fn grouped_cell(story: &StoryView<'_>, anchors: &Anchors, place: usize, claim: &ClaimView<'_>) -> Markup {
    let mut groups: Vec<(Stance, String, Vec<Spot>)> = Vec::new();
    for report in claim.reports() {
        let Some(s) = claim.by(report).min_by_key(|s| s.saying.stance) else { continue };
        let words = brief_line(&s.saying.remark(), WORDS.0);
        let at = (s.report, s.start, s.end);
        match groups.iter_mut().find(|(stance, known, _)| *stance == s.saying.stance && *known == words) {
            Some((.., places)) => places.push(at),
            None => groups.push((s.saying.stance, words, vec![at])),
        }
    }
    let others = story.reports.len() - claim.reports().len();
    html! {
        td.who-says role="cell" {
            ul { @for (stance, words, places) in &groups {
                li {
                    (icon::of_stance(*stance)) " " b { (words) } ": "
                    @for (i, at) in places.iter().enumerate() {
                        @if i > 0 { ", " } (cell_link(anchors, place, *at, html! { (story.reports[at.0].label) }))
                    }
                }
            } }
            @if others > 0 { p.unsaid { "not said by " (plural(others, "other")) } }
        }
    }
}

/// True where two that do not write from each other report that the words were said.
fn is_saying_sure(claim: &ClaimView<'_>) -> bool {
    claim.record.sayings.iter().any(|saying| saying.standing == Standing::Corroborated)
}

/// A conflict: its values side by side, each under the report that gives it.
fn conflict_row(story: &StoryView<'_>, anchors: &Anchors, conflict: &ConflictView<'_>) -> Markup {
    let claim = conflict.claims.first().copied();
    let mut reports: Vec<usize> = conflict.values.iter().map(|value| value.report).collect();
    reports.dedup();
    let numbers: Vec<String> = reports.iter().map(|report| (report + 1).to_string()).collect();
    html! {
        tr.conflict data-who=[anchors.for_script(|| format!(" {} ", numbers.join(" ")))] role="row" {
            th.what scope="row" role="rowheader" {
                p.question { (conflict.question) "?" @if conflict.record.update { " " span.update { "update" } } }
                @let why = line(&conflict.record.why);
                @if !why.is_empty() { p.reason { (why) } }
                (passages(story, anchors, conflict, claim))
            }
            @if has_columns(story) {
                @for report in 0..story.reports.len() {
                    @let values: Vec<_> = conflict.by(report).collect();
                    @if values.is_empty() { td.empty role="cell" { span.label aria-hidden="true" { (story.reports[report].label) } span.unsaid { "not said" } } } @else {
                        td.values role="cell" {
                            span.label aria-hidden="true" { (story.reports[report].label) }
                            @for v in values {
                                (claim::link(anchors, (v.report, v.start, v.end), claim, html! { span.value { (brief_line(&v.value, 80)) } })) " "
                            }
                        }
                    }
                }
            } @else {
                td.who-says role="cell" { ul { @for (value, givers) in conflict.sides() {
                    li {
                        span.value { (brief_line(value, 80)) } ": "
                        @for (i, v) in givers.iter().enumerate() {
                            @if i > 0 { ", " } (claim::link(anchors, (v.report, v.start, v.end), claim, html! { (story.reports[v.report].label) }))
                        }
                    }
                } } }
            }
        }
    }
}

/// The fold under a conflict that shows the words each value stands in.
fn passages(
    story: &StoryView<'_>,
    anchors: &Anchors,
    conflict: &ConflictView<'_>,
    claim: Option<usize>,
) -> Markup {
    html! {
        details.why {
            summary { "Passages: " (plural(conflict.values.len(), "statement")) }
            ul.statements.fold {
                @for value in &conflict.values {
                    li {
                        (claim::link(anchors, (value.report, value.start, value.end), claim, html! { b { (story.reports[value.report].label) } }))
                        ": " q { (brief_line(&value.passage, 400)) }
                    }
                }
            }
        }
    }
}

/// How many claims each report alone makes, leading to them.
fn alone_row(story: &StoryView<'_>, anchors: &Anchors, shown: &Shown) -> Markup {
    let groups = shown.alone(story);
    let count = |report: usize| {
        let group = groups.iter().find(|(r, _)| *r == report);
        group.map(|(_, claims)| claims.len() + shown.more_alone(report))
    };
    let face = face(Standing::SingleSource);
    html! {
        @if !groups.is_empty() {
            tbody.rest role="rowgroup" {
                tr role="row" {
                    th.what scope="row" role="rowheader" {
                        span.tag { (icon::of_standing(Standing::SingleSource)) " " (face.word) }
                        span.meaning { "claims that no other report carries" }
                    }
                    @if has_columns(story) {
                        @for report in 0..story.reports.len() {
                            @match count(report) {
                                None => td.empty role="cell" { span.label aria-hidden="true" { (story.reports[report].label) } span.unsaid { "nothing" } },
                                Some(count) => td role="cell" {
                                    span.label aria-hidden="true" { (story.reports[report].label) }
                                    a href={ "#" (anchors.section_id("one")) "-" (report + 1) } { span.value { (plural(count, "claim")) } }
                                },
                            }
                        }
                    } @else {
                        td.who-says role="cell" { p {
                            @for (i, (report, _)) in groups.iter().enumerate() {
                                @if i > 0 { ", " }
                                a href={ "#" (anchors.section_id("one")) "-" (report + 1) } { (story.reports[*report].label) } " " (count(*report).unwrap_or(0))
                            }
                        } }
                    }
                }
            }
        }
    }
}
