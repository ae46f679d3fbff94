//! A claim with what stands behind it: its statements, its origins, what joined them.

use maud::{Markup, html};

use super::anchors::Anchors;
use super::icon;
use crate::printable::{brief_line, line};
use crate::view::{ClaimView, StoryView, plural};

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
            summary { "Why: " (summary) }
            div.fold {
                @if !why.is_empty() { p { (why) } }
                @if !claim.statements.is_empty() {
                    h4 { "Statements" }
                    ul.statements {
                        @for s in &claim.statements {
                            @let report = &story.reports[s.report];
                            li {
                                (link(anchors, (s.report, s.start, s.end), Some(place), html! { b { (report.label) } }))
                                " " (icon::of_stance(s.saying.stance)) " " (s.saying.in_words()) ": "
                                q { (brief_line(&report.words(s.start, s.end), 400)) }
                            }
                        }
                    }
                }
                @if !claim.origins.is_empty() {
                    h4 { "Origins" }
                    ul.origins {
                        @for origin in &claim.origins {
                            li { b { (brief_line(&origin.name, 80)) } @if !origin.why.is_empty() { ": " (line(&origin.why)) } }
                        }
                    }
                }
                @if !joined_by.is_empty() {
                    h4 { "Taken for one claim because of" }
                    p { (joined_by.join("; ")) @if claim.statements.len() > 1 { " (score " (format!("{:.2}", claim.record.score)) ")" } }
                }
            }
        }
    }
}
