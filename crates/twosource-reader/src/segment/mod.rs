//! The stretches a report is made of.

mod layout;
mod page;
mod rule;
mod rules;

use serde::{Deserialize, Serialize};
use twosource_text::Span;

use crate::given::{Block, Given};
use crate::metadata::agency;
use page::{Page, Piece};
use rule::Facts;

/// What a stretch of a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SegmentKind {
    /// The report's own headline, where it stands in the text.
    Title,
    /// A heading between paragraphs.
    Heading,
    /// Running text: the only kind that makes statements.
    Paragraph,
    /// The words under a picture.
    Caption,
    /// Who made a picture or a text: "Credit: AP".
    Credit,
    /// "SEOUL, Sept 13 (Agency) —" before the first sentence.
    Dateline,
    /// Who wrote the report.
    Byline,
    /// A date of publication that stands in the text.
    Date,
    /// Words about the outlet and not the event: newsletters, podcasts, "read more".
    Promotion,
    /// What a report says of itself: that it was corrected, updated, withdrawn.
    Note,
    /// What readers wrote under it.
    Comment,
}

/// A stretch of a report of one kind. Segments of a report are in order and do not overlap; white space between
/// them belongs to none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// Where it is, in bytes of the report's text.
    pub span: Span,
}

/// The segments of a text, and what they tell about the report.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub segments: Vec<Segment>,
    pub facts: Facts,
}

/// True for a block that tells of the outlet or of other pages and of nothing else. Of a page it is left out, but where it
/// heads what readers wrote.
pub(crate) fn is_furniture(words: &str, markup: Option<SegmentKind>) -> bool {
    rules::is_promotion(words) && !rules::is_heading_of_comments(words, markup)
}

/// How often the rules look at one block and what they leave of it: a date, a dateline, a sentence, a credit. A line that
/// repeats a dateline ten thousand times is not cut ten thousand times.
const MOST_CUTS: usize = 8;

/// Cuts `text` into segments. `blocks` are what mark-up gives; without them the layout of the text tells.
pub(crate) fn outline(text: &str, blocks: Option<&[Block]>, given: &Given) -> Outline {
    let blocks = blocks.map_or_else(|| layout::blocks(text), <[Block]>::to_vec);
    let mut page = Page::new(text, blocks, given);
    let mut outline = Outline::default();
    for index in 0..page.blocks.len() {
        let block = page.blocks[index];
        // What is left of a block goes through the rules again: a date, then a dateline, then the sentence.
        let mut waiting = vec![Piece { span: block.span, block: index, markup: block.kind }];
        let mut cuts = 0;
        while let Some(piece) = waiting.pop() {
            let span = page.trimmed(piece.span);
            if span.is_empty() {
                continue;
            }
            let piece = Piece { span, ..piece };
            let finding = if cuts < MOST_CUTS { rule::first_finding(&page, piece) } else { None };
            cuts += 1;
            let Some(finding) = finding else {
                let kind = piece.markup.unwrap_or(SegmentKind::Paragraph);
                page.note(kind);
                if kind == SegmentKind::Paragraph {
                    outline.facts.add(rule::credits(agency::credited_in_brackets(text, span)));
                }
                outline.segments.push(Segment { kind, span });
                continue;
            };
            outline.facts.add(finding.facts);
            // Last in, first out: the parts are put back in reverse.
            for part in finding.parts.into_iter().rev() {
                match part.kind {
                    Some(kind) => {
                        page.note(kind);
                        outline.segments.push(Segment { kind, span: page.trimmed(part.span) });
                    }
                    None if part.span.len() < span.len() => waiting.push(Piece { span: part.span, ..piece }),
                    None => outline.segments.push(Segment { kind: SegmentKind::Paragraph, span }),
                }
            }
        }
    }
    outline.segments.retain(|segment| !segment.span.is_empty());
    outline.segments.sort_by_key(|segment| segment.span);
    outline
}
