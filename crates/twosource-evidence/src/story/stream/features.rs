//! What of a report its story is found by: small enough to send to the one who groups.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use twosource_annotate::Annotated;

use crate::story::features::{Key, count, day, weight};
use crate::vocabulary::{TermKind, chance_in_report};

/// Set in a term that is part of a name.
pub(super) const NAME: u32 = 1;

/// All that a [`Stream`](super::Stream) has to know of a report: its terms as hashes, how often it has each, how common each
/// is in general English, and its day. No word of it can be read back.
///
/// [`Stream::add_features`](super::Stream::add_features) does with it what [`Stream::add`](super::Stream::add) does with the
/// report itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Features {
    /// The day it was published, from the first of January 1970.
    pub(super) day: Option<i32>,
    /// The distinct chances that a report on any matter has a term, in ascending order.
    chances: Vec<f64>,
    /// The terms in ascending order of their hash.
    terms: Vec<Term>,
}

/// A term of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Term {
    /// How far its hash is from the one before: a small number is written in few bytes.
    step: u32,
    /// Twice how often the report has it: the head of a report counts half as much again.
    halves: u32,
    /// Twice the place of its chance, and one more for a numeral.
    chance: u32,
}

/// A term as it is weighed.
pub(super) struct Counted {
    pub hash: u32,
    is_number: bool,
    count: f64,
    chance: f64,
}

impl Counted {
    /// What it tells of its report, where `spread` of `reports` reports have it.
    pub fn weight(&self, spread: usize, reports: usize) -> f64 {
        weight(self.is_number, self.chance, self.count, spread, reports)
    }
}

impl Features {
    /// Those of a report.
    pub fn of(annotated: &Annotated) -> Self {
        let counts = count(annotated);
        let mut counted: Vec<(u32, &Key, f64)> =
            counts.iter().map(|(term, &count)| (hash(term), term, count)).collect();
        counted.sort_by_key(|(hash, _, _)| *hash);
        counted.dedup_by_key(|(hash, _, _)| *hash);
        let chance_of = |term: &Key| chance_in_report(&term.1);
        let mut chances: Vec<f64> = counted.iter().map(|(_, term, _)| chance_of(term)).collect();
        chances.sort_by(f64::total_cmp);
        chances.dedup();
        let mut before = 0;
        let terms = counted.into_iter().map(|(hash, term, count)| {
            let place = chances.partition_point(|&chance| chance < chance_of(term)) as u32;
            let step = hash.wrapping_sub(before);
            before = hash;
            let is_number = u32::from(term.0 == TermKind::Number);
            Term { step, halves: (count * 2.0) as u32, chance: place * 2 + is_number }
        });
        Features { day: day(annotated), terms: terms.collect(), chances }
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// True where there is no term.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The terms in ascending order of their hash, each once.
    pub(super) fn counted(&self) -> Vec<Counted> {
        let mut hash = 0_u32;
        let terms = self.terms.iter().map(|term| {
            hash = hash.wrapping_add(term.step);
            Counted {
                hash,
                is_number: term.chance % 2 == 1,
                count: f64::from(term.halves) / 2.0,
                chance: self.chances.get(term.chance as usize / 2).copied().unwrap_or_default(),
            }
        });
        let mut counted: Vec<Counted> = terms.collect();
        // So they are where they were made; what came from elsewhere is put in order.
        counted.sort_by_key(|term| term.hash);
        counted.dedup_by_key(|term| term.hash);
        counted
    }
}

/// The same on every machine and in every version: hashes are kept on disk.
fn hash((kind, term): &Key) -> u32 {
    let digest = Sha256::digest(term.as_bytes());
    let hash = u32::from_le_bytes([digest[0], digest[1], digest[2], digest[3]]);
    if *kind == TermKind::Name { hash | NAME } else { hash & !NAME }
}
