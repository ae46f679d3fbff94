//! Names that the reports spell otherwise than the draft.

use std::collections::{BTreeMap, BTreeSet};

use twosource_annotate::{EntityKind, MentionForm};

use super::passage::Places;
use super::record::{NameCheck, Spelt};
use crate::cast::Cast;
use crate::dependence;
use crate::story::Story;

/// Letters of a word that has a spelling; shorter ones are other words.
const LETTERS: usize = 5;

/// The most letters that are compared.
const LONGEST: usize = 40;

/// One change for so many letters.
const LETTERS_A_CHANGE: usize = 5;

/// Names of the reports that are compared, and names of a draft that are looked up, at most.
const MOST_NAMES: usize = 4000;
const MOST_ASKED: usize = 400;

/// Spellings shown for one name.
const MOST_SHOWN: usize = 3;

/// The draft's names that no report has, and some report has with few letters changed.
pub(super) fn find(story: &Story, _cast: &Cast, places: &Places, draft: usize) -> Vec<NameCheck> {
    let mut known: BTreeMap<Vec<String>, (String, BTreeSet<usize>)> = BTreeMap::new();
    let mut words: BTreeSet<String> = BTreeSet::new();
    for (report, name) in
        named(story).filter(|(report, _)| *report != draft).map(|(r, span)| (r, places.text(r, span)))
    {
        let split = split(name);
        words.extend(split.iter().cloned());
        known.entry(split).or_insert_with(|| (name.to_owned(), BTreeSet::new())).1.insert(report);
    }
    let known: Vec<_> = known.into_iter().take(MOST_NAMES).collect();
    let mut asked: BTreeSet<Vec<String>> = BTreeSet::new();
    let mut found = Vec::new();
    for (report, span) in named(story).filter(|(report, _)| *report == draft) {
        let name = split(places.text(report, span));
        if name.iter().all(|word| words.contains(word))
            || asked.len() >= MOST_ASKED
            || !asked.insert(name.clone())
        {
            continue;
        }
        let mut spelt: Vec<&(String, BTreeSet<usize>)> =
            known.iter().filter(|(other, _)| is_spelling(&name, other)).map(|(_, told)| told).collect();
        if spelt.is_empty() {
            continue;
        }
        spelt.sort_by_key(|(name, reports)| (std::cmp::Reverse(reports.len()), name.clone()));
        let chars = places.chars(report, span);
        found.push(NameCheck {
            start: chars.start,
            end: chars.end,
            text: places.text(report, span).to_owned(),
            spelt: spelt
                .into_iter()
                .take(MOST_SHOWN)
                .map(|(name, reports)| Spelt {
                    name: name.clone(),
                    reports: reports.iter().map(|&r| dependence::name(&story.reports[r].report, r)).collect(),
                })
                .collect(),
        });
    }
    found.sort_by_key(|name| name.start);
    found
}

/// Every name of every report: which report, where.
fn named(story: &Story) -> impl Iterator<Item = (usize, twosource_text::Span)> {
    story.reports.iter().enumerate().flat_map(|(report, annotated)| {
        let named = annotated.entities.iter().filter(|entity| {
            matches!(
                entity.kind,
                EntityKind::Person | EntityKind::Organisation | EntityKind::Place | EntityKind::State
            )
        });
        let mentions = named.flat_map(|entity| &entity.mentions);
        mentions
            .filter(|mention| mention.form == MentionForm::Name)
            .map(move |mention| (report, mention.span))
    })
}

/// The words of a name in lower case, without a possessive.
fn split(name: &str) -> Vec<String> {
    let plain = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        word.strip_suffix("'s").or(word.strip_suffix("’s")).map_or(word.clone(), str::to_owned)
    };
    name.split_whitespace().map(plain).filter(|word| !word.is_empty() && word != "the").collect()
}

/// True where one name is the other with few letters changed in one of its words.
fn is_spelling(one: &[String], other: &[String]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut differing = one.iter().zip(other).filter(|(x, y)| x != y);
    match (differing.next(), differing.next()) {
        (Some((x, y)), None) => is_near(x, y),
        _ => false,
    }
}

fn is_near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    // "Korean" and "Koreans" are no two spellings.
    let plural =
        |a: &[char], b: &[char]| a.len() == b.len() + 1 && a.starts_with(b) && a.last() == Some(&'s');
    let fits = short >= LETTERS - 1 && (LETTERS..=LONGEST).contains(&long);
    if !fits || plural(&one, &other) || plural(&other, &one) {
        return false;
    }
    changes(&one, &other) <= long / LETTERS_A_CHANGE
}

/// Letters to put in, take out or exchange to come from one word to the other.
fn changes(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, x) in one.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in other.iter().enumerate() {
            let exchanged = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = exchanged.min(corner + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        is_spelling(&split(one), &split(other))
    }

    #[test]
    fn few_letters_apart_in_one_word_is_a_spelling() {
        assert!(alike("Slavyansk", "Slovyansk"));
        assert!(alike("Marta Lindquist", "Marta Lindqvist"));
        assert!(alike("Helena Müller's", "Helena Muller"));
        assert!(!alike("Anna Berg", "Anne Borg"), "two words differ");
        assert!(!alike("Iran", "Iraq"), "short words are other words");
        assert!(!alike("Koreans", "Korean"));
        assert!(!alike("Marta", "Marta Lindqvist"));
    }
}
