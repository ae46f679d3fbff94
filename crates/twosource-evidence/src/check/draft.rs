//! A text as a draft.

use twosource_reader::{Report, SegmentKind};

/// Makes headings and captions of a report running text, so that they are checked too: a draft may be one line.
pub fn as_draft(report: &mut Report) {
    for segment in &mut report.segments {
        if matches!(segment.kind, SegmentKind::Title | SegmentKind::Heading | SegmentKind::Caption) {
            segment.kind = SegmentKind::Paragraph;
        }
    }
}
