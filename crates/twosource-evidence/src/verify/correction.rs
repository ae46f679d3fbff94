//! People's corrections in an evidence file, against its reports.

use std::collections::BTreeMap;

use super::ledger::Ledger;
use crate::correction::{Correction, CorrectionId, Effect, Outcome, apply};
use crate::file::{Evidence, StoryRecord};

/// Characters of a decision that a line tells.
const TOLD: usize = 200;

/// Checks the corrections of every story. One whose words are gone is no problem: it changes nothing, and is said to be
/// stale.
pub(super) fn check_all(ledger: &mut Ledger, evidence: &Evidence) {
    for story in evidence.stories.iter().filter(|story| !story.corrections.is_empty()) {
        check(ledger, evidence, story);
    }
}

fn check(ledger: &mut Ledger, evidence: &Evidence, story: &StoryRecord) {
    let place = format!("story {}", story.id);
    ledger.ids(&place, "correction", story.corrections.iter().map(|correction| correction.id.as_str()));
    let decided = apply(evidence, &story.id, &story.corrections);
    let outcomes = decided.map(|decided| decided.corrections).unwrap_or_default();
    let outcomes: BTreeMap<&str, &Outcome> =
        outcomes.iter().map(|outcome| (outcome.correction.as_str(), outcome)).collect();
    for correction in &story.corrections {
        let place = format!("{place}, correction {}", correction.id);
        // It does not follow from the reports: whoever reads the outcome must know that somebody decided so.
        let by = correction.by.as_deref().unwrap_or("somebody who gave no name");
        let state = if correction.withdrawn.is_some() { ", withdrawn" } else { "" };
        let told = format!("by {by}, {}{state}: {}", correction.made, correction.decision);
        let told: String = told.chars().filter(|c| !c.is_control()).take(TOLD).collect();
        ledger.note(&place, format!("a person's decision, which the reports do not tell: {told}"));
        well_formed(ledger, &place, correction, &story.id);
        if let Some(fault) = correction.decision.fault() {
            ledger.problem(&place, fault);
        }
        let outcome = outcomes.get(correction.id.as_str()).filter(|outcome| outcome.effect == Effect::Stale);
        if let Some(why) = outcome.and_then(|outcome| outcome.why.as_deref()) {
            ledger.stale(&place, format!("is stale and changes nothing: {why}"));
        }
    }
}

/// Everything that the program itself sees to when it takes a correction.
fn well_formed(ledger: &mut Ledger, place: &str, correction: &Correction, story: &str) {
    if crate::correction::note_of(&correction.decision, &correction.note).ok().as_ref()
        != Some(&correction.note)
    {
        ledger.problem(place, "has no note, or one that is too long or holds what no note has");
    }
    if correction.id.parse::<CorrectionId>().ok().is_none_or(|id| id.to_string() != correction.id) {
        ledger.problem(place, "has an id that no correction has");
    }
    if correction.story != story {
        ledger.problem(place, "is of another story");
    }
    let taken_back = correction.withdrawn.as_ref();
    let moments = [Some(&correction.made), taken_back.map(|withdrawal| &withdrawal.at)];
    if moments.into_iter().flatten().any(|moment| moment.parse::<jiff::Timestamp>().is_err()) {
        ledger.problem(place, "was made or withdrawn at no moment of time");
    }
    let names = [correction.by.as_deref(), taken_back.and_then(|withdrawal| withdrawal.by.as_deref())];
    for given in names.into_iter().flatten() {
        if crate::correction::name(Some(given)).ok().flatten().as_deref() != Some(given) {
            ledger.problem(place, "is by a name that is too long or holds what no name has");
        }
    }
}
