//! Origins and conflicts by the words of their reports.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::MOST_NAMED;
use super::anchor::{Anchor, Texts, cut};
use crate::file::{ConflictKind, ConflictRecord, OriginKind, OriginRecord, StoryRecord};

/// An origin by the statements that rest on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OriginRef {
    /// What sort of root.
    pub origin: OriginKind,
    /// Its name when the correction was made.
    pub name: String,
    /// The statements that rested on it then.
    pub statements: Vec<Anchor>,
}

/// A conflict by its statements and their values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConflictRef {
    /// On what.
    pub on: ConflictKind,
    /// The values that its statements gave when the correction was made, in their order.
    pub values: Vec<String>,
    /// Its statements then.
    pub statements: Vec<Anchor>,
}

impl Texts<'_> {
    /// An origin as a correction refers to it.
    pub fn origin_ref(&self, origin: &OriginRecord, story: &StoryRecord) -> OriginRef {
        let mut statements: Vec<Anchor> = (story.claims.iter().flat_map(|claim| &claim.statements))
            .filter(|at| at.rests_on(&origin.id))
            .filter_map(|at| self.anchor(&at.report, at.start, at.end))
            .collect();
        statements.sort();
        statements.dedup();
        statements.truncate(MOST_NAMED);
        OriginRef { origin: origin.kind, name: cut(&origin.name), statements }
    }

    /// A conflict as a correction refers to it.
    pub fn conflict_ref(&self, conflict: &ConflictRecord) -> ConflictRef {
        let statements = conflict.statements.iter();
        ConflictRef {
            on: conflict.on,
            values: conflict.values.iter().map(|value| cut(value)).collect(),
            statements: statements.filter_map(|at| self.anchor(&at.report, at.start, at.end)).collect(),
        }
    }

    /// The origin of `story` (its place) that a reference means now: that of its name, else the one that most of its statements
    /// rest on.
    ///
    /// # Errors
    /// In words, where there is none of its name and half of its statements rest on no other: the reference is stale.
    pub fn origin(&self, reference: &OriginRef, story: &StoryRecord) -> Result<usize, String> {
        let named =
            |origin: &OriginRecord| origin.kind == reference.origin && cut(&origin.name) == reference.name;
        let still = self.still(&reference.statements);
        let held = |origin: &OriginRecord| {
            let rests =
                |(report, place): &&(&str, (usize, usize))| {
                    story.claims.iter().flat_map(|claim| &claim.statements).any(|at| {
                        at.report == *report && (at.start, at.end) == *place && at.rests_on(&origin.id)
                    })
                };
            still.iter().filter(rests).count()
        };
        // Two may have one name: then the statements tell which is meant.
        let best = (story.origins.iter().enumerate())
            .map(|(place, origin)| ((named(origin), held(origin), std::cmp::Reverse(place)), place))
            .max();
        match best {
            Some(((true, ..), place)) => Ok(place),
            Some(((_, held, _), place)) if held > 0 && held * 2 >= reference.statements.len() => Ok(place),
            _ => Err(format!("no source of the story is {}, nor bears what it said", reference.name)),
        }
    }

    /// The conflict of `story` (its place) that a reference means now: the one that holds its statements.
    ///
    /// # Errors
    /// In words, where there is none, or where it holds a value that nobody had looked at: the reference is stale.
    pub fn conflict(&self, reference: &ConflictRef, story: &StoryRecord) -> Result<usize, String> {
        let still = self.still(&reference.statements);
        let held = |conflict: &ConflictRecord| {
            let holds = |(report, place): &&(&str, (usize, usize))| {
                conflict.statements.iter().any(|at| at.report == *report && (at.start, at.end) == *place)
            };
            still.iter().filter(holds).count()
        };
        let best = (story.conflicts.iter().enumerate())
            .filter(|(_, conflict)| conflict.on == reference.on)
            .map(|(place, conflict)| ((held(conflict), std::cmp::Reverse(place)), place))
            .max();
        let Some(((held, _), place)) = best.filter(|((held, _), _)| *held > 1) else {
            return Err("its statements stand in no conflict any more".to_owned());
        };
        if held < still.len() {
            return Err("its statements stand in several conflicts now".to_owned());
        }
        let known =
            |value: &String| reference.values.iter().any(|known| known.eq_ignore_ascii_case(&cut(value)));
        match story.conflicts[place].values.iter().find(|value| !known(value)) {
            Some(value) => Err(format!("another value has come since: {}", cut(value))),
            None => Ok(place),
        }
    }
}
