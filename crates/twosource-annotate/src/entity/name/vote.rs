//! What each name is, told by all its mentions together.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Named, model};
use crate::entity::EntityKind;
use crate::entity::facts::{Family, body, ends_place};
use crate::entity::fold;
use crate::entity::page::Page;
use crate::entity::person_name::PersonName;

/// What a title before it, or its last word, adds to what the model says.
const SURE: i32 = 8;
/// What its form adds.
const LIKELY: i32 = 3;

/// Gives every mention of a name the kind that most of them have; names that nothing tells of stay open.
pub(super) fn settle(page: &Page, names: &mut Vec<Named>) {
    let keys: Vec<String> = names.iter().map(|name| fold::key(page.words(name.tokens.clone()))).collect();
    let mut votes: HashMap<&str, BTreeMap<EntityKind, i32>> = HashMap::new();
    for (name, key) in names.iter().zip(&keys).filter(|(name, _)| !name.known) {
        let ballot = votes.entry(key).or_default();
        for (kind, weight) in evidence(page, name) {
            *ballot.entry(kind).or_default() += weight;
        }
    }
    let winner = |key: &str| {
        let ballot = votes.get(key)?;
        ballot
            .iter()
            .max_by_key(|(kind, weight)| (**weight, std::cmp::Reverse(**kind)))
            .map(|(kind, _)| *kind)
    };
    for (name, key) in names.iter_mut().zip(&keys).filter(|(name, _)| !name.known) {
        name.kind = winner(key);
    }

    // One word of a person's full name is that person, whatever the model takes it for.
    let mut parts: HashSet<String> = HashSet::new();
    for (name, key) in names.iter().zip(&keys) {
        if name.kind == Some(EntityKind::Person) && key.contains(' ') {
            parts.extend(PersonName::new(key).words.into_iter().filter(|word| word.len() > 1));
        }
    }
    for (name, key) in names.iter_mut().zip(&keys) {
        let is_table_name = name.known && !is_also_given(page, name);
        if !is_table_name && !key.contains(' ') && parts.contains(key.as_str()) {
            name.kind = Some(EntityKind::Person);
            name.known = false;
        }
    }
    names.retain(|name| !name.tokens.is_empty());
}

/// "Jordan" and "Chad" are states and given names.
fn is_also_given(page: &Page, name: &Named) -> bool {
    matches!(
        page.words(name.tokens.clone()),
        "Jordan" | "Chad" | "Israel" | "Georgia" | "Florence" | "Orlando" | "York"
    )
}

fn evidence(page: &Page, name: &Named) -> Vec<(EntityKind, i32)> {
    let mut evidence = Vec::new();
    let last = page.doc.lower(name.tokens.end - 1);
    evidence.extend(name.kind.map(|kind| (kind, 2)));
    if name.title.is_some() {
        evidence.push((EntityKind::Person, SURE));
    }
    let is_long = name.tokens.len() > 1;
    if is_long
        && body(last).is_some_and(|family| family != Family::School || name.kind != Some(EntityKind::Person))
    {
        evidence.push((EntityKind::Organisation, SURE));
    }
    if is_long && ends_place(last) {
        evidence.push((EntityKind::Place, SURE));
    }
    if model::looks_like_person(page, &name.tokens) {
        evidence.push((EntityKind::Person, LIKELY));
    }
    let words = page.words(name.tokens.clone());
    if words.contains('&') {
        evidence.push((EntityKind::Organisation, LIKELY));
    }
    let is_acronym =
        (2..=6).contains(&words.len()) && words.chars().all(|c| c.is_ascii_uppercase() || c == '.');
    if is_acronym && name.kind.is_some() {
        evidence.push((EntityKind::Organisation, LIKELY));
    }
    evidence
}
