//! A report that tells what another tells, in the same order and in other words, and nothing else: "may be a rewrite".

use std::collections::{BTreeMap, BTreeSet};

use super::outlet::Outlet;
use super::{Dependence, EARLIEST, name};
use crate::claim::Claim;
use crate::file::DependenceKind;
use crate::story::{StatementRef, Story};

/// Sentences that a text must have for its order to tell anything.
const FEWEST: usize = 4;

/// The share of a text's sentences that the other must have.
const KEPT: f64 = 0.9;

/// Example: the four facts of the Courier's report, one by one, each in other words, in the Evening Post.
///
/// Pairs that are known to depend on each other are left out.
pub(crate) fn find(story: &Story, claims: &[Claim], known: &[Dependence]) -> Vec<Dependence> {
    let known: BTreeSet<[usize; 2]> = known.iter().map(|d| sorted(d.reports)).collect();
    let matched = matches(claims);
    let mut found = Vec::new();
    let mut held: BTreeMap<usize, usize> = BTreeMap::new();
    for (&[earlier, later], pairs) in &matched {
        if known.contains(&[earlier, later]) || same_outlet(story, earlier, later) {
            continue;
        }
        let held = held.entry(later).or_default();
        if *held >= EARLIEST {
            continue;
        }
        *held += 1;
        let flipped: Vec<[usize; 2]> = pairs.iter().map(|&[a, b]| [b, a]).collect();
        let sentences = |report: usize| sentences(story, report);
        // Which of them adds nothing: the later one where neither does.
        let of = if keeps(story, later, &flipped) {
            [later, earlier]
        } else if keeps(story, earlier, pairs) {
            [earlier, later]
        } else {
            continue;
        };
        let [a, b] = of.map(|report| name(&story.reports[report].report, report));
        let why = format!(
            "{a} may be a rewrite of {b}: it tells in {} sentences what {b} tells in {}, in the same order, and adds nothing",
            sentences(of[0]),
            sentences(of[1])
        );
        found.push(Dependence {
            reports: of,
            kind: DependenceKind::Rewrite,
            passages: Vec::new(),
            citations: Vec::new(),
            overlap: 0.0,
            why,
        });
    }
    found
}

fn sorted([a, b]: [usize; 2]) -> [usize; 2] {
    [a.min(b), a.max(b)]
}

/// For each pair of reports, the sentences of theirs that make a claim together.
fn matches(claims: &[Claim]) -> BTreeMap<[usize; 2], Vec<[usize; 2]>> {
    /// Statements of one claim that are looked at.
    const MOST: usize = 40;
    let mut matched: BTreeMap<[usize; 2], Vec<[usize; 2]>> = BTreeMap::new();
    for claim in claims {
        let statements: &[StatementRef] = &claim.statements[..claim.statements.len().min(MOST)];
        for (n, a) in statements.iter().enumerate() {
            for b in statements[n + 1..].iter().filter(|b| b.report != a.report) {
                let (a, b) = if a.report < b.report { (a, b) } else { (b, a) };
                matched.entry([a.report, b.report]).or_default().push([a.statement, b.statement]);
            }
        }
    }
    matched
}

fn same_outlet(story: &Story, a: usize, b: usize) -> bool {
    let outlet = |report: usize| Outlet::of(&story.reports[report].report);
    matches!((outlet(a), outlet(b)), (Some(a), Some(b)) if a.is(&b))
}

/// How many sentences of a report state something.
fn sentences(story: &Story, report: usize) -> usize {
    let annotated = &story.reports[report];
    annotated.statements.iter().map(|statement| statement.sentence).collect::<BTreeSet<_>>().len()
}

/// True where nearly all sentences of `report` (the first of each pair) have one of the other's that tells the same, each after
/// the one before.
fn keeps(story: &Story, report: usize, pairs: &[[usize; 2]]) -> bool {
    let annotated = &story.reports[report];
    let all = sentences(story, report);
    if all < FEWEST {
        return false;
    }
    let mut theirs: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for &[own, other] in pairs {
        theirs.entry(annotated.statements[own].sentence).or_default().insert(other);
    }
    if (theirs.len() as f64) < KEPT * all as f64 {
        return false;
    }
    // The longest row of sentences in the same order: each takes the earliest of the other's that is not before the last.
    let mut in_order = 0;
    let mut last = 0;
    for others in theirs.values() {
        if let Some(&next) = others.range(last..).next() {
            last = next;
            in_order += 1;
        }
    }
    in_order as f64 >= KEPT * all as f64
}
