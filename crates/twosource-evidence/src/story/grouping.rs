//! Which of the reports given tell of one event: all of them compared with all, and of very many each with those most alike.

use std::collections::BTreeMap;

use twosource_annotate::Annotated;

use super::features::{Key, count, day, nearness, weight_of};
use super::standout::{THRESHOLD, standout, to_nearest};
use crate::clustering::agglomerate;
use crate::limits::{ALIKE_OF_REPORT, COMMON_AMONG_MANY, COMPARED_WHOLE};
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

/// The reports (indices) of each story, sorted; and how many reports were not compared with all others.
pub(crate) fn group(reports: &[Annotated]) -> (Vec<Vec<usize>>, usize) {
    let (mut links, cut) = likenesses(reports);
    let nearest: Vec<f64> = links.iter().map(|links| to_nearest(links.values().copied())).collect();
    for (report, links) in links.iter_mut().enumerate() {
        for (other, likeness) in links {
            *likeness = standout(*likeness, nearest[report], nearest[*other]);
        }
    }
    let threshold = threshold(reports.len());
    (agglomerate(links, |sum, pairs| sum / pairs as f64 - threshold), cut)
}

/// Whoever gives few reports means one event, and few reports are rarely alike by chance; among many, some are.
fn threshold(reports: usize) -> f64 {
    let many = ((reports.max(1) as f64).ln() / VERY_MANY.ln()).min(1.0);
    THRESHOLD * (LEAST_SHARE + (1.0 - LEAST_SHARE) * many)
}

/// For each report, how alike it is to others, from 0 to 1; those that are next to nothing left out. And how many reports have
/// fewer than all that they could have.
fn likenesses(reports: &[Annotated]) -> (Vec<BTreeMap<usize, f64>>, usize) {
    let vectors = vectors(reports);
    let count = reports.len();
    let mut links = Links::of(count, if count > COMPARED_WHOLE { ALIKE_OF_REPORT } else { usize::MAX });
    let days: Vec<Option<i32>> = reports.iter().map(day).collect();
    let (mut by_names, mut by_words) = (Cosines::among(count), Cosines::among(count));
    for (right, vector) in vectors.iter().enumerate() {
        by_names.meet(&vector.names);
        by_words.meet(&vector.words);
        let of_names = by_names.met.iter().filter(|left| by_words.sums[**left].is_none());
        for &left in by_words.met.iter().chain(of_names) {
            let nameless = vectors[left].names.is_empty() || vector.names.is_empty();
            let words = by_words.sums[left].unwrap_or(0.0);
            let names = if nameless { words } else { by_names.sums[left].unwrap_or(0.0) };
            let likeness = (words + names) / 2.0 * nearness(days[left], days[right]);
            if likeness >= LEAST {
                links.add(left, right, likeness);
            }
        }
    }
    links.finish()
}

/// The links of reports under way, each with so many at most.
struct Links {
    most: usize,
    of: Vec<BTreeMap<usize, f64>>,
    is_cut: Vec<bool>,
}

impl Links {
    fn of(reports: usize, most: usize) -> Self {
        Links { most, of: vec![BTreeMap::new(); reports], is_cut: vec![false; reports] }
    }

    fn add(&mut self, one: usize, other: usize, likeness: f64) {
        for (at, to) in [(one, other), (other, one)] {
            self.of[at].insert(to, likeness);
            // Cut seldom, and to the same as if it were cut once: the best stay the best.
            if self.of[at].len() >= self.most.saturating_mul(2) {
                self.keep_best(at);
            }
        }
    }

    /// Leaves a report the most alike, of equals the earlier ones.
    fn keep_best(&mut self, at: usize) {
        if self.of[at].len() <= self.most {
            return;
        }
        self.is_cut[at] = true;
        let mut ranked: Vec<(usize, f64)> = std::mem::take(&mut self.of[at]).into_iter().collect();
        ranked.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        ranked.truncate(self.most);
        self.of[at] = ranked.into_iter().collect();
    }

    /// The links in both directions, where either report keeps them, and how many reports were cut.
    fn finish(mut self) -> (Vec<BTreeMap<usize, f64>>, usize) {
        (0..self.of.len()).for_each(|at| self.keep_best(at));
        let cut = self.is_cut.iter().filter(|is_cut| **is_cut).count();
        if cut > 0 {
            let kept: Vec<(usize, usize, f64)> = (self.of.iter().enumerate())
                .flat_map(|(at, links)| links.iter().map(move |(&other, &likeness)| (other, at, likeness)))
                .collect();
            for (at, other, likeness) in kept {
                self.of[at].insert(other, likeness);
            }
        }
        (self.of, cut)
    }
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

/// The cosines of a vector with those before it, by way of an index from terms to vectors.
struct Cosines {
    /// A term of more finds no pairs.
    common: usize,
    holders: BTreeMap<usize, Vec<(usize, f64)>>,
    vectors: usize,
    /// For each vector before the last one, its cosine with that; `None` where they have nothing in common.
    sums: Vec<Option<f64>>,
    /// Those that have something in common with it, sorted.
    met: Vec<usize>,
}

impl Cosines {
    fn among(count: usize) -> Self {
        let common = (count / 4).max(200);
        let common = if count > COMPARED_WHOLE { common.min(COMMON_AMONG_MANY) } else { common };
        Cosines { common, holders: BTreeMap::new(), vectors: 0, sums: vec![None; count], met: Vec::new() }
    }

    /// Takes in the next vector, and works out its cosines.
    fn meet(&mut self, vector: &BTreeMap<usize, f64>) {
        for left in self.met.drain(..) {
            self.sums[left] = None;
        }
        for (term, weight) in vector {
            let Some(known) = self.holders.get(term).filter(|known| known.len() <= self.common) else {
                continue;
            };
            for &(left, other) in known {
                if self.sums[left].is_none() {
                    self.met.push(left);
                }
                *self.sums[left].get_or_insert(0.0) += weight * other;
            }
        }
        self.met.sort_unstable();
        for (&term, &weight) in vector {
            self.holders.entry(term).or_default().push((self.vectors, weight));
        }
        self.vectors += 1;
    }
}
