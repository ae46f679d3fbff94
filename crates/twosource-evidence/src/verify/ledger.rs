//! What was checked and what did not hold.

use std::collections::BTreeSet;

use twosource_text::{CharIndex, CharSpan};

use super::{Checked, Problem, Verification};

/// Problems listed before the rest is only counted: a file of another kind would fill the screen.
const LISTED: usize = 1_000;

/// Collects problems and counts checks.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    problems: Vec<Problem>,
    stale: Vec<Problem>,
    notes: Vec<Problem>,
    unchecked: Vec<String>,
    more: usize,
    checked: Checked,
}

impl Ledger {
    /// Notes something that does not hold.
    pub fn problem(&mut self, place: &str, what: impl Into<String>) {
        if self.problems.len() < LISTED {
            self.problems.push(Problem { place: place.to_owned(), what: what.into() });
        } else {
            self.more += 1;
        }
    }

    /// Notes a correction that changes nothing any more.
    pub fn stale(&mut self, place: &str, what: String) {
        if self.stale.len() < LISTED {
            self.stale.push(Problem { place: place.to_owned(), what });
        }
    }

    /// Notes what a reader should know and what is no fault.
    pub fn note(&mut self, place: &str, what: String) {
        if self.notes.len() < LISTED {
            self.notes.push(Problem { place: place.to_owned(), what });
        }
    }

    /// Notes what could not be checked.
    pub fn unchecked(&mut self, what: String) {
        self.unchecked.push(what);
    }

    /// Counts a value that follows from the reports.
    pub fn followed(&mut self) {
        self.checked.followed += 1;
    }

    /// Compares a hash in the file with the one computed.
    pub fn hash(&mut self, place: &str, of_what: &str, in_file: &str, computed: &str) {
        self.checked.hashes += 1;
        if in_file != computed {
            self.problem(place, format!("the {of_what} has SHA-256 {computed}, the file says {in_file}"));
        }
    }

    /// The characters of a span, `None` (and a problem) where it does not fit the text or is empty.
    pub fn span<'t>(
        &mut self,
        place: &str,
        index: &CharIndex<'t>,
        text: &'t str,
        span: CharSpan,
    ) -> Option<&'t str> {
        self.checked.spans += 1;
        let CharSpan { start, end } = span;
        if end <= start {
            self.problem(place, format!("the span {start}–{end} is empty or runs backwards"));
            return None;
        }
        let Some(bytes) = index.bytes(span) else {
            let length = text.chars().count();
            self.problem(place, format!("the span {start}–{end} runs past the text's {length} characters"));
            return None;
        };
        Some(bytes.of(text))
    }

    /// Spans that must follow each other without overlap.
    pub fn in_order(&mut self, place: &str, what: &str, spans: impl Iterator<Item = CharSpan>) {
        let mut end = 0;
        for (i, span) in spans.enumerate() {
            if span.start < end {
                self.problem(&format!("{place}, {what} {}", i + 1), "starts before the one ahead of it ends");
            }
            end = end.max(span.end);
        }
    }

    /// Looks an id up.
    pub fn reference(&mut self, place: &str, what: &str, id: &str, known: &BTreeSet<&str>) {
        self.checked.references += 1;
        if !known.contains(id) {
            self.problem(place, format!("names {what} {id:?}, which is not in the file"));
        }
    }

    /// The ids of a list, each of which must stand once.
    pub fn ids<'i>(
        &mut self,
        place: &str,
        what: &str,
        ids: impl Iterator<Item = &'i str>,
    ) -> BTreeSet<&'i str> {
        let mut known = BTreeSet::new();
        for id in ids {
            if !known.insert(id) {
                self.problem(place, format!("has {what} {id:?} twice"));
            }
        }
        known
    }

    /// Counts a claim.
    pub fn claim(&mut self) {
        self.checked.claims += 1;
    }

    /// Closes the ledger.
    pub fn finish(mut self, reports: usize, unmentioned: Vec<String>) -> Verification {
        if self.more > 0 {
            let what = format!("{} more problems are not listed", self.more);
            self.problems.push(Problem { place: "file".to_owned(), what });
        }
        self.checked.reports = reports;
        Verification {
            problems: self.problems,
            stale: self.stale,
            notes: self.notes,
            unchecked: self.unchecked,
            checked: self.checked,
            unmentioned,
        }
    }
}
