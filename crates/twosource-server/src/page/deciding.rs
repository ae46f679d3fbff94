//! The forms by which a person decides, each where the thing stands that it is about.

use maud::{Markup, html};
use twosource_evidence::correction::{Correction, Decided, KINDS, LONGEST_INITIALS, LONGEST_TITLE};
use twosource_evidence::file::Standing;
use twosource_render::fragment::{Listed, Story};
use twosource_render::printable::{brief_line, plural};
use twosource_render::standing::{ORDER, face};

use super::decisions::item;
use super::tale::{Tale, field};

/// Claims, names and sources offered to choose from.
const OFFERED: usize = 400;

/// What sort of root a source is: the word of the evidence file, and what a reader calls it.
const SORTS: [(&str, &str); 5] = [
    ("speaker", "a person or a body"),
    ("document", "a document or footage"),
    ("outlet", "the outlet’s own reporter"),
    ("agency", "a news agency"),
    ("release", "a release"),
];

/// The decisions that touch a claim, and the forms to make one.
pub(super) fn on_claim(tale: &Tale, story: &Story<'_>, id: &str, decided: Option<&Decided>) -> Markup {
    let touching: Vec<&Correction> = (tale.corrections.iter())
        .filter(|correction| {
            let claims = decided.into_iter().flat_map(|decided| &decided.claims);
            let differs = claims
                .filter(|claim| claim.claim == id || claim.evidence.iter().any(|before| before.claim == id))
                .any(|claim| claim.corrections.contains(&correction.id));
            let mut checked = decided.into_iter().flat_map(|decided| &decided.checked);
            differs
                || checked.any(|check| {
                    check.correction == correction.id
                        && (check.claim == id || check.evidence.iter().any(|own| own == id))
                })
        })
        .collect();
    let statements = story.statements(id);
    let ticked = |all: bool| {
        html! {
            @for (report, (start, end), label, words) in &statements {
                label.tick { input type="checkbox" name="apart" value={ (start) "-" (end) "-" (field(report)) } checked[all && statements.len() == 1]; " " b { (label) } ": " q { (words) } }
            }
        }
    };
    let others = |name: &'static str, words: &'static str| {
        html! {
            label.field.wide { span { (words) } select name=(name) {
                @for (other, standing, words) in story.claims().iter().filter(|(other, ..)| other != id).take(OFFERED) { (option(other, *standing, words)) }
            } }
        }
    };
    let claim = html! { input type="hidden" name="claim" value=(id); };
    let (own, all) = (story.origins(Some(id)), story.origins(None));
    html! {
        section.decide-here #decide {
            h2.h-section { "Decisions" }
            @if touching.is_empty() { p.lede { "Nobody has decided otherwise on this claim." } }
            ol.decisions { @for correction in touching { (item(tale, correction, decided)) } }
            details.decide {
                summary { "I have checked it" }
                (unreasoned(tale, "check", html! {
                    (claim)
                    label.field { span { "Initials" } input type="text" name="initials" required maxlength=(LONGEST_INITIALS) autocomplete="off"; }
                    label.field.wide { span { "How (may stay empty)" } input type="text" name="note" maxlength="4000" autocomplete="off"; }
                }))
            }
            details.decide {
                summary { "It stands otherwise" }
                (form(tale, "overrule", html! {
                    (claim)
                    label.field { span { "It is" } select name="standing" {
                        @for standing in ORDER { @let face = face(standing); option value=(face.value) { (face.shape) " " (face.word) } }
                    } }
                }))
            }
            @for (conflict, values) in story.conflicts_of(id) {
                details.decide {
                    summary { "These do not contradict each other: " (values.join(", ")) }
                    (form(tale, "dismiss-conflict", html! { input type="hidden" name="conflict" value=(conflict); }))
                }
            }
            details.decide {
                summary { "It comes from somebody else" }
                (form(tale, "set-source", html! {
                    (claim)
                    fieldset { legend { "What comes from somebody else" } (ticked(true)) }
                    label.field { span { "Who it comes from" } input type="text" name="name" required maxlength="200" list="origins" autocomplete="off"; }
                    datalist #origins { @for (_, name) in all.iter().take(OFFERED) { option value=(name) {} } }
                    label.field { span { "Which is" } select name="origin" { @for (value, words) in SORTS { option value=(value) { (words) } } } }
                }))
            }
            @if !own.is_empty() && all.len() > 1 {
                details.decide { summary { "Two of its sources are one" } (one_source(tale, &own, &all)) }
            }
            details.decide {
                summary { "Another claim says the same" }
                (form(tale, "merge-claims", html! {
                    input type="hidden" name="claims" value=(id);
                    (others("claims", "The same as"))
                }))
            }
            details.decide {
                summary { "A statement belongs to another claim" }
                (form(tale, "move-statements", html! {
                    (claim)
                    fieldset { legend { "The statements that go" } (ticked(true)) }
                    (others("to", "To"))
                }))
            }
            @if statements.len() > 1 {
                details.decide {
                    summary { "Some of its statements say something else" }
                    (form(tale, "split-claim", html! {
                        (claim)
                        fieldset { legend { "The statements that are a claim apart" } (ticked(false)) }
                    }))
                }
            }
        }
    }
}

fn option(id: &str, standing: Standing, words: &str) -> Markup {
    html! { option value=(id) { (brief_line(id, 12)) " " (face(standing).shape) " " (words) } }
}

fn one_source(tale: &Tale, first: &[(String, String)], all: &[(String, String)]) -> Markup {
    form(
        tale,
        "merge-origins",
        html! {
            @for (words, offered) in [("This", first), ("is the same as", all)] {
                label.field { span { (words) } select name="origins" {
                    @for (id, name) in offered.iter().take(OFFERED) { option value=(id) { (name) " (" (id) ")" } }
                } }
            }
        },
    )
}

/// The form that says which two sources are one.
pub(super) fn on_sources(tale: &Tale, story: &Story<'_>) -> Markup {
    let all = story.origins(None);
    html! {
        @if tale.id.is_some() && all.len() > 1 {
            section.decide-here #decide {
                h2.h-section { "Decide who is one source" }
                p.lede { "Two sources that are one count once: the claims that rest on them are weighed by the rules anew." }
                details.decide { summary { "Two sources are one" } (one_source(tale, &all, &all)) }
            }
        }
    }
}

/// The form that gives the story another title.
pub(super) fn on_title(tale: &Tale, title: &str) -> Markup {
    html! {
        @if tale.id.is_some() {
            details.decide.titling #decide {
                summary { "Another title" }
                (form(tale, "set-title", html! {
                    label.field.wide { span { "Title" } input type="text" name="title" required maxlength=(LONGEST_TITLE) value=(title) autocomplete="off"; }
                }))
            }
        }
    }
}

/// The form that says that a report is of another event.
pub(super) fn on_report(tale: &Tale, report: &Listed) -> Markup {
    html! {
        @if tale.id.is_some() {
            details.decide #decide {
                summary { "It is of another event" }
                (form(tale, "drop-report", html! {
                    input type="hidden" name="report" value=(field(&report.id));
                    p.meta.wide { "The story as decided is told without it, and without what it alone says." }
                }))
            }
        }
    }
}

/// The forms that decide who is who.
pub(super) fn on_cast(tale: &Tale, story: &Story<'_>, split: &str) -> Markup {
    let cast = story.members();
    let chosen = cast.iter().find(|member| member.id == split);
    let one = |words: &'static str, name: &'static str| {
        html! {
            label.field { span { (words) } select name=(name) {
                @for member in cast.iter().take(OFFERED) { option value=(member.id) { (member.name) " (" (member.kind) ")" } }
            } }
        }
    };
    html! {
        section.decide-here #decide {
            h2.h-section { "Decide who is who" }
            @if cast.len() > 1 {
                details.decide {
                    summary { "Two are one" }
                    (form(tale, "merge-entities", html! { (one("This", "entities")) (one("is the same as", "entities")) }))
                }
            }
            details.decide {
                summary { "One is called otherwise" }
                (form(tale, "rename-entity", html! {
                    (one("Who", "entity"))
                    label.field { span { "Is called" } input type="text" name="name" required maxlength="200" autocomplete="off"; }
                }))
            }
            details.decide {
                summary { "One is something else" }
                (form(tale, "retype-entity", html! {
                    (one("What", "entity"))
                    label.field { span { "Is of the kind" } select name="is" { @for kind in KINDS { option value=(kind) { (kind) } } } }
                }))
            }
            details.decide {
                summary { "One is nobody and nothing" }
                (form(tale, "drop-entity", one("There is no", "entity")))
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

/// A form that posts a decision of one kind, with its reason.
fn form(tale: &Tale, kind: &str, fields: Markup) -> Markup {
    unreasoned(
        tale,
        kind,
        html! {
            (fields)
            label.field.wide { span { "Why" } textarea name="note" rows="2" maxlength="4000" required {} }
        },
    )
}

/// A form that posts a decision of one kind.
fn unreasoned(tale: &Tale, kind: &str, fields: Markup) -> Markup {
    html! {
        form.plain-form method="post" action={ (tale.base) "/decisions" } {
            input type="hidden" name="kind" value=(kind);
            (fields)
            (by())
            p.act { button type="submit" { "Decide" } }
        }
    }
}

/// The field for the name of whoever decides.
pub(super) fn by() -> Markup {
    html! { label.field { span { "Your name (may stay empty)" } input type="text" name="by" maxlength="200" autocomplete="name"; } }
}
