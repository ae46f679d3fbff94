//! A report as the tables look at it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use twosource_evidence::Evidence;
use twosource_evidence::file::{AttributionRecord, ReportRecord};
use twosource_text::{CharIndex, CharSpan};

/// What a collection knows of a report beside its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Which version of the report it is, from 1.
    pub version: i64,
    /// When the collection received it.
    pub received: Timestamp,
}

/// Arrivals by the id of the report.
pub type Arrivals = BTreeMap<String, Arrival>;

/// A report with what its rows look up.
pub(crate) struct Told<'e> {
    pub record: &'e ReportRecord,
    pub story: Option<&'e str>,
    pub arrival: Option<Arrival>,
    index: CharIndex<'e>,
    attributions: BTreeMap<&'e str, &'e AttributionRecord>,
}

impl<'e> Told<'e> {
    pub fn new(record: &'e ReportRecord, story: Option<&'e str>, arrival: Option<Arrival>) -> Self {
        let attributions = record.attributions.iter().map(|each| (each.id.as_str(), each)).collect();
        Told { record, story, arrival, index: CharIndex::new(&record.text), attributions }
    }

    /// The characters from `start` to `end`; empty where they do not fit.
    pub fn slice(&self, start: usize, end: usize) -> &'e str {
        let span = self.index.bytes(CharSpan { start, end });
        span.map_or("", |span| span.of(&self.record.text))
    }

    /// Stretches as one text, in one line.
    pub fn words(&self, ranges: &[[usize; 2]]) -> String {
        let parts: Vec<String> = ranges.iter().map(|&[start, end]| self.line(start, end)).collect();
        parts.join(" … ")
    }

    /// The characters from `start` to `end` in one line.
    pub fn line(&self, start: usize, end: usize) -> String {
        self.slice(start, end).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn attribution(&self, id: Option<&str>) -> Option<&'e AttributionRecord> {
        id.and_then(|id| self.attributions.get(id).copied())
    }

    /// Who says the content of an attribution, in the report's words.
    pub fn source(&self, attribution: Option<&AttributionRecord>) -> Option<String> {
        let source = attribution?.source.as_ref()?;
        Some(self.words(&source.ranges))
    }
}

/// The reports of evidence by id.
pub(crate) struct Tolds<'e>(BTreeMap<&'e str, Told<'e>>);

impl<'e> Tolds<'e> {
    pub fn of(evidence: &'e Evidence, arrivals: &Arrivals) -> Self {
        let mut stands: BTreeMap<&str, &str> = BTreeMap::new();
        for story in &evidence.stories {
            stands.extend(story.reports.iter().map(|report| (report.as_str(), story.id.as_str())));
        }
        let told = |record: &'e ReportRecord| {
            let story = stands.get(record.id.as_str()).copied();
            (record.id.as_str(), Told::new(record, story, arrivals.get(&record.id).copied()))
        };
        Tolds(evidence.reports.iter().map(told).collect())
    }

    pub fn get(&self, id: &str) -> Option<&Told<'e>> {
        self.0.get(id)
    }
}
