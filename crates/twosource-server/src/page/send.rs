//! Pages as a reader sees them, sent by a bookmarklet: what stands behind a login can be compared, too.
//!
//! A bookmarklet runs in the page that it is used on, which may look at it. So it does not hold the token, but a key made
//! from the token that opens this one door: with it pages can be sent, and nothing can be read.

use std::sync::Arc;

use axum::extract::{Multipart, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use jiff::Timestamp;
use maud::html;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use twosource_annotate::annotate;
use twosource_reader::{Delivery, Options, read_page};
use twosource_render::printable::brief_line;
use twosource_store::{Arrival, Outcome, StoryId};

use super::frame::{Frame, Section};
use crate::house::on_a_thread;
use crate::{House, Trouble};

/// Where pages are sent to. The door lets requests of other sites' pages in here, and nowhere else.
pub(crate) const PATH: &str = "/send";

/// Longest address.
const LONGEST_ADDRESS: usize = 2_000;

/// The program of the bookmarklet: a form that carries the page as it stands and its address, sent in a new tab.
const PROGRAM: &str = "javascript:(()=>{const d=document,f=d.createElement('form');f.method='post';f.enctype='multipart/form-data';f.target='_blank';f.action='ACTION';const add=(n,v)=>{const t=d.createElement('textarea');t.name=n;t.value=v;f.appendChild(t)};add('address',location.href);add('page',d.documentElement.outerHTML);f.style.display='none';d.body.appendChild(f);f.submit();f.remove()})()";

/// The key that sends pages, made from the token.
pub(crate) fn key(token: &str) -> String {
    Sha256::digest(format!("twosource send\n{token}")).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Gives the bookmarklet.
pub(crate) async fn give(State(house): State<Arc<House>>, headers: HeaderMap) -> Response {
    let value = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let host = value(header::HOST.as_str()).unwrap_or("localhost");
    let scheme = if value("x-forwarded-proto") == Some("https") { "https" } else { "http" };
    let clean: String = host.chars().filter(|c| c.is_ascii_alphanumeric() || ".:-[]".contains(*c)).collect();
    let program = house
        .settings()
        .token
        .as_deref()
        .map(|token| PROGRAM.replace("ACTION", &format!("{scheme}://{clean}{PATH}?key={}", key(token))));
    Frame::new(Section::None, "Send pages from the browser").around(html! {
        header.list-head {
            h1 { "Send pages from the browser" }
            p.meta { "What you see behind a login can be compared as well." }
        }
        section.drop {
            @match &program {
                Some(program) => {
                    p { "Drag this to the bar of bookmarks: " a href=(program) { "Send to Twosource" } }
                    p { "On a page, click it: the page as you see it joins the collection, and its story opens from the new tab." }
                    p.hint { "It holds a key that can send pages and nothing else. Whoever has it can add reports to this collection; another token makes another key." }
                }
                None => {
                    p { "For this the server needs a token: start it with " code { "twosource serve --token-file token.txt" } "." }
                }
            }
        }
    })
}

/// What the address brings.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Brought {
    #[serde(default)]
    key: String,
}

/// Takes a page in.
pub(crate) async fn take(
    State(house): State<Arc<House>>,
    Query(brought): Query<Brought>,
    form: Multipart,
) -> Result<Response, Trouble> {
    // Before the page is read.
    let known = house.settings().token.as_deref().map(key);
    if !known.is_some_and(|known| bool::from(known.as_bytes().ct_eq(brought.key.as_bytes()))) {
        return Err(Trouble::Forbidden(
            "this bookmarklet is of another server or token; take a new one at /bookmarklet".to_owned(),
        ));
    }
    let (address, page) = fields(form, house.settings().most_bytes).await?;
    let at_work = Arc::clone(&house);
    let annotated = on_a_thread(move || -> Result<_, Trouble> {
        let delivery = Delivery {
            address: Some(&address),
            media: Some("text/html"),
            charset: Some("utf-8"),
            entry: None,
        };
        let (report, _) = read_page(page.as_bytes(), delivery, &Options::default())
            .map_err(|error| Trouble::Unfit(error.to_string()))?;
        Ok(annotate(report, at_work.pipeline()))
    })
    .await?;
    let arrivals = house
        .write(move |store, _| -> Result<Vec<Arrival>, Trouble> {
            Ok(store.ingest(&[annotated], Timestamp::now())?)
        })
        .await?;
    Ok(answer(arrivals.first()))
}

/// The address and the page of a form.
async fn fields(mut form: Multipart, most: usize) -> Result<(String, String), Trouble> {
    let unreadable = |error: axum::extract::multipart::MultipartError| match error.status() {
        axum::http::StatusCode::PAYLOAD_TOO_LARGE => Trouble::TooLarge { most },
        _ => Trouble::Question(format!("The form could not be read: {error}")),
    };
    let (mut address, mut page) = (String::new(), String::new());
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(unreadable)?;
        let text = String::from_utf8_lossy(&bytes);
        match name.as_str() {
            "address" => address = text.trim().chars().take(LONGEST_ADDRESS).collect(),
            "page" => page = text.into_owned(),
            _ => {}
        }
    }
    if !address.starts_with("https://") && !address.starts_with("http://") {
        return Err(Trouble::Unfit("only pages of the web can be sent".to_owned()));
    }
    Ok((address, page))
}

fn answer(arrival: Option<&Arrival>) -> Response {
    let words = match arrival.map(|arrival| arrival.outcome) {
        Some(Outcome::New) => "It is in the collection now.",
        Some(Outcome::Revised) => "It is a new version of a report that was there.",
        Some(Outcome::Known) => "It was there already.",
        Some(Outcome::Refused) | None => "It was left out: its id is another outlet's report.",
    };
    let story =
        arrival.filter(|arrival| arrival.outcome != Outcome::Refused).map(|arrival| StoryId(arrival.story));
    Frame::new(Section::None, "A page was sent").around(html! {
        header.list-head { h1 { "A page was sent" } p.meta { (brief_line(words, 200)) } }
        @if let Some(story) = story {
            p.ways { a href={ "/stories/" (story) } { "Open its story" } }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_not_the_token() {
        assert_ne!(key("a"), key("b"));
        assert_eq!(key("a").len(), 64);
        assert!(!PROGRAM.contains('"') && PROGRAM.contains("ACTION"));
    }
}
