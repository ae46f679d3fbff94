//! Entities of several reports that are one.

use super::found::Found;

/// Entities of several reports that are one.
#[derive(Debug, Default)]
pub(super) struct Cluster<'f, 's> {
    pub members: Vec<&'f Found<'s>>,
}

impl<'f, 's> Cluster<'f, 's> {
    pub(super) fn of(found: &'f Found<'s>) -> Self {
        Cluster { members: vec![found] }
    }

    /// Mentions in all reports.
    pub(super) fn mentions(&self) -> usize {
        self.members.iter().map(|found| found.entity.mentions.len()).sum()
    }

    /// Every name, those of the first member first.
    pub(super) fn names(&self) -> impl Iterator<Item = &'s str> + '_ {
        self.members.iter().flat_map(|found| found.names.iter().copied())
    }

    /// Every role and nominal.
    pub(super) fn descriptions(&self) -> impl Iterator<Item = &'s str> + '_ {
        self.members.iter().flat_map(|found| {
            let roles = found.entity.roles.iter().map(|role| role.text.as_str());
            roles.chain(found.nominals.iter().copied())
        })
    }
}
