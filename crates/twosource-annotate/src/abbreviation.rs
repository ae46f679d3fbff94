//! Abbreviations that a report explains: "New Psychoactive Substances (NPS)".

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use twosource_language::Doc;

/// Letters an abbreviation has, at least and at most.
const LETTERS: RangeInclusive<usize> = 2..=6;

/// Small words ("of", "and") that a spelled-out name may have between its capitals.
const MOST_BETWEEN: usize = 2;

/// An abbreviation that a report explains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Abbreviation {
    /// Its capitals, without the "s" of a plural: "UAV".
    pub letters: String,
    /// The capitalised words of the name it stands for, in lower case.
    pub name: Vec<String>,
}

/// The abbreviations that a report explains, in the order of its text.
pub(crate) fn find(doc: &Doc) -> Vec<Abbreviation> {
    let mut found = Vec::new();
    for token in 2..doc.len() {
        if doc.word(token - 1) != "(" {
            continue;
        }
        // "UAVs" is the plural of "UAV".
        let word = doc.word(token);
        let letters = word.strip_suffix('s').unwrap_or(word);
        let all_capitals = letters.chars().all(char::is_uppercase);
        if !all_capitals || !LETTERS.contains(&letters.chars().count()) {
            continue;
        }
        let Some(name) = spelled_out(doc, token - 1, letters) else { continue };
        found.push(Abbreviation { letters: letters.to_owned(), name });
    }
    found
}

/// The capitalised words before token `end` whose first letters are `letters`, in lower case.
fn spelled_out(doc: &Doc, end: usize, letters: &str) -> Option<Vec<String>> {
    let mut wanted = letters.chars().rev().peekable();
    let mut words = Vec::new();
    for token in (0..end).rev().take(letters.chars().count() + MOST_BETWEEN) {
        let first = doc.word(token).chars().next()?;
        if !first.is_uppercase() {
            continue;
        }
        if wanted.next() != Some(first) {
            return None;
        }
        words.push(doc.lower(token).to_owned());
        if wanted.peek().is_none() {
            words.reverse();
            return Some(words);
        }
    }
    None
}
