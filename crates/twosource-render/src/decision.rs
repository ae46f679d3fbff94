//! What people decided otherwise than the program, in words.

use std::collections::BTreeMap;

use twosource_evidence::correction::{CheckedClaim, Decided, DecidedClaim, Effect};

use crate::moment::in_words;
use crate::printable::{brief_line, line};
use crate::standing::face;

/// What stands beside each claim of the evidence that people decided on, by its id. The evidence's own word stays.
pub fn remarks(decided: &Decided) -> BTreeMap<String, String> {
    let mut remarks = BTreeMap::new();
    for claim in &decided.claims {
        let standing = face(claim.standing).value;
        for before in &claim.evidence {
            let told = match &claim.set_by {
                Some(_) => format!("A person holds it to be {standing}"),
                None if before.claim == claim.claim => format!("As people decided it is {standing}"),
                None => format!("As decided by a person it is part of another claim, {standing}"),
            };
            remarks.entry(before.claim.clone()).or_insert(told);
        }
    }
    for checked in &decided.checked {
        for claim in &checked.evidence {
            add(&mut remarks, claim, checked_by(checked));
        }
    }
    remarks
}

/// What stands beside each claim of the story as decided that people decided on, by its id: the evidence's own word.
pub fn remarks_as_decided(decided: &Decided) -> BTreeMap<String, String> {
    let told = |claim: &DecidedClaim| {
        let mut before: Vec<&str> = claim.evidence.iter().map(|before| face(before.standing).value).collect();
        before.dedup();
        let how = if claim.set_by.is_some() {
            "a person holds it so"
        } else {
            "as the rules have it for the claim as decided"
        };
        format!("{how}; as weighed it is {}", before.join(" and "))
    };
    let mut remarks = decided.claims.iter().map(|claim| (claim.claim.clone(), told(claim))).collect();
    for checked in &decided.checked {
        add(&mut remarks, &checked.claim, checked_by(checked));
    }
    remarks
}

/// "checked by AL, 30 November 2026, 14:05".
fn checked_by(checked: &CheckedClaim) -> String {
    format!("checked by {}, {}", brief_line(&checked.initials, 20), line(&in_words(&checked.made)))
}

/// Puts words after those that stand beside a claim already.
fn add(remarks: &mut BTreeMap<String, String>, claim: &str, words: String) {
    match remarks.get_mut(claim) {
        Some(told) => *told = format!("{told}; {words}"),
        None => drop(remarks.insert(claim.to_owned(), words)),
    }
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
