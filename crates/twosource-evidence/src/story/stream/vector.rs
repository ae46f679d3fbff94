//! The terms of a report, small enough to hold tens of thousands.

use serde::{Deserialize, Serialize};

use super::features::{Features, NAME};

/// The terms of a report that are compared, at most: its most telling ones.
const MOST_TERMS: usize = 300;

/// The terms of a report that count as had by it, at most. Those that are not compared weigh nothing.
const MOST_COUNTED: usize = 2_000;

/// Weighed terms, of which the names make a vector of length 1, and so do the others.
///
/// A term is a hash of 32 bits: two terms in a hundred thousand fall together, which does no harm.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Vector {
    /// In ascending order.
    terms: Vec<u32>,
    weights: Vec<f32>,
}

impl Vector {
    /// Weighs the counted terms of one of `reports` reports; `spread` tells how many have a term, this one counted.
    pub fn new(features: &Features, reports: usize, spread: impl Fn(u32) -> usize) -> Self {
        let counted = features.counted();
        let mut weighed: Vec<(u32, f64)> =
            counted.iter().map(|term| (term.hash, term.weight(spread(term.hash), reports))).collect();
        weighed.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        weighed.truncate(MOST_COUNTED);
        for (_, weight) in weighed.iter_mut().skip(MOST_TERMS) {
            *weight = 0.0;
        }
        weighed.sort_by_key(|(hash, _)| *hash);
        let length = |is_name: bool| {
            let of_kind = weighed.iter().filter(|(hash, _)| (hash & NAME == NAME) == is_name);
            of_kind.map(|(_, weight)| weight * weight).sum::<f64>().sqrt().max(f64::MIN_POSITIVE)
        };
        let (of_words, of_names) = (length(false), length(true));
        let unit = |&(hash, weight): &(u32, f64)| {
            (weight / if hash & NAME == NAME { of_names } else { of_words }) as f32
        };
        Vector {
            weights: weighed.iter().map(unit).collect(),
            terms: weighed.into_iter().map(|(hash, _)| hash).collect(),
        }
    }

    /// The terms, in ascending order, and whether each is compared.
    pub fn terms(&self) -> impl Iterator<Item = (u32, bool)> {
        self.terms.iter().zip(&self.weights).map(|(&term, &weight)| (term, weight > 0.0))
    }

    /// The first of them, 0 where there is none.
    pub fn first_term(&self) -> u32 {
        self.terms.first().copied().unwrap_or_default()
    }

    /// The terms that are compared, in ascending order.
    pub fn compared(&self) -> impl Iterator<Item = u32> {
        self.terms().filter_map(|(term, is_compared)| is_compared.then_some(term))
    }

    /// The `most` terms of most weight, with it.
    pub fn most_telling(&self, most: usize) -> impl Iterator<Item = (u32, f32)> {
        let mut places: Vec<usize> =
            (0..self.terms.len()).filter(|&place| self.weights[place] > 0.0).collect();
        places.sort_by(|&a, &b| self.weights[b].total_cmp(&self.weights[a]).then(a.cmp(&b)));
        places.truncate(most);
        places.into_iter().map(|place| (self.terms[place], self.weights[place]))
    }

    fn is_nameless(&self) -> bool {
        !self.compared().any(|term| term & NAME == NAME)
    }
}

/// One vector, made ready to be compared with many.
#[derive(Debug)]
pub(super) struct Probe<'a> {
    vector: &'a Vector,
    is_nameless: bool,
    /// A bit for each value of the highest bits of a term: set where the vector has such a term. Most terms of another
    /// vector are known by it not to be shared, without a branch that the processor cannot foresee.
    marks: Vec<u64>,
}

/// How many of the highest bits of a term have a mark.
const MARKED: u32 = 13;

impl<'a> Probe<'a> {
    pub fn new(vector: &'a Vector) -> Self {
        let mut marks = vec![0; (1 << MARKED) / 64];
        for &term in &vector.terms {
            let mark = term >> (32 - MARKED);
            marks[mark as usize / 64] |= 1 << (mark % 64);
        }
        Probe { vector, is_nameless: vector.is_nameless(), marks }
    }

    /// From 0, nothing in common, to 1: the mean of what names and what other words have in common.
    pub fn likeness(&self, other: &Vector) -> f64 {
        let (mut words, mut names) = (0.0, 0.0);
        for (&term, &weight) in other.terms.iter().zip(&other.weights) {
            let mark = term >> (32 - MARKED);
            if self.marks[mark as usize / 64] >> (mark % 64) & 1 == 0 {
                continue;
            }
            let Ok(place) = self.vector.terms.binary_search(&term) else { continue };
            let product = f64::from(self.vector.weights[place]) * f64::from(weight);
            if term & NAME == NAME {
                names += product;
            } else {
                words += product;
            }
        }
        let is_nameless = self.is_nameless || other.is_nameless();
        (words + if is_nameless { words } else { names }) / 2.0
    }
}
