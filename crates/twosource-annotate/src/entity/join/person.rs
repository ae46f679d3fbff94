//! Persons: full names joined first, then each short form given to the person it can mean.

use std::collections::HashMap;

use twosource_lexicon::english::WordList;

use super::Roster;
use crate::entity::EntityKind;
use crate::entity::draft::Draft;
use crate::entity::facts::{Gender, Use, title};
use crate::entity::fold;
use crate::entity::name::Named;
use crate::entity::page::Page;
use crate::entity::person_name::{Part, PersonName};

/// So many persons that share a word are looked at; more is no report but a list.
const MOST_CANDIDATES: usize = 64;

/// Persons by the words of their names.
#[derive(Default)]
struct ByWord {
    /// Entities by the skeleton of each word.
    of: HashMap<String, Vec<usize>>,
}

impl ByWord {
    fn add(&mut self, entity: usize, name: &PersonName) {
        for word in &name.words {
            let list = self.of.entry(fold::skeleton(word)).or_default();
            if list.last() != Some(&entity) && list.len() < MOST_CANDIDATES {
                list.push(entity);
            }
        }
    }

    fn candidates(&self, name: &PersonName) -> Vec<usize> {
        let lists = name.words.iter().filter_map(|word| self.of.get(&fold::skeleton(word)));
        let mut all: Vec<usize> = lists.flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

pub(super) fn join(page: &Page, names: &[Named], roster: &mut Roster) {
    let persons: Vec<(&Named, PersonName)> = names
        .iter()
        .filter(|name| name.kind == Some(EntityKind::Person))
        .map(|name| (name, PersonName::new(page.words(name.tokens.clone()))))
        .filter(|(_, name)| !name.words.is_empty())
        .collect();
    let mut by_word = ByWord::default();

    // The fullest names first, so that shorter ones find them.
    let mut full: Vec<&(&Named, PersonName)> = persons.iter().filter(|(_, name)| name.is_full()).collect();
    full.sort_by_key(|(named, name)| (std::cmp::Reverse(name.words.len()), named.tokens.start));
    for (named, name) in full {
        let known = by_word
            .candidates(name)
            .into_iter()
            .filter(|&e| roster.drafts[e].person.as_ref().is_some_and(|p| p.is_compatible(name)))
            .max_by_key(|&e| (roster.drafts[e].mentions.len(), std::cmp::Reverse(e)));
        let entity = known.unwrap_or_else(|| {
            let mut draft = Draft::new(EntityKind::Person);
            draft.person = Some(name.clone());
            draft.gender = name.gender();
            let entity = roster.add(draft);
            by_word.add(entity, name);
            entity
        });
        add_mention(page, roster, entity, named);
    }

    // How often each is named in full: the prominent one owns the short form.
    let fully_named: Vec<usize> = roster.drafts.iter().map(|draft| draft.mentions.len()).collect();
    for (named, name) in persons.iter().filter(|(_, name)| !name.is_full()) {
        let entity = short_form(page, roster, &by_word, &fully_named, named, name).unwrap_or_else(|| {
            let mut draft = Draft::new(EntityKind::Person);
            draft.person = Some(name.clone());
            let entity = roster.add(draft);
            by_word.add(entity, name);
            entity
        });
        add_mention(page, roster, entity, named);
    }
}

/// The person a single word means. A surname goes before a given name; the one with a fitting title, then the one most
/// often named in full, then the one named in full last.
fn short_form(
    page: &Page,
    roster: &Roster,
    by_word: &ByWord,
    fully_named: &[usize],
    named: &Named,
    name: &PersonName,
) -> Option<usize> {
    let word = name.words.first()?;
    let found = named.title.clone().and_then(|range| title(page.words(range)));
    let gender = found.and_then(|title| title.gender);
    let is_formal = found.is_some_and(|title| title.usage == Use::Honorific);
    let fits = |e: usize| {
        let draft = &roster.drafts[e];
        let part = draft.person.as_ref()?.part(word)?;
        let gender_clashes = matches!((gender, draft.gender), (Some(a), Some(b)) if a != b);
        // "Mr Hillary" is nobody; a middle name alone is too little unless nothing else is there.
        let is_misused = is_formal && part == Part::Given;
        (!gender_clashes && !is_misused).then_some(part)
    };
    by_word
        .candidates(name)
        .into_iter()
        .filter_map(|e| fits(e).map(|part| (e, part)))
        .max_by_key(|&(e, part)| {
            let draft = &roster.drafts[e];
            let full = fully_named.get(e).copied().unwrap_or(0);
            let is_introduced = draft.first() < named.tokens.start;
            // "Chief O'Brien" is the one who was called police chief.
            let has_title = found.is_some_and(|title| {
                !title.class.is_empty() && draft.titles.iter().any(|known| known.ends_with(title.class))
            });
            (
                part,
                has_title,
                full,
                !is_relative(page, draft),
                is_introduced,
                draft.last_before(named.tokens.start),
                std::cmp::Reverse(e),
            )
        })
        .map(|(e, _)| e)
}

/// "whose brother Ali Khan", "his wife, Mary Smith": a relative of somebody the report is about.
fn is_relative(page: &Page, draft: &Draft) -> bool {
    let before =
        draft.first().checked_sub(1).map(|i| if page.doc.word(i) == "," { i.saturating_sub(1) } else { i });
    before.is_some_and(|i| WordList::Relative.holds(page.doc.lower(i)))
}

fn add_mention(page: &Page, roster: &mut Roster, entity: usize, named: &Named) {
    roster.name(entity, named.tokens.clone());
    let told: Option<Gender> =
        named.title.clone().and_then(|range| title(page.words(range))).and_then(|title| title.gender);
    let class = named.title.clone().and_then(|range| title(page.words(range))).map(|title| title.class);
    let draft = &mut roster.drafts[entity];
    draft.gender = told.or(draft.gender);
    draft.titles.extend(class.filter(|class| !class.is_empty()));
}
