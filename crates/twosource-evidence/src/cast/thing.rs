//! Bodies, states, places and groups across reports.

use std::collections::BTreeMap;

use twosource_annotate::EntityKind;
use twosource_annotate::entity::compare::{body, key, known_organisation};

use super::cluster::Cluster;
use super::found::Found;

/// What a thing is known by: the words without its state, and that state where they name one.
type Handle = (String, Option<usize>);

/// Joins all that are no persons: states by their names, the rest where a full name, an acronym or a description is the
/// same and belongs to no two states.
pub(super) fn join<'f, 's>(things: &[&'f Found<'s>]) -> Vec<Cluster<'f, 's>> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut by_handle: BTreeMap<Handle, usize> = BTreeMap::new();
    // Named ones first, the fullest before the shorter ones.
    let mut order: Vec<&'f Found<'s>> = things.to_vec();
    let length = |found: &Found| found.names.first().map_or(0, |name| name.split_whitespace().count());
    order.sort_by_key(|found| (std::cmp::Reverse(length(found)), found.member));
    for found in order {
        let handles = handles(found);
        let known = handles.iter().find_map(|handle| by_handle.get(handle).copied());
        let place = known.unwrap_or_else(|| {
            clusters.push(Cluster::default());
            clusters.len() - 1
        });
        clusters[place].members.push(found);
        for handle in handles {
            by_handle.entry(handle).or_insert(place);
        }
    }
    clusters
}

/// What an entity is known by: its fullest name, its acronyms, or where it is never named its nominals.
fn handles(found: &Found) -> Vec<Handle> {
    if found.entity.kind == EntityKind::State {
        return vec![(format!("state {}", key(&found.entity.name)), None)];
    }
    let mut handles: Vec<Handle> = Vec::new();
    for (i, name) in found.names.iter().enumerate() {
        if let Some(known) = known_organisation(name) {
            handles.push((key(known), None));
            continue;
        }
        let (state, rest) = body(name);
        let is_acronym = !name.contains(char::is_whitespace)
            && name.len() > 1
            && name.chars().all(|c| c.is_ascii_uppercase() || c == '.');
        let is_fullest =
            i == 0 || name.split_whitespace().count() == found.names[0].split_whitespace().count();
        if is_fullest || is_acronym {
            handles.push(if rest.is_empty() { (key(name), None) } else { (rest, state) });
        }
    }
    if found.names.is_empty() {
        handles
            .extend(found.nominals.first().map(|nominal| body(nominal)).map(|(state, rest)| (rest, state)));
    }
    // The people and the state they are of, a party and its followers, are not one.
    if found.entity.kind == EntityKind::Group {
        for handle in &mut handles {
            let singular = handle.0.trim_end_matches('s').to_owned();
            handle.0 = format!("group {singular}");
        }
    }
    handles
}
