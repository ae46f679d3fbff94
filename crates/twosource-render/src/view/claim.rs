//! Claims and conflicts with their references resolved.

use twosource_evidence::file::{ClaimRecord, ConflictKind, ConflictRecord, OriginRecord, SayingRecord, Slot};

use super::{Saying, StoryView};
use crate::printable::{brief_line, line};

/// A claim of a story.
pub(crate) struct ClaimView<'e> {
    pub record: &'e ClaimRecord,
    pub text: String,
    pub statements: Vec<StatementView>,
    pub origins: Vec<&'e OriginRecord>,
    /// How it stands that each speaker said so, in words.
    pub sayings: Vec<String>,
}

/// A statement of a claim.
pub(crate) struct StatementView {
    /// Place of its report in the story.
    pub report: usize,
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    pub saying: Saying,
}

impl<'e> ClaimView<'e> {
    /// `None` where none of its statements stands in a report of the story.
    pub fn new(story: &StoryView<'e>, record: &'e ClaimRecord) -> Option<Self> {
        let statements = record.statements.iter().enumerate().filter_map(|(nth, statement)| {
            let report = story.place(&statement.report)?;
            story.reports[report].bytes(statement.start, statement.end)?;
            let saying = story.saying(report, &statement.certainty, statement.attribution.as_deref());
            let label = &story.reports[report].label;
            let mut saying = saying.judged(statement.support, story.origin(&statement.origin), label);
            saying.differs = differing(record, nth);
            Some(StatementView { report, start: statement.start, end: statement.end, saying })
        });
        let claim = ClaimView {
            record,
            text: line(&record.text),
            statements: statements.collect(),
            origins: record.origins.iter().filter_map(|id| story.origin(id)).collect(),
            sayings: record.sayings.iter().map(saying_in_words).collect(),
        };
        (!claim.statements.is_empty()).then_some(claim)
    }

    /// What it is called in the evidence file: "C12", "c-7f3a…".
    pub fn name(&self) -> String {
        brief_line(&self.record.id, 40)
    }

    /// The statements of one report.
    pub fn by(&self, report: usize) -> impl Iterator<Item = &StatementView> {
        self.statements.iter().filter(move |statement| statement.report == report)
    }

    /// Whom the one report of a single-source claim has it from, where the claim's own words do not say.
    pub fn unsaid_source(&self) -> Option<String> {
        let from = self.statements.first()?.saying.from.as_deref()?;
        let name = from.split(", ").next().unwrap_or(from);
        let said = self.text.to_lowercase().contains(&name.to_lowercase());
        (!said).then(|| format!("from {from}"))
    }

    /// The reports that make it, each once, in the story's order.
    pub fn reports(&self) -> Vec<usize> {
        let mut reports: Vec<usize> = self.statements.iter().map(|statement| statement.report).collect();
        reports.sort_unstable();
        reports.dedup();
        reports
    }
}

/// Statements that cannot both hold.
pub(crate) struct ConflictView<'e> {
    pub record: &'e ConflictRecord,
    /// "How many", "When" …
    pub question: &'static str,
    pub values: Vec<ConflictValue>,
    /// Places of its claims in the story.
    pub claims: Vec<usize>,
}

/// One value of a conflict.
pub(crate) struct ConflictValue {
    /// Place of its report in the story.
    pub report: usize,
    pub value: String,
    /// The words of the statement it stands in.
    pub passage: String,
    /// True where the value's own words are known, not the statement alone.
    pub exact: bool,
    /// First code point of the value's words, or of the statement where they are not known.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
}

impl<'e> ConflictView<'e> {
    pub fn new(story: &StoryView<'e>, record: &'e ConflictRecord) -> Self {
        let values = record.statements.iter().enumerate().filter_map(|(i, statement)| {
            let report = story.place(&statement.report)?;
            let words = record.value_spans.get(i).filter(|span| span.report == statement.report);
            let fits = |start, end| story.reports[report].bytes(start, end).map(|_| (start, end));
            let own_words = words.and_then(|span| fits(span.start, span.end));
            let (start, end) = own_words.or_else(|| fits(statement.start, statement.end))?;
            let value = record.values.get(i).map(|value| line(value)).filter(|value| !value.is_empty());
            let value = value.unwrap_or_else(|| story.reports[report].words(start, end));
            let passage = fits(statement.start, statement.end)
                .map_or_else(String::new, |(start, end)| story.reports[report].words(start, end));
            Some(ConflictValue { report, value, passage, exact: own_words.is_some(), start, end })
        });
        ConflictView {
            record,
            question: question(record.on),
            values: values.collect(),
            claims: record.claims.iter().filter_map(|id| story.claim_place(id)).collect(),
        }
    }

    /// The values of one report.
    pub fn by(&self, report: usize) -> impl Iterator<Item = &ConflictValue> {
        self.values.iter().filter(move |value| value.report == report)
    }

    /// Each distinct value with the reports that give it, in the order they first come.
    pub fn sides(&self) -> Vec<(&str, Vec<&ConflictValue>)> {
        let mut sides: Vec<(&str, Vec<&ConflictValue>)> = Vec::new();
        for value in &self.values {
            match sides.iter_mut().find(|(known, _)| *known == value.value) {
                Some((_, givers)) => givers.push(value),
                None => sides.push((&value.value, vec![value])),
            }
        }
        sides
    }
}

/// The value that a statement gives for a detail on which the claim's own words have another.
fn differing(record: &ClaimRecord, statement: usize) -> Option<String> {
    let details = record.details.iter().filter(|detail| !detail.agreed && detail.on != Slot::Polarity);
    details
        .filter_map(|detail| detail.values.iter().skip(1).find(|value| value.statements.contains(&statement)))
        .map(|value| brief_line(&value.value, 40))
        .find(|value| !value.is_empty())
}

/// "corroborated that the mayor said so: …"
fn saying_in_words(saying: &SayingRecord) -> String {
    format!("{} {}", crate::standing::face(saying.standing).word.to_lowercase(), line(&saying.why))
}

fn question(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Number => "How many",
        ConflictKind::Date => "When",
        ConflictKind::Place => "Where",
        ConflictKind::Actor => "Who",
        ConflictKind::Negation => "Whether",
        ConflictKind::Modality => "Done or only planned",
        ConflictKind::Other => "At odds",
    }
}
