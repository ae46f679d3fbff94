//! A speaker, a colon and what is said.
//!
//! Ann Lee: "We are ready."           a quotation
//! And from Ann Lee: "We are ready."
//! Ann Lee: bridge to close           a headline
//! LEE: Yes, we are ready.            a transcript
//! Lee: Yes, we are ready.            an interview in which the names come again

use std::collections::{BTreeMap, BTreeSet};

use twosource_reader::{Report, SegmentKind};

use super::draft::{Context, Draft, Family};
use super::lexicon::CueClass;
use super::quoted::Links;

/// A speaker before a colon has at most this many tokens.
const LONGEST_SPEAKER: usize = 8;

/// Finds the segments that open with a speaker and a colon, and give a quotation or, in headlines, anything.
pub(super) fn find(cx: &Context, links: &mut Links, drafts: &mut Vec<Draft>) {
    let doc = cx.doc;
    let transcript = is_transcript(cx);
    let speakers = recurring(cx);
    for segment in &cx.report.segments {
        let headline = matches!(segment.kind, SegmentKind::Title | SegmentKind::Heading);
        if !headline && segment.kind != SegmentKind::Paragraph {
            continue;
        }
        let tokens = doc.tokens_in(segment.span);
        let Some(colon) = tokens.clone().take(LONGEST_SPEAKER).find(|&token| doc.word(token) == ":") else {
            continue;
        };
        let opening = after_from(cx, tokens.start..colon);
        let introduced = opening > tokens.start;
        let speaker = opening..colon;
        let names = |token: usize| {
            matches!(doc.pos(token), "PROPN" | "NOUN" | "DET" | "ADJ" | "PART" | "ADP" | "CCONJ" | "NUM")
        };
        if speaker.is_empty() || !speaker.clone().all(names) || colon + 2 >= tokens.end {
            continue;
        }
        let names = doc.named_spans();
        let from = names.partition_point(|name| name.tokens.start < speaker.start);
        let named = names[from..].iter().take_while(|name| name.tokens.start < speaker.end).any(|name| {
            name.tokens.end <= speaker.end && matches!(name.label.as_str(), "PERSON" | "ORG" | "GPE" | "NORP")
        });
        let label = segment.kind == SegmentKind::Paragraph
            && (transcript && is_label(cx, speaker.clone())
                || speakers.contains(doc.span_of(speaker.clone()).of(cx.text())));
        // "And from Chairwoman Ann Lee:"
        let introduced =
            introduced && speaker.len() > 1 && speaker.clone().all(|token| doc.pos(token) == "PROPN");
        if !(named || label || introduced) {
            continue;
        }
        let quotation = cx.quotation_of[colon + 1].filter(|&quotation| links.draft_of[quotation].is_none());
        let content = match quotation {
            Some(quotation) if !label => cx.quotations[quotation].span,
            Some(_) => cx.words(colon + 1..tokens.end),
            None if headline || label => cx.words(colon + 1..tokens.end),
            None => continue,
        };
        let head = speaker
            .clone()
            .rev()
            .find(|&token| matches!(doc.pos(token), "PROPN" | "NOUN"))
            .unwrap_or(speaker.start);
        if let Some(quotation) = quotation {
            links.draft_of[quotation] = Some(drafts.len());
        }
        drafts.push(Draft {
            family: Family::Colon,
            class: CueClass::Say,
            cue_head: colon,
            cue: Some(doc.span(colon)),
            source: Some((head, cx.words(speaker))),
            content: vec![content],
            content_head: None,
            effect: None,
            via: None,
        });
    }
}

/// "And from Chairwoman Ann Lee:": where the speaker begins.
fn after_from(cx: &Context, speaker: std::ops::Range<usize>) -> usize {
    let lead = speaker.clone().take(3).find(|&token| cx.doc.lower(token) == "from");
    let joins = |token: usize| matches!(cx.doc.pos(token), "CCONJ" | "ADV");
    lead.filter(|&from| (speaker.start..from).all(joins)).map_or(speaker.start, |from| from + 1)
}

/// Where two paragraphs or more open with a speaker in capitals and a colon, the text is a transcript.
fn is_transcript(cx: &Context) -> bool {
    let labelled = cx.report.segments.iter().filter(|segment| segment.kind == SegmentKind::Paragraph).filter(
        |segment| {
            let text = segment.span.of(cx.text()).trim_start();
            let label = text.split_once(':').map_or("", |(label, _)| label);
            label.len() <= LONGEST_LABEL && is_capitals(label)
        },
    );
    labelled.take(2).count() == 2
}

/// In an interview that names who speaks before each question and answer ("Ruiz: We had no choice."), the names.
fn recurring<'a>(cx: &Context<'a>) -> BTreeSet<&'a str> {
    let report: &'a Report = cx.report;
    let mut counts: BTreeMap<&'a str, usize> = BTreeMap::new();
    let mut asks = false;
    for segment in report.segments.iter().filter(|segment| segment.kind == SegmentKind::Paragraph) {
        let text = segment.span.of(&report.text).trim_start();
        let Some((label, said)) = text.split_once(": ") else { continue };
        let name = |word: &str| word.starts_with(char::is_uppercase) && word.chars().nth(1).is_some();
        if label.len() <= LONGEST_LABEL
            && label.split(' ').nth(LONGEST_NAME).is_none()
            && label.split(' ').all(name)
        {
            *counts.entry(label).or_default() += 1;
            asks |= said.contains('?');
        }
    }
    counts.retain(|_, count| *count > 1);
    // A list of places and hours has labels, too, and asks nothing.
    if asks && counts.len() > 1 { counts.into_keys().collect() } else { BTreeSet::new() }
}

/// A label that is a name has at most this many words.
const LONGEST_NAME: usize = 4;

/// A speaker's label has at most this many bytes.
const LONGEST_LABEL: usize = 60;

fn is_label(cx: &Context, speaker: std::ops::Range<usize>) -> bool {
    is_capitals(cx.doc.span_of(speaker).of(cx.text()))
}

/// "WELLS", "PRIME MINISTER DALE (LIVE)": two letters or more, and none in lower case.
fn is_capitals(label: &str) -> bool {
    label.chars().filter(|c| c.is_uppercase()).nth(1).is_some() && !label.chars().any(char::is_lowercase)
}
