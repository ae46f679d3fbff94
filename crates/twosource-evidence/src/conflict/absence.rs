//! One says there was none, another tells of it. "received no warning" against "were warned twice".

use twosource_language::Doc;
use twosource_text::Span;

use super::frame::{Frame, Reality};
use super::predicate::negation;
use super::{Clash, Pairing, Side};
use crate::file::ConflictKind;
use crate::vocabulary::family;

/// Pairs must be this much alike.
const ALIKE: f64 = 0.2;

/// Nouns whose absence is the absence of something else: "no reports of injuries".
const REPORTING: [&str; 6] = ["report", "comment", "need", "sign", "word", "doubt"];

/// Finds nouns that one statement says there was none of, where the other has the verb.
pub(crate) fn find(pairing: &Pairing) -> Vec<Clash> {
    if pairing.likeness < ALIKE {
        return Vec::new();
    }
    let [a, b] = &pairing.sides;
    let forward = against(a, b).map(|(name, none, some)| (name, [none, some]));
    let backward = against(b, a).map(|(name, none, some)| (name, [some, none]));
    let clash = |(matter, spans)| {
        pairing.clash(ConflictKind::Negation, matter, spans, |one, two| format!("“{one}” against “{two}”"))
    };
    forward.into_iter().chain(backward).map(clash).collect()
}

/// The family, where `none` denies the noun and where `some` has the verb that tells of it.
fn against(none: &Side, some: &Side) -> Option<(String, Span, Span)> {
    let (doc, other) = (&none.annotated.doc, &some.annotated.doc);
    let denied = |token: &usize| doc.pos(*token) == "NOUN" && is_denied(doc, *token);
    none.statement.tokens.clone().filter(denied).find_map(|noun| {
        let name = family(&doc.lemma(noun).to_lowercase()).to_owned();
        let telling = some.facts.frames.iter().find(|frame| {
            other.pos(frame.token) == "VERB"
                && frame.family == name
                && frame.denied.is_none()
                && matches!(frame.reality, Reality::Done | Reality::Present)
                && !REPORTING.contains(&frame.family.as_str())
                && shares_party(none, doc.head(noun), frame)
                // Who is warned, not who warns: "officials warned" tells of another warning.
                && !frame.patients.is_empty()
        })?;
        let no = doc.children(noun).find(|&child| ["no", "any"].contains(&doc.lower(child)));
        let denied = doc.span_of(no.unwrap_or(noun).min(noun)..noun + 1);
        Some((name, denied, other.span(telling.token)))
    })
}

/// True where whoever goes without in one statement is a party of the verb in the other: "the crew received no warning",
/// "the crew were warned".
fn shares_party(none: &Side, verb: usize, telling: &Frame) -> bool {
    let mut without = none.facts.frames.iter().filter(|frame| frame.token == verb);
    without.any(|frame| frame.subjects.iter().any(|party| telling.patients.contains(party)))
}

/// "no warning", "did not receive a warning", "denies that it received any warning".
fn is_denied(doc: &Doc, noun: usize) -> bool {
    let none = doc.children(noun).any(|child| doc.dep(child) == "det" && doc.lower(child) == "no");
    let verb = doc.head(noun);
    none || (doc.dep(noun) == "dobj" && doc.pos(verb) == "VERB" && negation(doc, verb).is_some())
}
