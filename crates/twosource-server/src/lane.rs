//! Turns of work on texts that people give: what is small goes before what is large, and nothing waits for ever.
//!
//! There are two lanes, each with threads of its own. In the fast one goes what is small, and what turns out to take long
//! leaves it for the slow one. So whoever gives a few reports waits for a few seconds of others' work at most, whatever they
//! give.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use rayon::ThreadPoolBuildError;
use tokio::sync::oneshot;

use crate::Trouble;
use crate::house::held;

/// Bytes of the largest that goes by the fast lane at first.
const SMALL: usize = 200_000;

/// How long a turn of the fast lane may be used for reading closely; what takes longer goes on in the slow one.
const QUANTUM: Duration = Duration::from_secs(2);

/// Those that wait in one lane; beyond these the asker is told to come again.
const MOST_WAITING: usize = 16;

/// How many smaller ones go before the one that has waited longest.
const MOST_BEFORE: usize = 8;

/// The two lanes.
#[derive(Debug)]
pub(crate) struct Lanes {
    fast: Arc<Lane>,
    slow: Arc<Lane>,
}

/// A lane: one at a time has its turn.
#[derive(Debug)]
pub(crate) struct Lane {
    crew: rayon::ThreadPool,
    /// How long a turn may be used for reading closely.
    quantum: Option<Duration>,
    queue: Mutex<Queue>,
}

#[derive(Debug, Default)]
struct Queue {
    is_taken: bool,
    waiting: Vec<Waiting>,
}

#[derive(Debug)]
struct Waiting {
    bytes: usize,
    /// Those that came later and went before it.
    before: usize,
    go: oneshot::Sender<Turn>,
}

/// A turn: whoever holds it works, and the next one's begins when it is dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    lane: Arc<Lane>,
}

impl Lanes {
    /// Two lanes with as many threads each as are given.
    pub fn new(threads: usize) -> Result<Self, ThreadPoolBuildError> {
        let lane = |quantum| -> Result<Arc<Lane>, ThreadPoolBuildError> {
            let crew = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
            Ok(Arc::new(Lane { crew, quantum, queue: Mutex::default() }))
        };
        Ok(Lanes { fast: lane(Some(QUANTUM))?, slow: lane(None)? })
    }

    /// Asks for a turn to work on so many bytes.
    ///
    /// # Errors
    /// [`Trouble::Busy`] where too many wait.
    pub fn ask(&self, bytes: usize) -> Result<oneshot::Receiver<Turn>, Trouble> {
        let lane = if bytes <= SMALL { &self.fast } else { &self.slow };
        if held(&lane.queue).waiting.iter().filter(|one| !one.go.is_closed()).count() >= MOST_WAITING {
            return Err(Trouble::Busy);
        }
        Ok(lane.enter(bytes))
    }

    /// Asks for a turn in the slow lane, for what has been in the fast one.
    pub fn ask_slow(&self, bytes: usize) -> oneshot::Receiver<Turn> {
        self.slow.enter(bytes)
    }
}

impl Lane {
    fn enter(self: &Arc<Self>, bytes: usize) -> oneshot::Receiver<Turn> {
        let (go, told) = oneshot::channel();
        let mut queue = held(&self.queue);
        queue.waiting.push(Waiting { bytes, before: 0, go });
        if !queue.is_taken {
            queue.is_taken = true;
            drop(queue);
            self.pass_on();
        }
        told
    }

    /// Gives the turn to the next one.
    fn pass_on(self: &Arc<Self>) {
        let mut queue = held(&self.queue);
        match queue.next() {
            Some(next) => {
                drop(queue);
                // Where the asker has left meanwhile, the turn comes back, and passes on as it is dropped.
                drop(next.go.send(Turn { lane: Arc::clone(self) }));
            }
            None => queue.is_taken = false,
        }
    }
}

impl Queue {
    /// Takes out the smallest, or the one that has waited longest where many went before it.
    fn next(&mut self) -> Option<Waiting> {
        self.waiting.retain(|one| !one.go.is_closed());
        let oldest = self.waiting.first()?;
        let place = if oldest.before >= MOST_BEFORE {
            0
        } else {
            let places = 0..self.waiting.len();
            places.min_by_key(|&place| self.waiting.get(place).map_or(usize::MAX, |one| one.bytes))?
        };
        for passed in self.waiting.iter_mut().take(place) {
            passed.before += 1;
        }
        Some(self.waiting.remove(place))
    }
}

impl Turn {
    /// The lane's threads.
    pub fn crew(&self) -> &rayon::ThreadPool {
        &self.lane.crew
    }

    /// How long reading closely may go on in this turn.
    pub fn quantum(&self) -> Option<Duration> {
        self.lane.quantum
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.lane.pass_on();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_told(told: &mut oneshot::Receiver<Turn>) -> Option<Turn> {
        told.try_recv().ok()
    }

    #[test]
    fn the_smallest_goes_first_and_nothing_waits_for_ever() {
        let lanes = Lanes::new(1).unwrap();
        let mut first = lanes.ask(100).unwrap();
        let turn = is_told(&mut first).unwrap();
        let mut long = lanes.ask(5_000).unwrap();
        let mut short: Vec<_> = (0..12).map(|_| lanes.ask(10).unwrap()).collect();
        drop(turn);
        let mut before = 0;
        let turn = loop {
            if let Some(turn) = is_told(&mut long) {
                break turn;
            }
            let told = short.iter_mut().find_map(is_told).unwrap();
            before += 1;
            drop(told);
        };
        assert_eq!(before, MOST_BEFORE);
        drop(turn);
        let rest = std::iter::from_fn(|| short.iter_mut().find_map(is_told)).count();
        assert_eq!(before + rest, 12);
    }

    #[test]
    fn large_things_have_a_lane_of_their_own_and_those_who_left_have_none() {
        let lanes = Lanes::new(1).unwrap();
        let mut large = lanes.ask(SMALL + 1).unwrap();
        let large = is_told(&mut large).unwrap();
        let gone = lanes.ask(SMALL + 2).unwrap();
        let mut small = lanes.ask(10).unwrap();
        assert!(is_told(&mut small).is_some_and(|turn| turn.quantum().is_some()));
        drop(gone);
        let mut next = lanes.ask(SMALL + 3).unwrap();
        assert!(is_told(&mut next).is_none());
        drop(large);
        assert!(is_told(&mut next).is_some_and(|turn| turn.quantum().is_none()));
        // Nobody waits: the next has its turn at once.
        assert!(is_told(&mut lanes.ask_slow(1)).is_some());
    }

    #[test]
    fn too_many_are_told_to_come_again() {
        let lanes = Lanes::new(1).unwrap();
        let waiting: Vec<_> = (0..=MOST_WAITING).map(|_| lanes.ask(1).unwrap()).collect();
        assert!(matches!(lanes.ask(1), Err(Trouble::Busy)));
        assert!(lanes.ask(SMALL + 1).is_ok());
        drop(waiting);
        assert!(lanes.ask(1).is_ok());
    }
}
