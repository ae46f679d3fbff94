//! Persons and bodies that a report never names: "the South Korean military", "the bus driver".

use super::phrase::{Phrase, What};
use crate::entity::EntityKind;
use crate::entity::draft::Draft;
use crate::entity::facts::Family;
use crate::entity::join::Roster;
use crate::entity::page::Page;

/// Phrases that no named entity fits, gathered by what they say.
#[derive(Default)]
pub(super) struct Unnamed {
    groups: Vec<Vec<Phrase>>,
}

impl Unnamed {
    /// Adds a phrase to the last group it fits, or to one of its own.
    pub(super) fn add(&mut self, _page: &Page, phrase: Phrase) {
        const LOOKED_AT: usize = 200;
        let known = self
            .groups
            .iter_mut()
            .rev()
            .take(LOOKED_AT)
            .find(|group| group.first().is_some_and(|first| is_same(first, &phrase)));
        match known {
            Some(group) => group.push(phrase),
            None => self.groups.push(vec![phrase]),
        }
    }

    /// Makes entities of the groups that tell enough to be known again.
    pub(super) fn join(self, roster: &mut Roster) {
        for group in self.groups.into_iter().filter(|group| is_worth_keeping(group)) {
            let Some(first) = group.first() else { continue };
            let kind = match first.what {
                What::Person(_) => EntityKind::Person,
                What::Body(_) => EntityKind::Organisation,
            };
            let mut draft = Draft::new(kind);
            draft.state = first.state;
            let entity = roster.add(draft);
            for phrase in &group {
                phrase.give_to(roster, entity);
            }
        }
    }
}

/// The later phrase says nothing that the first does not: "the suspect" after "the 22-year-old suspect".
fn is_same(first: &Phrase, later: &Phrase) -> bool {
    let same_head = match (first.what, later.what) {
        (What::Person(a), What::Person(b)) => a.class == b.class,
        (What::Body(_), What::Body(_)) => first.head == later.head,
        _ => false,
    };
    same_head
        && (later.state.is_none() || later.state == first.state)
        && (later.owner.is_none() || later.owner == first.owner)
        && later.modifiers.is_subset(&first.modifiers)
}

fn is_worth_keeping(group: &[Phrase]) -> bool {
    let Some(first) = group.first() else { return false };
    let stands_alone = matches!(first.what, What::Body(Family::Force))
        || matches!(first.what, What::Body(Family::Body))
            && matches!(first.head.as_str(), "government" | "court" | "parliament" | "regime");
    group.len() > 1 || first.state.is_some() || first.owner.is_some() || stands_alone
}
