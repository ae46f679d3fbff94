//! The first screen: what is solid, what is not, what changed, who depends on whom, what is open.

use maud::{Markup, html};
use twosource_evidence::file::Standing;

use super::anchors::Anchors;
use super::claim::passages_link;
use super::{heading, icon};
use crate::address::with_query;
use crate::fragment::Edited;
use crate::printable::brief_line;
use crate::standing::face;
use crate::summary::{Dispute, Fact, History, Summary};
use crate::view::{StoryView, plural};

/// Changes that reports made in themselves, shown at most.
const EDITS: usize = 3;

/// The first screen of a story, under its title.
pub(crate) fn section(
    story: &StoryView<'_>,
    anchors: &Anchors,
    summary: &Summary,
    edits: &[Edited],
) -> Markup {
    html! {
        section.glance id=(anchors.section_id("glance")) aria-label={ "At a glance" @if anchors.story > 1 { ", story " (anchors.story) } } {
            div.solid {
                (heading::glance(anchors, "What is solid"))
                p.verdict { (summary.verdict()) }
                (facts(anchors, &summary.solid))
                (more(anchors, Standing::Corroborated, summary.more(Standing::Corroborated)))
                @if !summary.next_best.is_empty() {
                    p.verdict { b { (summary.next_best_told()) ":" } }
                    (facts(anchors, &summary.next_best))
                }
            }
            div.not {
                (heading::glance(anchors, "What is not"))
                @if summary.disputed.is_empty() { p.verdict { "No claim is in dispute." } }
                @else { ul.disputes { @for dispute in &summary.disputed { (disputed(anchors, dispute)) } } }
                (more(anchors, Standing::Disputed, summary.more(Standing::Disputed)))
                @if !summary.changed.is_empty() || !edits.is_empty() {
                    (heading::glance(anchors, "What changed"))
                    ul.histories {
                        @for edit in edits.iter().take(EDITS) { (edited(story, anchors, edit)) }
                        @for change in &summary.changed { (history(anchors, change)) }
                    }
                    @if edits.len() > EDITS { p.more { "and " (plural(edits.len() - EDITS, "more change")) " that reports made in themselves" } }
                }
            }
            div.beside {
                @if !summary.leaning.is_empty() {
                    div {
                        (heading::glance(anchors, "Who depends on whom"))
                        ul.leanings {
                            @for leaning in &summary.leaning { li { (leaning.told()) } }
                            @if summary.more_leaning > 0 { li { "and " (summary.more_leaning) " more" } }
                        }
                    }
                }
                @if let Some(told) = summary.alone_told() {
                    div {
                        (heading::glance(anchors, "One outlet alone"))
                        p { a href=(whole(anchors, Standing::SingleSource)) { (told) } }
                        ul.alone-counts {
                            @for alone in summary.alone.iter().take(6) { li { (alone.report) ": " (alone.claims) } }
                            @if summary.alone.len() > 6 { li { "and " (plural(summary.alone.len() - 6, "report")) " more" } }
                        }
                    }
                }
                @if !summary.open.is_empty() {
                    div {
                        (heading::glance(anchors, "What nobody answers"))
                        ul.asked {
                            @for question in &summary.open { li { (question) } }
                            @if summary.more_open > 0 { li { "and " (summary.more_open) " more" } }
                        }
                    }
                }
            }
        }
    }
}

fn facts(anchors: &Anchors, facts: &[Fact]) -> Markup {
    html! { @if !facts.is_empty() { ul.facts { @for fact in facts { (one(anchors, fact)) } } } }
}

fn one(anchors: &Anchors, fact: &Fact) -> Markup {
    let face = face(fact.standing);
    html! {
        li class={ "fact " (face.key) } {
            (icon::of_standing(fact.standing)) span.quiet { (face.word) ": " }
            p.text { (passages_link(anchors, fact.place, words(fact))) }
            p.by { (fact.told()) }
            (anchors.remark(fact.place))
        }
    }
}

/// The words of a fact, those of one alone greyed.
fn words(fact: &Fact) -> Markup {
    html! {
        @for piece in &fact.words {
            @if piece.borne { (piece.text) } @else { span.unborne title="one report alone has these words" { (piece.text) } }
        }
    }
}

fn disputed(anchors: &Anchors, dispute: &Dispute) -> Markup {
    html! {
        li.dispute {
            (icon::of_standing(Standing::Disputed)) span.quiet { "Disputed: " }
            p.about { b.asked { (dispute.question) "?" } " " (passages_link(anchors, dispute.place, html! { (dispute.about) })) }
            @if !dispute.sides.is_empty() {
                ul.sides { @for side in &dispute.sides { li { b { (side.value) } " " span.by { (side.told()) } } } }
            }
            (anchors.remark(dispute.place))
        }
    }
}

/// What a report changed in itself.
fn edited(story: &StoryView<'_>, anchors: &Anchors, edit: &Edited) -> Markup {
    let place = story.place(&edit.report);
    html! {
        li.history {
            p.about {
                @if let Some(place) = place { a href=(anchors.report_href(place)) { (story.reports[place].label) } } " "
                span.by { (if edit.quiet { "changed quietly" } else { "changed" }) ", " (edit.when) }
            }
            p { del { (brief_line(&edit.before, 200)) } " → " ins { (brief_line(&edit.after, 200)) } }
        }
    }
}

/// What was said of one detail, in the order of publication.
pub(crate) fn history(anchors: &Anchors, history: &History) -> Markup {
    html! {
        li.history {
            @match history.place {
                Some(place) => p.about { (passages_link(anchors, place, html! { (history.about) })) },
                None => p.about { (history.about) },
            }
            (line(anchors, history))
        }
    }
}

/// The values of a history, each with who gave it and since when.
pub(crate) fn line(anchors: &Anchors, history: &History) -> Markup {
    html! {
        ol.spells {
            @for (number, spell) in history.spells.iter().enumerate() {
                li {
                    b { (spell.value) } " " span.by {
                        @for (i, at) in spell.reports.iter().take(6).enumerate() {
                            @if i > 0 { ", " } @else if number == 0 { "first " }
                            @let label = html! { (at.report) };
                            (super::claim::link(anchors, (at.place, at.start, at.end), history.place, label))
                            @if i == 0 { ", " (spell.since.as_deref().unwrap_or("undated")) }
                        }
                        @if spell.reports.len() > 6 { ", and " (spell.reports.len() - 6) " more" }
                    }
                }
            }
        }
        @for turned in &history.turned { p.turned { (turned) } }
    }
}

/// Where all claims of a standing are.
fn whole(anchors: &Anchors, standing: Standing) -> String {
    match anchors.address() {
        None => format!("#{}", anchors.section_id(face(standing).key)),
        Some(address) => with_query(address, &[("standing", face(standing).value)]),
    }
}

fn more(anchors: &Anchors, standing: Standing, more: usize) -> Markup {
    html! {
        @if more > 0 { p.more { a href=(whole(anchors, standing)) { "… and " (more) " more" span.quiet { " " (face(standing).counted) } } } }
    }
}
