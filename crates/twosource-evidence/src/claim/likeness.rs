//! How surely two statements of different reports say the same thing.

use std::collections::BTreeMap;

use super::align::Alignment;
use super::join::LEAST_WITHIN;
use super::profile::{Profile, Profiles};
use super::run::longest_common;
use super::shown::Shown;
use crate::limits::PAIRS_OF_STATEMENT;

/// Added to both masses, so that two short statements with one word in common are not alike.
const SMOOTHING: f64 = 20.0;

/// What a term counts where the two statements have it in different words of one family.
const KIN: f64 = 0.8;

/// Pairs less likely than this are not kept.
const LEAST: f64 = 0.02;

/// Statements that hold a term, at most, for it to find pairs; a commoner one only counts in pairs that others find, so that the
/// comparison grows with the story and not with its square.
const COMMON: usize = 400;

/// The most pairs kept for one statement.
const MOST_LINKS: usize = 400;

/// Words in a common run, at least, for it to count as a quotation.
const QUOTED_RUN: usize = 3;

/// How many of them carry matter, at least.
const QUOTED_MATTER: usize = 2;

/// Pairs with less of their words in common are not aligned: of 43,000 such pairs of the labelled events none says the same and
/// becomes likely by what aligning shows.
const LEAST_COSINE: f64 = 0.06;

/// The weights of the evidence: logistic regression on the pairs of sentences of 69 labelled events (`benchmarks/claims/fit.py`; by
/// five folds over events in `benchmarks/RESULTS.md`).
mod weights {
    pub const COSINE: f64 = 10.0;
    pub const ROOT_COSINE: f64 = 2.71;
    pub const CORE: f64 = 2.82;
    pub const LEAD: f64 = 1.16;
    pub const QUOTED: f64 = 0.47;
    pub const COVER_LEAST: f64 = 0.93;
    pub const COVER_MOST: f64 = 1.37;
    pub const ANCHORS: f64 = 2.28;
    pub const DEED: f64 = 0.61;
    pub const DENIED: f64 = -0.64;
    pub const UNREAL: f64 = -0.27;
    pub const DAYS: f64 = 0.76;
    pub const DAYS_APART: f64 = 1.11;
    pub const SPEAKER: f64 = 0.43;
    pub const MASS: f64 = 0.58;
    /// With no evidence.
    pub const BIAS: f64 = -6.326;
}

/// What speaks for two statements saying the same thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairEvidence {
    /// Cosine of their terms, 0 to 1.
    pub cosine: f64,
    /// How much of the story's core both tell, 0 to 1.
    pub core: f64,
    /// Both are among the first statements of their reports.
    pub both_lead: bool,
    /// One of them quotes the longest run of words that both have.
    pub quoted: bool,
    /// What their alignment shows.
    pub shown: Shown,
}

impl PairEvidence {
    /// Holds two statements against each other.
    fn of(a: &Profile, b: &Profile, profiles: &Profiles) -> Self {
        // A report has one lead, and quotes others, not itself.
        let apart = a.at.report != b.at.report;
        let mut evidence = PairEvidence {
            cosine: shared(a, b) / ((a.mass + SMOOTHING) * (b.mass + SMOOTHING)).sqrt(),
            core: a.core.min(b.core),
            both_lead: apart && a.is_lead() && b.is_lead(),
            quoted: apart && (a.quotes() || b.quotes()),
            shown: Shown::default(),
        };
        if evidence.cosine > LEAST_COSINE {
            let alignment = Alignment::of(&a.saying, &b.saying, &profiles.numbered);
            evidence.shown = Shown::of(&a.saying, &b.saying, &alignment, &profiles.numbered);
        }
        // The longest run is dear to find: only where it can matter.
        evidence.quoted = evidence.quoted && evidence.probability() >= LEAST && quotes_the_other(a, b);
        evidence
    }

    /// The probability, 0 to 1, that they say the same.
    pub fn probability(&self) -> f64 {
        let shown = &self.shown;
        let is = |holds: bool| if holds { 1.0 } else { 0.0 };
        let evidence = weights::COSINE * self.cosine
            + weights::ROOT_COSINE * self.cosine.sqrt()
            + weights::CORE * self.core
            + weights::LEAD * is(self.both_lead)
            + weights::QUOTED * is(self.quoted)
            + weights::COVER_LEAST * shown.cover_left.min(shown.cover_right)
            + weights::COVER_MOST * shown.cover_left.max(shown.cover_right)
            + weights::ANCHORS * shown.anchors
            + weights::DEED * shown.deed
            + weights::DENIED * shown.denied
            + weights::UNREAL * shown.unreal
            + weights::DAYS * shown.days
            + weights::DAYS_APART * is(shown.days < 0.0)
            + weights::SPEAKER * shown.speaker
            + weights::MASS * shown.mass
            + weights::BIAS;
        1.0 / (1.0 + (-evidence).exp())
    }
}

/// The likely pairs of a story.
#[derive(Debug)]
pub(crate) struct Links {
    /// For each statement (index into [`Profiles::statements`]) the likely ones of other reports.
    pub of: Vec<BTreeMap<usize, f64>>,
    /// For each statement the likely ones of its own report that say the same as a third of another report.
    pub beside: Vec<BTreeMap<usize, f64>>,
    /// Statements that were not held against all that share a telling term with them.
    pub cut: usize,
}

impl Links {
    /// Compares all statements that share a telling term.
    pub fn new(profiles: &Profiles) -> Self {
        let apart = |left, right| profiles.report(left) != profiles.report(right);
        let (of, cut) = likely(profiles, apart);
        // Two statements of one report come together by a third of another report, and are of no matter to each other else: a
        // report of ten thousand sentences is not held against itself.
        let third: Vec<Vec<usize>> = of.iter().map(could_join).collect();
        let by_a_third = |left: usize, right: usize| !apart(left, right) && meet(&third[left], &third[right]);
        let (beside, _) = likely(profiles, by_a_third);
        Links { of, beside, cut }
    }

    /// The probability that two statements say the same, 0 for pairs not kept.
    pub fn likeness(&self, a: usize, b: usize) -> f64 {
        self.of[a].get(&b).copied().unwrap_or(0.0)
    }
}

/// The likely ones of the pairs that `wanted` names, the earlier statement first, both directions.
fn likely(profiles: &Profiles, wanted: impl Fn(usize, usize) -> bool) -> (Vec<BTreeMap<usize, f64>>, usize) {
    let mut of = vec![BTreeMap::new(); profiles.statements.len()];
    let cut = compare_all(profiles, wanted, |left, right, evidence| {
        let likeness = evidence.probability();
        if likeness >= LEAST {
            of[left].insert(right, likeness);
            of[right].insert(left, likeness);
        }
    });
    keep_best(&mut of);
    (of, cut)
}

/// Those of a statement's links that could stand in a claim with it, sorted.
fn could_join(links: &BTreeMap<usize, f64>) -> Vec<usize> {
    links.iter().filter(|&(_, &likeness)| likeness >= LEAST_WITHIN).map(|(&other, _)| other).collect()
}

/// True where two sorted lists have one in common.
fn meet(a: &[usize], b: &[usize]) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    few.iter().any(|each| many.binary_search(each).is_ok())
}

/// Calls `tell` for each two statements that share a telling term and that `wanted` names, the earlier one first. An index from
/// terms to statements finds them. Of very many the most alike are taken; for how many statements that was so comes back.
pub(super) fn compare_all(
    profiles: &Profiles,
    wanted: impl Fn(usize, usize) -> bool,
    mut tell: impl FnMut(usize, usize, PairEvidence),
) -> usize {
    let mut cut = 0;
    let statements = &profiles.statements;
    let mut held = vec![0; profiles.terms.len()];
    for each in statements.iter().flat_map(|profile| &profile.uses) {
        held[each.term] += 1;
    }
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); profiles.terms.len()];
    // By which statement each was found last: each is found once.
    let mut found_by = vec![usize::MAX; statements.len()];
    for (right, profile) in statements.iter().enumerate() {
        let telling = || profile.uses.iter().map(|each| each.term).filter(|&term| held[term] <= COMMON);
        let mut found: Vec<usize> = Vec::new();
        for term in telling() {
            for &left in &holders[term] {
                if found_by[left] != right {
                    found_by[left] = right;
                    if wanted(left, right) {
                        found.push(left);
                    }
                }
            }
        }
        if found.len() > PAIRS_OF_STATEMENT {
            cut += 1;
            keep_most_alike(&mut found, profile, statements);
        }
        found.sort_unstable();
        for left in found {
            tell(left, right, PairEvidence::of(&statements[left], profile, profiles));
        }
        for term in telling() {
            holders[term].push(right);
        }
    }
    cut
}

/// Leaves those of many statements that share most with one, of equals the earlier ones.
fn keep_most_alike(found: &mut Vec<usize>, one: &Profile, statements: &[Profile]) {
    let mut ranked: Vec<(f64, usize)> = (found.iter())
        .map(|&other| {
            let other_mass = statements[other].mass + SMOOTHING;
            (shared(&statements[other], one) / other_mass.sqrt(), other)
        })
        .collect();
    ranked.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    ranked.truncate(PAIRS_OF_STATEMENT);
    *found = ranked.into_iter().map(|(_, other)| other).collect();
}

/// What the terms that both have weigh. Both lists are sorted.
fn shared(a: &Profile, b: &Profile) -> f64 {
    let mut sum = 0.0;
    let mut rest = b.uses.as_slice();
    for each in &a.uses {
        while rest.first().is_some_and(|other| other.term < each.term) {
            rest = &rest[1..];
        }
        let Some(other) = rest.first().filter(|other| other.term == each.term) else { continue };
        let both = each.weight * other.weight;
        sum += if each.form == other.form { both } else { both * KIN };
    }
    sum
}

/// True where one of them has words in quotation marks that the other has too, in one run.
fn quotes_the_other(a: &Profile, b: &Profile) -> bool {
    let (start, run) = longest_common(&a.words, &b.words);
    if run < QUOTED_RUN {
        return false;
    }
    let (start_in_b, _) = longest_common(&b.words, &a.words);
    [(a, start), (b, start_in_b)].into_iter().any(|(side, start)| {
        side.quoted[start..start + run].iter().filter(|&&quoted| quoted).count() >= QUOTED_MATTER
    })
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
