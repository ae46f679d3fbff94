//! Time expressions and their values, as TimeML 1.2.1's TIMEX3 has them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use twosource_language::Doc;
use twosource_reader::Report;
use twosource_text::Span;

use crate::Sentence;

/// TIMEX3's types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeKind {
    /// A calendar time of a day or longer: "Wednesday", "2019", "last week".
    Date,
    /// A time within a day: "9 a.m.", "Friday morning".
    Time,
    /// A length: "two hours".
    Duration,
    /// A repeated time: "every Monday".
    Set,
}

/// What a relative expression was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// The report's date of publication.
    Published,
    /// A time spoken of in the text.
    Text,
    /// The date of the story's other reports, since the report bears none.
    Story,
    /// Nothing: the expression is complete in itself, or nothing was there to count from.
    None,
}

/// A date to count from, and what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The day.
    pub date: Date,
    /// `Published` or `Story`.
    pub anchor: Anchor,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// In bytes, as TIMEX3 draws it: "Wednesday" and not "on Wednesday".
    pub span: Span,
    /// Its type.
    pub kind: TimeKind,
    /// TIMEX3 value: `2023-09-13`, `2023-W37`, `PT2H`, `PAST_REF`; `XXXX-WXX-3` where nothing tells which.
    pub value: String,
    /// What it was counted from.
    pub anchor: Anchor,
}

impl Time {
    /// The first and last day the value covers, `None` for durations, sets, vague and unresolved values.
    pub fn days(&self) -> Option<(Date, Date)> {
        None
    }
}

/// Finds the time expressions of a report, in order. With no `reference` relative expressions stay unresolved.
pub fn find(
    _report: &Report,
    _doc: &Doc,
    _sentences: &[Sentence],
    _reference: Option<Reference>,
) -> Vec<Time> {
    Vec::new()
}
