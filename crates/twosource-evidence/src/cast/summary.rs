//! What the cast says of an entity: its kind, name, aliases and roles.

use std::collections::BTreeMap;

use twosource_annotate::EntityKind;
use twosource_annotate::entity::compare::{PersonName, key, role};

use super::Person;
use super::cluster::Cluster;
use super::found::without_article;

/// Sums up a cluster.
pub(super) fn person(cluster: &Cluster) -> Person {
    let kind = kind(cluster);
    let name = name(cluster, kind);
    let mut members: Vec<(usize, usize)> = cluster.members.iter().map(|found| found.member).collect();
    members.sort_unstable();
    Person { kind, aliases: aliases(cluster, &name), roles: roles(cluster), name, members }
}

/// The kind that most mentions have.
fn kind(cluster: &Cluster) -> EntityKind {
    let mut votes: BTreeMap<EntityKind, usize> = BTreeMap::new();
    for found in &cluster.members {
        *votes.entry(found.entity.kind).or_default() += found.entity.mentions.len();
    }
    let most = votes.into_iter().max_by_key(|&(kind, count)| (count, std::cmp::Reverse(kind)));
    most.map_or(EntityKind::Other, |(kind, _)| kind)
}

/// The fullest name, then the most frequent, then the first by letters; for the unnamed the fullest nominal.
fn name(cluster: &Cluster, kind: EntityKind) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for found in &cluster.members {
        let weight = found.entity.mentions.len();
        *counts.entry(found.entity.name.clone()).or_default() += weight;
    }
    let is_named = cluster.names().next().is_some();
    let named: Vec<&str> =
        cluster.members.iter().filter(|f| !f.names.is_empty()).map(|f| f.entity.name.as_str()).collect();
    let fullness = |name: &str| match kind {
        EntityKind::Person => PersonName::new(name).words().len(),
        EntityKind::State => 0,
        _ => name.split_whitespace().count(),
    };
    let candidates = counts.iter().filter(|(name, _)| !is_named || named.contains(&name.as_str()));
    let best =
        candidates.max_by_key(|&(name, count)| (fullness(name), *count, std::cmp::Reverse(name.clone())));
    best.map_or(String::new(), |(name, _)| name.clone())
}

/// Other names and nominals, each once, the most used first.
fn aliases(cluster: &Cluster, name: &str) -> Vec<String> {
    let mut aliases: Vec<(String, usize)> = Vec::new();
    for found in &cluster.members {
        for alias in found.entity.aliases.iter().map(|alias| without_article(alias)) {
            match aliases.iter_mut().find(|(known, _)| known.to_lowercase() == alias.to_lowercase()) {
                Some((_, reports)) => *reports += 1,
                None => aliases.push((alias, 1)),
            }
        }
    }
    aliases.retain(|(alias, _)| alias.to_lowercase() != name.to_lowercase());
    aliases.sort_by_key(|(_, reports)| std::cmp::Reverse(*reports));
    aliases.into_iter().map(|(alias, _)| alias).collect()
}

/// Roles, each once whatever its case; one that another holds whole is dropped.
fn roles(cluster: &Cluster) -> Vec<String> {
    let mut all: Vec<&str> = Vec::new();
    for text in
        cluster.members.iter().flat_map(|found| found.entity.roles.iter().map(|role| role.text.as_str()))
    {
        if all.iter().all(|known| key(known) != key(text)) {
            all.push(text);
        }
    }
    let holds = |longer: &str, shorter: &str| {
        let (longer, shorter) = (format!(" {} ", key(longer)), format!(" {} ", key(shorter)));
        longer.len() > shorter.len() && longer.contains(&shorter) && role(longer.trim()).is_some()
    };
    let kept = |text: &&&str| !all.iter().any(|other| holds(other, text));
    all.iter().filter(kept).map(|text| (*text).to_owned()).collect()
}
