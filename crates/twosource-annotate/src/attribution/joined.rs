//! Verbs of saying that the parse hangs on what is said, and that belong to the saying.
//!
//! She said the road was shut and added that it would stay so.      "added" goes with "said", not with "was shut"
//! She said the road was shut, adding that it would stay so.

use std::ops::Range;

use super::draft::Context;
use super::lexicon::{CueClass, Part, cue};
use super::phrase;

/// No content is searched further.
const LONGEST_SEARCH: usize = 200;
/// As many verbs may be joined.
const MOST_JOINED: usize = 6;

/// The verb of saying in whose content the parse puts `verb`, where `verb` goes on from it: same tense, no subject.
pub(super) fn saying_before(cx: &Context, verb: usize) -> Option<usize> {
    let doc = cx.doc;
    let entry = cue(Part::Verb, doc.lemma(verb))?;
    if matches!(entry.class, CueClass::Think | CueClass::Know | CueClass::Intend | CueClass::Show) {
        return None;
    }
    if doc.child(verb, &["nsubj", "nsubjpass", "mark"]).is_some() {
        return None;
    }
    let participle = match doc.dep(verb) {
        "conj" => false,
        "advcl" if doc.tag(verb) == "VBG" && entry.class == CueClass::Say => true,
        _ => return None,
    };
    let mut said = doc.head(verb);
    for _ in 0..MOST_JOINED {
        if doc.dep(said) != "conj" {
            break;
        }
        said = doc.head(said);
    }
    let saying = doc.head(said);
    let says = doc.dep(said) == "ccomp" && saying < said && cue(Part::Verb, doc.lemma(saying)).is_some();
    if !says || cx.quotation_of[saying] != cx.quotation_of[verb] {
        return None;
    }
    let agrees = if participle {
        let start = phrase::verb_group(doc, verb).start;
        start.checked_sub(1).is_some_and(|before| matches!(doc.word(before), "," | "-" | "–" | "—"))
    } else {
        doc.tag(saying) == doc.tag(verb) && !phrase::is_passive(doc, verb)
    };
    agrees.then_some(saying)
}

/// `content` of `saying` up to the verb that goes on from it.
pub(super) fn before_next_saying(cx: &Context, saying: usize, content: Range<usize>) -> Range<usize> {
    let doc = cx.doc;
    let searched = content.start..content.end.min(content.start + LONGEST_SEARCH);
    let next = searched
        .clone()
        .filter(|&token| doc.tag(token).starts_with('V'))
        .find(|&token| saying_before(cx, token) == Some(saying));
    let Some(next) = next else { return content };
    let mut end = phrase::verb_group(doc, next).start;
    while end > content.start + 1
        && matches!(doc.pos(end - 1), "CCONJ" | "PUNCT")
        && cx.quotation_of[end - 1].is_none()
    {
        end -= 1;
    }
    content.start..end
}
