//! What happens in the collection, as it happens: server-sent events.
//!
//! Every event has an id; whoever comes again with the last one it saw is told what happened since, from the database, also
//! where the server was stopped meanwhile.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::sse::{self, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use schemars::JsonSchema;
use serde::Deserialize;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{OwnedSemaphorePermit, broadcast, mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;
use twosource_store::{Event, Mark};

use super::ask::Asked;
use super::operation::Operation;
use super::problem::Problem;
use crate::House;

/// Events that are read from the database in one go.
const PART: usize = 200;

/// Events that wait for a slow listener before no more are read for it.
const AHEAD: usize = 32;

/// After how much silence a comment is sent, so that nobody between takes the stream for dead.
const SILENCE: Duration = Duration::from_secs(15);

/// Milliseconds after which a browser comes again.
const AGAIN: u64 = 3_000;

/// From where on to tell.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct From {
    /// The id of the last event seen ("12.34"), for those who cannot set `Last-Event-ID`; "0.0" tells all that ever happened.
    /// Without either, only what happens from now on is told.
    #[schemars(length(max = 40), regex(pattern = r"^[0-9]{1,18}\.[0-9]{1,18}$"))]
    after: Option<String>,
    /// Seconds after which the stream ends; it goes on where not said.
    #[schemars(range(min = 0, max = 86_400))]
    seconds: Option<u64>,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/events", "events", get(events))
            .says(
                "Events as they happen",
                "`report`: a report came, or came again with other words (`version` above 1); `standing`: a claim came to stand \
                 otherwise when its story was weighed again. `data` is JSON, `id` goes into `Last-Event-ID`.",
            )
            .like("/events?after=0.0&seconds=5")
            .asks::<From>()
            .header("Last-Event-ID", "The id of the last event seen; browsers send it by themselves.")
            .gives_events("The events")
            .fails(&[StatusCode::TOO_MANY_REQUESTS]),
    ]
}

async fn events(
    State(house): State<Arc<House>>,
    Asked(from): Asked<From>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let seen = headers.get("last-event-id").map(|value| value.to_str().unwrap_or("?").trim());
    let seen = seen.filter(|id| !id.is_empty()).map(mark).transpose()?;
    let asked = from.after.as_deref().map(mark).transpose()?;
    let after = seen.or(asked);
    if from.seconds.is_some_and(|seconds| seconds > 86_400) {
        return Err(Problem::question("seconds is at most 86400, a day"));
    }
    let place = Arc::clone(house.listeners()).try_acquire_owned();
    let place = place.map_err(|_| Problem {
        retry_after: Some(10),
        ..Problem::new(StatusCode::TOO_MANY_REQUESTS, "too many follow the events already; come again later")
    })?;
    // Heard before the database is asked: nothing falls between.
    let heard = house.happenings();
    let now = house.ask(|store, _| store.mark()).await?;
    // An id of another collection is no reason to say nothing for years.
    let after = after.map_or(now, |after| after.at_most(now));
    let (give, given) = mpsc::channel(AHEAD);
    let listener = Listener { stopping: house.stopping(), house, mark: after, heard, give, _place: place };
    let end = from.seconds.map(|seconds| tokio::time::Instant::now() + Duration::from_secs(seconds));
    tokio::spawn(async move {
        match end {
            Some(end) => drop(tokio::time::timeout_at(end, listener.follow()).await),
            None => listener.follow().await,
        }
    });
    let stream =
        Sse::new(ReceiverStream::new(given)).keep_alive(KeepAlive::new().interval(SILENCE).text("here"));
    let mut response = stream.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // A proxy that gathers an answer before it passes it on would pass on nothing.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

/// The id of an event: two numbers, as they were told.
fn mark(given: &str) -> Result<Mark, Problem> {
    let is_number =
        |digits: &str| (1..=18).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_mark = given.split_once('.').is_some_and(|(one, two)| is_number(one) && is_number(two));
    if !is_mark {
        return Err(Problem::question(
            "the id of an event looks like 12.34; 0.0 tells all that ever happened",
        ));
    }
    Ok(given.parse()?)
}

/// Somebody who follows the events.
struct Listener {
    house: Arc<House>,
    /// The last event that was told.
    mark: Mark,
    heard: broadcast::Receiver<(Mark, Event)>,
    give: mpsc::Sender<Result<sse::Event, Infallible>>,
    stopping: watch::Receiver<bool>,
    /// Held as long as it listens.
    _place: OwnedSemaphorePermit,
}

impl Listener {
    /// Tells what happened since the mark, and then what happens, until the listener goes or the server stops.
    async fn follow(mut self) {
        let first =
            sse::Event::default().retry(Duration::from_millis(AGAIN)).comment("events of the collection");
        if self.give.send(Ok(first)).await.is_err() || self.catch_up().await.is_none() {
            return;
        }
        loop {
            if *self.stopping.borrow() {
                return;
            }
            let heard = tokio::select! {
                heard = self.heard.recv() => heard,
                _ = self.stopping.changed() => return,
                () = self.give.closed() => return,
            };
            let told = match heard {
                // What the database has told already is heard again.
                Ok((mark, event)) if !self.mark.covers(mark) => self.tell(mark, &event).await,
                Ok(_) => Some(()),
                Err(RecvError::Lagged(_)) => self.catch_up().await,
                Err(RecvError::Closed) => return,
            };
            if told.is_none() {
                return;
            }
        }
    }

    /// Tells what the database has after the mark; `None` where the listener has gone.
    async fn catch_up(&mut self) -> Option<()> {
        loop {
            let mark = self.mark;
            let part = self.house.ask(move |store, _| store.events(mark, PART)).await.ok()?;
            if part.is_empty() {
                return Some(());
            }
            for (mark, event) in part {
                self.tell(mark, &event).await?;
            }
        }
    }

    async fn tell(&mut self, mark: Mark, event: &Event) -> Option<()> {
        let kind = match event {
            Event::Report { .. } => "report",
            Event::Standing { .. } => "standing",
        };
        let data = serde_json::to_string(event).ok()?;
        let told = sse::Event::default().id(mark.to_string()).event(kind).data(data);
        self.give.send(Ok(told)).await.ok()?;
        self.mark = self.mark.and(mark);
        Some(())
    }
}
