//! An entity while it is being put together.

use std::ops::Range;

use super::facts::Gender;
use super::person_name::PersonName;
use super::{EntityKind, MentionForm};

/// A mention in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub tokens: Range<usize>,
    pub form: MentionForm,
}

/// A role and what it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundRole {
    pub tokens: Range<usize>,
    /// The class of its head noun, and the class that one is a kind of.
    pub class: &'static str,
    pub broader: &'static str,
    /// The state it names.
    pub state: Option<usize>,
    /// True where the report says it of somebody it names; false where a nominal implies it.
    pub is_told: bool,
}

/// An entity while it is being put together.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub kind: EntityKind,
    /// The name a table gives it, whatever the report calls it.
    pub canonical: Option<&'static str>,
    /// For persons.
    pub person: Option<PersonName>,
    pub gender: Option<Gender>,
    /// The state it is, or belongs to.
    pub state: Option<usize>,
    /// In order of their first tokens.
    pub mentions: Vec<Place>,
    pub roles: Vec<FoundRole>,
    /// Classes of the titles that stand before its full names.
    pub titles: Vec<&'static str>,
}

impl Draft {
    pub(crate) fn new(kind: EntityKind) -> Self {
        Draft {
            kind,
            canonical: None,
            person: None,
            gender: None,
            state: None,
            mentions: Vec::new(),
            roles: Vec::new(),
            titles: Vec::new(),
        }
    }

    pub(crate) fn mention(&mut self, tokens: Range<usize>, form: MentionForm) {
        // Names come nearly in order, so that this seldom moves anything.
        let at = self.mentions.partition_point(|other| other.tokens.start <= tokens.start);
        self.mentions.insert(at, Place { tokens, form });
    }

    /// The first token of its first mention.
    pub(crate) fn first(&self) -> usize {
        self.mentions.first().map_or(usize::MAX, |mention| mention.tokens.start)
    }

    /// The last mention that starts before token `i`.
    pub(crate) fn last_before(&self, i: usize) -> Option<usize> {
        let after = self.mentions.partition_point(|mention| mention.tokens.start < i);
        self.mentions.get(after.checked_sub(1)?).map(|mention| mention.tokens.start)
    }
}
