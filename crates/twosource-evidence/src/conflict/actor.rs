//! Two doers of one deed. "the army shelled the town" against "rebels shelled the town".

use std::collections::BTreeSet;

use super::facts::named_in;
use super::frame::{Frame, Reality};
use super::referent::Referent;
use super::{Clash, Pairing, Side, antonym};
use crate::file::ConflictKind;
use crate::vocabulary::family;
use twosource_language::NamedSpan;
use twosource_text::Span;

/// Pairs must be this much alike.
const ALIKE: f64 = 0.3;

/// Deeds that have one doer: many may visit a town, one wins an election.
const DEEDS: [&str; 44] = [
    "win",
    "kill",
    "shoot",
    "murder",
    "arrest",
    "capture",
    "buy",
    "acquire",
    "found",
    "invent",
    "discover",
    "defeat",
    "beat",
    "lead",
    "own",
    "operate",
    "drive",
    "fly",
    "shell",
    "bomb",
    "attack",
    "write",
    "build",
    "succeed",
    "replace",
    "assassinate",
    "stab",
    "abduct",
    "seize",
    "steal",
    "design",
    "direct",
    "sign",
    "score",
    "marry",
    "appoint",
    "command",
    "chair",
    "fire",
    "ambush",
    "blow",
    "destroy",
    "burn",
    "sink",
];

/// Finds named doers that differ, of one deed done to one party.
pub(crate) fn find(pairing: &Pairing) -> Vec<Clash> {
    if pairing.likeness < ALIKE {
        return Vec::new();
    }
    let [a, b] = &pairing.sides;
    let mut clashes = Vec::new();
    for frame in a.facts.frames.iter().filter(|frame| is_deed(frame)) {
        for other in b.facts.frames.iter().filter(|other| other.family == frame.family) {
            if !is_one_deed(frame, other, pairing) {
                continue;
            }
            let (Some(one), Some(two)) = (doer_span(a, frame), doer_span(b, other)) else { continue };
            if share_name(a, one, b, two) || speaks_of(b, &frame.doers) || speaks_of(a, &other.doers) {
                continue;
            }
            clashes.push(pairing.clash(ConflictKind::Actor, frame.family.clone(), [one, two], |one, two| {
                format!("“{one}” against “{two}” as the one who did it ({})", frame.lemma)
            }));
        }
    }
    clashes
}

fn is_deed(frame: &Frame) -> bool {
    DEEDS.iter().any(|deed| family(deed) == frame.family)
}

fn is_one_deed(a: &Frame, b: &Frame, pairing: &Pairing) -> bool {
    let real = a.reality == Reality::Done && b.reality == Reality::Done;
    let asserted = a.denied.is_none() && b.denied.is_none();
    let shared: Vec<&Referent> = a.patients.intersection(&b.patients).collect();
    let one_patient = shared.iter().any(|patient| patient.is_named())
        || (!shared.is_empty() && pairing.one_claim && !Referent::differ(&a.patients, &b.patients));
    let kinds = |doers: &BTreeSet<Referent>| {
        (doers.iter().any(Referent::is_named), doers.iter().any(|doer| matches!(doer, Referent::Noun(_))))
    };
    // Common nouns may be two words for the same people, unless they are on two sides: soldiers and rebels.
    let doers_differ = match (kinds(&a.doers), kinds(&b.doers)) {
        ((true, false), (true, false)) => Referent::differ(&a.doers, &b.doers),
        ((false, true), (false, true)) => on_two_sides(&a.doers, &b.doers),
        _ => false,
    };
    real && asserted && one_patient && doers_differ
}

fn on_two_sides(a: &BTreeSet<Referent>, b: &BTreeSet<Referent>) -> bool {
    let nouns = |set: &BTreeSet<Referent>| -> Vec<String> {
        set.iter()
            .filter_map(|doer| if let Referent::Noun(noun) = doer { Some(noun.clone()) } else { None })
            .collect()
    };
    let (a, b) = (nouns(a), nouns(b));
    a.is_empty() == b.is_empty() && a.iter().all(|one| b.iter().all(|two| antonym::are_sides(one, two)))
}

/// Where the doer of a frame stands, in bytes.
fn doer_span(side: &Side, frame: &Frame) -> Option<Span> {
    let doc = &side.annotated.doc;
    let agent = doc.child(frame.token, &["agent"]).and_then(|by| doc.child(by, &["pobj"]));
    let doer = agent.or_else(|| doc.child(frame.token, &["nsubj"]))?;
    // A pronoun shows nobody who it was; a place stands for its team, its army or its government.
    let is_place = |named: &NamedSpan| ["GPE", "LOC", "FAC"].contains(&named.label.as_str());
    if !["PROPN", "NOUN"].contains(&doc.pos(doer)) || named_in(doc, doer..doer + 1).any(is_place) {
        return None;
    }
    let name = doc.children(doer).filter(|&c| ["compound", "poss", "amod", "det"].contains(&doc.dep(c)));
    let first = name.map(|child| doc.subtree(child).start).min().unwrap_or(doer).min(doer);
    Some(doc.span_of(first..doer + 1))
}

/// True where two doers have a word in common: "President Ana Reyes" and "Reyes".
fn share_name(a: &Side, one: Span, b: &Side, two: Span) -> bool {
    let names = |side: &Side, span: Span| -> BTreeSet<String> {
        let doc = &side.annotated.doc;
        let telling = doc.tokens_in(span).filter(|&t| ["PROPN", "NOUN"].contains(&doc.pos(t)));
        telling.map(|t| doc.lower(t).to_owned()).collect()
    };
    !names(a, one).is_disjoint(&names(b, two))
}

/// True where a statement names one of the doers in any role: then it knows both.
fn speaks_of(side: &Side, doers: &BTreeSet<Referent>) -> bool {
    let known = side.facts.frames.iter().flat_map(|frame| frame.parties().into_iter().chain(&frame.others));
    let known: Vec<&Referent> = known.collect();
    let text = side.words(side.statement.span).to_lowercase();
    doers.iter().any(|doer| {
        known.contains(&doer) || matches!(doer, Referent::Name(name) if text.contains(name.as_str()))
    })
}
