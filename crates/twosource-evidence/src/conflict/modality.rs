//! One says it is done, another that it is planned. "has resigned" against "will resign".

use super::frame::{Frame, Reality, Sameness};
use super::{Clash, Pairing, Side};
use crate::file::ConflictKind;

/// Pairs must be this much alike.
const ALIKE: f64 = 0.5;

/// Finds a predicate that one statement puts as done and the other as planned, for the same parties. Where the report that
/// plans is the earlier one, what it planned has come to pass: that is an update, and where no dates tell, nothing.
pub(crate) fn find(pairing: &Pairing) -> Vec<Clash> {
    if pairing.likeness < ALIKE || !pairing.one_claim {
        return Vec::new();
    }
    let [a, b] = &pairing.sides;
    let mut clashes = Vec::new();
    for frame in &a.facts.frames {
        let mut same = b.facts.frames.iter().filter(|other| other.family == frame.family);
        let (Some(other), None) = (same.next(), same.next()) else { continue };
        let (planning, doing) = match (frame.reality, other.reality) {
            (Reality::Planned, Reality::Done) => (a, b),
            (Reality::Done, Reality::Planned) => (b, a),
            _ => continue,
        };
        if !can_clash(frame, other) || speaks_of_earlier(planning, doing) {
            continue;
        }
        let spans = [a.annotated.doc.span(frame.token), b.annotated.doc.span(other.token)];
        let in_words = |frame: &Frame| if frame.reality == Reality::Planned { "planned" } else { "done" };
        let mut clash = pairing.clash(ConflictKind::Modality, frame.family.clone(), spans, |one, two| {
            format!("“{one}” as {}, “{two}” as {}", in_words(frame), in_words(other))
        });
        clash.replaces = planning.day() < doing.day();
        clashes.push(clash);
    }
    clashes
}

fn can_clash(a: &Frame, b: &Frame) -> bool {
    !a.says && !b.says && a.denied.is_none() && b.denied.is_none() && a.sameness(b) >= Some(Sameness::Strong)
}

/// True where nothing dates the reports, so that the plan may just be older than the deed.
fn speaks_of_earlier(planning: &Side, doing: &Side) -> bool {
    planning.day().is_none() || doing.day().is_none()
}
