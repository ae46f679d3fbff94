//! The independent roots of what is said.

use std::collections::BTreeMap;

use crate::cast::Cast;
use crate::claim::Claim;
use crate::dependence::Dependence;
use crate::file::OriginKind;
use crate::story::{StatementRef, Story};

/// An independent root of what is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// What sort of root.
    pub kind: OriginKind,
    /// Its name, in words.
    pub name: String,
    /// The reports (indices into the story) that rest on it.
    pub reports: Vec<usize>,
    /// In words.
    pub why: String,
}

/// The origins of a story.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// Position + 1 is the number in the file's "O1".
    pub origins: Vec<Origin>,
    /// From each statement to its origin (index into `origins`).
    pub of: BTreeMap<StatementRef, usize>,
}

/// Traces every statement of the story to its origin.
pub fn find(_story: &Story, _cast: &Cast, _dependence: &[Dependence], _claims: &[Claim]) -> Origins {
    Origins::default()
}
