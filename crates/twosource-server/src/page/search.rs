//! Finding reports and statements.

use std::sync::Arc;

use axum::extract::{self, State};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use twosource_render::address::{segment, with_query};
use twosource_render::fragment::shape;
use twosource_render::printable::{brief_line, line, plural};
use twosource_render::standing::{ORDER, face};
use twosource_store::{Hit, Hits, Query, StoreError, Unit};

use super::frame::{Frame, Section};
use super::story::standing;
use super::when;
use crate::{House, Trouble};

/// Hits shown at first, and at most.
const FIRST: usize = 30;
const MOST: usize = 300;

/// What is asked for: fields of the page's form, all of them optional.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    outlet: String,
    speaker: String,
    entity: String,
    from: String,
    to: String,
    standing: String,
    unit: String,
    limit: String,
}

impl Asked {
    /// With its words fit to be shown again.
    fn shown(self) -> Self {
        let fields = [
            self.q,
            self.outlet,
            self.speaker,
            self.entity,
            self.from,
            self.to,
            self.standing,
            self.unit,
            self.limit,
        ];
        let [q, outlet, speaker, entity, from, to, standing, unit, limit] = fields.map(|text| line(&text));
        Asked { q, outlet, speaker, entity, from, to, standing, unit, limit }
    }

    fn is_empty(&self) -> bool {
        let fields =
            [&self.q, &self.outlet, &self.speaker, &self.entity, &self.from, &self.to, &self.standing];
        fields.iter().all(|field| field.trim().is_empty())
    }

    fn limit(&self) -> usize {
        self.limit.trim().parse().unwrap_or(FIRST).clamp(1, MOST)
    }

    fn query(&self) -> Result<Query, Trouble> {
        let mut query: Query = self.q.trim().parse()?;
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let day = |text: &str| {
            let day = text.trim();
            let unreadable =
                |_| Trouble::Question(format!("{:?} is no date; write 2023-09-13.", brief_line(day, 40)));
            if day.is_empty() { Ok(None) } else { day.parse().map(Some).map_err(unreadable) }
        };
        query.outlet = given(&self.outlet).or(query.outlet);
        query.speaker = given(&self.speaker).or(query.speaker);
        query.entity = given(&self.entity).or(query.entity);
        query.from = day(&self.from)?.or(query.from);
        query.to = day(&self.to)?.or(query.to);
        query.standing = standing(&self.standing)?.or(query.standing);
        query.statements = self.unit == "statement";
        query.limit = self.limit();
        Ok(query)
    }

    fn address(&self, limit: usize) -> String {
        let limit = limit.to_string();
        let fields = [
            ("q", self.q.as_str()),
            ("outlet", &self.outlet),
            ("speaker", &self.speaker),
            ("entity", &self.entity),
            ("from", &self.from),
            ("to", &self.to),
            ("standing", &self.standing),
            ("unit", &self.unit),
            ("limit", &limit),
        ];
        with_query("/search", &fields)
    }
}

/// Gives the page of what is found, or, where nothing is asked, how to ask.
pub(crate) async fn give(
    State(house): State<Arc<House>>,
    extract::Query(asked): extract::Query<Asked>,
) -> Result<Response, Trouble> {
    let asked = asked.shown();
    let found = if asked.is_empty() {
        None
    } else {
        let query = asked.query()?;
        let hits = house
            .ask(move |store, weigher| -> Result<Hits, StoreError> { store.search(&query, Some(weigher)) })
            .await?;
        Some(hits)
    };
    let title = if asked.q.trim().is_empty() {
        "Search".to_owned()
    } else {
        format!("{} — search", line(&asked.q))
    };
    let frame = Frame { asked: asked.q.clone(), ..Frame::new(Section::Search, &title) };
    Ok(frame.around(html! {
        div.searching {
            header.list-head {
                h1 { "Search" }
                @if let Some(found) = &found { p.meta role="status" { (told(found, &asked)) } }
            }
            (form(&asked))
            @match &found {
                None => (how()),
                Some(found) if found.hits.is_empty() => p.none { "Nothing fits. Words are stemmed, all of them must be there; " b { "OR" } " between two lets either do." },
                Some(found) => {
                    (list(&found.hits))
                    @if found.total > found.hits.len() && asked.limit() < MOST && asked.standing.is_empty() {
                        p { a href=(asked.address((asked.limit() * 3).min(MOST))) { "Show more" } }
                    }
                },
            }
        }
    }))
}

fn told(found: &Hits, asked: &Asked) -> String {
    let noun = if found.hits.first().is_some_and(|hit| hit.unit == Unit::Statement) {
        "statement"
    } else {
        "report"
    };
    let shown = found.hits.len();
    if !asked.standing.is_empty() || found.total <= shown {
        return plural(shown, noun);
    }
    format!("{}, the best {shown}", plural(found.total, noun))
}

fn form(asked: &Asked) -> Markup {
    let text = |name: &'static str, words: &'static str, value: &str| {
        html! {
            label.field { span { (words) } input type="text" name=(name) value=(value) maxlength="200" autocomplete="off"; }
        }
    };
    html! {
        form.panel-form action="/search" role="search" aria-label="Search with filters" {
            label.field.wide { span { "Words" } input type="search" name="q" value=(asked.q) maxlength="500" autocomplete="off"; }
            (text("outlet", "Outlet", &asked.outlet)) (text("speaker", "Who says it", &asked.speaker)) (text("entity", "Who or where it names", &asked.entity))
            label.field.date { span { "From" } input type="date" name="from" value=(asked.from); }
            label.field.date { span { "To" } input type="date" name="to" value=(asked.to); }
            label.field { span { "Standing" } select name="standing" {
                option value="" { "Any" }
                @for standing in ORDER { @let face = face(standing); option value=(face.value) selected[face.value == asked.standing] { (face.shape) " " (face.word) } }
            } }
            label.field { span { "Find" } select name="unit" {
                option value="" { "Reports" }
                option value="statement" selected[asked.unit == "statement"] { "Statements" }
            } }
            p.act { button type="submit" { "Search" } }
        }
    }
}

fn how() -> Markup {
    let examples = [
        ("ferry grounding", "both words, in any form"),
        ("\"two crew\"", "these words together"),
        ("ferry -strike", "the first, and not the second"),
        ("speaker:coastguard", "what somebody says: statements, not reports"),
        ("outlet:\"Island Herald\" date:2023-09-13..2023-09-15", "one outlet, some days"),
    ];
    html! {
        section.how {
            h2 { "How to ask" }
            dl { @for (words, meaning) in examples { dt { a href={ "/search?q=" (segment(words)) } { code { (words) } } } dd { (meaning) } } }
        }
    }
}

/// What was found, a line or two each.
pub(crate) fn list(hits: &[Hit]) -> Markup {
    html! { ol.hits { @for hit in hits { (item(hit)) } } }
}

fn item(hit: &Hit) -> Markup {
    let report = format!("/stories/{}/reports/{}", hit.story, segment(&hit.report));
    let address = match hit.place {
        Some([start, end]) => format!("{report}?mark={start}-{end}#mark"),
        None => report,
    };
    let title = hit.title.as_deref().map(|title| brief_line(title, 140)).filter(|title| !title.is_empty());
    html! {
        li {
            @match hit.unit {
                Unit::Report => h2.h-item { a href=(address) { (title.unwrap_or_else(|| "Untitled report".to_owned())) } },
                Unit::Statement => p.words { @if let Some(speaker) = &hit.speaker { b { (brief_line(speaker, 80)) ": " } } a href=(address) { (snippet(hit)) } },
            }
            @if hit.unit == Unit::Report { p.snippet { (snippet(hit)) } }
            p.meta {
                @if let Some(standing) = hit.standing { (shape(standing)) " " (face(standing).value) " · " }
                @if let Some(outlet) = &hit.outlet { (brief_line(outlet, 60)) " · " }
                @if let Some(published) = &hit.published { (when::day(published)) " · " }
                a href={ "/stories/" (hit.story) } { "Story " (hit.story) }
            }
        }
    }
}

/// The words around what was asked for, those marked.
fn snippet(hit: &Hit) -> Markup {
    let mut parts = Vec::new();
    let mut at = 0;
    for mark in &hit.marks {
        let found = hit.snippet.get(at..mark.start).zip(hit.snippet.get(mark.clone()));
        if let Some((before, marked)) = found {
            parts.push((before, marked));
            at = mark.end;
        }
    }
    let plain = |text: &str| text.chars().map(|c| if c == '\n' { ' ' } else { c }).collect::<String>();
    let shown = |text: &str| twosource_render::printable::block(&plain(text));
    html! {
        @for (before, marked) in &parts { (shown(before)) mark.hit { (shown(marked)) } }
        (shown(hit.snippet.get(at..).unwrap_or_default()))
    }
}
