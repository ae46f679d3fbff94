//! "According to X, …" and "…, according to X".

use super::draft::{Context, Draft, Family};
use super::lexicon::CueClass;
use super::phrase;

/// Finds the attributions made with "according to".
pub(super) fn find(cx: &Context, drafts: &mut Vec<Draft>) {
    let doc = cx.doc;
    for according in cx.tokens() {
        let to = according + 1;
        if doc.lower(according) != "according" || to >= doc.len() || doc.lower(to) != "to" {
            continue;
        }
        let Some(source) = doc.child(to, &["pobj", "pcomp"]) else { continue };
        let sentence = doc.sentences()[doc.sentence_of(according)].clone();
        let mut source_tokens = doc.subtree(source);
        // "According to A and B, the bridge fell": a parse that takes the bridge for another source is cut at the comma.
        let opens = according <= sentence.start + 1;
        let parted = source_tokens.end < doc.len() && doc.word(source_tokens.end) == ",";
        if opens
            && !parted
            && let Some(comma) = source_tokens.clone().find(|&token| doc.word(token) == ",")
        {
            source_tokens.end = comma;
        }
        // "according to the minutes (which you can read here), …"
        let opened = source_tokens.clone().filter(|&token| doc.word(token) == "(").count();
        let closed = source_tokens.clone().filter(|&token| doc.word(token) == ")").count();
        if opened > closed && source_tokens.end < doc.len() && doc.word(source_tokens.end) == ")" {
            source_tokens.end += 1;
        }
        let whole = according..source_tokens.end.max(to + 1);
        // Of two clauses joined by "and" only that which the phrase stands in is meant; parses are too unsure of it
        // elsewhere, and the sentence is what is claimed.
        let mut range = sentence.clone();
        let head = doc.head(according);
        let joined = head != according && doc.dep(head) == "conj" && matches!(doc.pos(head), "VERB" | "AUX");
        if joined && doc.child(head, &["nsubj", "nsubjpass"]).is_some() {
            range.start = doc.subtree(head).start.min(whole.start);
        }
        let content = cx.around(range, whole.clone());
        // What follows a closing "according to" goes on with the source and not with the content.
        let content = match content.as_slice() {
            [before, _] if whole.start > sentence.start + 4 => vec![*before],
            _ => content,
        };
        if content.is_empty() {
            continue;
        }
        drafts.push(Draft {
            family: Family::According,
            class: CueClass::Say,
            cue_head: according,
            cue: Some(cx.words(according..to + 1)),
            source: Some((source, cx.words(phrase::before_remark(cx, source, source_tokens)))),
            content,
            content_head: (head != according).then_some(head),
            effect: None,
            via: None,
        });
    }
}
