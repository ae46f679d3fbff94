//! The statements of several reports that say the same thing.
//!
//! Each statement becomes a [profile]: the terms that carry its matter, weighed by how telling they are within
//! the story. [Likeness](likeness) compares the statements of different reports and gives each pair a probability of
//! saying the same; [joining](join) puts statements together that all say the same as each other, so that one chance link
//! cannot chain two claims, and a sentence that tells of two things stands in a claim for each; [`explain`] says in words what
//! joined them.

mod abbreviation;
pub(crate) mod align;
mod explain;
pub(crate) mod forms;
mod join;
mod likeness;
mod profile;
mod reword;
mod run;
mod shown;
mod support;
mod telling;

use std::collections::BTreeSet;

use twosource_text::Span;

use crate::cast::Cast;
use crate::detail::Detail;
use crate::story::{StatementRef, Story};

pub(crate) use join::THRESHOLD;
pub(crate) use likeness::Links;
pub use likeness::PairEvidence;
pub(crate) use profile::{Profile, Profiles};
pub(crate) use reword::reword;
pub use shown::Shown;
pub(crate) use support::{is_contested, supporters};

/// What one or several statements say alike. Every statement of a story belongs to at least one claim, and to several where
/// it says several things that others say one by one.
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
    /// The statements that bear the words of `core`: surely the same, with no differing detail between them.
    pub supporters: Vec<StatementRef>,
    /// Those of them that surely tell its deed of the same participants: what may confirm it.
    pub confirming: Vec<StatementRef>,
    /// The slots that two of its statements fill.
    pub details: Vec<Detail>,
    /// The words of `core` in parts (bytes of its report), each with the statements that say it.
    pub text_support: Vec<(Span, Vec<StatementRef>)>,
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

    /// Statements that were not held against all that share a telling term with them.
    pub(crate) fn cut(&self) -> usize {
        self.links.cut
    }

    /// Every two statements that were held against each other, those of one report too, and what speaks for their saying the
    /// same thing.
    pub fn pairs(&self) -> Vec<(StatementRef, StatementRef, PairEvidence)> {
        let at = |statement: usize| self.profiles.statements[statement].at;
        let mut pairs = Vec::new();
        let all = |_, _| true;
        likeness::compare_all(&self.profiles, all, |left, right, evidence| {
            pairs.push((at(left), at(right), evidence));
        });
        pairs
    }
}

/// Aligns the statements of a story into claims, in the order of importance: most outlets first, then by position.
pub fn find(story: &Story, cast: &Cast, comparison: &Comparison) -> Vec<Claim> {
    let Comparison { profiles, links } = comparison;
    let groups = join::groups(profiles, links);
    let mut standing_in = vec![0; profiles.statements.len()];
    for &member in groups.iter().flatten() {
        standing_in[member] += 1;
    }
    let mut taken = BTreeSet::new();
    let mut claims: Vec<Claim> = groups
        .into_iter()
        .map(|members| {
            let ranked = explain::by_merit(story, profiles, links, &members, &standing_in, &taken);
            let details = support::details(profiles, &members);
            let (best, supporters) = support::best_borne(profiles, links, &members, &ranked, &details);
            taken.insert(best);
            Claim {
                text_support: support::of_text(story, profiles, &members, best, &supporters),
                confirming: support::confirming(profiles, links, &members, best, &supporters),
                supporters,
                details,
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
