//! What came in since yesterday, for the side of the front page.

use maud::{Markup, html};
use twosource_render::address::segment;
use twosource_render::fragment::shape;
use twosource_render::printable::{brief_line, plural};
use twosource_render::standing::{ORDER, face};
use twosource_store::{Event, Latest, Store, StoreError};

use super::when;

/// Reports and standings shown.
const SHOWN: usize = 6;

/// Reads what came in since yesterday.
pub(crate) fn read(store: &Store) -> Result<Latest, StoreError> {
    store.latest(when::yesterday(), SHOWN)
}

/// Shows it.
pub(crate) fn show(news: &Latest) -> Markup {
    html! {
        section.since aria-labelledby="since-title" {
            h2 #since-title { "Since yesterday" }
            @if news.reports == 0 && news.standings == 0 { p.none { "Nothing came in." } }
            @else {
                p.meta { (plural(news.reports, "report")) " came in, " (plural(news.standings, "claim")) " rose or fell" }
                ul.events { @for event in &news.events { (entry(event)) } }
                p { a href="/changes" { "All that changed" } }
            }
        }
    }
}

/// One event in a line.
pub(crate) fn entry(event: &Event) -> Markup {
    match event {
        Event::Report { id, story, version, outlet, title, received, .. } => html! {
            li {
                @if *version > 1 { span.turn { "revised" } " " }
                @if let Some(outlet) = outlet { b { (brief_line(outlet, 40)) } " " }
                a href={ "/stories/" (story) "/reports/" (segment(id)) } { (brief_line(title, 90)) }
                " " span.meta title=(when::moment(received)) { (when::clock(received)) }
            }
        },
        Event::Standing { story, claim, was, became, .. } => html! {
            li {
                (turn(was.as_deref(), became.as_deref()))
                " " a href={ "/stories/" (story) "/history" } { (brief_line(claim, 110)) }
            }
        },
    }
}

/// From one standing to another, by shape and word.
pub(crate) fn turn(was: Option<&str>, became: Option<&str>) -> Markup {
    let shown = |word: &str| {
        let standing = ORDER.into_iter().find(|standing| face(*standing).value == word);
        html! { @if let Some(standing) = standing { (shape(standing)) " " } (word) }
    };
    html! {
        span.turn {
            @match (was, became) {
                (Some(was), Some(became)) => { (shown(was)) " → " (shown(became)) },
                (None, Some(became)) => { "new: " (shown(became)) },
                (Some(was), None) => { "no longer said, was " (shown(was)) },
                (None, None) => { "weighed" },
            }
        }
    }
}
