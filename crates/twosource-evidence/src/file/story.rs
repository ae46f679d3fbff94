//! One story in the evidence file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::correction::Correction;
pub use crate::detail::Slot;
use crate::origin::Ground;

/// The reports of one event, weighed against each other.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StoryRecord {
    /// From its reports.
    pub id: String,
    /// The headline that says most of it.
    pub title: String,
    /// Ids of its reports, earliest first, undated last.
    pub reports: Vec<String>,
    /// First and last day of publication; empty where no report bears a date.
    pub published: Vec<String>,
    /// The cast.
    pub entities: Vec<CastMember>,
    /// Independent roots of what is said.
    pub origins: Vec<OriginRecord>,
    /// Which reports depend on which.
    pub dependence: Vec<DependenceRecord>,
    /// What is said, and how it stands.
    pub claims: Vec<ClaimRecord>,
    /// Statements that cannot both hold.
    pub conflicts: Vec<ConflictRecord>,
    /// The same words in several reports.
    pub quotations: Vec<QuotationRecord>,
    /// Claims in order of the time they tell of.
    pub timeline: Vec<TimelineEntry>,
    /// What no report answers: what reports say themselves is not known.
    #[serde(default)]
    pub open_questions: Vec<OpenQuestion>,
    /// What people decided against the evidence, withdrawn decisions too; nothing else here knows of it. Left out where
    /// there is none.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub corrections: Vec<Correction>,
}

/// An entity across reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CastMember {
    /// "E1", within the story.
    pub id: String,
    /// As in a report's entities.
    pub kind: String,
    /// Fullest name.
    pub name: String,
    /// Other names and nominals.
    pub aliases: Vec<String>,
    /// Roles, distinct, as the reports give them.
    pub roles: Vec<String>,
    /// The reports' entities it gathers.
    pub members: Vec<EntityMember>,
}

/// One report's entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct EntityMember {
    /// Id of the report.
    pub report: String,
    /// Id of the entity in it.
    pub entity: String,
}

/// What sort of root an origin is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OriginKind {
    /// A news agency's copy.
    Agency,
    /// A release that outlets rewrite.
    Release,
    /// An outlet's own reporting.
    Outlet,
    /// Somebody who says it.
    Speaker,
    /// A document, footage, a state medium.
    Document,
}

/// An independent root of what is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OriginRecord {
    /// "O1", within the story.
    pub id: String,
    /// What sort of root.
    pub kind: OriginKind,
    /// "South Korea's military", "Reuters", "report 000_19531eae71b43753".
    pub name: String,
    /// What it stands on: "named", "anonymous", "relayed" (an outlet or agency that does not tell whom it has it from) or
    /// "silent" (an outlet that names nobody: no origin, and listed by no claim).
    #[serde(default)]
    pub ground: Ground,
    /// Ids of the reports that rest on it.
    pub reports: Vec<String>,
    /// In words.
    pub why: String,
}

/// How one report depends on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum DependenceKind {
    /// Most of one stands word for word in the other.
    #[serde(rename = "copy")]
    Copy,
    /// Long runs of words outside quotations stand in both.
    #[serde(rename = "shared passages")]
    SharedPassages,
    /// Both credit one agency for their text.
    #[serde(rename = "same agency")]
    SameAgency,
    /// One cites the other.
    #[serde(rename = "cites")]
    Cites,
    /// One person wrote both.
    #[serde(rename = "same byline")]
    SameByline,
    /// The page of the first leads to the report of the second, or both to one page.
    #[serde(rename = "links")]
    Links,
    /// The first tells what the second tells, in the same order, and adds nothing.
    #[serde(rename = "may be a rewrite")]
    Rewrite,
}

/// Two reports that do not stand on their own feet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DependenceRecord {
    /// The two reports; for `cites`, the citing one first.
    pub reports: [String; 2],
    /// How.
    pub kind: DependenceKind,
    /// The passages that show it, a pair each; a citation shows the citing words alone.
    pub spans: Vec<Vec<Place>>,
    /// Share of the shorter report's running words that stand in both, 0 to 1.
    pub overlap: f64,
    /// In words.
    pub why: String,
}

/// A stretch of a report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Id of the report.
    pub report: String,
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
}

/// Something that reports say is not known, and that none tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OpenQuestion {
    /// "Q1", within the story.
    pub id: String,
    /// What is not known: the characters of the first of `about`.
    pub text: String,
    /// The words that say what is not known, one for each of `statements`.
    pub about: Vec<Place>,
    /// The sentences that say so.
    pub statements: Vec<Place>,
}

/// How a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Two or more named origins, independent of each other, carry it.
    Corroborated,
    /// Statements about it cannot all hold.
    Disputed,
    /// Several outlets, one origin.
    Echoed,
    /// Several outlets say so in their own name, none tells from whom, and no dependence was found.
    Unsourced,
    /// One outlet alone.
    SingleSource,
}

impl Standing {
    /// Its word, as the evidence file has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Standing::Corroborated => "corroborated",
            Standing::Disputed => "disputed",
            Standing::Echoed => "echoed",
            Standing::Unsourced => "unsourced",
            Standing::SingleSource => "single-source",
        }
    }
}

/// What the statements of one or several reports say alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimRecord {
    /// "c-7f3a…": a name by what it says, within the story, which lasts while the story grows
    /// ([`StoryRecord::claim_called`]).
    pub id: String,
    /// The words of the statement that says it best.
    pub text: String,
    /// How it stands.
    pub standing: Standing,
    /// Why, in words.
    pub why: String,
    /// The rule that gave it, in words.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub rule: String,
    /// Ids of its origins: whoever is named. An outlet that names nobody is none.
    pub origins: Vec<String>,
    /// How sure the joining of its statements is, 0 to 1; 1 for one statement.
    pub score: f64,
    /// Ids of the cast it is about.
    pub about: Vec<String>,
    /// TIMEX3 value of the time it tells of.
    pub time: Option<String>,
    /// Its statements, in the order of the story's reports.
    pub statements: Vec<ClaimStatement>,
    /// What joined its statements, in words: shared names, numbers, rare words.
    #[serde(default)]
    pub joined_by: Vec<String>,
    /// For each speaker or document that several outlets name for it, how it stands that these words were said, apart from
    /// how it stands that they are so.
    #[serde(default)]
    pub sayings: Vec<SayingRecord>,
    /// What to know beside the standing; it changes nothing of it.
    #[serde(default)]
    pub cautions: Vec<CautionRecord>,
    /// Every slot that two of its statements fill, agreed or differing.
    #[serde(default)]
    pub details: Vec<DetailRecord>,
    /// Cuts `text` into parts, in order, each with those who bear it.
    #[serde(default)]
    pub text_support: Vec<TextSupport>,
}

/// What a reader should know of a claim beside how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum CautionKind {
    /// Outlets that carry it belong to one owner.
    #[serde(rename = "one owner")]
    OneOwner,
    /// An organ of a state carries it.
    #[serde(rename = "state media")]
    StateMedia,
    /// One person wrote the reports of several outlets.
    #[serde(rename = "one byline")]
    OneByline,
    /// No source of it goes by name.
    #[serde(rename = "anonymous only")]
    AnonymousOnly,
    /// A report bears no date.
    #[serde(rename = "undated")]
    Undated,
    /// A report is a translation, or in a language that is not read well.
    #[serde(rename = "translated")]
    Translated,
}

/// One caution of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CautionRecord {
    /// Of what kind.
    pub kind: CautionKind,
    /// Ids of the reports that it is about.
    pub reports: Vec<String>,
    /// In words.
    pub why: String,
}

/// A slot of a claim with the values that its statements give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DetailRecord {
    /// Which slot.
    pub on: Slot,
    /// True where the values are the same, or can hold together; false where they differ.
    pub agreed: bool,
    /// One where agreed, else two or more.
    pub values: Vec<DetailValue>,
}

/// One value of a detail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DetailValue {
    /// In the words of the first statement that gives it.
    pub value: String,
    /// Places in the claim's `statements`.
    pub statements: Vec<usize>,
    /// The words for it in each, in their order.
    pub spans: Vec<Place>,
    /// Ids of the origins of those statements.
    pub origins: Vec<String>,
}

/// A part of a claim's text and who bears it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TextSupport {
    /// First code point of the claim's text.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// Places in the claim's `statements`: those that say this part too.
    pub statements: Vec<usize>,
}

/// That somebody said something, apart from what was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SayingRecord {
    /// Id of the origin whose words they are.
    pub origin: String,
    /// "corroborated" where two that do not write from each other report that it was said, else "echoed".
    pub standing: Standing,
    /// Why, in words.
    pub why: String,
}

/// What a statement does for its claim.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Support {
    /// It says so.
    #[default]
    Says,
    /// It tells the same, and not as so: hedged, planned where others tell it as done, or a text that repeats.
    Carries,
    /// It says the contrary.
    Denies,
    /// It is a question, a condition, taken back, or no news report.
    Nothing,
    /// It may say the same, or gives a detail otherwise, so that it does not bear the claim's words.
    Apart,
}

/// One report's statement of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimStatement {
    /// Id of the report.
    pub report: String,
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// Id of the report's attribution that holds it.
    pub attribution: Option<String>,
    /// As in a report's statements.
    pub certainty: String,
    /// What it does for the claim.
    #[serde(default)]
    pub support: Support,
    /// Id of the origin at the end of its chain.
    pub origin: String,
    /// Ids of further origins, where the report names several sources at once.
    #[serde(default)]
    pub also_from: Vec<String>,
}

impl ClaimStatement {
    /// True where an origin of this id is one of those that it comes from.
    pub fn rests_on(&self, origin: &str) -> bool {
        self.origin == origin || self.also_from.iter().any(|also| also == origin)
    }
}

/// What statements conflict on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ConflictKind {
    /// How many, how much.
    Number,
    /// When.
    Date,
    /// Where.
    Place,
    /// Who.
    Actor,
    /// Whether.
    Negation,
    /// Done against planned or denied.
    Modality,
    /// Anything else.
    Other,
}

/// Statements that cannot both hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConflictRecord {
    /// "X1", within the story.
    pub id: String,
    /// On what.
    pub on: ConflictKind,
    /// True where a later report replaces an earlier value.
    pub update: bool,
    /// The values, one a statement, in the statements' order.
    pub values: Vec<String>,
    /// The statements.
    pub statements: Vec<Place>,
    /// Where in each statement the value stands, in the statements' order.
    #[serde(default)]
    pub value_spans: Vec<Place>,
    /// Ids of the claims they belong to.
    #[serde(default)]
    pub claims: Vec<String>,
    /// In words.
    pub why: String,
}

/// The same words of one speaker in several reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuotationRecord {
    /// Id of the speaker in the cast, where known.
    pub speaker: Option<String>,
    /// The versions, the fullest first.
    pub versions: Vec<QuotationVersion>,
    /// True where the versions' words differ, or were left out of the middle with no sign of it.
    pub altered: bool,
}

/// How one report gives a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuotationVersion {
    /// Id of the report.
    pub report: String,
    /// Id of its attribution, where one holds the quotation.
    pub attribution: Option<String>,
    /// The quoted words' first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// What this version leaves out of the fullest one: "before", "middle", "after"; empty for none.
    #[serde(default)]
    pub cut: Vec<String>,
    /// Word changes against the fullest version: what it has, what this one has.
    #[serde(default)]
    pub changes: Vec<[String; 2]>,
}

/// A claim in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimelineEntry {
    /// TIMEX3 value.
    pub time: String,
    /// "time", "day", "week", "month", "quarter", "year" or "decade".
    pub precision: String,
    /// Id of the claim.
    pub claim: String,
}
