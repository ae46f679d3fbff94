//! One says it is done, another that it is planned or denied. "has resigned" against "will resign".

use twosource_annotate::Certainty;

use super::predicate::{arguments, verb_family, verbs};
use super::{Clash, Pairing};
use crate::file::ConflictKind;

/// Pairs must be this much alike.
const ALIKE: f64 = 0.6;

/// Finds a verb that one statement puts as done and the other as planned.
pub(crate) fn find(pairing: &Pairing) -> Vec<Clash> {
    if pairing.likeness < ALIKE || !pairing.one_claim {
        return Vec::new();
    }
    let [a, b] = &pairing.sides;
    let done = |certainty| matches!(certainty, Certainty::Asserted | Certainty::Attributed);
    let planned = |certainty| certainty == Certainty::Planned;
    let (x, y) = (a.statement.certainty, b.statement.certainty);
    if !(done(x) && planned(y) || planned(x) && done(y)) {
        return Vec::new();
    }
    let (doc_a, doc_b) = (&a.annotated.doc, &b.annotated.doc);
    let mut clashes = Vec::new();
    for verb in verbs(doc_a, a.statement) {
        let name = verb_family(doc_a, verb);
        let Some(other) = verbs(doc_b, b.statement).into_iter().find(|&v| verb_family(doc_b, v) == name)
        else {
            continue;
        };
        let is_future = |doc: &twosource_language::Doc, verb: usize| {
            let will =
                doc.children(verb).any(|child| ["will", "would", "'ll", "shall"].contains(&doc.lower(child)));
            let above = doc.head(verb);
            let intends = above != verb
                && doc.dep(verb) == "xcomp"
                && ["expect", "plan", "intend", "set", "schedule", "aim", "prepare"]
                    .contains(&doc.lemma(above));
            will || intends
        };
        let is_past = |doc: &twosource_language::Doc, verb: usize| ["VBD", "VBN"].contains(&doc.tag(verb));
        let future = [is_future(doc_a, verb), is_future(doc_b, other)];
        let past = [is_past(doc_a, verb), is_past(doc_b, other)];
        let opposed = (future[0] && past[1] && !future[1]) || (future[1] && past[0] && !future[0]);
        let shared = arguments(doc_a, verb).intersection(&arguments(doc_b, other)).count();
        if !opposed || shared == 0 {
            continue;
        }
        let spans = [doc_a.span(verb), doc_b.span(other)];
        let values = [spans[0].of(&a.annotated.report.text), spans[1].of(&b.annotated.report.text)];
        let in_words = |future: bool| if future { "planned" } else { "done" };
        clashes.push(Clash {
            on: ConflictKind::Modality,
            matter: name.clone(),
            why: format!(
                "“{}” as {}, “{}” as {}",
                values[0],
                in_words(future[0]),
                values[1],
                in_words(future[1])
            ),
            values: [(values[0].to_owned(), spans[0]), (values[1].to_owned(), spans[1])],
            replaces: false,
        });
    }
    clashes
}
