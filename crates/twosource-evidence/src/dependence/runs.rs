//! Runs of equal words in two sequences of words.
//!
//! Every sequence is cut into shingles and looked up in one index, so that only sequences that share words are ever
//! compared (Broder 1997, "On the resemblance and containment of documents"); matching shingles that follow each other
//! in both join to runs, as seeds do in sequence alignment.

use std::collections::{BTreeMap, HashMap};

use super::words::BREAK;

/// Sequences, the earliest first, that the index keeps for one shingle. In a story of hundreds of copies of one text each
/// is compared with the earliest ones, and time stays linear.
const HOLDERS: usize = 12;
/// Places of one shingle that the index keeps a sequence.
const PLACES: usize = 2;

/// Equal words, one after the other, in two sequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// The first word in the earlier sequence.
    pub a: usize,
    /// The first word in the later sequence.
    pub b: usize,
    /// Number of words, at least the shingle's.
    pub len: usize,
}

/// The longest runs of at least `shingle` words of every two sequences that have any. Runs of one pair may overlap.
pub(crate) fn find(sequences: &[&[u32]], shingle: usize) -> BTreeMap<(usize, usize), Vec<Run>> {
    let pairs = matches(sequences, shingle);
    pairs.into_iter().map(|(pair, matches)| (pair, joined(matches, shingle))).collect()
}

/// For every two sequences, the places of the shingles that both hold.
fn matches(sequences: &[&[u32]], shingle: usize) -> BTreeMap<(usize, usize), Vec<(usize, usize)>> {
    let mut index: HashMap<&[u32], Vec<(usize, usize)>> = HashMap::new();
    let mut matches: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
    for (sequence, words) in sequences.iter().enumerate() {
        for (place, words) in words.windows(shingle).enumerate() {
            if words.contains(&BREAK) {
                continue;
            }
            let holders = index.entry(words).or_default();
            for &(other, there) in holders.iter().filter(|holder| holder.0 != sequence) {
                matches.entry((other, sequence)).or_default().push((there, place));
            }
            let own = holders.iter().rev().take_while(|holder| holder.0 == sequence).count();
            let known = holders.chunk_by(|one, next| one.0 == next.0).count();
            if own < PLACES && (own > 0 || known < HOLDERS) {
                holders.push((sequence, place));
            }
        }
    }
    matches
}

/// Joins matching shingles that follow each other in both sequences.
fn joined(mut matches: Vec<(usize, usize)>, shingle: usize) -> Vec<Run> {
    // Along a diagonal both places grow by one.
    matches.sort_unstable_by_key(|&(a, b)| (a as i64 - b as i64, a));
    let mut runs: Vec<Run> = Vec::new();
    for (a, b) in matches {
        match runs.last_mut() {
            Some(run)
                if a.checked_sub(run.a) == b.checked_sub(run.b) && a > run.a && a <= run.a + run.len =>
            {
                run.len = a - run.a + shingle;
            }
            _ => runs.push(Run { a, b, len: shingle }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_words_join_to_one_run_and_breaks_end_it() {
        let runs = find(&[&[9, 1, 2, 3, 4, 5], &[1, 2, 3, 4, 5, 8], &[1, 2, BREAK, 3, 4, 5]], 3);
        assert_eq!(runs[&(0, 1)], [Run { a: 1, b: 0, len: 5 }]);
        assert_eq!(runs[&(0, 2)], [Run { a: 3, b: 3, len: 3 }]);
    }
}
