//! The words of a text that carry its matter.

use std::ops::Range;

use twosource_language::Doc;

use twosource_annotate::words::{is_function_word, value_of_word};

use super::{family, has_kin};

/// What a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum TermKind {
    /// Part of a name.
    Name,
    /// A numeral.
    Number,
    /// Any other word.
    Word,
}

/// A word that carries matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// What makes two terms the same: the family of the base form, or a numeral's value after `#`.
    pub key: String,
    /// The base form, in lower case.
    pub form: String,
    /// What it is.
    pub kind: TermKind,
    /// The token it stands in.
    pub token: usize,
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

/// The terms of `tokens`, in order. A word with hyphens gives each of its parts.
pub(crate) fn terms(doc: &Doc, tokens: Range<usize>) -> Vec<Term> {
    let mut found = Vec::new();
    for token in tokens {
        let tied = ["PUNCT", "SPACE", "SYM", "PART", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "PRON", "INTJ"];
        if tied.contains(&doc.pos(token)) {
            continue;
        }
        let lower = doc.lower(token);
        if is_function_word(lower) {
            continue;
        }
        if let Some(value) = value_of_word(lower) {
            found.push(Term {
                key: format!("#{value}"),
                form: lower.to_owned(),
                kind: TermKind::Number,
                token,
            });
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
                found.push(Term {
                    key: format!("#{value}"),
                    form: form.to_owned(),
                    kind: TermKind::Number,
                    token,
                });
            } else if has_letter {
                let kind = if is_name { TermKind::Name } else { TermKind::Word };
                found.push(Term { key: family(form).to_owned(), form: form.to_owned(), kind, token });
            }
        }
    }
    found
}
