//! One says it is so, another that it is not. "the bridge was closed" against "the bridge was not closed".

use super::predicate::{arguments, negation, verb_family, verbs};
use super::{Clash, Pairing};
use crate::file::ConflictKind;

/// Pairs must be this much alike.
const ALIKE: f64 = 0.4;

/// Finds verbs that one statement negates and the other does not, with arguments in common.
pub(crate) fn find(pairing: &Pairing) -> Vec<Clash> {
    if pairing.likeness < ALIKE || !pairing.one_claim {
        return Vec::new();
    }
    let [a, b] = &pairing.sides;
    let (doc_a, doc_b) = (&a.annotated.doc, &b.annotated.doc);
    let mut clashes = Vec::new();
    for verb in verbs(doc_a, a.statement) {
        let name = verb_family(doc_a, verb);
        let same: Vec<usize> = verbs(doc_b, b.statement)
            .into_iter()
            .filter(|&other| verb_family(doc_b, other) == name)
            .collect();
        let [other] = same.as_slice() else { continue };
        let negated = [negation(doc_a, verb), negation(doc_b, *other)];
        let shared = arguments(doc_a, verb).intersection(&arguments(doc_b, *other)).count();
        if negated[0].is_some() == negated[1].is_some() || shared == 0 {
            continue;
        }
        let phrase = |doc: &twosource_language::Doc, verb: usize, not: Option<usize>| {
            let start = not.map_or(verb, |not| not.min(verb));
            let end = not.map_or(verb, |not| not.max(verb));
            doc.span_of(start..end + 1)
        };
        let spans = [phrase(doc_a, verb, negated[0]), phrase(doc_b, *other, negated[1])];
        let values = [spans[0].of(&a.annotated.report.text), spans[1].of(&b.annotated.report.text)];
        clashes.push(Clash {
            on: ConflictKind::Negation,
            matter: name.clone(),
            values: [(values[0].to_owned(), spans[0]), (values[1].to_owned(), spans[1])],
            why: format!("“{}” against “{}”", values[0], values[1]),
            replaces: false,
        });
    }
    clashes
}
