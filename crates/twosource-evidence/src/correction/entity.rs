//! What one of the cast is called, what it is, and whether there is such a one at all.

use super::EntityRef;
use super::apply::{Idle, Working};
use super::decided::Effect;
use crate::file::{OriginKind, OriginRecord};

impl Working<'_> {
    /// Calls one of the cast otherwise; the source that bears its name is called so too.
    pub fn rename_entity(&mut self, entity: &EntityRef, name: &str, correction: &str) -> Result<(), Idle> {
        let place = self.cast_place(entity)?;
        let member = &mut self.story.entities[place];
        if member.name == name {
            return Err((Effect::Settled, "it is called so already".to_owned()));
        }
        let before = std::mem::replace(&mut member.name, name.to_owned());
        member.aliases.retain(|alias| alias != name);
        member.aliases.insert(0, before.clone());
        let id = member.id.clone();
        self.touch_entity(&id, correction);
        let is_theirs = |origin: &&mut OriginRecord| {
            origin.kind == OriginKind::Speaker
                && (origin.name == before || origin.name.strip_suffix(", as quoted") == Some(&before))
        };
        let mut renamed = Vec::new();
        for origin in self.story.origins.iter_mut().filter(is_theirs) {
            origin.name = name.to_owned();
            renamed.push(origin.id.clone());
        }
        self.touch_resting_on(&renamed, correction);
        Ok(())
    }

    /// Says of what kind one of the cast is.
    pub fn retype_entity(&mut self, entity: &EntityRef, kind: &str, correction: &str) -> Result<(), Idle> {
        let place = self.cast_place(entity)?;
        let member = &mut self.story.entities[place];
        if member.kind == kind {
            return Err((Effect::Settled, "it is taken for that already".to_owned()));
        }
        kind.clone_into(&mut member.kind);
        let (id, name) = (member.id.clone(), member.name.clone());
        self.touch_entity(&id, correction);
        // Whether two sources may be one is told otherwise of persons and of bodies.
        let theirs = self.story.origins.iter().filter(|origin| {
            origin.kind == OriginKind::Speaker && origin.name.trim_end_matches(", as quoted") == name
        });
        let theirs: Vec<String> = theirs.map(|origin| origin.id.clone()).collect();
        self.touch_resting_on(&theirs, correction);
        Ok(())
    }

    /// Takes one out of the cast. Who said what stays as it is.
    pub fn drop_entity(&mut self, entity: &EntityRef, correction: &str) -> Result<(), Idle> {
        let place = self.cast_place(entity)?;
        let gone = self.story.entities.remove(place).id;
        for place in 0..self.story.claims.len() {
            self.story.claims[place].about.retain(|about| *about != gone);
        }
        for quotation in &mut self.story.quotations {
            quotation.speaker = quotation.speaker.take().filter(|speaker| *speaker != gone);
        }
        self.touch_entity(&gone, correction);
        Ok(())
    }

    fn cast_place(&self, entity: &EntityRef) -> Result<usize, Idle> {
        self.texts.cast_member(entity, &self.story).map_err(|why| (Effect::Stale, why))
    }
}
