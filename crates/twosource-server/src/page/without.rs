//! What is left of a story when one of its sources is taken away.

use std::collections::BTreeSet;

use axum::extract::Query;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use twosource_evidence::without::{Without, WithoutError, bare, without};
use twosource_render::fragment::{Story, shape};
use twosource_render::printable::{brief_line, line, plural};
use twosource_render::standing::face;
use twosource_render::without::{gone, heading, sorted};
use twosource_store::StoreError;

use super::tale::Tale;
use crate::Trouble;

/// Claims of one fate, and reports, that are listed.
const SHOWN: usize = 60;
/// Sources offered to choose from.
const OFFERED: usize = 200;

/// Which source is to be taken away, by its name.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    source: String,
}

/// Gives the story without a source.
pub(crate) async fn give(tale: Tale, Query(asked): Query<Asked>) -> Result<Response, Trouble> {
    let Some(id) = tale.id else {
        let told = "A brief keeps no readings; keep its reports in the collection to ask this.";
        return Err(Trouble::NotFound(told.to_owned()));
    };
    let source = line(&asked.source);
    let story = tale.story()?;
    if source.is_empty() {
        let content = html! {
            section { h2.h-section { "Without one source" } (form(&tale, &story, "")) }
        };
        return Ok(tale.page(&story, "sources", content));
    }
    let (whole, names) = (tale.weighed.clone(), vec![source.clone()]);
    let turn = tale.house.weigher_turn().await?;
    let left = tale
        .house
        .ask(move |store, weigher| -> Result<Result<Without, WithoutError>, StoreError> {
            let _turn = turn;
            let readings = store.readings_of(id, weigher)?;
            Ok(without(readings, &whole, &names, weigher.run))
        })
        .await?
        .map_err(|error| Trouble::Unfit(error.to_string()))?;
    let rest = Story::new(&left.evidence, 0, &tale.base);
    let rest = rest.ok_or_else(|| Trouble::NotFound("Nothing is left of this story.".to_owned()))?;
    let content = html! {
        section.without {
            h2.h-section { (heading(&left)) }
            (form(&tale, &story, &source))
            p.lede {
                @if left.reports.is_empty() { "Every report stays; " } @else { (gone(left.reports.len(), "report")) ", as they are its text; " }
                (gone(left.statements, "statement")) " of other reports, which rest on it alone. The rest is weighed again, as the program weighs it."
            }
            table.plain {
                thead { tr { th scope="col" { "Standing" } th.number scope="col" { "With it" } th.number scope="col" { "Without it" } } }
                tbody { @for (standing, before, after) in &left.counts { tr {
                    th scope="row" { (shape(*standing)) " " (face(*standing).word) } td.number { (before) } td.number { (after) }
                } } }
            }
            @if !left.reports.is_empty() {
                details.rest { summary { "The reports that go" }
                    ul.events { @for report in story.reports().iter().filter(|report| left.reports.contains(&report.id)).take(SHOWN) {
                        li { b { (report.label) } " " a href=(report.href) { (report.headline) } }
                    } }
                }
            }
        }
        @if left.fates.is_empty() { p.none { "Every claim stands as it does with it." } }
        @for (words, fates) in sorted(&left) {
            section { h2.h-item { (words) }
                ul.events { @for fate in fates.iter().take(SHOWN) { li {
                    (shape(fate.was)) " " a href=(story.address(&format!("claims/{}", fate.claim))) { (brief_line(&fate.text, 240)) }
                } } }
                @if fates.len() > SHOWN { p.meta { "and " (plural(fates.len() - SHOWN, "more claim")) } }
            }
        }
        section { h2.h-section { "What is solid without it" }
            @let summary = rest.summary();
            p.lede { (summary.size()) ". " (summary.verdict()) }
            ul.events { @for fact in summary.solid.iter().chain(&summary.next_best) { li {
                (shape(fact.standing)) " " (fact.words.iter().map(|piece| piece.text.as_str()).collect::<String>()) " " span.meta { (fact.told()) }
            } } }
        }
    };
    Ok(tale.page(&story, "sources", content))
}

/// The form that asks for it.
pub(super) fn form(tale: &Tale, story: &Story<'_>, chosen: &str) -> Markup {
    let named = tale.weighed.stories.iter().flat_map(|story| &story.origins);
    let names: BTreeSet<String> = named.map(|origin| brief_line(bare(&origin.name), 120)).collect();
    let names: Vec<&String> = names.iter().filter(|name| !name.is_empty()).take(OFFERED).collect();
    html! {
        @if story.reports().len() > 1 && tale.id.is_some() {
            form.pair action={ (tale.base) "/without" } {
                label.field { span { "What is left without" }
                    select name="source" { @for name in names { option value=(name) selected[name.eq_ignore_ascii_case(chosen)] { (name) } } }
                }
                p.act { button type="submit" { "Show" } }
            }
        }
    }
}
