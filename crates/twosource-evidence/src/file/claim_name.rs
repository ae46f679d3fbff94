//! Names of claims, which last while a story grows.
//!
//! A claim is named after the words of its core statement, and not after its place in a list. When another statement becomes the core, or
//! the claim is joined with another, its older name is still that of one of the statements: whoever asks by it is led to where
//! that statement stands now.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};
use twosource_text::{CharIndex, CharSpan};

use super::{ClaimRecord, ReportRecord, StoryRecord};
use crate::record::hex;

/// What every name of a claim begins with.
const MARK: &str = "c-";

/// Bytes of the hash that a name keeps: two of a thousand claims share one by chance in one of two million stories, and then the
/// second takes another.
const HASH: usize = 5;

/// The names of a story's claims by their core statements: the words of each, and the report that says it. No two are the same.
pub(crate) fn names(cores: &[(&str, &str)]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    // The number that the same words of the same report are tried with next: a report may say one thing ten thousand times.
    let mut next: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let mut names = Vec::with_capacity(cores.len());
    for &(words, report) in cores {
        let number = next.entry((ways(words, report, 0), report)).or_default();
        let name = loop {
            let name = ways(words, report, *number);
            *number += 1;
            if taken.insert(name.clone()) {
                break name;
            }
        };
        names.push(name);
    }
    names
}

/// The name of a statement: by its words, and where another has it already by its report too, and by a number.
fn ways(words: &str, report: &str, number: usize) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut hash = Sha256::new();
    hash.update(words.join(" "));
    if number > 0 {
        hash.update(format!("\n{report}\n{number}"));
    }
    format!("{MARK}{}", hex(&hash.finalize()[..HASH]))
}

impl StoryRecord {
    /// The claim of this name; else, for an older name, the one that holds the statement that the claim was named after; else, for
    /// "C3", the third of the story. `reports` are the evidence file's.
    pub fn claim_called(&self, reports: &[ReportRecord], name: &str) -> Option<&ClaimRecord> {
        let name = name.trim();
        self.claims
            .iter()
            .find(|claim| claim.id.eq_ignore_ascii_case(name))
            .or_else(|| self.holder_of(reports, &name.to_ascii_lowercase()))
            .or_else(|| self.claims.get(place(name)?))
    }

    fn holder_of(&self, reports: &[ReportRecord], name: &str) -> Option<&ClaimRecord> {
        if !name.starts_with(MARK) {
            return None;
        }
        let texts: BTreeMap<&str, CharIndex> =
            reports.iter().map(|report| (report.id.as_str(), CharIndex::new(&report.text))).collect();
        let of_reports: BTreeMap<&str, &str> =
            reports.iter().map(|report| (report.id.as_str(), report.text.as_str())).collect();
        let is_named = |claim: &&ClaimRecord| {
            claim.statements.iter().any(|statement| {
                let report = statement.report.as_str();
                let (Some(index), Some(text)) = (texts.get(report), of_reports.get(report)) else {
                    return false;
                };
                let span = index.bytes(CharSpan { start: statement.start, end: statement.end });
                let words = span.and_then(|span| text.get(span.start..span.end));
                words.is_some_and(|words| (0..2).any(|number| ways(words, report, number) == name))
            })
        };
        self.claims.iter().find(is_named)
    }
}

/// The place that "C3" tells, from 0.
fn place(name: &str) -> Option<usize> {
    let digits = name.strip_prefix(['C', 'c'])?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<usize>().ok())??.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_from_words_and_are_told_apart() {
        let found = names(&[("Two  boats\nsank.", "a"), ("Two boats sank.", "b"), ("One sank.", "a")]);
        assert_eq!(found[0], ways("Two boats sank.", "z", 0));
        assert_eq!(found[1], ways("Two boats sank.", "b", 1));
        assert!(found.iter().all(|name| name.len() == MARK.len() + 2 * HASH));
        assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 3);
    }

    #[test]
    fn words_said_ten_thousand_times_are_numbered_on() {
        let cores: Vec<(&str, &str)> = (0..10_000).map(|n| ("A boat.", ["a", "b"][n % 2])).collect();
        let found = names(&cores);
        assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 10_000);
        assert_eq!(found[1], ways("A boat.", "b", 1));
        assert_eq!(found[2], ways("A boat.", "a", 1));
        assert_eq!(found[9_998], ways("A boat.", "a", 4_999));
    }

    #[test]
    fn places_are_read() {
        assert_eq!(
            ["C1", "c12", "C0", "C", "c-12", "K1"].map(place),
            [Some(0), Some(11), None, None, None, None]
        );
    }
}
