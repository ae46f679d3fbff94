//! Which statements of a claim support it.
//!
//! A claim is supported by what is put forward as so: no denial, question or condition supports it, and no report does that
//! was taken back, or that is no news report.

use std::collections::{BTreeMap, BTreeSet};

use twosource_annotate::{Annotated, Certainty};
use twosource_text::Span;

use super::distance;
use super::genre::{self, Genre};
use crate::claim::Claim;
use crate::dependence;
use crate::file::Support;
use crate::origin::outlet_key;
use crate::story::{StatementRef, Story};

/// What is known of the reports of a story before any claim is looked at.
#[derive(Debug, Default)]
pub(crate) struct Supports {
    genres: Vec<Option<Genre>>,
    keys: Vec<String>,
    /// Reports that their outlet has taken back.
    withdrawn: BTreeSet<usize>,
    /// How many years a report's date is from those of the others, where that is far.
    years: Vec<Option<i64>>,
}

/// Sentences by which an outlet takes a report back.
const WITHDRAWALS: [&str; 20] = [
    "report has been withdrawn",
    "article has been withdrawn",
    "story has been withdrawn",
    "report has been retracted",
    "article has been retracted",
    "story has been retracted",
    "report was withdrawn",
    "article was retracted",
    "story was retracted",
    "report is withdrawn",
    "withdraws its report",
    "withdraws its story",
    "retracts its report",
    "retracts its story",
    "retracts its article",
    "we have withdrawn",
    "we have retracted",
    "we retract",
    "we withdraw",
    "has retracted its",
];

/// Openings of what is said about a text and not about the world.
const NOTES: [&str; 14] = [
    "correction",
    "corrections",
    "clarification",
    "editor's note",
    "editor’s note",
    "an earlier version",
    "a previous version",
    "an earlier report",
    "this article wrongly",
    "this story wrongly",
    "this report wrongly",
    "this article incorrectly",
    "this article originally",
    "this story originally",
];

/// Words by which such a note takes something back.
const WRONGLY: [&str; 8] =
    ["wrongly", "incorrectly", "mistakenly", "erroneously", "in error", "falsely", "was wrong", "not true"];

impl Supports {
    pub fn of(story: &Story) -> Supports {
        let genres = story.reports.iter().map(|annotated| genre::of(&annotated.report)).collect();
        let keys: Vec<String> = story.reports.iter().map(outlet_key).collect();
        let mut withdrawn = BTreeSet::new();
        for (place, annotated) in story.reports.iter().enumerate() {
            let report = &annotated.report;
            let lower = report.text.to_lowercase();
            if !WITHDRAWALS.iter().any(|words| lower.contains(words)) {
                continue;
            }
            let date = report.published.as_ref().map(|published| published.date);
            for (other, earlier) in story.reports.iter().enumerate() {
                let same_page =
                    earlier.report.url == report.url || report.url.is_none() || earlier.report.url.is_none();
                let before = earlier.report.published.as_ref().map(|published| published.date) <= date;
                if keys[other] == keys[place] && same_page && before {
                    withdrawn.insert(other);
                }
            }
        }
        Supports { genres, keys, withdrawn, years: distance::years(story) }
    }

    /// The key that tells a report's outlet from others.
    pub fn key(&self, report: usize) -> &str {
        self.keys.get(report).map_or("", String::as_str)
    }

    /// What a report is, where it is no plain news report, or that it was taken back.
    pub fn told_apart(&self, report: usize) -> Option<&'static str> {
        if self.withdrawn.contains(&report) {
            return Some("withdrawn");
        }
        self.genres.get(report).copied().flatten().map(Genre::in_words)
    }

    /// How many years a report's date is from those of the other reports, where that is far.
    fn years_apart(&self, report: usize) -> Option<i64> {
        self.years.get(report).copied().flatten()
    }

    /// What each statement of a claim does for it.
    pub fn of_claim(&self, story: &Story, claim: &Claim) -> BTreeMap<StatementRef, Support> {
        let certainty = |at: StatementRef| story.reports[at.report].statements[at.statement].certainty;
        let core = certainty(claim.core);
        let planned = claim
            .statements
            .iter()
            .all(|&at| !matches!(certainty(at), Certainty::Asserted | Certainty::Attributed));
        let mut found = BTreeMap::new();
        for &at in &claim.statements {
            let as_said = match certainty(at) {
                Certainty::Denied if core == Certainty::Denied => Support::Says,
                // "Nobody was hurt" and "all are unharmed" may be one: what is denied is told by conflicts.
                _ if core == Certainty::Denied => Support::Carries,
                Certainty::Asserted | Certainty::Attributed => Support::Says,
                Certainty::Planned if planned || core == Certainty::Planned => Support::Says,
                Certainty::Planned | Certainty::Hedged => Support::Carries,
                Certainty::Denied => Support::Denies,
                Certainty::Conditional | Certainty::Questioned => Support::Nothing,
            };
            let support = match self.genres.get(at.report).copied().flatten() {
                _ if self.withdrawn.contains(&at.report) || self.years_apart(at.report).is_some() => {
                    Support::Nothing
                }
                Some(Genre::Nothing(_)) => Support::Nothing,
                Some(Genre::Repeats(_)) if as_said == Support::Says => Support::Carries,
                _ if is_note(&story.reports[at.report], at.statement) => Support::Nothing,
                _ => as_said,
            };
            found.insert(at, support);
        }
        self.take_back(story, claim, &mut found);
        found
    }

    /// An outlet that says the contrary later, or notes that it was wrong, takes back what it said.
    fn take_back(&self, story: &Story, claim: &Claim, found: &mut BTreeMap<StatementRef, Support>) {
        let mut taken_back: BTreeSet<&str> = BTreeSet::new();
        for &at in &claim.statements {
            let own = &story.reports[at.report];
            let says_wrong = is_note(own, at.statement) && {
                let words = sentence(own, at.statement).of(&own.report.text).to_lowercase();
                WRONGLY.iter().any(|word| words.contains(word))
            };
            if found.get(&at) == Some(&Support::Denies) || says_wrong {
                taken_back.insert(self.key(at.report));
            }
        }
        for &at in &claim.statements {
            if found.get(&at) == Some(&Support::Says) && taken_back.contains(self.key(at.report)) {
                found.insert(at, Support::Nothing);
            }
        }
    }

    /// Outlets of a claim that took it back, or whose text is no news report, in words.
    pub fn notes(&self, story: &Story, claim: &Claim) -> Vec<String> {
        let mut notes = Vec::new();
        for &at in &claim.statements {
            let name = dependence::name(&story.reports[at.report].report, at.report);
            let note = match (self.told_apart(at.report), self.years_apart(at.report)) {
                (Some(what), _) => format!("what {name} says is {what} and counts for nothing"),
                (None, Some(years)) => {
                    format!(
                        "the report of {name} is dated {years} years from the others and counts for nothing"
                    )
                }
                (None, None) => continue,
            };
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        notes
    }
}

fn sentence(annotated: &Annotated, statement: usize) -> Span {
    let statement = &annotated.statements[statement];
    annotated.sentences.get(statement.sentence).map_or(statement.span, |sentence| sentence.span)
}

/// True for what a text says about itself: "Correction: an earlier version of this article …".
fn is_note(annotated: &Annotated, statement: usize) -> bool {
    let words = sentence(annotated, statement).of(&annotated.report.text).to_lowercase();
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    NOTES.iter().any(|note| words.starts_with(note))
}
