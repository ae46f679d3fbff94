//! Claims and entities by the words of their reports, so that they are found when a story was weighed again.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use twosource_text::{CharIndex, CharSpan};

use crate::file::{CastMember, ClaimRecord, EntityMember, Evidence, ReportRecord, StoryRecord};
use crate::record::hex;

/// Characters of a claim's words that a reference keeps, for people.
const WORDS: usize = 200;

/// Bytes of a hash that an anchor keeps.
const HASH: usize = 8;

/// A statement by its place and its words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Anchor {
    /// Id of the report.
    pub report: String,
    /// Its first code point when the correction was made.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The first 16 digits of the SHA-256 of its characters.
    pub sha256: String,
}

/// A claim by its statements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimRef {
    /// The claim's words when the correction was made, cut after 200 characters.
    pub text: String,
    /// Its statements then.
    pub statements: Vec<Anchor>,
}

/// A report's entity by its first mention.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct EntityAnchor {
    /// Its name in the report.
    pub name: String,
    /// The mention.
    #[serde(flatten)]
    pub mention: Anchor,
}

/// An entity across reports by those of the reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EntityRef {
    /// "person", "place", ….
    pub kind: String,
    /// Its name when the correction was made.
    pub name: String,
    /// What it gathered then.
    pub members: Vec<EntityAnchor>,
}

/// A stretch of a report: its id, first code point, and the one after the last.
pub(super) type Stretch<'e> = (&'e str, usize, usize);

/// The reports of an evidence file, each read when it is first asked for.
pub(super) struct Texts<'e> {
    reports: BTreeMap<&'e str, Text<'e>>,
}

struct Text<'e> {
    record: &'e ReportRecord,
    index: OnceCell<CharIndex<'e>>,
    /// From the hash of a statement's words to where they stand.
    statements: OnceCell<BTreeMap<String, Vec<(usize, usize)>>>,
}

impl<'e> Texts<'e> {
    pub fn of(evidence: &'e Evidence) -> Self {
        let text = |record| Text { record, index: OnceCell::new(), statements: OnceCell::new() };
        let reports = evidence.reports.iter().map(|record| (record.id.as_str(), text(record))).collect();
        Texts { reports }
    }

    pub fn record(&self, report: &str) -> Option<&'e ReportRecord> {
        self.reports.get(report).map(|text| text.record)
    }

    /// The characters of a stretch.
    pub fn words(&self, report: &str, start: usize, end: usize) -> Option<&'e str> {
        self.reports.get(report)?.words(start, end)
    }

    /// The anchor of a stretch.
    pub fn anchor(&self, report: &str, start: usize, end: usize) -> Option<Anchor> {
        let sha256 = hash(self.words(report, start, end)?);
        Some(Anchor { report: report.to_owned(), start, end, sha256 })
    }

    /// Those of anchored statements that are there now, each with its report and place.
    pub(super) fn still<'a>(&self, anchors: &'a [Anchor]) -> Vec<(&'a str, (usize, usize))> {
        let there = |anchor: &'a Anchor| Some((anchor.report.as_str(), self.statement(anchor)?));
        anchors.iter().filter_map(there).collect()
    }

    /// Where an anchored statement stands now: where it stood, or, in a revised report, the nearest statement of the same
    /// words.
    pub fn statement(&self, anchor: &Anchor) -> Option<(usize, usize)> {
        let text = self.reports.get(anchor.report.as_str())?;
        let is_there =
            || text.words(anchor.start, anchor.end).is_some_and(|words| hash(words) == anchor.sha256);
        let stands = text.record.statements.iter().any(|s| (s.start, s.end) == (anchor.start, anchor.end));
        if stands && is_there() {
            return Some((anchor.start, anchor.end));
        }
        let places = text.statements().get(&anchor.sha256)?;
        places.iter().copied().min_by_key(|(start, _)| (start.abs_diff(anchor.start), *start))
    }

    /// The report's entity that an anchor means now: the one with that mention, else the one of that name.
    pub fn entity(&self, anchor: &EntityAnchor) -> Option<&'e str> {
        let text = self.reports.get(anchor.mention.report.as_str())?;
        let Anchor { start, end, sha256, .. } = &anchor.mention;
        let is_there = text.words(*start, *end).is_some_and(|words| hash(words) == *sha256);
        let entities = &text.record.entities;
        let by_place = || {
            let has = |entity: &&crate::file::EntityRecord| {
                entity.mentions.iter().any(|mention| (mention.start, mention.end) == (*start, *end))
            };
            entities.iter().find(has)
        };
        let found = is_there.then(by_place).flatten();
        let found = found.or_else(|| entities.iter().find(|entity| entity.name == anchor.name));
        found.map(|entity| entity.id.as_str())
    }

    /// A claim as a correction refers to it.
    pub fn claim_ref(&self, claim: &ClaimRecord) -> ClaimRef {
        let statements = claim.statements.iter();
        ClaimRef {
            text: cut(&claim.text),
            statements: statements.filter_map(|at| self.anchor(&at.report, at.start, at.end)).collect(),
        }
    }

    /// An entity of the cast as a correction refers to it.
    pub fn entity_ref(&self, entity: &CastMember) -> EntityRef {
        let members = entity.members.iter().filter_map(|member| self.entity_anchor(member));
        EntityRef { kind: entity.kind.clone(), name: cut(&entity.name), members: members.collect() }
    }

    /// A report's entity as a correction refers to it.
    pub fn entity_anchor(&self, member: &EntityMember) -> Option<EntityAnchor> {
        let record = self.record(&member.report)?;
        let entity = record.entities.iter().find(|entity| entity.id == member.entity)?;
        // A name tells more than "he".
        let named = entity.mentions.iter().find(|mention| mention.form == "name");
        let mention = named.or_else(|| entity.mentions.first())?;
        let mention = self.anchor(&member.report, mention.start, mention.end)?;
        Some(EntityAnchor { name: cut(&entity.name), mention })
    }

    /// The claim of `story` (its place) that a reference means now: the one that holds most of its statements.
    ///
    /// # Errors
    /// In words, where no claim holds half of them: the reference is stale.
    pub fn claim(&self, reference: &ClaimRef, story: &StoryRecord) -> Result<usize, String> {
        let still = self.still(&reference.statements);
        let held = |claim: &ClaimRecord| {
            let holds = |(report, place): &&(&str, (usize, usize))| {
                claim.statements.iter().any(|at| at.report == *report && (at.start, at.end) == *place)
            };
            still.iter().filter(holds).count()
        };
        let best = (story.claims.iter().enumerate())
            .map(|(place, claim)| {
                let (held, same) = (held(claim), claim.text == reference.text);
                ((held, same, std::cmp::Reverse(claim.statements.len()), std::cmp::Reverse(place)), place)
            })
            .max();
        match (best, reference.statements.len()) {
            (Some(((held, ..), place)), of) if held > 0 && held * 2 >= of => Ok(place),
            (best, of) => {
                let held = best.map_or(0, |((held, ..), _)| held);
                Err(format!(
                    "no claim holds half of the statements it was made on (the most: {held} of {of})"
                ))
            }
        }
    }

    /// The member of the cast (its place) that a reference means now: the one that gathers most of its members.
    ///
    /// # Errors
    /// In words, where none gathers half of them: the reference is stale.
    pub fn cast_member(&self, reference: &EntityRef, story: &StoryRecord) -> Result<usize, String> {
        let still: Vec<(&str, &str)> = (reference.members.iter())
            .filter_map(|anchor| Some((anchor.mention.report.as_str(), self.entity(anchor)?)))
            .collect();
        let held = |entity: &CastMember| {
            let holds = |(report, id): &&(&str, &str)| {
                entity.members.iter().any(|member| member.report == *report && member.entity == *id)
            };
            still.iter().filter(holds).count()
        };
        let best = (story.entities.iter().enumerate())
            .map(|(place, entity)| {
                ((held(entity), entity.name == reference.name, std::cmp::Reverse(place)), place)
            })
            .max();
        match (best, reference.members.len()) {
            (Some(((held, ..), place)), of) if held > 0 && held * 2 >= of => Ok(place),
            (_, of) => Err(format!("nobody in the cast gathers half of the {of} mentions it was made on")),
        }
    }
}

impl<'e> Text<'e> {
    fn words(&self, start: usize, end: usize) -> Option<&'e str> {
        let index = self.index.get_or_init(|| CharIndex::new(&self.record.text));
        let bytes = index.bytes(CharSpan { start, end })?;
        Some(bytes.of(&self.record.text)).filter(|words| !words.is_empty())
    }

    fn statements(&self) -> &BTreeMap<String, Vec<(usize, usize)>> {
        self.statements.get_or_init(|| {
            let mut places: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
            for statement in &self.record.statements {
                if let Some(words) = self.words(statement.start, statement.end) {
                    places.entry(hash(words)).or_default().push((statement.start, statement.end));
                }
            }
            places
        })
    }
}

/// What an anchor keeps of its words.
pub(super) fn hash(words: &str) -> String {
    hex(&Sha256::digest(words.as_bytes())[..HASH])
}

/// Words as a reference keeps them, for people.
pub(super) fn cut(text: &str) -> String {
    text.chars().take(WORDS).collect()
}
