//! A report names another outlet of the story as the source of what it tells: "cites".

use std::collections::BTreeMap;
use std::sync::LazyLock;

use twosource_annotate::{Annotated, Source};
use twosource_reader::SegmentKind;
use twosource_text::Span;

use super::outlet::Outlet;
use super::{Dependence, EARLIEST, name};
use crate::file::DependenceKind;

/// Words that make the naming of an outlet a citation.
static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let rows = include_str!("citing-cues.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut cues = Cues { before: Vec::new(), after: Vec::new() };
    for row in rows {
        let mut columns = row.split('\t');
        match (columns.next(), columns.next()) {
            (Some("before"), Some(words)) => cues.before.push(words),
            (Some("after"), Some(words)) => cues.after.push(words),
            _ => {}
        }
    }
    cues
});

struct Cues {
    before: Vec<&'static str>,
    after: Vec<&'static str>,
}

/// Words that may stand between a cue and the outlet's name: "told *the news agency* Reuters".
const BETWEEN: [&str; 22] = [
    "the",
    "news",
    "agency",
    "newspaper",
    "paper",
    "daily",
    "weekly",
    "magazine",
    "broadcaster",
    "network",
    "channel",
    "website",
    "site",
    "tabloid",
    "television",
    "radio",
    "state",
    "also",
    "first",
    "earlier",
    "later",
    "on",
];

/// Bytes looked at on either side of a name.
const REACH: usize = 80;

/// Where one report cites an outlet.
struct Citation {
    report: usize,
    span: Span,
}

/// Example: "The mayor told the Harbour Courier …" in a report by the Evening Post.
///
/// Two reports that cite one report of the story lean on the same words: they are linked as well.
pub(super) fn find(story: &[Annotated]) -> Vec<Dependence> {
    let outlets: Vec<Option<Outlet>> = story.iter().map(|annotated| Outlet::of(&annotated.report)).collect();
    // Each outlet's reports, so that an outlet is looked for once a report.
    let mut published: BTreeMap<&str, (&Outlet, Vec<usize>)> = BTreeMap::new();
    for (i, outlet) in outlets.iter().enumerate() {
        if let Some(outlet) = outlet {
            published.entry(outlet.key()).or_insert_with(|| (outlet, Vec::new())).1.push(i);
        }
    }
    let mut found = Vec::new();
    for (outlet, cited) in published.into_values() {
        let citing: Vec<Citation> = story
            .iter()
            .enumerate()
            .filter(|(i, _)| outlets[*i].as_ref().is_none_or(|own| !own.is(outlet)))
            .filter_map(|(report, annotated)| Some(Citation { report, span: citation(annotated, outlet)? }))
            .collect();
        for citation in &citing {
            found.extend(cited.iter().take(EARLIEST).map(|&target| cites(story, outlet, citation, target)));
        }
        for (n, later) in citing.iter().enumerate() {
            found.extend(
                citing[..n].iter().take(EARLIEST).map(|earlier| both_cite(story, outlet, earlier, later)),
            );
        }
    }
    found
}

fn cites(story: &[Annotated], outlet: &Outlet, citation: &Citation, cited: usize) -> Dependence {
    let words = citation.span.of(&story[citation.report].report.text);
    let why = format!(
        "{} cites {} as its source: “{words}”",
        name(&story[citation.report].report, citation.report),
        outlet.name
    );
    Dependence {
        reports: [citation.report, cited],
        kind: DependenceKind::Cites,
        passages: Vec::new(),
        citations: vec![(citation.report, citation.span)],
        overlap: 0.0,
        why,
    }
}

fn both_cite(story: &[Annotated], outlet: &Outlet, earlier: &Citation, later: &Citation) -> Dependence {
    let [a, b] = [earlier, later].map(|citation| name(&story[citation.report].report, citation.report));
    Dependence {
        reports: [earlier.report, later.report],
        kind: DependenceKind::Cites,
        passages: Vec::new(),
        citations: [earlier, later].iter().map(|citation| (citation.report, citation.span)).collect(),
        overlap: 0.0,
        why: format!("{a} and {b} both cite {} as their source", outlet.name),
    }
}

/// The first words with which a report cites an outlet.
fn citation(annotated: &Annotated, outlet: &Outlet) -> Option<Span> {
    let report = &annotated.report;
    let running = report.segments.iter().filter(|segment| segment.kind == SegmentKind::Paragraph);
    for segment in running {
        for named in outlet.named_in(&report.text, segment.span) {
            if let Some(cited) = with_cue(&report.text, segment.span, named) {
                return Some(cited);
            }
            let source = |source: &&Source| source.ranges.iter().any(|range| range.contains(named));
            if annotated.attributions.iter().filter_map(|a| a.source.as_ref()).any(|s| source(&s)) {
                return Some(named);
            }
        }
    }
    None
}

/// The name together with the cue beside it.
fn with_cue(text: &str, paragraph: Span, named: Span) -> Option<Span> {
    cue_before(text, paragraph, named).or_else(|| cue_after(text, paragraph, named))
}

fn cue_before(text: &str, paragraph: Span, named: Span) -> Option<Span> {
    let mut start = named.start.saturating_sub(REACH).max(paragraph.start);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut left = Span::new(start, named.start).of(text).trim_end();
    loop {
        if let Some(cue) = CUES.before.iter().find(|cue| ends_with_words(left, cue)) {
            return Some(Span::new(start + left.len() - cue.len(), named.end));
        }
        let last = left.rsplit(' ').next().filter(|word| may_stand_between(word))?;
        left = left[..left.len() - last.len()].trim_end();
    }
}

fn cue_after(text: &str, paragraph: Span, named: Span) -> Option<Span> {
    let mut end = (named.end + REACH).min(paragraph.end);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut right = Span::new(named.end, end).of(text).trim_start();
    loop {
        if let Some(cue) = CUES.after.iter().find(|cue| starts_with_words(right, cue)) {
            return Some(Span::new(named.start, end - right.len() + cue.len()));
        }
        let next = right.split(' ').next().filter(|word| may_stand_between(word))?;
        right = right[next.len()..].trim_start();
    }
}

fn may_stand_between(word: &str) -> bool {
    BETWEEN.contains(&word.to_lowercase().as_str())
}

fn ends_with_words(text: &str, words: &str) -> bool {
    let Some(split) = text.len().checked_sub(words.len()) else { return false };
    text.is_char_boundary(split)
        && text[split..].eq_ignore_ascii_case(words)
        && !text[..split].ends_with(char::is_alphanumeric)
}

fn starts_with_words(text: &str, words: &str) -> bool {
    text.is_char_boundary(words.len().min(text.len()))
        && text.len() >= words.len()
        && text[..words.len()].eq_ignore_ascii_case(words)
        && !text[words.len()..].starts_with(char::is_alphanumeric)
}
