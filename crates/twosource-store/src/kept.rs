//! A report as the collection keeps it: text and metadata, compressed.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use twosource_reader::{
    Agency, Amendment, AmendmentKind, Genre, GenreKind, Provenance, Published, Report, Segment, SegmentKind,
    Syndication,
};
use twosource_text::{Alignment, Span};

/// The most bytes that one kept value unfolds to: far more than the largest report with its annotation.
pub(crate) const MOST_BYTES: u64 = 1 << 30;

/// A value as compressed JSON.
pub(crate) fn pack<T: Serialize>(value: &T) -> std::io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&serde_json::to_vec(value)?)?;
    encoder.finish()
}

/// The value that [`pack`] made these bytes of; an error in words where they are damaged.
pub(crate) fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    let mut json = Vec::new();
    DeflateDecoder::new(bytes)
        .take(MOST_BYTES)
        .read_to_end(&mut json)
        .map_err(|error| format!("a compressed value cannot be read: {error}"))?;
    serde_json::from_slice(&json).map_err(|error| format!("a kept value cannot be read: {error}"))
}

/// Start and end in bytes of the text.
type Bytes = (usize, usize);

fn bytes(span: Span) -> Bytes {
    (span.start, span.end)
}

fn span(bytes: Bytes) -> Span {
    Span::new(bytes.0, bytes.1)
}

/// A report without what can be had anew: only how its text maps to the file it came from is not kept.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct KeptReport {
    path: Option<String>,
    line: Option<usize>,
    sha256: String,
    outlet: Option<String>,
    title: Option<String>,
    published: Option<KeptDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated: Option<KeptDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    genre: Option<(GenreKind, KeptPlace)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    amendments: Vec<(AmendmentKind, Option<Bytes>)>,
    url: Option<String>,
    byline: Option<String>,
    agencies: Vec<(String, Option<Bytes>, bool)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    syndicated_from: Option<Syndication>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    links: Vec<String>,
    language: Option<String>,
    text: String,
    segments: Vec<(SegmentKind, usize, usize)>,
}

/// A date of publication.
#[derive(Debug, Serialize, Deserialize)]
struct KeptDate {
    value: String,
    date: String,
    /// Where the text has it; `None` where the input or the address gives it.
    text: Option<Bytes>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    from_address: bool,
}

impl KeptDate {
    fn of(published: &Published) -> Self {
        let place = KeptPlace::of(published.provenance);
        KeptDate {
            value: published.value.clone(),
            date: published.date.to_string(),
            text: place.text,
            from_address: place.from_address,
        }
    }

    fn published(self) -> Option<Published> {
        let place = KeptPlace { text: self.text, from_address: self.from_address };
        Some(Published { date: self.date.parse().ok()?, value: self.value, provenance: place.provenance() })
    }
}

/// Where something was found.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct KeptPlace {
    text: Option<Bytes>,
    #[serde(default)]
    from_address: bool,
}

impl KeptPlace {
    fn of(provenance: Provenance) -> Self {
        match provenance {
            Provenance::Given => KeptPlace { text: None, from_address: false },
            Provenance::Address => KeptPlace { text: None, from_address: true },
            Provenance::Text(span) => KeptPlace { text: Some(bytes(span)), from_address: false },
        }
    }

    fn provenance(self) -> Provenance {
        match self.text {
            Some(at) => Provenance::Text(span(at)),
            None if self.from_address => Provenance::Address,
            None => Provenance::Given,
        }
    }
}

impl KeptReport {
    /// What is kept of `report`. Its id stands in the table of reports.
    pub fn of(report: &Report) -> Self {
        KeptReport {
            path: report.path.clone(),
            line: report.line,
            sha256: report.sha256.clone(),
            outlet: report.outlet.clone(),
            title: report.title.clone(),
            published: report.published.as_ref().map(KeptDate::of),
            updated: report.updated.as_ref().map(KeptDate::of),
            genre: report.genre.map(|genre| (genre.kind, KeptPlace::of(genre.provenance))),
            amendments: (report.amendments.iter())
                .map(|amendment| (amendment.kind, amendment.span.map(bytes)))
                .collect(),
            url: report.url.clone(),
            byline: report.byline.clone(),
            agencies: (report.agencies.iter())
                .map(|agency| (agency.name.clone(), agency.span.map(bytes), agency.for_text))
                .collect(),
            syndicated_from: report.syndicated_from.clone(),
            links: report.links.clone(),
            language: report.language.clone(),
            text: report.text.clone(),
            segments: (report.segments.iter())
                .map(|segment| (segment.kind, segment.span.start, segment.span.end))
                .collect(),
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The report again, under `id`.
    pub fn report(self, id: String) -> Report {
        Report {
            id,
            path: self.path,
            line: self.line,
            sha256: self.sha256,
            outlet: self.outlet,
            title: self.title,
            published: self.published.and_then(KeptDate::published),
            updated: self.updated.and_then(KeptDate::published),
            genre: self.genre.map(|(kind, place)| Genre { kind, provenance: place.provenance() }),
            amendments: (self.amendments.into_iter())
                .map(|(kind, at)| Amendment { kind, span: at.map(span) })
                .collect(),
            url: self.url,
            byline: self.byline,
            agencies: (self.agencies.into_iter())
                .map(|(name, at, for_text)| Agency { name, span: at.map(span), for_text })
                .collect(),
            syndicated_from: self.syndicated_from,
            links: self.links,
            language: self.language,
            segments: (self.segments.into_iter())
                .map(|(kind, start, end)| Segment { kind, span: Span::new(start, end) })
                .collect(),
            text: self.text,
            alignment: Alignment::identity(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_comes_back_as_it_was() {
        let text = "---\nid: r7\ntitle: Bridge opens\nurl: https://example.org/a\n---\nDUNMORE, May 3 (Reuters) - The bridge opened on Friday.\n\nBy A. Writer\n\n“It is late,” the mayor said.\n";
        let reading = twosource_reader::read_bytes(Some("a.txt"), text.as_bytes(), &Default::default());
        let mut report = reading.reports[0].clone();
        let mark = twosource_reader::SyndicationMark::Source;
        report.syndicated_from = Some(Syndication { name: "Harbour Post".to_owned(), url: None, mark });
        let report = &report;
        let bytes = pack(&KeptReport::of(report)).unwrap();
        let back = unpack::<KeptReport>(&bytes).unwrap().report(report.id.clone());
        let shown = |report: &Report| {
            let mut report = report.clone();
            report.alignment = Alignment::identity();
            format!("{report:?}")
        };
        assert_eq!(shown(&back), shown(report));
        assert!(!report.agencies.is_empty() && report.segments.len() > 2, "{report:?}");
    }

    #[test]
    fn damaged_bytes_are_an_error() {
        let mut bytes = pack(&"some words that are long enough to be cut").unwrap();
        bytes.truncate(bytes.len() / 2);
        assert!(unpack::<String>(&bytes).is_err());
    }
}
