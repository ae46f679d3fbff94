//! Working corrections into a story, apart from the evidence.

use std::collections::BTreeMap;

use super::anchor::Texts;
use super::decided::{Before, CheckedClaim, Decided, DecidedClaim, DecidedEntity, Effect, Outcome};
use super::judge::Bench;
use super::{Correction, Decision, ask};
use crate::file::{Evidence, Standing, StoryRecord};

/// What touched a claim or an entity.
#[derive(Clone, Debug, Default)]
pub(super) struct Touch {
    /// Ids of corrections, in order.
    pub corrections: Vec<String>,
    /// Ids of the evidence's own that went into it.
    pub from: Vec<String>,
    /// The correction that set the standing.
    pub set_by: Option<String>,
}

/// Why a correction changes nothing.
pub(super) type Idle = (Effect, String);

/// The story while corrections are worked into it.
pub(super) struct Working<'e> {
    pub texts: Texts<'e>,
    pub story: StoryRecord,
    pub claims: BTreeMap<String, Touch>,
    pub entities: BTreeMap<String, Touch>,
    pub checked: Vec<CheckedClaim>,
}

impl Working<'_> {
    /// Notes that a correction touched a claim.
    pub fn touch_claim(&mut self, claim: &str, correction: &str) {
        touch(&mut self.claims, claim, correction);
    }

    /// Notes that a correction touched an entity.
    pub fn touch_entity(&mut self, entity: &str, correction: &str) {
        touch(&mut self.entities, entity, correction);
    }
}

fn touch(touched: &mut BTreeMap<String, Touch>, id: &str, correction: &str) {
    let from = || Touch { from: vec![id.to_owned()], ..Touch::default() };
    let known = &mut touched.entry(id.to_owned()).or_insert_with(from).corrections;
    if !known.iter().any(|known| known == correction) {
        known.push(correction.to_owned());
    }
}

/// The story of this id with the corrections: first the reports that belong elsewhere, then those of entities and of origins,
/// then those of claims and of conflicts, then the standings that were set and what was checked, each kind in the order given.
/// `None` where the evidence has no such story. The evidence is not changed.
pub fn apply(evidence: &Evidence, story: &str, corrections: &[Correction]) -> Option<Decided> {
    let own = ask::story(evidence, story)?;
    let mut working = Working {
        texts: Texts::of(evidence),
        story: own.clone(),
        claims: BTreeMap::new(),
        entities: BTreeMap::new(),
        checked: Vec::new(),
    };
    working.story.corrections = corrections.to_vec();
    let mut idle: BTreeMap<&str, Idle> = BTreeMap::new();
    let in_force = || corrections.iter().filter(|correction| correction.withdrawn.is_none());

    for turn in [Turn::Reports, Turn::Cast, Turn::Origins, Turn::Claims] {
        for correction in in_force().filter(|correction| Turn::of(&correction.decision) == turn) {
            let done = working.work_in(&correction.decision, &correction.id);
            idle.extend(done.err().map(|why| (correction.id.as_str(), why)));
        }
    }
    titles(&mut working, corrections, &mut idle);
    let by_rule = judge(evidence, &mut working);
    for correction in in_force() {
        let Decision::Overrule { claim, standing } = &correction.decision else { continue };
        match working.texts.claim(claim, &working.story) {
            Err(why) => drop(idle.insert(&correction.id, (Effect::Stale, why))),
            Ok(place) => {
                let claim = working.story.claims[place].id.clone();
                working.touch_claim(&claim, &correction.id);
                working.story.claims[place].standing = *standing;
                let set_by = working.claims.get_mut(&claim).map(|touch| &mut touch.set_by);
                if let Some(earlier) = set_by.and_then(|set_by| set_by.replace(correction.id.clone()))
                    && let Some(earlier) = corrections.iter().find(|known| known.id == earlier)
                {
                    let why = format!("{} decides otherwise since", correction.id);
                    idle.insert(&earlier.id, (Effect::Replaced, why));
                }
            }
        }
    }
    checks(&mut working, corrections, &mut idle);
    Some(finish(own, working, corrections, &idle, &by_rule))
}

/// When a decision is worked in: what it speaks of must be there as its reader saw it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Reports,
    Cast,
    Origins,
    Claims,
    /// After the claims are judged.
    Last,
}

impl Turn {
    fn of(decision: &Decision) -> Self {
        match decision {
            Decision::DropReport { .. } => Turn::Reports,
            Decision::MergeEntities { .. }
            | Decision::SplitEntity { .. }
            | Decision::RenameEntity { .. }
            | Decision::RetypeEntity { .. }
            | Decision::DropEntity { .. } => Turn::Cast,
            Decision::MergeOrigins { .. } | Decision::SetSource { .. } => Turn::Origins,
            Decision::MergeClaims { .. }
            | Decision::SplitClaim { .. }
            | Decision::MoveStatements { .. }
            | Decision::DismissConflict { .. } => Turn::Claims,
            Decision::Overrule { .. } | Decision::Check { .. } | Decision::SetTitle { .. } => Turn::Last,
        }
    }
}

impl Working<'_> {
    /// Works one decision in, of those whose turn is before the judging.
    fn work_in(&mut self, decision: &Decision, id: &str) -> Result<(), Idle> {
        match decision {
            Decision::DropReport { report, .. } => self.drop_report(report, id),
            Decision::MergeEntities { entities } => self.merge_entities(entities, id),
            Decision::SplitEntity { entity, apart } => self.split_entity(entity, apart, id),
            Decision::RenameEntity { entity, name } => self.rename_entity(entity, name, id),
            Decision::RetypeEntity { entity, is } => self.retype_entity(entity, is, id),
            Decision::DropEntity { entity } => self.drop_entity(entity, id),
            Decision::MergeOrigins { origins } => self.merge_origins(origins, id),
            Decision::SetSource { claim, statements, origin, name } => {
                self.set_source((claim, statements), (*origin, name), id)
            }
            Decision::MergeClaims { claims } => self.merge_claims(claims, id),
            Decision::SplitClaim { claim, apart } => self.split_claim(claim, apart, id),
            Decision::MoveStatements { claim, statements, to } => {
                self.move_statements(claim, statements, to, id)
            }
            Decision::DismissConflict { conflict } => self.dismiss_conflict(conflict, id),
            Decision::Overrule { .. } | Decision::Check { .. } | Decision::SetTitle { .. } => Ok(()),
        }
    }
}

/// Gives the story the title that was set last.
fn titles<'c>(working: &mut Working, corrections: &'c [Correction], idle: &mut BTreeMap<&'c str, Idle>) {
    let set = corrections.iter().filter(|correction| correction.withdrawn.is_none());
    let set: Vec<(&Correction, &String)> = set
        .filter_map(|correction| match &correction.decision {
            Decision::SetTitle { title } => Some((correction, title)),
            _ => None,
        })
        .collect();
    let Some(((last, title), earlier)) = set.split_last() else { return };
    for (correction, _) in earlier {
        idle.insert(&correction.id, (Effect::Replaced, format!("{} decides otherwise since", last.id)));
    }
    if working.story.title == **title {
        idle.insert(&last.id, (Effect::Settled, "it is called so already".to_owned()));
    }
    working.story.title.clone_from(title);
}

/// Notes which claims somebody has checked. Whoever checks again replaces what they said before.
fn checks<'c>(working: &mut Working, corrections: &'c [Correction], idle: &mut BTreeMap<&'c str, Idle>) {
    for correction in corrections.iter().filter(|correction| correction.withdrawn.is_none()) {
        let Decision::Check { claim, initials } = &correction.decision else { continue };
        match working.texts.claim(claim, &working.story) {
            Err(why) => drop(idle.insert(&correction.id, (Effect::Stale, why))),
            Ok(place) => {
                let claim = working.story.claims[place].id.clone();
                let same = |known: &CheckedClaim| known.claim == claim && known.initials == *initials;
                if let Some(at) = working.checked.iter().position(same) {
                    let earlier = working.checked.remove(at).correction;
                    let why = format!("{} says so again since", correction.id);
                    if let Some(earlier) = corrections.iter().find(|known| known.id == earlier) {
                        idle.insert(&earlier.id, (Effect::Replaced, why));
                    }
                }
                let from = working.claims.get(&claim).map(|touch| touch.from.clone());
                working.checked.push(CheckedClaim {
                    evidence: from.unwrap_or_else(|| vec![claim.clone()]),
                    claim,
                    initials: initials.clone(),
                    made: correction.made.clone(),
                    correction: correction.id.clone(),
                });
            }
        }
    }
}

/// Judges the touched claims by the rules; how each stands by them, by id.
fn judge(evidence: &Evidence, working: &mut Working) -> BTreeMap<String, Standing> {
    let judged: Vec<_> = {
        let bench = Bench::new(evidence, &working.story);
        let touched = working.story.claims.iter().enumerate();
        let touched = touched.filter(|(_, claim)| working.claims.contains_key(&claim.id));
        touched.map(|(place, claim)| (place, bench.judge(claim))).collect()
    };
    for (place, judgement) in judged {
        let claim = &mut working.story.claims[place];
        claim.standing = judgement.standing;
        claim.why = judgement.why;
        claim.rule = judgement.rule.to_owned();
        claim.origins = judgement.origins;
        claim.sayings = judgement.sayings;
    }
    working.story.claims.iter().map(|claim| (claim.id.clone(), claim.standing)).collect()
}

fn finish(
    own: &StoryRecord,
    mut working: Working,
    corrections: &[Correction],
    idle: &BTreeMap<&str, Idle>,
    by_rule: &BTreeMap<String, Standing>,
) -> Decided {
    let mut claims = Vec::new();
    for claim in &mut working.story.claims {
        let Some(touch) = working.claims.get(&claim.id) else { continue };
        let rule = by_rule.get(&claim.id).copied().unwrap_or(claim.standing);
        let before = own.claims.iter().filter(|before| touch.from.contains(&before.id));
        claims.push(DecidedClaim {
            claim: claim.id.clone(),
            standing: claim.standing,
            by_rule: rule,
            why: claim.why.clone(),
            set_by: touch.set_by.clone(),
            corrections: touch.corrections.clone(),
            evidence: before
                .map(|before| Before {
                    claim: before.id.clone(),
                    text: before.text.clone(),
                    standing: before.standing,
                    why: before.why.clone(),
                })
                .collect(),
        });
        if let Some(setting) = corrections.iter().find(|known| touch.set_by.as_ref() == Some(&known.id)) {
            let who = setting.by.as_deref().unwrap_or("a person");
            let word = crate::record::word(rule);
            claim.why = format!(
                "{who} decided so ({}): {}; by the rules {word}: {}",
                setting.id, setting.note, claim.why
            );
        }
    }
    let differing = working.story.entities.iter().filter_map(|entity| {
        let touch = working.entities.get(&entity.id)?;
        let before = own.entities.iter().filter(|before| touch.from.contains(&before.id));
        Some(DecidedEntity {
            entity: entity.id.clone(),
            corrections: touch.corrections.clone(),
            evidence: before.map(|before| [before.id.clone(), before.name.clone()]).collect(),
        })
    });
    let entities: Vec<DecidedEntity> = differing.collect();
    let checked = &working.checked;
    let outcome = |correction: &Correction| {
        let (effect, why) = match (&correction.withdrawn, idle.get(correction.id.as_str())) {
            (Some(_), _) => (Effect::Withdrawn, None),
            (None, Some((effect, why))) => (*effect, Some(why.clone())),
            (None, None) => (Effect::InForce, None),
        };
        let touches = |known: &[String]| effect == Effect::InForce && known.contains(&correction.id);
        Outcome {
            correction: correction.id.clone(),
            effect,
            why,
            claims: (claims.iter().filter(|c| touches(&c.corrections)).map(|c| c.claim.clone()))
                .chain(
                    checked
                        .iter()
                        .filter(|c| touches(std::slice::from_ref(&c.correction)))
                        .map(|c| c.claim.clone()),
                )
                .collect(),
            entities: entities.iter().filter(|e| touches(&e.corrections)).map(|e| e.entity.clone()).collect(),
        }
    };
    let outcomes = corrections.iter().map(outcome).collect();
    Decided { story: working.story, corrections: outcomes, claims, entities, checked: checked.clone() }
}
