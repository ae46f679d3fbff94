//! Two reports side by side: the words that stand in both, and the claims that both make.

use maud::{Markup, html};
use twosource_evidence::file::DependenceKind;

use super::anchors::Anchors;
use super::reports::facts;
use super::running::{self, Mark};
use crate::standing::face;
use crate::view::{StoryView, plural};

/// Matches that are marked, at most, of each sort.
const MOST: usize = 200;

/// A stretch of each report that match.
struct Match {
    /// Bytes of the left report.
    left: (usize, usize),
    /// Bytes of the right report.
    right: (usize, usize),
    /// Of a claim: its place in the story.
    claim: Option<usize>,
}

/// Two reports side by side, by their places in the story.
pub(crate) fn panel(story: &StoryView<'_>, anchors: &Anchors, left: usize, right: usize) -> Markup {
    let passages = passages(story, left, right);
    let claims = claims(story, left, right);
    let why: Vec<String> = (story.record.dependence.iter())
        .filter(|d| between(story, &d.reports, left, right))
        .map(|d| crate::printable::brief_line(&d.why, 320))
        .collect();
    let all: Vec<&Match> = passages.iter().chain(&claims).collect();
    html! {
        div.verdicts {
            p {
                span.swatch.same {} (if passages.is_empty() { "no passage in the same words".to_owned() } else { format!("{} in the same words", plural(passages.len(), "passage")) })
            }
            p { span.swatch.cor {} (if claims.is_empty() { "no claim that both make".to_owned() } else { format!("{} that both make", plural(claims.len(), "claim")) }) }
            @for why in &why { p.reason { (why) } }
        }
        div.panel.two data-compare {
            (side(story, anchors, left, &all, true))
            (side(story, anchors, right, &all, false))
        }
    }
}

fn side(story: &StoryView<'_>, anchors: &Anchors, place: usize, matches: &[&Match], is_left: bool) -> Markup {
    let report = &story.reports[place];
    let (own, other) = if is_left { ("l", "r") } else { ("r", "l") };
    let mut marks: Vec<Mark> = (matches.iter().enumerate())
        .map(|(number, found)| {
            let (start, end) = if is_left { found.left } else { found.right };
            let key = number + 1;
            let (class, name) = match found.claim {
                Some(claim) => (face(story.claims[claim].record.standing).key, story.claims[claim].name()),
                None => ("same", format!("={key}")),
            };
            let link = html! {
                a.ref href={ "#" (other) (key) } data-c=(key) { span.quiet { "to the other report, " } (name) }
            };
            Mark {
                start,
                end,
                id: Some(format!("{own}{key}")),
                class: Some(class),
                throughout: found.claim.is_none().then_some("same"),
                data: vec![key.to_string()],
                after: vec![link],
            }
        })
        .collect();
    marks.sort_by_key(|mark| (mark.start, usize::MAX - mark.end));
    let title = format!("{own}-title");
    html! {
        article.report aria-labelledby=(title) {
            header {
                h2.h-item id=(title) { a href=(anchors.report_href(place)) { (report.label) } }
                p.headline { (report.headline()) }
                (facts(report))
            }
            div.body tabindex="0" role="region" aria-label={ "Text of " (report.label) } { (running::text(report, &marks)) }
        }
    }
}

fn between(story: &StoryView<'_>, reports: &[String; 2], left: usize, right: usize) -> bool {
    let places = (story.place(&reports[0]), story.place(&reports[1]));
    places == (Some(left), Some(right)) || places == (Some(right), Some(left))
}

/// The words that stand in both, in the left report's order.
fn passages(story: &StoryView<'_>, left: usize, right: usize) -> Vec<Match> {
    let mut found = Vec::new();
    for dependence in &story.record.dependence {
        if dependence.kind == DependenceKind::Cites || !between(story, &dependence.reports, left, right) {
            continue;
        }
        for spans in &dependence.spans {
            let bytes = |place: usize| {
                let span = spans.iter().find(|span| story.place(&span.report) == Some(place))?;
                story.reports[place].bytes(span.start, span.end).map(|span| (span.start, span.end))
            };
            if let (Some(left), Some(right)) = (bytes(left), bytes(right)) {
                found.push(Match { left, right, claim: None });
            }
        }
    }
    found.sort_by_key(|found| (found.left, found.right));
    found.dedup_by_key(|found| (found.left, found.right));
    found.truncate(MOST);
    found
}

/// The first statement of each claim that both make.
fn claims(story: &StoryView<'_>, left: usize, right: usize) -> Vec<Match> {
    let mut found: Vec<Match> = (story.claims.iter().enumerate())
        .filter_map(|(place, claim)| {
            let bytes = |report: usize| {
                let said = claim.by(report).next()?;
                story.reports[report].bytes(said.start, said.end).map(|span| (span.start, span.end))
            };
            Some(Match { left: bytes(left)?, right: bytes(right)?, claim: Some(place) })
        })
        .collect();
    found.sort_by_key(|found| (found.left, found.claim));
    found.truncate(MOST);
    found
}
