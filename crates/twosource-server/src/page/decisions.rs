//! What people decided otherwise than the program: shown beside the evidence's own, never in its place.

use axum::response::Response;
use maud::{Markup, html};
use twosource_evidence::correction::{Correction, Decided, Effect};
use twosource_render::address::segment;
use twosource_render::fragment::shape;
use twosource_render::printable::{block, brief_line};
use twosource_render::standing::face;

use super::tale::Tale;
use super::when;
use crate::Trouble;

/// All decisions on a story, and what they come to.
pub(crate) async fn give(tale: Tale) -> Result<Response, Trouble> {
    let story = tale.story()?;
    let decided = tale.decided();
    let content = html! {
        section {
            h2.h-section { "Decisions" }
            p.lede { "What people decided otherwise than the program. The evidence itself stays as it is; each decision stands beside it, is exported with it, and can be withdrawn." }
            @if tale.corrections.is_empty() {
                p.none { "Nobody has decided anything here. A claim’s own page, the cast, the sources, a report and the story’s title have the forms to." }
            }
            @if let Some(last) = tale.corrections.iter().rev().find(|correction| correction.withdrawn.is_none()) { (undo(&tale, last)) }
            ol.decisions { @for correction in tale.corrections.iter().rev() { (item(&tale, correction, decided.as_ref())) } }
        }
        @if let Some(decided) = decided.as_ref().filter(|decided| !decided.claims.is_empty()) {
            section {
                h2.h-section { "The claims as decided" }
                ul.as-decided { @for claim in &decided.claims {
                    @let words = decided.story.claims.iter().find(|known| known.id == claim.claim).map(|known| brief_line(&known.text, 300));
                    li {
                        p.words { a href=(story.address(&format!("claims/{}", claim.claim))) { (words.unwrap_or_default()) } }
                        p { span.by-person { (shape(claim.standing)) " " (face(claim.standing).word) @if claim.set_by.is_some() { ", as a person holds" } @else { ", as the rules have it for the claim as decided" } } }
                        @for before in &claim.evidence {
                            p.meta { "In the evidence: " (brief_line(&before.claim, 12)) ", " (shape(before.standing)) " " (face(before.standing).value) }
                        }
                    }
                } }
            }
        }
    };
    Ok(tale.page(&story, "decisions", content))
}

/// One action that takes the last decision back.
fn undo(tale: &Tale, last: &Correction) -> Markup {
    html! {
        form.undo method="post" action={ (tale.base) "/decisions/" (segment(&last.id)) "/withdraw" } {
            input type="hidden" name="by" value="";
            button type="submit" data-undo aria-keyshortcuts="u" { "Undo" }
            " the last one: " (brief_line(&last.decision.to_string(), 160))
        }
    }
}

/// The decisions that hold, for the head of the story's first page.
pub(crate) fn short(tale: &Tale, decided: Option<&Decided>) -> Markup {
    let standing: Vec<&Correction> = (tale.corrections.iter())
        .filter(|correction| effect(correction, decided).is_some_and(|(effect, _)| effect == Effect::InForce))
        .collect();
    html! {
        @if !standing.is_empty() {
            aside.decided-short aria-label="Decisions" {
                p { b { "People decided otherwise " (times(standing.len())) ": " }
                    @for (i, correction) in standing.iter().take(3).enumerate() { @if i > 0 { "; " } (brief_line(&correction.decision.to_string(), 120)) }
                    @if standing.len() > 3 { "; …" }
                    " " a href={ (tale.base) "/decisions" } { "All decisions" }
                }
            }
        }
    }
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

/// What a correction comes to, and why it changes nothing where it does not.
fn effect<'d>(correction: &Correction, decided: Option<&'d Decided>) -> Option<(Effect, Option<&'d str>)> {
    let outcomes = &decided?.corrections;
    let outcome = outcomes.iter().find(|outcome| outcome.correction == correction.id)?;
    Some((outcome.effect, outcome.why.as_deref()))
}

pub(super) fn item(tale: &Tale, correction: &Correction, decided: Option<&Decided>) -> Markup {
    let outcome = effect(correction, decided);
    let outcomes = decided.into_iter().flat_map(|decided| &decided.corrections);
    let changed =
        outcomes.filter(|outcome| outcome.correction == correction.id).map(|outcome| &outcome.claims).next();
    html! {
        li id=(correction.id) class=[correction.withdrawn.is_some().then_some("over")] {
            p.words { span.number { (correction.id) } " " (capital(&brief_line(&correction.decision.to_string(), 300))) }
            @for words in correction.decision.claims().into_iter().take(6) { blockquote { p { (brief_line(words, 200)) } } }
            @if !correction.note.is_empty() { p.note { (block(&correction.note)) } }
            p.meta {
                (correction.by.as_deref().map_or_else(|| "Somebody who gave no name".to_owned(), |by| brief_line(by, 100)))
                ", " (when::moment(&correction.made))
                @if let Some((effect, why)) = outcome {
                    " · " (twosource_render::decision::effect(effect)) @if let Some(why) = why { ": " (brief_line(why, 300)) }
                }
            }
            @if let Some(claims) = changed.filter(|claims| !claims.is_empty()) {
                p.meta { "See " @for (i, claim) in claims.iter().take(4).enumerate() { @if i > 0 { ", " } a href={ (tale.base) "/claims/" (segment(claim)) } { "claim " (brief_line(claim, 12)) } } }
            }
            @if let Some(withdrawn) = &correction.withdrawn {
                p.meta {
                    "Withdrawn " (when::moment(&withdrawn.at))
                    @if let Some(by) = &withdrawn.by { " by " (brief_line(by, 100)) }
                    @if let Some(note) = &withdrawn.note { ": " (brief_line(note, 400)) }
                }
            } @else {
                details.decide {
                    summary { "Withdraw" }
                    form method="post" action={ (tale.base) "/decisions/" (segment(&correction.id)) "/withdraw" } {
                        label.field.wide { span { "Why (may stay empty)" } input type="text" name="note" maxlength="4000" autocomplete="off"; }
                        (super::deciding::by())
                        p.act { button type="submit" { "Withdraw it" } }
                    }
                }
            }
        }
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| format!("{}{}", first.to_uppercase(), letters.as_str())).unwrap_or_default()
}
