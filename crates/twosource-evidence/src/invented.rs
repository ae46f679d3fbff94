//! Invented reports for tests.

use twosource_reader::{Agency, Report, Segment, SegmentKind};
use twosource_text::{Alignment, Span};

/// A report of an outlet ("" for none) whose paragraphs stand between empty lines.
pub(crate) fn report(id: &str, outlet: &str, text: &str) -> Report {
    let mut segments = Vec::new();
    let mut start = 0;
    for paragraph in text.split("\n\n") {
        let span = Span::new(start, start + paragraph.len()).trimmed(text);
        if !span.is_empty() {
            segments.push(Segment { kind: SegmentKind::Paragraph, span });
        }
        start += paragraph.len() + 2;
    }
    Report {
        id: id.to_owned(),
        path: None,
        line: None,
        sha256: String::new(),
        outlet: (!outlet.is_empty()).then(|| outlet.to_owned()),
        title: None,
        published: None,
        url: None,
        byline: None,
        agencies: Vec::new(),
        language: Some("en".to_owned()),
        text: text.to_owned(),
        segments,
        alignment: Alignment::identity(),
    }
}

/// The report with a credit to an agency.
pub(crate) fn crediting(mut report: Report, agency: &str, for_text: bool) -> Report {
    report.agencies.push(Agency { name: agency.to_owned(), span: None, for_text });
    report
}
