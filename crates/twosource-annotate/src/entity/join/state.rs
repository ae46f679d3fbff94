//! States under all their names: "North Korea", "DPRK", "North Korean", "the North", and "Pyongyang" where it acts.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use twosource_lexicon::english::WordList;

use super::Roster;
use crate::entity::EntityKind;
use crate::entity::draft::Draft;
use crate::entity::facts::{StateForm, given_name, is_us_place, state, state_name};
use crate::entity::fold;
use crate::entity::name::Named;
use crate::entity::page::Page;

/// Joins the states of a report. Names that turn out to be plain places are left for the others as such.
pub(super) fn join(page: &Page, names: &mut [Named], roster: &mut Roster) {
    let spoken_of: BTreeSet<usize> = names
        .iter()
        .filter(|name| name.kind == Some(EntityKind::State))
        .filter_map(|name| state(page.words(name.tokens.clone())))
        .filter(|(_, form)| *form != StateForm::Capital)
        .map(|(id, _)| id)
        .collect();
    let us_places = names.iter().filter(|name| is_us_place(page.words(name.tokens.clone()))).count();
    let mut of_state: BTreeMap<usize, usize> = BTreeMap::new();
    for name in names.iter_mut() {
        let id = match name.kind {
            Some(EntityKind::State) => of_words(page, name, &spoken_of, us_places),
            Some(EntityKind::Place) | Some(EntityKind::Other) | None => half_of_korea(page, name, &spoken_of),
            _ => None,
        };
        let Some(id) = id else {
            if name.kind == Some(EntityKind::State) {
                name.kind = unless_state(page, name);
            }
            continue;
        };
        name.kind = Some(EntityKind::State);
        let entity = *of_state.entry(id).or_insert_with(|| {
            let mut draft = Draft::new(EntityKind::State);
            draft.state = Some(id);
            draft.canonical = Some(state_name(id));
            roster.add(draft)
        });
        roster.name(entity, name.tokens.clone());
    }
}

/// What a word for a state is where it stands for none: a capital is a place, a language or a person's demonym nothing.
fn unless_state(page: &Page, name: &Named) -> Option<EntityKind> {
    match state(page.words(name.tokens.clone())) {
        Some((_, StateForm::Capital | StateForm::Name)) => Some(EntityKind::Place),
        _ => None,
    }
}

fn of_words(page: &Page, name: &Named, spoken_of: &BTreeSet<usize>, us_places: usize) -> Option<usize> {
    let words = page.words(name.tokens.clone());
    let (id, form) = state(words)?;
    let stands = match form {
        StateForm::Name if words == "Georgia" => us_places < 2,
        StateForm::Name => true,
        StateForm::Capital => {
            let is_sure = spoken_of.contains(&id) || speaks(page, name) && !is_a_name(words);
            is_sure && acts(page, name)
        }
        StateForm::Demonym => is_theirs(page, name),
        StateForm::People => false,
    };
    stands.then_some(id)
}

/// "the North", where the report speaks of North Korea.
fn half_of_korea(page: &Page, name: &Named, spoken_of: &BTreeSet<usize>) -> Option<usize> {
    let full = match fold::key(page.words(name.tokens.clone())).as_str() {
        "north" => "North Korea",
        "south" => "South Korea",
        _ => return None,
    };
    let (id, _) = state(full)?;
    let has_article = name.tokens.start > 0 && page.doc.lower(name.tokens.start - 1) == "the";
    let next = name.tokens.end;
    let goes_on = next < page.doc.len() && (page.is_proper(next) || page.doc.lower(next) == "of");
    (has_article && !goes_on && spoken_of.contains(&id)).then_some(id)
}

/// "Sofia", "Victoria": capitals that are given names too.
fn is_a_name(words: &str) -> bool {
    given_name(&fold::key(words)).is_some()
}

/// True where a capital's name is the subject of what only a state does, so that the report need not name the state.
fn speaks(page: &Page, name: &Named) -> bool {
    let doc = page.doc;
    let head = page.head_of(&name.tokens);
    doc.dep(head) == "nsubj" && WordList::ActOfState.holds(doc.lemma(doc.head(head)))
}

/// A demonym that tells whose something is, or that stands for the state ("the Chinese said"); no language, no single
/// person ("a Russian").
fn is_theirs(page: &Page, name: &Named) -> bool {
    let doc = page.doc;
    let head = page.head_of(&name.tokens);
    let before = name.tokens.start.checked_sub(1).map(|i| doc.lower(i));
    let next = name.tokens.end;
    let governs_noun = next < doc.len() && matches!(doc.pos(next), "NOUN" | "PROPN" | "ADJ" | "PUNCT");
    match doc.dep(head) {
        "amod" | "compound" | "nmod" | "poss" => true,
        "pobj" if before == Some("in") => false,
        "dobj" if matches!(doc.lemma(doc.head(head)), "speak" | "learn" | "teach" | "understand") => false,
        _ if matches!(before, Some("a" | "an" | "one" | "another" | "every")) => governs_noun,
        _ => true,
    }
}

/// True where a capital's name stands for its state: it does or wants something, or something is done to it that is
/// not done to places.
fn acts(page: &Page, name: &Named) -> bool {
    let doc = page.doc;
    let mut head = page.head_of(&name.tokens);
    for _ in 0..4 {
        if doc.dep(head) != "conj" {
            break;
        }
        head = doc.head(head);
    }
    let governor = doc.head(head);
    let lemma = doc.lemma(governor);
    match doc.dep(head) {
        "nsubj" => {
            let is_town = lemma == "be"
                && doc
                    .child(governor, &["attr", "acomp"])
                    .is_some_and(|i| WordList::Town.holds(doc.lemma(i)));
            !is_town
        }
        "nsubjpass" => matches!(
            lemma,
            "accuse"
                | "blame"
                | "criticise"
                | "criticize"
                | "urge"
                | "expect"
                | "warn"
                | "isolate"
                | "tell"
                | "ask"
        ),
        "dobj" | "dative" => matches!(doc.pos(governor), "VERB") && !WordList::DoneToPlace.holds(lemma),
        "poss" => !matches!(doc.pos(governor), "PROPN"),
        "compound" | "nmod" | "amod" => WordList::BodyOfCapital.holds(doc.lower(governor)),
        "pobj" => {
            let ruler = doc.lemma(doc.head(governor));
            match doc.lower(governor) {
                "with" | "between" | "against" | "toward" | "towards" | "by" | "for" | "on" | "upon"
                | "than" => true,
                "to" => WordList::GivingTo.holds(ruler),
                "from" => WordList::ReceivingFrom.holds(ruler),
                _ => false,
            }
        }
        _ => false,
    }
}
