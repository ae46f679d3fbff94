//! Places, groups and other things: names with one key are one thing; and names in headlines.

use std::collections::{BTreeMap, HashMap};

use twosource_lexicon::english::WordList;

use super::Roster;
use crate::entity::EntityKind;
use crate::entity::draft::Draft;
use crate::entity::facts::ends_place;
use crate::entity::fold;

use crate::entity::name::{Named, is_title_case};
use crate::entity::page::Page;

/// Joins places, groups and other things by key, and gives names that nothing tells of to the place or body they
/// shorten: "the Cosmodrome".
pub(super) fn join(page: &Page, names: &[Named], roster: &mut Roster) {
    let mut by_key: BTreeMap<(EntityKind, String), usize> = BTreeMap::new();
    let mut endings: HashMap<String, usize> = HashMap::new();
    for name in names {
        let Some(kind @ (EntityKind::Place | EntityKind::Group | EntityKind::Other)) = name.kind else {
            continue;
        };
        let words = page.words(name.tokens.clone());
        let mut key = fold::key(words);
        if key.is_empty() {
            continue;
        }
        if kind == EntityKind::Group && key.len() > 1 && key.ends_with('s') {
            key.pop();
        }
        if kind == EntityKind::Place
            && let Some(last) = key.split(' ').next_back().filter(|last| ends_place(last))
        {
            endings.entry(last.to_owned()).or_insert(usize::MAX);
        }
        // "the Cosmodrome" after "Vostochny Cosmodrome".
        let has_article = name.tokens.start > 0 && page.doc.lower(name.tokens.start - 1) == "the";
        let shortened = endings.get(&key).copied().filter(|&entity| has_article && entity != usize::MAX);
        let known = by_key.get(&(kind, key.clone())).copied().or(shortened);
        let entity = known.unwrap_or_else(|| {
            let entity = roster.add(Draft::new(kind));
            by_key.insert((kind, key.clone()), entity);
            if let Some((first, given)) = key.split_once(' ').filter(|_| kind == EntityKind::Other)
                && WordList::Storm.holds(first)
            {
                by_key.insert((kind, given.to_owned()), entity);
            }
            entity
        });
        if let Some(slot) = key.split(' ').next_back().and_then(|last| endings.get_mut(last)) {
            *slot = (*slot).min(entity);
        }
        roster.name(entity, name.tokens.clone());
    }
    for name in names.iter().filter(|name| name.kind.is_none() && name.tokens.len() == 1) {
        let key = fold::key(page.words(name.tokens.clone()));
        if let Some(&entity) = endings.get(&key).filter(|&&entity| entity != usize::MAX) {
            roster.name(entity, name.tokens.clone());
        }
    }
}

/// In a headline that capitalises every word, the names that the report uses elsewhere.
pub(super) fn join_headlines(page: &Page, roster: &mut Roster) {
    const LONGEST: usize = 6;
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    for (entity, draft) in roster.drafts.iter().enumerate() {
        for mention in &draft.mentions {
            by_key.entry(fold::key(page.words(mention.tokens.clone()))).or_insert(entity);
        }
    }
    for (_, sentence) in page.read().filter(|(_, sentence)| is_title_case(page, sentence)) {
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            let longest = LONGEST.min(sentence.tokens.end - i);
            let hit = (1..=longest).rev().find_map(|length| {
                let tokens = i..i + length;
                let is_name = page.is_capitalised(i) && tokens.clone().all(|t| roster.owner(t).is_none());
                let ends_in_word = page.doc.word(tokens.end - 1).chars().any(char::is_alphanumeric)
                    && !page.is_possessive(tokens.end - 1);
                let entity = (is_name && ends_in_word)
                    .then(|| by_key.get(&fold::key(page.words(tokens.clone()))))??;
                Some((tokens, *entity))
            });
            match hit {
                Some((tokens, entity)) => {
                    i = tokens.end;
                    roster.name(entity, tokens);
                }
                None => i += 1,
            }
        }
    }
}
