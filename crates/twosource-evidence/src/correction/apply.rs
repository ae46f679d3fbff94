//! A story as it stands with its corrections, apart from the evidence.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::anchor::Texts;
use super::judge::Bench;
use super::{Correction, Decision, ask};
use crate::file::{Evidence, Standing, StoryRecord};

/// A story as it stands with its corrections. What no correction touches is the evidence's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Decided {
    /// The whole story as decided, in the form of the evidence file. A claim or entity that a split made bears the id of the
    /// correction; one that a merge made bears the id of the first of its parts; all others keep theirs.
    pub story: StoryRecord,
    /// What each correction comes to, in their order.
    pub corrections: Vec<Outcome>,
    /// The claims that differ from the evidence, with the evidence's own beside them.
    pub claims: Vec<DecidedClaim>,
    /// The entities that differ from the evidence.
    pub entities: Vec<DecidedEntity>,
}

/// What a correction comes to in the story as it was weighed last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// It changes the story.
    InForce,
    /// The evidence itself has come to say so.
    Settled,
    /// A later correction decides otherwise.
    Replaced,
    /// The words it speaks of are gone, or no longer together: it changes nothing.
    Stale,
    /// It was taken back.
    Withdrawn,
}

/// What one correction comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Outcome {
    /// Id of the correction.
    pub correction: String,
    /// What it comes to.
    pub effect: Effect,
    /// Why it does not change the story, in words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub why: Option<String>,
    /// Ids of the claims that it changes, in the decided story.
    pub claims: Vec<String>,
    /// Ids of the entities that it changes, in the decided story.
    pub entities: Vec<String>,
}

/// A claim as the evidence has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Before {
    /// Its id in the evidence.
    pub claim: String,
    /// Its words.
    pub text: String,
    /// How it stands there.
    pub standing: Standing,
    /// Why, in words.
    pub why: String,
}

/// A claim that differs from the evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DecidedClaim {
    /// Its id in the decided story.
    pub claim: String,
    /// How it stands: what a person set, else what the rules make of the claim as decided.
    pub standing: Standing,
    /// How the claim as decided stands by the rules.
    pub by_rule: Standing,
    /// Why it stands so by the rules, in words.
    pub why: String,
    /// Id of the correction that set its standing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub set_by: Option<String>,
    /// Ids of all corrections that touch it.
    pub corrections: Vec<String>,
    /// The evidence's own claims that its statements stand in.
    pub evidence: Vec<Before>,
}

/// An entity that differs from the evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DecidedEntity {
    /// Its id in the decided story.
    pub entity: String,
    /// Ids of all corrections that touch it.
    pub corrections: Vec<String>,
    /// Ids and names of the evidence's own entities that its members stand in.
    pub evidence: Vec<[String; 2]>,
}

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

/// The story of this id with the corrections: first those of entities, then those of claims, then the standings that were
/// set, each kind in the order given. `None` where the evidence has no such story. The evidence is not changed.
pub fn apply(evidence: &Evidence, story: &str, corrections: &[Correction]) -> Option<Decided> {
    let own = ask::story(evidence, story)?;
    let mut working = Working {
        texts: Texts::of(evidence),
        story: own.clone(),
        claims: BTreeMap::new(),
        entities: BTreeMap::new(),
    };
    working.story.corrections = corrections.to_vec();
    let mut idle: BTreeMap<&str, Idle> = BTreeMap::new();
    let in_force = || corrections.iter().filter(|correction| correction.withdrawn.is_none());

    for correction in in_force() {
        let id = &correction.id;
        let done = match &correction.decision {
            Decision::MergeEntities { entities } => working.merge_entities(entities, id),
            Decision::SplitEntity { entity, apart } => working.split_entity(entity, apart, id),
            _ => Ok(()),
        };
        idle.extend(done.err().map(|why| (id.as_str(), why)));
    }
    for correction in in_force() {
        let id = &correction.id;
        let done = match &correction.decision {
            Decision::MergeClaims { claims } => working.merge_claims(claims, id),
            Decision::SplitClaim { claim, apart } => working.split_claim(claim, apart, id),
            _ => Ok(()),
        };
        idle.extend(done.err().map(|why| (id.as_str(), why)));
    }
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
    Some(finish(own, working, corrections, &idle, &by_rule))
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
            claims: claims.iter().filter(|c| touches(&c.corrections)).map(|c| c.claim.clone()).collect(),
            entities: entities.iter().filter(|e| touches(&e.corrections)).map(|e| e.entity.clone()).collect(),
        }
    };
    let outcomes = corrections.iter().map(outcome).collect();
    Decided { story: working.story, corrections: outcomes, claims, entities }
}
