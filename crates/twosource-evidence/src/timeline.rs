//! Claims in order of the time they tell of.

use crate::claim::Claim;
use crate::story::Story;

/// A claim in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// TIMEX3 value.
    pub time: String,
    /// "time", "day", "week", "month", "quarter", "year" or "decade".
    pub precision: &'static str,
    /// Index into the claims.
    pub claim: usize,
}

/// The timeline of a story.
pub fn find(_story: &Story, _claims: &[Claim]) -> Vec<Entry> {
    Vec::new()
}
