//! A line that is nothing but an address: of a page, or of an inbox.

use crate::SegmentKind::{self, Paragraph};
use crate::pattern::Pattern;
use crate::segment::page::{Page, Piece};
use crate::segment::rule::{Example, Finding, Rule};

pub(super) const RULE: Rule = Rule {
    name: "address",
    find,
    examples: &[Example {
        text: "https://news.example.org/leaders-meet\n\nThe two leaders have met.\n\nThe text is on http://example.org.\n\nEMAIL: desk@example.org.",
        segments: &[
            (SegmentKind::Promotion, "https://news.example.org/leaders-meet"),
            (Paragraph, "The two leaders have met."),
            (Paragraph, "The text is on http://example.org."),
            (SegmentKind::Promotion, "EMAIL: desk@example.org."),
        ],
    }],
};

/// A tokenised address has spaces: "http: / / example. org / a - b".
static ADDRESS: Pattern = Pattern::new(
    r"(?i)^(?:https?://\S+|www\.\S+|https?\s?:\s?/\s?/[\s\w./%?=&#~+:,-]+|(?:e-?mail\s*:\s*|@)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+\.?|pic\.twitter\.com/\S+)$",
);

fn find(page: &Page, piece: Piece) -> Option<Finding> {
    (page.is_block(piece) && ADDRESS.is_match(page.words(piece)))
        .then(|| Finding::whole(SegmentKind::Promotion, piece))
}
