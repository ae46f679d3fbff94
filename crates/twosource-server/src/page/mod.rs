//! The pages.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use maud::{DOCTYPE, html};
use twosource_store::StoryFilter;

use crate::{House, Trouble};

/// The routes of the pages.
pub(crate) fn routes(_house: &Arc<House>) -> Router<Arc<House>> {
    Router::new().route("/", get(front))
}

async fn front(State(house): State<Arc<House>>) -> Result<Html<String>, Trouble> {
    let filter = StoryFilter { limit: 50, ..StoryFilter::default() };
    let page = house.ask(move |store, _| store.front(&filter, 0)).await?;
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; title { "Twosource" } }
            body {
                h1 { (page.total) " stories" }
                ol { @for story in &page.stories { li { (story.id) " " (story.title) } } }
            }
        }
    };
    Ok(Html(markup.into_string()))
}
