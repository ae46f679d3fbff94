//! "Lim Soo-suk, South Korea's Foreign Ministry spokesperson," and "The coalition's president, Ahmed al-Jarba,".

use std::ops::Range;

use super::{phrase_start, role};
use crate::entity::draft::FoundRole;
use crate::entity::join::Roster;
use crate::entity::page::Page;

/// The most tokens an apposition after a name has.
const LONGEST: usize = 16;

/// The role in the apposition after a name.
pub(super) fn after(page: &Page, roster: &Roster, name: &Range<usize>) -> Option<FoundRole> {
    let doc = page.doc;
    let sentence = page.sentences.get(page.sentence_of(name.start))?.tokens.clone();
    let mut start = name.end;
    let opens = |i: usize| i < sentence.end && matches!(doc.word(i), "," | "(" | "–" | "—" | "--");
    if !opens(start) {
        return None;
    }
    start += 1;
    // "Jane Doe, 45, a teacher": the age is passed over.
    if start + 1 < sentence.end && doc.pos(start) == "NUM" && doc.word(start + 1) == "," {
        start += 2;
    }
    while start < sentence.end && doc.pos(start) == "DET" {
        start += 1;
    }
    let limit = sentence.end.min(start + LONGEST);
    let end = (start..limit).find(|&i| closes(page, i)).unwrap_or(limit);
    if end == limit && limit < sentence.end {
        return None;
    }
    // The head noun: the last noun before a preposition, an infinitive or the end.
    let noun_end = (start..end).find(|&i| matches!(doc.pos(i), "ADP" | "SCONJ")).unwrap_or(end);
    let noun_end = if noun_end < end && page.title_before(start, end_of_title(page, start, end)).is_some() {
        end_of_title(page, start, end)
    } else {
        noun_end
    };
    if start >= noun_end {
        return None;
    }
    let (head, title) = page.title_before(start, noun_end)?;
    let names_another =
        roster.is_person(noun_end.min(doc.len() - 1)) || (head.end < end && roster.is_person(head.end));
    let begins_list = matches!(doc.pos(start), "CCONJ" | "ADP" | "PRON" | "ADV");
    if names_another
        || begins_list
        || (start..head.end).any(|i| matches!(doc.pos(i), "VERB" | "AUX") && doc.tag(i) != "VBN")
    {
        return None;
    }
    role(roster, start..end, title)
}

/// The end of a title with a preposition inside it: "secretary of state".
fn end_of_title(page: &Page, start: usize, end: usize) -> usize {
    let of = (start..end).find(|&i| page.doc.lower(i) == "of");
    match of {
        Some(i)
            if i + 1 < end && page.title_before(start, i + 2).is_some_and(|(range, _)| range.start < i) =>
        {
            i + 2
        }
        _ => start,
    }
}

/// True where an apposition ends: a mark, a finite verb, a relative clause, a conjunction to a new phrase.
fn closes(page: &Page, i: usize) -> bool {
    let doc = page.doc;
    match doc.pos(i) {
        "AUX" => true,
        "VERB" => !matches!(doc.tag(i), "VBN" | "VBG") || doc.dep(i) != "amod",
        "PUNCT" => doc.word(i) != "-" && !page.is_possessive(i),
        "PRON" => matches!(doc.tag(i), "WP" | "WDT" | "WP$"),
        "SPACE" => true,
        _ => false,
    }
}

/// The role in the noun phrase that a name stands in apposition to, and that phrase with its article.
pub(super) fn before(page: &Page, roster: &Roster, name: &Range<usize>) -> Option<(FoundRole, Range<usize>)> {
    let doc = page.doc;
    let floor = page.sentences.get(page.sentence_of(name.start))?.tokens.start;
    let comma = name.start.checked_sub(1).filter(|&i| i > floor && doc.word(i) == ",")?;
    let top = page.head_of(name);
    let noun = doc.head(top);
    if doc.dep(top) != "appos" || noun >= comma {
        return None;
    }
    let (head, title) = page.title_before(floor, noun + 1)?;
    if roster.is_person(noun) {
        return None;
    }
    let start = phrase_start(page, roster, floor, noun + 1).min(head.start);
    let with_article = start.checked_sub(1).filter(|&i| i >= floor && matches!(doc.pos(i), "DET" | "PRON"));
    let is_indefinite = with_article.is_some_and(|i| matches!(doc.lower(i), "a" | "an"));
    let role = role(roster, start..comma, title)?;
    let nominal = if is_indefinite { start..comma } else { with_article.unwrap_or(start)..comma };
    Some((role, nominal))
}
