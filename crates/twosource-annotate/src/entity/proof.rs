//! Which names are surely persons: those that a reader would take for one.
//!
//! A given name, a title or a role, an age, "he" or "she", or a deed that only people do proves one. Two capitalised
//! words that the model takes for a person pass where nothing speaks against it; one word alone does not.

use std::ops::Range;

use twosource_lexicon::english::WordList;

use super::draft::{Draft, Place};
use super::facts::{ends_place, ends_thing, given_name, is_family_first, is_furniture, makes_thing};
use super::name::is_calendar;
use super::page::Page;
use super::{EntityKind, MentionForm, fold};

/// So many mentions of one name are looked at.
const LOOKED_AT: usize = 40;

/// Takes from the persons what is surely none: it becomes a place, or some other thing.
pub(crate) fn part(page: &Page, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| draft.kind == EntityKind::Person) {
        let names: Vec<Range<usize>> = draft
            .mentions
            .iter()
            .filter(|mention| mention.form == MentionForm::Name)
            .take(LOOKED_AT)
            .map(|mention: &Place| mention.tokens.clone())
            .collect();
        if names.is_empty() || is_person(page, draft, &names) {
            continue;
        }
        let placed = names.iter().filter(|name| leads_to_place(page, name)).count();
        draft.kind = if 2 * placed > names.len() { EntityKind::Place } else { EntityKind::Other };
        draft.roles.clear();
    }
}

fn is_person(page: &Page, draft: &Draft, names: &[Range<usize>]) -> bool {
    let fullest = names.iter().max_by_key(|name| (name.len(), std::cmp::Reverse(name.start)));
    if names.iter().all(|name| is_no_name(page, name)) || fullest.is_some_and(|name| is_no_name(page, name)) {
        return false;
    }
    let things = names.iter().filter(|name| names_thing(page, name)).count();
    if 2 * things >= names.len().max(1) && draft.titles.is_empty() {
        return false;
    }
    let is_told = !draft.titles.is_empty()
        || draft.roles.iter().any(|role| role.is_told)
        || draft.mentions.iter().any(|mention| {
            mention.form == MentionForm::Pronoun
                && matches!(
                    page.doc.lower(mention.tokens.start),
                    "he" | "she" | "his" | "her" | "him" | "who"
                )
        });
    if is_told {
        return true;
    }
    names.iter().any(|name| has_given_name(page, name) || acts(page, name) || is_introduced(page, name))
        || names.iter().any(|name| is_full(page, name)) && !names.iter().all(|name| is_doubtful(page, name))
}

/// Furniture of pages, hours, prefixes of ships, hashtags, dates.
fn is_no_name(page: &Page, name: &Range<usize>) -> bool {
    let before = name.start.checked_sub(1).map_or("", |before| page.doc.word(before));
    let word = |i: usize| {
        let lower = page.doc.lower(i);
        is_furniture(lower) || is_calendar(lower) || page.doc.word(i).contains(['#', '@', '/', '_'])
    };
    let zone = name.len() == 1
        && page.doc.word(name.start).len() <= 4
        && page.doc.word(name.start).chars().all(char::is_uppercase);
    // "M. B. A."
    let letters =
        name.clone().all(|i| page.doc.word(i).chars().filter(|c| c.is_alphabetic()).nth(1).is_none());
    let saint = matches!(before, "St." | "St" | "Saint" | "San" | "Santa") && name.len() == 1;
    matches!(before, "#" | "@") || zone || letters || saint || name.clone().any(word)
}

/// "the Bolton field", "Ann Lee Center", "Valentine's Day", "Oscar night".
fn names_thing(page: &Page, name: &Range<usize>) -> bool {
    let last = page.doc.lower(name.end - 1);
    let next = name.end;
    let owned = next + 1 < page.doc.len() && page.is_possessive(next) && page.doc.word(next + 1) == "Day";
    let noun = next < page.doc.len() && page.doc.span(next).start <= page.doc.span(name.end - 1).end + 1;
    let made = noun && makes_thing(page.doc.lower(next));
    // "the Dover Braves"
    let before = name.start.checked_sub(1);
    let determined = before
        .is_some_and(|i| page.doc.lower(i) == "the" || page.is_possessive(i) || page.doc.pos(i) == "NUM");
    // "the tanker Stella", "The Stella Maris was last seen"
    let noun_before = before.and_then(|i| match page.doc.lower(i) {
        // "a ferry named Stella"
        "named" | "called" | "christened" => i.checked_sub(1),
        _ => Some(i),
    });
    let vessel = noun_before.is_some_and(|i| WordList::Vessel.holds(page.doc.lower(i)));
    let article = before.is_some_and(|i| page.doc.lower(i) == "the");
    let named = article && page.doc.dep(page.head_of(name)).starts_with("nsubj");
    let team = name.len() > 1 && page.doc.tag(name.end - 1) == "NNPS" && determined;
    name.len() > 1 && (ends_thing(last) || ends_place(last)) || owned || made || team || vessel || named
}

fn has_given_name(page: &Page, name: &Range<usize>) -> bool {
    let Some(first) = name.clone().find(|&i| page.doc.word(i).chars().any(char::is_alphabetic)) else {
        return false;
    };
    let folded = fold::key(page.doc.word(first));
    // "T. Y. Hill", "QB Peyton Hill": initials, and a given name further on.
    let initials = page.doc.word(first).len() <= 4 && page.doc.word(first).contains('.');
    let later = name
        .clone()
        .skip(1)
        .take(name.len().saturating_sub(2))
        .any(|i| given_name(&fold::key(page.doc.word(i))).is_some_and(|given| !given.common_word));
    if name.len() > 1 && (initials && !page.doc.word(name.end - 1).contains('.') || later) {
        return true;
    }
    match given_name(&folded) {
        Some(given) if name.len() > 1 => !given.common_word || !leads_to_place(page, name),
        Some(given) => {
            // "Sarah" alone, and no "Oscar" before another noun.
            let describes = matches!(page.doc.dep(first), "compound" | "amod" | "nmod" | "poss");
            !given.common_word && !describes && !leads_to_place(page, name)
        }
        None => name.len() > 1 && is_family_first(&folded) && !leads_to_place(page, name),
    }
}

/// "Lee said", "Lee was arrested", "Lee's wife", "Lee, 37,".
fn acts(page: &Page, name: &Range<usize>) -> bool {
    let doc = page.doc;
    let head = page.head_of(name);
    let verb = doc.head(head);
    let article = name.start > 0 && matches!(doc.lower(name.start - 1), "the" | "a" | "an");
    let deed = match doc.dep(head) {
        "nsubj" => WordList::DoneByPerson.holds(doc.lemma(verb)),
        "nsubjpass" => WordList::SufferedByPerson.holds(doc.lemma(verb)),
        _ => false,
    };
    let next = name.end;
    let owns = next + 1 < doc.len()
        && page.is_possessive(next)
        && (next + 1..doc.len().min(next + 3)).any(|i| WordList::OfPerson.holds(doc.lower(i)));
    let age = next + 1 < doc.len()
        && doc.word(next) == ","
        && doc.word(next + 1).len() <= 2
        && doc.word(next + 1).chars().all(|c| c.is_ascii_digit());
    let held = next < doc.len() && WordList::AfterPolitician.holds(doc.lower(next));
    !article && (deed || owns) || age || held
}

/// "quarterback Ann Lee", "the agent, Ann Lee", "36-year-old Ann Lee", "named Ann Lee".
fn is_introduced(page: &Page, name: &Range<usize>) -> bool {
    let doc = page.doc;
    let Some(before) = name.start.checked_sub(1) else { return false };
    let titled = page.title_before(
        page.sentences.get(page.sentence_of(name.start)).map_or(0, |s| s.tokens.start),
        name.start,
    );
    let aged = matches!(doc.lower(before), "old" | "-old" | "year-old" | "named")
        || doc.lower(before).ends_with("-year-old");
    titled.is_some() || aged
}

fn is_full(page: &Page, name: &Range<usize>) -> bool {
    name.clone().filter(|&i| page.doc.word(i).chars().any(char::is_alphabetic)).nth(1).is_some()
}

/// What speaks against a person where nothing speaks for one.
fn is_doubtful(page: &Page, name: &Range<usize>) -> bool {
    let doc = page.doc;
    let article = name.start > 0 && matches!(doc.lower(name.start - 1), "the" | "a" | "an");
    let next = name.end;
    let describes = next < doc.len()
        && doc.pos(next) == "NOUN"
        && matches!(doc.dep(page.head_of(name)), "compound" | "amod" | "nmod");
    let mark = |i: usize| {
        let word = doc.word(i);
        matches!(word, "-" | "&" | "+") || word.chars().any(|c| c.is_ascii_digit())
    };
    let small = |i: usize| !page.is_capitalised(i) && doc.pos(i) == "NOUN";
    let first = doc.word(name.start);
    let acronym = first.len() >= 2
        && first.chars().all(char::is_uppercase)
        && !doc.word(name.end - 1).chars().all(char::is_uppercase);
    // "the network's Morning Box", "from Abu Sur", "Catching Light"
    let owned = name.start > 0 && page.is_possessive(name.start - 1);
    let route = name.start > 0 && matches!(doc.lower(name.start - 1), "from" | "between");
    let common =
        name.clone().any(|i| matches!(doc.tag(i), "VBG" | "VBN" | "JJS" | "NNS") && doc.pos(i) != "PROPN");
    article
        || describes
        || acronym
        || owned
        || route
        || common
        || leads_to_place(page, name)
        || name.clone().any(|i| mark(i) || small(i))
}

/// "in Abu Qir", "of Burnsville,", "between Abu Talat (Egypt) and …".
fn leads_to_place(page: &Page, name: &Range<usize>) -> bool {
    let doc = page.doc;
    let head = page.head_of(name);
    let governor = doc.head(head);
    let before = name.start.checked_sub(1).map_or("", |before| doc.lower(before));
    let near = WordList::InPlace.holds(before) || WordList::ToPlace.holds(before) && !is_full(page, name);
    let region = name.end + 1 < doc.len() && matches!(doc.word(name.end), "(" | "," | "in") && {
        let next = name.end + 1;
        page.is_capitalised(next) && super::facts::state(doc.word(next)).is_some()
    };
    let of = before == "of" && matches!(doc.pos(doc.head(governor)), "NUM" | "PROPN");
    near || of || region
}
