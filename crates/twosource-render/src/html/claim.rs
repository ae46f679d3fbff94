//! A claim with what stands behind it: its statements, its origins, what joined them.

use maud::{Markup, html};

use super::anchors::Anchors;
use super::icon;
use crate::printable::{brief_line, line};
use crate::view::{ClaimView, StatementView, StoryView, plural, source_name};

/// A link to the marked words of a report; the bare content where the place does not fit.
pub(crate) fn link(
    anchors: &Anchors,
    place: (usize, usize, usize),
    claim: Option<usize>,
    content: Markup,
) -> Markup {
    let (report, start, end) = place;
    let claim = claim.and_then(|claim| anchors.for_script(|| anchors.claim_id(claim)));
    html! {
        @match anchors.place_href(report, start, end) {
            Some(href) => a href=(href) data-c=[claim] { (content) },
            None => (content),
        }
    }
}

/// The words of a claim, those greyed that one alone has.
pub(crate) fn words(claim: &ClaimView<'_>) -> Markup {
    html! {
        @for piece in crate::summary::pieces(claim) {
            @if piece.borne { (piece.text) } @else { span.unborne title="one report alone has these words" { (piece.text) } }
        }
    }
}

/// Where else the words of a claim stand, told apart from it.
pub(crate) fn twins(story: &StoryView<'_>, anchors: &Anchors, place: usize) -> Markup {
    let twins = story.twins_of(place);
    html! {
        @if !twins.is_empty() {
            p.remark { "In the same words, and not counted with it: "
                @for (i, twin) in twins.iter().enumerate() {
                    @let claim = &story.claims[*twin];
                    @if i > 0 { "; " }
                    @for (n, s) in claim.statements.iter().enumerate() {
                        @if n > 0 { ", " } (link(anchors, (s.report, s.start, s.end), None, html! { (story.reports[s.report].label) }))
                    }
                    " (" (crate::standing::face(claim.record.standing).word.to_lowercase()) ")"
                }
            }
        }
    }
}

/// A link to all passages of a claim side by side, lit: its page, or, on a page that holds everything, its first passage with
/// the claim in hand.
pub(crate) fn passages_link(anchors: &Anchors, claim: usize, content: Markup) -> Markup {
    match (anchors.address(), anchors.first_of(claim)) {
        (None, Some(place)) => link(anchors, place, Some(claim), content),
        _ => html! { a href=(anchors.claim_href(claim)) { (content) } },
    }
}

/// Statements that a fold shows where the claim has a page of its own, and the characters of each.
const FEW: (usize, usize) = (6, 180);
/// Characters of a statement where all are shown.
const LONG: usize = 400;

/// The fold under a claim that tells why it stands where it stands.
pub(crate) fn detail(
    story: &StoryView<'_>,
    anchors: &Anchors,
    place: usize,
    claim: &ClaimView<'_>,
) -> Markup {
    let summary = match claim.origins.len() {
        0 => plural(claim.statements.len(), "statement"),
        origins => format!("{}, {}", plural(origins, "origin"), plural(claim.statements.len(), "statement")),
    };
    html! {
        details.why {
            summary { "Why: " (summary) " " span.name { (claim.name()) } }
            (fold(story, anchors, place, claim, if anchors.address().is_some() { FEW } else { (usize::MAX, LONG) }))
        }
    }
}

/// What stands behind a claim, whole.
pub(crate) fn behind(
    story: &StoryView<'_>,
    anchors: &Anchors,
    place: usize,
    claim: &ClaimView<'_>,
) -> Markup {
    fold(story, anchors, place, claim, (usize::MAX, 4 * LONG))
}

fn fold(
    story: &StoryView<'_>,
    anchors: &Anchors,
    place: usize,
    claim: &ClaimView<'_>,
    (most, long): (usize, usize),
) -> Markup {
    let why = line(&claim.record.why);
    let more = claim.statements.len().saturating_sub(most);
    let joined_by = joined_by(claim);
    html! {
        div.fold {
            @if !why.is_empty() { p.reason { (why) } }
            @if !claim.record.cautions.is_empty() {
                ul.cautions { @for caution in &claim.record.cautions { li { "Note: " (line(&caution.why)) } } }
            }
            @if !claim.statements.is_empty() {
                div {
                    p.head { "Statements" }
                    ul.statements {
                        @for s in claim.statements.iter().take(most) { (statement(story, anchors, place, s, long)) }
                        @if more > 0 { li { a href=(anchors.claim_href(place)) { "… and " (more) " more" } } }
                    }
                }
            }
            div {
                @if !claim.origins.is_empty() {
                    p.head { (if claim.origins.len() == 1 { "Origin" } else { "Origins" }) }
                    ul.origins {
                        @for origin in claim.origins.iter().take(most) {
                            li {
                                b { (source_name(origin)) }
                                @if !origin.why.is_empty() { ": " (brief_line(&origin.why, 2 * long)) }
                            }
                        }
                    }
                }
                @if !claim.sayings.is_empty() {
                    p.head { "That it was said, apart from what was said" }
                    ul.sayings { @for saying in claim.sayings.iter().take(most) { li { (saying) } } }
                }
                @if !joined_by.is_empty() {
                    p.head.joined { "Why they are taken for one claim" }
                    p.joined {
                        (brief_line(&joined_by, 2 * long)) "."
                    }
                }
            }
        }
    }
}

/// What shows that the statements tell one thing, in words that a reader can check: words, names and numbers that they share.
/// Single words that stand in both say nothing to a reader.
fn joined_by(claim: &ClaimView<'_>) -> String {
    let telling = claim
        .record
        .joined_by
        .iter()
        .map(|reason| line(reason))
        .filter(|reason| !reason.contains(" speak of "));
    let told = telling.collect::<Vec<_>>().join("; ");
    let mut letters = told.chars();
    letters
        .next()
        .map(|first| format!("{}{}", first.to_uppercase(), letters.as_str().trim_end_matches('.')))
        .unwrap_or_default()
}

fn statement(
    story: &StoryView<'_>,
    anchors: &Anchors,
    claim: usize,
    statement: &StatementView,
    long: usize,
) -> Markup {
    let report = &story.reports[statement.report];
    let place = (statement.report, statement.start, statement.end);
    html! {
        li {
            (link(anchors, place, Some(claim), html! { b { (report.label) } }))
            " " (icon::of_stance(statement.saying.stance)) " " (statement.saying.remark()) ": "
            q { (brief_line(&report.words(statement.start, statement.end), long)) }
        }
    }
}
