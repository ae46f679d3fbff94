//! A claim with what stands behind it: its statements, its origins, what joined them.

use maud::{Markup, html};

use super::anchors::Anchors;
use super::icon;
use crate::printable::{brief_line, line};
use crate::view::{ClaimView, StatementView, StoryView, plural};

/// A link to the marked words of a report; the bare content where the place does not fit.
pub(crate) fn link(
    anchors: &Anchors,
    place: (usize, usize, usize),
    claim: Option<usize>,
    content: Markup,
) -> Markup {
    let (report, start, end) = place;
    let claim = claim.map(|claim| anchors.claim_id(claim));
    html! {
        @match anchors.id(report, start, end) {
            Some(id) => a href={ "#" (id) } data-c=[claim] { (content) },
            None => (content),
        }
    }
}

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
    let why = line(&claim.record.why);
    let joined_by: Vec<String> = claim.record.joined_by.iter().map(|reason| line(reason)).collect();
    html! {
        details.why {
            summary { "Why: " (summary) " " span.name { (claim.name()) } }
            div.fold {
                @if !why.is_empty() { p.reason { (why) } }
                @if !claim.statements.is_empty() {
                    div {
                        p.head { "Statements" }
                        ul.statements { @for s in &claim.statements { (statement(story, anchors, place, s)) } }
                    }
                }
                div {
                    @if !claim.origins.is_empty() {
                        p.head { (if claim.origins.len() == 1 { "Origin" } else { "Origins" }) }
                        ul.origins {
                            @for origin in &claim.origins {
                                li {
                                    b { (brief_line(&origin.name, 80)) }
                                    @if !origin.why.is_empty() { ": " (line(&origin.why)) }
                                }
                            }
                        }
                    }
                    @if !claim.sayings.is_empty() {
                        p.head { "That it was said, apart from what was said" }
                        ul.sayings { @for saying in &claim.sayings { li { (saying) } } }
                    }
                    @if !joined_by.is_empty() {
                        p.head { "Taken for one claim because of" }
                        p {
                            (joined_by.join("; "))
                            @if claim.statements.len() > 1 { " (score " (format!("{:.2}", claim.record.score)) ")" }
                        }
                    }
                }
            }
        }
    }
}

fn statement(story: &StoryView<'_>, anchors: &Anchors, claim: usize, statement: &StatementView) -> Markup {
    let report = &story.reports[statement.report];
    let place = (statement.report, statement.start, statement.end);
    html! {
        li {
            (link(anchors, place, Some(claim), html! { b { (report.label) } }))
            " " (icon::of_stance(statement.saying.stance)) " " (statement.saying.in_words()) ": "
            q { (brief_line(&report.words(statement.start, statement.end), 400)) }
        }
    }
}
