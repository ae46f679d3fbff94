//! A report names another outlet of the story as the source of what it tells: "cites".

use std::collections::BTreeMap;
use std::sync::LazyLock;

use twosource_annotate::{Annotated, Source};
use twosource_lexicon::english::WordList;
use twosource_reader::SegmentKind;
use twosource_text::Span;

use super::outlet::{Outlet, Outlets};
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
    let outlets = Outlets::of(story.iter().map(|annotated| &annotated.report));
    // Each outlet's reports, and those that cite it, by the key that tells outlets apart.
    let mut published: BTreeMap<&str, (&Outlet, Vec<usize>, Vec<Citation>)> = BTreeMap::new();
    for (report, annotated) in story.iter().enumerate() {
        let own = Outlet::of(&annotated.report).and_then(|outlet| outlets.place(&outlet));
        if let Some(outlet) = own.and_then(|place| outlets.get(place)) {
            published.entry(outlet.key()).or_insert_with(|| (outlet, Vec::new(), Vec::new())).1.push(report);
        }
        for (place, span) in citations(annotated, &outlets) {
            let Some(outlet) = outlets.get(place).filter(|_| own != Some(place)) else { continue };
            let entry = published.entry(outlet.key()).or_insert_with(|| (outlet, Vec::new(), Vec::new()));
            entry.2.push(Citation { report, span });
        }
    }
    let mut found = Vec::new();
    for (outlet, cited, citing) in published.into_values() {
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

/// The outlets a report cites, each with the first words that do so.
fn citations(annotated: &Annotated, outlets: &Outlets) -> BTreeMap<usize, Span> {
    let report = &annotated.report;
    let sources = Sources::of(annotated);
    let mut found = BTreeMap::new();
    let running = report.segments.iter().filter(|segment| {
        matches!(segment.kind, SegmentKind::Paragraph | SegmentKind::Credit | SegmentKind::Promotion)
    });
    for segment in running {
        for (outlet, named) in outlets.named_in(&report.text, segment.span) {
            if found.contains_key(&outlet) {
                continue;
            }
            let cited = with_cue(&report.text, segment.span, named);
            if let Some(cited) = cited.or_else(|| sources.hold(named).then_some(named)) {
                found.insert(outlet, cited);
            }
        }
    }
    found
}

/// The stretches of a report that name its sources.
struct Sources {
    /// Where each stretch starts, sorted, and the furthest end of it and all before it.
    reach: Vec<(usize, usize)>,
}

impl Sources {
    fn of(annotated: &Annotated) -> Sources {
        let sources = annotated.attributions.iter().filter_map(|attribution| attribution.source.as_ref());
        let ranges = sources.flat_map(|source: &Source| source.ranges.iter());
        let mut reach: Vec<(usize, usize)> = ranges.map(|range| (range.start, range.end)).collect();
        reach.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut reach {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Sources { reach }
    }

    /// True where one of them may hold the whole of `named`.
    fn hold(&self, named: Span) -> bool {
        let before = self.reach.partition_point(|&(start, _)| start <= named.start);
        before.checked_sub(1).is_some_and(|last| self.reach[last].1 >= named.end)
    }
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
    WordList::BeforeOutlet.holds(&word.to_lowercase())
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
