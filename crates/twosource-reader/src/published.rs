//! When a report was published, and where metadata comes from.

use jiff::civil::Date;
use twosource_text::Span;

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
