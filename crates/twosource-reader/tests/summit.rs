//! The two reports of a summit that come with the project's shared data: every segment, and the metadata.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails has to stop")]

use std::path::PathBuf;

use twosource_reader::SegmentKind::{self, *};
use twosource_reader::{Options, Provenance, Report, read};

/// The shared folder, or `None` (said aloud) where it is missing.
fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("TWOSOURCE_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let folder = if folder.is_dir() { folder } else { return missing(&folder) };
    Some(folder.join("reports/summit"))
}

fn missing(folder: &std::path::Path) -> Option<PathBuf> {
    eprintln!("skipped: no shared data at {}; set TWOSOURCE_SHARED", folder.display());
    None
}

/// All segments of a kind, as text.
fn of_kind(report: &Report, kind: SegmentKind) -> Vec<&str> {
    report
        .segments
        .iter()
        .filter(|segment| segment.kind == kind)
        .map(|segment| segment.span.of(&report.text))
        .collect()
}

#[test]
fn both_reports_come_out_segment_by_segment() {
    let Some(folder) = shared() else { return };
    let reading = read(&[&folder], &Options::default());
    assert!(reading.failures.is_empty() && reading.warnings.is_empty(), "{reading:?}");
    let [first, second] = reading.reports.as_slice() else { panic!("two reports") };

    assert_eq!(of_kind(first, Date), ["date 2023-09-13"]);
    assert_eq!(
        of_kind(first, Heading),
        ["Long deliberations", "Fired missiles", "High calibre delegation", "Strategic ties"]
    );
    let paragraphs = of_kind(first, Paragraph);
    assert_eq!(paragraphs.len(), 20);
    assert!(paragraphs[0].starts_with("North Korea's leader has vowed closer ties"));
    assert!(paragraphs.iter().all(|paragraph| paragraph.ends_with(['.', '"'])));
    assert_eq!(first.segments.len(), 25);
    let published = first.published.as_ref().unwrap();
    assert_eq!(published.value, "2023-09-13");
    let Provenance::Text(span) = published.provenance else { panic!("found in the text") };
    assert_eq!(span.of(&first.text), "2023-09-13");
    assert_eq!((&first.title, &first.byline, &first.outlet), (&None, &None, &None));
    assert!(first.agencies.is_empty());
    assert_eq!(first.language.as_deref(), Some("en"));

    assert_eq!(of_kind(second, Title).len(), 1);
    assert!(second.title.as_deref().unwrap().starts_with("Kim Jong Un offers 'full' support"));
    let captions = of_kind(second, Caption);
    assert_eq!(captions.len(), 5);
    assert_eq!(captions[0], "Kim Jong Un last visited Russia four years ago.");
    assert!(captions[1].starts_with("ITV News Asia Correspondent"));
    assert_eq!(of_kind(second, Credit), ["Credit: AP"; 4]);
    let promotion = of_kind(second, Promotion);
    assert!(promotion.len() == 1 && promotion[0].starts_with("Want a quick and expert briefing"));
    assert_eq!(of_kind(second, Heading), [""; 0]);
    assert_eq!(of_kind(second, Paragraph).len(), 20);
    assert_eq!(second.segments.len(), 31);
    assert!(second.published.is_none());
    let [agency] = second.agencies.as_slice() else { panic!("one agency") };
    assert_eq!((agency.name.as_str(), agency.for_text), ("AP", false));
    assert_eq!(second.language.as_deref(), Some("en"));
    assert!(first.alignment.is_identity() && second.alignment.is_identity());
}
