//! Which statements of a claim support it.
//!
//! A claim is supported by what is put forward as so: no denial, question or condition supports it, and no report does that
//! was taken back, or that is no news report.

use std::collections::{BTreeMap, BTreeSet};

use twosource_annotate::{Certainty, Matter};

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

impl Supports {
    pub fn of(story: &Story) -> Supports {
        let genres = story.reports.iter().map(|annotated| genre::of(&annotated.report)).collect();
        let keys: Vec<String> = story.reports.iter().map(outlet_key).collect();
        let mut withdrawn = BTreeSet::new();
        for (place, annotated) in story.reports.iter().enumerate() {
            let report = &annotated.report;
            if !genre::takes_back(report) {
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
            // "had no power" and "were without power": no detail holds them apart, so that both say it, whichever denies something.
            let of_its_own = |at: StatementRef| {
                story.reports[at.report].matters.get(at.statement).is_some_and(Matter::denies_something)
            };
            let told = |at: StatementRef| match certainty(at) {
                Certainty::Asserted | Certainty::Attributed => true,
                Certainty::Denied => of_its_own(at),
                _ => false,
            };
            let as_said = match certainty(at) {
                _ if told(at) && told(claim.core) && claim.supporters.contains(&at) => Support::Says,
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
                _ => as_said,
            };
            found.insert(at, support);
        }
        self.take_back(claim, &mut found);
        found
    }

    /// An outlet that says the contrary later takes back what it said.
    fn take_back(&self, claim: &Claim, found: &mut BTreeMap<StatementRef, Support>) {
        let mut taken_back: BTreeSet<&str> = BTreeSet::new();
        for &at in &claim.statements {
            if found.get(&at) == Some(&Support::Denies) {
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
