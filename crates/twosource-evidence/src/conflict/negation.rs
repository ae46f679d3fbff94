//! One says it is so, another that it is not. "the bridge was closed" against "the bridge was not closed".

use super::frame::{Frame, Reality, Sameness};
use super::referent::Referent;
use super::{Clash, Pairing, Side};
use crate::file::ConflictKind;
use twosource_text::Span;

/// Pairs must be this much alike where they are surely of one happening.
const ALIKE: f64 = 0.2;

/// Pairs must be this much alike where one common noun is all they share.
const VERY_ALIKE: f64 = 0.5;

/// Finds predicates that one statement negates and the other does not, with the same parties.
pub(crate) fn find(pairing: &Pairing) -> Vec<Clash> {
    let [a, b] = &pairing.sides;
    let mut clashes = Vec::new();
    for frame in &a.facts.frames {
        let mut same = b.facts.frames.iter().filter(|other| other.family == frame.family);
        let (Some(other), None) = (same.next(), same.next()) else { continue };
        if frame.denied.is_some() == other.denied.is_some() || !is_one_matter(frame, other, pairing) {
            continue;
        }
        let spans = [phrase(a, frame), phrase(b, other)];
        clashes.push(pairing.clash(ConflictKind::Negation, frame.family.clone(), spans, |one, two| {
            format!("“{one}” against “{two}”")
        }));
    }
    clashes
}

/// True where both tell of one matter, as a fact, at one time, and are alike enough.
pub(super) fn is_one_matter(a: &Frame, b: &Frame, pairing: &Pairing) -> bool {
    let real = |frame: &Frame| matches!(frame.reality, Reality::Done | Reality::Present);
    if a.says || b.says || !real(a) || a.reality != b.reality {
        return false;
    }
    // What is not so of one place or thing may be so of another.
    if a.subjects.is_disjoint(&b.subjects) || Referent::differ(&a.others, &b.others) {
        return false;
    }
    match a.sameness(b) {
        None => false,
        Some(Sameness::Named | Sameness::Strong) => pairing.likeness >= ALIKE,
        Some(Sameness::Weak) => {
            pairing.one_claim && pairing.likeness >= VERY_ALIKE && a.is_definite && b.is_definite
        }
    }
}

/// The predicate with the word that denies it, in bytes.
pub(super) fn phrase(side: &Side, frame: &Frame) -> Span {
    let not = frame.denied.unwrap_or(frame.token);
    side.annotated.doc.span_of(not.min(frame.token)..not.max(frame.token) + 1)
}
