//! What each name is, told by all its mentions together.

use std::collections::{BTreeMap, HashMap, HashSet};

use twosource_lexicon::english::WordList;

use super::{Named, model};
use crate::entity::EntityKind;
use crate::entity::facts::{Family, body, ends_place, given_name};
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
    let tabled: HashMap<&str, EntityKind> = (names.iter().zip(&keys))
        .filter(|(name, _)| name.known)
        .filter_map(|(name, key)| name.kind.map(|kind| (key.as_str(), kind)))
        .filter(|(_, kind)| matches!(kind, EntityKind::Place | EntityKind::Organisation))
        .collect();
    for (name, key) in names.iter_mut().zip(&keys).filter(|(name, _)| !name.known) {
        // A name that a table knows elsewhere in the report is the same thing here.
        name.kind = tabled.get(key.as_str()).copied().or_else(|| winner(key));
    }
    drop_strays(page, names);

    // One word of a person's full name is that person, whatever the model takes it for.
    let mut parts: HashSet<String> = HashSet::new();
    for (name, key) in names.iter().zip(&keys) {
        if name.kind == Some(EntityKind::Person) && key.contains(' ') {
            parts.extend(PersonName::new(key).words.into_iter().filter(|word| word.len() > 1));
        }
    }
    let spellings: HashSet<String> =
        parts.iter().filter(|word| is_long(word)).map(|word| fold::skeleton(word)).collect();
    let is_part = |key: &str| parts.contains(key) || is_long(key) && spellings.contains(&fold::skeleton(key));
    for (name, key) in names.iter_mut().zip(&keys) {
        let is_table_name = name.known && (!is_also_given(page, name) || reads_as_place(page, name));
        if !is_table_name && !key.contains(' ') && is_part(key) {
            name.kind = Some(EntityKind::Person);
            name.known = false;
        }
    }
    // "Milton" after "Hurricane Milton"
    let storms: HashSet<String> = (names.iter().zip(&keys))
        .filter(|(name, _)| {
            name.tokens.len() == 2 && WordList::Storm.holds(page.doc.lower(name.tokens.start))
        })
        .filter_map(|(_, key)| key.split(' ').next_back().map(str::to_owned))
        .collect();
    for (name, key) in names.iter_mut().zip(&keys) {
        let is_storm = key.split(' ').next_back().is_some_and(|last| storms.contains(last));
        let stands_alone = name.tokens.len() == 1 && !parts.contains(key.as_str());
        let is_named_so = WordList::Storm.holds(page.doc.lower(name.tokens.start));
        if is_storm && !name.known && name.title.is_none() && (stands_alone || is_named_so) {
            name.kind = Some(EntityKind::Other);
        }
    }
    add_missed(page, names, &parts);
}

/// Long enough that two spellings of a word are the same word.
fn is_long(word: &str) -> bool {
    const SHORTEST: usize = 6;
    word.len() >= SHORTEST && !word.contains(' ')
}

/// Adds surnames that the tagger takes for common words: "Voss praised the troops".
fn add_missed(page: &Page, names: &mut Vec<Named>, parts: &HashSet<String>) {
    const SHORTEST: usize = 3;
    let in_lower_case: HashSet<&str> =
        (0..page.doc.len()).filter(|&i| !page.is_capitalised(i)).map(|i| page.doc.lower(i)).collect();
    for (_, sentence) in page.read() {
        for i in sentence.tokens.clone() {
            let is_word = page.is_capitalised(i)
                && matches!(page.doc.pos(i), "NOUN" | "VERB" | "ADJ" | "X" | "PROPN" | "ADV" | "INTJ");
            let word = page.doc.lower(i);
            if !is_word
                || word.len() < SHORTEST
                || in_lower_case.contains(word)
                || !parts.contains(&fold::key(word))
            {
                continue;
            }
            let missed =
                Named { tokens: i..i + 1, kind: Some(EntityKind::Person), title: None, known: false };
            super::insert(names, missed);
        }
    }
}

/// "Crooked Hillary Clinton", "Rival Jane Doe": a word before a full name that the report gives without it.
fn drop_strays(page: &Page, names: &mut [Named]) {
    const SHORTEST: usize = 3;
    let full: HashSet<String> = names
        .iter()
        .filter(|name| name.kind == Some(EntityKind::Person) && name.tokens.len() > 1)
        .map(|name| fold::key(page.words(name.tokens.clone())))
        .collect();
    for name in names.iter_mut().filter(|name| name.kind == Some(EntityKind::Person)) {
        let first = page.doc.word(name.tokens.start);
        let rest = name.tokens.start + 1..name.tokens.end;
        let is_stray = name.tokens.len() >= SHORTEST
            && given_name(&fold::key(first)).is_none()
            && first.chars().count() >= SHORTEST
            // "Goode-Trufant" is a surname, and no full name without "Muriel".
            && page.words(rest.clone()).contains(' ')
            && full.contains(&fold::key(page.words(rest.clone())));
        if is_stray {
            name.tokens = rest;
        }
    }
}

/// "Jordan" and "Chad" are states and given names.
fn is_also_given(page: &Page, name: &Named) -> bool {
    matches!(
        page.words(name.tokens.clone()),
        "Jordan" | "Chad" | "Israel" | "Georgia" | "Florence" | "Orlando" | "York"
    )
}

/// "in Jordan", "Jordan's King Abdullah"
fn reads_as_place(page: &Page, name: &Named) -> bool {
    let before = name.tokens.start.checked_sub(1).map_or("", |i| page.doc.lower(i));
    let next = name.tokens.end;
    let owns_a_name = next + 1 < page.doc.len() && page.is_possessive(next) && page.is_proper(next + 1);
    matches!(before, "in" | "to" | "from" | "into" | "across" | "near") || owns_a_name
}

fn evidence(page: &Page, name: &Named) -> Vec<(EntityKind, i32)> {
    let mut evidence = Vec::new();
    let last = page.doc.lower(name.tokens.end - 1);
    let head = page.head_of(&name.tokens);
    let dep = page.doc.dep(head);
    // "the Alawite minority": no person stands before a noun like that.
    let next = name.tokens.end;
    let describes = matches!(dep, "amod" | "compound" | "nmod")
        && next < page.doc.len()
        && page.doc.pos(next) == "NOUN"
        && name.tokens.start > 0
        && page.doc.lower(name.tokens.start - 1) == "the";
    // "the Angara", "the Soyuz-2": nor one with an article and one word.
    let has_article = name.tokens.len() == 1
        && name.title.is_none()
        && name.tokens.start > 0
        && page.doc.lower(name.tokens.start - 1) == "the";
    let is_model_trusted = !((describes || has_article) && name.kind == Some(EntityKind::Person));
    evidence.extend(name.kind.filter(|_| is_model_trusted).map(|kind| (kind, 2)));
    let place_words = ["in", "near", "outside", "across", "throughout"];
    if dep == "pobj" && place_words.contains(&page.doc.lower(page.doc.head(head))) {
        evidence.push((EntityKind::Place, LIKELY));
    }
    // "the mayor of Puebla", "the port of Odesa"
    let governor = page.doc.head(head);
    let of_town = dep == "pobj"
        && page.doc.lower(governor) == "of"
        && WordList::OfTown.holds(page.doc.lemma(page.doc.head(governor)));
    if of_town && name.tokens.start == governor + 1 {
        evidence.push((EntityKind::Place, SURE));
    }
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
    // "Ann Lee, 34,", "Ann Lee, a baker,"
    let comma = next + 1 < page.doc.len()
        && page.doc.word(next) == ","
        && is_long
        && name.kind != Some(EntityKind::Place);
    let age = comma && page.doc.word(next + 1).len() <= 2 && page.doc.tag(next + 1) == "CD";
    let trade = comma
        && page.doc.children(head).any(|noun| {
            noun > next
                && page.doc.dep(noun) == "appos"
                && page.noun_title(next + 1, noun).is_some_and(|(range, _)| range.end == noun + 1)
        });
    if age || trade {
        evidence.push((EntityKind::Person, LIKELY));
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
