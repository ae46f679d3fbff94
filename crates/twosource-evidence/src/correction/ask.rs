//! A decision as a reader asks for it: by the ids that the story has now.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::anchor::{Anchor, Texts, cut};
use super::{Correction, CorrectionError, Decided, Decision, MOST_NAMED, apply};
use crate::file::{ClaimRecord, EntityMember, Evidence, OriginKind, Place, Standing, StoryRecord};

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
    /// These statements say what another claim says.
    MoveStatements {
        /// Id of the claim they stand in.
        claim: String,
        /// The statements; all of them may go.
        statements: Vec<Place>,
        /// Id of the claim they belong to.
        to: String,
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
    /// This person, body or place is called otherwise.
    RenameEntity {
        /// Id of the entity.
        entity: String,
        /// Its name.
        name: String,
    },
    /// This is of another kind.
    RetypeEntity {
        /// Id of the entity.
        entity: String,
        /// "person", "organisation", "state", "place", "group" or "other".
        is: String,
    },
    /// There is nobody and nothing of this name.
    DropEntity {
        /// Id of the entity.
        entity: String,
    },
    /// These origins are one.
    MergeOrigins {
        /// Ids of two or more: "O1", "O3". The first keeps its name.
        origins: Vec<String>,
    },
    /// These statements come from somebody else.
    SetSource {
        /// Id of the claim they stand in.
        claim: String,
        /// The statements.
        statements: Vec<Place>,
        /// What sort of root.
        origin: OriginKind,
        /// Who. A name that an origin of the story has means that origin.
        name: String,
    },
    /// These statements do not contradict each other.
    DismissConflict {
        /// Id of the conflict: "X1".
        conflict: String,
    },
    /// This claim stands otherwise than the rules say.
    Overrule {
        /// Id of the claim.
        claim: String,
        /// How it stands.
        standing: Standing,
    },
    /// Somebody has checked this claim.
    Check {
        /// Id of the claim.
        claim: String,
        /// Who, in a few letters.
        initials: String,
    },
    /// The story is called otherwise.
    SetTitle {
        /// Its title.
        title: String,
    },
    /// This report is of another event.
    DropReport {
        /// Id of the report.
        report: String,
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
        let decision = match self {
            Ask::MergeClaims { claims } => {
                several(claims, "claims")?;
                let found = claims.iter().map(claim).collect::<Result<Vec<_>, _>>()?;
                Decision::MergeClaims { claims: found.into_iter().map(|c| texts.claim_ref(c)).collect() }
            }
            Ask::SplitClaim { claim: id, apart } => {
                let whole = claim(id)?;
                part(apart, whole.statements.len(), "statements")?;
                let apart = anchors(&texts, whole, apart).map_err(missing)?;
                Decision::SplitClaim { claim: texts.claim_ref(whole), apart }
            }
            Ask::MoveStatements { claim: id, statements, to } => {
                let (whole, to) = (claim(id)?, claim(to)?);
                if whole.id == to.id {
                    return Err(CorrectionError::Pointless("they stand in that claim already".to_owned()));
                }
                let statements = anchors(&texts, whole, statements).map_err(missing)?;
                Decision::MoveStatements {
                    claim: texts.claim_ref(whole),
                    statements,
                    to: texts.claim_ref(to),
                }
            }
            Ask::RenameEntity { entity: id, name } => {
                Decision::RenameEntity { entity: texts.entity_ref(entity(id)?), name: one_line(name) }
            }
            Ask::RetypeEntity { entity: id, is } => {
                Decision::RetypeEntity { entity: texts.entity_ref(entity(id)?), is: is.clone() }
            }
            Ask::DropEntity { entity: id } => Decision::DropEntity { entity: texts.entity_ref(entity(id)?) },
            Ask::MergeOrigins { origins } => {
                several(origins, "sources")?;
                let found = origins.iter().map(|id| {
                    let origin = now.origins.iter().find(|origin| origin.id == *id);
                    origin.ok_or_else(|| missing(format!("source {}", shown(id))))
                });
                let found = found.collect::<Result<Vec<_>, _>>()?;
                let origins = found.into_iter().map(|origin| texts.origin_ref(origin, now)).collect();
                Decision::MergeOrigins { origins }
            }
            Ask::SetSource { claim: id, statements, origin, name } => {
                let whole = claim(id)?;
                let statements = anchors(&texts, whole, statements).map_err(missing)?;
                let (claim, name) = (texts.claim_ref(whole), one_line(name));
                Decision::SetSource { claim, statements, origin: *origin, name }
            }
            Ask::DismissConflict { conflict: id } => {
                let found = now.conflicts.iter().find(|conflict| conflict.id == *id);
                let found = found.ok_or_else(|| missing(format!("conflict {}", shown(id))))?;
                Decision::DismissConflict { conflict: texts.conflict_ref(found) }
            }
            Ask::Check { claim: id, initials } => {
                Decision::Check { claim: texts.claim_ref(claim(id)?), initials: one_line(initials) }
            }
            Ask::SetTitle { title } => Decision::SetTitle { title: one_line(title) },
            Ask::DropReport { report } => {
                let record = texts.record(report).filter(|_| now.reports.contains(report));
                let record = record.ok_or_else(|| missing(format!("report {}", shown(report))))?;
                if now.reports.len() < 2 {
                    let why = "the story has no other report; it would be left with none";
                    return Err(CorrectionError::Pointless(why.to_owned()));
                }
                let title = cut(&one_line(record.title.as_deref().unwrap_or_default()));
                Decision::DropReport { report: report.clone(), title }
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
        };
        match decision.fault() {
            Some(fault) => Err(CorrectionError::Pointless(fault)),
            None => Ok(decision),
        }
    }
}

/// The anchors of some statements of a claim, each once; else what is missing, in words.
fn anchors(texts: &Texts, claim: &ClaimRecord, places: &[Place]) -> Result<Vec<Anchor>, String> {
    let distinct: BTreeSet<&Place> = places.iter().collect();
    let anchor = |at: &Place| {
        let stands = claim.statements.iter().any(|statement| {
            (statement.report.as_str(), statement.start, statement.end)
                == (at.report.as_str(), at.start, at.end)
        });
        let found = texts.anchor(&at.report, at.start, at.end).filter(|_| stands);
        let what = format!("statement {}–{} of report {}", at.start, at.end, shown(&at.report));
        found.ok_or_else(|| format!("{what} in claim {}", claim.id))
    };
    distinct.into_iter().map(anchor).collect()
}

/// Words as a decision keeps them: on one line, without what acts on a screen.
fn one_line(given: &str) -> String {
    let plain: String = given.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
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
