//! Whether an evidence file holds against the reports it was made from: every hash, every span, every reference.

mod correction;
mod ledger;
mod report;
mod story;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;
use twosource_reader::Report;

use crate::file::{Evidence, SCHEMA};
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
}

/// The outcome of [`verify`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// In the order of the evidence file; empty where everything holds.
    pub problems: Vec<Problem>,
    /// People's corrections whose words are gone or no longer together. No problem: they change nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stale: Vec<Problem>,
    /// How much was checked.
    pub checked: Checked,
    /// Ids of reports that were given and that the evidence file does not speak of. No problem: a folder may hold more.
    pub unmentioned: Vec<String>,
}

impl Verification {
    /// True where everything holds.
    pub fn holds(&self) -> bool {
        self.problems.is_empty()
    }
}

impl fmt::Display for Verification {
    /// A line a problem, then a line of what was checked.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            writeln!(f, "{problem}")?;
        }
        for stale in &self.stale {
            writeln!(f, "note: {stale}")?;
        }
        let Checked { reports, hashes, spans, references, claims } = self.checked;
        let outcome = match self.problems.len() {
            0 => "verified".to_owned(),
            1 => "1 problem".to_owned(),
            n => format!("{n} problems"),
        };
        write!(
            f,
            "{outcome}: {reports} reports, {hashes} hashes, {spans} spans, {references} references, {claims} claims checked"
        )
    }
}

/// Checks an evidence file against the reports it was made from, read anew from their bytes.
pub fn verify(evidence: &Evidence, reports: &[Report]) -> Verification {
    let mut ledger = Ledger::default();
    if evidence.schema != SCHEMA {
        let what = format!("is {:?}; this program checks {SCHEMA:?}", evidence.schema);
        ledger.problem("schema", what);
    }
    let inputs = Inputs::new(reports);
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut known = BTreeMap::new();
    for record in &evidence.reports {
        let given = inputs.of(record);
        used.extend(given.map(|report| report.id.as_str()));
        if known.insert(record.id.as_str(), report::check(&mut ledger, record, given)).is_some() {
            ledger.problem(&format!("report {}", record.id), "stands in the file twice");
        }
    }
    story::check_all(&mut ledger, evidence, &known);
    correction::check_all(&mut ledger, evidence);
    let unmentioned =
        reports.iter().map(|report| report.id.clone()).filter(|id| !used.contains(id.as_str())).collect();
    ledger.finish(evidence.reports.len(), unmentioned)
}

#[cfg(test)]
mod tests;
