//! What one outlet alone says.

use maud::{Markup, html};
use twosource_evidence::file::Standing;

use super::anchors::Anchors;
use super::choice::Shown;
use super::matrix::who;
use super::{claim, heading, icon};
use crate::address::with_query;
use crate::printable::brief_line;
use crate::standing::face;
use crate::view::{ClaimView, StoryView, plural};

/// Claims of one report that show before the fold.
const SHOWN: usize = 6;

pub(crate) fn section(story: &StoryView<'_>, anchors: &Anchors, shown: &Shown) -> Markup {
    let groups = shown.alone(story);
    let face = face(Standing::SingleSource);
    html! {
        @if !groups.is_empty() {
            section.alone id=(anchors.section_id("one")) data-standing=(face.key) {
                (heading::section(anchors, html! { (icon::of_standing(Standing::SingleSource)) " " (face.word) }))
                p.lede { "Nobody confirms these claims here, and nobody disputes them." }
                div.columns {
                    @for (report, claims) in &groups {
                        div.outlet.one id={ (anchors.section_id("one")) "-" (report + 1) } {
                            (heading::item(anchors, None, html! { (story.reports[*report].label) span.count { (plural(claims.len() + shown.more_alone(*report), "claim")) } }))
                            (list(anchors, &claims[..claims.len().min(SHOWN)], *report))
                            @if let (Some(address), more @ 1..) = (anchors.address(), shown.more_alone(*report)) {
                                p.more { a href=(with_query(address, &[("standing", face.value), ("outlet", &story.reports[*report].label)])) {
                                    "… and " (more) " more"
                                } }
                            }
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
                li.claim id=(id) data-who=[anchors.for_script(|| who(claim))] {
                    @if let Some(s) = claim.by(report).next() {
                        (claim::link(anchors, (s.report, s.start, s.end), Some(*place), html! { (brief_line(&claim.text, 600)) }))
                        @if let Some(source) = claim.unsaid_source() {
                            " " span.remark { (icon::of_stance(s.saying.stance)) " " (source) }
                        }
                    } @else { (claim.text) }
                    (anchors.remark(*place))
                    @if anchors.address().is_some() {
                        " " a.number href=(anchors.claim_href(*place)) { span.quiet { "claim " } (claim.name()) }
                    }
                }
            }
        }
    }
}
