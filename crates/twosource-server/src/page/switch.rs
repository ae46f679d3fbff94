//! The switch between a story as the program weighed it and as people decided.

use std::convert::Infallible;

use axum::Form;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

/// The cookie that remembers the choice.
const COOKIE: &str = "twosource-as";

/// How a story is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum View {
    /// As the program weighed it, decisions beside it.
    Weighed,
    /// As people decided, where they did.
    #[default]
    Decided,
}

impl View {
    /// What a request asks for: by its address, or by what was chosen before.
    pub fn of(query: Option<&str>, headers: &HeaderMap) -> Self {
        let asked =
            query.into_iter().flat_map(|query| query.split('&')).find_map(|pair| pair.strip_prefix("as="));
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let kept = || {
            cookies
                .flat_map(|line| line.split(';'))
                .filter_map(|pair| pair.trim().split_once('='))
                .find_map(|(name, value)| (name == COOKIE).then_some(value))
        };
        match asked.or_else(kept) {
            Some("weighed") => View::Weighed,
            _ => View::Decided,
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for View {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(View::of(parts.uri.query(), &parts.headers))
    }
}

/// What the switch sends.
#[derive(Debug, Deserialize)]
pub(crate) struct Chosen {
    view: String,
    to: String,
}

/// Remembers the choice, and leads back.
pub(crate) async fn take(Form(chosen): Form<Chosen>) -> Response {
    let view = if chosen.view == "weighed" { "weighed" } else { "decided" };
    // "//example.org" and "/\\example.org" would lead elsewhere.
    let to = format!("/{}", chosen.to.trim_start_matches(['/', '\\']));
    let to =
        if to.bytes().all(|byte| byte.is_ascii_graphic()) && to.len() < 2_000 { to } else { "/".to_owned() };
    let cookie = format!("{COOKIE}={view}; Path=/; HttpOnly; SameSite=Lax");
    (StatusCode::SEE_OTHER, [(header::LOCATION, to), (header::SET_COOKIE, cookie)]).into_response()
}

/// The switch: which of the two is shown, and a button for the other.
pub(crate) fn show(view: View, to: &str) -> Markup {
    let choices = [("weighed", "As weighed", View::Weighed), ("decided", "As we decided", View::Decided)];
    html! {
        form.switch method="post" action="/as" aria-label="How the story is shown" {
            input type="hidden" name="to" value=(to);
            @for (value, words, this) in choices {
                button type="submit" name="view" value=(value) aria-pressed=(if view == this { "true" } else { "false" }) { (words) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_last_holds() {
        let mut headers = HeaderMap::new();
        assert_eq!(View::of(None, &headers), View::Decided);
        headers.insert(header::COOKIE, "a=b; twosource-as=weighed".parse().unwrap());
        assert_eq!(View::of(None, &headers), View::Weighed);
        assert_eq!(View::of(Some("x=1&as=decided"), &headers), View::Decided);
    }
}
