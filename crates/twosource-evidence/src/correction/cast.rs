//! Entities that are one, and entities that are two, and what follows for the origins that bear their names.

use std::collections::BTreeSet;

use super::apply::{Idle, Working};
use super::claims::keep_first;
use super::decided::Effect;
use super::{EntityAnchor, EntityRef};
use crate::file::{CastMember, ClaimRecord, ClaimStatement, EntityMember, OriginKind, OriginRecord};
use crate::origin::{Ground, recorded};

impl Working<'_> {
    /// Makes one of several of the cast, under the id of the first. Their words are one origin then.
    pub fn merge_entities(&mut self, entities: &[EntityRef], correction: &str) -> Result<(), Idle> {
        let places = entities.iter().map(|entity| self.texts.cast_member(entity, &self.story));
        let places: BTreeSet<usize> =
            places.collect::<Result<_, String>>().map_err(|why| (Effect::Stale, why))?;
        let mut parts = places.iter().copied();
        let (Some(first), true) = (parts.next(), places.len() > 1) else {
            return Err((Effect::Settled, "they are one in the cast already".to_owned()));
        };
        let mut merged = self.story.entities[first].clone();
        let mut names = BTreeSet::from([merged.name.clone()]);
        let mut gone = BTreeSet::new();
        self.touch_entity(&merged.id, correction);
        for place in parts {
            let part = self.story.entities[place].clone();
            self.touch_entity(&part.id, correction);
            let from = self.entities.remove(&part.id).unwrap_or_default();
            if let Some(touch) = self.entities.get_mut(&merged.id) {
                touch.from.extend(from.from);
            }
            names.insert(part.name.clone());
            merged.aliases.push(part.name);
            merged.aliases.extend(part.aliases);
            merged.roles.extend(part.roles);
            merged.members.extend(part.members);
            gone.insert(part.id);
        }
        keep_first(&mut merged.aliases, String::clone);
        merged.aliases.retain(|alias| *alias != merged.name);
        keep_first(&mut merged.roles, String::clone);
        let order: Vec<&String> = self.story.reports.iter().collect();
        merged.members.sort_by_cached_key(|member| {
            (order.iter().position(|report| **report == member.report), member.clone())
        });
        for claim in &mut self.story.claims {
            for about in claim.about.iter_mut().filter(|about| gone.contains(*about)) {
                *about = merged.id.clone();
            }
            keep_first(&mut claim.about, String::clone);
        }
        for speaker in self.story.quotations.iter_mut().filter_map(|quotation| quotation.speaker.as_mut()) {
            if gone.contains(speaker) {
                *speaker = merged.id.clone();
            }
        }
        self.story.entities[first] = merged;
        self.story.entities.retain(|entity| !gone.contains(&entity.id));
        self.join_origins(&names, correction);
        Ok(())
    }

    /// Makes another of some members of one of the cast, under the correction's id. What they say is an origin of its own.
    pub fn split_entity(
        &mut self,
        entity: &EntityRef,
        apart: &[EntityAnchor],
        correction: &str,
    ) -> Result<(), Idle> {
        let place = self.texts.cast_member(entity, &self.story).map_err(|why| (Effect::Stale, why))?;
        let whole = self.story.entities[place].clone();
        let meant: BTreeSet<EntityMember> = (apart.iter())
            .filter_map(|anchor| {
                let entity = self.texts.entity(anchor)?.to_owned();
                Some(EntityMember { report: anchor.mention.report.clone(), entity })
            })
            .collect();
        if meant.is_empty() {
            return Err((Effect::Stale, "none of its mentions is still in the reports".to_owned()));
        }
        let (taken, left): (Vec<_>, Vec<_>) = whole.members.iter().cloned().partition(|m| meant.contains(m));
        if taken.is_empty() || left.is_empty() {
            return Err((Effect::Settled, "its mentions stand apart already".to_owned()));
        }
        self.touch_entity(&whole.id, correction);
        let mut touch = self.entities.get(&whole.id).cloned().unwrap_or_default();
        touch.corrections.retain(|id| id == correction);
        self.entities.insert(correction.to_owned(), touch);
        let (left, taken) = (self.member(&whole, &whole.id, left), self.member(&whole, correction, taken));
        for place in 0..self.story.claims.len() {
            let claim = &self.story.claims[place];
            let Some(at) = claim.about.iter().position(|about| *about == whole.id) else { continue };
            let ids = [&left, &taken].into_iter().filter(|member| self.speaks_of(claim, member));
            let ids: Vec<String> = ids.map(|member| member.id.clone()).collect();
            self.story.claims[place].about.splice(at..=at, ids);
        }
        for place in 0..self.story.quotations.len() {
            let quotation = &self.story.quotations[place];
            let speakers = quotation.versions.iter().filter_map(|version| {
                recorded::speaker(self.texts.record(&version.report)?, version.attribution.as_deref())
            });
            let first = speakers.clone().next();
            if quotation.speaker.as_ref() == Some(&whole.id) && first.is_some_and(|s| meant.contains(&s)) {
                self.story.quotations[place].speaker = Some(taken.id.clone());
            }
        }
        self.part_origin(&whole.name, &taken, correction);
        self.story.entities[place] = left;
        self.story.entities.insert(place + 1, taken);
        Ok(())
    }

    /// A part of one of the cast, by the names its own members have.
    fn member(&self, whole: &CastMember, id: &str, members: Vec<EntityMember>) -> CastMember {
        let records = members.iter().filter_map(|member| {
            let record = self.texts.record(&member.report)?;
            record.entities.iter().find(|entity| entity.id == member.entity)
        });
        let (mut names, mut roles) = (Vec::new(), Vec::new());
        for record in records {
            names.push(record.name.clone());
            names.extend(record.aliases.iter().cloned());
            roles.extend(record.roles.iter().cloned());
        }
        keep_first(&mut names, String::clone);
        keep_first(&mut roles, String::clone);
        let keeps_name = names.contains(&whole.name);
        let name = if keeps_name { Some(whole.name.clone()) } else { names.first().cloned() };
        let name = name.unwrap_or_else(|| whole.name.clone());
        names.retain(|known| *known != name);
        CastMember { id: id.to_owned(), kind: whole.kind.clone(), name, aliases: names, roles, members }
    }

    /// True where a statement of the claim mentions one of the cast.
    fn speaks_of(&self, claim: &ClaimRecord, member: &CastMember) -> bool {
        claim.statements.iter().any(|at| {
            let Some(record) = self.texts.record(&at.report) else { return false };
            let here = member.members.iter().filter(|known| known.report == at.report);
            let entities =
                here.filter_map(|known| record.entities.iter().find(|entity| entity.id == known.entity));
            entities.flat_map(|entity| &entity.mentions).any(|m| at.start <= m.start && m.end <= at.end)
        })
    }

    /// Makes one of the origins that bear these names.
    fn join_origins(&mut self, names: &BTreeSet<String>, correction: &str) {
        let is_theirs =
            |origin: &OriginRecord| origin.kind == OriginKind::Speaker && names.contains(bare(&origin.name));
        let theirs = (0..self.story.origins.len()).filter(|&place| is_theirs(&self.story.origins[place]));
        let theirs: Vec<usize> = theirs.collect();
        self.join(&theirs, correction);
    }

    /// Gives what these members say an origin of its own.
    fn part_origin(&mut self, name: &str, member: &CastMember, correction: &str) {
        let is_whole =
            |origin: &&OriginRecord| origin.kind == OriginKind::Speaker && bare(&origin.name) == name;
        let Some(whole) = self.story.origins.iter().find(is_whole).map(|origin| origin.id.clone()) else {
            return;
        };
        let speaks = |at: &ClaimStatement| {
            let record = self.texts.record(&at.report);
            let speaker = record.and_then(|record| recorded::speaker(record, at.attribution.as_deref()));
            at.origin == whole && speaker.is_some_and(|speaker| member.members.contains(&speaker))
        };
        let mut theirs = Vec::new();
        for (place, claim) in self.story.claims.iter().enumerate() {
            let said = claim.statements.iter().enumerate().filter(|(_, at)| speaks(at));
            theirs.extend(said.map(|(statement, at)| (place, statement, at.report.clone())));
        }
        if theirs.is_empty() {
            return;
        }
        let id = self.free_origin_id();
        let mut reports: Vec<String> = theirs.iter().map(|(.., report)| report.clone()).collect();
        keep_first(&mut reports, String::clone);
        let why = format!("somebody else than {name}, by a person's decision ({correction})");
        let kind = OriginKind::Speaker;
        self.story.origins.push(OriginRecord {
            id: id.clone(),
            kind,
            name: member.name.clone(),
            ground: Ground::Named,
            reports,
            why,
        });
        for (place, statement, _) in theirs {
            let claim = &mut self.story.claims[place];
            claim.statements[statement].origin = id.clone();
            let claim = claim.id.clone();
            self.touch_claim(&claim, correction);
        }
    }
}

/// The name of whoever an origin is.
fn bare(name: &str) -> &str {
    name.strip_suffix(", as quoted").unwrap_or(name)
}
