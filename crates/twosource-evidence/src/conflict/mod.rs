//! Statements that cannot both hold.
//!
//! A conflict is a detail of a claim whose values cannot both hold. It touches that claim alone, and of it only the statements
//! that give one of the values. Where the values follow each other in time it is an update.

mod across;
mod update;

use std::collections::BTreeMap;

use twosource_text::Span;

use crate::claim::{Claim, Comparison, is_contested};
use crate::detail::{Detail, Slot};
use crate::file::ConflictKind;
use crate::story::{StatementRef, Story};

/// Statements that cannot both hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// On what.
    pub on: ConflictKind,
    /// True where a later report replaces an earlier value.
    pub update: bool,
    /// Each statement with its value, in words, and where the value stands (bytes of its report).
    pub sides: Vec<(StatementRef, String, Span)>,
    /// The claims (indices) whose detail it is.
    pub claims: Vec<usize>,
    /// In words.
    pub why: String,
}

/// The conflicts of a story, in the order of their first statements. Claims that share statements may share a conflict.
pub fn find(story: &Story, comparison: &Comparison, claims: &[Claim]) -> Vec<Conflict> {
    let mut conflicts: Vec<Conflict> = Vec::new();
    // By the statement of their first side: a hostile story has very many.
    let mut known: BTreeMap<Option<StatementRef>, Vec<usize>> = BTreeMap::new();
    let mut headed_by: BTreeMap<StatementRef, Vec<usize>> = BTreeMap::new();
    for (place, claim) in claims.iter().enumerate() {
        headed_by.entry(claim.core).or_default().push(place);
        for detail in claim.details.iter().filter(|detail| is_contested(detail)) {
            let found = of_detail(story, detail, place);
            let alike = known.entry(found.sides.first().map(|side| side.0)).or_default();
            let same = |&&at: &&usize| conflicts[at].on == found.on && conflicts[at].sides == found.sides;
            match alike.iter().find(same) {
                Some(&same) => conflicts[same].claims.push(place),
                None => {
                    alike.push(conflicts.len());
                    conflicts.push(found);
                }
            }
        }
    }
    for detail in across::find(comparison, claims) {
        let mut found = of_detail(story, &detail, 0);
        let of_side = |at: StatementRef| headed_by.get(&at).into_iter().flatten().copied();
        found.claims = found.sides.iter().flat_map(|side| of_side(side.0)).collect();
        found.claims.sort_unstable();
        found.claims.dedup();
        conflicts.push(found);
    }
    conflicts.sort_by_key(|conflict| conflict.sides.iter().map(|side| (side.0, side.2)).min());
    conflicts
}

fn of_detail(story: &Story, detail: &Detail, claim: usize) -> Conflict {
    let words = |at: StatementRef, span: Span| span.of(&story.reports[at.report].report.text).to_owned();
    let mut sides: Vec<(StatementRef, String, Span)> = Vec::new();
    let mut values: Vec<String> = Vec::new();
    for value in &detail.values {
        // "12 people" and "Twelve people" are one value: the words of its first statement stand for it.
        let Some(&(first, span)) = value.given.first() else { continue };
        let shown = words(first, span);
        values.push(format!("“{shown}”"));
        sides.extend(value.given.iter().map(|&(at, span)| (at, shown.clone(), span)));
    }
    sides.sort_by_key(|side| (side.0, side.2));
    let update = detail.on == Slot::Number && update::replaces(story, &sides, detail.grows);
    let matter = match (detail.on, detail.matter.as_str()) {
        (Slot::Number, matter) if !matter.is_empty() => format!(" ({matter})"),
        _ => String::new(),
    };
    let mut why = format!("{}{matter}", values.join(" against "));
    if update {
        why.push_str("; a later report replaces an earlier value");
    }
    Conflict { on: kind(detail.on), update, sides, claims: vec![claim], why }
}

fn kind(on: Slot) -> ConflictKind {
    match on {
        Slot::Number => ConflictKind::Number,
        Slot::Time => ConflictKind::Date,
        Slot::Place => ConflictKind::Place,
        Slot::Actor => ConflictKind::Actor,
        Slot::Polarity => ConflictKind::Negation,
        Slot::Reality => ConflictKind::Modality,
        Slot::Object | Slot::Deed => ConflictKind::Other,
    }
}
