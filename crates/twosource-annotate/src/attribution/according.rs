//! "According to X, …" and "…, according to X"; "That is according to X." after what is told.

use twosource_lexicon::english::WordList;
use twosource_text::Span;

use super::draft::{Context, Draft, Family};
use super::lexicon::{CueClass, verb_cue};
use super::phrase;
use crate::certainty;

/// Finds the attributions made with "according to", and those of what a poll found.
pub(super) fn find(cx: &Context, drafts: &mut Vec<Draft>) {
    let doc = cx.doc;
    drafts.extend(doc.sentences().iter().filter_map(|sentence| in_a_poll(cx, sentence.clone())));
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
        // "…, and, according to X, …": of two joined clauses only the one that the phrase opens is meant. At the end of
        // the sentence it speaks for all of it.
        let mut range = sentence.clone();
        let head = doc.head(according);
        let joined = head != according && doc.dep(head) == "conj" && matches!(doc.pos(head), "VERB" | "AUX");
        if joined && doc.child(head, &["nsubj", "nsubjpass"]).is_some() && according < head {
            range.start = doc.subtree(head).start.min(whole.start);
        }
        let content = match before_it(cx, &sentence, according) {
            Some(told) => vec![told],
            None => cx.around(range, whole.clone()),
        };
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

/// "In a poll of May, half of the voters were against it.": what the sentence tells is what the poll found, unless somebody in it
/// says so.
fn in_a_poll(cx: &Context, sentence: std::ops::Range<usize>) -> Option<Draft> {
    let doc = cx.doc;
    let first = sentence.start;
    if doc.lower(first) != "in" || cx.is_speech(first) {
        return None;
    }
    let poll = doc.child(first, &["pobj"]).filter(|&noun| WordList::Poll.holds(doc.lemma(noun)))?;
    let source = doc.subtree(poll);
    let verb = certainty::main_verb(doc, sentence.clone()).filter(|&verb| verb >= source.end)?;
    let says =
        |token: usize| doc.tag(token).starts_with('V') && verb_cue(doc, token).is_some_and(|cue| cue.that);
    let start = (source.end..sentence.end).find(|&token| doc.pos(token) != "PUNCT")?;
    if says(verb) || doc.lower(doc.subtree(poll).start) == "all" {
        return None;
    }
    Some(Draft {
        family: Family::According,
        class: CueClass::Show,
        cue_head: first,
        cue: Some(doc.span(first)),
        source: Some((poll, cx.words(source))),
        content: vec![cx.words(start..sentence.end)],
        content_head: Some(verb),
        effect: None,
        via: None,
    })
}

/// "The bridge fell. That is according to the police.": the sentence before is what is told, where this one says no more
/// than that.
fn before_it(cx: &Context, sentence: &std::ops::Range<usize>, according: usize) -> Option<Span> {
    let doc = cx.doc;
    let pointing = sentence.start.checked_add(2).is_some_and(|end| (end..=end + 1).contains(&according))
        && matches!(doc.lower(sentence.start), "that" | "this" | "it" | "all")
        && (sentence.start + 1..according)
            .all(|token| matches!(doc.lower(token), "is" | "was" | "'s" | "’s" | "all" | "comes" | "came"));
    let previous = doc.sentence_of(sentence.start).checked_sub(1).filter(|_| pointing)?;
    let place = cx.report.segment_at(doc.span(sentence.start).start)?.span;
    let told = cx.words(doc.sentences()[previous].clone());
    place.contains(told).then_some(told)
}
