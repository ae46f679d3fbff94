//! Origins that are one, and statements that come from somebody else.

use std::collections::BTreeSet;

use super::apply::{Idle, Working};
use super::claims::keep_first;
use super::decided::Effect;
use super::{Anchor, ClaimRef, OriginRef};
use crate::file::{ClaimRecord, OriginKind, OriginRecord};
use crate::origin::Ground;

impl Working<'_> {
    /// Makes one of several origins, under the id and the name of the first.
    pub fn merge_origins(&mut self, origins: &[OriginRef], correction: &str) -> Result<(), Idle> {
        let places = origins.iter().map(|origin| self.texts.origin(origin, &self.story));
        let places: Vec<usize> = places.collect::<Result<_, String>>().map_err(|why| (Effect::Stale, why))?;
        let mut distinct = places.clone();
        keep_first(&mut distinct, |place| *place);
        if distinct.len() < 2 {
            return Err((Effect::Settled, "they are one source already".to_owned()));
        }
        self.join(&distinct, correction);
        Ok(())
    }

    /// Gives statements of a claim another origin: the story's own of that name, else a new one.
    pub fn set_source(
        &mut self,
        (claim, statements): (&ClaimRef, &[Anchor]),
        (kind, name): (OriginKind, &str),
        correction: &str,
    ) -> Result<(), Idle> {
        let place = self.texts.claim(claim, &self.story).map_err(|why| (Effect::Stale, why))?;
        let meant: BTreeSet<(&str, (usize, usize))> = (statements.iter())
            .filter_map(|anchor| Some((anchor.report.as_str(), self.texts.statement(anchor)?)))
            .collect();
        let is_meant =
            |at: &crate::file::ClaimStatement| meant.contains(&(at.report.as_str(), (at.start, at.end)));
        let own = &self.story.claims[place];
        if !own.statements.iter().any(is_meant) {
            return Err((Effect::Stale, "none of its statements is still in the claim".to_owned()));
        }
        let called = |origin: &OriginRecord| {
            let bare = origin.name.strip_suffix(", as quoted").unwrap_or(&origin.name);
            origin.kind == kind && origin.ground == ground(kind) && (origin.name == name || bare == name)
        };
        let known = self.story.origins.iter().find(|origin| called(origin)).map(|origin| origin.id.clone());
        let rests = |id: &String| {
            let theirs = own.statements.iter().filter(|at| is_meant(at));
            theirs.clone().all(|at| at.origin == *id && at.also_from.is_empty())
        };
        if known.as_ref().is_some_and(rests) {
            return Err((Effect::Settled, "the program has it from there too".to_owned()));
        }
        let id = known.unwrap_or_else(|| self.new_origin(kind, name, correction));
        // A sentence may stand in several claims: it comes from one place in all of them.
        let mut touched = Vec::new();
        let mut reports = Vec::new();
        for claim in &mut self.story.claims {
            let theirs: Vec<usize> =
                (0..claim.statements.len()).filter(|&at| is_meant(&claim.statements[at])).collect();
            if theirs.is_empty() {
                continue;
            }
            for at in theirs {
                let statement = &mut claim.statements[at];
                statement.origin.clone_from(&id);
                statement.also_from.clear();
                // The words that named somebody else tell nothing of this source.
                statement.attribution = None;
                reports.push(statement.report.clone());
            }
            origins_of_values(claim);
            touched.push(claim.id.clone());
        }
        if let Some(origin) = self.story.origins.iter_mut().find(|origin| origin.id == id) {
            origin.reports.extend(reports);
            keep_first(&mut origin.reports, String::clone);
        }
        for claim in touched {
            self.touch_claim(&claim, correction);
        }
        Ok(())
    }

    /// Makes one of the origins at these places, under the id and name of the first.
    pub(super) fn join(&mut self, places: &[usize], correction: &str) {
        let Some((&first, rest)) = places.split_first() else { return };
        if rest.is_empty() {
            return;
        }
        let id = self.story.origins[first].id.clone();
        let mut gone = BTreeSet::new();
        for &place in rest {
            let part = self.story.origins[place].clone();
            let whole = &mut self.story.origins[first];
            whole.reports.extend(part.reports);
            whole.ground = whole.ground.max(part.ground);
            whole.why = format!("{}; {}; one by a person's decision ({correction})", whole.why, part.why);
            gone.insert(part.id);
        }
        keep_first(&mut self.story.origins[first].reports, String::clone);
        self.story.origins.retain(|origin| !gone.contains(&origin.id));
        let now = |origin: &mut String| {
            if gone.contains(origin) {
                origin.clone_from(&id);
            }
        };
        let mut touched = Vec::new();
        for claim in &mut self.story.claims {
            let rests = |at: &crate::file::ClaimStatement| gone.iter().any(|id| at.rests_on(id));
            let listed = claim.origins.iter().any(|origin| gone.contains(origin));
            if !listed && !claim.statements.iter().any(rests) {
                continue;
            }
            claim.origins.iter_mut().for_each(now);
            keep_first(&mut claim.origins, String::clone);
            claim.sayings.iter_mut().for_each(|saying| now(&mut saying.origin));
            keep_first(&mut claim.sayings, |saying| saying.origin.clone());
            for statement in &mut claim.statements {
                now(&mut statement.origin);
                statement.also_from.iter_mut().for_each(now);
                statement.also_from.retain(|also| *also != statement.origin);
                keep_first(&mut statement.also_from, String::clone);
            }
            origins_of_values(claim);
            touched.push(claim.id.clone());
        }
        for claim in touched {
            self.touch_claim(&claim, correction);
        }
    }

    /// Notes that a correction touched the claims that rest on these origins.
    pub(super) fn touch_resting_on(&mut self, origins: &[String], correction: &str) {
        let rest = |claim: &&ClaimRecord| {
            claim.statements.iter().any(|at| origins.iter().any(|origin| at.rests_on(origin)))
        };
        let touched: Vec<String> =
            self.story.claims.iter().filter(rest).map(|claim| claim.id.clone()).collect();
        for claim in touched {
            self.touch_claim(&claim, correction);
        }
    }

    fn new_origin(&mut self, kind: OriginKind, name: &str, correction: &str) -> String {
        let id = self.free_origin_id();
        self.story.origins.push(OriginRecord {
            id: id.clone(),
            kind,
            name: name.to_owned(),
            ground: ground(kind),
            reports: Vec::new(),
            why: format!("by a person's decision ({correction})"),
        });
        id
    }

    /// An id that no origin of the story has.
    pub(super) fn free_origin_id(&self) -> String {
        let numbers =
            self.story.origins.iter().filter_map(|origin| origin.id.strip_prefix('O')?.parse().ok());
        format!("O{}", numbers.max().unwrap_or(0_usize) + 1)
    }
}

/// What a source of this sort stands on where a person names it: of an agency and a release it is still not told whom they have
/// it from.
fn ground(kind: OriginKind) -> Ground {
    match kind {
        OriginKind::Speaker | OriginKind::Document | OriginKind::Outlet => Ground::Named,
        OriginKind::Agency | OriginKind::Release => Ground::Relayed,
    }
}

/// Says anew whom each value of a claim's details comes from.
fn origins_of_values(claim: &mut ClaimRecord) {
    let statements = &claim.statements;
    for value in claim.details.iter_mut().flat_map(|detail| &mut detail.values) {
        let theirs = value.statements.iter().filter_map(|&place| statements.get(place));
        value.origins =
            theirs.flat_map(|at| std::iter::once(&at.origin).chain(&at.also_from)).cloned().collect();
        keep_first(&mut value.origins, String::clone);
    }
}
