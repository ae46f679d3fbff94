//! Persons across reports: by full name, then by surname, then by role.

use std::collections::BTreeMap;

use twosource_annotate::entity::compare::{Part, PersonName, RoleParts, key, role};
use twosource_lexicon::english::WordList;

use super::cluster::Cluster;
use super::found::Found;

/// So many persons that share a surname are looked at.
const MOST_CANDIDATES: usize = 64;

/// Joins the persons of a story.
pub(super) fn join<'f, 's>(persons: &[&'f Found<'s>]) -> Vec<Cluster<'f, 's>> {
    let mut clusters = by_full_name(persons);
    by_surname(persons, &mut clusters);
    by_role(persons, &mut clusters);
    clusters
}

/// Three letters by which names that may be one in two spellings are looked up.
fn start_of(word: &str) -> String {
    word.chars().take(3).collect()
}

/// The fullest names of a person's report.
fn full_names(found: &Found) -> Vec<PersonName> {
    found.names.iter().map(|name| PersonName::new(name)).filter(PersonName::is_full).collect()
}

/// Persons named in full. A person joins those whose every full name fits theirs.
fn by_full_name<'f, 's>(persons: &[&'f Found<'s>]) -> Vec<Cluster<'f, 's>> {
    let mut named: Vec<(&'f Found<'s>, Vec<PersonName>)> = persons
        .iter()
        .map(|&found| (found, full_names(found)))
        .filter(|(_, names)| !names.is_empty())
        .collect();
    let longest = |names: &[PersonName]| names.iter().map(|name| name.words().len()).max().unwrap_or(0);
    named.sort_by_key(|(found, names)| (std::cmp::Reverse(longest(names)), found.member));
    let mut clusters: Vec<(Cluster, Vec<PersonName>)> = Vec::new();
    let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (found, names) in named {
        let ends = |name: &PersonName| -> Vec<String> {
            name.words().iter().filter(|word| word.len() > 1).map(|word| start_of(word)).collect()
        };
        let keys: Vec<String> = names.iter().flat_map(ends).collect();
        let mut candidates: Vec<usize> =
            keys.iter().filter_map(|word| by_word.get(word)).flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let fits =
            |&c: &usize| names.iter().all(|name| clusters[c].1.iter().all(|other| name.is_compatible(other)));
        let place = match candidates.into_iter().find(fits) {
            Some(place) => place,
            None => {
                clusters.push((Cluster::default(), Vec::new()));
                clusters.len() - 1
            }
        };
        clusters[place].0.members.push(found);
        for name in names {
            if !clusters[place].1.contains(&name) {
                clusters[place].1.push(name);
            }
        }
        for word in keys {
            let list = by_word.entry(word).or_default();
            if !list.contains(&place) && list.len() < MOST_CANDIDATES {
                list.push(place);
            }
        }
    }
    clusters.into_iter().map(|(cluster, _)| cluster).collect()
}

/// Persons of whom a report gives one name only: the one person of that surname, or of that given name.
fn by_surname<'f, 's>(persons: &[&'f Found<'s>], clusters: &mut Vec<Cluster<'f, 's>>) {
    let mut by_start: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, cluster) in clusters.iter().enumerate() {
        for word in cluster.names().flat_map(|name| PersonName::new(name).words().to_vec()) {
            let list = by_start.entry(start_of(&word)).or_default();
            if list.last() != Some(&place) && list.len() < MOST_CANDIDATES {
                list.push(place);
            }
        }
    }
    let mut alone: BTreeMap<String, usize> = BTreeMap::new();
    for &found in persons.iter().filter(|found| !found.names.is_empty() && full_names(found).is_empty()) {
        let Some(&name) = found.names.first() else { continue };
        let word = key(name);
        let part = |c: usize| clusters[c].names().filter_map(|full| PersonName::new(full).part(&word)).max();
        let candidates = by_start.get(&start_of(&word)).map_or(&[][..], Vec::as_slice);
        let of_surname: Vec<usize> =
            candidates.iter().copied().filter(|&c| part(c) == Some(Part::Surname)).collect();
        let fitting: Vec<usize> =
            of_surname.iter().copied().filter(|&c| roles_fit(&clusters[c], found)).collect();
        let most = |list: &[usize]| {
            list.iter().copied().max_by_key(|&c| (clusters[c].mentions(), std::cmp::Reverse(c)))
        };
        let choice = match (&of_surname[..], &fitting[..]) {
            ([only], _) => Some(*only).filter(|&c| !roles_clash(&clusters[c], found)),
            (_, [only]) => Some(*only),
            ([], _) => None,
            // Several of the name: a report that says no more means the one everybody means.
            (several, _) => most(several).filter(|&c| {
                let others =
                    several.iter().filter(|&&o| o != c).map(|&o| clusters[o].mentions()).max().unwrap_or(0);
                clusters[c].mentions() >= 2 * others && !roles_clash(&clusters[c], found)
            }),
        };
        match choice.or_else(|| alone.get(&word).copied()) {
            Some(place) => clusters[place].members.push(found),
            None => {
                clusters.push(Cluster::of(found));
                alone.insert(word, clusters.len() - 1);
            }
        }
    }
}

fn parts(cluster: &Cluster) -> Vec<RoleParts> {
    cluster.descriptions().filter_map(role).collect()
}

fn roles_of(found: &Found) -> Vec<RoleParts> {
    let roles = found.entity.roles.iter().map(|role| role.text.as_str());
    roles.chain(found.nominals.iter().copied()).filter_map(role).collect()
}

fn roles_fit(cluster: &Cluster, found: &Found) -> bool {
    let known = parts(cluster);
    roles_of(found).iter().any(|new| known.iter().any(|old| old.class == new.class))
}

/// Two states: the leader of one is not the leader of another.
fn roles_clash(cluster: &Cluster, found: &Found) -> bool {
    let known = parts(cluster);
    let states = |parts: &[RoleParts]| -> Vec<usize> { parts.iter().filter_map(|part| part.state).collect() };
    let (old, new) = (states(&known), states(&roles_of(found)));
    !old.is_empty() && !new.is_empty() && !new.iter().any(|state| old.contains(state))
}

/// Persons a report never names: the one person of that role and state, or those described in the same words.
fn by_role<'f, 's>(persons: &[&'f Found<'s>], clusters: &mut Vec<Cluster<'f, 's>>) {
    let known: Vec<Vec<RoleParts>> = clusters.iter().map(parts).collect();
    let mut by_state: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, descriptions) in known.iter().enumerate() {
        for state in descriptions.iter().filter_map(|part| part.state) {
            let list = by_state.entry(state).or_default();
            if list.last() != Some(&place) {
                list.push(place);
            }
        }
    }
    let mut alone: BTreeMap<(String, Option<usize>, Vec<String>), usize> = BTreeMap::new();
    for &found in persons.iter().filter(|found| found.names.is_empty()) {
        let described: Vec<RoleParts> = roles_of(found);
        let Some(first) = described.first() else {
            clusters.push(Cluster::of(found));
            continue;
        };
        let of_state = first.state.and_then(|state| by_state.get(&state)).map_or(&[][..], Vec::as_slice);
        let mut candidates = of_state.iter().copied().filter(|&c| is_described(&known[c], first));
        let only = candidates.next().filter(|_| candidates.next().is_none());
        let wording = (first.class.to_owned(), first.state, first.modifiers.clone());
        match only.or_else(|| alone.get(&wording).copied()) {
            Some(place) => clusters[place].members.push(found),
            None => {
                clusters.push(Cluster::of(found));
                alone.insert(wording, clusters.len() - 1);
            }
        }
    }
}

/// A person known to be of this state, with this role or one that this word covers or is covered by. The role and the
/// state may come from different descriptions: "President Putin" and "the Russian leader" make "the Russian president".
fn is_described(known: &[RoleParts], new: &RoleParts) -> bool {
    let same_state = known.iter().any(|old| old.state == new.state);
    let other_state = known.iter().any(|old| old.state.is_some() && old.state != new.state);
    let is_kind_of =
        |a: &RoleParts, b: &RoleParts| a.class == b.class || (!a.broader.is_empty() && a.broader == b.class);
    let telling = |part: &RoleParts| -> Vec<String> {
        part.modifiers.iter().filter(|word| WordList::RoleApart.holds(word)).cloned().collect()
    };
    let same_role = known
        .iter()
        .any(|old| telling(old) == telling(new) && (is_kind_of(old, new) || is_kind_of(new, old)));
    let class_conflicts = known
        .iter()
        .any(|old| old.broader == new.broader && !old.broader.is_empty() && old.class != new.class);
    same_state && !other_state && same_role && !class_conflicts
}
