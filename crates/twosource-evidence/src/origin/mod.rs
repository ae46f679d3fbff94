//! The independent roots of what is said.
//!
//! A statement's origin is the end of its chain, or several where the report names several sources at once: the speaker, body, document or agency that an attribution leads to; for
//! what a report says in its own voice, whoever wrote those words. Where it is not clear that two sources are two, they
//! are not counted as two: corroboration is never read into words that do not show it.

mod ground;
pub(crate) mod identity;
mod likeness;
mod naming;
mod observed;
mod party;
pub(crate) mod recorded;
mod root;
pub(crate) mod saying;
mod tail;
mod trace;
mod voice;

use std::collections::{BTreeMap, BTreeSet};

use twosource_annotate::Annotated;

use crate::cast::Cast;
use crate::claim::Claim;
use crate::dependence::outlet::{Outlet, Outlets};
use crate::dependence::{self, Dependence};
use crate::file::OriginKind;
use crate::story::{StatementRef, Story};
pub use identity::Ground;
use identity::Identity;
use root::Root;
pub use saying::Saying;
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
    /// What it stands on. A silent one is no origin: it tells which outlet says it without naming anybody.
    pub ground: Ground,
    /// In words.
    pub why: String,
}

/// The name of an origin that is none: outlets that cite each other.
pub(crate) const CIRCLE: &str = "a circle of outlets that cite each other";

/// The origins of a story.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// Position + 1 is the number in the file's "O1".
    pub origins: Vec<Origin>,
    /// From each statement to its origins (indices into `origins`): one, or several where the report names several sources at
    /// once.
    pub of: BTreeMap<StatementRef, Vec<usize>>,
    /// Who each origin is.
    identities: Vec<Identity>,
    /// How each statement came from its origin to its report.
    ways: BTreeMap<StatementRef, Way>,
    /// For each statement that names its source itself, who wrote the words that name it: the outlet, an agency.
    heard: BTreeMap<StatementRef, String>,
}

impl Origins {
    /// Why two origins may be one after all, in words; `None` where they are surely two.
    pub(crate) fn may_be_one(&self, a: usize, b: usize) -> Option<&'static str> {
        self.identities.get(a)?.may_be(self.identities.get(b)?)
    }

    /// What an origin stands on.
    pub(crate) fn ground(&self, origin: usize) -> Ground {
        self.origins.get(origin).map_or(Ground::Silent, |origin| origin.ground)
    }

    /// True where outlets cite each other in a circle, and nobody stands at its end.
    pub(crate) fn is_circle(&self, origin: usize) -> bool {
        self.origins.get(origin).is_some_and(|origin| origin.name == CIRCLE)
    }

    /// True for sources with no name.
    pub(crate) fn is_vague(&self, origin: usize) -> bool {
        self.ground(origin) < Ground::Named
    }

    /// By way of whom a statement reached its report, nearest first; empty where the report has it from the origin itself.
    pub(crate) fn by_way_of(&self, statement: StatementRef) -> &[String] {
        self.ways.get(&statement).map_or(&[], |way| way.through.as_slice())
    }

    /// True where a statement rests on an origin.
    pub(crate) fn rests_on(&self, statement: StatementRef, origin: usize) -> bool {
        self.of.get(&statement).is_some_and(|origins| origins.contains(&origin))
    }

    /// True where the report quotes the origin's words itself, with nobody between.
    pub(crate) fn is_quoted(&self, statement: StatementRef) -> bool {
        self.ways.get(&statement).is_some_and(|way| way.quoted && way.through.is_empty())
    }
}

/// Traces every statement of the story to its origins.
pub fn find(story: &Story, cast: &Cast, dependence: &[Dependence], claims: &[Claim]) -> Origins {
    let voices = Voices::new(story, dependence);
    let outlets = Outlets::of(story.reports.iter().map(|annotated| &annotated.report));
    let places = ground::places(cast);
    let mut traces: BTreeMap<StatementRef, Trace> = BTreeMap::new();
    for (report, annotated) in story.reports.iter().enumerate() {
        for statement in 0..annotated.statements.len() {
            let at = StatementRef { report, statement };
            traces.insert(at, trace::trace(story, cast, &outlets, &voices, &places, at));
        }
    }
    let copies = trace::copies(dependence);
    for claim in claims {
        trace::adopt_within(claim, story, &voices, &copies, &mut traces);
    }
    let keys = joined_keys(&traces);
    gather(story, &voices, traces, &keys)
}

/// Sources of one body that are compared with each other; more of them differ in their states alone.
const COMPARED: usize = 200;

/// Keys of roots that go by different words and are one: from each key to the first of its kin.
fn joined_keys(traces: &BTreeMap<StatementRef, Trace>) -> BTreeMap<String, String> {
    let mut roots: Vec<&Root> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for root in traces.values().flat_map(Trace::roots) {
        known.entry(&root.key).or_insert_with(|| {
            roots.push(root);
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
    // Only those that some words of a body are the same of can be one.
    let mut alike: BTreeMap<&BTreeSet<String>, Vec<usize>> = BTreeMap::new();
    for (place, root) in roots.iter().enumerate() {
        for words in root.likeness.body_words() {
            alike.entry(words).or_default().push(place);
        }
    }
    for places in alike.values() {
        for (n, &a) in places.iter().take(COMPARED).enumerate() {
            for &b in &places[n + 1..places.len().min(COMPARED)] {
                if roots[a].likeness.is_one(&roots[b].likeness) {
                    let (a, b) = (find(&joined, a), find(&joined, b));
                    joined[a.max(b)] = a.min(b);
                }
            }
        }
    }
    (0..roots.len()).map(|i| (roots[i].key.clone(), roots[find(&joined, i)].key.clone())).collect()
}

/// A statement that rests on a root.
type Member<'t> = (StatementRef, &'t Root, &'t Trace);

/// Makes the origins, in the order of the first statement that rests on each.
fn gather(
    story: &Story,
    voices: &Voices,
    traces: BTreeMap<StatementRef, Trace>,
    keys: &BTreeMap<String, String>,
) -> Origins {
    let mut found = Origins::default();
    let mut number: BTreeMap<&str, usize> = BTreeMap::new();
    let mut members: Vec<Vec<Member>> = Vec::new();
    for (&at, trace) in &traces {
        for root in trace.roots() {
            let key = keys.get(&root.key).map_or(root.key.as_str(), String::as_str);
            let origin = *number.entry(key).or_insert_with(|| {
                members.push(Vec::new());
                members.len() - 1
            });
            members[origin].push((at, root, trace));
            let of_statement = found.of.entry(at).or_default();
            if !of_statement.contains(&origin) {
                of_statement.push(origin);
            }
        }
    }
    for members in members {
        let Some(&(_, first, _)) = members.first() else { continue };
        let mut reports: Vec<usize> = members.iter().map(|(at, ..)| at.report).collect();
        reports.dedup();
        let is_agency = members.iter().any(|(_, root, _)| root.kind == OriginKind::Agency);
        let kind = if is_agency { OriginKind::Agency } else { first.kind };
        let why = why(story, &members);
        // All that the reports tell of it: a spokesperson here, the body itself there.
        let mut identity = first.identity.clone();
        members[1..].iter().for_each(|(_, root, _)| identity.learn(&root.identity));
        // Whose text other outlets print as well is named by that.
        let outlets: BTreeSet<String> =
            members.iter().map(|(at, ..)| outlet_key(&story.reports[at.report])).collect();
        if identity.ground == Ground::Silent && first.kind == OriginKind::Outlet && outlets.len() > 1 {
            identity.ground = Ground::Relayed;
        }
        let ground = identity.ground;
        found.identities.push(identity);
        found.origins.push(Origin { kind, name: name(&members, ground), reports, ground, why });
    }
    found.heard = traces
        .iter()
        .filter(|(_, trace)| trace.attributed && trace.way.through.is_empty())
        .map(|(&at, _)| (at, voices.of(at.report, trace::span(story, at)).0.key.clone()))
        .collect();
    found.ways = traces.into_iter().map(|(at, trace)| (at, trace.way)).collect();
    found
}

/// The fullest of the names its statements give the origin; for a speaker known by quotations alone, that is said.
fn name(members: &[Member], ground: Ground) -> String {
    let Some(&(_, first, _)) = members.first() else { return String::new() };
    if ground == Ground::Silent && first.kind == OriginKind::Outlet {
        return format!("{}, no source named", first.name);
    }
    let only_quoted = members.iter().all(|(.., trace)| trace.way.quoted);
    if first.kind == OriginKind::Speaker && only_quoted {
        return format!("{}, as quoted", first.name);
    }
    first.name.clone()
}

/// Why these statements rest on one origin, in words.
fn why(story: &Story, members: &[Member]) -> String {
    let outlet = |at: &StatementRef| dependence::name(&story.reports[at.report].report, at.report);
    let mut reasons: Vec<String> = Vec::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    // What the report says in its own voice has its reason already.
    for (.., trace) in members {
        reasons.extend(trace.way.reason.clone().filter(|reason| known.insert(reason.clone())));
    }
    let attributed = || members.iter().filter(|(.., trace)| trace.way.reason.is_none());
    let directly = || attributed().filter(|(.., trace)| trace.way.through.is_empty());
    let quotes = |member: &&Member| member.2.way.quoted;
    let quoting: BTreeSet<String> = directly().filter(quotes).map(|(at, ..)| outlet(at)).collect();
    let naming = in_words(directly().map(|(at, ..)| outlet(at)).filter(|name| !quoting.contains(name)));
    if !quoting.is_empty() {
        let in_order = directly().filter(quotes).map(|(at, ..)| outlet(at));
        reasons.push(format!("quoted by {}", in_words(in_order)));
    }
    if !naming.is_empty() {
        reasons.push(format!("named as the source by {naming}"));
    }
    let through = attributed().filter(|(.., trace)| !trace.way.through.is_empty());
    for (at, _, trace) in through {
        let reason = format!("{} has it by way of {}", outlet(at), trace.way.through.join(", from "));
        if known.insert(reason.clone()) {
            reasons.push(reason);
        }
    }
    shortened(reasons, "; ")
}

/// Reasons shown of one thing; a story of hundreds of reports has hundreds.
const SHOWN: usize = 12;

/// The first of many parts in one line, with how many more there are.
pub(crate) fn shortened(mut parts: Vec<String>, joint: &str) -> String {
    let more = parts.len().saturating_sub(SHOWN);
    parts.truncate(SHOWN);
    match more {
        0 => parts.join(joint),
        _ => format!("{}{joint}and {more} more", parts.join(joint)),
    }
}

/// What a report is called where it stands for its outlet.
pub(crate) fn outlet_key(annotated: &Annotated) -> String {
    Outlet::of(&annotated.report)
        .map_or_else(|| format!("report:{}", annotated.report.id), |outlet| outlet.key().to_owned())
}
