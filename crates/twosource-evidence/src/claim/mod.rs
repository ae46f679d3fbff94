//! The statements of several reports that say the same thing.
//!
//! Each statement becomes a [profile]: the terms that carry its matter, weighed by how telling they are within
//! the story. [Likeness](likeness) compares the statements of different reports and gives each pair a probability of
//! saying the same; [joining](join) puts statements together where the sum over all their pairs gains by it, so that one
//! chance link cannot chain two claims; [`explain`] says in words what joined them.

mod explain;
mod join;
mod likeness;
mod profile;
mod run;

use std::collections::BTreeMap;

use crate::cast::Cast;
use crate::story::{StatementRef, Story};

pub(crate) use likeness::Links;
pub(crate) use profile::Profiles;

/// What one or several statements say alike. Every statement of a story belongs to exactly one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// In the order of reports, then of statements.
    pub statements: Vec<StatementRef>,
    /// The one that says it best.
    pub core: StatementRef,
    /// How sure the joining is, 0 to 1.
    pub score: f64,
    /// What joined them, in words.
    pub joined_by: Vec<String>,
    /// Places in the cast's entities, most prominent first.
    pub about: Vec<usize>,
}

/// The statements of a story held against each other: worked out once, used for claims and for conflicts.
#[derive(Debug)]
pub struct Comparison {
    pub(crate) profiles: Profiles,
    pub(crate) links: Links,
}

impl Comparison {
    /// Compares every statement with those of other reports that share a telling term with it.
    pub fn new(story: &Story, cast: &Cast) -> Self {
        let profiles = Profiles::new(story, cast);
        let links = Links::new(&profiles);
        Comparison { profiles, links }
    }
}

/// Aligns the statements of a story into claims, in the order of importance: most outlets first, then by position.
pub fn find(story: &Story, cast: &Cast, comparison: &Comparison) -> Vec<Claim> {
    let Comparison { profiles, links } = comparison;
    let mut claims: Vec<Claim> = join::groups(profiles, links)
        .into_iter()
        .map(|members| {
            let best = explain::core(story, profiles, links, &members);
            Claim {
                core: profiles.statements[best].at,
                score: score(links, profiles, &members),
                joined_by: explain::joined_by(story, cast, profiles, &members),
                about: explain::about(story, cast, profiles, &members),
                statements: members.iter().map(|&member| profiles.statements[member].at).collect(),
            }
        })
        .collect();
    claims.sort_by_key(|claim| {
        let first = claim.statements.iter().map(|at| (at.statement, at.report)).min();
        (std::cmp::Reverse(reports_of(claim)), first)
    });
    claims
}

/// How many reports a claim has statements of.
fn reports_of(claim: &Claim) -> usize {
    let mut reports: Vec<usize> = claim.statements.iter().map(|at| at.report).collect();
    reports.dedup();
    reports.len()
}

/// The mean, over the members, of the best link to a member of another report; 1 for a statement by itself.
fn score(links: &Links, profiles: &Profiles, members: &[usize]) -> f64 {
    if members.len() < 2 {
        return 1.0;
    }
    let best = |member: usize| {
        let others = members.iter().filter(|&&other| profiles.report(other) != profiles.report(member));
        others.map(|&other| links.likeness(member, other)).fold(0.0, f64::max)
    };
    let mean = members.iter().map(|&member| best(member)).sum::<f64>() / members.len() as f64;
    (mean * 1000.0).round() / 1000.0
}

/// From each statement to the place of its claim.
pub(crate) fn claim_of(claims: &[Claim]) -> BTreeMap<StatementRef, usize> {
    let each = claims.iter().enumerate();
    each.flat_map(|(place, claim)| claim.statements.iter().map(move |&at| (at, place))).collect()
}
