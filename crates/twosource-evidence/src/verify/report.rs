//! One report of an evidence file, against its input.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};
use twosource_reader::Report;
use twosource_text::{CharIndex, CharSpan};

use super::ledger::Ledger;
use crate::file::{AttributionRecord, ReportRecord};
use crate::record::hex;

/// What stories may refer to in a report.
pub(super) struct Known<'e> {
    /// The text as the file has it.
    pub text: &'e str,
    /// Its offsets.
    pub index: CharIndex<'e>,
    /// Ids of its entities.
    pub entities: BTreeSet<&'e str>,
    /// Ids of its attributions.
    pub attributions: BTreeSet<&'e str>,
    /// Where its statements stand.
    pub statements: BTreeSet<(usize, usize)>,
}

/// The reports given, by what the file knows them by.
pub(super) struct Inputs<'r> {
    by_id: BTreeMap<&'r str, &'r Report>,
    by_place: BTreeMap<(&'r str, Option<usize>), &'r Report>,
}

impl<'r> Inputs<'r> {
    /// Indexes the reports.
    pub fn new(reports: &'r [Report]) -> Self {
        let by_id = reports.iter().map(|report| (report.id.as_str(), report)).collect();
        let by_place = reports.iter().filter_map(|r| Some(((r.path.as_deref()?, r.line), r))).collect();
        Inputs { by_id, by_place }
    }

    /// The input of a record: by its id, else by its path and line, where a changed input has got another id.
    pub fn of(&self, record: &ReportRecord) -> Option<&'r Report> {
        let by_place = || self.by_place.get(&(record.path.as_deref()?, record.line));
        self.by_id.get(record.id.as_str()).or_else(by_place).copied()
    }
}

/// Checks a report's hashes, spans and references.
pub(super) fn check<'e>(ledger: &mut Ledger, record: &'e ReportRecord, given: Option<&Report>) -> Known<'e> {
    let place = format!("report {}", record.id);
    against_input(ledger, &place, record, given);
    ledger.hash(
        &place,
        "text in the file",
        &record.text_sha256,
        &hex(&Sha256::digest(record.text.as_bytes())),
    );

    let index = CharIndex::new(&record.text);
    let entities = ledger.ids(&place, "entity", record.entities.iter().map(|entity| entity.id.as_str()));
    let attributions = ledger.ids(&place, "attribution", record.attributions.iter().map(|a| a.id.as_str()));
    layers(ledger, &place, record, &index);
    for attribution in &record.attributions {
        let place = format!("{place}, attribution {}", attribution.id);
        for &[start, end] in ranges(attribution) {
            ledger.span(&place, &index, &record.text, CharSpan { start, end });
        }
        if let Some(entity) = attribution.source.as_ref().and_then(|source| source.entity.as_deref()) {
            ledger.reference(&place, "entity", entity, &entities);
        }
        if let Some(via) = &attribution.via {
            ledger.reference(&place, "attribution", via, &attributions);
        }
    }
    no_circles(ledger, &place, &record.attributions);
    for (i, statement) in record.statements.iter().enumerate() {
        if let Some(attribution) = &statement.attribution {
            let place = format!("{place}, statement {}", i + 1);
            ledger.reference(&place, "attribution", attribution, &attributions);
        }
    }
    let statements = record.statements.iter().map(|s| (s.start, s.end)).collect();
    Known { text: &record.text, index, entities, attributions, statements }
}

/// The input's bytes and text.
fn against_input(ledger: &mut Ledger, place: &str, record: &ReportRecord, given: Option<&Report>) {
    let Some(report) = given else {
        let path = record.path.as_deref().map_or(String::new(), |path| format!(" (read from {path})"));
        ledger.problem(place, format!("is not among the reports given{path}"));
        return;
    };
    ledger.hash(place, "input", &record.sha256, &report.sha256);
    if record.text == report.text {
        return;
    }
    let first = record.text.chars().zip(report.text.chars()).take_while(|(a, b)| a == b).count();
    ledger.problem(place, format!("the input's text differs from the file's at character {first}"));
}

/// Segments, sentences, mentions, times and statements.
fn layers(ledger: &mut Ledger, place: &str, record: &ReportRecord, index: &CharIndex) {
    let text = &record.text;
    let spans = |list: Vec<CharSpan>, what: &str, ledger: &mut Ledger| {
        for (i, &span) in list.iter().enumerate() {
            ledger.span(&format!("{place}, {what} {}", i + 1), index, text, span);
        }
        ledger.in_order(place, what, list.into_iter());
    };
    spans(
        record.segments.iter().map(|s| CharSpan { start: s.start, end: s.end }).collect(),
        "segment",
        ledger,
    );
    spans(record.sentences.clone(), "sentence", ledger);
    spans(record.times.iter().map(|t| CharSpan { start: t.start, end: t.end }).collect(), "time", ledger);
    // Statements may lie within each other, and mentions too ("the mayor of Port Hale"): only their bounds are checked.
    for (i, statement) in record.statements.iter().enumerate() {
        let span = CharSpan { start: statement.start, end: statement.end };
        ledger.span(&format!("{place}, statement {}", i + 1), index, text, span);
    }
    for entity in &record.entities {
        for mention in &entity.mentions {
            let span = CharSpan { start: mention.start, end: mention.end };
            ledger.span(&format!("{place}, entity {}", entity.id), index, text, span);
        }
    }
    for agency in &record.agencies {
        if let Some(span) = agency.span {
            ledger.span(&format!("{place}, credit of {}", agency.name), index, text, span);
        }
    }
}

/// A chain of attributions must come to an end.
fn no_circles(ledger: &mut Ledger, place: &str, attributions: &[AttributionRecord]) {
    let via: BTreeMap<&str, &str> =
        attributions.iter().filter_map(|a| Some((a.id.as_str(), a.via.as_deref()?))).collect();
    // Followed from each, up to one that is known to end.
    let mut ends: BTreeSet<&str> = BTreeSet::new();
    for attribution in attributions {
        let mut passed = BTreeSet::new();
        let mut at = attribution.id.as_str();
        while let Some(&next) = via.get(at).filter(|_| !ends.contains(at)) {
            if !passed.insert(at) {
                let what = "its chain of attributions runs in a circle";
                ledger.problem(&format!("{place}, attribution {}", attribution.id), what);
                break;
            }
            at = next;
        }
        ends.extend(passed);
    }
}

fn ranges(attribution: &AttributionRecord) -> impl Iterator<Item = &[usize; 2]> {
    let source = attribution.source.iter().flat_map(|source| &source.ranges);
    attribution.cue.iter().chain(&attribution.content).chain(source)
}
