//! What people decided otherwise than the program, in words.

use std::collections::BTreeMap;

use twosource_evidence::correction::{Decided, Effect};

use crate::standing::face;

/// What stands beside each claim of the evidence that people decided on, by its id. The evidence's own word stays.
pub fn remarks(decided: &Decided) -> BTreeMap<String, String> {
    let mut remarks = BTreeMap::new();
    for claim in &decided.claims {
        let standing = face(claim.standing).value;
        let told = match &claim.set_by {
            Some(_) => format!("A person holds it to be {standing}"),
            None => format!("As decided by a person it is part of another claim, {standing}"),
        };
        for before in &claim.evidence {
            remarks.entry(before.claim.clone()).or_insert_with(|| told.clone());
        }
    }
    remarks
}

/// What stands beside each claim of the story as decided that people decided on, by its id: the evidence's own word.
pub fn remarks_as_decided(decided: &Decided) -> BTreeMap<String, String> {
    let told = |claim: &twosource_evidence::correction::DecidedClaim| {
        let mut before: Vec<&str> = claim.evidence.iter().map(|before| face(before.standing).value).collect();
        before.dedup();
        let how = if claim.set_by.is_some() {
            "a person holds it so"
        } else {
            "as the rules have it for the claim as decided"
        };
        format!("{how}; as weighed it is {}", before.join(" and "))
    };
    decided.claims.iter().map(|claim| (claim.claim.clone(), told(claim))).collect()
}

/// What a correction comes to, in a few words.
pub fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::InForce => "in force",
        Effect::Settled => "the evidence has come to say so",
        Effect::Replaced => "replaced by a later decision",
        Effect::Stale => "the words it speaks of are gone",
        Effect::Withdrawn => "withdrawn",
    }
}
