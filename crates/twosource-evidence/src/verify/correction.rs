//! People's corrections in an evidence file, against its reports.

use std::collections::BTreeMap;

use super::ledger::Ledger;
use crate::correction::{Decision, Effect, Outcome, apply};
use crate::file::{Evidence, StoryRecord};

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
        if crate::correction::note(&correction.note).is_err() {
            ledger.problem(&place, "has no note, or one that is too long");
        }
        let named = match &correction.decision {
            Decision::MergeClaims { claims } => claims.len(),
            Decision::MergeEntities { entities } => entities.len(),
            Decision::SplitClaim { apart, .. } => apart.len() + 1,
            Decision::SplitEntity { apart, .. } => apart.len() + 1,
            Decision::Overrule { claim, .. } => claim.statements.len() + 1,
        };
        if named < 2 {
            ledger.problem(&place, "does not say what it decides about");
        }
        let outcome = outcomes.get(correction.id.as_str()).filter(|outcome| outcome.effect == Effect::Stale);
        if let Some(why) = outcome.and_then(|outcome| outcome.why.as_deref()) {
            ledger.stale(&place, format!("is stale and changes nothing: {why}"));
        }
    }
}
