//! A report's parse as the rules of this room read it.

use std::ops::Range;

use twosource_language::Doc;
use twosource_reader::SegmentKind;

use super::facts::{LONGEST_TITLE, Title, title};
use crate::Sentence;

/// A report's parse, with what several rules ask of it.
pub(crate) struct Page<'a> {
    pub doc: &'a Doc,
    pub sentences: &'a [Sentence],
    /// For each token, true between quotation marks.
    quoted: Vec<bool>,
}

impl<'a> Page<'a> {
    pub(crate) fn new(doc: &'a Doc, sentences: &'a [Sentence]) -> Self {
        Page { doc, sentences, quoted: quoted(doc, sentences) }
    }

    /// The sentences that speak of the event: no credits, bylines, dates and promotion.
    pub(crate) fn read(&self) -> impl Iterator<Item = (usize, &'a Sentence)> + use<'a> {
        self.sentences.iter().enumerate().filter(|(_, sentence)| {
            matches!(
                sentence.kind,
                SegmentKind::Paragraph | SegmentKind::Caption | SegmentKind::Title | SegmentKind::Heading
            )
        })
    }

    /// The sentence that holds token `i`.
    pub(crate) fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end <= i)
    }

    /// The characters from the first to the last of `tokens`.
    pub(crate) fn words(&self, tokens: Range<usize>) -> &'a str {
        self.doc.span_of(tokens).of(self.doc.text())
    }

    /// True where token `i` stands between quotation marks.
    pub(crate) fn is_quoted(&self, i: usize) -> bool {
        self.quoted.get(i).copied().unwrap_or(false)
    }

    pub(crate) fn is_capitalised(&self, i: usize) -> bool {
        self.doc.word(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// A proper noun, written as one.
    pub(crate) fn is_proper(&self, i: usize) -> bool {
        self.doc.pos(i) == "PROPN" && self.is_capitalised(i)
    }

    /// "'s" and its like.
    pub(crate) fn is_possessive(&self, i: usize) -> bool {
        self.doc.tag(i) == "POS" || matches!(self.doc.lower(i), "'s" | "’s")
    }

    /// The token of `tokens` whose head lies outside them.
    pub(crate) fn head_of(&self, tokens: &Range<usize>) -> usize {
        let top = tokens.clone().rev().find(|&i| {
            let head = self.doc.head(i);
            head == i || !tokens.contains(&head)
        });
        top.unwrap_or(tokens.start)
    }

    /// The longest title of the table that ends just before token `end`, not reaching before `floor`.
    pub(crate) fn title_before(&self, floor: usize, end: usize) -> Option<(Range<usize>, Title)> {
        let earliest = end.saturating_sub(2 * LONGEST_TITLE).max(floor);
        (earliest..end).find_map(|start| title(self.words(start..end)).map(|found| (start..end, found)))
    }

    /// As [`Page::title_before`], of the plural as well: "presidents".
    pub(crate) fn noun_title(&self, floor: usize, i: usize) -> Option<(Range<usize>, Title)> {
        self.title_before(floor, i + 1)
    }
}

/// Which tokens stand between quotation marks. Marks pair within a segment; one without a partner opens nothing, but
/// a quotation that runs on over several segments opens each of them anew and is read to the segment's end.
fn quoted(doc: &Doc, sentences: &[Sentence]) -> Vec<bool> {
    let mut quoted = vec![false; doc.len()];
    let mut first = 0;
    while first < sentences.len() {
        let segment = sentences[first].segment;
        let after = sentences[first..].iter().take_while(|s| s.segment == segment).count() + first;
        let tokens = sentences[first].tokens.start..sentences[after - 1].tokens.end;
        first = after;
        let mut open: Option<usize> = None;
        for i in tokens.clone() {
            let opens = matches!(doc.word(i), "\"" | "“" | "``");
            let closes = matches!(doc.word(i), "\"" | "”" | "''");
            match open {
                Some(start) if closes => {
                    quoted[start..=i].fill(true);
                    open = None;
                }
                None if opens => open = Some(i),
                _ => {}
            }
        }
        if let Some(start) = open {
            quoted[start..tokens.end].fill(true);
        }
    }
    quoted
}
