//! Entities across the reports of a story.

mod cluster;
mod found;
mod person;
mod summary;
mod thing;

use std::collections::BTreeMap;

use twosource_annotate::EntityKind;

use crate::story::Story;
use cluster::Cluster;
use found::Found;

/// An entity across reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// What it is.
    pub kind: EntityKind,
    /// Fullest name.
    pub name: String,
    /// Other names and nominals.
    pub aliases: Vec<String>,
    /// Distinct roles.
    pub roles: Vec<String>,
    /// (report, entity) indices into the story.
    pub members: Vec<(usize, usize)>,
}

/// The cast of a story, those most spoken of first.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// Position + 1 is the number in the file's "E1".
    pub entities: Vec<Person>,
    /// From a report's entity to its place in `entities`.
    pub of: BTreeMap<(usize, usize), usize>,
}

/// Joins the reports' entities: by full name, short name, role, acronym and spelling, never two persons with different
/// given names. Sorted by the number of reports, then of mentions, then by name.
pub fn find(story: &Story) -> Cast {
    let found = found::read(story);
    let (persons, things): (Vec<&Found>, Vec<&Found>) =
        found.iter().partition(|found| found.entity.kind == EntityKind::Person);
    let mut clusters: Vec<Cluster> = person::join(&persons);
    clusters.extend(thing::join(&things));
    let mut entities: Vec<(Person, usize)> =
        clusters.iter().map(|cluster| (summary::person(cluster), cluster.mentions())).collect();
    entities.sort_by(|(a, a_mentions), (b, b_mentions)| {
        let reports = |person: &Person| {
            let mut reports: Vec<usize> = person.members.iter().map(|member| member.0).collect();
            reports.dedup();
            reports.len()
        };
        (reports(b), b_mentions, &a.name, &a.members).cmp(&(reports(a), a_mentions, &b.name, &b.members))
    });
    let entities: Vec<Person> = entities.into_iter().map(|(person, _)| person).collect();
    let of = (entities.iter().enumerate())
        .flat_map(|(place, person)| person.members.iter().map(move |&member| (member, place)))
        .collect();
    Cast { entities, of }
}

#[cfg(test)]
mod tests;
