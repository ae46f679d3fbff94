//! The words outside the marks that belong to a quotation's content.
//!
//! The plan is "mad," he said.                    before it
//! The plan, he said, is "mad".                   before the saying
//! "It is bad luck," he said, that both came.     after the saying
//! "We are tired," he said, of "empty" promises.  between two quotations

use twosource_text::Span;

use super::draft::{Context, Draft};
use super::quoted::{Link, Links, quoting};

/// How many tokens of a sentence before a quotation may belong to its content.
const LONGEST_LEAD: usize = 80;

/// How many tokens may stand between a saying and a further quotation of its sentence.
const LONGEST_GAP: usize = 12;

/// A quotation with the words of its sentence before it: `The plan is "mad," he said.`
pub(super) fn with_lead(cx: &Context, index: usize, links: &Links) -> Span {
    let doc = cx.doc;
    let quotation = cx.quotations[index];
    let first = doc.tokens_in(quotation.span).start;
    let segment_start = cx.report.segments[quotation.segment].span.start;
    let mut start = first;
    while start > 0 && first - start < LONGEST_LEAD {
        let token = start - 1;
        let taken =
            cx.quotation_of[token].is_some_and(|q| links.draft_of.get(q).is_some_and(Option::is_some));
        let ends = matches!(doc.word(token), "." | "?" | "!") || doc.span(token).start < segment_start;
        let cues = quoting(cx, token).is_some();
        if cues || taken {
            return quotation.span;
        }
        if ends || doc.is_space(token) {
            break;
        }
        if start == doc.sentences()[doc.sentence_of(first)].start && first != start {
            break;
        }
        start = token;
    }
    if start == first {
        return quotation.span;
    }
    cx.words(start..first).cover(quotation.span)
}

/// `The plan, he said, is "mad"`: what stands before the saying, where the quotation goes on with its sentence.
pub(super) fn lead_before_cue(cx: &Context, index: usize, link: &Link, links: &Links) -> Option<Span> {
    let doc = cx.doc;
    let quotation = cx.quotations[index];
    let goes_on = quotation.inner.of(cx.text()).chars().next().is_some_and(char::is_lowercase);
    let (_, source) = link.source?;
    let saying = doc.tokens_in(source).start.min(link.group.start);
    let comma = saying.checked_sub(1).filter(|&comma| doc.word(comma) == "," && goes_on)?;
    let sentence = doc.sentences()[doc.sentence_of(comma)].start;
    let segment = doc.tokens_in(cx.report.segments[quotation.segment].span).start;
    let start = sentence.max(segment).max(comma.saturating_sub(LONGEST_LEAD));
    let taken = |token: usize| {
        quoting(cx, token).is_some()
            || cx.quotation_of[token].is_some_and(|q| links.draft_of.get(q).is_some_and(Option::is_some))
    };
    if start == comma || (start..comma).any(taken) {
        return None;
    }
    Some(cx.words(start..comma))
}

/// `"It is bad luck," he said, that both men …`: a clause that goes on after the saying.
pub(super) fn that_clause_after(cx: &Context, link: &Link) -> Option<Span> {
    let doc = cx.doc;
    let source = link.source.map_or(0, |(_, source)| doc.tokens_in(source).end);
    let end = source.max(link.group.end);
    if end + 2 >= doc.len() || doc.word(end) != "," || doc.word(end + 1) != "that" {
        return None;
    }
    let sentence = doc.sentences()[doc.sentence_of(end + 1)].clone();
    let until = (end + 1..sentence.end).find(|&token| cx.quotation_of[token].is_some());
    let words = cx.words(end + 1..until.unwrap_or(sentence.end));
    (!words.is_empty()).then_some(words)
}

/// `…, he said, of "mad" plans`: a further quotation with the words between it and the saying.
pub(super) fn with_gap(cx: &Context, draft: &Draft, index: usize) -> Span {
    let doc = cx.doc;
    let quotation = cx.quotations[index].span;
    let Some(cue) = draft.cue else { return quotation };
    let known = draft.source.map_or(cue, |(_, source)| source.cover(cue)).cover(draft.content_extent());
    if known.end >= quotation.start {
        return quotation;
    }
    let between = doc.tokens_in(Span::new(known.end, quotation.start));
    let gap = between.start + 1..between.end;
    let first = doc.tokens_in(quotation).start;
    let parted = !gap.is_empty() && doc.word(between.start) == "," && gap.len() <= LONGEST_GAP;
    let clean = |token: usize| {
        quoting(cx, token).is_none()
            && doc.tag(token) != "VBG"
            && doc.pos(token) != "CCONJ"
            && !matches!(doc.word(token), "." | "?" | "!" | ";" | ":")
            && !doc.is_space(token)
    };
    if parted && gap.clone().all(clean) && doc.sentence_of(gap.start) == doc.sentence_of(first) {
        return cx.words(gap).cover(quotation);
    }
    quotation
}

/// True where a full stop ends the quotation, and what follows opens a new sentence.
pub(super) fn ends_sentence(cx: &Context, index: usize) -> bool {
    let quotation = cx.quotations[index];
    let rest = cx.report.segments[quotation.segment].span;
    let after = cx.text().get(quotation.span.end..rest.end).unwrap_or("").trim_start();
    quotation.inner.of(cx.text()).trim_end().ends_with('.') && after.starts_with(char::is_uppercase)
}

/// `He asked: "Why now?" The minister …`: a colon before it, and a new sentence after it.
pub(super) fn is_announced(cx: &Context, index: usize) -> bool {
    let quotation = cx.quotations[index];
    let segment = cx.report.segments[quotation.segment].span;
    let before = cx.text().get(segment.start..quotation.span.start).unwrap_or("").trim_end();
    let after = cx.text().get(quotation.span.end..segment.end).unwrap_or("").trim_start();
    let closed = quotation.inner.of(cx.text()).trim_end().ends_with(['?', '!']);
    before.ends_with(':') && closed && after.starts_with(char::is_uppercase)
}
