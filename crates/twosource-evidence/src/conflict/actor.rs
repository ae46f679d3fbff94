//! Two doers of one deed. "the army shelled the town" against "rebels shelled the town".

use std::collections::BTreeSet;

use twosource_language::Doc;

use super::predicate::{verb_family, verbs};
use super::{Clash, Pairing};
use crate::file::ConflictKind;
use crate::vocabulary::family;

/// Pairs must be this much alike.
const ALIKE: f64 = 0.6;

/// Finds named doers that differ, of one verb with one object.
pub(crate) fn find(pairing: &Pairing) -> Vec<Clash> {
    if pairing.likeness < ALIKE || !pairing.one_claim {
        return Vec::new();
    }
    let [a, b] = &pairing.sides;
    let (doc_a, doc_b) = (&a.annotated.doc, &b.annotated.doc);
    let mut clashes = Vec::new();
    for verb in verbs(doc_a, a.statement) {
        let name = verb_family(doc_a, verb);
        let Some(other) = verbs(doc_b, b.statement).into_iter().find(|&v| verb_family(doc_b, v) == name)
        else {
            continue;
        };
        let (Some(doer), Some(rival)) = (doer(doc_a, verb), doer(doc_b, other)) else { continue };
        let same_object = objects(doc_a, verb).intersection(&objects(doc_b, other)).next().is_some();
        let words = [name_words(doc_a, doer), name_words(doc_b, rival)];
        // Words of either name anywhere in the other statement: the two speak of both.
        let known = words[0]
            .iter()
            .any(|word| b.statement.span.of(&b.annotated.report.text).to_lowercase().contains(word))
            || words[1]
                .iter()
                .any(|word| a.statement.span.of(&a.annotated.report.text).to_lowercase().contains(word));
        if !same_object || known {
            continue;
        }
        let spans = [doc_a.span_of(doc_a.subtree(doer)), doc_b.span_of(doc_b.subtree(rival))];
        let values = [spans[0].of(&a.annotated.report.text), spans[1].of(&b.annotated.report.text)];
        clashes.push(Clash {
            on: ConflictKind::Actor,
            matter: name.clone(),
            values: [(values[0].to_owned(), spans[0]), (values[1].to_owned(), spans[1])],
            why: format!("“{}” against “{}” as the one who did it ({name})", values[0], values[1]),
            replaces: false,
        });
    }
    clashes
}

/// The named subject of an active verb.
fn doer(doc: &Doc, verb: usize) -> Option<usize> {
    doc.child(verb, &["nsubj"]).filter(|&subject| doc.pos(subject) == "PROPN")
}

fn objects(doc: &Doc, verb: usize) -> BTreeSet<String> {
    let objects = doc.children(verb).filter(|&child| doc.dep(child) == "dobj");
    objects.map(|object| family(&doc.lemma(object).to_lowercase()).to_owned()).collect()
}

fn name_words(doc: &Doc, head: usize) -> Vec<String> {
    doc.subtree(head)
        .filter(|&token| doc.pos(token) == "PROPN")
        .map(|token| doc.lower(token).to_owned())
        .collect()
}
