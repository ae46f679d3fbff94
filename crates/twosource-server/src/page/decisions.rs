//! What people decided otherwise than the program: shown beside the evidence's own, never in its place.

use axum::response::Response;
use maud::{Markup, html};
use twosource_evidence::correction::{Correction, Decided, Effect};
use twosource_evidence::file::Standing;
use twosource_render::address::segment;
use twosource_render::fragment::{Story, shape};
use twosource_render::printable::{block, brief_line, plural};
use twosource_render::standing::{ORDER, face};

use super::tale::{Tale, field};
use super::when;
use crate::Trouble;

/// Claims and names offered to choose from.
const OFFERED: usize = 400;

/// All decisions on a story, and what they come to.
pub(crate) async fn give(tale: Tale) -> Result<Response, Trouble> {
    let story = tale.story()?;
    let decided = tale.decided();
    let content = html! {
        section {
            h2.h-section { "Decisions" }
            p.lede { "What people decided otherwise than the program. The evidence itself stays as it is; each decision stands beside it, is exported with it, and can be withdrawn." }
            @if tale.corrections.is_empty() {
                p.none { "Nobody has decided anything here. A claim’s own page and the cast have the forms to." }
            }
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

fn item(tale: &Tale, correction: &Correction, decided: Option<&Decided>) -> Markup {
    let outcome = effect(correction, decided);
    html! {
        li id=(correction.id) class=[correction.withdrawn.is_some().then_some("over")] {
            p.words { span.number { (correction.id) } " " (capital(&brief_line(&correction.decision.to_string(), 300))) }
            @for words in about(correction) { blockquote { p { (words) } } }
            p.note { (block(&correction.note)) }
            p.meta {
                (correction.by.as_deref().map_or_else(|| "Somebody who gave no name".to_owned(), |by| brief_line(by, 100)))
                ", " (when::moment(&correction.made))
                @if let Some((effect, why)) = outcome {
                    " · " (twosource_render::decision::effect(effect)) @if let Some(why) = why { ": " (brief_line(why, 300)) }
                }
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
                        (by())
                        p.act { button type="submit" { "Withdraw it" } }
                    }
                }
            }
        }
    }
}

/// The claims or names that a decision is about.
fn about(correction: &Correction) -> Vec<String> {
    use twosource_evidence::correction::Decision;
    let words = |text: &str| brief_line(text, 200);
    match &correction.decision {
        Decision::MergeClaims { claims } => claims.iter().take(6).map(|claim| words(&claim.text)).collect(),
        Decision::SplitClaim { claim, .. } | Decision::Overrule { claim, .. } => vec![words(&claim.text)],
        Decision::MergeEntities { .. } | Decision::SplitEntity { .. } => Vec::new(),
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| format!("{}{}", first.to_uppercase(), letters.as_str())).unwrap_or_default()
}

/// The decisions that touch a claim, and the forms to make one.
pub(crate) fn on_claim(tale: &Tale, story: &Story<'_>, id: &str, decided: Option<&Decided>) -> Markup {
    let touching: Vec<&Correction> = (tale.corrections.iter())
        .filter(|correction| {
            let claims = decided.into_iter().flat_map(|decided| &decided.claims);
            claims
                .filter(|claim| claim.claim == id || claim.evidence.iter().any(|before| before.claim == id))
                .any(|claim| claim.corrections.contains(&correction.id))
        })
        .collect();
    let statements = story.statements(id);
    html! {
        section.decide-here {
            h2.h-section { "Decisions" }
            @if touching.is_empty() { p.lede { "Nobody has decided otherwise on this claim." } }
            ol.decisions { @for correction in touching { (item(tale, correction, decided)) } }
            details.decide {
                summary { "It stands otherwise" }
                (form(tale, "overrule", html! {
                    input type="hidden" name="claim" value=(id);
                    label.field { span { "It is" } select name="standing" {
                        @for standing in ORDER { @let face = face(standing); option value=(face.value) { (face.shape) " " (face.word) } }
                    } }
                }))
            }
            details.decide {
                summary { "Another claim says the same" }
                (form(tale, "merge-claims", html! {
                    input type="hidden" name="claims" value=(id);
                    label.field.wide { span { "The same as" } select name="claims" {
                        @for (other, standing, words) in story.claims().iter().filter(|(other, ..)| other != id).take(OFFERED) { (option(other, *standing, words)) }
                    } }
                }))
            }
            @if statements.len() > 1 {
                details.decide {
                    summary { "Some of its statements say something else" }
                    (form(tale, "split-claim", html! {
                        input type="hidden" name="claim" value=(id);
                        fieldset { legend { "The statements that are a claim apart" }
                            @for (report, (start, end), label, words) in &statements {
                                label.tick { input type="checkbox" name="apart" value={ (start) "-" (end) "-" (field(report)) }; " " b { (label) } ": " q { (words) } }
                            }
                        }
                    }))
                }
            }
        }
    }
}

fn option(id: &str, standing: Standing, words: &str) -> Markup {
    html! { option value=(id) { (brief_line(id, 12)) " " (face(standing).shape) " " (words) } }
}

/// The forms that decide who is who.
pub(crate) fn cast_forms(tale: &Tale, story: &Story<'_>, split: &str) -> Markup {
    let cast = story.members();
    let chosen = cast.iter().find(|member| member.id == split);
    html! {
        section.decide-here {
            h2.h-section { "Decide who is who" }
            @if cast.len() > 1 {
                details.decide {
                    summary { "Two are one" }
                    (form(tale, "merge-entities", html! {
                        @for words in ["This", "is the same as"] {
                            label.field { span { (words) } select name="entities" {
                                @for member in cast.iter().take(OFFERED) { option value=(member.id) { (member.name) " (" (member.kind) ")" } }
                            } }
                        }
                    }))
                }
            }
            details.decide #split open[chosen.is_some()] {
                summary { "One is two" }
                form.plain-form action={ (tale.base) "/cast#split" } {
                    label.field { span { "Taken for one" } select name="split" {
                        @for member in cast.iter().filter(|member| member.parts.len() > 1).take(OFFERED) { option value=(member.id) selected[member.id == split] { (member.name) " (" (plural(member.parts.len(), "report")) ")" } }
                    } }
                    p.act { button type="submit" { "Show where it is named" } }
                }
                @if let Some(member) = chosen {
                    (form(tale, "split-entity", html! {
                        input type="hidden" name="entity" value=(member.id);
                        fieldset { legend { "The reports that mean somebody else than the rest" }
                            @for (report, entity, label, name) in &member.parts {
                                label.tick { input type="checkbox" name="apart" value={ (entity) "-" (field(report)) }; " " b { (label) } ": " (name) }
                            }
                        }
                    }))
                }
            }
        }
    }
}

/// A form that posts a decision of one kind.
fn form(tale: &Tale, kind: &str, fields: Markup) -> Markup {
    html! {
        form.plain-form method="post" action={ (tale.base) "/decisions" } {
            input type="hidden" name="kind" value=(kind);
            (fields)
            label.field.wide { span { "Why" } textarea name="note" rows="2" maxlength="4000" required {} }
            (by())
            p.act { button type="submit" { "Decide" } }
        }
    }
}

fn by() -> Markup {
    html! { label.field { span { "Your name (may stay empty)" } input type="text" name="by" maxlength="200" autocomplete="name"; } }
}
