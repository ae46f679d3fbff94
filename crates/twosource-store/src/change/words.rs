//! Words of a statement, which of them are numbers, and how alike two statements are.

use std::collections::BTreeMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use twosource_evidence::value_of_word;

/// Words of one statement that are compared one by one, at most.
const MOST_COMPARED: usize = 1_000;

/// Words that tell of a number and are no numeral.
const VAGUE_NUMBERS: [&str; 6] = ["hundreds", "thousands", "millions", "dozen", "dozens", "half"];

/// The words of a text in lower case, marks at their edges left out.
pub(super) fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || c == '–' || c == '—');
    words
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && !"%$€£".contains(c)).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// True for "17", "1,200", "3.5m", "two", "twenty-one".
pub(super) fn is_number(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit()) || word.split('-').any(is_number_word)
}

fn is_number_word(part: &str) -> bool {
    value_of_word(part).is_some() || VAGUE_NUMBERS.contains(&part)
}

/// Share of words that two statements have in common, 0 to 1 (Dice's coefficient, repeated words counted).
pub(super) fn likeness(a: &[String], b: &[String]) -> f64 {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in a {
        *counts.entry(word).or_default() += 1;
    }
    let mut shared = 0;
    for word in b {
        if let Some(left) = counts.get_mut(word.as_str()).filter(|left| **left > 0) {
            *left -= 1;
            shared += 1;
        }
    }
    if a.is_empty() && b.is_empty() { 1.0 } else { 2.0 * shared as f64 / (a.len() + b.len()) as f64 }
}

/// The runs of words that differ: what was taken out, what was put in its place.
pub(super) fn differences(before: &str, after: &str) -> Vec<[String; 2]> {
    let a: Vec<&str> = before.split_whitespace().take(MOST_COMPARED).collect();
    let b: Vec<&str> = after.split_whitespace().take(MOST_COMPARED).collect();
    let mut found = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &a, &b) {
        if matches!(operation, DiffOp::Equal { .. }) {
            continue;
        }
        let run = |words: &[&str], range: std::ops::Range<usize>| words.get(range).unwrap_or(&[]).join(" ");
        found.push([run(&a, operation.old_range()), run(&b, operation.new_range())]);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_known_in_digits_and_words() {
        for word in ["17", "1,200", "3.5m", "two", "twenty-one", "$40"] {
            assert!(is_number(word), "{word}");
        }
        assert!(!is_number("someone") && !is_number("tension"));
    }

    #[test]
    fn differing_runs_stand_side_by_side() {
        let found =
            differences("At least two people died on Monday.", "At least three people died on Monday.");
        assert_eq!(found, [["two".to_owned(), "three".to_owned()]]);
    }
}
