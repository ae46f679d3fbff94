//! Which of the reports given tell of one event: all of them compared with all.

use std::collections::BTreeMap;

use twosource_annotate::Annotated;

use super::features::{Key, count, day, nearness, weight_of};
use super::standout::{THRESHOLD, standout, to_nearest};
use crate::clustering::agglomerate;
use crate::vocabulary::TermKind;

/// The share of the threshold that holds for a single report.
const LEAST_SHARE: f64 = 0.55;

/// From this many reports on the whole threshold holds.
const VERY_MANY: f64 = 100.0;

/// Likenesses below this count as none.
const LEAST: f64 = 0.02;

/// The terms of a report that count, at most: its most telling ones.
const MOST_TERMS: usize = 300;

/// A report as two vectors of length 1, of names and of other terms.
#[derive(Debug, Default)]
struct Vectors {
    names: BTreeMap<usize, f64>,
    words: BTreeMap<usize, f64>,
}

/// The reports (indices) of each story, sorted.
pub(crate) fn group(reports: &[Annotated]) -> Vec<Vec<usize>> {
    let mut links = likenesses(reports);
    let nearest: Vec<f64> = links.iter().map(|links| to_nearest(links.values().copied())).collect();
    for (report, links) in links.iter_mut().enumerate() {
        for (other, likeness) in links {
            *likeness = standout(*likeness, nearest[report], nearest[*other]);
        }
    }
    let threshold = threshold(reports.len());
    agglomerate(links, |sum, pairs| sum / pairs as f64 - threshold)
}

/// Whoever gives few reports means one event, and few reports are rarely alike by chance; among many, some are.
fn threshold(reports: usize) -> f64 {
    let many = ((reports.max(1) as f64).ln() / VERY_MANY.ln()).min(1.0);
    THRESHOLD * (LEAST_SHARE + (1.0 - LEAST_SHARE) * many)
}

/// For each report, how alike it is to others, from 0 to 1; those that are next to nothing left out.
fn likenesses(reports: &[Annotated]) -> Vec<BTreeMap<usize, f64>> {
    let vectors = vectors(reports);
    let mut links = vec![BTreeMap::new(); reports.len()];
    let days: Vec<Option<i32>> = reports.iter().map(day).collect();
    let names = cosines(vectors.iter().map(|vectors| &vectors.names), reports.len());
    let words = cosines(vectors.iter().map(|vectors| &vectors.words), reports.len());
    for (right, of_words) in words.iter().enumerate() {
        let of_names = &names[right];
        let others = of_words.keys().chain(of_names.keys().filter(|left| !of_words.contains_key(left)));
        for &left in others {
            let nameless = vectors[left].names.is_empty() || vectors[right].names.is_empty();
            let by_words = of_words.get(&left).copied().unwrap_or(0.0);
            let by_names = if nameless { by_words } else { of_names.get(&left).copied().unwrap_or(0.0) };
            let likeness = (by_words + by_names) / 2.0 * nearness(days[left], days[right]);
            if likeness >= LEAST {
                links[left].insert(right, likeness);
                links[right].insert(left, likeness);
            }
        }
    }
    links
}

/// The terms of every report, weighed by how often it has them and how few reports do.
fn vectors(reports: &[Annotated]) -> Vec<Vectors> {
    let counted: Vec<BTreeMap<Key, f64>> = reports.iter().map(count).collect();
    let mut spread: BTreeMap<&Key, usize> = BTreeMap::new();
    for counts in &counted {
        for term in counts.keys() {
            *spread.entry(term).or_default() += 1;
        }
    }
    let ids: BTreeMap<&Key, usize> = spread.keys().enumerate().map(|(id, term)| (*term, id)).collect();
    counted
        .iter()
        .map(|counts| {
            let weighed = counts
                .iter()
                .map(|(term, &count)| (term, weight_of(term, count, spread[term], reports.len())));
            let mut weighed: Vec<(&Key, f64)> = weighed.filter(|(_, weight)| *weight > 0.0).collect();
            weighed.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
            weighed.truncate(MOST_TERMS);
            let of_kind = |is_name: bool| {
                let chosen = weighed.iter().filter(|(term, _)| (term.0 == TermKind::Name) == is_name);
                unit(chosen.map(|(term, weight)| (ids[term], *weight)).collect())
            };
            Vectors { names: of_kind(true), words: of_kind(false) }
        })
        .collect()
}

fn unit(vector: BTreeMap<usize, f64>) -> BTreeMap<usize, f64> {
    let length = vector.values().map(|weight| weight * weight).sum::<f64>().sqrt();
    if length == 0.0 {
        return BTreeMap::new();
    }
    vector.into_iter().map(|(term, weight)| (term, weight / length)).collect()
}

/// For each vector, the cosines with those before it, worked out by way of an index from terms to vectors.
fn cosines<'v>(
    vectors: impl Iterator<Item = &'v BTreeMap<usize, f64>>,
    count: usize,
) -> Vec<BTreeMap<usize, f64>> {
    // A term of a large share of very many reports finds no pairs.
    let common = (count / 4).max(200);
    let mut holders: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    let mut cosines = Vec::with_capacity(count);
    for (right, vector) in vectors.enumerate() {
        let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
        for (term, weight) in vector {
            let Some(known) = holders.get(term).filter(|known| known.len() <= common) else { continue };
            for &(left, other) in known {
                *sums.entry(left).or_default() += weight * other;
            }
        }
        for (&term, &weight) in vector {
            holders.entry(term).or_default().push((right, weight));
        }
        cosines.push(sums);
    }
    cosines
}
