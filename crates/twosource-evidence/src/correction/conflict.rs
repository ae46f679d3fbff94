//! Conflicts that are none.

use super::ConflictRef;
use super::apply::{Idle, Working};
use super::decided::Effect;

impl Working<'_> {
    /// Takes a conflict away; the claims that it touched are judged without it.
    pub fn dismiss_conflict(&mut self, conflict: &ConflictRef, correction: &str) -> Result<(), Idle> {
        let place = self.texts.conflict(conflict, &self.story).map_err(|why| (Effect::Stale, why))?;
        let gone = self.story.conflicts.remove(place);
        for claim in gone.claims {
            if self.story.claims.iter().any(|known| known.id == claim) {
                self.touch_claim(&claim, correction);
            }
        }
        Ok(())
    }
}
