//! The result of a check as one JSON document. Offsets are Unicode code points, end exclusive, as in the evidence file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::file::{OriginKind, Run, Slot};
use crate::origin::Ground;

/// The value of [`Check::schema`].
pub const SCHEMA: &str = "twosource/check/1";

/// A draft held against reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Check {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// What made this.
    pub run: Run,
    /// What was checked.
    pub draft: Draft,
    /// The reports that it was held against, earliest first, undated last.
    pub reports: Vec<Reading>,
    /// How much of the draft stands how.
    pub tally: Tally,
    /// The draft's sentences, in order.
    pub sentences: Vec<SentenceCheck>,
    /// The draft's quotations, in order.
    pub quotations: Vec<QuotationCheck>,
    /// Names that the reports spell otherwise, in order.
    pub names: Vec<NameCheck>,
}

impl Check {
    /// True where a report contradicts something: a statement, a detail, the words of a quotation or who said them.
    pub fn is_contradicted(&self) -> bool {
        self.tally.contradicted > 0
    }

    /// True where something is not confirmed by two named, independent origins.
    pub fn is_unconfirmed(&self) -> bool {
        self.tally.unconfirmed > 0 || self.is_contradicted()
    }
}

/// What was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CheckedDraft")]
pub struct Draft {
    /// As given, or from its content.
    pub id: String,
    /// Where it was read from.
    pub path: Option<String>,
    /// Its headline, where it has one.
    pub title: Option<String>,
    /// Its text, which the offsets count.
    pub text: String,
    /// Of the text in UTF-8, lower-case hexadecimal.
    pub text_sha256: String,
}

/// A report that a draft was held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CheckedReport")]
pub struct Reading {
    /// Its id, as in an evidence file.
    pub id: String,
    /// What it is called: its outlet, else its number.
    pub name: String,
    /// Its headline.
    pub title: Option<String>,
    /// When, as far as known.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Where it was read from.
    pub path: Option<String>,
    /// Of its text in UTF-8, lower-case hexadecimal.
    pub text_sha256: String,
}

/// How much of a draft stands how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CheckTally")]
pub struct Tally {
    /// Statements.
    pub statements: usize,
    /// Statements that two or more named, independent origins carry, with all their details.
    pub confirmed: usize,
    /// Statements that are not confirmed.
    pub unconfirmed: usize,
    /// Statements, details apart from them, and quotations that a report contradicts.
    pub contradicted: usize,
    /// Statements of which no report tells.
    pub absent: usize,
    /// Names that the reports spell otherwise.
    pub spellings: usize,
}

impl Tally {
    /// Counts what was found.
    pub fn of(sentences: &[SentenceCheck], quotations: &[QuotationCheck], names: &[NameCheck]) -> Tally {
        let statements = || sentences.iter().flat_map(|sentence| &sentence.statements);
        let confirmed = statements().filter(|statement| statement.verdict == Verdict::Confirmed).count();
        let contradicts = |statement: &&StatementCheck| {
            statement.verdict.contradicts()
                || statement.details.iter().any(|detail| detail.verdict.contradicts())
        };
        let altered = |quotation: &&QuotationCheck| quotation.verdict.contradicts();
        Tally {
            statements: statements().count(),
            confirmed,
            unconfirmed: statements().count() - confirmed,
            contradicted: statements().filter(contradicts).count()
                + quotations.iter().filter(altered).count(),
            absent: statements().filter(|statement| statement.verdict == Verdict::Absent).count(),
            spellings: names.len(),
        }
    }
}

/// How something in a draft stands in the reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Two or more named origins that do not depend on each other say it.
    Confirmed,
    /// Several outlets say it in their own name, none tells from whom.
    Unsourced,
    /// Several outlets say it, fewer than two named, independent origins.
    Echoed,
    /// One outlet says it.
    SingleSource,
    /// Of a statement: reports say it, and not all that it tells.
    Partly,
    /// A passage tells of it in other words, or gives it elsewhere: whether it says the same is not sure.
    Carried,
    /// A passage that says the same otherwise has something else there; both may be true.
    Differs,
    /// One report gives it so and another otherwise.
    Disputed,
    /// A report gives it otherwise, and none gives it so.
    Contradicted,
    /// No report tells of it.
    Absent,
}

impl Verdict {
    /// True where a report says otherwise.
    pub fn contradicts(self) -> bool {
        matches!(self, Verdict::Contradicted | Verdict::Disputed)
    }

    /// True for what a reader has to look at: contradicted, told otherwise, or in no report.
    pub fn is_flagged(self) -> bool {
        self.contradicts() || matches!(self, Verdict::Differs | Verdict::Absent)
    }

    /// In a few words.
    pub fn in_words(self) -> &'static str {
        match self {
            Verdict::Confirmed => "confirmed",
            Verdict::Unsourced => "carried, no source named",
            Verdict::Echoed => "carried from one source",
            Verdict::SingleSource => "one outlet only",
            Verdict::Partly => "carried in part",
            Verdict::Carried => "told in other words or elsewhere",
            Verdict::Differs => "told otherwise",
            Verdict::Disputed => "disputed among the reports",
            Verdict::Contradicted => "contradicted",
            Verdict::Absent => "in no report",
        }
    }
}

/// One sentence of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SentenceCheck {
    /// First code point of the draft's text.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The kind of its segment: only running text makes statements; what is a credit or a promotion is not checked.
    pub kind: String,
    /// What it states, in order.
    pub statements: Vec<StatementCheck>,
}

/// One statement of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatementCheck {
    /// First code point of the draft's text.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// How it stands.
    pub verdict: Verdict,
    /// Why, in words.
    pub why: String,
    /// Who is named for it in the reports; whoever is named by none is not listed.
    pub origins: Vec<NamedOrigin>,
    /// Passages that say it.
    pub passages: Vec<Passage>,
    /// Passages that may tell of it: where none says it, or to compare.
    pub near: Vec<Passage>,
    /// Stretches of it that none of `passages` has, in the draft's offsets.
    pub unborne: Vec<Stretch>,
    /// Whom the draft names for it, against the reports.
    pub source: Option<Source>,
    /// Its details: numbers, times, names, and whatever a passage has otherwise.
    pub details: Vec<DetailCheck>,
}

/// A stretch of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DraftStretch")]
pub struct Stretch {
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
}

/// An origin that the reports name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NamedOrigin {
    /// Its name.
    pub name: String,
    /// What sort of root.
    pub kind: OriginKind,
    /// What it stands on.
    pub ground: Ground,
}

/// Whom a draft names for a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DraftSource")]
pub struct Source {
    /// In the draft's words.
    pub name: String,
    /// How the passages that say the statement have it.
    pub told: Told,
}

/// How reports name a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "SourceTold")]
pub enum Told {
    /// A passage that says the same names the same source.
    Same,
    /// Passages that say the same name others.
    Others,
    /// Passages that say the same name nobody.
    Nobody,
    /// No passage is surely the same, so that nothing can be told.
    Unknown,
}

/// A place in a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CheckPassage")]
pub struct Passage {
    /// Id of the report.
    pub report: String,
    /// What it is called: its outlet, else its number.
    pub name: String,
    /// First code point of the report's text.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The report's characters, quoted.
    pub text: String,
    /// Whom the report has it from; empty where it names nobody.
    pub from: Vec<String>,
    /// The words for the value, where the passage stands for a detail.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<String>,
}

/// One detail of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DetailCheck {
    /// First code point of the draft's text.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The draft's words for it.
    pub text: String,
    /// Which slot it fills.
    pub on: Slot,
    /// How it stands.
    pub verdict: Verdict,
    /// Who is named for it.
    pub origins: Vec<NamedOrigin>,
    /// Passages that give it so.
    pub given: Vec<Passage>,
    /// Passages that give it otherwise.
    pub against: Vec<Passage>,
}

/// A quotation of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuotationCheck {
    /// First code point of the quoted words in the draft.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The quoted words.
    pub text: String,
    /// `carried` where a report has it to the letter (one may have more of it), `contradicted` where its words differ or the reports
    /// give it to somebody else, `absent` where no report has it.
    pub verdict: Verdict,
    /// Whom the draft gives it to.
    pub speaker: Option<String>,
    /// Whom the report gives it to.
    pub reports_speaker: Option<String>,
    /// True where both name a speaker, and not the same one.
    pub other_speaker: bool,
    /// The version of a report that is nearest.
    pub version: Option<Passage>,
    /// What the draft leaves out of that version: "before", "middle", "after".
    pub cut: Vec<String>,
    /// Word changes: what the report has, what the draft has.
    pub changes: Vec<[String; 2]>,
}

/// A name that the reports spell otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NameCheck {
    /// First code point of its first mention in the draft.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// As the draft has it.
    pub text: String,
    /// As the reports have it, the commonest first.
    pub spelt: Vec<Spelt>,
}

/// A spelling that reports have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "NameSpelt")]
pub struct Spelt {
    /// The name.
    pub name: String,
    /// The reports (names) that have it.
    pub reports: Vec<String>,
}

/// The JSON Schema of a check, made from these types.
pub fn json_schema() -> serde_json::Value {
    schemars::schema_for!(Check).to_value()
}
