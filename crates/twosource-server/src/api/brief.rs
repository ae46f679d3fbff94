//! Briefs of reports that a program sends: asked for, followed, and fetched.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::routing::{delete, get, post};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use twosource_evidence::Evidence;
use twosource_store::StoryId;

use super::answer::Answer;
use super::ask::{Asked, At, Nothing};
use super::document::BASE;
use super::material;
use super::operation::Operation;
use super::problem::Problem;
use super::story::{Forms, rendered};
use crate::{BriefId, BriefState, House, Made, Trouble};

/// How often a brief that is waited for is looked at.
const PULSE: Duration = Duration::from_millis(50);

/// How to make a brief.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Wish {
    /// True to take the reports into the collection too.
    keep: Option<bool>,
    /// Seconds to wait for the brief before answering; it is answered at once where not said.
    #[schemars(range(min = 0, max = 20))]
    wait: Option<u64>,
}

/// A brief, and how far it is.
#[derive(Serialize, JsonSchema)]
struct Brief {
    /// Its name.
    id: String,
    /// How far it is.
    state: Stage,
    /// What is done at the moment, where it is being made.
    step: Option<String>,
    /// Reports done in this step.
    done: usize,
    /// Reports of this step in all; 0 where that is not known.
    of: usize,
    /// Why it could not be made.
    problem: Option<Problem>,
    /// Inputs that gave no report and why, and warnings.
    remarks: Vec<String>,
    /// The stories of the collection that the reports joined, where they were kept.
    stories: Vec<StoryId>,
    /// Where it is.
    links: Links,
}

/// How far a brief is.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Stage {
    /// It waits for its turn.
    Waiting,
    /// It is being made.
    Making,
    /// It is there.
    Done,
    /// It could not be made.
    Failed,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "BriefLinks")]
struct Links {
    /// How far it is.
    progress: String,
    /// Its evidence file, once it is done.
    evidence: String,
    /// The brief itself, once it is done.
    brief: String,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::post("/briefs", "new_brief", post(new_brief))
            .says(
                "Ask for a brief",
                "Of reports that are sent or fetched. Answered at once with where to follow it, or, with `wait`, when it is \
                 done. The same reports again are the same brief. Nothing is kept in the collection unless `keep` says so.",
            )
            .like("/briefs?wait=10")
            .asks::<Wish>()
            .takes_reports()
            .gives::<Brief>("The brief is done, or could not be made")
            .gives_as::<Brief>(StatusCode::ACCEPTED, "The brief will be made")
            .fails(&[
                StatusCode::PAYLOAD_TOO_LARGE,
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                StatusCode::UNPROCESSABLE_ENTITY,
            ]),
        Operation::get("/briefs/{brief}", "progress", get(progress))
            .says("How far a brief is", "Briefs are forgotten when the server stops or many newer ones are made.")
            .gives::<Brief>("How far it is"),
        Operation::delete("/briefs/{brief}", "forget_brief", delete(forget))
            .says(
                "Stop a brief, or forget it",
                "What is being made is given up, what is made is forgotten. A brief that nobody asks after is given up too: \
                 after five minutes, or after ten seconds where who waited for it has left.",
            )
            .gives::<Brief>("The brief, as it was"),
        Operation::get("/briefs/{brief}/evidence", "brief_evidence", get(evidence))
            .says("The evidence file of a brief", "")
            .gives::<Evidence>("The evidence file")
            .fails(&[StatusCode::CONFLICT, StatusCode::UNPROCESSABLE_ENTITY]),
        Operation::get("/briefs/{brief}/brief", "brief_text", get(brief))
            .says("The brief itself", "Markdown, one self-contained page, plain text, or the claims as a table.")
            .asks::<Forms>()
            .gives_text("text/markdown", "The brief")
            .gives_text("text/html", "The brief")
            .gives_text("text/plain", "The brief")
            .gives_text("text/csv", "The claims")
            .fails(&[StatusCode::CONFLICT, StatusCode::UNPROCESSABLE_ENTITY]),
    ]
}

async fn new_brief(
    State(house): State<Arc<House>>,
    Asked(wish): Asked<Wish>,
    request: Request,
) -> Result<Answer, Problem> {
    let wait = wish.wait.unwrap_or(0);
    if wait > 20 {
        return Err(Problem::question(
            "wait is from 0 to 20 seconds; follow the brief where it takes longer",
        ));
    }
    let materials = material::of(request, &house).await?;
    let id = house.brief(materials, wish.keep.unwrap_or(false))?;
    let end = tokio::time::Instant::now() + Duration::from_secs(wait);
    let mut waiter = Waiter { house: &house, id: &id, is_answered: wait == 0 };
    let mut state = house.brief_state(&id)?;
    while is_open(&state) && tokio::time::Instant::now() < end {
        tokio::time::sleep(PULSE).await;
        state = house.brief_state(&id)?;
    }
    waiter.is_answered = true;
    let status = if is_open(&state) { StatusCode::ACCEPTED } else { StatusCode::OK };
    let told = told(&id, &state);
    let place = told.links.progress.clone();
    Ok(Answer::json(&told)?.status(status).with(header::LOCATION, &place))
}

/// Somebody who waits for a brief, and may leave before it is done.
struct Waiter<'w> {
    house: &'w House,
    id: &'w BriefId,
    is_answered: bool,
}

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        if !self.is_answered {
            self.house.left(self.id);
        }
    }
}

fn is_open(state: &BriefState) -> bool {
    matches!(state, BriefState::Waiting | BriefState::Making { .. })
}

fn told(id: &BriefId, state: &BriefState) -> Brief {
    let here = format!("{BASE}/briefs/{id}");
    let mut brief = Brief {
        id: id.to_string(),
        state: Stage::Waiting,
        step: None,
        done: 0,
        of: 0,
        problem: None,
        remarks: Vec::new(),
        stories: Vec::new(),
        links: Links { evidence: format!("{here}/evidence"), brief: format!("{here}/brief"), progress: here },
    };
    match state {
        BriefState::Waiting => {}
        BriefState::Making { step, done, of } => {
            brief.state = Stage::Making;
            (brief.step, brief.done, brief.of) = (Some((*step).to_owned()), *done, *of);
        }
        BriefState::Done(made) => {
            brief.state = Stage::Done;
            (brief.remarks, brief.stories) = (made.remarks.clone(), made.stories.clone());
        }
        BriefState::Failed(trouble) => {
            brief.state = Stage::Failed;
            brief.problem = Some(trouble.into());
        }
    }
    brief
}

async fn forget(_: Nothing, State(house): State<Arc<House>>, At(id): At<String>) -> Result<Answer, Problem> {
    let id: BriefId = id.parse()?;
    let state = house.brief_state(&id)?;
    house.drop_brief(&id)?;
    Answer::json(&told(&id, &state))
}

async fn progress(
    _: Nothing,
    State(house): State<Arc<House>>,
    At(id): At<String>,
) -> Result<Answer, Problem> {
    let id: BriefId = id.parse()?;
    Answer::json(&told(&id, &house.brief_state(&id)?))
}

/// A brief that is done.
fn made(house: &House, id: &str) -> Result<Made, Problem> {
    match house.brief_state(&id.parse()?)? {
        BriefState::Done(made) => Ok(made),
        BriefState::Failed(trouble) => Err(trouble.into()),
        _ => Err(Trouble::Clash("the brief is not done yet; follow its progress".to_owned()).into()),
    }
}

async fn evidence(
    _: Nothing,
    State(house): State<Arc<House>>,
    At(id): At<String>,
) -> Result<Answer, Problem> {
    Answer::json(&*made(&house, &id)?.evidence)
}

async fn brief(
    State(house): State<Arc<House>>,
    At(id): At<String>,
    Asked(asked): Asked<Forms>,
) -> Result<Answer, Problem> {
    rendered(&made(&house, &id)?.evidence, asked.format.unwrap_or_default())
}
