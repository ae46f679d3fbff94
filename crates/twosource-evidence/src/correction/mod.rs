//! What a person decided against the evidence: claims, entities or origins that are one or two, who a statement comes from, a
//! conflict that is none, a standing overruled, a report that belongs elsewhere; and what somebody has checked.
//!
//! A [`Correction`] stands beside the evidence and never changes it. It refers to claims and entities by the words of
//! their reports ([`anchor`]), since their ids change whenever a story is weighed again. [`apply`] gives the story as it
//! stands with the corrections, apart from the evidence and with the evidence's own word beside each difference; a
//! correction whose words are gone is *stale* and changes nothing. A withdrawn correction is kept and changes nothing.

mod anchor;
mod apply;
mod ask;
mod cast;
mod claims;
mod conflict;
mod decided;
mod decision;
mod entity;
mod judge;
mod origin;
mod reference;
mod regroup;
mod report;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use anchor::{Anchor, ClaimRef, EntityAnchor, EntityRef};
pub use apply::apply;
pub use ask::Ask;
pub use decided::{Before, CheckedClaim, Decided, DecidedClaim, DecidedEntity, Effect, Outcome};
pub use decision::{Decision, KINDS, LONGEST_INITIALS, LONGEST_TITLE};
pub use reference::{ConflictRef, OriginRef};

/// The most characters of a note.
pub const LONGEST_NOTE: usize = 4_000;

/// The most characters of a person's name.
pub const LONGEST_NAME: usize = 200;

/// The most claims, entities, statements or members that one decision names.
pub const MOST_NAMED: usize = 1_000;

/// A person's decision on a story, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Correction {
    /// "K1", within the collection.
    pub id: String,
    /// Id of the story it was made on.
    pub story: String,
    /// When it was made, RFC 3339.
    pub made: String,
    /// Who made it, where they gave a name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<String>,
    /// Why, in the person's words.
    pub note: String,
    /// Since when it no longer holds.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub withdrawn: Option<Withdrawal>,
    /// What was decided.
    pub decision: Decision,
}

/// That a correction was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Withdrawal {
    /// When, RFC 3339.
    pub at: String,
    /// By whom, where they gave a name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<String>,
    /// Why, where they said so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

/// The number of a correction in its collection. Written "K12".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CorrectionId(pub u64);

impl fmt::Display for CorrectionId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "K{}", self.0)
    }
}

impl FromStr for CorrectionId {
    type Err = CorrectionError;

    /// "K12", "k12" or "12".
    fn from_str(given: &str) -> Result<Self, CorrectionError> {
        let digits = given.strip_prefix(['K', 'k']).unwrap_or(given);
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.parse().ok().filter(|_| is_number);
        number.map(CorrectionId).ok_or_else(|| CorrectionError::Unknown { asked: given.to_owned() })
    }
}

/// Why a correction could not be made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CorrectionError {
    /// There is no such correction.
    #[error("there is no correction {asked}")]
    Unknown {
        /// As asked.
        asked: String,
    },
    /// It was withdrawn before.
    #[error("correction {id} was withdrawn at {at}; make a new one to decide otherwise")]
    Withdrawn {
        /// Its id.
        id: String,
        /// When.
        at: String,
    },
    /// The story has no such claim, entity or statement.
    #[error("story {story} has no {what}; it may have been weighed again meanwhile: look at it anew")]
    Missing {
        /// The story.
        story: String,
        /// "claim C9".
        what: String,
    },
    /// What is asked makes no difference or no sense, in words.
    #[error("{0}")]
    Pointless(String),
    /// The note or the name.
    #[error("{0}")]
    Words(String),
}

/// A note as it is kept: trimmed, without control characters other than line ends.
///
/// # Errors
/// Where nothing is left, or more than [`LONGEST_NOTE`] characters.
pub fn note(given: &str) -> Result<String, CorrectionError> {
    let kept = without_controls(given);
    if kept.is_empty() {
        let why = "a correction needs a note that says why, for whoever reads it later";
        return Err(CorrectionError::Words(why.to_owned()));
    }
    if kept.chars().count() > LONGEST_NOTE {
        return Err(CorrectionError::Words(format!("the note has more than {LONGEST_NOTE} characters")));
    }
    Ok(kept)
}

/// The note of a decision as it is kept: as [`note`], and none where a claim is only said to be checked.
///
/// # Errors
/// As [`note`].
pub fn note_of(decision: &Decision, given: &str) -> Result<String, CorrectionError> {
    let may_be_none = matches!(decision, Decision::Check { .. });
    if may_be_none && without_controls(given).is_empty() { Ok(String::new()) } else { note(given) }
}

/// A person's name as it is kept; `None` where nothing is left of it.
///
/// # Errors
/// Where it has more than [`LONGEST_NAME`] characters.
pub fn name(given: Option<&str>) -> Result<Option<String>, CorrectionError> {
    let kept = given.map(without_controls).map(|name| name.replace('\n', " "));
    let kept = kept.filter(|name| !name.is_empty());
    match kept {
        Some(name) if name.chars().count() > LONGEST_NAME => {
            Err(CorrectionError::Words(format!("the name has more than {LONGEST_NAME} characters")))
        }
        kept => Ok(kept),
    }
}

fn without_controls(given: &str) -> String {
    let kept: String =
        given.replace("\r\n", "\n").chars().filter(|&c| c == '\n' || !c.is_control()).collect();
    kept.trim().to_owned()
}
