//! Organisations: full names, short names and acronyms.

use std::collections::HashMap;
use std::ops::Range;

use super::Roster;
use crate::entity::EntityKind;
use crate::entity::acronym;
use crate::entity::draft::Draft;
use crate::entity::facts::{self, Family, body};
use crate::entity::fold;
use crate::entity::name::Named;
use crate::entity::page::Page;

/// One organisation's name as it is compared.
#[derive(Clone)]
struct Name {
    tokens: Range<usize>,
    key: String,
    /// The state whose body it is: "South Korea's Foreign Ministry".
    state: Option<usize>,
    /// Its name and state in the table.
    known: Option<facts::Organisation>,
}

/// Looks up organisations by key. One key may belong to the bodies of several states.
#[derive(Default)]
struct ByKey {
    of: HashMap<String, Vec<usize>>,
}

impl ByKey {
    fn add(&mut self, key: &str, entity: usize) {
        const MOST: usize = 16;
        let list = self.of.entry(key.to_owned()).or_default();
        if !list.contains(&entity) && list.len() < MOST {
            list.push(entity);
        }
    }

    /// The only entity of a compatible state under `key`, or the last one mentioned before token `at`.
    fn find(&self, roster: &Roster, key: &str, state: Option<usize>, at: usize) -> Option<usize> {
        let compatible = |e: &&usize| {
            let other = roster.drafts[**e].state;
            state.is_none() || other.is_none() || state == other
        };
        self.of.get(key)?.iter().filter(compatible).copied().max_by_key(|&e| {
            (roster.drafts[e].state == state, roster.drafts[e].last_before(at), std::cmp::Reverse(e))
        })
    }
}

pub(super) fn join(page: &Page, names: &[Named], roster: &mut Roster) {
    let mut all: Vec<Name> = names
        .iter()
        .filter(|name| name.kind == Some(EntityKind::Organisation))
        .map(|name| read(page, roster, name.tokens.clone()))
        .filter(|name| !name.key.is_empty())
        .collect();
    // The fullest names first, so that short forms find them; equal ones in order.
    all.sort_by_key(|name| (std::cmp::Reverse(name.key.split(' ').count()), name.tokens.start));
    let mut by_key = ByKey::default();
    for name in all {
        let at = name.tokens.start;
        let known = by_key.find(roster, &name.key, name.state, at).or_else(|| {
            // A well-known body is never a short form of something else.
            name.known.is_none().then(|| by_key.find(roster, &short_key(&name.key), name.state, at)).flatten()
        });
        let entity = known.unwrap_or_else(|| {
            let mut draft = Draft::new(EntityKind::Organisation);
            draft.state = name.state;
            draft.canonical = name.known.map(|known| known.name);
            roster.add(draft)
        });
        for key in keys(page, &name) {
            by_key.add(&key, entity);
        }
        let draft = &mut roster.drafts[entity];
        draft.state = draft.state.or(name.state);
        roster.name(entity, name.tokens);
    }
    // Names that nothing tells of are kept where they shorten one that is known: "the Bureau".
    for name in names.iter().filter(|name| name.kind.is_none()) {
        let key = fold::key(page.words(name.tokens.clone()));
        let at = name.tokens.start;
        let entity =
            by_key.find(roster, &key, None, at).or_else(|| by_key.find(roster, &short_key(&key), None, at));
        if let Some(entity) = entity {
            roster.name(entity, name.tokens.clone());
        }
    }
    join_acronyms(page, roster, &by_key);
}

/// Acronyms that the tagger takes for common words: "CNB officers".
fn join_acronyms(page: &Page, roster: &mut Roster, by_key: &ByKey) {
    for (_, sentence) in page.read() {
        for i in sentence.tokens.clone().filter(|&i| acronym::is_acronym(page.doc.word(i))) {
            if roster.owner(i).is_none()
                && let Some(entity) = by_key.find(roster, &fold::key(page.doc.word(i)), None, i)
            {
                roster.name(entity, i..i + 1);
            }
        }
    }
}

/// The key under which short forms stand apart from full names.
fn short_key(key: &str) -> String {
    format!("~{key}")
}

fn read(page: &Page, roster: &Roster, tokens: Range<usize>) -> Name {
    let words = page.words(tokens.clone());
    let known = facts::organisation(words);
    let is_body = body(page.doc.word(tokens.end - 1))
        .is_some_and(|family| matches!(family, Family::Body | Family::Force));
    let (tokens, owner) = if is_body { with_owner(page, roster, tokens) } else { (tokens, None) };
    let inner_state = (tokens.start + 1..=tokens.end)
        .find_map(|end| facts::state(page.words(tokens.start..end)).map(|(id, _)| id).filter(|_| is_body));
    let key = match (known, owner.as_ref()) {
        (Some(known), _) => fold::key(known.name),
        (None, Some(owner)) => {
            fold::key(page.words(owner.end..tokens.end).trim_start_matches(['\'', '’', 's', ' ']))
        }
        (None, None) => fold::key(page.words(tokens.clone())),
    };
    let state = known
        .and_then(|known| known.state)
        .or(owner.and_then(|range| roster.state_in(range)))
        .or(inner_state);
    Name { tokens, key, state, known }
}

/// Lengthens a ministry's name by the state it belongs to: "South Korea's Foreign Ministry", "Russian Defence Ministry".
fn with_owner(page: &Page, roster: &Roster, tokens: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let mut before = tokens.start;
    if before > 0 && page.is_possessive(before - 1) {
        before -= 1;
    }
    let owner_end = before;
    let Some(entity) = owner_end.checked_sub(1).and_then(|i| roster.owner(i)) else { return (tokens, None) };
    if roster.drafts[entity].kind != EntityKind::State {
        return (tokens, None);
    }
    let mut start = owner_end - 1;
    while start > 0 && roster.owner(start - 1) == Some(entity) {
        start -= 1;
    }
    (start..tokens.end, Some(start..owner_end))
}

/// Every key under which a name may be met again.
fn keys(page: &Page, name: &Name) -> Vec<String> {
    let mut keys = vec![name.key.clone()];
    let words: Vec<&str> = name.key.split(' ').collect();
    if words.len() > 1 {
        let first = words[0];
        if first.len() > 2
            && !facts::is_place(first)
            && facts::state(first).is_none()
            && facts::given_name(first).is_none()
        {
            keys.push(short_key(first));
        }
        keys.push(short_key(words[words.len() - 1]));
        if words.len() > 2 {
            keys.push(short_key(&words[1..].join(" ")));
            keys.push(short_key(&words[words.len() - 2..].join(" ")));
            keys.push(short_key(&words[..2].join(" ")));
            keys.push(short_key(&words[..words.len() - 1].join(" ")));
        }
    }
    keys.extend(acronym::of(page, &name.tokens).into_iter().map(|acronym| fold::key(&acronym)));
    keys
}
