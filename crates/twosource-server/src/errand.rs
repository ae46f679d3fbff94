//! Reading closely what somebody gives, for as long as somebody wants it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use tokio::sync::oneshot;
use twosource_annotate::{Reading, annotate_while};
use twosource_reader::Report;

use crate::house::{held, on_a_thread};
use crate::lane::Turn;
use crate::{House, Trouble};

/// How long work goes on that nobody asks for.
const UNASKED: Duration = Duration::from_secs(300);

/// How long it goes on when who waited for it has left, unless somebody asks for it.
const LEFT: Duration = Duration::from_secs(10);

const GIVEN_UP: &str =
    "nobody asked for this while it was being made, and it was given up; give the reports again";

/// What somebody wants done.
#[derive(Debug)]
pub(crate) struct Errand {
    /// Until when it goes on; `None` for ever.
    until: Mutex<Option<Instant>>,
    /// Reports done.
    pub done: AtomicUsize,
}

impl Errand {
    /// An errand that somebody asks after.
    pub fn new() -> Self {
        Errand { until: Mutex::new(Some(Instant::now() + UNASKED)), done: AtomicUsize::new(0) }
    }

    /// An errand that is done whether somebody asks after it or not.
    pub fn to_the_end() -> Self {
        Errand { until: Mutex::new(None), done: AtomicUsize::new(0) }
    }

    /// Somebody asks for it.
    pub fn asked(&self) {
        let now = Instant::now();
        if let Some(until) = held(&self.until).as_mut().filter(|until| now < **until) {
            *until = now + UNASKED;
        }
    }

    /// Who waited for it has left.
    pub fn left(&self) {
        if let Some(until) = &mut *held(&self.until) {
            *until = (*until).min(Instant::now() + LEFT);
        }
    }

    /// Nobody wants it any more.
    pub fn stop(&self) {
        *held(&self.until) = Some(Instant::now());
    }

    /// True while it is wanted.
    pub fn goes_on(&self) -> bool {
        held(&self.until).is_none_or(|until| Instant::now() < until)
    }

    /// [`Trouble::Clash`] where nobody wants it.
    pub fn check(&self) -> Result<(), Trouble> {
        if self.goes_on() { Ok(()) } else { Err(Trouble::Clash(GIVEN_UP.to_owned())) }
    }
}

/// Stops an errand when it is dropped: of a request whose sender has left.
pub(crate) struct WhileHere(pub Arc<Errand>);

impl Drop for WhileHere {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// A report on its way.
enum Pending {
    Waits(Box<Report>),
    Read(Box<Reading>),
    /// It takes longer than one report may.
    Slow(String),
}

/// Reports that were read closely, and what was read before.
pub(crate) struct Closely<T> {
    /// In the order in which they were given; for one that takes too long, words that say so.
    pub read: Vec<Result<Reading, String>>,
    /// What came with them.
    pub beside: T,
    /// The turn to go on with.
    pub turn: Turn,
}

impl<T> Closely<T> {
    /// The readings, what takes too long put among the remarks.
    pub fn readings(read: Vec<Result<Reading, String>>, remarks: &mut Vec<String>) -> Vec<Reading> {
        read.into_iter().filter_map(|one| one.map_err(|slow| remarks.push(slow)).ok()).collect()
    }
}

impl House {
    /// Waits for a turn, has the reports that `gather` gives, and reads them closely: in the turn's lane, and what takes long
    /// there in the slow one.
    ///
    /// # Errors
    /// What `gather` gives; [`Trouble::Clash`] where nobody wants it any more.
    pub(crate) async fn closely<T: Send + 'static>(
        self: &Arc<Self>,
        errand: &Arc<Errand>,
        (bytes, turn): (usize, oneshot::Receiver<Turn>),
        gather: impl FnOnce(&House) -> Result<(Vec<Report>, T), Trouble> + Send + 'static,
    ) -> Result<Closely<T>, Trouble> {
        let turn = turn.await.map_err(|_| Trouble::Busy)?;
        let (house, wanted) = (Arc::clone(self), Arc::clone(errand));
        let (turn, mut pending, beside) = on_a_thread(move || {
            wanted.check()?;
            let (reports, beside) = gather(&house)?;
            wanted.done.store(0, Ordering::Relaxed);
            let pending = reports.into_iter().map(|report| Pending::Waits(Box::new(report))).collect();
            let pending = house.turn_of(&wanted, &turn, pending)?;
            Ok((turn, pending, beside))
        })
        .await?;
        let mut turn = turn;
        if pending.iter().any(|one| matches!(one, Pending::Waits(_))) {
            // The fast lane is for others now.
            drop(turn);
            let slow = self.lanes.ask_slow(bytes).await.map_err(|_| Trouble::Busy)?;
            let (house, wanted) = (Arc::clone(self), Arc::clone(errand));
            (turn, pending) = on_a_thread(move || {
                let pending = house.turn_of(&wanted, &slow, pending)?;
                Ok((slow, pending))
            })
            .await?;
        }
        let read = pending.into_iter().map(|one| match one {
            Pending::Read(reading) => Ok(*reading),
            Pending::Slow(why) => Err(why),
            Pending::Waits(report) => Err(slow(&report, "no time")),
        });
        Ok(Closely { read: read.collect(), beside, turn })
    }

    /// Reads closely what can be read in one turn.
    fn turn_of(&self, errand: &Errand, turn: &Turn, pending: Vec<Pending>) -> Result<Vec<Pending>, Trouble> {
        let (begun, quantum, limit) = (Instant::now(), turn.quantum(), self.settings().time_limit);
        let read_one = |one| {
            let Pending::Waits(report) = one else { return one };
            let own = Instant::now();
            let in_time = || match quantum {
                Some(quantum) => begun.elapsed() < quantum,
                None => own.elapsed() < limit,
            };
            match annotate_while(*report, self.pipeline(), || errand.goes_on() && in_time()) {
                Ok(reading) => {
                    errand.done.fetch_add(1, Ordering::Relaxed);
                    Pending::Read(Box::new(reading))
                }
                Err(report) if quantum.is_none() && errand.goes_on() => {
                    Pending::Slow(slow(&report, &format!("more than {} s", limit.as_secs())))
                }
                Err(report) => Pending::Waits(report),
            }
        };
        let pending = turn.crew().install(|| pending.into_par_iter().map(read_one).collect());
        errand.check()?;
        Ok(pending)
    }
}

/// Words for a report that takes too long.
fn slow(report: &Report, time: &str) -> String {
    let name = report.path.as_deref().unwrap_or(&report.id);
    format!("{name}: takes {time} to be read closely, and was left out")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_errand_ends_when_nobody_wants_it() {
        let errand = Errand::new();
        errand.left();
        assert!(errand.goes_on(), "somebody may still ask");
        errand.stop();
        assert!(!errand.goes_on() && matches!(errand.check(), Err(Trouble::Clash(_))));
        let kept = Errand::to_the_end();
        kept.left();
        assert!(kept.goes_on());
        let shared = Arc::new(Errand::new());
        drop(WhileHere(Arc::clone(&shared)));
        assert!(!shared.goes_on());
    }
}
