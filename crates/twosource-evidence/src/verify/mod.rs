//! Whether an evidence file holds against the reports it was made from: every hash, every span, every reference; and
//! whether all that it says follows from them, by weighing them anew ([`verify_anew`]).

mod anew;
mod correction;
mod ledger;
mod report;
mod run;
mod story;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;
use twosource_reader::Report;

use crate::file::{Evidence, EvidenceFile, SCHEMA};
use ledger::Ledger;
use report::Inputs;

/// Something in an evidence file that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Where: "report a1, sentence 3".
    pub place: String,
    /// What is wrong there, in words.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// What was checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Reports of the evidence file.
    pub reports: usize,
    /// Hashes computed and compared.
    pub hashes: usize,
    /// Spans looked up in their texts.
    pub spans: usize,
    /// Ids looked up.
    pub references: usize,
    /// Claims, each against the characters it quotes.
    pub claims: usize,
    /// Values compared with those that the reports give when they are weighed anew; 0 where they were not.
    pub followed: usize,
}

/// The outcome of [`verify`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// In the order of the evidence file; empty where everything holds.
    pub problems: Vec<Problem>,
    /// People's corrections whose words are gone or no longer together. No problem: they change nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stale: Vec<Problem>,
    /// What a reader should know and what is no fault: decisions of people, rules of a house, another place of the files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Problem>,
    /// What could not be checked, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unchecked: Vec<String>,
    /// How much was checked.
    pub checked: Checked,
    /// Ids of reports that were given and that the evidence file does not speak of. No problem: a folder may hold more.
    pub unmentioned: Vec<String>,
}

impl Verification {
    /// True where everything that was checked holds.
    pub fn holds(&self) -> bool {
        self.problems.is_empty()
    }

    /// True where the reports were weighed anew, all of the file was compared with what they give, and it is the same.
    pub fn follows(&self) -> bool {
        self.holds() && self.unchecked.is_empty() && self.checked.followed > 0
    }
}

impl fmt::Display for Verification {
    /// A line a problem, then a line of what was checked.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            writeln!(f, "{problem}")?;
        }
        for note in self.stale.iter().chain(&self.notes) {
            writeln!(f, "note: {note}")?;
        }
        if let Some(first) = self.unmentioned.first() {
            let more = self.unmentioned.len() - 1;
            let others = if more > 0 { format!(" and {more} more") } else { String::new() };
            writeln!(f, "note: given and not in the file: {first}{others}")?;
        }
        for what in &self.unchecked {
            writeln!(f, "not checked: {what}")?;
        }
        let Checked { reports, hashes, spans, references, claims, followed } = self.checked;
        let outcome = match self.problems.len() {
            0 if !self.unchecked.is_empty() => "verified in part".to_owned(),
            0 if followed == 0 => {
                "hashes and spans hold; standings, origins, conflicts and reasons were not weighed anew"
                    .to_owned()
            }
            0 => "verified".to_owned(),
            1 => "1 problem".to_owned(),
            n => format!("{n} problems"),
        };
        let followed =
            if followed == 0 { String::new() } else { format!(", {followed} values weighed anew") };
        write!(
            f,
            "{outcome}: {reports} reports, {hashes} hashes, {spans} spans, {references} references, {claims} claims checked{followed}"
        )
    }
}

/// Checks an evidence file against the reports it was made from, read anew from their bytes: hashes, spans and references.
/// Whether its standings follow from them only [`verify_anew`] can tell.
pub fn verify(evidence: &Evidence, reports: &[Report]) -> Verification {
    let mut ledger = Ledger::default();
    let unmentioned = against_reports(&mut ledger, evidence, reports);
    ledger.finish(evidence.reports.len(), unmentioned)
}

/// Checks an evidence file against its reports and against the evidence that they give when they are weighed anew: as
/// [`Begun::new`] and [`Begun::end`] do one after the other.
pub fn verify_anew(
    file: &EvidenceFile,
    reports: &[Report],
    anew: Option<&Evidence>,
    unchecked: Vec<String>,
) -> Verification {
    Begun::new(file, reports).end(anew, unchecked)
}

/// A check of which the part is done that needs no weighing: it can be made while the reports are weighed.
#[derive(Debug)]
pub struct Begun<'f> {
    file: &'f EvidenceFile,
    ledger: Ledger,
    unmentioned: Vec<String>,
}

impl<'f> Begun<'f> {
    /// Checks hashes, spans and references.
    pub fn new(file: &'f EvidenceFile, reports: &[Report]) -> Self {
        let mut ledger = Ledger::default();
        let unmentioned = against_reports(&mut ledger, &file.evidence, reports);
        Begun { file, ledger, unmentioned }
    }

    /// Compares the file with the evidence that its reports give.
    ///
    /// `anew` is made by [`weigh_again`](crate::weigh_again) from the reports that [`of_the_file`] picks; `None` where that
    /// could not be done, for the reasons in `unchecked`.
    pub fn end(mut self, anew: Option<&Evidence>, unchecked: Vec<String>) -> Verification {
        unchecked.into_iter().for_each(|what| self.ledger.unchecked(what));
        if let Some(anew) = anew {
            run::compare(&mut self.ledger, &self.file.evidence.run, &anew.run);
            anew::compare(&mut self.ledger, self.file, anew);
        }
        self.ledger.finish(self.file.evidence.reports.len(), self.unmentioned)
    }
}

/// The reports that an evidence file speaks of, among those given; `None` where one is missing or has another text, so that
/// weighing them anew would tell nothing of the file.
pub fn of_the_file(evidence: &Evidence, reports: &[Report]) -> Option<Vec<Report>> {
    let inputs = Inputs::new(reports);
    let mut found = BTreeMap::new();
    for record in &evidence.reports {
        let given = inputs.of(record).filter(|report| report.text == record.text)?;
        found.insert(given.id.as_str(), given);
    }
    Some(found.into_values().cloned().collect())
}

/// Notes what does not hold, and gives the ids of the reports that the file does not speak of.
fn against_reports(ledger: &mut Ledger, evidence: &Evidence, reports: &[Report]) -> Vec<String> {
    if evidence.schema != SCHEMA {
        let what = format!("is {:?}; this program checks {SCHEMA:?}", evidence.schema);
        ledger.problem("schema", what);
    }
    if evidence.reports.is_empty() {
        ledger.problem("file", "speaks of no report: there is nothing to verify");
    }
    let inputs = Inputs::new(reports);
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut known = BTreeMap::new();
    for record in &evidence.reports {
        let given = inputs.of(record);
        used.extend(given.map(|report| report.id.as_str()));
        if known.insert(record.id.as_str(), report::check(ledger, record, given)).is_some() {
            ledger.problem(&format!("report {}", record.id), "stands in the file twice");
        }
    }
    story::check_all(ledger, evidence, &known);
    correction::check_all(ledger, evidence);
    reports.iter().map(|report| report.id.clone()).filter(|id| !used.contains(id.as_str())).collect()
}

#[cfg(test)]
mod tests;
