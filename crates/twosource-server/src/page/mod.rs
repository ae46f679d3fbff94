//! The pages: what people see of a collection in a browser.
//!
//! Each view has an address that can be shared and works without the script; every word of a report is escaped and made fit
//! to show. A story's parts come from `twosource_render::fragment`, so that they look as they do in a brief.

mod bar;
mod brief;
mod changes;
mod check;
mod decide;
mod deciding;
mod decisions;
mod download;
mod drop;
mod entity;
mod feed;
mod form;
mod frame;
mod front;
mod news;
mod search;
pub(crate) mod send;
mod story;
mod strip;
mod switch;
mod tale;
mod trouble;
mod versions;
mod views;
mod when;
mod without;

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, post};

use crate::{House, asset};

/// The routes of the pages.
pub(crate) fn routes() -> Router<Arc<House>> {
    Router::new()
        .route("/", get(front::give))
        .route("/search", get(search::give))
        .route("/search/saved", post(search::keep))
        .route("/entities", get(entity::give))
        .route("/changes", get(changes::give))
        .route("/reports/{part}", get(versions::give))
        .route("/bookmarklet", get(send::give))
        .route(send::PATH, post(send::take))
        .route("/check", get(check::give).post(check::take))
        .route("/briefs", post(brief::take))
        .route("/briefs/{brief}", get(brief::give))
        .route("/as", post(switch::take))
        .route("/feed.atom", get(feed::front))
        .route("/stories/{story}/feed.atom", get(feed::story))
        .route("/assets/{name}", get(asset::give))
        .merge(of_story("/stories/{story}"))
        .merge(of_story("/briefs/{brief}/{number}"))
        .route("/stories/{story}/changes", get(news::changes))
        .route("/stories/{story}/without", get(without::give))
        .route("/stories/{story}/history", get(news::history))
        .route("/stories/{story}/decisions", get(decisions::give).post(decide::take))
        .route("/stories/{story}/decisions/{part}/withdraw", post(decide::withdraw))
        .fallback(trouble::nowhere)
        .layer(from_fn(trouble::tell))
}

/// The views that every story has, be it of the collection or of a brief.
fn of_story(base: &str) -> Router<Arc<House>> {
    let at = |path: &str| format!("{base}{path}");
    Router::new()
        .route(base, get(story::give))
        .route(&at("/said"), get(views::said))
        .route(&at("/cast"), get(views::cast))
        .route(&at("/timeline"), get(views::timeline))
        .route(&at("/sources"), get(views::sources))
        .route(&at("/compare"), get(views::compare))
        .route(&at("/claims/{part}"), get(views::claim))
        .route(&at("/reports/{part}"), get(views::report))
        .route(&at("/evidence.json"), get(download::evidence))
        .route(&at("/brief.html"), get(download::html))
        .route(&at("/brief.md"), get(download::markdown))
        .route(&at("/brief.docx"), get(download::docx))
        .route(&at("/tables.xlsx"), get(download::xlsx))
        .route(&at("/claims.csv"), get(download::claims))
}
