//! Entities across the reports of a story.

use std::collections::BTreeMap;

use twosource_annotate::EntityKind;

use crate::story::Story;

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

/// Joins the reports' entities.
pub fn find(_story: &Story) -> Cast {
    Cast::default()
}
