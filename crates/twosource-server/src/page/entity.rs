//! A person, body or place across stories.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use serde::Deserialize;
use twosource_render::address::{segment, with_query};
use twosource_render::printable::{brief_line, line, plural};
use twosource_store::{Store, StoreError, StoryFilter};

use super::frame::{Frame, Section, pages};
use super::switch::View;
use super::{bar, front, search};
use crate::{House, Trouble};

/// Stories of one page, and statements shown.
const A_PAGE: usize = 50;
const STATEMENTS: usize = 20;

/// Whom the page is about.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    name: String,
    page: String,
}

/// Gives the page of whoever is asked for.
pub(crate) async fn give(
    State(house): State<Arc<House>>,
    view: View,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let name: String = line(&asked.name).chars().take(200).collect();
    if name.is_empty() {
        return Ok(Redirect::to("/search").into_response());
    }
    let page = asked.page.trim().parse().unwrap_or(1).clamp(1, 1_000_000usize);
    let question = name.clone();
    let cards = Arc::clone(&house);
    let (stories, said) = house
        .ask(move |store: &mut Store, _| -> Result<_, StoreError> {
            let filter =
                StoryFilter { entity: Some(question.clone()), limit: A_PAGE, ..StoryFilter::default() };
            let mut stories = store.front(&filter, (page - 1) * A_PAGE)?;
            if view == View::Decided && store.has_corrections()? {
                cards.as_decided(store, &mut stories.stories)?;
            }
            let words =
                twosource_store::Query { speaker: Some(question), limit: STATEMENTS, ..Default::default() };
            // A name without letters is no question; there is nothing said then.
            let said = store.search(&words, None).unwrap_or_default();
            Ok((stories, said))
        })
        .await?;
    let shown = brief_line(&name, 120);
    let frame = Frame::new(Section::None, &shown);
    Ok(frame.around(html! {
        (bar::textures())
        div.front {
            div.main {
                header.list-head { h1 { (shown) } p.meta { "Named in " (if stories.total == 1 { "1 story".to_owned() } else { format!("{} stories", front::grouped(stories.total)) }) } }
                @if stories.total == 0 {
                    p.none { "No report names it like that. " a href={ "/search?q=" (segment(&name)) } { "Search the words" } }
                }
                (front::list(&stories.stories))
                (pages(page, A_PAGE, stories.total, |page| with_query("/entities", &[("name", &name), ("page", &page.to_string())])))
            }
            aside.side {
                section aria-labelledby="said-title" {
                    h2 #said-title { "Said under this name" }
                    @if said.hits.is_empty() { p.none { "Nothing is." } }
                    @else {
                        p.meta { (plural(said.total, "statement")) @if said.total > said.hits.len() { ", the first " (said.hits.len()) } }
                        (search::list(&said.hits))
                        p { a href={ "/search?speaker=" (segment(&name)) } { "All of them, with filters" } }
                    }
                }
            }
        }
    }))
}
