//! What a word hangs on: its verb, and what stands around it.

use std::collections::BTreeSet;
use std::ops::Range;

use twosource_annotate::Statement;
use twosource_language::Doc;

use super::cue_words::SAYING;
use super::facts::named_in;
use crate::vocabulary::{family, is_function_word};

/// Verbs too general to tell what happened.
const GENERAL: [&str; 16] = [
    "be", "have", "do", "say", "make", "take", "get", "include", "increase", "reach", "stand", "leave",
    "put", "number", "decrease", "go",
];

/// The nearest verb above `token`, itself left out.
pub(crate) fn governing_verb(doc: &Doc, token: usize) -> Option<usize> {
    doc.ancestors(token).take(8).find(|&above| ["VERB", "AUX"].contains(&doc.pos(above)))
}

/// The families of what `token` hangs on and what hangs on it: the nouns on the way up to `verb`, the verb, its subject, its
/// adjective ("are missing") and what its prepositions lead to, and what the token's own prepositions lead to. General verbs are left out.
pub(crate) fn families_around(doc: &Doc, token: usize, verb: Option<usize>) -> BTreeSet<String> {
    let mut around: Vec<usize> = Vec::new();
    for above in doc.ancestors(token).take(8) {
        around.push(above);
        if Some(above) == verb {
            break;
        }
    }
    around.extend(prepositional_objects(doc, token));
    if let Some(verb) = verb {
        // "marched after the deaths of two pupils": what a preposition of the verb leads to befell others.
        let befell = |&object: &usize| BEFALLING.contains(&family(&doc.lemma(object).to_lowercase()));
        around.extend(prepositional_objects(doc, verb).into_iter().filter(|object| !befell(object)));
        around.extend(doc.children(verb).filter(|&child| doc.dep(child) == "acomp"));
        let subjects = doc.children(verb).filter(|&child| doc.dep(child).starts_with("nsubj"));
        let subjects: Vec<usize> = subjects.filter(|&subject| subject != token).collect();
        around.extend(&subjects);
        around.extend(
            subjects.iter().flat_map(|&subject| doc.children(subject)).filter(|&t| doc.dep(t) == "compound"),
        );
    }
    let telling = around.into_iter().filter(|&other| other != token);
    let telling = telling.filter(|&other| ["NOUN", "VERB", "ADJ"].contains(&doc.pos(other)));
    let families = telling.map(|other| family(&doc.lemma(other).to_lowercase()).to_owned());
    families.filter(|family| !GENERAL.contains(&family.as_str()) && !is_function_word(family)).collect()
}

/// What befalls people, by family.
const BEFALLING: [&str; 6] = ["kill", "injure", "arrest", "charge", "missing", "abduct"];

fn prepositional_objects(doc: &Doc, token: usize) -> Vec<usize> {
    let prepositions =
        doc.children(token).filter(|&child| ["prep", "agent", "dative"].contains(&doc.dep(child)));
    prepositions.filter_map(|preposition| doc.child(preposition, &["pobj"])).collect()
}

/// Nouns that a place's name follows by way of "of": "the state of Tamil Nadu".
const KINDS_OF_PLACE: [&str; 14] = [
    "state",
    "province",
    "city",
    "town",
    "village",
    "district",
    "region",
    "county",
    "island",
    "port",
    "capital",
    "republic",
    "suburb",
    "municipality",
];

/// The places named in the clause of `verb`, or where it names none in the whole sentence: lower-case names.
pub(crate) fn places_around(doc: &Doc, verb: Option<usize>, sentence: &Range<usize>) -> BTreeSet<String> {
    let of_clause = verb.map(|verb| places_in(doc, doc.subtree(verb))).unwrap_or_default();
    if of_clause.is_empty() { places_in(doc, sentence.clone()) } else { of_clause }
}

/// The places named in a stretch. The model's labels and the words before a name both count, since a model knows few small
/// places.
fn places_in(doc: &Doc, clause: Range<usize>) -> BTreeSet<String> {
    let labels = ["GPE", "LOC", "NORP", "FAC"];
    let named = named_in(doc, clause.clone()).filter(|named| labels.contains(&named.label.as_str()));
    let within = named.filter(|named| clause.start <= named.tokens.start && named.tokens.end <= clause.end);
    let labelled = within.map(|named| named.tokens.clone());
    let prepared = clause.clone().filter_map(|token| {
        let of_place = |head: usize| KINDS_OF_PLACE.contains(&doc.lemma(head));
        let leads = doc.lower(token) == "of" && of_place(doc.head(token));
        let name = doc.child(token, &["pobj"]).filter(|&name| leads && doc.pos(name) == "PROPN")?;
        Some(doc.subtree(name).start..name + 1)
    });
    let names = labelled.chain(prepared).map(|tokens| {
        let words = tokens.filter(|&t| doc.pos(t) == "PROPN" || doc.pos(t) == "ADJ");
        words.map(|t| doc.lower(t)).collect::<Vec<_>>().join(" ")
    });
    names.filter(|name| !name.is_empty()).collect()
}

/// The kind and the name of a place in "the village of Alm" and "Alm province"; its tokens.
pub(crate) fn kind_of_place(doc: &Doc, head: usize) -> Option<(String, Range<usize>)> {
    let lemma = doc.lemma(head).to_lowercase();
    if !KINDS_OF_PLACE.contains(&lemma.as_str()) {
        return None;
    }
    let of = doc.children(head).find(|&child| child > head && doc.lower(child) == "of");
    if let Some(name) = of.and_then(|of| doc.child(of, &["pobj"])).filter(|&name| doc.pos(name) == "PROPN") {
        return Some((lemma, doc.subtree(name).start..name + 1));
    }
    let before =
        doc.children(head).find(|&child| doc.dep(child) == "compound" && doc.pos(child) == "PROPN")?;
    Some((lemma, doc.subtree(before).start..head))
}

/// True where two sets of places can be of one event: they share all that either names, or one names no more than the
/// other. "India" and "Indian" are one.
pub(crate) fn places_fit(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let same = |x: &str, y: &str| {
        x == y
            || (x.len() >= 4
                && y.len() >= 4
                && (x.starts_with(y) || y.starts_with(x) || x.ends_with(y) || y.ends_with(x)))
    };
    let only_a = a.iter().filter(|x| !b.iter().any(|y| same(x, y))).count();
    let only_b = b.iter().filter(|y| !a.iter().any(|x| same(x, y))).count();
    only_a == 0 || only_b == 0
}

/// The verbs of a statement that tell what happens, and the adjectives that something is said to be ("is closed"); those
/// those that only help others left out.
pub(crate) fn verbs(doc: &Doc, statement: &Statement) -> Vec<usize> {
    let telling = |token: &usize| {
        let lemma = doc.lemma(*token).to_lowercase();
        let family = family(&lemma);
        let tells = doc.pos(*token) == "VERB" || is_predicate(doc, *token);
        let says = SAYING.contains(&family);
        tells && (says || !is_function_word(&lemma))
    };
    statement.tokens.clone().filter(telling).collect()
}

/// True for the adjective in "the road is closed".
pub(crate) fn is_predicate(doc: &Doc, token: usize) -> bool {
    doc.pos(token) == "ADJ" && doc.dep(token) == "acomp"
}

/// The family of a verb's base form.
pub(crate) fn verb_family(doc: &Doc, verb: usize) -> String {
    family(&doc.lemma(verb).to_lowercase()).to_owned()
}

/// The word that negates a verb: "not", "never", or a verb above it such as "fail" or "deny".
pub(crate) fn negation(doc: &Doc, verb: usize) -> Option<usize> {
    if let Some(word) = doc.child(verb, &["neg"]) {
        return Some(word);
    }
    if is_predicate(doc, verb) {
        return doc.child(doc.head(verb), &["neg"]);
    }
    let undone = ["fail", "refuse", "deny", "decline"];
    let above = doc.head(verb);
    let governs = above != verb && ["xcomp", "ccomp", "pcomp"].contains(&doc.dep(verb));
    (governs && undone.contains(&doc.lemma(above))).then_some(above)
}
