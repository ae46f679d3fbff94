//! Why a claim stands where it stands: its statements, their chains, which reports depend on which and by what words.

mod find;
mod text;

use schemars::JsonSchema;
use serde::Serialize;
use twosource_text::{CharIndex, CharSpan};

use crate::correction;
use crate::file::{
    AttributionRecord, ClaimRecord, ConflictRecord, DependenceKind, DependenceRecord, Evidence, OriginRecord,
    Place, ReportRecord, SayingRecord, Standing, StoryRecord,
};

/// Why a claim stands where it stands. [`Display`](std::fmt::Display) gives it as plain text.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Explanation {
    /// Id of the story.
    pub story: String,
    /// The story's title.
    pub title: String,
    /// Id of the claim.
    pub claim: String,
    /// The claim's words.
    pub text: String,
    /// How it stands.
    pub standing: Standing,
    /// Why, in words.
    pub why: String,
    /// What joined its statements.
    pub joined_by: Vec<String>,
    /// Who says it, and from whom.
    pub statements: Vec<Said>,
    /// The origins of the statements.
    pub origins: Vec<OriginRecord>,
    /// How it stands that each speaker said so, apart from what was said.
    pub sayings: Vec<SayingRecord>,
    /// How its reports depend on each other.
    pub dependence: Vec<Dependent>,
    /// The conflicts that touch it.
    pub conflicts: Vec<Disagreement>,
    /// What people decided about it, apart from all the above, which is the evidence's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<PersonsDecision>,
}

/// What a person decided about a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PersonsDecision {
    /// Id of the correction.
    pub correction: String,
    /// Who, where they gave a name.
    pub by: Option<String>,
    /// When, RFC 3339.
    pub made: String,
    /// What, in words.
    pub decision: String,
    /// Why, in the person's words.
    pub note: String,
    /// How the claim stands with this and all other corrections.
    pub standing: Standing,
}

/// One report's statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Said {
    /// Id of the report.
    pub report: String,
    /// What the report is called: its outlet, else its number in the story, from 1.
    pub name: String,
    /// Where it was read from.
    pub path: Option<String>,
    /// First code point of the statement.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The report's characters.
    pub quoted: String,
    /// "asserted", "attributed", "hedged", "planned", "conditional", "denied" or "questioned".
    pub certainty: String,
    /// From whom the report has it, the nearest first; empty where the report speaks itself.
    pub chain: Vec<Hop>,
    /// Id of the origin.
    pub origin: String,
    /// Ids of further origins, where the report names several sources at once.
    pub also_from: Vec<String>,
}

/// One step from a report towards the origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Hop {
    /// Id of the attribution.
    pub attribution: String,
    /// The report's words for the source, `None` where it names none.
    pub source: Option<String>,
    /// The source's kind, "state-body".
    pub kind: Option<String>,
    /// The words of saying.
    pub cue: Option<String>,
}

/// Two of the claim's reports that do not stand on their own feet.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Dependent {
    /// Ids of the reports.
    pub reports: [String; 2],
    /// Their names.
    pub names: [String; 2],
    /// How.
    pub kind: DependenceKind,
    /// In words.
    pub why: String,
    /// The words that show it.
    pub passages: Vec<Passage>,
}

/// Words that show a dependence: one of each report, or only the citing ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Passage {
    /// Where, report by report.
    pub places: Vec<Place>,
    /// The characters of each.
    pub texts: Vec<String>,
    /// True where a statement of the claim stands in it.
    pub holds_statement: bool,
}

/// Values that cannot all hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Disagreement {
    /// Id of the conflict.
    pub conflict: String,
    /// "number", "date", ….
    pub on: String,
    /// True where a later report replaces an earlier value.
    pub update: bool,
    /// In words.
    pub why: String,
    /// Value, name of the report, and its words.
    pub sides: Vec<Side>,
}

/// One side of a conflict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Side {
    /// "two".
    pub value: String,
    /// Id of the report.
    pub report: String,
    /// The report's name.
    pub name: String,
    /// The statement's characters.
    pub quoted: String,
}

/// Why a claim could not be explained.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExplainError {
    /// Nothing goes by that id or begins with those words.
    #[error("no claim {asked:?} in this evidence file. {}", find::listing(.known))]
    Unknown {
        /// What was asked for.
        asked: String,
        /// Every claim, "STORY:C1", and its words.
        known: Vec<(String, String)>,
    },
    /// Several claims fit.
    #[error("{asked:?} fits {} claims: give the one you mean. {}", .fitting.len(), find::listing(.fitting))]
    Ambiguous {
        /// What was asked for.
        asked: String,
        /// Those that fit, "STORY:C1", and their words.
        fitting: Vec<(String, String)>,
    },
    /// The evidence file contradicts itself.
    #[error("the evidence file does not hold together: {0}; run `twosource verify` on it")]
    Broken(String),
}

/// Explains a claim, found by its id ("C3"), by story and id ("1f2e…:C3", a beginning of the story's id is enough), or by
/// words that no other claim begins with or holds.
///
/// # Errors
/// Where no claim or several fit, with the list to choose from; where the file points to reports it does not hold.
pub fn explain(evidence: &Evidence, claim: &str) -> Result<Explanation, ExplainError> {
    let (story, claim) = find::claim(evidence, claim)?;
    let source = Source { evidence, story };
    let statements =
        claim.statements.iter().map(|statement| source.said(statement)).collect::<Result<Vec<_>, _>>()?;
    let origins = story.origins.iter().filter(|origin| claim.origins.contains(&origin.id)).cloned().collect();
    let between = |d: &&DependenceRecord| {
        d.reports.iter().all(|report| claim.statements.iter().any(|s| &s.report == report))
    };
    let dependence = story.dependence.iter().filter(between);
    let touches = |conflict: &&ConflictRecord| conflict.claims.contains(&claim.id);
    let conflicts = story.conflicts.iter().filter(touches);
    Ok(Explanation {
        story: story.id.clone(),
        title: story.title.clone(),
        claim: claim.id.clone(),
        text: claim.text.clone(),
        standing: claim.standing,
        why: claim.why.clone(),
        joined_by: claim.joined_by.clone(),
        statements,
        origins,
        sayings: claim.sayings.clone(),
        dependence: dependence.map(|d| source.dependent(d, claim)).collect::<Result<_, _>>()?,
        conflicts: conflicts.map(|conflict| source.disagreement(conflict)).collect::<Result<_, _>>()?,
        decisions: decisions(evidence, story, claim),
    })
}

/// The corrections in force that touch a claim of the evidence.
fn decisions(evidence: &Evidence, story: &StoryRecord, claim: &ClaimRecord) -> Vec<PersonsDecision> {
    if story.corrections.is_empty() {
        return Vec::new();
    }
    let decided = correction::apply(evidence, &story.id, &story.corrections);
    let Some(decided) = decided else { return Vec::new() };
    let (touched, checked) = (decided.claims, decided.checked);
    let holds = |own: &&correction::DecidedClaim| own.evidence.iter().any(|before| before.claim == claim.id);
    let mut found = Vec::new();
    for own in touched.iter().filter(holds) {
        for made in story.corrections.iter().filter(|made| own.corrections.contains(&made.id)) {
            if found.iter().any(|known: &PersonsDecision| known.correction == made.id) {
                continue;
            }
            found.push(PersonsDecision {
                correction: made.id.clone(),
                by: made.by.clone(),
                made: made.made.clone(),
                decision: made.decision.to_string(),
                note: made.note.clone(),
                standing: own.standing,
            });
        }
    }
    for check in checked.iter().filter(|check| check.evidence.contains(&claim.id)) {
        let made = story.corrections.iter().find(|made| made.id == check.correction);
        let standing = decided.story.claims.iter().find(|own| own.id == check.claim).map(|own| own.standing);
        found.extend(made.zip(standing).map(|(made, standing)| PersonsDecision {
            correction: made.id.clone(),
            by: made.by.clone(),
            made: made.made.clone(),
            decision: made.decision.to_string(),
            note: made.note.clone(),
            standing,
        }));
    }
    found
}

/// The reports of an evidence file.
struct Source<'e> {
    evidence: &'e Evidence,
    story: &'e StoryRecord,
}

impl<'e> Source<'e> {
    fn report(&self, id: &str) -> Result<&'e ReportRecord, ExplainError> {
        let found = self.evidence.reports.iter().find(|report| report.id == id);
        found.ok_or_else(|| ExplainError::Broken(format!("it names report {id:?} and does not hold it")))
    }

    /// What a report is called: its outlet, else its number in the story, from 1.
    fn name(&self, report: &ReportRecord) -> String {
        let outlet = report.outlet.clone().filter(|outlet| !outlet.trim().is_empty());
        let place = self.story.reports.iter().position(|id| *id == report.id);
        let number = || place.map_or_else(|| report.id.clone(), |place| (place + 1).to_string());
        outlet.unwrap_or_else(|| format!("report {}", number()))
    }

    fn characters(
        &self,
        report: &'e ReportRecord,
        start: usize,
        end: usize,
    ) -> Result<&'e str, ExplainError> {
        let bytes = CharIndex::new(&report.text).bytes(CharSpan { start, end });
        let bytes = bytes.ok_or_else(|| {
            ExplainError::Broken(format!("{start}–{end} does not fit the text of report {:?}", report.id))
        })?;
        Ok(bytes.of(&report.text))
    }

    fn said(&self, statement: &crate::file::ClaimStatement) -> Result<Said, ExplainError> {
        let report = self.report(&statement.report)?;
        Ok(Said {
            report: report.id.clone(),
            name: self.name(report),
            path: report.path.clone(),
            start: statement.start,
            end: statement.end,
            quoted: self.characters(report, statement.start, statement.end)?.to_owned(),
            certainty: statement.certainty.clone(),
            chain: self.chain(report, statement.attribution.as_deref())?,
            origin: statement.origin.clone(),
            also_from: statement.also_from.clone(),
        })
    }

    /// The attributions from the innermost speaker outwards, turned around: what is nearest to the report comes first.
    fn chain(&self, report: &'e ReportRecord, innermost: Option<&str>) -> Result<Vec<Hop>, ExplainError> {
        let mut hops = Vec::new();
        let mut at = innermost;
        while let Some(id) = at {
            let found = report.attributions.iter().find(|attribution| attribution.id == id);
            let attribution = found.ok_or_else(|| {
                ExplainError::Broken(format!("report {:?} has no attribution {id:?}", report.id))
            })?;
            hops.push(self.hop(report, attribution)?);
            if hops.len() > report.attributions.len() {
                return Err(ExplainError::Broken(format!(
                    "the chain of attribution {id:?} runs in a circle"
                )));
            }
            at = attribution.via.as_deref();
        }
        hops.reverse();
        Ok(hops)
    }

    fn hop(&self, report: &'e ReportRecord, attribution: &AttributionRecord) -> Result<Hop, ExplainError> {
        let words = |ranges: &[[usize; 2]]| -> Result<Option<String>, ExplainError> {
            let parts = ranges.iter().map(|&[start, end]| self.characters(report, start, end));
            let parts = parts.collect::<Result<Vec<&str>, _>>()?;
            Ok((!parts.is_empty()).then(|| parts.join(" … ")))
        };
        let source = attribution.source.as_ref();
        Ok(Hop {
            attribution: attribution.id.clone(),
            source: source.map(|source| words(&source.ranges)).transpose()?.flatten(),
            kind: source.map(|source| source.kind.clone()),
            cue: words(&attribution.cue)?,
        })
    }

    fn dependent(&self, record: &DependenceRecord, claim: &ClaimRecord) -> Result<Dependent, ExplainError> {
        let mut passages = Vec::new();
        for places in &record.spans {
            let mut texts = Vec::new();
            for place in places {
                texts.push(self.characters(self.report(&place.report)?, place.start, place.end)?.to_owned());
            }
            let holds_statement = places.iter().any(|place| {
                let shares = |s: &crate::file::ClaimStatement| {
                    s.report == place.report && s.start < place.end && place.start < s.end
                };
                claim.statements.iter().any(shares)
            });
            passages.push(Passage { places: places.clone(), texts, holds_statement });
        }
        let [a, b] = &record.reports;
        Ok(Dependent {
            reports: record.reports.clone(),
            names: [self.name(self.report(a)?), self.name(self.report(b)?)],
            kind: record.kind,
            why: record.why.clone(),
            passages,
        })
    }

    fn disagreement(&self, conflict: &ConflictRecord) -> Result<Disagreement, ExplainError> {
        let mut sides = Vec::new();
        for (place, value) in conflict.statements.iter().zip(&conflict.values) {
            let report = self.report(&place.report)?;
            sides.push(Side {
                value: value.clone(),
                report: report.id.clone(),
                name: self.name(report),
                quoted: self.characters(report, place.start, place.end)?.to_owned(),
            });
        }
        Ok(Disagreement {
            conflict: conflict.id.clone(),
            on: crate::record::word(conflict.on),
            update: conflict.update,
            why: conflict.why.clone(),
            sides,
        })
    }
}

/// A story with one of its claims.
type Found<'e> = (&'e StoryRecord, &'e ClaimRecord);

#[cfg(test)]
mod tests;
