//! Statements that cannot both hold.

use twosource_text::Span;

use crate::cast::Cast;
use crate::claim::Claim;
use crate::file::ConflictKind;
use crate::story::{StatementRef, Story};

/// Statements that cannot both hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// On what.
    pub on: ConflictKind,
    /// True where a later report replaces an earlier value.
    pub update: bool,
    /// Each statement with its value, in words, and where the value stands (bytes of its report).
    pub sides: Vec<(StatementRef, String, Span)>,
    /// In words.
    pub why: String,
}

/// Finds the conflicts within claims and between near-claims of a story.
pub fn find(_story: &Story, _cast: &Cast, _claims: &[Claim]) -> Vec<Conflict> {
    Vec::new()
}
