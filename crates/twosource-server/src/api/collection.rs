//! What the collection holds.

use std::sync::Arc;

use axum::extract::State;
use axum::routing::get;
use schemars::JsonSchema;
use serde::Serialize;
use twosource_evidence::file::ModelRecord;
use twosource_store::StoreError;

use super::answer::Answer;
use super::ask::Nothing;
use super::document::BASE;
use super::operation::Operation;
use super::problem::Problem;
use crate::House;

/// What the collection holds, and where to go on.
#[derive(Serialize, JsonSchema)]
struct Collection {
    /// The program's version.
    version: String,
    /// The models that read the reports.
    models: Vec<ModelRecord>,
    /// How many reports.
    reports: usize,
    /// How many versions of them.
    versions: usize,
    /// How many stories.
    stories: usize,
    /// How far things have happened: events after it are new.
    mark: String,
    /// Addresses of the lists.
    links: Links,
}

#[derive(Serialize, JsonSchema)]
struct Links {
    /// The stories, newest first.
    stories: String,
    /// The reports, the latest to arrive first.
    reports: String,
    /// Names across stories.
    entities: String,
    /// Events as they happen.
    events: String,
    /// The OpenAPI document.
    description: String,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("", "collection", get(collection))
            .says("The collection", "How much it holds, which model reads it, and where to go on.")
            .gives::<Collection>("The collection"),
    ]
}

async fn collection(_: Nothing, State(house): State<Arc<House>>) -> Result<Answer, Problem> {
    let (size, mark) = house.ask(|store, _| Ok::<_, StoreError>((store.size()?, store.mark()?))).await?;
    Answer::json(&Collection {
        version: house.run().version.clone(),
        models: house.run().models.clone(),
        reports: size.reports,
        versions: size.versions,
        stories: size.stories,
        mark: mark.to_string(),
        links: Links {
            stories: format!("{BASE}/stories"),
            reports: format!("{BASE}/reports"),
            entities: format!("{BASE}/entities"),
            events: format!("{BASE}/events"),
            description: format!("{BASE}/openapi.json"),
        },
    })
}
