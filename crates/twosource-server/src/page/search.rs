//! Finding reports and statements.

use std::sync::Arc;

use axum::Form;
use axum::extract::{self, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;
use twosource_render::address::{segment, with_query};
use twosource_render::fragment::shape;
use twosource_render::printable::{brief_line, line, plural};
use twosource_render::standing::{ORDER, face};
use twosource_store::{Facets, Hit, Hits, Query, SavedSearch, Sort, StoreError, Unit};

use super::frame::{Frame, Section, pages};
use super::story::standing;
use super::switch::View;
use super::when;
use crate::{House, Trouble};

/// Hits of one page.
const A_PAGE: usize = 30;
/// Hits that pages lead to.
const MOST: usize = 20_000;

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
    sort: String,
    page: String,
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
            self.sort,
            self.page,
        ];
        let [q, outlet, speaker, entity, from, to, standing, unit, sort, page] =
            fields.map(|text| line(&text));
        Asked { q, outlet, speaker, entity, from, to, standing, unit, sort, page }
    }

    fn is_empty(&self) -> bool {
        let fields =
            [&self.q, &self.outlet, &self.speaker, &self.entity, &self.from, &self.to, &self.standing];
        fields.iter().all(|field| field.trim().is_empty())
    }

    fn page(&self) -> usize {
        self.page.trim().parse().unwrap_or(1).clamp(1, MOST / A_PAGE)
    }

    fn query(&self) -> Result<Query, Trouble> {
        // Fields alone are a question too.
        let mut query: Query =
            if self.q.trim().is_empty() { Query::default() } else { self.q.trim().parse()? };
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
        query.limit = A_PAGE;
        query.offset = (self.page() - 1) * A_PAGE;
        query.sort = match self.sort.trim() {
            "newest" => Sort::Newest,
            "oldest" => Sort::Oldest,
            _ => Sort::Best,
        };
        Ok(query)
    }

    fn address(&self, page: usize) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        let fields = [
            ("q", self.q.as_str()),
            ("outlet", &self.outlet),
            ("speaker", &self.speaker),
            ("entity", &self.entity),
            ("from", &self.from),
            ("to", &self.to),
            ("standing", &self.standing),
            ("unit", &self.unit),
            ("sort", &self.sort),
            ("page", &page),
        ];
        with_query("/search", &fields)
    }
}

/// What the page shows.
struct Answer {
    hits: Hits,
    facets: Facets,
    meant: Option<String>,
}

/// Gives the page of what is found, or, where nothing is asked, how to ask.
pub(crate) async fn give(
    State(house): State<Arc<House>>,
    view: View,
    extract::Query(asked): extract::Query<Asked>,
) -> Result<Response, Trouble> {
    let asked = asked.shown();
    let found = if asked.is_empty() {
        None
    } else {
        let query = Query { decided: view == View::Decided, ..asked.query()? };
        let answer = house
            .ask(move |store, weigher| -> Result<Answer, StoreError> {
                let hits = store.search(&query, Some(weigher))?;
                let facets = store.facets(&query, hits.total)?;
                let meant = if hits.total == 0 { store.did_you_mean(&query)? } else { None };
                Ok(Answer { hits, facets, meant })
            })
            .await?;
        Some(answer)
    };
    let saved = house.ask(|store, _| store.saved_searches()).await?;
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
                @if let Some(found) = &found { p.meta role="status" { (told(&found.hits, &asked)) } }
            }
            (form(&asked))
            @match &found {
                None => (how()),
                Some(found) => {
                    (narrower(&asked, &found.facets))
                    @if found.hits.hits.is_empty() {
                        @if let Some(words) = &found.meant {
                            p.meant role="status" { "Did you mean " a href=(Asked { q: words.clone(), page: String::new(), ..asked.clone() }.address(1)) { (brief_line(words, 200)) } "?" }
                        }
                        p.none { "Nothing fits" @if asked.page() > 1 { " here. " a href=(asked.address(1)) { "To the beginning" } } @else { ". Words are stemmed, all of them must be there; " b { "OR" } " between two lets either do." } }
                    }
                    @else { (list(&found.hits.hits)) }
                    @if asked.standing.is_empty() { (pages(asked.page(), A_PAGE, found.hits.total.min(MOST), |page| asked.address(page))) }
                    @else { (further(&asked, found.hits.hits.len())) }
                },
            }
            (kept(&asked, &saved))
        }
    }))
}

/// Pages of hits that are looked through for a standing: how many there are is not known.
fn further(asked: &Asked, shown: usize) -> Markup {
    html! {
        @if asked.page() > 1 || shown == A_PAGE {
            nav.pages aria-label="Pages" {
                @if asked.page() > 1 { a rel="prev" href=(asked.address(asked.page() - 1)) { "← Before" } } @else { span {} }
                span { "Page " (asked.page()) }
                @if shown == A_PAGE { a rel="next" href=(asked.address(asked.page() + 1)) { "After →" } } @else { span {} }
            }
        }
    }
}

/// Outlets and months that narrow what was found.
fn narrower(asked: &Asked, facets: &Facets) -> Markup {
    let first = || Asked { page: String::new(), ..asked.clone() };
    let outlet = |value: &str| Asked { outlet: value.to_owned(), ..first() }.address(1);
    let month = |value: &str| {
        Asked { from: format!("{value}-01"), to: when::last_of_month(value), ..first() }.address(1)
    };
    html! {
        @if facets.outlets.len() > 1 || facets.months.len() > 1 {
            nav.facets aria-label="Narrow what was found" {
                @if facets.outlets.len() > 1 && asked.outlet.trim().is_empty() {
                    p { b { "Outlets " } @for facet in &facets.outlets { a href=(outlet(&facet.value)) { (brief_line(&facet.value, 40)) " (" (facet.count) ")" } " " } }
                }
                @if facets.months.len() > 1 {
                    p { b { "Months " } @for facet in &facets.months { a href=(month(&facet.value)) { (when::month(&facet.value)) " (" (facet.count) ")" } " " } }
                }
            }
        }
    }
}

/// The saved searches, and the form that saves this one.
fn kept(asked: &Asked, saved: &[SavedSearch]) -> Markup {
    html! {
        @if !saved.is_empty() || !asked.is_empty() {
            section.saved aria-labelledby="saved-title" {
                h2 #saved-title { "Saved searches" }
                @if saved.is_empty() { p.meta { "None yet." } }
                ul { @for search in saved { li {
                    a href={ "/search?" (search.query) } { (brief_line(&search.name, 100)) }
                    form method="post" action="/search/saved" { input type="hidden" name="forget" value=(search.id); button.link type="submit" aria-label={ "Forget the search " (brief_line(&search.name, 100)) } { "Forget" } }
                } } }
                @if !asked.is_empty() {
                    form.plain-form method="post" action="/search/saved" {
                        input type="hidden" name="query" value=(asked.address(1).trim_start_matches("/search?"));
                        label.field { span { "Save this one as" } input type="text" name="name" required maxlength="100" value=(brief_line(&asked.q, 100)) autocomplete="off"; }
                        p.act { button type="submit" { "Save" } }
                    }
                }
            }
        }
    }
}

/// What the form of saved searches sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Kept {
    name: String,
    query: String,
    forget: Option<i64>,
}

/// Saves a search, or forgets one.
pub(crate) async fn keep(
    State(house): State<Arc<House>>,
    Form(kept): Form<Kept>,
) -> Result<Response, Trouble> {
    let query = kept.query.clone();
    house
        .ask(move |store, _| match kept.forget {
            Some(id) => store.forget_search(id),
            None => store.save_search(&kept.name, &kept.query, Timestamp::now()),
        })
        .await?;
    let to = if query.is_empty() { "/search".to_owned() } else { format!("/search?{query}") };
    Ok(Redirect::to(&to).into_response())
}

fn told(found: &Hits, asked: &Asked) -> String {
    let noun = if found.hits.first().is_some_and(|hit| hit.unit == Unit::Statement) {
        "statement"
    } else {
        "report"
    };
    let shown = found.hits.len();
    if !asked.standing.is_empty() {
        return format!("{} on this page", plural(shown, noun));
    }
    if found.total <= shown {
        return plural(shown, noun);
    }
    let first = (asked.page() - 1) * A_PAGE;
    format!("{}, {} to {}", plural(found.total, noun), first + 1, first + shown)
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
            label.field { span { "Sorted by" } select name="sort" {
                @for (value, words) in [("", "what fits best"), ("newest", "the newest first"), ("oldest", "the oldest first")] { option value=(value) selected[asked.sort.trim() == value] { (words) } }
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
