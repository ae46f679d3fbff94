//! The front page: the stories, newest first.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use twosource_evidence::file::Standing;
use twosource_evidence::lead::Lead;
use twosource_render::address::{segment, with_query};
use twosource_render::fragment::shape;
use twosource_render::printable::{brief_line, line, plural};
use twosource_render::standing::face;
use twosource_store::{Mark, Order, Store, StoreError, Stories, StoryFilter, StorySummary, moment};

use super::frame::{Frame, Section, pages};
use super::switch::{self, View};
use super::{bar, drop, strip, when};
use crate::{House, Trouble};

/// Stories of one page.
const A_PAGE: usize = 50;
/// Outlets and names shown of one story.
const OUTLETS: usize = 4;
/// Sources named of what is solid in one.
const SOURCES: usize = 3;
/// Reports that are looked through for words.
const LOOKED_THROUGH: usize = 400;

/// Which stories the front page lists: fields of its form, all of them optional.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    from: String,
    to: String,
    outlet: String,
    entity: String,
    words: String,
    order: String,
    page: String,
}

/// What stories can be sorted by: the field's word, and what a reader is told.
const ORDERS: [(&str, &str, Order); 4] = [
    ("", "the newest report first", Order::Newest),
    ("changed", "the last change first", Order::Changed),
    ("disputes", "most in dispute first", Order::Disputes),
    ("sources", "most named sources first", Order::Sources),
];

impl Asked {
    /// With its words fit to be shown again.
    fn shown(self) -> Self {
        let fields = [self.from, self.to, self.outlet, self.entity, self.words, self.order, self.page];
        let [from, to, outlet, entity, words, order, page] = fields.map(|text| line(&text));
        Asked { from, to, outlet, entity, words, order, page }
    }

    /// What the stories are sorted by, and what a reader is told of it.
    fn order(&self) -> (&'static str, Order) {
        let found = ORDERS.iter().find(|(word, ..)| *word == self.order.trim()).unwrap_or(&ORDERS[0]);
        (found.1, found.2)
    }

    fn is_narrow(&self) -> bool {
        [&self.from, &self.to, &self.outlet, &self.entity, &self.words]
            .iter()
            .any(|field| !field.trim().is_empty())
    }

    fn page(&self) -> usize {
        self.page.trim().parse().unwrap_or(1).clamp(1, 1_000_000)
    }

    fn filter(&self) -> Result<StoryFilter, StoreError> {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let until = given(&self.to).map(|day| match day.parse::<jiff::civil::Date>() {
            // The last day is meant whole.
            Ok(day) => moment(&day.tomorrow().unwrap_or(day).to_string()),
            Err(_) => moment(&day),
        });
        Ok(StoryFilter {
            since: given(&self.from).map(|day| moment(&day)).transpose()?,
            until: until.transpose()?,
            outlet: given(&self.outlet),
            entity: given(&self.entity),
            at_least: 0,
            limit: A_PAGE,
            order: self.order().1,
        })
    }

    /// The address of a page of the same list.
    fn address(&self, page: usize) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        with_query(
            "/",
            &[
                ("words", self.words.trim()),
                ("outlet", self.outlet.trim()),
                ("entity", self.entity.trim()),
                ("from", self.from.trim()),
                ("to", self.to.trim()),
                ("order", self.order.trim()),
                ("page", &page),
            ],
        )
    }
}

/// Gives the front page.
pub(crate) async fn give(
    State(house): State<Arc<House>>,
    view: View,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let asked = asked.shown();
    let question = asked.clone();
    let cards = Arc::clone(&house);
    let (stories, is_empty, news, has_decisions) = house
        .ask(move |store, _| -> Result<_, StoreError> {
            let filter = question.filter()?;
            let skipped = (question.page() - 1).saturating_mul(A_PAGE);
            let mut stories = match question.words.trim() {
                "" => store.front(&filter, skipped)?,
                words => with_words(store, words, &question, skipped)?,
            };
            let has_decisions = store.has_corrections()?;
            if view == View::Decided && has_decisions {
                cards.as_decided(store, &mut stories.stories)?;
            }
            let news = strip::read(store)?;
            Ok((stories, store.mark()? == Mark::default(), news, has_decisions))
        })
        .await?;
    let frame = Frame { feed: Some("/feed.atom".to_owned()), ..Frame::new(Section::Stories, "Stories") };
    let content = html! {
        (bar::textures())
        div.front {
            div.main {
                (heading(&asked, &stories))
                @if has_decisions { (switch::show(view, &asked.address(asked.page()))) }
                @if !is_empty { (form(&asked)) }
                @if stories.stories.is_empty() { (none(&asked, is_empty, &house)) }
                @else if asked.order().1 == Order::Newest { (list(&stories.stories)) }
                @else { ol.stories.sorted { @for story in &stories.stories { (item(story)) } } }
                (pages(asked.page(), A_PAGE, stories.total, |page| asked.address(page)))
            }
            aside.side {
                (drop::zone())
                @if !is_empty { (strip::show(&news)) }
            }
        }
    };
    Ok(frame.around(content))
}

/// The stories that hold words: those whose reports fit best, the newest first.
fn with_words(store: &mut Store, words: &str, asked: &Asked, skipped: usize) -> Result<Stories, StoreError> {
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let day = |text: &str| text.trim().parse().ok();
    let query = twosource_store::Query {
        words: words.to_owned(),
        outlet: given(&asked.outlet),
        entity: given(&asked.entity),
        from: day(&asked.from),
        to: day(&asked.to),
        limit: LOOKED_THROUGH,
        ..Default::default()
    };
    let hits = store.search(&query, None)?;
    let ids: BTreeSet<_> = hits.hits.iter().map(|hit| hit.story).collect();
    let mut stories =
        ids.into_iter().map(|id| store.summary(id)).collect::<Result<Vec<StorySummary>, _>>()?;
    let order = asked.order().1;
    stories.sort_by(|a, b| {
        let undated = |story: &StorySummary| story.published.is_empty();
        let tally = |story: &StorySummary| story.tally.unwrap_or_default();
        let (first, second) = (tally(a), tally(b));
        let asked = match order {
            Order::Newest => std::cmp::Ordering::Equal,
            Order::Changed => b.received.cmp(&a.received),
            Order::Disputes => (second.disputed, second.conflicts).cmp(&(first.disputed, first.conflicts)),
            Order::Sources => second.sources.cmp(&first.sources),
        };
        asked.then(undated(a).cmp(&undated(b))).then_with(|| newest(b).cmp(newest(a))).then(a.id.cmp(&b.id))
    });
    let total = stories.len();
    Ok(Stories { total, stories: stories.into_iter().skip(skipped).take(A_PAGE).collect() })
}

/// What lists are sorted by.
fn newest(story: &StorySummary) -> &str {
    story.published.last().unwrap_or(&story.received)
}

fn heading(asked: &Asked, stories: &Stories) -> Markup {
    html! {
        header.list-head {
            h1 { "Stories" }
            p.meta {
                @let (told, order) = asked.order();
                @if asked.is_narrow() { (count(stories.total)) " found" }
                @else if stories.total > 0 { (count(stories.total)) ", " (told) @if order == Order::Newest { ", undated ones at the end" } }
            }
        }
    }
}

/// "1 story", "10,000 stories".
fn count(stories: usize) -> String {
    if stories == 1 { "1 story".to_owned() } else { format!("{} stories", grouped(stories)) }
}

/// A number with its thousands parted.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn form(asked: &Asked) -> Markup {
    let text = |name: &'static str, words: &'static str, value: &str| {
        html! {
            label.field { span { (words) } input type="text" name=(name) value=(value) maxlength="200" autocomplete="off"; }
        }
    };
    let date = |name: &'static str, words: &'static str, value: &str| {
        html! {
            label.field.date { span { (words) } input type="date" name=(name) value=(value); }
        }
    };
    html! {
        details.narrow open[asked.is_narrow() || asked.order().1 != Order::Newest] {
            summary { "Narrow or sort the list" }
            form action="/" role="search" aria-label="Narrow the list of stories" {
                (text("words", "Words", &asked.words)) (text("outlet", "Outlet", &asked.outlet))
                (text("entity", "Who or where", &asked.entity))
                (date("from", "From", &asked.from)) (date("to", "To", &asked.to))
                label.field { span { "Sorted by" } select name="order" {
                    @for (word, told, _) in ORDERS { option value=(word) selected[word == asked.order.trim()] { (told) } }
                } }
                p.act { button type="submit" { "Show" } @if asked.is_narrow() { " " a href="/" { "Show all" } } }
            }
        }
    }
}

/// What to do where there is nothing to list.
fn none(asked: &Asked, is_empty: bool, house: &House) -> Markup {
    html! {
        @if is_empty {
            div.empty {
                h2 { "This collection is empty" }
                p { "Reports come in three ways:" }
                ol {
                    li { "Drop files, a text or an address into the box here, and tick “Keep in the collection”." }
                    li { "On the command line, from files and folders: " code { "twosource ingest PATH…" } }
                    li { "Follow feeds and pages as they publish: " code { "twosource watch FEEDS" } }
                }
                p.meta { "The collection is the folder " code { (brief_line(&house.folder().display().to_string(), 300)) } }
            }
        } @else if asked.page() > 1 {
            p.none { "The list is shorter than that. " a href=(asked.address(1)) { "To its beginning" } }
        } @else {
            p.none { "No story fits. Fewer words, a shorter name or a longer time may find one. " a href="/" { "Show all" } }
        }
    }
}

/// Stories, under the day of their newest report.
pub(crate) fn list(stories: &[StorySummary]) -> Markup {
    let mut days: Vec<(String, Vec<&StorySummary>)> = Vec::new();
    for story in stories {
        let day = match story.published.last() {
            Some(last) => when::day(last),
            None => format!("Undated, received {}", when::day(&story.received)),
        };
        match days.last_mut() {
            Some((known, group)) if *known == day => group.push(story),
            _ => days.push((day, vec![story])),
        }
    }
    html! {
        @for (day, group) in &days {
            section.day {
                h2 { (day) }
                ol.stories { @for story in group { (item(story)) } }
            }
        }
    }
}

fn item(story: &StorySummary) -> Markup {
    let more = story.outlets.len().saturating_sub(OUTLETS);
    let outlets: Vec<String> = story.outlets.iter().take(OUTLETS).map(|name| brief_line(name, 40)).collect();
    let title = Some(brief_line(&story.title, 160)).filter(|title| !title.is_empty());
    html! {
        li {
            div {
                h3 { a href={ "/stories/" (story.id) } { (title.as_deref().unwrap_or("Untitled story")) } }
                p.meta {
                    span.size { (plural(story.reports, "report")) }
                    @if !outlets.is_empty() { " · " (outlets.join(", ")) @if more > 0 { " and " (more) " more" } }
                    @if story.published.first() != story.published.last() || story.published.is_empty() { " · " (when::days(&story.published, &story.received)) }
                }
                @if let Some(lead) = &story.lead { (solid(lead)) }
                @if !story.entities.is_empty() {
                    p.names {
                        @for (i, name) in story.entities.iter().enumerate() {
                            @if i > 0 { " · " }
                            a href={ "/entities?name=" (segment(&brief_line(name, 200))) } { (brief_line(name, 48)) }
                        }
                    }
                }
            }
            div.stands {
                (bar::tally(story.tally.as_ref()))
                @if let Some(conflicts) = story.tally.map(|tally| tally.conflicts).filter(|n| *n > 0) {
                    p.conflicts { a href={ "/stories/" (story.id) "?standing=disputed" } { (plural(conflicts, "conflict")) } }
                }
            }
        }
    }
}

/// What is solid in a story, in one line with its sources.
fn solid(lead: &Lead) -> Markup {
    let face = face(lead.standing);
    let sources: Vec<String> = lead.sources.iter().take(SOURCES).map(|name| brief_line(name, 40)).collect();
    let more = lead.sources.len().saturating_sub(SOURCES);
    html! {
        p.lead-line {
            (shape(lead.standing)) " " span.quiet { (face.word) ": " }
            (brief_line(&lead.text, 240))
            @if lead.standing != Standing::Corroborated { span.meta { " — repeated, and not confirmed" } }
            @if !sources.is_empty() { span.meta { " — " (sources.join(", ")) @if more > 0 { " and " (more) " more" } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn the_last_day_is_meant_whole() {
        let asked = Asked { from: "2026-03-03".to_owned(), to: "2026-03-04".to_owned(), ..Asked::default() };
        let filter = asked.filter().unwrap();
        assert_eq!(filter.since.unwrap().to_string(), "2026-03-03T00:00:00Z");
        assert_eq!(filter.until.unwrap().to_string(), "2026-03-05T00:00:00Z");
        assert!(Asked { from: "soon".to_owned(), ..Asked::default() }.filter().is_err());
    }

    #[test]
    fn a_full_page_is_light_whatever_the_names() {
        let name = "A name that \"goes\" <on> & on ".repeat(40);
        let story = |id: u64| StorySummary {
            id: twosource_store::StoryId(id),
            title: name.clone(),
            reports: 1_000,
            outlets: vec![name.clone(); 30],
            published: vec![format!("2026-03-{:02}", 1 + id % 28), "2026-04-01".to_owned()],
            received: "2026-04-01T08:00:00Z".to_owned(),
            entities: vec![name.clone(); 5],
            lead: Some(Lead {
                claim: "c-1".to_owned(),
                text: name.clone(),
                standing: Standing::Echoed,
                sources: vec![name.clone(); 5],
            }),
            tally: Some(twosource_store::Tally { conflicts: 7, disputed: 12, ..Default::default() }),
        };
        let stories: Vec<StorySummary> = (0..A_PAGE as u64).map(story).collect();
        let page = list(&stories).into_string();
        assert!(page.len() < 280_000, "{} bytes", page.len());
        assert!(!page.contains("<on>"));
    }
}
