//! The evidence file: the whole result as one JSON document, anchored by hashes.
//!
//! Offsets in it are Unicode code points into a report's `text`, end exclusive. Keys may be added; these keep their
//! meaning. Word-like values (kinds, standings, certainties) are kept as the enums below so that the schema lists them.

mod claim_name;
mod parse;
mod report;
mod story;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub(crate) use claim_name::names as claim_names;
pub use parse::{EvidenceFile, FileError};
pub use report::{
    AgencyRecord, AttributionRecord, EntityRecord, MentionRecord, PublishedFrom, ReportRecord, SegmentRecord,
    SourceRecord, StatementRecord, SyndicationRecord, TimeRecord,
};
pub use story::{
    CastMember, CautionKind, CautionRecord, ClaimRecord, ClaimStatement, ConflictKind, ConflictRecord,
    DependenceKind, DependenceRecord, DetailRecord, DetailValue, EntityMember, OpenQuestion, OriginKind,
    OriginRecord, Place, QuotationRecord, QuotationVersion, SayingRecord, Slot, Standing, StoryRecord,
    Support, TextSupport, TimelineEntry,
};

/// The value of [`Evidence::schema`].
pub const SCHEMA: &str = "twosource/evidence/1";

/// Everything found, in a form another machine can verify.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// What made this file.
    pub run: Run,
    /// The reports, by id.
    pub reports: Vec<ReportRecord>,
    /// The stories they belong to.
    pub stories: Vec<StoryRecord>,
}

/// What made an evidence file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Run {
    /// The program's version.
    pub version: String,
    /// The models it ran.
    pub models: Vec<ModelRecord>,
    /// Settings that change results, by name.
    pub settings: std::collections::BTreeMap<String, serde_json::Value>,
}

/// A model that was run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ModelRecord {
    /// "en_core_web_sm".
    pub name: String,
    /// "3.8.0".
    pub version: String,
    /// Of the container, lower-case hexadecimal.
    pub sha256: String,
}

/// The JSON Schema of the evidence file, made from these types.
pub fn json_schema() -> serde_json::Value {
    schemars::schema_for!(Evidence).to_value()
}
