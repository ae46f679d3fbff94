//! How a claim stands, and why.

use std::collections::{BTreeMap, BTreeSet};

use crate::claim::Claim;
use crate::conflict::Conflict;
use crate::dependence;
use crate::file::{OriginKind, Standing};
use crate::origin::{self, Origins, Saying, saying};
use crate::story::{StatementRef, Story};

/// How a claim stands, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// How it stands.
    pub standing: Standing,
    /// Origins of its statements (indices), each once, in order.
    pub origins: Vec<usize>,
    /// In words.
    pub why: String,
    /// For each speaker that several outlets name, how it stands that he said so.
    pub sayings: Vec<Saying>,
}

/// Origins that a reason names; a story of hundreds of reports has hundreds.
pub(crate) const SHOWN: usize = 12;

/// Doubts that a reason names.
pub(crate) const DOUBTS: usize = 6;

/// Judges each claim, in the order of `claims`.
///
/// Disputed where statements of it stand in a conflict that is no mere update; else single-source where one outlet alone
/// says it, however many sources that outlet names; else corroborated where at least two of its origins are clearly two;
/// else echoed.
pub fn judge(story: &Story, claims: &[Claim], conflicts: &[Conflict], origins: &Origins) -> Vec<Judgement> {
    let of_claim = |claim: usize| {
        let mut touching: BTreeMap<StatementRef, Vec<&Conflict>> = BTreeMap::new();
        for conflict in conflicts.iter().filter(|conflict| conflict.claims.contains(&claim)) {
            for (statement, ..) in &conflict.sides {
                touching.entry(*statement).or_default().push(conflict);
            }
        }
        touching
    };
    let claims = claims.iter().enumerate();
    claims.map(|(place, claim)| judge_one(story, claim, &of_claim(place), origins)).collect()
}

fn judge_one(
    story: &Story,
    claim: &Claim,
    touching: &BTreeMap<StatementRef, Vec<&Conflict>>,
    origins: &Origins,
) -> Judgement {
    let found = origins_of(claim, origins);
    let counted = agreeing(claim, touching);
    let outlets: BTreeSet<String> =
        counted.statements.iter().map(|at| origin::outlet_key(&story.reports[at.report])).collect();
    let carried = origins_of(&counted, origins);
    let (independent, doubts) = independent(
        &carried,
        |origin| origins.is_vague(origin),
        |a, b| origins.may_be_one(a, b),
        |origin| &origins.origins[origin].name,
    );

    let whys = |update: bool| {
        let mut whys: Vec<&str> = Vec::new();
        for conflict in claim.statements.iter().filter_map(|at| touching.get(at)).flatten() {
            if conflict.update == update && !whys.contains(&conflict.why.as_str()) {
                whys.push(&conflict.why);
            }
        }
        whys.join("; ")
    };
    let (disputes, updates) = (whys(false), whys(true));
    let is_disputed =
        claim.statements.iter().filter_map(|at| touching.get(at)).flatten().any(|conflict| !conflict.update);

    let standing = rule(is_disputed, outlets.len(), independent);
    let mut why = match standing {
        Standing::Disputed => format!("disputed: {disputes}; {}", in_words(story, claim, &found, origins)),
        Standing::SingleSource => alone(story, &counted, &carried, origins),
        Standing::Corroborated => in_words(story, &counted, &carried, origins),
        Standing::Echoed => echo(story, &counted, &carried, origins, outlets.len()),
    };
    if standing != Standing::SingleSource {
        for doubt in doubts.iter().take(DOUBTS) {
            why.push_str("; ");
            why.push_str(doubt);
        }
    }
    if !updates.is_empty() {
        why.push_str("; updated: ");
        why.push_str(&updates);
    }
    let sayings = saying::of_claim(story, &counted, origins);
    Judgement { standing, origins: found, why, sayings }
}

/// The origins of a claim's statements, each once, in order.
fn origins_of(claim: &Claim, origins: &Origins) -> Vec<usize> {
    let mut found: Vec<usize> =
        claim.statements.iter().filter_map(|at| origins.of.get(at)).flatten().copied().collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The claim with only those statements that say what its text says: one that has an older or newer value, by an update,
/// confirms nothing.
fn agreeing(claim: &Claim, touching: &BTreeMap<StatementRef, Vec<&Conflict>>) -> Claim {
    let mut counted = claim.clone();
    counted.statements.retain(|at| claim.supporters.contains(at));
    let updates = touching.get(&claim.core).into_iter().flatten().filter(|conflict| conflict.update);
    for update in updates {
        let value_of = |at: StatementRef| {
            update.sides.iter().find(|side| side.0 == at).map(|side| side.1.to_lowercase())
        };
        let of_core = value_of(claim.core);
        counted.statements.retain(|&at| value_of(at).is_none_or(|value| Some(value) == of_core));
    }
    counted
}

/// How a claim stands: by whether its statements stand in a conflict that is no update, by how many outlets make it, and by
/// how many of its origins are clearly independent.
pub(crate) fn rule(is_disputed: bool, outlets: usize, independent: usize) -> Standing {
    match (outlets, independent) {
        _ if is_disputed => Standing::Disputed,
        (..2, _) => Standing::SingleSource,
        (_, 2..) => Standing::Corroborated,
        _ => Standing::Echoed,
    }
}

/// How many of the origins are clearly independent of each other, and in words which were not counted and why.
pub(crate) fn independent<'o>(
    found: &[usize],
    is_vague: impl Fn(usize) -> bool,
    may_be_one: impl Fn(usize, usize) -> Option<&'static str>,
    name: impl Fn(usize) -> &'o str,
) -> (usize, Vec<String>) {
    let mut counted: Vec<usize> = Vec::new();
    let mut doubts = Vec::new();
    // Those that tell most of themselves first, so that "officials" is held against "the police" and not the other way.
    let mut order = found.to_vec();
    order.sort_by_key(|&origin| (is_vague(origin), origin));
    for origin in order {
        let doubt = counted.iter().find_map(|&other| Some((other, may_be_one(other, origin)?)));
        match doubt {
            None => counted.push(origin),
            Some((other, reason)) => {
                let [one, two] = [other, origin].map(&name);
                doubts.push(format!("{one} and {two} count as one: {reason}"));
            }
        }
    }
    (counted.len(), doubts)
}

/// "2 origins: A's own reporting; South Korea's military, by way of B"
fn in_words(story: &Story, claim: &Claim, found: &[usize], origins: &Origins) -> String {
    let shown = found.iter().take(SHOWN);
    let mut parts: Vec<String> = shown.map(|&origin| one_in_words(story, claim, origin, origins)).collect();
    if found.len() > SHOWN {
        parts.push(format!("and {} more", found.len() - SHOWN));
    }
    match found.len() {
        1 => format!("1 origin: {}", parts.join("; ")),
        n => format!("{n} origins: {}", parts.join("; ")),
    }
}

fn one_in_words(story: &Story, claim: &Claim, origin: usize, origins: &Origins) -> String {
    let name = &origins.origins[origin].name;
    match origins.origins[origin].kind {
        OriginKind::Outlet if own_reporting(story, claim, origin, origins) => name.clone(),
        _ => format!("{name}, by way of {}", outlets(story, claim, origin, origins)),
    }
}

/// True where the origin is the one outlet that carries it.
fn own_reporting(story: &Story, claim: &Claim, origin: usize, origins: &Origins) -> bool {
    let carried = outlets(story, claim, origin, origins);
    origins.origins[origin].name == format!("{carried}'s own reporting")
}

/// The outlets that carry the claim from one origin, with those between: "A and B (through Reuters)".
fn outlets(story: &Story, claim: &Claim, origin: usize, origins: &Origins) -> String {
    let statements = claim.statements.iter().filter(|at| origins.rests_on(**at, origin));
    let carried = statements.map(|at| {
        let name = dependence::name(&story.reports[at.report].report, at.report);
        match origins.by_way_of(*at) {
            [] => name,
            through => format!("{name} (through {})", through.join(", from ")),
        }
    });
    origin::in_words(carried)
}

/// "only A: its own reporting"
fn alone(story: &Story, claim: &Claim, found: &[usize], origins: &Origins) -> String {
    let Some(first) = claim.statements.first() else { return String::new() };
    let name = dependence::name(&story.reports[first.report].report, first.report);
    let parts: Vec<String> = found
        .iter()
        .map(|&origin| match own_reporting(story, claim, origin, origins) {
            true => "its own reporting".to_owned(),
            false => {
                let through: Vec<&str> = claim
                    .statements
                    .iter()
                    .filter(|at| origins.rests_on(**at, origin))
                    .flat_map(|at| origins.by_way_of(*at))
                    .map(String::as_str)
                    .collect();
                match through.as_slice() {
                    [] => format!("from {}", origins.origins[origin].name),
                    _ => format!("from {}, through {}", origins.origins[origin].name, through.join(", ")),
                }
            }
        })
        .collect();
    format!("only {name}: {}", parts.join("; "))
}

/// "1 origin in 2 outlets: the police, by way of A and B"
fn echo(story: &Story, claim: &Claim, found: &[usize], origins: &Origins, outlets: usize) -> String {
    let [one] = found else {
        return format!("{outlets} outlets, {}", in_words(story, claim, found, origins));
    };
    let mut why = format!("1 origin in {outlets} outlets: {}", one_in_words(story, claim, *one, origins));
    let quoting: BTreeSet<String> = claim
        .statements
        .iter()
        .filter(|at| origins.is_quoted(**at))
        .map(|at| origin::outlet_key(&story.reports[at.report]))
        .collect();
    if quoting.len() == outlets {
        let who = if outlets == 2 { "both outlets quote" } else { "all outlets quote" };
        why.push_str(&format!(
            "; {who} the words themselves: that it was said is sure, what was said has one source"
        ));
    }
    why
}
