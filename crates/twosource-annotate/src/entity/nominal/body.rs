//! "the ministry", "the company", "the agency": bodies named before.

use std::collections::HashMap;

use super::phrase::Phrase;
use crate::entity::facts::{Family, body};
use crate::entity::join::Roster;
use crate::entity::page::Page;
use crate::entity::{EntityKind, MentionForm};

/// The bodies of a report by the head nouns of their names of two words or more, in lower case.
pub(super) struct ByLastWord {
    of: HashMap<String, Vec<usize>>,
}

impl ByLastWord {
    pub(super) fn new(page: &Page, roster: &Roster) -> Self {
        let mut of: HashMap<String, Vec<usize>> = HashMap::new();
        for (entity, draft) in roster.drafts.iter().enumerate() {
            let is_long_name =
                |name: &&crate::entity::draft::Place| name.form == MentionForm::Name && name.tokens.len() > 1;
            if draft.kind != EntityKind::Organisation {
                continue;
            }
            for name in draft.mentions.iter().filter(is_long_name) {
                // "Health Ministry", "Ministry of Health"
                let before_of =
                    name.tokens.clone().skip(1).find(|&i| matches!(page.doc.lower(i), "of" | "for"));
                for last in [Some(name.tokens.end - 1), before_of.map(|of| of - 1)].into_iter().flatten() {
                    let bodies = of.entry(page.doc.lower(last).to_owned()).or_default();
                    if bodies.last() != Some(&entity) {
                        bodies.push(entity);
                    }
                }
            }
        }
        ByLastWord { of }
    }
}

/// The body that the phrase means: the last one whose name ends in its head noun; for "the company" and the like, the
/// only one that its sentence so far and the one before speak of.
pub(super) fn resolve(
    page: &Page,
    roster: &Roster,
    bodies: &ByLastWord,
    phrase: &Phrase,
    family: Family,
) -> Option<usize> {
    if let Some(owner) = phrase.owner {
        // "al-Manar television" is al-Manar.
        let is_its_kind = matches!(family, Family::Medium | Family::Company | Family::Group | Family::Party);
        let stands_before = phrase.noun > 0 && roster.owner(phrase.noun - 1) == Some(owner);
        let is_body = roster.drafts[owner].kind == EntityKind::Organisation;
        return (is_its_kind && stands_before && is_body).then_some(owner);
    }
    by_name(page, roster, bodies, phrase).or_else(|| by_nearness(page, roster, phrase, family))
}

fn by_name(page: &Page, roster: &Roster, bodies: &ByLastWord, phrase: &Phrase) -> Option<usize> {
    let at = phrase.tokens.start;
    let head_word = phrase.head.rsplit(' ').next()?;
    let fits = |e: usize| {
        let draft = &roster.drafts[e];
        let states_clash = matches!((phrase.state, draft.state), (Some(a), Some(b)) if a != b)
            || (phrase.state.is_some() && draft.state.is_none());
        let name_holds = |modifier: &String| {
            let mut names = draft.mentions.iter().filter(|mention| mention.form == MentionForm::Name);
            names.any(|name| name.tokens.clone().any(|i| page.doc.lower(i) == modifier))
        };
        !states_clash && phrase.modifiers.iter().all(name_holds)
    };
    let last = |e: usize| roster.drafts[e].last_before(at).map(|last| (last, e));
    // The last one spoken of is looked at first, so that few are compared word by word.
    let mut spoken_of: Vec<(usize, usize)> =
        bodies.of.get(head_word)?.iter().filter_map(|&e| last(e)).collect();
    spoken_of.sort_unstable_by(|a, b| b.cmp(a));
    const LOOKED_AT: usize = 32;
    spoken_of.into_iter().take(LOOKED_AT).map(|(_, e)| e).find(|&e| fits(e))
}

fn by_nearness(page: &Page, roster: &Roster, phrase: &Phrase, family: Family) -> Option<usize> {
    let is_loose =
        matches!(family, Family::Company | Family::Group | Family::Medium) || phrase.head == "agency";
    if !is_loose
        || phrase.state.is_some()
        || !phrase.modifiers.is_empty()
        || phrase.tokens.end > phrase.noun + 1
    {
        return None;
    }
    let from = page.sentences.get(phrase.sentence.saturating_sub(1))?.tokens.start;
    let mut near: Vec<usize> = (from..phrase.tokens.start)
        .filter(|&i| {
            let of_other_family = body(page.doc.word(i)).is_some_and(|other| other != family);
            roster.owner(i).is_some_and(|e| roster.drafts[e].kind == EntityKind::Organisation)
                && !of_other_family
        })
        .filter_map(|i| roster.owner(i))
        .filter(|&e| {
            let names = roster.drafts[e].mentions.iter().filter(|mention| mention.form == MentionForm::Name);
            names
                .take(8)
                .all(|name| body(page.doc.word(name.tokens.end - 1)).is_none_or(|other| other == family))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    if let [only] = near[..] { Some(only) } else { None }
}
