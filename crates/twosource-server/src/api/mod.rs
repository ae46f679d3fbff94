//! The interface for programs: REST under `/api/v1`, described by an OpenAPI document that is made from the operations and
//! the types, with a page at `/api` to read it.

mod answer;
mod ask;
mod brief;
mod browse;
mod check;
mod collection;
mod correction;
mod document;
mod events;
mod ingest;
mod listing;
mod material;
mod operation;
mod part;
pub(crate) mod problem;
mod report;
mod search;
mod story;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, any, get};
use utoipa::openapi::HttpMethod;

use crate::House;
use document::BASE;
use operation::{Operation, group};
use problem::Problem;

/// Every operation, in the order of the description.
fn operations() -> Vec<Operation> {
    let mut all = group("collection", collection::operations());
    all.extend(group("stories", story::operations()));
    all.extend(group("stories", part::operations()));
    all.extend(group("corrections", correction::operations()));
    all.extend(group("reports", report::operations()));
    all.extend(group("reports", ingest::operations()));
    all.extend(group("search", search::operations()));
    all.extend(group("briefs", brief::operations()));
    all.extend(group("briefs", check::operations()));
    all.extend(group("events", events::operations()));
    all.extend(group("description", browse::operations()));
    all
}

/// The routes of the interface.
pub(crate) fn routes() -> Router<Arc<House>> {
    let mut paths: BTreeMap<String, (Vec<&'static str>, MethodRouter<Arc<House>>)> = BTreeMap::new();
    for operation in operations() {
        let (methods, route) = paths.entry(format!("{BASE}{}", operation.path)).or_default();
        methods.extend(words(&operation.method));
        *route = std::mem::take(route).merge(operation.route);
    }
    let mut router = Router::new();
    for (path, (methods, route)) in paths {
        let allowed = allowed(methods);
        let options = allowed.clone();
        let route = route
            .options(move || async move { answer_options(&options) })
            .fallback(move || async move { wrong_method(&allowed) });
        router = router.route(&path, route);
    }
    router
        .route("/api", get(browse::page).fallback(|| async { wrong_method("GET, HEAD") }))
        .route("/api/style.css", get(browse::style).fallback(|| async { wrong_method("GET, HEAD") }))
        .route("/api/", any(nothing_here))
        .route("/api/{*rest}", any(nothing_here))
        .layer(from_fn(answer::unless_known))
}

/// The methods that an operation answers, as headers name them.
fn words(method: &HttpMethod) -> &'static [&'static str] {
    match method {
        HttpMethod::Get => &["GET", "HEAD"],
        HttpMethod::Delete => &["DELETE"],
        _ => &["POST"],
    }
}

fn allowed(mut methods: Vec<&'static str>) -> String {
    methods.push("OPTIONS");
    methods.join(", ")
}

fn answer_options(allowed: &str) -> Response {
    with_allow(StatusCode::NO_CONTENT.into_response(), allowed)
}

fn wrong_method(allowed: &str) -> Response {
    let detail = format!("this address answers {allowed}");
    with_allow(Problem::new(StatusCode::METHOD_NOT_ALLOWED, detail).into_response(), allowed)
}

fn with_allow(mut response: Response, allowed: &str) -> Response {
    if let Ok(allowed) = HeaderValue::from_str(allowed) {
        response.headers_mut().insert(header::ALLOW, allowed);
    }
    response
}

async fn nothing_here(uri: Uri) -> Problem {
    let path: String = uri.path().chars().take(200).collect();
    Problem::not_found(format!("nothing answers at {path}; {BASE}/openapi.json lists what does"))
}
