//! A decision as a reader asks for it: by the ids that the story has now.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::anchor::Texts;
use super::{Correction, CorrectionError, Decided, Decision, MOST_NAMED, apply};
use crate::file::{EntityMember, Evidence, Place, Standing, StoryRecord};

/// A decision by the ids of the story as it stands, its earlier corrections applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Ask {
    /// These claims say the same thing.
    MergeClaims {
        /// Ids of two or more claims: "C1", "C4".
        claims: Vec<String>,
    },
    /// These statements say something else than the rest of their claim.
    SplitClaim {
        /// Id of the claim.
        claim: String,
        /// The statements that make a claim of their own.
        apart: Vec<Place>,
    },
    /// These are one person, body or place.
    MergeEntities {
        /// Ids of two or more of the cast: "E1", "E7".
        entities: Vec<String>,
    },
    /// These reports speak of somebody else than the rest.
    SplitEntity {
        /// Id of the entity.
        entity: String,
        /// The reports' entities that are another.
        apart: Vec<EntityMember>,
    },
    /// This claim stands otherwise than the rules say.
    Overrule {
        /// Id of the claim.
        claim: String,
        /// How it stands.
        standing: Standing,
    },
}

impl Ask {
    /// The decision in words that last: `story` of the evidence, with the corrections made before.
    ///
    /// # Errors
    /// Where the story has no such claim, entity or statement, or the decision would make no difference.
    pub fn decision(
        &self,
        evidence: &Evidence,
        story: &str,
        before: &[Correction],
    ) -> Result<Decision, CorrectionError> {
        let missing = |what: String| CorrectionError::Missing { story: story.to_owned(), what };
        let decided =
            apply(evidence, story, before).ok_or_else(|| missing("record in this file".to_owned()))?;
        let Decided { story: now, .. } = &decided;
        let texts = Texts::of(evidence);
        let claim = |id: &String| {
            let found = now.claim_called(&evidence.reports, id);
            found.ok_or_else(|| missing(format!("claim {}", shown(id))))
        };
        let entity = |id: &String| {
            let found = now.entities.iter().find(|entity| entity.id == *id);
            found.ok_or_else(|| missing(format!("entity {}", shown(id))))
        };
        Ok(match self {
            Ask::MergeClaims { claims } => {
                several(claims, "claims")?;
                let found = claims.iter().map(claim).collect::<Result<Vec<_>, _>>()?;
                Decision::MergeClaims { claims: found.into_iter().map(|c| texts.claim_ref(c)).collect() }
            }
            Ask::SplitClaim { claim: id, apart } => {
                let whole = claim(id)?;
                part(apart, whole.statements.len(), "statements")?;
                let anchor = |at: &Place| {
                    let stands = whole.statements.iter().any(|statement| {
                        (statement.report.as_str(), statement.start, statement.end)
                            == (at.report.as_str(), at.start, at.end)
                    });
                    let found = texts.anchor(&at.report, at.start, at.end).filter(|_| stands);
                    let what = format!("statement {}–{} of report {}", at.start, at.end, shown(&at.report));
                    found.ok_or_else(|| missing(format!("{what} in claim {id}")))
                };
                let apart = apart.iter().map(anchor).collect::<Result<Vec<_>, _>>()?;
                Decision::SplitClaim { claim: texts.claim_ref(whole), apart }
            }
            Ask::MergeEntities { entities } => {
                several(entities, "entities")?;
                let found = entities.iter().map(entity).collect::<Result<Vec<_>, _>>()?;
                Decision::MergeEntities { entities: found.into_iter().map(|e| texts.entity_ref(e)).collect() }
            }
            Ask::SplitEntity { entity: id, apart } => {
                let whole = entity(id)?;
                part(apart, whole.members.len(), "mentions")?;
                let anchor = |member: &EntityMember| {
                    let found = texts.entity_anchor(member).filter(|_| whole.members.contains(member));
                    let what =
                        format!("entity {} of report {}", shown(&member.entity), shown(&member.report));
                    found.ok_or_else(|| missing(format!("{what} in {id}")))
                };
                let apart = apart.iter().map(anchor).collect::<Result<Vec<_>, _>>()?;
                Decision::SplitEntity { entity: texts.entity_ref(whole), apart }
            }
            Ask::Overrule { claim: id, standing } => {
                Decision::Overrule { claim: texts.claim_ref(claim(id)?), standing: *standing }
            }
        })
    }
}

/// Two or more different ones are merged.
fn several(ids: &[String], what: &str) -> Result<(), CorrectionError> {
    let distinct: BTreeSet<&String> = ids.iter().collect();
    if ids.len() < 2 || distinct.len() < ids.len() || ids.len() > MOST_NAMED {
        let why = format!("name two or more different {what} to merge, and at most {MOST_NAMED}");
        return Err(CorrectionError::Pointless(why));
    }
    Ok(())
}

/// Some of them, and not all, are taken apart.
fn part<T: Ord>(apart: &[T], of: usize, what: &str) -> Result<(), CorrectionError> {
    let distinct: BTreeSet<&T> = apart.iter().collect();
    if apart.is_empty() || apart.len() >= of || distinct.len() < apart.len() || apart.len() > MOST_NAMED {
        let why = format!("name some of the {of} {what} to take apart, each once, and not all of them");
        return Err(CorrectionError::Pointless(why));
    }
    Ok(())
}

/// The story of this id.
pub(super) fn story<'e>(evidence: &'e Evidence, id: &str) -> Option<&'e StoryRecord> {
    evidence.stories.iter().find(|story| story.id == id)
}

/// What was asked for, as an error may repeat it.
fn shown(asked: &str) -> String {
    asked.chars().filter(|c| !c.is_control()).take(60).collect()
}
