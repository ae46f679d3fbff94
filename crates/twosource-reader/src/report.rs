//! One text by one outlet.

use jiff::civil::Date;
use twosource_text::{Alignment, Span};

use crate::{Amendment, Genre, Segment, Syndication};

/// Where a piece of metadata comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provenance {
    /// A field of the input: JSON key, front matter, HTML metadata.
    Given,
    /// The address of the report's page: `/2023/09/13/`, `/opinion/`.
    Address,
    /// The report's own text, at these bytes.
    Text(Span),
}

/// When a report was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// As the evidence file shows it: `2023-09-13`, or with a time `2023-09-13T08:05:00Z` where the input gives one.
    pub value: String,
    /// The day, as the outlet dates it.
    pub date: Date,
    /// Where it was found.
    pub provenance: Provenance,
}

/// A news agency that a report credits for (part of) itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// The agency's usual short name: "AP", "Reuters", "AFP".
    pub name: String,
    /// Where the text credits it, in bytes; `None` where a field of the input does.
    pub span: Option<Span>,
    /// True where the credit is for the text (dateline, byline, "Reuters contributed"), false for a picture's.
    pub for_text: bool,
}

/// One text by one outlet: an article, a wire item, a release.
#[derive(Clone, Debug)]
pub struct Report {
    /// Given in the input, or made from the content's hash.
    pub id: String,
    /// The path it was read from, as given; `None` for standard input. Several reports of a JSON-lines file share one.
    pub path: Option<String>,
    /// The line of a JSON-lines file, the entry of a feed or the record of a web archive, from 1.
    pub line: Option<usize>,
    /// Lower-case hexadecimal SHA-256 of the input's bytes: the file, or the line without its line end.
    pub sha256: String,
    /// Who published it, where known.
    pub outlet: Option<String>,
    /// Its headline, where known.
    pub title: Option<String>,
    /// When, where known. Never the machine's clock nor a file's time stamp.
    pub published: Option<Published>,
    /// When it was last changed, where the input or the text says so. The text may tell of what happened until then.
    pub updated: Option<Published>,
    /// What kind of text it is, where something says that it is no plain news report. Such a text confirms nothing.
    pub genre: Option<Genre>,
    /// Where it says of itself that it was withdrawn, corrected or updated, in the order of the text.
    pub amendments: Vec<Amendment>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Agencies it credits, in order of first mention.
    pub agencies: Vec<Agency>,
    /// The outlet whose text it is, where its feed or page says that outside the text.
    pub syndicated_from: Option<Syndication>,
    /// Language tag, "en" for English, where known.
    pub language: Option<String>,
    /// The text that all spans of this report refer to.
    pub text: String,
    /// What the text is made of, in order.
    pub segments: Vec<Segment>,
    /// How `text` maps to the decoded input (for HTML, the decoded page).
    pub alignment: Alignment,
}

impl Report {
    /// The segment that holds the byte at `offset`.
    pub fn segment_at(&self, offset: usize) -> Option<&Segment> {
        let after = self.segments.partition_point(|segment| segment.span.start <= offset);
        let segment = self.segments.get(after.checked_sub(1)?)?;
        segment.span.covers(offset).then_some(segment)
    }
}
