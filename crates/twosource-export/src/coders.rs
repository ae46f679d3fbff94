//! The coders' table: for each number that a claim tells, the lowest, the best and the highest value with who gives it, as
//! those who count the victims of conflicts type it by hand.
//!
//! The best value is the one that the most independent origins give; where none leads, it is left to the coder.

use twosource_evidence::Evidence;
use twosource_evidence::file::{ClaimRecord, DetailRecord, DetailValue, Slot, StoryRecord};

use crate::index::{Index, cast, claim_name, day, origins, short};
use crate::number;
use crate::table::Table;

const COLUMNS: [&str; 16] = [
    "story",
    "claim",
    "event",
    "date",
    "place",
    "what",
    "low",
    "best",
    "high",
    "values",
    "agreed",
    "standing",
    "sources",
    "origins",
    "source_count",
    "origin_count",
];

/// The table as CSV, with a head.
pub fn coders(evidence: &Evidence) -> String {
    let index = Index::new(evidence);
    let mut table = Table::comma_separated(&COLUMNS);
    for story in &evidence.stories {
        for claim in &story.claims {
            for detail in claim.details.iter().filter(|detail| detail.on == Slot::Number) {
                row(&mut table, &index, story, claim, detail);
            }
        }
    }
    table.finish()
}

fn row(table: &mut Table, index: &Index, story: &StoryRecord, claim: &ClaimRecord, detail: &DetailRecord) {
    let known: Vec<(f64, &DetailValue)> =
        detail.values.iter().filter_map(|value| Some((number::of(&value.value)?, value))).collect();
    if known.is_empty() {
        return;
    }
    let low = known.iter().map(|(value, _)| *value).fold(f64::INFINITY, f64::min);
    let high = known.iter().map(|(value, _)| *value).fold(f64::NEG_INFINITY, f64::max);
    let all: Vec<String> = detail.values.iter().flat_map(|value| value.origins.clone()).collect();
    let named: Vec<&str> = origins(story, &all).into_iter().map(|origin| origin.name.as_str()).collect();
    let outlets = index.outlets(claim);
    let place = cast(story, claim)
        .into_iter()
        .find(|member| member.kind == "place")
        .map(|member| member.name.clone());
    let values: Vec<String> = detail.values.iter().map(|value| said(story, value)).collect();
    let mut row = table.row();
    row.set("story", story.title.clone());
    row.set("claim", claim_name(story, claim));
    row.set("event", short(&claim.text));
    row.set("date", claim.time.as_deref().and_then(day).unwrap_or_default());
    row.set("place", place.unwrap_or_default());
    row.set("what", number::unit(&detail.values[0].value));
    row.set("low", number::written(low));
    row.set("best", best(&known).map(number::written).unwrap_or_default());
    row.set("high", number::written(high));
    row.set("values", values.join("; "));
    row.set("agreed", if detail.agreed { "yes" } else { "no" }.to_owned());
    row.set("standing", claim.standing.as_str().to_owned());
    row.set("sources", outlets.join("; "));
    row.set("origins", named.join("; "));
    row.set("source_count", outlets.len().to_string());
    row.set("origin_count", named.len().to_string());
    row.end();
}

/// A value with those who give it: "two (the coastguard)".
fn said(story: &StoryRecord, value: &DetailValue) -> String {
    let named: Vec<&str> =
        origins(story, &value.origins).into_iter().map(|origin| origin.name.as_str()).collect();
    if named.is_empty() { value.value.clone() } else { format!("{} ({})", value.value, named.join(", ")) }
}

/// The value that more origins give than any other.
fn best(known: &[(f64, &DetailValue)]) -> Option<f64> {
    if let [(only, _)] = known {
        return Some(*only);
    }
    let count = |value: &DetailValue| value.origins.len();
    let (best, value) = known.iter().max_by_key(|(_, value)| count(value))?;
    let rivals = known.iter().filter(|(_, other)| count(other) == count(value)).count();
    (rivals == 1 && count(value) > 0).then_some(*best)
}
