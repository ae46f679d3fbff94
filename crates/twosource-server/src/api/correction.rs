//! People's corrections: making them, reading them, taking them back.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::routing::{delete, get, post};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Deserialize;
use twosource_evidence::correction::{Ask, Correction};

use super::answer::Answer;
use super::ask::{self, Asked, At, Nothing, Sent, Words};
use super::document::BASE;
use super::listing::{Page, Paging};
use super::operation::Operation;
use super::problem::Problem;
use super::story::{only, weighed};
use crate::{House, Trouble};

/// A correction to make.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewCorrection {
    /// What is decided, by the ids of the story as it stands (`decided`).
    decision: Ask,
    /// Why, for whoever reads it later.
    note: Words<4000>,
    /// Who decides, where they give a name.
    by: Option<Words<200>>,
}

/// The taking back of a correction.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewWithdrawal {
    /// Why.
    note: Option<Words<4000>>,
    /// Who takes it back, where they give a name.
    by: Option<Words<200>>,
}

const EXAMPLE: &str = r#"{"decision": {"kind": "overrule", "claim": "C1", "standing": "corroborated"}, "note": "I called the harbour office; they confirm it.", "by": "Ada"}"#;

pub(super) fn operations() -> Vec<Operation> {
    let refused = [
        StatusCode::CONFLICT,
        StatusCode::PAYLOAD_TOO_LARGE,
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        StatusCode::UNPROCESSABLE_ENTITY,
        StatusCode::INSUFFICIENT_STORAGE,
    ];
    vec![
        Operation::get("/stories/{story}/corrections", "corrections", get(corrections))
            .says("The corrections of a story", "Oldest first, withdrawn ones too; what each comes to is told by `decided`.")
            .asks::<Paging>()
            .gives::<Page<Correction>>("A page of corrections"),
        Operation::post("/stories/{story}/corrections", "correct", post(correct))
            .says(
                "Correct a story",
                "Merge or split claims or entities, or overrule a standing, with a note. The evidence is not changed.",
            )
            .takes::<NewCorrection>(EXAMPLE)
            .gives_as::<Correction>(StatusCode::CREATED, "The correction that was made")
            .fails(&refused),
        Operation::get("/corrections/{correction}", "correction", get(correction))
            .says("A correction", "")
            .gives::<Correction>("The correction"),
        Operation::delete("/corrections/{correction}", "withdraw", delete(withdraw))
            .says("Withdraw a correction", "It is kept, says that it was withdrawn, and changes nothing any more.")
            .gives::<Correction>("The correction, withdrawn")
            .fails(&[StatusCode::CONFLICT, StatusCode::INSUFFICIENT_STORAGE]),
        Operation::post("/corrections/{correction}/withdrawal", "withdraw_with_note", post(withdraw_with_note))
            .says("Withdraw a correction, and say why", "As DELETE, with a name and a note.")
            .takes::<NewWithdrawal>(r#"{"note": "They called back: it was another boat.", "by": "Ada"}"#)
            .gives::<Correction>("The correction, withdrawn")
            .fails(&refused),
    ]
}

async fn corrections(
    State(house): State<Arc<House>>,
    uri: Uri,
    At(id): At<String>,
    Asked(paging): Asked<Paging>,
) -> Result<Answer, Problem> {
    let (bounds, id) = (paging.bounds()?, ask::story(&id)?);
    let corrections = house.ask(move |store, _| store.corrections(id)).await?;
    bounds.cut(corrections, &uri)
}

async fn correct(
    _: Nothing,
    State(house): State<Arc<House>>,
    At(id): At<String>,
    Sent(sent): Sent<NewCorrection>,
) -> Result<Answer, Problem> {
    let (evidence, _) = weighed(&house, &id).await?;
    let story = ask::story(&only(&evidence)?.id)?;
    let made = house
        .ask(move |store, _| -> Result<Correction, Trouble> {
            // A table of its own: nobody waits for reports that are taken in meanwhile.
            let before = store.corrections(story)?;
            let decision = sent.decision.decision(&evidence, &story.to_string(), &before);
            let decision = decision.map_err(twosource_store::StoreError::from)?;
            Ok(store.correct(
                story,
                decision,
                Words::of(sent.by).as_deref(),
                &sent.note.0,
                Timestamp::now(),
            )?)
        })
        .await?;
    let place = format!("{BASE}/corrections/{}", made.id);
    Ok(Answer::json(&made)?.status(StatusCode::CREATED).with(header::LOCATION, &place))
}

async fn correction(
    _: Nothing,
    State(house): State<Arc<House>>,
    At(id): At<String>,
) -> Result<Answer, Problem> {
    let id = ask::correction(&id)?;
    Answer::json(&house.ask(move |store, _| store.correction(id)).await?)
}

async fn withdraw(
    _: Nothing,
    State(house): State<Arc<House>>,
    At(id): At<String>,
) -> Result<Answer, Problem> {
    taken_back(&house, &id, NewWithdrawal::default()).await
}

async fn withdraw_with_note(
    _: Nothing,
    State(house): State<Arc<House>>,
    At(id): At<String>,
    Sent(sent): Sent<NewWithdrawal>,
) -> Result<Answer, Problem> {
    taken_back(&house, &id, sent).await
}

async fn taken_back(house: &Arc<House>, id: &str, sent: NewWithdrawal) -> Result<Answer, Problem> {
    let id = ask::correction(id)?;
    let (by, note) = (Words::of(sent.by), Words::of(sent.note));
    let withdrawn = house
        .ask(move |store, _| store.withdraw(id, by.as_deref(), note.as_deref(), Timestamp::now()))
        .await?;
    Answer::json(&withdrawn)
}
