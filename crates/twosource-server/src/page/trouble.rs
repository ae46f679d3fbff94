//! Pages that say what went wrong, and what to do.

use axum::extract::Request;
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use maud::html;
use twosource_render::printable::brief_line;

use super::frame::Frame;
use crate::Trouble;

/// Gives a trouble the form of a page.
pub(crate) async fn tell(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let Some(trouble) = response.extensions().get::<Trouble>() else { return response };
    let page = page(trouble);
    // Whatever the answer says to programs (when to ask again) stays.
    let kept: HeaderMap = (response.headers().iter())
        .filter(|(name, _)| *name != "content-type" && *name != "content-length")
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let mut page = page;
    *page.status_mut() = response.status();
    page.headers_mut().extend(kept);
    page
}

/// Where nothing else answers.
pub(crate) async fn nowhere() -> Response {
    Trouble::NotFound("There is no page at this address.".to_owned()).into_response()
}

/// The page that tells of a trouble.
fn page(trouble: &Trouble) -> Response {
    let heading = match trouble {
        Trouble::NotFound(_) => "Not found",
        Trouble::Question(_) => "This cannot be read",
        Trouble::Unfit(_) => "This cannot be taken",
        Trouble::Clash(_) => "This clashes with what is there",
        Trouble::TooLarge { .. } => "Too large",
        Trouble::Token => "A token is needed",
        Trouble::Forbidden(_) => "Not from here",
        Trouble::Busy => "Too much at once",
        Trouble::Weighing => "Being weighed",
        Trouble::Locked => "The collection is being written",
        Trouble::CannotWrite(_) => "The collection cannot be written",
        Trouble::Inside(_) => "Something is wrong here",
    };
    let frame = Frame { again: trouble.retry_after(), ..Frame::new(super::frame::Section::None, heading) };
    frame.around(html! {
        div.trouble data-again=[trouble.retry_after()] {
            h1 { (heading) }
            p.said-of { (sentence(&trouble.to_string())) }
            p.ways { a href="/" { "All stories" } " " a href="/search" { "Search" } }
        }
    })
}

/// A message as a sentence.
pub(crate) fn sentence(message: &str) -> String {
    let message = brief_line(message, 600);
    let mut letters = message.chars();
    let Some(first) = letters.next() else { return message };
    let end = if message.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    format!("{}{}{end}", first.to_uppercase(), letters.as_str())
}
