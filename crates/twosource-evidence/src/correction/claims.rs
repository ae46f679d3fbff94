//! Claims that are one, and claims that are two.

use std::collections::BTreeSet;

use super::apply::{Idle, Working};
use super::decided::Effect;
use super::regroup::with_statements;
use super::{Anchor, ClaimRef};
use crate::file::{ClaimRecord, ClaimStatement, Support};

/// What joined the statements of a claim that a person put together.
fn joined_by(correction: &str) -> String {
    format!("a person's decision ({correction})")
}

impl Working<'_> {
    /// Makes one claim of several, under the id of the first.
    pub fn merge_claims(&mut self, claims: &[ClaimRef], correction: &str) -> Result<(), Idle> {
        let places = claims.iter().map(|claim| self.texts.claim(claim, &self.story));
        let places: BTreeSet<usize> =
            places.collect::<Result<_, String>>().map_err(|why| (Effect::Stale, why))?;
        let mut parts = places.iter().copied();
        let (Some(first), true) = (parts.next(), places.len() > 1) else {
            return Err((Effect::Settled, "they are one claim already".to_owned()));
        };
        let mut merged = self.story.claims[first].clone();
        let own = merged.statements.clone();
        let mut gone = BTreeSet::new();
        self.touch_claim(&merged.id, correction);
        for place in parts {
            let part = self.story.claims[place].clone();
            self.touch_claim(&part.id, correction);
            let from = self.claims.remove(&part.id).unwrap_or_default();
            if let Some(touch) = self.claims.get_mut(&merged.id) {
                touch.from.extend(from.from);
                touch.corrections.extend(from.corrections);
                touch.corrections.sort_by_key(|id| order_of(id));
                touch.corrections.dedup();
            }
            let known: BTreeSet<_> = merged.statements.iter().map(stretch).collect();
            let added: Vec<_> =
                part.statements.iter().filter(|at| !known.contains(&stretch(at))).cloned().collect();
            merged.statements.extend(added);
            merged.about.extend(part.about);
            merged.sayings.extend(part.sayings);
            merged.joined_by.extend(part.joined_by);
            merged.score = merged.score.min(part.score);
            merged.time = merged.time.or(part.time);
            gone.insert(part.id);
        }
        keep_first(&mut merged.about, String::clone);
        keep_first(&mut merged.sayings, |saying| saying.origin.clone());
        merged.joined_by.push(joined_by(correction));
        self.in_order(&mut merged.statements);
        let merged = with_statements(&ClaimRecord { statements: own, ..merged.clone() }, merged.statements);
        for entry in self.story.timeline.iter_mut().filter(|entry| gone.contains(&entry.claim)) {
            entry.claim = merged.id.clone();
        }
        keep_first(&mut self.story.timeline, |entry| (entry.time.clone(), entry.claim.clone()));
        self.story.claims[first] = merged;
        self.story.claims.retain(|claim| !gone.contains(&claim.id));
        self.place_conflicts();
        Ok(())
    }

    /// Makes a claim of some of the statements of another, under the correction's id.
    pub fn split_claim(&mut self, claim: &ClaimRef, apart: &[Anchor], correction: &str) -> Result<(), Idle> {
        let place = self.texts.claim(claim, &self.story).map_err(|why| (Effect::Stale, why))?;
        let whole = self.story.claims[place].clone();
        let meant: BTreeSet<(&str, (usize, usize))> = (apart.iter())
            .filter_map(|anchor| Some((anchor.report.as_str(), self.texts.statement(anchor)?)))
            .collect();
        let is_apart = |at: &ClaimStatement| meant.contains(&(at.report.as_str(), (at.start, at.end)));
        let (taken, left): (Vec<_>, Vec<_>) = whole.statements.iter().cloned().partition(is_apart);
        if meant.is_empty() {
            return Err((Effect::Stale, "none of its statements is still in the reports".to_owned()));
        }
        if taken.is_empty() || left.is_empty() {
            return Err((Effect::Settled, "its statements stand apart already".to_owned()));
        }
        self.touch_claim(&whole.id, correction);
        let mut touch = self.claims.get(&whole.id).cloned().unwrap_or_default();
        touch.corrections.retain(|id| id == correction);
        self.claims.insert(correction.to_owned(), touch);
        let part = |id: &str, statements: Vec<ClaimStatement>| {
            let holds_words = |at: &ClaimStatement| {
                self.texts.words(&at.report, at.start, at.end) == Some(whole.text.as_str())
            };
            let keeps_words = statements.iter().any(holds_words);
            let first = statements.first().cloned();
            let alone = statements.len() == 1;
            let part = self.left_of(&whole, statements);
            ClaimRecord {
                id: id.to_owned(),
                time: if keeps_words { whole.time.clone() } else { first.and_then(|at| self.time_of(&at)) },
                score: if alone { 1.0 } else { whole.score },
                joined_by: if alone { Vec::new() } else { whole.joined_by.clone() },
                ..part
            }
        };
        let (left, taken) = (part(&whole.id, left), part(correction, taken));
        if let Some(time) = taken.time.clone()
            && let Some(at) = self.story.timeline.iter().position(|entry| entry.time == time)
        {
            let entry =
                crate::file::TimelineEntry { claim: taken.id.clone(), ..self.story.timeline[at].clone() };
            self.story.timeline.insert(at + 1, entry);
        }
        if left.time != whole.time {
            self.story.timeline.retain(|entry| entry.claim != left.id);
        }
        self.story.claims[place] = left;
        self.story.claims.insert(place + 1, taken);
        self.place_conflicts();
        Ok(())
    }

    /// Puts statements of one claim into another. A claim that is left without any goes.
    pub fn move_statements(
        &mut self,
        claim: &ClaimRef,
        statements: &[Anchor],
        to: &ClaimRef,
        correction: &str,
    ) -> Result<(), Idle> {
        let stale = |why| (Effect::Stale, why);
        let from = self.texts.claim(claim, &self.story).map_err(stale)?;
        let to = self.texts.claim(to, &self.story).map_err(stale)?;
        if from == to {
            return Err((Effect::Settled, "they stand in that claim already".to_owned()));
        }
        let meant: BTreeSet<(&str, (usize, usize))> = (statements.iter())
            .filter_map(|anchor| Some((anchor.report.as_str(), self.texts.statement(anchor)?)))
            .collect();
        let is_meant = |at: &ClaimStatement| meant.contains(&(at.report.as_str(), (at.start, at.end)));
        let whole = self.story.claims[from].clone();
        let (taken, left): (Vec<_>, Vec<_>) = whole.statements.iter().cloned().partition(is_meant);
        if taken.is_empty() {
            let stands = self.story.claims[to].statements.iter().any(is_meant);
            return Err(match stands {
                true => (Effect::Settled, "they stand in that claim already".to_owned()),
                false => stale("none of its statements is still in the claim".to_owned()),
            });
        }
        let goal = self.story.claims[to].clone();
        let mut joined = goal.statements.clone();
        joined.retain(|at| !is_meant(at));
        // Whoever puts it there says that it says so.
        let says = |at: ClaimStatement| match at.support {
            Support::Apart => ClaimStatement { support: Support::Says, ..at },
            _ => at,
        };
        joined.extend(taken.into_iter().map(says));
        self.in_order(&mut joined);
        let mut goal = with_statements(&goal, joined);
        goal.joined_by.push(joined_by(correction));
        let (goal_id, whole_id) = (goal.id.clone(), whole.id.clone());
        self.touch_claim(&whole_id, correction);
        self.touch_claim(&goal_id, correction);
        if let Some(touch) = self.claims.get_mut(&goal_id)
            && !touch.from.contains(&whole_id)
        {
            touch.from.push(whole_id.clone());
        }
        self.story.claims[to] = goal;
        if left.is_empty() {
            self.story.claims.remove(from);
            self.claims.remove(&whole_id);
            self.story.timeline.retain(|entry| entry.claim != whole_id);
        } else {
            self.story.claims[from] = self.left_of(&whole, left);
        }
        self.place_conflicts();
        Ok(())
    }

    /// The time that dates a statement in its report.
    fn time_of(&self, at: &ClaimStatement) -> Option<String> {
        let statements = &self.texts.record(&at.report)?.statements;
        statements.iter().find(|known| (known.start, known.end) == (at.start, at.end))?.time.clone()
    }

    /// Puts statements in the order of the story's reports.
    fn in_order(&self, statements: &mut [ClaimStatement]) {
        let place = |report: &String| self.story.reports.iter().position(|known| known == report);
        statements.sort_by_cached_key(|at| (place(&at.report), at.start, at.end));
    }

    /// Says anew which claims each conflict touches.
    pub(super) fn place_conflicts(&mut self) {
        let claims = &self.story.claims;
        for conflict in &mut self.story.conflicts {
            let sides: BTreeSet<_> =
                conflict.statements.iter().map(|at| (at.report.as_str(), at.start, at.end)).collect();
            let touched =
                claims.iter().filter(|claim| claim.statements.iter().any(|at| sides.contains(&stretch(at))));
            conflict.claims = touched.map(|claim| claim.id.clone()).collect();
        }
    }
}

fn stretch(at: &ClaimStatement) -> (&str, usize, usize) {
    (&at.report, at.start, at.end)
}

/// Corrections in the order they were made: by number.
fn order_of(id: &str) -> (usize, String) {
    (id.len(), id.to_owned())
}

/// Drops what has come before, by its key.
pub(super) fn keep_first<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let mut known = BTreeSet::new();
    items.retain(|item| known.insert(key(item)));
}
