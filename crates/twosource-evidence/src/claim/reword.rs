//! Claims whose words would be a minority's figure.

use std::collections::{BTreeMap, BTreeSet};

use super::{Claim, Comparison, explain, support};
use crate::conflict::Conflict;
use crate::file::ConflictKind;
use crate::story::{StatementRef, Story};

/// Takes the words of a claim from another of its statements where fewer reports have the figure of those it has than have
/// another: "injuring 21 people" does not head a claim whose other reports say 12.
pub(crate) fn reword(story: &Story, comparison: &Comparison, conflicts: &[Conflict], claims: &mut [Claim]) {
    let outliers: BTreeSet<StatementRef> = conflicts.iter().flat_map(outliers).collect();
    if !claims.iter().any(|claim| outliers.contains(&claim.core)) {
        return;
    }
    let profiles = &comparison.profiles;
    let places: BTreeMap<StatementRef, usize> =
        profiles.statements.iter().enumerate().map(|(place, profile)| (profile.at, place)).collect();
    let mut standing_in = vec![0; profiles.statements.len()];
    for place in claims.iter().flat_map(|claim| &claim.statements).filter_map(|at| places.get(at)) {
        standing_in[*place] += 1;
    }
    for claim in 0..claims.len() {
        if !outliers.contains(&claims[claim].core) {
            continue;
        }
        let sound = claims[claim].statements.iter().filter(|at| !outliers.contains(at));
        let members: Vec<usize> = sound.filter_map(|at| places.get(at).copied()).collect();
        if members.is_empty() {
            continue;
        }
        let others = claims.iter().enumerate().filter(|&(other, _)| other != claim);
        let taken = others.filter_map(|(_, other)| places.get(&other.core).copied()).collect();
        let ranked = explain::by_merit(story, profiles, &comparison.links, &members, &standing_in, &taken);
        let members: Vec<usize> =
            claims[claim].statements.iter().filter_map(|at| places.get(at).copied()).collect();
        let details = &claims[claim].details;
        let (best, supporters) = support::best_borne(profiles, &comparison.links, &members, &ranked, details);
        claims[claim].core = profiles.statements[best].at;
        claims[claim].text_support = support::of_text(story, profiles, &members, best, &supporters);
        claims[claim].confirming =
            support::confirming(profiles, &comparison.links, &members, best, &supporters);
        claims[claim].supporters = supporters;
    }
}

/// The statements of a conflict over a number whose value fewer reports have than another value.
fn outliers(conflict: &Conflict) -> Vec<StatementRef> {
    if conflict.on != ConflictKind::Number {
        return Vec::new();
    }
    let mut reports: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, value, _) in &conflict.sides {
        reports.entry(value.to_lowercase()).or_default().insert(at.report);
    }
    let most = reports.values().map(BTreeSet::len).max().unwrap_or(0);
    let few = |value: &str| reports.get(&value.to_lowercase()).is_some_and(|reports| reports.len() < most);
    conflict.sides.iter().filter(|(_, value, _)| few(value)).map(|(at, _, _)| *at).collect()
}
