//! Taking reports into the collection.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::routing::post;
use jiff::Timestamp;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use tokio::sync::Semaphore;
use twosource_annotate::{Annotated, annotate};
use twosource_reader::{Options, Reading, read_bytes};
use twosource_store::{Arrival, Outcome, StoryId};

use super::answer::Answer;
use super::ask::Nothing;
use super::material;
use super::operation::Operation;
use super::problem::Problem;
use crate::house::on_a_thread;
use crate::{House, Material, Trouble};

/// Reports that are taken in by one request, at most: more than that is work for `twosource ingest`.
const MOST: usize = 500;

/// Requests that are taken in at once: each holds its whole body, and the writer takes one after the other.
const AT_ONCE: usize = 4;

/// How long a request waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);

/// What became of the reports that were sent.
#[derive(Serialize, JsonSchema)]
struct Intake {
    /// The reports that are on the disk now, or were before.
    reports: Vec<Taken>,
    /// Inputs that gave no report and why, and warnings.
    remarks: Vec<String>,
}

/// A report that was sent.
#[derive(Serialize, JsonSchema)]
struct Taken {
    /// Its id in the collection.
    id: String,
    /// What became of it.
    outcome: Became,
    /// Its story; `null` where it was refused.
    story: Option<StoryId>,
    /// Its number among the versions of the report, from 1; 0 where it was refused.
    version: u32,
    /// The outlet that has its id already, where it was refused for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    taken_by: Option<String>,
}

/// What became of a report.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Became {
    /// It was not there before.
    New,
    /// It was there with other words: this is another version of it.
    Revised,
    /// The same bytes are there already: nothing changed.
    Known,
    /// It has the id of a report by another outlet, and was left out.
    Refused,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::post("/reports", "take_in", post(take_in))
            .says(
                "Take reports in",
                "Each joins a story or opens one. When this answers they are on the disk. The same bytes again change nothing; \
                 other bytes under a known id or address are a new version.",
            )
            .takes_reports()
            .gives::<Intake>("What became of each")
            .fails(&[
                StatusCode::PAYLOAD_TOO_LARGE,
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                StatusCode::UNPROCESSABLE_ENTITY,
                StatusCode::INSUFFICIENT_STORAGE,
            ]),
    ]
}

async fn take_in(_: Nothing, State(house): State<Arc<House>>, request: Request) -> Result<Answer, Problem> {
    // Before the body is read: those who wait hold nothing.
    let turn = tokio::time::timeout(PATIENCE, TURNS.acquire()).await;
    let _turn = turn.ok().and_then(Result::ok).ok_or(Trouble::Busy)?;
    let materials = material::of(request, &house).await?;
    let at_work = Arc::clone(&house);
    let (annotated, remarks) = on_a_thread(move || read_all(&at_work, materials)).await?;
    let arrivals = house
        .write(move |store, _| -> Result<Vec<Arrival>, Trouble> {
            Ok(store.ingest(&annotated, Timestamp::now())?)
        })
        .await?;
    Answer::json(&Intake { reports: arrivals.into_iter().map(taken).collect(), remarks })
}

fn taken(arrival: Arrival) -> Taken {
    let outcome = match arrival.outcome {
        Outcome::New => Became::New,
        Outcome::Revised => Became::Revised,
        Outcome::Known => Became::Known,
        Outcome::Refused => Became::Refused,
    };
    Taken {
        id: arrival.id,
        story: (arrival.outcome != Outcome::Refused).then_some(StoryId(arrival.story)),
        outcome,
        version: arrival.version,
        taken_by: arrival.taken_by,
    }
}

/// Reads and annotates what was sent.
fn read_all(house: &House, materials: Vec<Material>) -> Result<(Vec<Annotated>, Vec<String>), Trouble> {
    let mut reading = Reading::default();
    for material in materials {
        let part = match material {
            Material::File(name, bytes) => read_bytes(Some(&name), &bytes, &Options::default()),
            Material::Text(text) => read_bytes(None, text.as_bytes(), &Options::default()),
            Material::Address(address) => house.fetch(&address)?,
        };
        reading.reports.extend(part.reports);
        reading.failures.extend(part.failures);
        reading.warnings.extend(part.warnings);
    }
    let mut remarks: Vec<String> = reading.failures.iter().map(ToString::to_string).collect();
    remarks.extend(reading.warnings.iter().map(ToString::to_string));
    if reading.reports.is_empty() {
        let why = remarks.join("; ");
        return Err(Trouble::Unfit(format!("no report could be read. {why}").trim().to_owned()));
    }
    if reading.reports.len() > MOST {
        return Err(Trouble::Unfit(format!(
            "{} reports are too many for one request ({MOST} at most); send them in parts, or use `twosource ingest`",
            reading.reports.len()
        )));
    }
    // A path that this server made up is no file of the sender's.
    let reports = reading.reports.into_par_iter().map(|mut report| {
        report.path = None;
        annotate(report, house.pipeline())
    });
    Ok((house.crew().install(|| reports.collect()), remarks))
}
