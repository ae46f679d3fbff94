//! Where a content begins and ends: only what is clearly attributed.

use std::ops::Range;

use twosource_text::Span;

use super::draft::{Context, Draft, Family};

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
        let span = with_marks(cx, cx.words(tokens));
        if !span.is_empty() {
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

/// `span` with the marks of a quotation that it holds all the words of at its edge.
fn with_marks(cx: &Context, span: Span) -> Span {
    let tokens = cx.doc.tokens_in(span);
    if tokens.is_empty() {
        return span;
    }
    let quotation = |token: usize| cx.quotation_of[token].map(|index| cx.quotations[index]);
    let only_marks = |stretch: Span| stretch.of(cx.text()).chars().all(|c| !c.is_alphanumeric());
    let mut marked = span;
    if let Some(first) = quotation(tokens.start)
        && first.span.start < span.start
        && first.span.end <= span.end + 3
        && only_marks(Span::new(first.span.start, span.start))
    {
        marked.start = first.span.start;
    }
    if let Some(last) = quotation(tokens.end - 1)
        && last.span.end > span.end
        && last.span.start >= marked.start
        && only_marks(Span::new(span.end, last.span.end))
    {
        marked.end = last.span.end;
    }
    marked
}
