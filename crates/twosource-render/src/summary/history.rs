//! What was said of one detail, in the order in which it was published.

use schemars::JsonSchema;
use serde::Serialize;
use twosource_evidence::file::{DetailRecord, Slot};

use super::At;
use super::dispute::asked;
use crate::printable::brief_line;
use crate::view::{ClaimView, ConflictView, StoryView, outlet};

/// Characters of a value, and of what it is about.
const VALUE: usize = 60;
const ABOUT: usize = 140;

/// The values of one detail in time.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct History {
    /// The claim's id in the evidence file, where it is of one.
    pub claim: Option<String>,
    /// Its place in the story.
    #[serde(skip)]
    pub place: Option<usize>,
    /// What it is about, in the claim's words.
    pub about: String,
    /// "How many", "When", ….
    pub question: String,
    /// The values, one after the other.
    pub spells: Vec<Spell>,
    /// The outlets that gave one value first and another later: "The Morning Ledger: 21 people, later 12 people".
    pub turned: Vec<String>,
}

/// A value, until another was given.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Spell {
    /// The value.
    pub value: String,
    /// When it was first given, in words, to the minute where that is known.
    pub since: Option<String>,
    /// Who gave it, in the order of publication.
    pub reports: Vec<At>,
}

impl History {
    /// True where more than one value was given.
    pub fn changed(&self) -> bool {
        self.spells.len() > 1
    }

    /// Who gave it first and whether it changed, on one line: "12 people, first Nordwire, 3 March 2026, 09:30; it changed: 21 people,
    /// The Morning Ledger, 4 March 2026, 10:05".
    pub fn answer(&self) -> String {
        let told = |spell: &Spell, first: &str| {
            let who = spell.reports.first().map(|at| at.report.as_str()).unwrap_or_default();
            let since = spell.since.as_deref().unwrap_or("undated");
            format!("{}, {first}{who}, {since}", spell.value)
        };
        let Some((first, rest)) = self.spells.split_first() else { return String::new() };
        let first = told(first, "first ");
        if rest.is_empty() {
            return format!("{first}; it did not change");
        }
        let later: Vec<String> = rest.iter().map(|spell| told(spell, "")).collect();
        format!("{first}; it changed: {}", later.join("; then "))
    }

    /// "12 people: first Nordwire (3 March 2026, 09:30), then Island Herald; 21 people: …".
    pub fn told(&self) -> String {
        let spells: Vec<String> = (self.spells.iter().enumerate())
            .map(|(number, spell)| {
                let mut labels: Vec<&str> = spell.reports.iter().map(|at| at.report.as_str()).collect();
                labels.dedup();
                let since = spell
                    .since
                    .as_deref()
                    .map_or_else(|| " (undated)".to_owned(), |since| format!(" ({since})"));
                let Some((first, rest)) = labels.split_first() else { return spell.value.clone() };
                let word = if number == 0 { "first " } else { "" };
                let then = if rest.is_empty() {
                    String::new()
                } else {
                    format!(", then {}", super::fact::capped(rest))
                };
                format!("{}: {word}{first}{since}{then}", spell.value)
            })
            .collect();
        spells.join(" → ")
    }
}

/// The details that became otherwise: what the evidence holds for updates.
pub(super) fn updates(story: &StoryView<'_>) -> Vec<History> {
    let updates = story.conflicts.iter().filter(|conflict| conflict.record.update);
    updates.map(|conflict| of_conflict(story, conflict)).filter(History::changed).collect()
}

/// The history of a conflict's values.
fn of_conflict(story: &StoryView<'_>, conflict: &ConflictView<'_>) -> History {
    let place = conflict.claims.first().copied();
    let claim = place.map(|place| &story.claims[place]);
    let values =
        (conflict.values.iter()).map(|value| (value.value.clone(), value.report, value.start, value.end));
    let about =
        claim.map_or_else(|| brief_line(&conflict.record.why, ABOUT), |claim| brief_line(&claim.text, ABOUT));
    history(story, place, claim.map(ClaimView::name), about, conflict.question, values.collect())
}

/// The history of a claim's details: numbers, times, places, people, whatever two reports give.
pub(crate) fn of_claim(story: &StoryView<'_>, place: usize) -> Vec<History> {
    let claim = &story.claims[place];
    let mut histories: Vec<History> = (story.touching(place))
        .filter(|(_, conflict)| conflict.record.update)
        .map(|(_, conflict)| of_conflict(story, conflict))
        .collect();
    let told = |detail: &&DetailRecord| matches!(detail.on, Slot::Number | Slot::Time | Slot::Place);
    for detail in claim.record.details.iter().filter(told) {
        let values = detail.values.iter().flat_map(|value| {
            value.spans.iter().filter_map(|span| {
                let report = story.place(&span.report)?;
                story.reports[report].bytes(span.start, span.end)?;
                Some((brief_line(&value.value, VALUE), report, span.start, span.end))
            })
        });
        let about = brief_line(&claim.text, ABOUT);
        let found =
            history(story, Some(place), Some(claim.name()), about, asked(detail.on), values.collect());
        let known =
            |other: &History| other.spells.iter().map(|s| &s.value).eq(found.spells.iter().map(|s| &s.value));
        if !found.spells.is_empty() && !histories.iter().any(known) {
            histories.push(found);
        }
    }
    histories
}

/// A value and where it stands: report, first code point, the one after the last.
type Given = (String, usize, usize, usize);

/// Of those published at one moment, as far as it is told, who was first is not known: those that give the value that held
/// stand first, and equal values together.
fn of_one_moment(story: &StoryView<'_>, values: Vec<Given>) -> Vec<Given> {
    let published = |given: &Given| story.reports[given.1].record.published.as_deref();
    let mut ordered: Vec<Given> = Vec::with_capacity(values.len());
    for group in values.chunk_by(|a, b| published(a) == published(b)) {
        let mut known: Vec<String> = ordered.last().map(|last| last.0.to_lowercase()).into_iter().collect();
        for (value, ..) in group {
            let value = value.to_lowercase();
            if !known.contains(&value) {
                known.push(value);
            }
        }
        let mut group = group.to_vec();
        group.sort_by_key(|given| known.iter().position(|value| *value == given.0.to_lowercase()));
        ordered.extend(group);
    }
    ordered
}

fn history(
    story: &StoryView<'_>,
    place: Option<usize>,
    claim: Option<String>,
    about: String,
    question: &str,
    mut values: Vec<Given>,
) -> History {
    // The story's reports stand in the order of publication, the undated last.
    values.sort_by_key(|(_, report, start, _)| (*report, *start));
    let values = of_one_moment(story, values);
    let mut spells: Vec<Spell> = Vec::new();
    let mut of_outlet: Vec<(String, Vec<String>)> = Vec::new();
    for (value, report, start, end) in values {
        let view = &story.reports[report];
        let value = brief_line(&value, VALUE);
        if let Some(name) = outlet(view.record) {
            match of_outlet.iter_mut().find(|(known, _)| *known == name) {
                Some((_, given)) if given.last() != Some(&value) => given.push(value.clone()),
                Some(_) => {}
                None => of_outlet.push((name, vec![value.clone()])),
            }
        }
        let at = At { report: view.label.clone(), place: report, start, end };
        match spells.last_mut() {
            Some(spell) if spell.value.eq_ignore_ascii_case(&value) => spell.reports.push(at),
            _ => spells.push(Spell { value, since: view.moment(), reports: vec![at] }),
        }
    }
    let turned = of_outlet
        .into_iter()
        .filter(|(_, given)| given.len() > 1)
        .map(|(name, given)| format!("{name}: {}", given.join(", later ")))
        .collect();
    History { claim, place, about, question: question.to_owned(), spells, turned }
}
