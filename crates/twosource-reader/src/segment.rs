//! The stretches a report is made of.

use serde::{Deserialize, Serialize};
use twosource_text::Span;

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
}

/// A stretch of a report of one kind. Segments of a report are in order and do not overlap; white space between
/// them belongs to none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// Where it is, in bytes of the report's text.
    pub span: Span,
}
