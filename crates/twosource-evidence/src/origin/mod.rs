//! The independent roots of what is said.
//!
//! A statement's origin is the end of its chain: the speaker, body, document or agency that an attribution leads to; for
//! what a report says in its own voice, whoever wrote those words. Where it is not clear that two sources are two, they
//! are not counted as two: corroboration is never read into words that do not show it.

mod likeness;
mod root;
mod trace;
mod voice;

use std::collections::BTreeMap;

use twosource_annotate::Annotated;

use crate::cast::Cast;
use crate::claim::Claim;
use crate::dependence::outlet::Outlet;
use crate::dependence::{self, Dependence};
use crate::file::OriginKind;
use crate::story::{StatementRef, Story};
use likeness::Likeness;
use root::Root;
use trace::{Trace, Way};
use voice::Voices;
pub(crate) use voice::in_words;

/// An independent root of what is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// What sort of root.
    pub kind: OriginKind,
    /// Its name, in words.
    pub name: String,
    /// The reports (indices into the story) that rest on it.
    pub reports: Vec<usize>,
    /// In words.
    pub why: String,
}

/// The origins of a story.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// Position + 1 is the number in the file's "O1".
    pub origins: Vec<Origin>,
    /// From each statement to its origin (index into `origins`).
    pub of: BTreeMap<StatementRef, usize>,
    /// What the sources of each origin are like.
    likeness: Vec<Likeness>,
    /// How each statement came from its origin to its report.
    ways: BTreeMap<StatementRef, Way>,
}

impl Origins {
    /// Why two origins may be one after all, in words; `None` where they are clearly two.
    pub(crate) fn may_be_one(&self, a: usize, b: usize) -> Option<&'static str> {
        self.likeness.get(a)?.may_be(self.likeness.get(b)?)
    }

    /// True for sources with no name.
    pub(crate) fn is_vague(&self, origin: usize) -> bool {
        self.likeness.get(origin).is_some_and(Likeness::is_vague)
    }

    /// By way of whom a statement reached its report, nearest first; empty where the report has it from the origin itself.
    pub(crate) fn by_way_of(&self, statement: StatementRef) -> &[String] {
        self.ways.get(&statement).map_or(&[], |way| way.through.as_slice())
    }

    /// True where the report quotes the origin's words itself, with nobody between.
    pub(crate) fn is_quoted(&self, statement: StatementRef) -> bool {
        self.ways.get(&statement).is_some_and(|way| way.quoted && way.through.is_empty())
    }
}

/// Traces every statement of the story to its origin.
pub fn find(story: &Story, cast: &Cast, dependence: &[Dependence], claims: &[Claim]) -> Origins {
    let voices = Voices::new(story, dependence);
    let outlets = outlets(story);
    let mut traces: BTreeMap<StatementRef, Trace> = BTreeMap::new();
    for (report, annotated) in story.reports.iter().enumerate() {
        for statement in 0..annotated.statements.len() {
            let at = StatementRef { report, statement };
            traces.insert(at, trace::trace(story, cast, &outlets, &voices, at));
        }
    }
    for claim in claims {
        trace::adopt_within(claim, story, &voices, &mut traces);
    }
    let keys = joined_keys(&traces);
    gather(story, traces, &keys)
}

/// The outlets of a story, each once.
fn outlets(story: &Story) -> Vec<Outlet> {
    let mut outlets: Vec<Outlet> = Vec::new();
    for outlet in story.reports.iter().filter_map(|annotated| Outlet::of(&annotated.report)) {
        if !outlets.iter().any(|known| known.is(&outlet)) {
            outlets.push(outlet);
        }
    }
    outlets
}

/// Sources compared with every other one; a story of thousands of reports compares the first ones only.
const COMPARED: usize = 2_000;

/// Keys of roots that go by different words and are one: from each key to the first of its kin.
fn joined_keys(traces: &BTreeMap<StatementRef, Trace>) -> BTreeMap<String, String> {
    let mut roots: Vec<&Root> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for trace in traces.values() {
        known.entry(&trace.root.key).or_insert_with(|| {
            roots.push(&trace.root);
            roots.len() - 1
        });
    }
    let mut joined: Vec<usize> = (0..roots.len()).collect();
    let find = |joined: &[usize], mut at: usize| {
        while joined[at] != at {
            at = joined[at];
        }
        at
    };
    for a in 0..roots.len().min(COMPARED) {
        for b in a + 1..roots.len().min(COMPARED) {
            if roots[a].likeness.is_one(&roots[b].likeness) {
                let (a, b) = (find(&joined, a), find(&joined, b));
                joined[a.max(b)] = a.min(b);
            }
        }
    }
    (0..roots.len()).map(|i| (roots[i].key.clone(), roots[find(&joined, i)].key.clone())).collect()
}

/// Makes the origins, in the order of the first statement that rests on each.
fn gather(story: &Story, traces: BTreeMap<StatementRef, Trace>, keys: &BTreeMap<String, String>) -> Origins {
    let mut found = Origins::default();
    let mut number: BTreeMap<&str, usize> = BTreeMap::new();
    let mut members: Vec<Vec<(StatementRef, &Trace)>> = Vec::new();
    for (&at, trace) in &traces {
        let key = keys.get(&trace.root.key).map_or(trace.root.key.as_str(), String::as_str);
        let origin = *number.entry(key).or_insert_with(|| {
            members.push(Vec::new());
            members.len() - 1
        });
        members[origin].push((at, trace));
        found.of.insert(at, origin);
    }
    for members in members {
        let Some(&(_, first)) = members.first() else { continue };
        let mut reports: Vec<usize> = members.iter().map(|(at, _)| at.report).collect();
        reports.dedup();
        let is_agency = members.iter().any(|(_, trace)| trace.root.kind == OriginKind::Agency);
        let kind = if is_agency { OriginKind::Agency } else { first.root.kind };
        let why = why(story, &members);
        // The body itself lends its likeness where a spokesperson was met first.
        let likeness = members.iter().map(|(_, trace)| &trace.root.likeness).max_by_key(|l| l.weight());
        found.likeness.push(likeness.cloned().unwrap_or_default());
        found.origins.push(Origin { kind, name: name(&members), reports, why });
    }
    found.ways = traces.into_iter().map(|(at, trace)| (at, trace.way)).collect();
    found
}

/// The fullest of the names its statements give the origin; for a speaker known by quotations alone, that is said.
fn name(members: &[(StatementRef, &Trace)]) -> String {
    let Some((_, first)) = members.first() else { return String::new() };
    let only_quoted = members.iter().all(|(_, trace)| trace.way.quoted);
    if first.root.kind == OriginKind::Speaker && only_quoted {
        return format!("{}, as quoted", first.root.name);
    }
    first.root.name.clone()
}

/// Why these statements rest on one origin, in words.
fn why(story: &Story, members: &[(StatementRef, &Trace)]) -> String {
    let outlet = |at: &StatementRef| dependence::name(&story.reports[at.report].report, at.report);
    let mut reasons: Vec<String> = Vec::new();
    // What the report says in its own voice has its reason already.
    for (_, trace) in members {
        if let Some(reason) = trace.way.reason.clone().filter(|reason| !reasons.contains(reason)) {
            reasons.push(reason);
        }
    }
    let attributed = || members.iter().filter(|(_, trace)| trace.way.reason.is_none());
    let directly = || attributed().filter(|(_, trace)| trace.way.through.is_empty());
    let quoting: Vec<String> =
        directly().filter(|(_, trace)| trace.way.quoted).map(|(at, _)| outlet(at)).collect();
    let naming = in_words(directly().map(|(at, _)| outlet(at)).filter(|name| !quoting.contains(name)));
    if !quoting.is_empty() {
        reasons.push(format!("quoted by {}", in_words(quoting.into_iter())));
    }
    if !naming.is_empty() {
        reasons.push(format!("named as the source by {naming}"));
    }
    let through = attributed().filter(|(_, trace)| !trace.way.through.is_empty());
    for (at, trace) in through {
        let reason = format!("{} has it by way of {}", outlet(at), trace.way.through.join(", from "));
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    reasons.join("; ")
}

/// What a report is called where it stands for its outlet.
pub(crate) fn outlet_key(annotated: &Annotated) -> String {
    Outlet::of(&annotated.report)
        .map_or_else(|| format!("report:{}", annotated.report.id), |outlet| outlet.key().to_owned())
}
