//! When a report was published, and where metadata comes from.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use twosource_text::Span;

/// Where a piece of metadata comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Provenance {
    /// A field of the input: JSON key, front matter, HTML metadata.
    Given,
    /// The address of the report's page: `/2023/09/13/`, `/opinion/`.
    Address,
    /// The report's own text, at these bytes.
    Text(Span),
}

/// When a report was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// As the evidence file shows it: `2023-09-13`, or with a time `2023-09-13T08:05:00Z` where the input gives one.
    pub value: String,
    /// The day, as the outlet dates it.
    #[serde(with = "day")]
    pub date: Date,
    /// Where it was found.
    pub provenance: Provenance,
}

/// A day as serde writes it: `2023-09-13`.
mod day {
    use jiff::civil::Date;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(date)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}
