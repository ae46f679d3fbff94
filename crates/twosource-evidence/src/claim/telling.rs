//! How much the terms of a story tell.

use std::collections::{BTreeMap, BTreeSet};

use super::profile::{Raw, RawTerm};
use crate::vocabulary::{TermKind, rarity};

/// The mean weight of a term, so that stories of all sizes share one scale.
const MEAN_WEIGHT: f64 = 3.0;

/// How much of a word's weight comes from how rare it is in general English; the rest is the story's alone.
const BACKGROUND: f64 = 0.4;

/// The weight of each term: the logarithm of how many statements a usual report has over how many of them hold it, counted
/// within the reports that use it at all. A name that every report gives once is as telling as one in one report.
pub(super) fn weights(raw: &[Raw], reports: usize) -> BTreeMap<String, f64> {
    let mut held: BTreeMap<&str, BTreeMap<usize, usize>> = BTreeMap::new();
    let mut first: BTreeMap<&str, &RawTerm> = BTreeMap::new();
    for statement in raw {
        let keys: BTreeSet<&str> = statement.terms.iter().map(|term| term.key.as_str()).collect();
        for key in keys {
            *held.entry(key).or_default().entry(statement.at.report).or_default() += 1;
        }
        for term in &statement.terms {
            first.entry(term.key.as_str()).or_insert(term);
        }
    }
    let usual = raw.len() as f64 / reports.max(1) as f64;
    let telling = |key: &str, counts: &BTreeMap<usize, usize>| {
        let mean = counts.values().sum::<usize>() as f64 / counts.len() as f64;
        let within = ((usual + 1.0) / (mean + 0.5)).ln().max(0.1);
        match first[key] {
            term if term.kind == TermKind::Word => {
                within * (1.0 - BACKGROUND + BACKGROUND * rarity(&term.form))
            }
            _ => within,
        }
    };
    let mut weights: BTreeMap<String, f64> =
        held.iter().map(|(&key, counts)| (key.to_owned(), telling(key, counts))).collect();
    let mean = weights.values().sum::<f64>() / weights.len().max(1) as f64;
    for weight in weights.values_mut() {
        *weight *= MEAN_WEIGHT / mean;
    }
    weights
}
