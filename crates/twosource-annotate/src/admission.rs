//! Sentences that say of something that it is not known, and the words that say of what.
//!
//! "It was not immediately clear who was behind the attack", "Police have not said how many were on board", "Investigators
//! were trying to establish why the ship turned", "The cause of the fire is under investigation". Only these ways of
//! saying so count: what a reader would call open for other reasons is not looked for.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use twosource_language::Doc;
use twosource_lexicon::english::WordList;
use twosource_text::Span;

use crate::{Sentence, Statement};

/// A place where a report says that something is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Admission {
    /// Index of the sentence.
    pub sentence: usize,
    /// The words that say what is not known, in bytes.
    pub matter: Span,
}

/// What the statements of a report say is not known, in the order of the text.
pub(crate) fn of_statements(doc: &Doc, sentences: &[Sentence], statements: &[Statement]) -> Vec<Admission> {
    let mut told: Vec<usize> = statements.iter().map(|statement| statement.sentence).collect();
    told.dedup();
    let of_sentence = |sentence: usize| {
        let found = find(doc, doc.tokens_in(sentences[sentence].span));
        found.into_iter().map(move |matter| Admission { sentence, matter: doc.span_of(matter) })
    };
    told.into_iter().flat_map(of_sentence).collect()
}

/// Tokens of a sentence that is read; what is longer is no sentence, and would take the square of its length.
const LONGEST: usize = 400;

/// The tokens that say what is not known, for each admission that begins within `sentence`, in order.
fn find(doc: &Doc, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if sentence.len() > LONGEST {
        return found;
    }
    for token in sentence.clone() {
        let matter = not_clear(doc, token)
            .or_else(|| not_told(doc, token))
            .or_else(|| sought(doc, token))
            .or_else(|| not_claimed(doc, token));
        let Some(matter) = matter.map(|matter| trimmed(doc, matter)) else { continue };
        let is_within = matter.start >= sentence.start && matter.end <= sentence.end && !matter.is_empty();
        let is_new = found.iter().all(|known| known.end <= matter.start || matter.end <= known.start);
        if is_within && is_new {
            found.push(matter);
        }
    }
    found
}

/// "It was not clear who …", "The cause of the fire remains unknown".
fn not_clear(doc: &Doc, token: usize) -> Option<Range<usize>> {
    let word = doc.lower(token);
    let verb = match doc.dep(token) {
        "acomp" | "oprd" | "attr" => doc.head(token),
        _ => token,
    };
    let is_open = WordList::Unclear.holds(word)
        || WordList::OpenWhereDenied.holds(word) && [token, verb].iter().any(|&of| is_denied(doc, of));
    if !is_open {
        return None;
    }
    // "It is unclear when he will go": the parse may hang the clause beside the sentence as if it told when.
    let is_it = subject(doc, verb).is_none_or(|subject| doc.lower(subject) == "it");
    let beside = || question_among(doc, verb, &["advcl"]).filter(|_| is_it);
    let clause = [verb, token].iter().find_map(|&of| question_below(doc, of)).or_else(beside);
    clause
        .or_else(|| subject(doc, verb).filter(|&subject| is_asked_for(doc, subject)).map(|s| doc.subtree(s)))
}

/// "Police have not said whether …", "The company declined to say how …", "has not released the names of …".
fn not_told(doc: &Doc, verb: usize) -> Option<Range<usize>> {
    let lemma = doc.lemma(verb);
    let tells = WordList::Telling.holds(lemma) || lemma == "comment";
    if doc.pos(verb) != "VERB" || !tells && !WordList::Settling.holds(lemma) {
        return None;
    }
    if subject(doc, verb).is_some_and(|subject| WordList::SpeakingOfThemselves.holds(doc.lower(subject))) {
        return None;
    }
    let keeps = doc.dep(verb) == "xcomp" && WordList::KeepingBack.holds(doc.lemma(doc.head(verb)));
    if !keeps && !is_denied(doc, verb) {
        return None;
    }
    let given = || {
        let subject = doc.child(verb, &["nsubjpass"]).filter(|&subject| is_asked_for(doc, subject));
        asked_object(doc, verb).or_else(|| subject.map(|subject| doc.subtree(subject)))
    };
    // "Declined to comment on whether …".
    let on =
        || doc.children(verb).find(|&child| doc.lower(child) == "on").and_then(|on| question_below(doc, on));
    let gives = WordList::GivingAway.holds(lemma) || WordList::Settling.holds(lemma);
    question_below(doc, verb).or_else(on).or_else(|| gives.then(given).flatten())
}

/// "Investigators are trying to establish why …", "The board will investigate the cause of …", "The cause is under
/// investigation", "is being investigated".
fn sought(doc: &Doc, token: usize) -> Option<Range<usize>> {
    if doc.lemma(token) == "investigation" && doc.dep(token) == "pobj" {
        let under = doc.head(token);
        let verb = doc.head(under);
        let is_under = doc.lower(under) == "under" && doc.lemma(verb) == "be" && !is_denied(doc, verb);
        let subject = subject(doc, verb).filter(|&subject| is_under && is_asked_for(doc, subject))?;
        return Some(doc.subtree(subject));
    }
    if doc.pos(token) != "VERB" || !WordList::Seeking.holds(doc.lemma(token)) || is_denied(doc, token) {
        return None;
    }
    let auxiliary = |words: &[&str]| {
        doc.children(token).any(|c| doc.dep(c).starts_with("aux") && words.contains(&doc.lower(c)))
    };
    let is_under_way =
        doc.tag(token) == "VBG" && auxiliary(&["is", "are", "was", "were", "been", "'re", "’re", "'s", "’s"]);
    let is_to_come = auxiliary(&["will", "'ll", "’ll"]);
    let is_tried = auxiliary(&["to"])
        && doc.ancestors(token).take(2).any(|above| {
            WordList::Trying.holds(doc.lemma(above)) || WordList::Seeking.holds(doc.lemma(above))
        });
    if is_under_way || is_to_come || is_tried {
        return question_below(doc, token).or_else(|| asked_object(doc, token));
    }
    let is_being = doc.children(token).any(|c| doc.dep(c) == "auxpass" && doc.lower(c) == "being");
    let subject =
        doc.child(token, &["nsubjpass"]).filter(|&subject| is_being && is_asked_for(doc, subject))?;
    Some(doc.subtree(subject))
}

/// "No group has claimed responsibility for …".
fn not_claimed(doc: &Doc, verb: usize) -> Option<Range<usize>> {
    if doc.lemma(verb) != "claim" || doc.pos(verb) != "VERB" {
        return None;
    }
    let object = doc.child(verb, &["dobj"]).filter(|&object| doc.lemma(object) == "responsibility")?;
    is_denied(doc, verb).then(|| doc.subtree(object))
}

/// The clause that a word governs and that asks something.
fn question_below(doc: &Doc, of: usize) -> Option<Range<usize>> {
    question_among(doc, of, &["ccomp", "csubj", "csubjpass", "xcomp", "pcomp"])
}

/// The first clause below a word, by one of these labels, that asks something.
fn question_among(doc: &Doc, of: usize, labels: &[&str]) -> Option<Range<usize>> {
    let clauses = doc.children(of).filter(|&child| labels.contains(&doc.dep(child)));
    clauses.map(|clause| doc.subtree(clause)).find(|clause| {
        let opening = clause.clone().find(|&token| !doc.is_space(token) && doc.pos(token) != "PUNCT");
        opening.is_some_and(|first| {
            // "If" asks only after what cannot be a condition: "it is not known if".
            WordList::OpeningQuestion.holds(doc.lower(first))
                || doc.lower(first) == "if" && doc.dep(first) == "mark" && clause.start > of
        })
    })
}

/// The object of a verb where it is something that is asked for.
fn asked_object(doc: &Doc, verb: usize) -> Option<Range<usize>> {
    let objects = doc.children(verb).filter(|&child| doc.dep(child) == "dobj");
    objects.filter(|&object| is_asked_for(doc, object)).map(|object| doc.subtree(object)).next()
}

fn subject(doc: &Doc, verb: usize) -> Option<usize> {
    doc.child(verb, &["nsubj", "nsubjpass"])
}

/// True for "the cause of the fire" and "the driver's name": something that is asked for, and words that say whose it is.
fn is_asked_for(doc: &Doc, noun: usize) -> bool {
    if !WordList::AskedFor.holds(doc.lemma(noun)) {
        return false;
    }
    let det = doc.child(noun, &["det"]).map(|det| doc.lower(det));
    let whose = doc.subtree(noun).any(|token| token != noun && matches!(doc.pos(token), "NOUN" | "PROPN"));
    match det {
        Some("a" | "an" | "any" | "some") => false,
        Some("the") if WordList::ClearAlone.holds(doc.lemma(noun)) => true,
        _ => whose,
    }
}

/// True where a verb or adjective is denied, by itself or by its subject: "nobody knows".
fn is_denied(doc: &Doc, of: usize) -> bool {
    let denies =
        |child: usize| doc.dep(child) == "neg" || matches!(doc.lower(child), "never" | "not" | "n't" | "n’t");
    let is_nobody = |subject: usize| {
        matches!(doc.lower(subject), "nobody" | "none")
            || doc.lower(subject) == "one" && doc.children(subject).any(|c| doc.lower(c) == "no")
            || doc.child(subject, &["det"]).is_some_and(|det| doc.lower(det) == "no")
    };
    doc.children(of).any(denies) || subject(doc, of).is_some_and(is_nobody)
}

/// Without marks and white space at either end.
fn trimmed(doc: &Doc, tokens: Range<usize>) -> Range<usize> {
    let is_word = |&token: &usize| !doc.is_space(token) && doc.pos(token) != "PUNCT";
    let first = tokens.clone().find(is_word).unwrap_or(tokens.end);
    let last = tokens.clone().rev().find(is_word).map_or(first, |last| last + 1);
    first..last
}
