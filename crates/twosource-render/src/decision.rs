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
