//! Atom feeds: what came to stand otherwise, and which numbers, dates and sources reports changed. Other words of the same
//! thing are no news.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, PreEscaped, html};
use serde::Deserialize;
use twosource_follow::Entry;
use twosource_follow::substance::of_story;
use twosource_render::address::segment;
use twosource_render::printable::{brief_line, line};
use twosource_store::{StoreError, StoryFilter, StoryId};

use crate::{House, Trouble};

/// Entries of a feed, the newest first.
const ENTRIES: usize = 100;
/// Stories that the feed of a collection, or of a name, looks through: those with the newest reports.
const STORIES: usize = 40;

/// What of it is followed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// A name: the stories that mention it.
    name: String,
    /// Words: the entries that hold them, be they a claim's or a number's.
    words: String,
}

/// The feed of the whole collection, or of a name.
pub(crate) async fn front(
    State(house): State<Arc<House>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let name: String = line(&asked.name).chars().take(200).collect();
    let entity = Some(name.clone()).filter(|name| !name.is_empty());
    let entries = house
        .ask(move |store, _| -> Result<_, StoreError> {
            let filter = StoryFilter { entity, limit: STORIES, ..StoryFilter::default() };
            let mut entries = Vec::new();
            for story in store.stories(&filter)? {
                entries.extend(of_story(store, &story)?);
            }
            Ok(entries)
        })
        .await?;
    let title = if name.is_empty() { "Twosource".to_owned() } else { format!("Twosource: {name}") };
    let place =
        if name.is_empty() { "/feed.atom".to_owned() } else { format!("/feed.atom?name={}", segment(&name)) };
    Ok(atom(&title, &place, &headers, narrowed(entries, &asked.words)))
}

/// The feed of a story.
pub(crate) async fn story(
    State(house): State<Arc<House>>,
    axum::extract::Path(asked_story): axum::extract::Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let id: StoryId = asked_story.parse()?;
    let (summary, entries) = house
        .ask(move |store, _| -> Result<_, StoreError> {
            let summary = store.summary(store.story_now(id)?)?;
            let entries = of_story(store, &summary)?;
            Ok((summary, entries))
        })
        .await?;
    let mut place = format!("/stories/{}/feed.atom", summary.id);
    if !asked.words.is_empty() {
        place.push_str(&format!("?words={}", segment(&asked.words)));
    }
    Ok(atom(&brief_line(&summary.title, 160), &place, &headers, narrowed(entries, &asked.words)))
}

fn narrowed(mut entries: Vec<Entry>, words: &str) -> Vec<Entry> {
    let words = line(words);
    if !words.is_empty() {
        entries.retain(|entry| entry.holds(&words));
    }
    entries.sort_by(|a, b| {
        b.at.cmp(&a.at).then_with(|| a.title.cmp(&b.title)).then_with(|| a.text.cmp(&b.text))
    });
    entries.truncate(ENTRIES);
    entries
}

/// The feed's document.
fn atom(title: &str, place: &str, headers: &HeaderMap, entries: Vec<Entry>) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let origin = format!("http://{host}");
    let updated = entries.first().map_or("1970-01-01T00:00:00Z", |entry| entry.at.as_str());
    let body: Markup = html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">"))
        title { (line(title)) }
        id { (origin) (place) }
        (PreEscaped("<link rel=\"self\" href=\"")) (origin) (place) (PreEscaped("\"/>"))
        updated { (updated) }
        author { name { "Twosource" } }
        @for entry in &entries {
            entry {
                title { (entry.title) }
                id { "urn:sha256:" (entry.name()) }
                (PreEscaped("<link href=\"")) (origin) (entry.address) (PreEscaped("\"/>"))
                updated { (entry.at) }
                summary { (entry.text) }
            }
        }
        (PreEscaped("</feed>\n"))
    };
    ([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], body.into_string()).into_response()
}
