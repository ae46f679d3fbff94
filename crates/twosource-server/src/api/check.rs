//! A draft against reports that are sent, or against a story.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use schemars::JsonSchema;
use serde::Deserialize;
use twosource_evidence::check::Check;

use super::answer::Answer;
use super::ask::{self, Nothing, Sent, Words};
use super::material::{NewReports, materials};
use super::operation::Operation;
use super::problem::Problem;
use crate::{Against, House, Material};

/// A draft, and what to hold it against.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewCheck {
    /// The draft: a sentence or a whole text.
    draft: Words<1_000_000>,
    /// The story of the collection to hold it against: S12.
    story: Option<Words<20>>,
    /// Or reports of the event.
    against: Option<NewReports>,
}

const EXAMPLE: &str = r#"{"draft": "Three people died in the ferry accident.", "against": {"reports": [{"outlet": "Harbour Post", "text": "Two people died in the ferry accident, the coastguard said."}]}}"#;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::post("/check", "check", post(check))
            .says(
                "Check a draft",
                "For each statement of the draft and each detail in it: who confirms it, who contradicts it with which value, or \
                 that no report tells of it. The draft is no source, and nothing of it is kept.",
            )
            .takes::<NewCheck>(EXAMPLE)
            .gives::<Check>("The draft, checked")
            .fails(&[
                StatusCode::PAYLOAD_TOO_LARGE,
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                StatusCode::UNPROCESSABLE_ENTITY,
            ]),
    ]
}

async fn check(
    _: Nothing,
    State(house): State<Arc<House>>,
    Sent(sent): Sent<NewCheck>,
) -> Result<Answer, Problem> {
    if sent.draft.0.trim().is_empty() {
        return Err(Problem::unfit("the draft is empty"));
    }
    let against = match (sent.story, sent.against) {
        (Some(story), None) => Against::Story(ask::story(&story.0)?),
        (None, Some(reports)) => Against::Materials(materials(reports)?),
        _ => return Err(Problem::unfit("send story, or against; one of the two")),
    };
    let (check, _) = house.check(Material::Text(sent.draft.0), against).await?;
    Answer::json(&check)
}
