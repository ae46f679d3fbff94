//! A check made fit to show.

use twosource_evidence::check::{Check, DetailCheck, Passage, QuotationCheck, StatementCheck, Told, Verdict};

use crate::printable::{brief_line, line, plural};

/// Characters of a passage.
const PASSAGE: usize = 260;

/// Passages shown for one thing.
pub(super) const PASSAGES: usize = 3;

/// The characters of a draft.
pub(super) struct Words(Vec<char>);

impl Words {
    pub fn of(check: &Check) -> Self {
        Words(check.draft.text.chars().collect())
    }

    /// The characters of a stretch, in one line; none where it fits nothing.
    pub fn line(&self, start: usize, end: usize) -> String {
        line(&self.raw(start, end))
    }

    /// The characters of a stretch as they stand.
    pub fn raw(&self, start: usize, end: usize) -> String {
        self.0.get(start..end).map(|words| words.iter().collect()).unwrap_or_default()
    }
}

/// "9 statements: 2 confirmed, 7 not confirmed; 1 contradicted, 3 in no report".
pub(super) fn tally(check: &Check) -> String {
    let tally = &check.tally;
    let mut words = format!(
        "{}: {} confirmed by two or more named, independent origins, {} not",
        plural(tally.statements, "statement"),
        tally.confirmed,
        tally.unconfirmed
    );
    for (count, what) in [
        (tally.contradicted, "contradicted"),
        (tally.absent, "in no report"),
        (tally.spellings, "with a name spelled otherwise"),
    ] {
        if count > 0 {
            words.push_str(&format!("; {count} {what}"));
        }
    }
    words
}

/// "against 3 reports: Harbour Post, Radio Hale, Star".
pub(super) fn against(check: &Check) -> String {
    const SHOWN: usize = 12;
    let names: Vec<String> =
        check.reports.iter().take(SHOWN).map(|report| brief_line(&report.name, 60)).collect();
    let more = check.reports.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("against {}: {}{more}", plural(check.reports.len(), "report"), names.join(", "))
}

/// "Harbour Post, from the coastguard".
pub(super) fn whose(passage: &Passage) -> String {
    let names: Vec<String> = passage.from.iter().map(|name| brief_line(name, 60)).collect();
    let name = brief_line(&passage.name, 60);
    if names.is_empty() { name } else { format!("{name}, from {}", names.join(", ")) }
}

/// A passage's words.
pub(super) fn words(passage: &Passage) -> String {
    brief_line(&passage.text, PASSAGE)
}

/// What there is to say of a detail: who gives it, or what reports have in its place.
pub(super) fn remark(detail: &DetailCheck) -> String {
    let with_value = |passage: &Passage| match &passage.value {
        Some(value) => format!("{} has “{}”", brief_line(&passage.name, 60), brief_line(value, 80)),
        None => brief_line(&passage.name, 60),
    };
    let mut against: Vec<String> = Vec::new();
    for passage in detail.against.iter().take(PASSAGES) {
        let said = with_value(passage);
        if !against.contains(&said) {
            against.push(said);
        }
    }
    let mut given: Vec<String> = Vec::new();
    for passage in &detail.given {
        let name = whose(passage);
        if !given.contains(&name) && given.len() < PASSAGES {
            given.push(name);
        }
    }
    match (against.is_empty(), given.is_empty()) {
        (true, true) => String::new(),
        (true, false) => given.join("; "),
        (false, true) => against.join("; "),
        (false, false) => format!("so in {}; {}", given.join("; "), against.join("; ")),
    }
}

/// What there is to say of whom a draft names.
pub(super) fn source(statement: &StatementCheck) -> Option<String> {
    let source = statement.source.as_ref()?;
    let name = brief_line(&source.name, 80);
    match source.told {
        Told::Same => Some(format!("the reports have it from “{name}” too")),
        Told::Others => Some(format!("the reports have it from others, not from “{name}”")),
        Told::Nobody => Some(format!("no report that says so names “{name}” for it")),
        Told::Unknown => None,
    }
}

/// What there is to say of a quotation.
pub(super) fn quotation(quotation: &QuotationCheck) -> Vec<String> {
    let Some(version) = &quotation.version else { return vec!["no report quotes these words".to_owned()] };
    let mut remarks = Vec::new();
    let name = brief_line(&version.name, 60);
    for [has, draft] in &quotation.changes {
        let (has, draft) = (brief_line(has, 120), brief_line(draft, 120));
        remarks.push(match (has.is_empty(), draft.is_empty()) {
            (true, _) => format!("{name} does not have “{draft}”"),
            (_, true) => format!("{name} has “{has}” here, left out with no sign of it"),
            _ => format!("{name} has “{has}” and not “{draft}”"),
        });
    }
    if quotation.other_speaker {
        let said = |name: &Option<String>| brief_line(name.as_deref().unwrap_or("nobody"), 80);
        remarks.push(format!(
            "{name} gives it to {}, the draft to {}",
            said(&quotation.reports_speaker),
            said(&quotation.speaker)
        ));
    }
    if quotation.verdict == Verdict::Carried {
        let cut = if quotation.cut.is_empty() {
            String::new()
        } else {
            format!(
                "; it has more ({})",
                quotation.cut.iter().map(|part| line(part)).collect::<Vec<_>>().join(", ")
            )
        };
        remarks.push(format!("to the letter in {name}{cut}"));
    }
    remarks
}
