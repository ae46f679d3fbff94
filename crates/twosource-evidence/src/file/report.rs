//! One report in the evidence file, and one line of `twosource annotate`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use twosource_text::CharSpan;

/// A report with everything found in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReportRecord {
    /// Given in the input, or made from the content.
    pub id: String,
    /// The path it was read from, as given.
    pub path: Option<String>,
    /// The line of a JSON-lines file, from 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<usize>,
    /// SHA-256 of the input's bytes: the file, or the line without its end.
    pub sha256: String,
    /// SHA-256 of `text` as UTF-8.
    pub text_sha256: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Where that date was found.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub published_from: Option<PublishedFrom>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Agencies it credits.
    pub agencies: Vec<AgencyRecord>,
    /// The outlet whose text it is, where its feed or page says so outside the text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub syndicated_from: Option<SyndicationRecord>,
    /// Language tag.
    pub language: Option<String>,
    /// The text all offsets refer to.
    pub text: String,
    /// What the text is made of.
    pub segments: Vec<SegmentRecord>,
    /// Its sentences.
    pub sentences: Vec<CharSpan>,
    /// People, organisations, states and places.
    pub entities: Vec<EntityRecord>,
    /// Time expressions.
    pub times: Vec<TimeRecord>,
    /// Who says what.
    pub attributions: Vec<AttributionRecord>,
    /// What the report asserts.
    pub statements: Vec<StatementRecord>,
}

/// Where a date of publication was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PublishedFrom {
    /// A field of the input.
    Given,
    /// The address of its page.
    Address,
    /// The report's own text.
    Text,
}

/// An agency that a report credits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AgencyRecord {
    /// "AP".
    pub name: String,
    /// True where the credit is for the text, false for a picture's.
    pub for_text: bool,
    /// Where the text has the credit.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub span: Option<CharSpan>,
}

/// A mark of a feed or page that says whose text a report is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SyndicationRecord {
    /// Whose: a name, or a host.
    pub name: String,
    /// Where it can be read there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// "source", "dublin-core", "canonical", "publication", "via" or "related". The last does not say that the text is
    /// theirs.
    pub mark: String,
}

/// A stretch of a report of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SegmentRecord {
    /// "title", "heading", "paragraph", "caption", "credit", "dateline", "byline", "date", "promotion",
    /// "note" or "comment".
    pub kind: String,
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
}

/// Somebody or something a report speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EntityRecord {
    /// "e1", within the report.
    pub id: String,
    /// "person", "organisation", "state", "place", "group" or "other".
    pub kind: String,
    /// Fullest name.
    pub name: String,
    /// Every distinct name and nominal.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Roles as the report gives them.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Where it is mentioned.
    pub mentions: Vec<MentionRecord>,
}

/// One mention of an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MentionRecord {
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// "name", "nominal" or "pronoun".
    pub form: String,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimeRecord {
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// "DATE", "TIME", "DURATION" or "SET".
    #[serde(rename = "type")]
    pub kind: String,
    /// TIMEX3 value.
    pub value: String,
    /// "published", "text", "story" or "none".
    pub anchor: String,
}

/// *Source* says (*cue*) *content*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AttributionRecord {
    /// "a1", within the report.
    pub id: String,
    /// "direct", "indirect" or "mixed".
    pub kind: String,
    /// The words of saying.
    pub cue: Vec<[usize; 2]>,
    /// What is said.
    pub content: Vec<[usize; 2]>,
    /// Who says it.
    pub source: Option<SourceRecord>,
    /// The attribution by way of which it reached the report.
    pub via: Option<String>,
    /// "asserted", "hedged", "planned", "conditional", "denied" or "questioned".
    pub certainty: String,
}

/// Whoever content comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceRecord {
    /// Where the report names it.
    pub ranges: Vec<[usize; 2]>,
    /// "person", "role-holder", "anonymous", "organisation", "state-body", "state-media", "news-agency", "outlet",
    /// "document" or "report".
    pub kind: String,
    /// The report's entity, where it is one.
    pub entity: Option<String>,
}

/// What a report asserts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatementRecord {
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The attribution whose content it is.
    pub attribution: Option<String>,
    /// "asserted", "attributed", "hedged", "planned", "conditional", "denied" or "questioned".
    pub certainty: String,
    /// TIMEX3 value of the time that dates it.
    pub time: Option<String>,
}
