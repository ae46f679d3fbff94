//! A story as it stands with its corrections, apart from the evidence.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::file::{Standing, StoryRecord};

/// A story as it stands with its corrections. What no correction touches is the evidence's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Decided {
    /// The whole story as decided, in the form of the evidence file. A claim or entity that a split made bears the id of the
    /// correction; one that a merge made bears the id of the first of its parts; all others keep theirs.
    pub story: StoryRecord,
    /// What each correction comes to, in their order.
    pub corrections: Vec<Outcome>,
    /// The claims that differ from the evidence, with the evidence's own beside them.
    pub claims: Vec<DecidedClaim>,
    /// The entities that differ from the evidence.
    pub entities: Vec<DecidedEntity>,
    /// The claims that somebody has checked, and who did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checked: Vec<CheckedClaim>,
}

/// That somebody has checked a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CheckedClaim {
    /// The claim's id in the decided story.
    pub claim: String,
    /// Ids of the evidence's own claims that its statements stand in.
    pub evidence: Vec<String>,
    /// Who, in a few letters.
    pub initials: String,
    /// When, RFC 3339.
    pub made: String,
    /// Id of the correction that says so.
    pub correction: String,
}

/// What a correction comes to in the story as it was weighed last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// It changes the story.
    InForce,
    /// The evidence itself has come to say so.
    Settled,
    /// A later correction decides otherwise.
    Replaced,
    /// The words it speaks of are gone, or no longer together: it changes nothing.
    Stale,
    /// It was taken back.
    Withdrawn,
}

/// What one correction comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Outcome {
    /// Id of the correction.
    pub correction: String,
    /// What it comes to.
    pub effect: Effect,
    /// Why it does not change the story, in words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub why: Option<String>,
    /// Ids of the claims that it changes, in the decided story.
    pub claims: Vec<String>,
    /// Ids of the entities that it changes, in the decided story.
    pub entities: Vec<String>,
}

/// A claim as the evidence has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Before {
    /// Its id in the evidence.
    pub claim: String,
    /// Its words.
    pub text: String,
    /// How it stands there.
    pub standing: Standing,
    /// Why, in words.
    pub why: String,
}

/// A claim that differs from the evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DecidedClaim {
    /// Its id in the decided story.
    pub claim: String,
    /// How it stands: what a person set, else what the rules make of the claim as decided.
    pub standing: Standing,
    /// How the claim as decided stands by the rules.
    pub by_rule: Standing,
    /// Why it stands so by the rules, in words.
    pub why: String,
    /// Id of the correction that set its standing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub set_by: Option<String>,
    /// Ids of all corrections that touch it.
    pub corrections: Vec<String>,
    /// The evidence's own claims that its statements stand in.
    pub evidence: Vec<Before>,
}

/// An entity that differs from the evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DecidedEntity {
    /// Its id in the decided story.
    pub entity: String,
    /// Ids of all corrections that touch it.
    pub corrections: Vec<String>,
    /// Ids and names of the evidence's own entities that its members stand in.
    pub evidence: Vec<[String; 2]>,
}
