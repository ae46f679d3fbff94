//! The words of a report that carry its matter, wherever they stand.

use serde::{Deserialize, Serialize};
use twosource_language::Doc;
use twosource_lexicon::english::{family, has_kin};
use twosource_text::Span;

use crate::words::{is_function_word, value_of_word};

/// What a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TermKind {
    /// Part of a name.
    Name,
    /// A numeral.
    Number,
    /// Any other word.
    Word,
}

/// What a term does beside the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TermPart {
    /// It stands for itself.
    Own,
    /// It only describes another: "synthetic" of "synthetic cannabis", "New" of "New York".
    Describes,
    /// It tells how something is done.
    Manner,
}

/// A word that carries matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The word that it stands in, in bytes. Parts of a word with hyphens have the whole word's.
    pub span: Span,
    /// The base form, in lower case.
    pub form: String,
    /// What makes two terms the same: the family of the base form, or a numeral's value after `#`.
    pub key: String,
    /// What it is.
    pub kind: TermKind,
    /// What it does beside the words around it.
    pub part: TermPart,
    /// The words that show it: of a numeral with what it counts, of any other word with the names beside it that belong
    /// to it. `None` where it shows itself.
    pub shown: Option<Span>,
}

/// The base form of a word; of a phrasal verb that has kin, with its particle: "pull_out".
fn base_form(doc: &Doc, token: usize) -> String {
    let lemma = doc.lemma(token).to_lowercase();
    if doc.pos(token) != "VERB" {
        return lemma;
    }
    let phrasal = doc.child(token, &["prt"]).map(|particle| format!("{lemma}_{}", doc.lower(particle)));
    phrasal.filter(|phrasal| has_kin(phrasal)).unwrap_or(lemma)
}

/// The terms of a report, in order. A word with hyphens gives each of its parts.
pub(crate) fn find(doc: &Doc) -> Vec<Term> {
    let mut found = Vec::new();
    for token in 0..doc.len() {
        let tied = ["PUNCT", "SPACE", "SYM", "PART", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "PRON", "INTJ"];
        if tied.contains(&doc.pos(token)) {
            continue;
        }
        let lower = doc.lower(token);
        if is_function_word(lower) {
            continue;
        }
        if let Some(value) = value_of_word(lower) {
            found.push(numeral(doc, token, lower, value));
            continue;
        }
        let is_name = doc.pos(token) == "PROPN";
        let base = if is_name { lower.to_owned() } else { base_form(doc, token) };
        // "same-sex" has kin as a whole; "nuclear-powered" has not, and its parts speak for themselves.
        let parts: Vec<&str> =
            if has_kin(&base) { vec![&base] } else { base.split(['-', '–', '/']).collect() };
        for part in parts {
            let form = part.trim_matches(|c: char| !c.is_alphanumeric());
            let has_letter = form.chars().any(char::is_alphabetic);
            if is_function_word(form) || form.chars().count() < 2 {
                continue;
            }
            if let Some(value) = value_of_word(form) {
                found.push(numeral(doc, token, form, value));
            } else if has_letter {
                found.push(Term {
                    span: doc.span(token),
                    form: form.to_owned(),
                    key: family(form).to_owned(),
                    kind: if is_name { TermKind::Name } else { TermKind::Word },
                    part: part_of(doc, token),
                    shown: name_around(doc, token),
                });
            }
        }
    }
    found
}

fn numeral(doc: &Doc, token: usize, form: &str, value: f64) -> Term {
    Term {
        span: doc.span(token),
        form: form.to_owned(),
        key: format!("#{value}"),
        kind: TermKind::Number,
        part: part_of(doc, token),
        shown: counted(doc, token),
    }
}

/// What a word does beside the words around it.
fn part_of(doc: &Doc, token: usize) -> TermPart {
    let describes = matches!(doc.dep(token), "compound" | "amod" | "nmod") && doc.head(token) != token;
    match doc.pos(token) {
        _ if describes => TermPart::Describes,
        "ADV" => TermPart::Manner,
        _ => TermPart::Own,
    }
}

/// How many words of a name are shown to either side; a page may be one name from end to end.
const LONGEST_NAME: usize = 40;

/// A word with the names around it that belong to it, where there are any.
fn name_around(doc: &Doc, token: usize) -> Option<Span> {
    let sentence = doc.sentences().get(doc.sentence_of(token))?;
    let is_name = |token: usize| doc.pos(token) == "PROPN" && !doc.is_space(token);
    let mut start = token;
    while start > sentence.start && token - start < LONGEST_NAME && is_name(start - 1) {
        start -= 1;
    }
    let mut end = token + 1;
    while end < sentence.end && end - token <= LONGEST_NAME && is_name(end) {
        end += 1;
    }
    (end - start > 1).then(|| doc.span_of(start..end))
}

/// A number with what it counts: "two ballistic missiles".
fn counted(doc: &Doc, token: usize) -> Option<Span> {
    let head = doc.head(token);
    let near = head > token && head - token <= 4 && doc.pos(head) == "NOUN";
    near.then(|| doc.span_of(token..head + 1))
}
