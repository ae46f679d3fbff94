//! What one report puts between quotation marks.

use std::ops::Range;

use twosource_annotate::{Annotated, AttributionKind};
use twosource_reader::SegmentKind;
use twosource_text::Span;

use super::marks;
use crate::cast::Cast;
use crate::dependence::words::{self, Vocabulary};
use crate::story::Story;

/// Words that are compared, the rest of a longer stretch is not: nobody quotes a chapter.
const COMPARED: usize = 2_000;

/// A quoted stretch of a report.
#[derive(Debug)]
pub(super) struct Stretch {
    /// Index into the story's reports.
    pub report: usize,
    /// Without the marks, in bytes.
    pub span: Span,
    /// Index into the report's attributions.
    pub attribution: Option<usize>,
    /// Place in the cast.
    pub speaker: Option<usize>,
    /// Folded words.
    pub numbers: Vec<u32>,
    /// Where each stands, in bytes.
    pub words: Vec<Span>,
}

impl Stretch {
    /// The report's characters from the first to the last of `words`; empty for none.
    pub fn text<'s>(&self, story: &'s Story, words: Range<usize>) -> &'s str {
        let text = &story.reports[self.report].report.text;
        match (self.words.get(words.start), words.end.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) if first.start < last.end => first.cover(*last).of(text),
            _ => "",
        }
    }

    /// True where the two may be of one speaker.
    pub fn may_share_speaker(&self, other: &Stretch) -> bool {
        self.speaker.is_none() || other.speaker.is_none() || self.speaker == other.speaker
    }

    /// The title of a work and not somebody's words: nobody is said to say it, and its long words are in capitals.
    pub fn is_title(&self, story: &Story) -> bool {
        let text = &story.reports[self.report].report.text;
        let long = self.words.iter().map(|word| word.of(text)).filter(|word| word.chars().count() > 3);
        self.attribution.is_none()
            && long.clone().count() > 0
            && long.clone().all(|w| w.starts_with(char::is_uppercase))
    }
}

/// Every quoted stretch of a story, in the order of reports and of their texts.
pub(super) fn all(story: &Story, cast: &Cast) -> Vec<Stretch> {
    let mut vocabulary = Vocabulary::new();
    let mut found = Vec::new();
    for (report, annotated) in story.reports.iter().enumerate() {
        let text = &annotated.report.text;
        for span in in_paragraphs(annotated) {
            let words: Vec<Span> =
                words::split(span.of(text)).map(|word| word.shifted(span.start)).take(COMPARED).collect();
            if words.is_empty() {
                continue;
            }
            let attribution = attribution_of(annotated, span);
            let source = attribution.and_then(|a| annotated.attributions[a].source.as_ref());
            let speaker = source.and_then(|source| cast.of.get(&(report, source.entity?)).copied());
            let numbers = words.iter().map(|word| vocabulary.number(word.of(text))).collect();
            found.push(Stretch { report, span, attribution, speaker, numbers, words });
        }
    }
    found
}

/// The quoted stretches of a report's paragraphs, without white space at the edges.
fn in_paragraphs(annotated: &Annotated) -> Vec<Span> {
    let report = &annotated.report;
    let paragraphs: Vec<Span> = report
        .segments
        .iter()
        .filter(|segment| segment.kind == SegmentKind::Paragraph)
        .map(|segment| segment.span)
        .collect();
    let mut found = Vec::new();
    for (i, &paragraph) in paragraphs.iter().enumerate() {
        let goes_on = paragraphs.get(i + 1).is_some_and(|&next| marks::opens_with_mark(&report.text, next));
        let quoted = marks::quoted(&report.text, paragraph, goes_on);
        found.extend(quoted.into_iter().map(|span| span.trimmed(&report.text)));
    }
    found
}

/// The attribution whose content holds most of a stretch, the innermost where several hold as much.
fn attribution_of(annotated: &Annotated, stretch: Span) -> Option<usize> {
    let held = |content: &[Span]| -> usize {
        content.iter().filter_map(|part| part.intersection(stretch)).map(Span::len).sum()
    };
    let length = |content: &[Span]| -> usize { content.iter().map(|part| part.len()).sum() };
    let quotes =
        annotated.attributions.iter().enumerate().filter(|(_, a)| a.kind != AttributionKind::Indirect);
    quotes
        .map(|(i, a)| (held(&a.content), std::cmp::Reverse(length(&a.content)), std::cmp::Reverse(i)))
        .filter(|(held, ..)| held * 2 > stretch.len())
        .max()
        .map(|(.., std::cmp::Reverse(i))| i)
}
