//! How a claim stands, and why.

use crate::claim::Claim;
use crate::conflict::Conflict;
use crate::file::Standing;
use crate::origin::Origins;
use crate::story::Story;

/// How a claim stands, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// How it stands.
    pub standing: Standing,
    /// Origins of its statements (indices), each once, in order.
    pub origins: Vec<usize>,
    /// In words.
    pub why: String,
}

/// Judges each claim, in the order of `claims`.
pub fn judge(
    _story: &Story,
    claims: &[Claim],
    _conflicts: &[Conflict],
    _origins: &Origins,
) -> Vec<Judgement> {
    claims
        .iter()
        .map(|_| Judgement { standing: Standing::SingleSource, origins: Vec::new(), why: String::new() })
        .collect()
}
