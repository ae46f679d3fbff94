//! Clauses as contents.
//!
//! Officials said (that) the bridge was closed.
//! The bridge was closed, officials said.       before its cue
//! The bridge, officials said, was closed.      around it

use std::ops::Range;

use twosource_text::Span;

use super::around::is_setting;
use super::draft::{Context, Family};
use super::lexicon::{Cue, CueClass, Part, cue};
use super::verb::Complement;
use super::{joined, phrase, tail};

/// A source of more words is no parenthesis.
const LONGEST_PARENTHESIS: usize = 30;
/// "asked the two men if": so many tokens to the "if".
const NEAREST_IF: usize = 4;
/// A sentence of more tokens is a list or worse.
const LONGEST_SENTENCE: usize = 200;

/// "said (that) …", "… , he said".
pub(super) fn find(
    cx: &Context,
    verb: usize,
    entry: &Cue,
    source: Option<(usize, Span)>,
    group: &Range<usize>,
) -> Option<Complement> {
    if !entry.that {
        return None;
    }
    let doc = cx.doc;
    let hole = {
        let source = source.map(|(_, span)| doc.tokens_in(span)).filter(|tokens| {
            // A subject far from its verb is no part of the parenthesis.
            tokens.end <= group.start && group.start - tokens.end <= 2
                || tokens.start >= group.end && tokens.start - group.end <= 2
        });
        let tokens = source.unwrap_or(group.clone());
        tokens.start.min(group.start)..tokens.end.max(group.end)
    };
    if let Some(found) = enclosed(cx, verb, entry, &hole) {
        return Some(found);
    }
    let inner = doc
        .children(verb)
        .filter(|&child| {
            doc.dep(child) == "ccomp"
                || doc.dep(child) == "xcomp" && doc.children(child).any(|mark| doc.lower(mark) == "whether")
        })
        .find(|&child| !bare_infinitive(cx, child));
    if let Some(inner) = inner {
        let mut range = doc.subtree(inner);
        if inner < verb {
            let whole = doc.subtree(verb);
            if whole.start < range.start && plain_lead(cx, whole.start..range.start) {
                range.start = whole.start;
            }
            // What the parse hangs on the cue but stands before its parenthesis is said, too.
            if hole.start > inner {
                range.end = range.end.max(hole.start);
            }
        } else {
            range.start = after_citation(cx, range.start.max(group.end)..range.end);
        }
        if inner > verb {
            range = tail::lengthened(cx, verb, joined::before_next_saying(cx, verb, range));
            range.end = range.end.max(further_that(cx, verb, range.end));
        }
        let content = cx.around(range, hole);
        return Some(Complement { family: Family::Clause, ..Complement::of(inner, content) });
    }
    if let Some((inner, range)) = that_of_setting(cx, verb, group) {
        return Some(Complement { family: Family::Clause, ..Complement::of(inner, vec![cx.words(range)]) });
    }
    // "The bridge, he said, was closed": the saying hangs on the said.
    let head = doc.head(verb);
    if doc.dep(verb) == "parataxis" && head != verb && matches!(doc.pos(head), "VERB" | "AUX") {
        let own = doc.subtree(verb);
        let content = cx.around(doc.subtree(head), own.start.min(hole.start)..own.end.max(hole.end));
        return Some(Complement { family: Family::Clause, ..Complement::of(head, content) });
    }
    parenthesis(cx, verb, entry, hole)
}

/// "asked if the bridge was safe", "did not say if it was": the parse takes "if" for a condition.
pub(super) fn asked_if(cx: &Context, verb: usize, entry: &Cue) -> Option<Complement> {
    let doc = cx.doc;
    let tells = matches!(entry.class, CueClass::Say | CueClass::Know) && entry.that;
    let open = entry.class == CueClass::Ask || tells && doc.child(verb, &["neg"]).is_some();
    let inner = doc.children(verb).filter(|_| open).find(|&child| {
        let first = doc.subtree(child).start;
        let near = first > verb && first <= verb + NEAREST_IF;
        near && matches!(doc.dep(child), "advcl" | "ccomp") && doc.lower(first) == "if"
    })?;
    let content = cx.words(doc.subtree(inner));
    Some(Complement { family: Family::Clause, ..Complement::of(inner, vec![content]) })
}

/// "said the road was shut, but that another was open": where the last of the joined "that" clauses after `end` ends.
fn further_that(cx: &Context, verb: usize, end: usize) -> usize {
    let doc = cx.doc;
    let mut end = end;
    for child in doc.children(verb).filter(|&child| doc.dep(child) == "conj") {
        let clause = doc.subtree(child);
        let that = doc.children(child).any(|mark| doc.dep(mark) == "mark" && doc.lower(mark) == "that");
        let joined = |token: usize| matches!(doc.pos(token), "CCONJ" | "PUNCT" | "SPACE" | "ADV");
        if that && clause.start >= end && (end..clause.start).all(joined) {
            end = clause.end;
        }
    }
    end
}

/// "said on Friday in an interview that he may wait": a clause that the parse hangs on the setting of the saying.
fn that_of_setting(cx: &Context, verb: usize, group: &Range<usize>) -> Option<(usize, Range<usize>)> {
    let doc = cx.doc;
    let own = doc.subtree(verb);
    let reach = group.end..own.end.min(group.end + LONGEST_PARENTHESIS);
    let that = reach.clone().find(|&token| doc.lower(token) == "that" && doc.dep(token) == "mark")?;
    let inner = doc.head(that);
    let noun = doc.head(inner);
    let hung = matches!(doc.dep(inner), "acl" | "relcl" | "ccomp" | "advcl") && inner > that;
    let of_setting = noun < that
        && noun >= group.end
        && (is_setting(doc.lemma(noun)) || is_setting(doc.lower(noun)) || tail::is_time(cx, noun));
    let finite = |token: usize| matches!(doc.tag(token), "VBD" | "VBZ" | "VBP" | "MD");
    (hung && of_setting && !(group.end..that).any(finite)).then(|| (inner, that..doc.subtree(inner).end))
}

/// "In some towns, he said, the roads were shut.": the saying between two commas, what is said on both sides of it.
fn enclosed(cx: &Context, verb: usize, entry: &Cue, hole: &Range<usize>) -> Option<Complement> {
    let doc = cx.doc;
    let sentence = doc.sentences().get(doc.sentence_of(verb))?.clone();
    let comma =
        hole.start.checked_sub(1).filter(|&comma| comma > sentence.start && doc.word(comma) == ",")?;
    let finite = matches!(doc.tag(verb), "VBD" | "VBZ" | "VBP");
    let says = matches!(entry.class, CueClass::Say | CueClass::Think);
    if !(finite && says) || hole.len() > LONGEST_PARENTHESIS || sentence.len() > LONGEST_SENTENCE {
        return None;
    }
    if hole.end + 1 >= sentence.end || doc.word(hole.end) != "," || hole.start == verb {
        return None;
    }
    let place = cx.quotation_of[verb];
    let start = (sentence.start..comma)
        .rev()
        .find(|&token| {
            matches!(doc.word(token), ";" | ":" | "—" | "–" | "--" | "(") || cx.quotation_of[token] != place
        })
        .map_or(sentence.start, |border| border + 1);
    let border = |token: usize| {
        matches!(doc.tag(token), "WDT" | "WP" | "WRB")
            || doc.tag(token).starts_with('V')
                && cue(Part::Verb, doc.lemma(token)).is_some_and(|cue| cue.quote)
    };
    if (start..comma).any(border) || start == comma {
        return None;
    }
    let head = doc.children(verb).find(|&child| doc.dep(child) == "ccomp").unwrap_or(doc.head(verb));
    // "…, he said, adding that …", "…, he said, but …": what comes after is no more of it.
    let after = hole.end + 1;
    let told = (start..comma).any(|token| matches!(doc.tag(token), "VBD" | "VBZ" | "VBP" | "MD"));
    let other =
        matches!(doc.tag(after), "VBG" | "VBN") && told || matches!(doc.pos(after), "CCONJ" | "SCONJ");
    let said_until = if other { sentence.end } else { hole.end };
    let content = cx.around(start..sentence.end, hole.start..said_until);
    Some(Complement { family: Family::Clause, ..Complement::of(head, content) })
}

/// "reported, citing a diplomat, that …": what is cited is no part of what is said.
fn after_citation(cx: &Context, content: Range<usize>) -> usize {
    let doc = cx.doc;
    let opens = content.clone().find(|&token| doc.pos(token) != "PUNCT").unwrap_or(content.start);
    if !matches!(doc.lower(opens), "citing" | "quoting") {
        return content.start;
    }
    let that = content
        .clone()
        .take(LONGEST_PARENTHESIS)
        .find(|&token| doc.lower(token) == "that" && doc.dep(token) == "mark");
    that.unwrap_or(content.start)
}

/// ", the army said," by its commas alone, where the parse lost what the saying belongs to.
fn parenthesis(cx: &Context, verb: usize, entry: &Cue, hole: Range<usize>) -> Option<Complement> {
    let doc = cx.doc;
    let sentence = doc.sentences().get(doc.sentence_of(verb))?.clone();
    let comma = hole.start.checked_sub(1).filter(|&comma| doc.word(comma) == ",")?;
    let closes = hole.end >= sentence.end || matches!(doc.word(hole.end), "," | "." | "?" | "!" | "\"" | "”");
    let finite = |token: usize| matches!(doc.tag(token), "VBD" | "VBZ" | "VBP" | "MD");
    let parted = verb - hole.start <= LONGEST_PARENTHESIS && comma > sentence.start;
    let said = sentence.start..comma;
    if !(entry.class == CueClass::Say && parted && closes && said.len() <= LONGEST_SENTENCE) {
        return None;
    }
    let head =
        said.clone().find(|&token| finite(token) && cx.quotation_of[token] == cx.quotation_of[verb])?;
    Some(Complement { family: Family::Clause, ..Complement::of(head, vec![cx.words(said)]) })
}

/// Words before a fronted clause that belong to it: "In May, the bridge was closed, he said".
fn plain_lead(cx: &Context, tokens: Range<usize>) -> bool {
    let first = tokens.start;
    !matches!(cx.doc.pos(first), "CCONJ" | "SCONJ")
}

/// "made him go", "saw her leave": a clause with neither subject nor tense of its own.
fn bare_infinitive(cx: &Context, clause: usize) -> bool {
    let doc = cx.doc;
    if phrase::has_to(doc, clause) {
        return doc.child(clause, &["nsubj", "nsubjpass"]).is_some()
            || !doc
                .children(clause)
                .any(|child| doc.tag(child).starts_with('W') || doc.lower(child) == "whether");
    }
    // A small clause: "called him a liar".
    matches!(doc.pos(clause), "NOUN" | "PROPN" | "ADJ")
        && doc.child(clause, &["cop", "aux", "mark"]).is_none()
        && doc.child(clause, &["nsubj"]).is_some_and(|subject| subject < clause)
        && !matches!(doc.tag(clause), "VBD" | "VBZ" | "VBP")
}
