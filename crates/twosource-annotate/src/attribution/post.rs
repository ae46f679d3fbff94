//! Posts of a network set into the text, by the signature that their embedding leaves.
//!
//! The ferry sails again at noon. — Port of Lindon (@portlindon) March 11, 2024

use std::ops::Range;

use twosource_reader::SegmentKind;

use super::draft::{Context, Draft, Family};
use super::lexicon::CueClass;

/// A name before a handle has at most this many tokens.
const LONGEST_NAME: usize = 8;
/// Between a handle and the end of its paragraph stand at most this many tokens: a date, an hour.
const LONGEST_DATE: usize = 10;

/// Finds the posts, each a paragraph that ends in its signature, or the one before a signature of its own.
pub(super) fn find(cx: &Context, drafts: &mut Vec<Draft>) {
    let doc = cx.doc;
    for (place, segment) in cx.report.segments.iter().enumerate() {
        if !segment.span.of(cx.text()).contains('@') || segment.kind != SegmentKind::Paragraph {
            continue;
        }
        let tokens = doc.tokens_in(segment.span);
        let Some((dash, name)) = signature(cx, tokens.clone()) else { continue };
        let mut told = tokens.start..dash;
        if cx.words(told.clone()).is_empty() {
            let before = place.checked_sub(1).and_then(|before| cx.report.segments.get(before));
            let Some(before) = before.filter(|before| before.kind == SegmentKind::Paragraph) else {
                continue;
            };
            told = doc.tokens_in(before.span);
        }
        told.start = after_label(cx, told.clone());
        let content = cx.words(told);
        if content.is_empty() {
            continue;
        }
        drafts.push(Draft {
            family: Family::Colon,
            class: CueClass::Say,
            cue_head: name.end - 1,
            cue: None,
            source: Some((name.end - 1, cx.words(name))),
            content: vec![content],
            content_head: None,
            effect: None,
            via: None,
        });
    }
}

/// The dash of "— Name (@handle) March 11, 2024" at the end of a paragraph, and the name's tokens.
fn signature(cx: &Context, tokens: Range<usize>) -> Option<(usize, Range<usize>)> {
    let doc = cx.doc;
    let earliest = tokens.end.saturating_sub(LONGEST_DATE + LONGEST_NAME + 4).max(tokens.start);
    let handle = (earliest..tokens.end).rev().find(|&token| doc.word(token).contains('@'))?;
    let bracket =
        handle.checked_sub(1).filter(|&bracket| doc.word(bracket).ends_with('(')).or_else(|| {
            // "(@handle)" as one token
            doc.word(handle).starts_with('(').then_some(handle)
        })?;
    let is_dash = |token: usize| matches!(doc.word(token), "—" | "–" | "-" | "--" | "―");
    let dash = (earliest.max(bracket.saturating_sub(LONGEST_NAME + 1))..bracket)
        .rev()
        .find(|&token| is_dash(token))?;
    let name = dash + 1..bracket;
    (!name.is_empty()).then_some((dash, name))
}

/// What follows "Embedded tweet:".
fn after_label(cx: &Context, told: Range<usize>) -> usize {
    let doc = cx.doc;
    let colon = told.clone().take(4).find(|&token| doc.word(token) == ":");
    let label = colon.filter(|&colon| {
        (told.start..colon).any(|token| matches!(doc.lower(token), "tweet" | "post" | "twitter" | "embedded"))
    });
    label.map_or(told.start, |colon| colon + 1)
}

/// True for the tokens of a signature and for what stands between it and the post ("…").
pub(crate) fn is_signature(words: &str) -> bool {
    let words = words.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '…' | '.'));
    let Some(rest) = words.strip_prefix(['—', '–', '-', '―']) else { return false };
    rest.contains("(@") && rest.split_whitespace().count() <= LONGEST_NAME + LONGEST_DATE
}
