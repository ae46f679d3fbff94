//! Where a content begins and ends: only what is clearly attributed.

use std::ops::Range;

use twosource_text::Span;

use super::draft::{Context, Draft, Family};
use super::lexicon::CueClass;

/// A name in quotation marks and no speech has at most this many words.
const TITLE_WORDS: usize = 5;

/// Takes from the edges of a content what joins it to its surroundings: "But", "and", and a remark in a clause of its
/// own after a comma (", which the firm denies"), which may be the report's.
pub(super) fn tidy(cx: &Context, draft: &mut Draft) {
    if draft.family == Family::Quoted && draft.content.len() != 1 {
        return;
    }
    let last = draft.content.len().saturating_sub(1);
    for (index, part) in draft.content.iter_mut().enumerate() {
        let mut tokens = cx.doc.tokens_in(*part);
        if index == 0 {
            tokens.start = after_conjunction(cx, tokens.clone());
        }
        if index == last && draft.family != Family::Quoted {
            tokens.end = before_remark(cx, tokens.clone());
        }
        while tokens.len() > 1 && cx.doc.pos(tokens.end - 1) == "CCONJ" {
            tokens.end -= 1;
        }
        let span = cx.words(tokens);
        if !span.is_empty() && part.contains(span) {
            *part = span;
        }
    }
}

fn after_conjunction(cx: &Context, tokens: Range<usize>) -> usize {
    let first = tokens.start;
    let opens_sentence = cx.doc.sentences().get(cx.doc.sentence_of(first)).is_some_and(|s| s.start == first);
    let joins = tokens.len() > 2 && cx.doc.pos(first) == "CCONJ" && opens_sentence;
    if joins && cx.quotation_of[first].is_none() { first + 1 } else { first }
}

fn before_remark(cx: &Context, tokens: Range<usize>) -> usize {
    let doc = cx.doc;
    for comma in tokens.clone().skip(1) {
        let word = comma + 1;
        if doc.word(comma) != ","
            || word >= tokens.end
            || !matches!(doc.lower(word), "which" | "who" | "whose")
        {
            continue;
        }
        // The clause's verb: the remark must reach to the end of the content and stand outside quotations.
        let verb = doc.ancestors(word).find(|&above| doc.dep(above) == "relcl");
        let Some(verb) = verb else { continue };
        if cx.quotation_of[comma].is_none()
            && doc.subtree(verb).end >= tokens.end
            && tokens.contains(&doc.head(verb))
            && doc.head(verb) < comma
        {
            return comma;
        }
    }
    tokens.end
}

/// Gives a quotation that no cue stands next to, and that is a sentence of its own, to whoever spoke in the sentence
/// before: `He said he was tired. "I have worked all night."`
pub(super) fn follow_up(cx: &Context, draft_of: &mut [Option<usize>], drafts: &mut [Draft]) {
    let mut speeches: Vec<(usize, usize)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| matches!(draft.family, Family::Quoted | Family::Clause))
        .filter(|(_, draft)| draft.source.is_some() && draft.class == CueClass::Say)
        .filter_map(|(index, draft)| Some((draft.cue?.start, index)))
        .collect();
    speeches.sort_unstable();
    for (quotation, owner) in cx.quotations.iter().zip(draft_of) {
        if owner.is_some() || quotation.inner.of(cx.text()).split_whitespace().count() <= TITLE_WORDS {
            continue;
        }
        let segment = cx.report.segments[quotation.segment].span;
        let before = Span::new(segment.start, quotation.span.start).of(cx.text()).trim_end();
        let inner = quotation.inner.of(cx.text()).trim_end();
        if !before.ends_with(['.', '”', '"', '!', '?']) || !inner.ends_with(['.', '!', '?', '…']) {
            continue;
        }
        let first = cx.doc.tokens_in(quotation.span).start;
        let Some(last_word) = first.checked_sub(1) else { continue };
        let previous = cx.doc.sentences()[cx.doc.sentence_of(last_word)].clone();
        let sentence = cx.doc.span_of(previous).intersection(segment).unwrap_or_default();
        let until = speeches.partition_point(|&(cue, _)| cue < sentence.end);
        let last_speech = speeches[..until].last().filter(|(cue, _)| *cue >= sentence.start);
        if let Some(&(_, speaker)) = last_speech {
            drafts[speaker].content.push(quotation.span);
            *owner = Some(speaker);
        }
    }
}
