//! What one outlet alone says.

use maud::{Markup, html};
use twosource_evidence::file::Standing;

use super::anchors::Anchors;
use super::matrix::who;
use super::{claim, heading, icon};
use crate::standing::face;
use crate::view::{ClaimView, StoryView, plural};

/// Claims of one report that show before the fold.
const SHOWN: usize = 6;

pub(crate) fn section(story: &StoryView<'_>, anchors: &Anchors) -> Markup {
    let groups = story.alone();
    let face = face(Standing::SingleSource);
    html! {
        @if !groups.is_empty() {
            section.alone id=(anchors.section_id("one")) data-standing=(face.key) {
                (heading::section(anchors, html! { (icon::of_standing(Standing::SingleSource)) " " (face.word) }))
                p.lede { "Nobody confirms these claims here, and nobody disputes them." }
                div.columns {
                    @for (report, claims) in &groups {
                        div.outlet.one id={ (anchors.section_id("one")) "-" (report + 1) } {
                            (heading::item(anchors, None, html! { (story.reports[*report].label) span.count { (plural(claims.len(), "claim")) } }))
                            (list(anchors, &claims[..claims.len().min(SHOWN)], *report))
                            @if claims.len() > SHOWN {
                                details.rest {
                                    summary { "… and " (claims.len() - SHOWN) " more" }
                                    (list(anchors, &claims[SHOWN..], *report))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn list(anchors: &Anchors, claims: &[(usize, &ClaimView<'_>)], report: usize) -> Markup {
    html! {
        ul.claimlist {
            @for (place, claim) in claims {
                @let id = anchors.claim_id(*place);
                li.claim id=(id) data-who=(who(claim)) {
                    @if let Some(s) = claim.by(report).next() {
                        (claim::link(anchors, (s.report, s.start, s.end), Some(*place), html! { (claim.text) }))
                        @if let Some(source) = claim.unsaid_source() {
                            " " span.remark { (icon::of_stance(s.saying.stance)) " " (source) }
                        }
                    } @else { (claim.text) }
                }
            }
        }
    }
}
