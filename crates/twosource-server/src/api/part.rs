//! The parts of a story's evidence, each as a list: claims, conflicts, quotations, entities, timeline, dependence, origins.

use std::sync::Arc;

use axum::extract::State;
use axum::http::Uri;
use axum::routing::get;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use twosource_evidence::Evidence;
use twosource_evidence::correction::apply;
use twosource_evidence::explain::{ExplainError, Explanation, explain};
use twosource_evidence::file::{
    CastMember, ClaimRecord, ConflictRecord, DependenceRecord, OriginRecord, QuotationRecord, Standing,
    StoryRecord, TimelineEntry,
};
use twosource_evidence::twin::twins;

use super::answer::Answer;
use super::ask::{Asked, At, Nothing, Words};
use super::listing::{self, Page, Paging};
use super::operation::Operation;
use super::problem::Problem;
use super::story::{exported, only, weighed};
use crate::House;

/// Which claims to list. All conditions hold together.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Claims {
    /// That stand so.
    standing: Option<Standing>,
    /// That an outlet makes whose name holds these letters.
    outlet: Option<Words<200>>,
    /// About somebody or something of this id ("E1") or whose name holds these letters.
    entity: Option<Words<200>>,
    /// True for the claims as people decided, false (where not said) for the evidence's own.
    decided: Option<bool>,
    /// Items to leave out before the first; follow `next` rather than counting.
    #[schemars(range(min = 0, max = 1_000_000))]
    offset: Option<usize>,
    /// Items to give at most; 50 where not said.
    #[schemars(range(min = 1, max = 200))]
    limit: Option<usize>,
}

pub(super) fn operations() -> Vec<Operation> {
    fn list<T: JsonSchema>(
        path: &'static str,
        id: &'static str,
        route: axum::routing::MethodRouter<Arc<House>>,
        says: (&'static str, &'static str),
    ) -> Operation {
        Operation::get(path, id, route)
            .says(says.0, says.1)
            .asks::<Paging>()
            .gives::<Page<T>>("A page of them")
    }
    vec![
        Operation::get("/stories/{story}/claims", "claims", get(claims))
            .says("Its claims", "What is said, and how it stands; filtered by standing, outlet and entity. Claims in the same words are listed once, as they stand best.")
            .like("/stories/{story}/claims?standing=disputed")
            .asks::<Claims>()
            .gives::<Page<ClaimRecord>>("A page of claims"),
        Operation::get("/stories/{story}/claims/{claim}", "claim", get(claim))
            .says(
                "Why a claim stands so",
                "Its statements with their words, their chains and origins, which reports depend on which and by what words, \
                 the conflicts that touch it, and what people decided about it.",
            )
            .gives::<Explanation>("The explanation"),
        list::<ConflictRecord>(
            "/stories/{story}/conflicts",
            "conflicts",
            get(|house, uri, at, paging| part(house, uri, at, paging, |story| story.conflicts.clone())),
            ("Its conflicts", "Statements that cannot all hold, values side by side."),
        ),
        list::<QuotationRecord>(
            "/stories/{story}/quotations",
            "quotations",
            get(|house, uri, at, paging| part(house, uri, at, paging, |story| story.quotations.clone())),
            ("Its quotations", "The same words in several reports: the fullest version first, and what each cut or changed."),
        ),
        list::<CastMember>(
            "/stories/{story}/entities",
            "cast",
            get(|house, uri, at, paging| part(house, uri, at, paging, |story| story.entities.clone())),
            ("Its cast", "People, organisations, states and places across its reports."),
        ),
        list::<TimelineEntry>(
            "/stories/{story}/timeline",
            "timeline",
            get(|house, uri, at, paging| part(house, uri, at, paging, |story| story.timeline.clone())),
            ("Its timeline", "Claims in the order of the time they tell of."),
        ),
        list::<DependenceRecord>(
            "/stories/{story}/dependence",
            "dependence",
            get(|house, uri, at, paging| part(house, uri, at, paging, |story| story.dependence.clone())),
            ("Which reports depend on which", "And the passages that show it."),
        ),
        list::<OriginRecord>(
            "/stories/{story}/origins",
            "origins",
            get(|house, uri, at, paging| part(house, uri, at, paging, |story| story.origins.clone())),
            ("Its origins", "The independent roots of what is said."),
        ),
    ]
}

/// A page of a part of the evidence.
async fn part<T: Serialize>(
    State(house): State<Arc<House>>,
    uri: Uri,
    At(id): At<String>,
    Asked(paging): Asked<Paging>,
    of: fn(&StoryRecord) -> Vec<T>,
) -> Result<Answer, Problem> {
    let bounds = paging.bounds()?;
    let evidence = house.evidence(super::ask::story(&id)?).await?;
    bounds.cut(of(only(&evidence)?), &uri)
}

async fn claims(
    State(house): State<Arc<House>>,
    uri: Uri,
    At(id): At<String>,
    Asked(asked): Asked<Claims>,
) -> Result<Answer, Problem> {
    let bounds = listing::bounds(asked.offset, asked.limit)?;
    let (evidence, corrections) = weighed(&house, &id).await?;
    let own = only(&evidence)?;
    let decided = (asked.decided == Some(true)).then(|| apply(&evidence, &own.id, &corrections)).flatten();
    let story = decided.as_ref().map_or(own, |decided| &decided.story);
    let twins = twins(&story.claims);
    let fitting = (story.claims.iter().enumerate())
        .filter(|(place, claim)| !twins.contains_key(place) && fits(claim, &asked, story, &evidence))
        .map(|(_, claim)| claim.clone());
    bounds.cut(fitting.collect(), &uri)
}

fn fits(claim: &ClaimRecord, asked: &Claims, story: &StoryRecord, evidence: &Evidence) -> bool {
    let holds = |name: &str, letters: &str| name.to_lowercase().contains(&letters.trim().to_lowercase());
    let stands = asked.standing.is_none_or(|standing| claim.standing == standing);
    let outlet_fits = asked.outlet.as_ref().is_none_or(|Words(letters)| {
        claim.statements.iter().any(|at| {
            let report = evidence.reports.iter().find(|report| report.id == at.report);
            report.and_then(|report| report.outlet.as_ref()).is_some_and(|outlet| holds(outlet, letters))
        })
    });
    let entity_fits = asked.entity.as_ref().is_none_or(|Words(letters)| {
        let about = story.entities.iter().filter(|entity| claim.about.contains(&entity.id));
        about.into_iter().any(|entity| {
            entity.id == *letters
                || std::iter::once(&entity.name).chain(&entity.aliases).any(|name| holds(name, letters))
        })
    });
    stands && outlet_fits && entity_fits
}

async fn claim(
    _: Nothing,
    State(house): State<Arc<House>>,
    At((id, asked)): At<(String, String)>,
) -> Result<Answer, Problem> {
    let (evidence, corrections) = weighed(&house, &id).await?;
    let story = only(&evidence)?;
    // By its id alone: words would find claims that an address does not mean.
    let known = story.claim_called(&evidence.reports, &asked);
    let known = known.ok_or_else(|| Problem::not_found(format!("story {} has no such claim", story.id)))?;
    let explanation: Explanation =
        explain(&exported(&evidence, &corrections), &known.id).map_err(unexplained)?;
    Answer::json(&explanation)
}

fn unexplained(why: ExplainError) -> Problem {
    Problem::from(crate::Trouble::Inside(why.to_string()))
}
