//! What is new in a story, and how it came to stand as it does.

use axum::extract::Query;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use twosource_render::fragment::{Story, shape};
use twosource_render::printable::{brief_line, plural};
use twosource_render::standing::face;
use twosource_store::{News, Since, StandingChange, StoreError, StoryId, StoryMove, Turn, Way, moment};

use super::tale::Tale;
use super::{strip, when};
use crate::Trouble;

/// Entries of one sort that are shown.
const SHOWN: usize = 100;

/// From when on, by receipt or by publication.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    since: String,
    by: String,
}

fn number(tale: &Tale) -> Result<StoryId, Trouble> {
    tale.id.ok_or_else(|| {
        Trouble::NotFound("A brief has no history; keep its reports in the collection.".to_owned())
    })
}

/// What is new in a story.
pub(crate) async fn changes(tale: Tale, Query(asked): Query<Asked>) -> Result<Response, Trouble> {
    let id = number(&tale)?;
    let by_outlet = asked.by == "published";
    let at = match asked.since.trim() {
        "" => when::yesterday(),
        given => moment(given)?,
    };
    let since = if by_outlet { Since::Published(at) } else { Since::Received(at) };
    let news = tale
        .house
        .ask(move |store, weigher| -> Result<News, StoreError> { Ok(store.news(id, since, weigher)?.1) })
        .await?;
    let story = tale.story()?;
    let content = html! {
        section {
            h2.h-section { "What is new" }
            form.since-form action={ (tale.base) "/changes" } {
                label.field.date { span { "Since" } input type="date" name="since" value=(brief_line(&asked.since, 40)); }
                label.field { span { "By the time of" } select name="by" {
                    option value="" { "receipt" } option value="published" selected[by_outlet] { "publication" }
                } }
                p.act { button type="submit" { "Show" } }
            }
            p.lede { "Since " @if asked.since.trim().is_empty() { "yesterday, " } (when::moment(&news.since)) ", by the time of " (if by_outlet { "publication" } else { "receipt" }) "." }
            @if news.is_empty() { p.none { "Nothing is new in this story." } }
        }
        (told(&story, &news))
    };
    Ok(tale.page(&story, "changes", content))
}

fn told(story: &Story<'_>, news: &News) -> Markup {
    let named = |id: &String| {
        let reports = story.reports();
        reports
            .into_iter()
            .find(|report| report.id == *id)
            .map(|report| (report.href, report.label, report.headline))
    };
    let reports = |heading: &str, ids: &[String]| {
        html! {
            @if !ids.is_empty() {
                section { h2.h-section { (heading) }
                    ul.events { @for (href, label, headline) in ids.iter().filter_map(named).take(SHOWN) { li { b { (label) } " " a href=(href) { (headline) } } } }
                }
            }
        }
    };
    let ways = [
        (Way::Fell, "Claims that fell"),
        (Way::Rose, "Claims that rose"),
        (Way::New, "New claims"),
        (Way::Gone, "Claims nobody makes any more"),
    ];
    html! {
        @if !news.origins.is_empty() {
            section { h2.h-section { "New origins" }
                ul.events { @for origin in news.origins.iter().take(SHOWN) { li { b { (brief_line(&origin.name, 80)) } " " span.meta { (brief_line(&origin.why, 300)) } } } }
            }
        }
        @if !news.conflicts.is_empty() {
            section { h2.h-section { "New conflicts" }
                ul.events { @for conflict in news.conflicts.iter().take(SHOWN) {
                    @let values: Vec<String> = conflict.values.iter().take(8).map(|value| brief_line(value, 60)).collect();
                    li { b { (values.join(" against ")) } " " span.meta { (brief_line(&conflict.why, 300)) } }
                } }
            }
        }
        @for (way, heading) in ways {
            @let turns: Vec<&Turn> = news.claims.iter().filter(|turn| turn.way == way).collect();
            @if !turns.is_empty() {
                section { h2.h-section { (heading) " (" (turns.len()) ")" }
                    ul.events { @for turn in turns.iter().take(SHOWN) { (turned(story, turn)) } }
                    @if turns.len() > SHOWN { p.meta { "and " (turns.len() - SHOWN) " more" } }
                }
            }
        }
        (reports("New reports", &news.reports))
        (reports("Revised reports", &news.revised))
    }
}

fn turned(story: &Story<'_>, turn: &Turn) -> Markup {
    let words = brief_line(&turn.text, 240);
    html! {
        li {
            span.turn {
                @if let Some(was) = turn.was { (shape(was)) " " (face(was).value) }
                @if turn.was.is_some() && turn.became.is_some() { " → " }
                @if let Some(became) = turn.became { (shape(became)) " " (face(became).value) }
            }
            " "
            @match &turn.claim { Some(id) => a href=(story.address(&format!("claims/{id}"))) { (words) }, None => (words) }
        }
    }
}

/// Which reports came from other stories or left for them, and how the claims stood over time.
pub(crate) async fn history(tale: Tale) -> Result<Response, Trouble> {
    let id = number(&tale)?;
    let (moves, turns) = tale
        .house
        .ask(move |store, _| -> Result<_, StoreError> { Ok((store.moves(id)?, store.history(id)?)) })
        .await?;
    let story = tale.story()?;
    let content = html! {
        section {
            h2.h-section { "History" }
            p.lede { "How its claims stood each time it was weighed and something had changed." }
            @if turns.is_empty() && moves.is_empty() { p.none { "Nothing has changed since it was first weighed." } }
        }
        @for (at, group) in by_moment(&turns).into_iter().rev() {
            section.moment-of {
                h2.h-item { (when::moment(at)) span.meta { " with " (story.label(&group[0].report).unwrap_or("a report")) " · " (plural(group.len(), "claim")) } }
                ul.events { @for turn in group.iter().take(SHOWN) { li { (strip::turn(turn.was.as_deref(), turn.became.as_deref())) " " (brief_line(&turn.claim, 240)) } } }
                @if group.len() > SHOWN { p.meta { "and " (group.len() - SHOWN) " more" } }
            }
        }
        (moved(&moves))
    };
    Ok(tale.page(&story, "history", content))
}

/// Changes in groups that came about together.
fn by_moment(turns: &[StandingChange]) -> Vec<(&str, Vec<&StandingChange>)> {
    let mut groups: Vec<(&str, Vec<&StandingChange>)> = Vec::new();
    for turn in turns {
        match groups.last_mut() {
            Some((at, group)) if *at == turn.at => group.push(turn),
            _ => groups.push((&turn.at, vec![turn])),
        }
    }
    groups
}

fn moved(moves: &[StoryMove]) -> Markup {
    html! {
        @if !moves.is_empty() {
            section { h2.h-section { "Reports that changed story" }
                ul.events { @for step in moves.iter().rev().take(SHOWN) {
                    li { (brief_line(&step.report, 60)) " went from " a href={ "/stories/" (step.from) } { "story " (step.from) } " to " a href={ "/stories/" (step.to) } { "story " (step.to) } " when " (brief_line(&step.cause, 60)) " came, " (when::moment(&step.at)) }
                } }
            }
        }
    }
}
