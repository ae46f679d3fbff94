//! Sayings that the parse lost, by their commas.
//!
//! …with gunfire, police and a witness said.             the source between the last comma and the verb
//! One guest, who like others spoke …, said the vote …   the source from the start of the sentence to a comma

use std::ops::Range;

use super::draft::{Context, Draft, Family};
use super::lexicon::{Cue, CueClass};
use super::{phrase, speaking};

/// Between comma and verb stand at most this many tokens.
const LONGEST_SOURCE: usize = 14;
/// After the verb of a closing saying stand at most this many tokens ("in a statement on Monday").
const LONGEST_SETTING: usize = 14;
/// A source with all its appositions has at most this many tokens.
const LONGEST_APPOSITION: usize = 60;
/// A sentence of more tokens is a list or worse.
const LONGEST_SENTENCE: usize = 200;

/// The attribution around a verb of speech of which the parse makes none.
pub(super) fn find(cx: &Context, verb: usize, entry: &Cue) -> Option<Draft> {
    let doc = cx.doc;
    // A parse that lost the saying may take its verb for a participle ("outlets reported on Tuesday").
    let participle = doc.tag(verb) == "VBN" && doc.child(verb, &["aux", "auxpass"]).is_none();
    if !(is_finite(cx, verb) || participle) || entry.class != CueClass::Say || !(entry.that && entry.quote) {
        return None;
    }
    let sentence = doc.sentences().get(doc.sentence_of(verb))?.clone();
    if cx.quotation_of[verb].is_some() || sentence.len() > LONGEST_SENTENCE {
        return None;
    }
    let group = phrase::verb_group(doc, verb);
    let opened = || opening(cx, &sentence, &group).filter(|_| !participle);
    let lost = || leading(cx, &sentence, &group, verb).filter(|_| !participle);
    closing(cx, &sentence, &group).or_else(opened).or_else(lost).map(|(source, content)| {
        let head = head_of(cx, source.clone());
        Draft {
            family: Family::Clause,
            class: entry.class,
            cue_head: verb,
            cue: Some(cx.words(group)),
            source: Some((head, cx.words(source))),
            content: vec![cx.words(content.clone())],
            content_head: content.clone().find(|&token| is_finite(cx, token)),
            effect: entry.effect,
            via: None,
        }
    })
}

fn is_finite(cx: &Context, token: usize) -> bool {
    matches!(cx.doc.tag(token), "VBD" | "VBZ" | "VBP" | "MD")
}

/// ", police and a witness said on Monday."
fn closing(
    cx: &Context,
    sentence: &Range<usize>,
    group: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>)> {
    let doc = cx.doc;
    let earliest = group.start.saturating_sub(LONGEST_SOURCE).max(sentence.start);
    let comma = (earliest..group.start).rev().find(|&token| doc.word(token) == ",")?;
    let source = comma + 1..group.start;
    let nominal = |token: usize| {
        matches!(doc.pos(token), "NOUN" | "PROPN" | "PRON" | "DET" | "ADJ" | "NUM" | "ADP" | "PART" | "CCONJ")
            && !matches!(doc.lower(token), "it" | "which" | "who" | "that")
    };
    let after = group.end..sentence.end;
    let setting = after.len() <= LONGEST_SETTING && !after.clone().any(|token| is_finite(cx, token));
    let starts = !matches!(doc.pos(source.start), "CCONJ" | "ADP");
    if source.is_empty() || !starts || !source.clone().all(nominal) || !setting {
        return None;
    }
    let said = sentence.start..comma;
    let told = said.clone().any(|token| is_finite(cx, token) && cx.quotation_of[token].is_none());
    (told && speaking::can_speak(doc, head_of(cx, source.clone()))).then_some((source, said))
}

/// "One guest, who like others spoke to the paper, said (that) …"
fn opening(
    cx: &Context,
    sentence: &Range<usize>,
    group: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>)> {
    let doc = cx.doc;
    let comma =
        group.start.checked_sub(1).filter(|&comma| doc.word(comma) == "," && comma > sentence.start)?;
    let opens = |token: usize| matches!(doc.pos(token), "NOUN" | "PROPN" | "PRON" | "DET" | "ADJ" | "NUM");
    // "In a letter to the mayor, the union, whose …, said": what leads up to the source is none of it.
    let mut start = sentence.start;
    if !opens(start) {
        start = (start..comma).find(|&token| doc.word(token) == ",")? + 1;
    }
    let first = (start..comma).find(|&token| doc.word(token) == ",")?;
    let name = start..first;
    let plain = |token: usize| {
        opens(token)
            || matches!(doc.pos(token), "ADP" | "PART" | "CCONJ" | "PUNCT")
            || doc.tag(token) == "VBN"
    };
    if name.is_empty() || comma - start > LONGEST_APPOSITION || !opens(start) || !name.clone().all(plain) {
        return None;
    }
    let head = head_of(cx, name.clone());
    if !matches!(doc.pos(head), "NOUN" | "PROPN" | "PRON" | "NUM") || !speaking::can_speak(doc, head) {
        return None;
    }
    if phrase::holds_clause(doc, first + 1..comma) {
        return None;
    }
    let mut content = group.end..sentence.end;
    let that = content.clone().find(|&token| doc.lower(token) == "that" && doc.dep(token) == "mark");
    if let Some(that) = that.filter(|&that| that > group.end && doc.word(that - 1) == ",") {
        content.start = that;
    }
    let clause = content.clone().any(|token| is_finite(cx, token));
    clause.then_some((start..comma, content))
}

/// "Six in 10 said the mayor would be better": a verb that the parse takes for a word of the phrase after it.
fn leading(
    cx: &Context,
    sentence: &Range<usize>,
    group: &Range<usize>,
    verb: usize,
) -> Option<(Range<usize>, Range<usize>)> {
    let doc = cx.doc;
    if !matches!(doc.dep(verb), "amod" | "nummod" | "compound" | "nmod" | "dep" | "appos") {
        return None;
    }
    let nominal = |token: usize| {
        matches!(doc.pos(token), "NOUN" | "PROPN" | "PRON" | "DET" | "ADJ" | "NUM" | "ADP" | "PART")
            && !matches!(doc.tag(token), "WDT" | "WP" | "WRB")
    };
    let earliest = group.start.saturating_sub(LONGEST_SOURCE).max(sentence.start);
    let start =
        (earliest..group.start).rev().find(|&token| !nominal(token)).map_or(earliest, |last| last + 1);
    let opens =
        start == sentence.start || matches!(doc.word(start - 1), "," | ";" | "—" | "–" | "and" | "but");
    let head = head_of(cx, start..group.start);
    let speaks = start < group.start && doc.pos(start) != "ADP" && speaking::can_speak(doc, head);
    let content = group.end..sentence.end;
    let clause = content.clone().any(|token| is_finite(cx, token)) && doc.pos(group.end) != "PUNCT";
    (opens && speaks && clause).then_some((start..group.start, content))
}

/// As many drafts may stand in one sentence.
const RECENT: usize = 20;

/// Cuts from the contents of other drafts the closing saying `found`, which the parse took for a part of them, and takes
/// out what it made of the words of its source.
pub(super) fn cut(cx: &Context, drafts: &mut Vec<Draft>, found: &Draft) {
    let Some((_, source)) = found.source else { return };
    let sentence = cx.doc.sentence_of(found.cue_head);
    let recent = drafts.len().saturating_sub(RECENT);
    let of_source = |draft: &Draft| {
        draft.via.is_none()
            && draft.family > Family::Clause
            && draft.cue.is_some_and(|cue| source.contains(cue))
    };
    // Only verbs come after the drafts that others point to.
    for index in (recent..drafts.len()).rev() {
        if of_source(&drafts[index]) && drafts.iter().all(|draft| draft.via.is_none_or(|via| via < index)) {
            drafts.remove(index);
        }
    }
    for draft in drafts.iter_mut().rev().take(RECENT) {
        if cx.doc.sentence_of(draft.cue_head) != sentence {
            continue;
        }
        for part in draft.content.iter_mut() {
            if part.contains(source) && part.start < source.start {
                let start = cx.doc.tokens_in(*part).start;
                *part = cx.words(start..cx.doc.tokens_in(source).start);
            }
        }
    }
}

/// The token of a phrase that the others hang on.
fn head_of(cx: &Context, tokens: Range<usize>) -> usize {
    let doc = cx.doc;
    let nominal = |token: &usize| matches!(doc.pos(*token), "NOUN" | "PROPN" | "PRON" | "NUM");
    let outside = |token: &usize| doc.head(*token) == *token || !tokens.contains(&doc.head(*token));
    tokens
        .clone()
        .filter(nominal)
        .find(outside)
        .or_else(|| tokens.clone().find(|token| nominal(token)))
        .unwrap_or(tokens.start)
}
