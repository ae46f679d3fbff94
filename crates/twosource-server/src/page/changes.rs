//! What changed in the collection: reports that came or say otherwise, claims that stand otherwise.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use twosource_render::address::segment;
use twosource_render::printable::{brief_line, plural};
use twosource_store::{Event, ReportChanges, Store, StoreError, moment};

use super::frame::{Frame, Section};
use super::{strip, versions, when};
use crate::{House, Trouble};

/// Reports and standings that are looked through, and revised reports that are shown in full.
const LOOKED_THROUGH: usize = 300;
const REVISED: usize = 20;

/// From when on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    since: String,
}

/// What the page tells.
struct Found {
    reports: usize,
    standings: usize,
    events: Vec<Event>,
    revised: Vec<ReportChanges>,
}

/// Gives the page of what changed since a moment, or since yesterday.
pub(crate) async fn give(
    State(house): State<Arc<House>>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let since = match asked.since.trim() {
        "" => when::yesterday(),
        given => moment(given)?,
    };
    let found = house
        .ask(move |store: &mut Store, _| -> Result<Found, StoreError> {
            let latest = store.latest(since, LOOKED_THROUGH)?;
            let ids: BTreeSet<String> = (latest.events.iter())
                .filter_map(|event| match event {
                    Event::Report { id, version, .. } if *version > 1 => Some(id.clone()),
                    _ => None,
                })
                .take(REVISED)
                .collect();
            let mut revised = Vec::new();
            for id in ids {
                revised.extend(store.changes(Some(&id))?);
            }
            for report in &mut revised {
                report.revisions.retain(|revision| {
                    revision.received.parse().is_ok_and(|received: jiff::Timestamp| received >= since)
                });
            }
            // Quiet edits first: they are what nobody announces.
            let quiet = |report: &ReportChanges| {
                report.revisions.iter().flat_map(|revision| &revision.statements).filter(|c| c.quiet).count()
            };
            revised.sort_by_key(|report| usize::MAX - quiet(report));
            Ok(Found { reports: latest.reports, standings: latest.standings, events: latest.events, revised })
        })
        .await?;
    let frame = Frame::new(Section::Changes, "What changed");
    Ok(frame.around(page(&asked, &since.to_string(), &found)))
}

fn page(asked: &Asked, since: &str, found: &Found) -> Markup {
    let of_reports = found.events.iter().filter(|event| matches!(event, Event::Report { .. }));
    let of_standings = found.events.iter().filter(|event| matches!(event, Event::Standing { .. }));
    let more = |total: usize, shown: usize| html! { @if total > shown { p.meta { "and " (total - shown) " more before these" } } };
    let (reports, standings): (Vec<&Event>, Vec<&Event>) = (of_reports.collect(), of_standings.collect());
    html! {
        header.list-head {
            h1 { "What changed" }
            p.meta { "Since " @if asked.since.trim().is_empty() { "yesterday, " } (when::moment(since)) ": "
                (plural(found.reports, "report")) " came in, " (plural(found.standings, "claim")) " rose or fell" }
        }
        form.since-form action="/changes" { label.field.date { span { "Since" } input type="date" name="since" value=(brief_line(&asked.since, 40)); } p.act { button type="submit" { "Show" } } }
        @if found.reports == 0 && found.standings == 0 {
            p.none { "Nothing came in since then. Choose an earlier day to look further back." }
        }
        @if !found.revised.is_empty() {
            section {
                h2.h-section { "Reports that say otherwise than they did" }
                @for report in &found.revised {
                    article.revised {
                        h3 { a href={ "/reports/" (segment(&report.report)) } { (versions::headline(report)) } }
                        p.meta { @if let Some(outlet) = &report.outlet { (brief_line(outlet, 60)) " · " } a href={ "/stories/" (report.story) } { "story " (report.story) } }
                        @for revision in report.revisions.iter().rev() { (versions::show(revision, 4)) }
                    }
                }
            }
        }
        @if !standings.is_empty() {
            section {
                h2.h-section { "Claims that stand otherwise" }
                ul.events { @for event in &standings { (strip::entry(event)) } }
                (more(found.standings, standings.len()))
            }
        }
        @if !reports.is_empty() {
            section {
                h2.h-section { "Reports that came in" }
                ul.events { @for event in &reports { (strip::entry(event)) } }
                (more(found.reports, reports.len()))
            }
        }
    }
}
