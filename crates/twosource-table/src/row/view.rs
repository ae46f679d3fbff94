//! A story as the tables look at it.

use std::collections::BTreeMap;

use twosource_evidence::Evidence;
use twosource_evidence::file::{CastMember, OriginRecord, StoryRecord};

use super::{Told, Tolds};

/// A story with what its rows look up.
pub(crate) struct StoryView<'v, 'e> {
    pub evidence: &'e Evidence,
    pub story: &'e StoryRecord,
    tolds: &'v Tolds<'e>,
    origins: BTreeMap<&'e str, &'e OriginRecord>,
    entities: BTreeMap<&'e str, &'e CastMember>,
}

impl<'v, 'e> StoryView<'v, 'e> {
    pub fn new(evidence: &'e Evidence, story: &'e StoryRecord, tolds: &'v Tolds<'e>) -> Self {
        StoryView {
            evidence,
            story,
            tolds,
            origins: story.origins.iter().map(|origin| (origin.id.as_str(), origin)).collect(),
            entities: story.entities.iter().map(|entity| (entity.id.as_str(), entity)).collect(),
        }
    }

    pub fn told(&self, report: &str) -> Option<&'v Told<'e>> {
        self.tolds.get(report)
    }

    pub fn outlet(&self, report: &str) -> Option<&'e str> {
        self.told(report).and_then(|told| told.record.outlet.as_deref())
    }

    pub fn published(&self, report: &str) -> Option<&'e str> {
        self.told(report).and_then(|told| told.record.published.as_deref())
    }

    pub fn origin_name(&self, id: &str) -> Option<&'e str> {
        self.origins.get(id).map(|origin| origin.name.as_str())
    }

    pub fn entity_name(&self, id: &str) -> Option<&'e str> {
        self.entities.get(id).map(|entity| entity.name.as_str())
    }

    /// The characters of a report in one line; empty where there is no such report.
    pub fn line(&self, report: &str, start: usize, end: usize) -> String {
        self.told(report).map(|told| told.line(start, end)).unwrap_or_default()
    }
}
