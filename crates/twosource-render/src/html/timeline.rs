//! Claims in order of the time they tell of.

use maud::{Markup, html};

use super::anchors::Anchors;
use super::claim::link;
use super::{heading, icon};
use crate::standing::face;
use crate::view::{ClaimView, StoryView};

pub(crate) fn section(story: &StoryView<'_>, anchors: &Anchors) -> Markup {
    let moments = moments(story);
    html! {
        @if !moments.is_empty() {
            section.timeline id=(anchors.section_id("time")) {
                (heading::section(anchors, html! { "Timeline" }))
                ol.moments {
                    @for (time, claims) in &moments {
                        li.moment {
                            (heading::item(anchors, None, html! { (crate::moment::in_words(time)) }))
                            ul { @for (place, claim) in claims { (entry(story, anchors, *place, claim)) } }
                        }
                    }
                }
            }
        }
    }
}

/// Times with the claims that tell of them, in order; a claim with its place in the story.
pub(crate) fn moments<'s, 'e>(story: &'s StoryView<'e>) -> Vec<(&'e str, Vec<(usize, &'s ClaimView<'e>)>)> {
    let mut moments: Vec<(&str, Vec<(usize, &ClaimView<'_>)>)> = Vec::new();
    for entry in &story.record.timeline {
        let Some(place) = story.claim_place(&entry.claim) else { continue };
        let claim = (place, &story.claims[place]);
        match moments.last_mut() {
            Some((time, claims)) if *time == entry.time => claims.push(claim),
            _ => moments.push((&entry.time, vec![claim])),
        }
    }
    moments
}

fn entry(story: &StoryView<'_>, anchors: &Anchors, place: usize, claim: &ClaimView<'_>) -> Markup {
    let standing = claim.record.standing;
    html! {
        li {
            (icon::of_standing(standing)) span.quiet { (face(standing).word) ": " }
            a.text href=(anchors.claim_href(place)) { (claim.text) }
            " "
            span.sources {
                @for (i, report) in claim.reports().into_iter().enumerate() {
                    @if i > 0 { ", " }
                    @if let Some(s) = claim.by(report).next() {
                        (link(anchors, (report, s.start, s.end), Some(place), html! { (story.reports[report].label) }))
                    }
                }
            }
        }
    }
}
