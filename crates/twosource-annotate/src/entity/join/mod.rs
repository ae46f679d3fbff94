//! Names of one thing joined into one entity, each kind by its own rule.

mod organisation;
mod person;
mod plain;
mod state;

use std::ops::Range;

use super::draft::Draft;
use super::name::Named;
use super::page::Page;
use super::{EntityKind, MentionForm};

/// The entities found so far, and whose name each token is part of.
#[derive(Debug)]
pub(crate) struct Roster {
    pub drafts: Vec<Draft>,
    /// For each token, the entity (index into `drafts`) whose name holds it.
    owner: Vec<Option<usize>>,
}

impl Roster {
    fn new(tokens: usize) -> Self {
        Roster { drafts: Vec::new(), owner: vec![None; tokens] }
    }

    /// The entity whose name holds token `i`.
    pub(crate) fn owner(&self, i: usize) -> Option<usize> {
        self.owner.get(i).copied().flatten()
    }

    /// True where token `i` is part of a person's name.
    pub(crate) fn is_person(&self, i: usize) -> bool {
        self.owner(i).is_some_and(|e| self.drafts[e].kind == EntityKind::Person)
    }

    /// A new entity.
    pub(crate) fn add(&mut self, draft: Draft) -> usize {
        self.drafts.push(draft);
        self.drafts.len() - 1
    }

    /// Notes a name of entity `e`.
    pub(crate) fn name(&mut self, e: usize, tokens: Range<usize>) {
        self.drafts[e].mention(tokens.clone(), MentionForm::Name);
        for slot in self.owner.get_mut(tokens).into_iter().flatten() {
            slot.get_or_insert(e);
        }
    }

    /// The first state that `tokens` name, or whose body they name ("Kremlin").
    pub(crate) fn state_in(&self, mut tokens: Range<usize>) -> Option<usize> {
        let of = |e: usize| Some(&self.drafts[e]).filter(|draft| draft.kind != EntityKind::Person)?.state;
        tokens.find_map(|i| self.owner(i).and_then(of))
    }
}

/// Joins names into entities.
pub(crate) fn join(page: &Page, mut names: Vec<Named>) -> Roster {
    let mut roster = Roster::new(page.doc.len());
    state::join(page, &mut names, &mut roster);
    person::join(page, &names, &mut roster);
    organisation::join(page, &names, &mut roster);
    plain::join(page, &names, &mut roster);
    plain::join_headlines(page, &mut roster);
    roster
}
