//! One says there was none, another tells of it. "received no warning" against "were warned twice".

use twosource_language::Doc;

use super::predicate::{arguments, negation, verb_family};
use super::{Clash, Pairing, Side};
use crate::file::ConflictKind;
use crate::vocabulary::family;

/// Pairs must be this much alike.
const ALIKE: f64 = 0.4;

/// Finds nouns that one statement says there was none of, where the other has the verb.
pub(crate) fn find(pairing: &Pairing) -> Vec<Clash> {
    if pairing.likeness < ALIKE {
        return Vec::new();
    }
    let [a, b] = &pairing.sides;
    let forward = against(a, b).map(|(name, none, some)| clash(a, b, name, none, some));
    let backward = against(b, a).map(|(name, none, some)| clash(a, b, name, some, none));
    forward.into_iter().chain(backward).collect()
}

/// The family, the denied noun of `none` and the verb of `some` that tells of it.
fn against(none: &Side, some: &Side) -> Option<(String, usize, usize)> {
    let (doc, other) = (&none.annotated.doc, &some.annotated.doc);
    none.statement.tokens.clone().filter(|&token| doc.pos(token) == "NOUN" && is_denied(doc, token)).find_map(
        |noun| {
            let name = family(&doc.lemma(noun).to_lowercase()).to_owned();
            let telling = some.statement.tokens.clone().find(|&verb| {
                other.pos(verb) == "VERB"
                    && verb_family(other, verb) == name
                    && negation(other, verb).is_none()
                    && !arguments(other, verb).is_empty()
            })?;
            Some((name, noun, telling))
        },
    )
}

/// "no warning", "did not receive a warning", "denies that it received any warning".
fn is_denied(doc: &Doc, noun: usize) -> bool {
    let none = doc.children(noun).any(|child| doc.dep(child) == "det" && doc.lower(child) == "no");
    let verb = doc.head(noun);
    none || (doc.dep(noun) == "dobj" && doc.pos(verb) == "VERB" && negation(doc, verb).is_some())
}

fn clash(a: &Side, b: &Side, matter: String, of_a: usize, of_b: usize) -> Clash {
    let span = |side: &Side, token: usize| {
        let doc = &side.annotated.doc;
        let no = doc.children(token).find(|&child| doc.lower(child) == "no" || doc.lower(child) == "any");
        doc.span_of(no.unwrap_or(token).min(token)..token + 1)
    };
    let spans = [span(a, of_a), span(b, of_b)];
    let values = [spans[0].of(&a.annotated.report.text), spans[1].of(&b.annotated.report.text)];
    Clash {
        on: ConflictKind::Negation,
        matter,
        why: format!("“{}” against “{}”", values[0], values[1]),
        values: [(values[0].to_owned(), spans[0]), (values[1].to_owned(), spans[1])],
        replaces: false,
    }
}
