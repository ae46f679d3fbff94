//! Reports, their versions, and what changed between these.

use std::sync::Arc;

use axum::extract::State;
use axum::http::Uri;
use axum::routing::get;
use schemars::JsonSchema;
use serde::Deserialize;
use twosource_store::{ReportChanges, ReportSummary, ReportVersion, StoreError, VersionSummary};

use super::answer::Answer;
use super::ask::{Asked, At, Nothing, Words};
use super::listing::{self, Page, Paging};
use super::operation::Operation;
use super::problem::Problem;
use crate::House;

/// Which reports to list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Reports {
    /// Of outlets whose names hold these letters.
    outlet: Option<Words<200>>,
    /// Items to leave out before the first; follow `next` rather than counting.
    #[schemars(range(min = 0, max = 1_000_000))]
    offset: Option<usize>,
    /// Items to give at most; 50 where not said.
    #[schemars(range(min = 1, max = 200))]
    limit: Option<usize>,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/reports", "reports", get(reports))
            .says("Reports", "The latest to arrive first.")
            .asks::<Reports>()
            .gives::<Page<ReportSummary>>("A page of reports"),
        Operation::get("/reports/{report}", "report", get(report))
            .says("A report", "Its newest version with everything found in it.")
            .gives::<ReportVersion>("The report"),
        Operation::get("/reports/{report}/versions", "versions", get(versions))
            .says("Its versions", "Oldest first.")
            .asks::<Paging>()
            .gives::<Page<VersionSummary>>("A page of versions"),
        Operation::get("/reports/{report}/versions/{version}", "version", get(version))
            .says("A version of a report", "As it was then, with everything found in it.")
            .gives::<ReportVersion>("The version"),
        Operation::get("/reports/{report}/changes", "report_changes", get(report_changes))
            .says(
                "What changed in it",
                "From each version to the next: statements altered, dropped and added, quiet edits marked.",
            )
            .gives::<ReportChanges>("The changes"),
        Operation::get("/changes", "changes", get(changes))
            .says(
                "What changed in reports",
                "Of every report that has more than one version, in the order of arrival.",
            )
            .asks::<Paging>()
            .gives::<Page<ReportChanges>>("A page of reports with their changes"),
    ]
}

async fn reports(
    State(house): State<Arc<House>>,
    uri: Uri,
    Asked(asked): Asked<Reports>,
) -> Result<Answer, Problem> {
    let bounds = listing::bounds(asked.offset, asked.limit)?;
    let outlet = Words::of(asked.outlet);
    let found =
        house.ask(move |store, _| store.reports(outlet.as_deref(), bounds.offset, bounds.limit)).await?;
    bounds.page(found.total, found.reports, &uri)
}

async fn report(_: Nothing, State(house): State<Arc<House>>, At(id): At<String>) -> Result<Answer, Problem> {
    Answer::json(&house.ask(move |store, _| store.report(&id, None)).await.map_err(known_or_not)?)
}

async fn versions(
    State(house): State<Arc<House>>,
    uri: Uri,
    At(id): At<String>,
    Asked(paging): Asked<Paging>,
) -> Result<Answer, Problem> {
    let bounds = paging.bounds()?;
    let versions = house.ask(move |store, _| store.versions(&id)).await.map_err(known_or_not)?;
    bounds.cut(versions, &uri)
}

async fn version(
    _: Nothing,
    State(house): State<Arc<House>>,
    At((id, number)): At<(String, String)>,
) -> Result<Answer, Problem> {
    let is_number =
        !number.is_empty() && number.len() <= 9 && number.bytes().all(|byte| byte.is_ascii_digit());
    let number: Option<u32> = number.parse().ok().filter(|number| is_number && *number > 0);
    let number = number.ok_or_else(|| Problem::not_found("versions are numbered 1, 2, …"))?;
    Answer::json(&house.ask(move |store, _| store.report(&id, Some(number))).await.map_err(known_or_not)?)
}

async fn report_changes(
    _: Nothing,
    State(house): State<Arc<House>>,
    At(id): At<String>,
) -> Result<Answer, Problem> {
    let changes = house
        .ask(move |store, _| -> Result<Option<ReportChanges>, StoreError> {
            // By its whole id: an address means one report, and not one that begins so.
            store.versions(&id)?;
            Ok(store.changes(Some(&id))?.into_iter().next())
        })
        .await
        .map_err(known_or_not)?;
    Answer::json(&changes.ok_or_else(no_report)?)
}

async fn changes(
    State(house): State<Arc<House>>,
    uri: Uri,
    Asked(paging): Asked<Paging>,
) -> Result<Answer, Problem> {
    let bounds = paging.bounds()?;
    bounds.cut(house.ask(|store, _| store.changes(None)).await?, &uri)
}

/// What commands tell to do is no help to a program.
fn known_or_not(trouble: crate::Trouble) -> Problem {
    match trouble {
        crate::Trouble::NotFound(_) => no_report(),
        other => other.into(),
    }
}

fn no_report() -> Problem {
    Problem::not_found("there is no such report or version; /api/v1/reports lists the reports")
}
