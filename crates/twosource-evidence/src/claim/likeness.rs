//! How surely two statements of different reports say the same thing.

use std::collections::BTreeMap;

use super::profile::{Profile, Profiles};
use super::run::{LONGEST, longest_common};

/// Added to both masses, so that two short statements with one word in common are not alike.
const SMOOTHING: f64 = 12.0;

/// What a term counts where the two statements have it in different words of one family.
const KIN: f64 = 0.8;

/// Pairs less likely than this are not kept.
const LEAST: f64 = 0.03;

/// The most pairs kept for one statement.
const MOST_LINKS: usize = 400;

/// Words in a common run, at least, for it to count as a quotation.
const QUOTED_RUN: usize = 3;

/// How many of them carry matter, at least.
const QUOTED_MATTER: usize = 2;

/// The weights of the evidence. Few, and set by hand near the optimum of nine labelled events with each left out in turn,
/// where they differ little.
mod weights {
    /// Cosine of the two statements' terms.
    pub const COSINE: f64 = 20.0;
    /// How much of the story's core both tell.
    pub const CORE: f64 = 2.0;
    /// Both are among the first statements of their reports.
    pub const LEAD: f64 = 1.2;
    /// Logarithm of the longest run of words both have.
    pub const RUN: f64 = 0.3;
    /// One of them quotes the longest run of words that both have.
    pub const QUOTED: f64 = 1.0;
    /// Both name persons in full, and not one of them is the same.
    pub const OTHER_PERSONS: f64 = -2.0;
    /// With no evidence.
    pub const BIAS: f64 = -5.6;
}

/// The likely pairs of a story.
#[derive(Debug)]
pub(crate) struct Links {
    /// For each statement (index into [`Profiles::statements`]) the likely ones of other reports.
    pub of: Vec<BTreeMap<usize, f64>>,
}

impl Links {
    /// Compares all statements that share a telling term, by way of an index from terms to statements.
    pub fn new(profiles: &Profiles) -> Self {
        let statements = &profiles.statements;
        let mut holders: Vec<Vec<(usize, usize)>> = vec![Vec::new(); profiles.terms.len()];
        let mut of: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); statements.len()];
        // A term that a large share of a large story's statements hold finds no pairs, it only adds to those found.
        let common = (statements.len() / 4).max(200);
        for (right, profile) in statements.iter().enumerate() {
            let mut shared: BTreeMap<usize, f64> = BTreeMap::new();
            for each in &profile.uses {
                let square = profiles.terms[each.term].weight.powi(2);
                let is_common = holders[each.term].len() > common;
                for &(left, form) in &holders[each.term] {
                    let worth = if form == each.form { square } else { square * KIN };
                    if !is_common {
                        *shared.entry(left).or_default() += worth;
                    } else if let Some(sum) = shared.get_mut(&left) {
                        *sum += worth;
                    }
                }
            }
            for (left, shared) in shared {
                let other = &statements[left];
                if other.at.report == profile.at.report {
                    continue;
                }
                let Some(likeness) = compare(other, profile, shared) else { continue };
                of[left].insert(right, likeness);
                of[right].insert(left, likeness);
            }
            for each in &profile.uses {
                holders[each.term].push((right, each.form));
            }
        }
        keep_best(&mut of);
        Links { of }
    }

    /// The probability that two statements say the same, 0 for pairs not kept.
    pub fn likeness(&self, a: usize, b: usize) -> f64 {
        self.of[a].get(&b).copied().unwrap_or(0.0)
    }
}

/// Compares two statements whose shared terms weigh `shared`; `None` where they are not likely enough to keep.
fn compare(a: &Profile, b: &Profile, shared: f64) -> Option<f64> {
    let cosine = shared / ((a.mass + SMOOTHING) * (b.mass + SMOOTHING)).sqrt();
    let both_lead = if a.is_lead() && b.is_lead() { weights::LEAD } else { 0.0 };
    let persons_differ = !a.persons.is_empty() && !b.persons.is_empty() && a.persons.is_disjoint(&b.persons);
    let known = weights::COSINE * cosine
        + weights::CORE * a.core.min(b.core)
        + both_lead
        + if persons_differ { weights::OTHER_PERSONS } else { 0.0 }
        + weights::BIAS;
    // The longest run is dear to find and can add only so much.
    let shorter = a.words.len().min(b.words.len()).min(LONGEST);
    let most = weights::RUN * ((1 + shorter) as f64).ln() + weights::QUOTED;
    if probability(known + most) < LEAST {
        return None;
    }
    let (start, run) = longest_common(&a.words, &b.words);
    let (start_in_b, _) = longest_common(&b.words, &a.words);
    let quoted = run >= QUOTED_RUN
        && [(a, start), (b, start_in_b)].into_iter().any(|(side, start)| {
            side.quoted[start..start + run].iter().filter(|&&quoted| quoted).count() >= QUOTED_MATTER
        });
    let quoted = if quoted { weights::QUOTED } else { 0.0 };
    let probability = probability(known + weights::RUN * ((1 + run) as f64).ln() + quoted);
    (probability >= LEAST).then_some(probability)
}

fn probability(evidence: f64) -> f64 {
    1.0 / (1.0 + (-evidence).exp())
}

/// Leaves each statement its best pairs, ties by position, so that hostile repetition stays cheap.
fn keep_best(of: &mut [BTreeMap<usize, f64>]) {
    for statement in 0..of.len() {
        if of[statement].len() <= MOST_LINKS {
            continue;
        }
        let mut pairs: Vec<(usize, f64)> = of[statement].iter().map(|(&o, &p)| (o, p)).collect();
        pairs.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        for (other, _) in pairs.split_off(MOST_LINKS) {
            of[statement].remove(&other);
            of[other].remove(&statement);
        }
    }
}
