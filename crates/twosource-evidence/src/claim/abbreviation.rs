//! Abbreviations that a report explains: "New Psychoactive Substances (NPS)".

use std::collections::{BTreeMap, BTreeSet};

use twosource_language::Doc;

use crate::story::Story;

/// Letters an abbreviation has, at least and at most.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=6;

/// Small words ("of", "and") that a spelled-out name may have between its capitals.
const MOST_BETWEEN: usize = 2;

/// The abbreviations of a story and the names they stand for.
#[derive(Debug, Default)]
pub(super) struct Abbreviations {
    /// From the capitalised words of the name, in lower case, to the abbreviation, in lower case.
    of_name: BTreeMap<Vec<String>, String>,
    /// The abbreviations themselves, in capitals.
    short: BTreeSet<String>,
    longest: usize,
}

impl Abbreviations {
    /// Collects those that any report of the story explains.
    pub fn of(story: &Story) -> Self {
        let mut found = Abbreviations::default();
        for annotated in &story.reports {
            found.read(&annotated.doc);
        }
        found
    }

    fn read(&mut self, doc: &Doc) {
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
            self.longest = self.longest.max(name.len());
            self.short.insert(letters.to_owned());
            self.of_name.entry(name).or_insert_with(|| letters.to_lowercase());
        }
    }

    /// For each token of a spelled-out name in `doc`, and for each abbreviation, the abbreviation in lower case.
    pub fn of_tokens(&self, doc: &Doc) -> BTreeMap<usize, String> {
        let mut found = BTreeMap::new();
        if self.of_name.is_empty() {
            return found;
        }
        for start in 0..doc.len() {
            if self.short.contains(doc.word(start)) {
                found.insert(start, doc.lower(start).to_owned());
            }
            let most = self.longest.min(doc.len() - start);
            for length in LETTERS.filter(|&length| length <= most) {
                let words: Vec<String> =
                    (start..start + length).map(|token| doc.lower(token).to_owned()).collect();
                let Some(short) = self.of_name.get(&words) else { continue };
                found.extend((start..start + length).map(|token| (token, short.clone())));
            }
        }
        found
    }
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
