//! What reports contradict each other on: the values side by side, each with who says it.

use schemars::JsonSchema;
use serde::Serialize;
use twosource_evidence::file::{DetailRecord, Place, Slot, Standing, Support};

use super::At;
use crate::printable::brief_line;
use crate::view::{ClaimView, ConflictView, StoryView, source_name};

/// Characters of a claim in dispute, and of a value.
const WORDS: usize = 180;
const VALUE: usize = 60;

/// A disputed claim.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Dispute {
    /// The claim's id in the evidence file.
    pub claim: String,
    /// Its place in the story.
    #[serde(skip)]
    pub place: usize,
    /// What it is about, in its words.
    pub about: String,
    /// "How many", "Where", "Whether".
    pub question: String,
    /// The values, those first that come first.
    pub sides: Vec<Side>,
}

/// One value, and who gives it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Side {
    /// In words.
    pub value: String,
    /// Whom it comes from, where the reports say.
    pub sources: Vec<String>,
    /// Where it stands.
    pub reports: Vec<At>,
}

impl Side {
    /// "the coastguard, in Harbour Post and Nordwire".
    pub fn told(&self) -> String {
        let mut labels: Vec<&str> = self.reports.iter().map(|at| at.report.as_str()).collect();
        labels.dedup();
        let who = super::fact::capped(&labels);
        let from: Vec<&str> = self.sources.iter().map(String::as_str).filter(|name| *name != who).collect();
        match from.as_slice() {
            [] => who,
            names => format!("{}, in {who}", names[..names.len().min(3)].join(" and ")),
        }
    }
}

/// The first disputed claims, those with values side by side first.
pub(super) fn of(story: &StoryView<'_>, most: usize) -> Vec<Dispute> {
    let mut disputes: Vec<Dispute> = story
        .of_standing(Standing::Disputed)
        .into_iter()
        .map(|(place, claim)| dispute(story, place, claim))
        .collect();
    disputes.sort_by_key(|dispute| (dispute.sides.len() < 2, dispute.place));
    disputes.truncate(most);
    disputes
}

pub(crate) fn dispute(story: &StoryView<'_>, place: usize, claim: &ClaimView<'_>) -> Dispute {
    let (question, sides) = sides(story, place, claim);
    Dispute {
        claim: claim.name(),
        place,
        about: brief_line(&claim.text, WORDS),
        question: question.to_owned(),
        sides,
    }
}

fn sides(story: &StoryView<'_>, place: usize, claim: &ClaimView<'_>) -> (&'static str, Vec<Side>) {
    let touching = || story.touching(place).map(|(_, conflict)| conflict);
    let conflict = touching().find(|conflict| !conflict.record.update).or_else(|| touching().next());
    if let Some(conflict) = conflict {
        let sides = of_conflict(story, claim, conflict);
        if sides.len() > 1 {
            return (conflict.question, sides);
        }
    }
    let differing =
        claim.record.details.iter().find(|d| !d.agreed && d.on != Slot::Polarity && d.values.len() > 1);
    if let Some(detail) = differing {
        return (asked(detail.on), of_detail(story, claim, detail));
    }
    ("Whether", of_deed(story, claim))
}

/// What is asked for in a slot.
pub(crate) fn asked(slot: Slot) -> &'static str {
    match slot {
        Slot::Number => "How many",
        Slot::Time => "When",
        Slot::Place => "Where",
        Slot::Actor => "Who",
        Slot::Object => "What",
        Slot::Deed => "What was done",
        Slot::Polarity => "Whether",
        Slot::Reality => "Done or only planned",
    }
}

fn of_conflict(story: &StoryView<'_>, claim: &ClaimView<'_>, conflict: &ConflictView<'_>) -> Vec<Side> {
    let sides = conflict.sides().into_iter();
    sides
        .map(|(value, givers)| Side {
            value: brief_line(value, VALUE),
            sources: sources(story, claim, givers.iter().map(|giver| (giver.report, giver.start, giver.end))),
            reports: (givers.iter())
                .map(|giver| At {
                    report: story.reports[giver.report].label.clone(),
                    place: giver.report,
                    start: giver.start,
                    end: giver.end,
                })
                .collect(),
        })
        .collect()
}

pub(crate) fn of_detail(story: &StoryView<'_>, claim: &ClaimView<'_>, detail: &DetailRecord) -> Vec<Side> {
    let at = |span: &Place| {
        let place = story.place(&span.report)?;
        story.reports[place].bytes(span.start, span.end)?;
        Some(At { report: story.reports[place].label.clone(), place, start: span.start, end: span.end })
    };
    let mut sides: Vec<Side> = Vec::new();
    for value in &detail.values {
        let reports: Vec<At> = value.spans.iter().filter_map(at).collect();
        let words = brief_line(&value.value, VALUE);
        let found = sources(story, claim, reports.iter().map(|at| (at.place, at.start, at.end)));
        match sides.iter_mut().find(|side| side.value.eq_ignore_ascii_case(&words)) {
            Some(side) => {
                side.reports.extend(reports);
                side.sources.extend(found);
                side.sources.dedup();
            }
            None => sides.push(Side { value: words, sources: found, reports }),
        }
    }
    sides.retain(|side| !side.reports.is_empty());
    sides
}

/// Those who say so, and those who say the contrary.
fn of_deed(story: &StoryView<'_>, claim: &ClaimView<'_>) -> Vec<Side> {
    let side = |value: &str, supports: &[Support]| {
        let statements = claim.record.statements.iter().filter(|s| supports.contains(&s.support));
        let reports: Vec<At> = statements.filter_map(|s| super::fact::at(story, s)).collect();
        let found = sources(story, claim, reports.iter().map(|at| (at.place, at.start, at.end)));
        Side { value: value.to_owned(), sources: found, reports }
    };
    let sides =
        [side("say so", &[Support::Says, Support::Carries]), side("say the contrary", &[Support::Denies])];
    sides.into_iter().filter(|side| !side.reports.is_empty()).collect()
}

/// The named sources of the statements that hold these places.
fn sources(
    story: &StoryView<'_>,
    claim: &ClaimView<'_>,
    places: impl Iterator<Item = (usize, usize, usize)>,
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (report, start, end) in places {
        let holding = claim
            .record
            .statements
            .iter()
            .filter(|s| story.place(&s.report) == Some(report) && s.start <= start && end <= s.end);
        for id in holding.flat_map(|s| std::iter::once(&s.origin).chain(&s.also_from)) {
            let Some(origin) = story.origin(id).filter(|origin| crate::view::is_named(origin)) else {
                continue;
            };
            let name = source_name(origin);
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}
