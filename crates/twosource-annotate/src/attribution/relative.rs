//! Clauses whose content stands before them.
//!
//! a tax she opposed; a deal he called "mad"     an object's relative clause
//! As police reported, the road was closed.      a clause with "as"

use super::draft::{Context, Family};
use super::lexicon::{Cue, CueClass};
use super::verb::Complement;
use super::{phrase, tail};

/// A content of more tokens is a sentence that the parse got wrong.
const LONGEST_CLAUSE: usize = 150;

/// "the tax she opposed": the noun, or the pronoun that stands for it ("which she opposed").
pub(super) fn object(cx: &Context, verb: usize, entry: &Cue) -> Option<Complement> {
    let doc = cx.doc;
    if doc.dep(verb) != "relcl" || doc.child(verb, &["ccomp", "xcomp"]).is_some() {
        return None;
    }
    let subject = doc.child(verb, &["nsubj"])?;
    let wh = |token: usize| matches!(doc.tag(token), "WDT" | "WP");
    if wh(subject) || doc.children(verb).any(|child| child > verb && doc.dep(child) == "dobj") {
        return None;
    }
    let stranded = doc
        .children(verb)
        .find(|&child| {
            child > verb && doc.dep(child) == "prep" && doc.child(child, &["pobj", "pcomp"]).is_none()
        })
        .filter(|&child| entry.prepositions.contains(&doc.lower(child)));
    if !(entry.object || stranded.is_some() || entry.class == CueClass::Say && entry.that) {
        return None;
    }
    let clause = doc.subtree(verb);
    let pronoun = doc.children(verb).find(|&child| wh(child) && child < verb);
    let (head, what) = match pronoun {
        Some(pronoun) if doc.lower(pronoun) != "that" => (pronoun, cx.words(pronoun..pronoun + 1)),
        _ => {
            // "in which she opposed the tax" has its object elsewhere.
            if doc.children(verb).any(|child| child < subject && doc.dep(child) == "prep") {
                return None;
            }
            let noun = doc.head(verb);
            if !matches!(doc.pos(noun), "NOUN" | "PROPN" | "PRON") || noun >= clause.start {
                return None;
            }
            (noun, cx.words(doc.subtree(noun).start..clause.start))
        }
    };
    let mut content = vec![what];
    let after = stranded.map_or(verb + 1, |preposition| preposition + 1);
    let rest = tail::lengthened(cx, verb, after..after);
    if rest.end > rest.start {
        content.push(cx.words(rest));
    }
    Some(Complement { link: stranded, ..Complement::of(head, content) })
}

/// "as police reported", "as reported by police": the clause it stands beside.
pub(super) fn as_clause(cx: &Context, verb: usize, entry: &Cue) -> Option<Complement> {
    let doc = cx.doc;
    let takes = doc.child(verb, &["ccomp", "dobj", "xcomp"]);
    let put_it = entry.only_as && takes.is_some_and(|taken| doc.lower(taken) == "it");
    if !(put_it || entry.that && takes.is_none()) || doc.dep(verb) != "advcl" {
        return None;
    }
    let own = doc.subtree(verb);
    let first = own.clone().find(|&token| doc.pos(token) != "PUNCT")?;
    if doc.lower(first) != "as" || doc.head(first) != verb {
        return None;
    }
    let head = doc.head(verb);
    let clause = doc.subtree(head);
    if !matches!(doc.pos(head), "VERB" | "AUX" | "ADJ") || clause.len() > LONGEST_CLAUSE {
        return None;
    }
    // "as" in the sense of "while" comes without a comma: "He spoke as reporters asked him to".
    let parted = first == clause.start
        || first
            .checked_sub(1)
            .is_some_and(|before| matches!(doc.word(before), "," | "-" | "–" | "—" | "(" | "\""));
    if !parted && !phrase::is_passive(doc, verb) {
        return None;
    }
    let content = cx.around(clause, own);
    Some(Complement { family: Family::Clause, ..Complement::of(head, content) })
}
