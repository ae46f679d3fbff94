//! Claims by report: the centre of the page.

use maud::{Markup, html};
use twosource_evidence::file::Standing;

use super::anchors::Anchors;
use super::choice::Shown;
use super::{claim, heading, icon};
use crate::address::with_query;
use crate::printable::{brief_line, line};
use crate::standing::face;
use crate::view::{ClaimView, ConflictView, Saying, Stance, StoryView, plural};

/// Standings whose claims several reports make: the rows of the matrix.
const ROWS: [Standing; 4] =
    [Standing::Corroborated, Standing::Disputed, Standing::Echoed, Standing::Unsourced];
/// Reports up to which cells have room for words.
const ROOMY: usize = 4;
/// Reports up to which the matrix fits a desk's screen.
const FITTING: usize = 12;

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
        _ => "matrix wide",
    };
    let wide = story.reports.len() > FITTING;
    let any = ROWS.iter().any(|s| !shown.of_standing(story, *s).is_empty()) || !shown.conflicts.is_empty();
    html! {
        @if any {
            @if story.reports.len() > ROOMY { (legend(story)) }
            div.scroll tabindex=[wide.then_some("0")] role=[wide.then_some("region")] aria-label=[wide.then(|| label(anchors))] {
                table class=(class) role="table" {
                    caption.quiet { "Claims in rows, reports in columns. A mark in a cell leads to the report's words." }
                    (head(story, anchors))
                    @for standing in ROWS { (group(story, anchors, standing, shown)) }
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
                li { (icon::of_stance(stance)) " " (legend_words(stance)) }
            }
        }
    }
}

fn legend_words(stance: Stance) -> &'static str {
    match stance {
        Stance::Own => "says so itself",
        Stance::Attributed => "attributes it to a source",
        Stance::Hedged => "hedges",
        Stance::Planned => "gives it as planned",
        Stance::Conditional => "gives it on a condition",
        Stance::Denied => "puts it in the negative",
        Stance::Questioned => "asks",
    }
}

fn head(story: &StoryView<'_>, anchors: &Anchors) -> Markup {
    html! {
        thead role="rowgroup" {
            tr role="row" {
                th.what scope="col" role="columnheader" { "Claim" }
                @for (i, report) in story.reports.iter().enumerate() {
                    th.who scope="col" role="columnheader" {
                        a href=(anchors.report_href(i)) { span { (report.label) } }
                    }
                }
            }
        }
    }
}

fn group(story: &StoryView<'_>, anchors: &Anchors, standing: Standing, shown: &Shown) -> Markup {
    let claims = shown.of_standing(story, standing);
    let conflicts: Vec<&ConflictView<'_>> = match standing {
        Standing::Disputed => shown.conflicts.iter().map(|place| &story.conflicts[*place]).collect(),
        _ => Vec::new(),
    };
    let more = shown.more(standing);
    let face = face(standing);
    html! {
        @if !claims.is_empty() || !conflicts.is_empty() {
            tbody class={ "group " (face.key) } data-standing=(face.key) id=(anchors.section_id(face.key)) role="rowgroup" {
                tr.band role="row" {
                    th colspan=(story.reports.len() + 1) scope="rowgroup" role="rowheader" {
                        span.tag { (icon::of_standing(standing)) " " (face.word) }
                        span.meaning { (face.meaning) }
                    }
                }
                @for conflict in conflicts { (conflict_row(story, anchors, conflict)) }
                @for (place, claim) in &claims { (claim_row(story, anchors, *place, claim)) }
                @if let (Some(address), true) = (anchors.address(), more > 0) {
                    tr.more role="row" { td colspan=(story.reports.len() + 1) role="cell" {
                        a href=(with_query(address, &[("standing", face.value)])) {
                            "All " (claims.len() + more) " " (face.counted) " claims"
                        }
                    } }
                }
            }
        }
    }
}

/// A claim, and a row of its own for what stands behind it, as wide as the table.
fn claim_row(story: &StoryView<'_>, anchors: &Anchors, place: usize, claim: &ClaimView<'_>) -> Markup {
    let id = anchors.claim_id(place);
    let one_origin = claim.origins.first().filter(|_| claim.record.standing == Standing::Echoed);
    html! {
        tr.claim id=(id) data-who=[anchors.for_script(|| who(claim))] role="row" {
            th.what scope="row" role="rowheader" {
                p.text { @if anchors.address().is_some() { a href=(anchors.claim_href(place)) { (brief_line(&claim.text, 600)) } } @else { (claim.text) } }
                (anchors.remark(place))
                @if let Some(origin) = one_origin { p.origin {
                    "All from " b { (brief_line(&origin.name, 80)) }
                    @if is_saying_sure(claim) { ": that it was said is corroborated, what was said has one source" }
                } }
            }
            @for report in 0..story.reports.len() { (claim_cell(story, anchors, place, claim, report)) }
        }
        tr.behind role="row" {
            td colspan=(story.reports.len() + 1) role="cell" { (claim::detail(story, anchors, place, claim)) }
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
    html! {
        @match statement {
            None => td role="cell" {},
            Some(s) => td role="cell" {
                span.label aria-hidden="true" { (label) }
                (claim::link(anchors, (s.report, s.start, s.end), Some(place), html! {
                    (icon::of_stance(s.saying.stance)) span.say { (brief_line(&cell_words(&s.saying), 70)) }
                }))
            },
        }
    }
}

/// What a cell says beside its mark.
fn cell_words(saying: &Saying) -> String {
    match saying.stance {
        Stance::Own => "says so itself".to_owned(),
        _ => saying.remark(),
    }
}

/// What the box in which a wide matrix scrolls is called; each on the page has a name of its own.
fn label(anchors: &Anchors) -> String {
    match anchors.story {
        1 => "Claims by report".to_owned(),
        story => format!("Claims by report, story {story}"),
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
            @for report in 0..story.reports.len() {
                @let values: Vec<_> = conflict.by(report).collect();
                @if values.is_empty() { td role="cell" {} } @else {
                    td.values role="cell" {
                        span.label aria-hidden="true" { (story.reports[report].label) }
                        @for v in values {
                            (claim::link(anchors, (v.report, v.start, v.end), claim, html! { span.value { (brief_line(&v.value, 80)) } })) " "
                        }
                    }
                }
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
                    @for report in 0..story.reports.len() {
                        @match count(report) {
                            None => td role="cell" {},
                            Some(count) => td role="cell" {
                                span.label aria-hidden="true" { (story.reports[report].label) }
                                a href={ "#" (anchors.section_id("one")) "-" (report + 1) } { span.value { (count) } span.quiet { " claims" } }
                            },
                        }
                    }
                }
            }
        }
    }
}
