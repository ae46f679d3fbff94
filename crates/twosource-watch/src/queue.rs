//! Who is asked when: one request at a time to a host, with a pause between two.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::fetch::FetchError;
use crate::job::Job;
use crate::robots::Robots;

/// How long a robots.txt is good for.
const ROBOTS_HOURS: u64 = 24;

/// Failures in a row after which a host is left alone for the rest of the round.
const MOST_FAILURES: u32 = 3;

/// Hosts that are remembered between rounds.
const MOST_HOSTS: usize = 10_000;

/// The jobs of a round, by the host that has to be asked.
#[derive(Debug, Default)]
pub(crate) struct Queue {
    inner: Mutex<Inner>,
    /// There is something to take, or the round is over.
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Inner {
    is_open: bool,
    /// Counts rounds: a worker of an earlier one takes nothing.
    round: u64,
    hosts: BTreeMap<String, Host>,
}

#[derive(Debug, Default)]
struct Host {
    jobs: VecDeque<(Job, Option<Instant>)>,
    is_busy: bool,
    /// When the next request may go out.
    free_at: Option<Instant>,
    /// Nothing more is asked in this round.
    is_left_alone: bool,
    failures: u32,
    robots: Option<(Arc<Known>, Instant)>,
}

/// What is known of a host's robots.txt.
#[derive(Debug)]
pub(crate) enum Known {
    Rules(Robots),
    /// It could not be had.
    Missing(FetchError),
}

/// A job that a worker has taken. Its host is busy until [`Queue::done`].
#[derive(Debug)]
pub(crate) struct Taken {
    pub job: Job,
    pub host: String,
    pub robots: Option<Arc<Known>>,
    /// The host is not to be asked any more in this round.
    pub is_left_alone: bool,
}

/// How a request to a host went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Went {
    /// It was not asked.
    Unasked,
    Well,
    /// It failed in a way that may pass.
    Badly,
    /// It asked not to be asked again for so long that the round will not wait.
    Refused,
}

impl Queue {
    /// Begins a round; returns its number.
    pub fn open(&self) -> u64 {
        let mut inner = self.lock();
        inner.is_open = true;
        inner.round += 1;
        if inner.hosts.len() > MOST_HOSTS {
            inner.hosts.clear();
        }
        for host in inner.hosts.values_mut() {
            host.jobs.clear();
            (host.is_busy, host.is_left_alone, host.failures) = (false, false, 0);
            // A robots.txt that could not be had is asked for again.
            host.robots.take_if(|(known, _)| matches!(**known, Known::Missing(_)));
        }
        inner.round
    }

    /// Ends the round: whoever waits for a job gets none.
    pub fn close(&self) {
        self.lock().is_open = false;
        self.changed.notify_all();
    }

    /// Adds a job, to be done not before `not_before`.
    pub fn add(&self, job: Job, not_before: Option<Instant>) {
        let host = host_of(&job);
        self.lock().hosts.entry(host).or_default().jobs.push_back((job, not_before));
        self.changed.notify_one();
    }

    /// The next job whose host is free, as soon as there is one; `None` when the round is over.
    pub fn take(&self, round: u64) -> Option<Taken> {
        let mut inner = self.lock();
        loop {
            if !inner.is_open || inner.round != round {
                return None;
            }
            let now = Instant::now();
            // Who has waited longest goes first, so that no host waits for another's hundred pages.
            let ready = inner.hosts.iter().filter(|(_, host)| host.ready_at(now).is_some_and(|at| at <= now));
            let next = ready.min_by_key(|(_, host)| host.free_at).map(|(name, _)| name.clone());
            if let Some(name) = next
                && let Some(host) = inner.hosts.get_mut(&name)
                && let Some((job, _)) = host.jobs.pop_front()
            {
                host.is_busy = true;
                host.robots.take_if(|(_, had)| had.elapsed() > Duration::from_secs(ROBOTS_HOURS * 3600));
                let robots = host.robots.as_ref().map(|(known, _)| Arc::clone(known));
                return Some(Taken { job, host: name, robots, is_left_alone: host.is_left_alone });
            }
            let soonest = inner.hosts.values().filter_map(|host| host.ready_at(now)).min();
            let wait = soonest.map_or(Duration::from_secs(1), |at| at.saturating_duration_since(now));
            let (woken, _) = self
                .changed
                .wait_timeout(inner, wait.clamp(Duration::from_millis(1), Duration::from_secs(1)))
                .unwrap_or_else(PoisonError::into_inner);
            inner = woken;
        }
    }

    /// Frees a host: how the request went, and how long it is to be left in peace.
    pub fn done(&self, host: &str, went: Went, pause: Duration) {
        let mut inner = self.lock();
        if let Some(host) = inner.hosts.get_mut(host) {
            host.is_busy = false;
            match went {
                Went::Unasked => {}
                Went::Well => host.failures = 0,
                Went::Badly => host.failures += 1,
                Went::Refused => host.is_left_alone = true,
            }
            host.is_left_alone |= host.failures >= MOST_FAILURES;
            if went != Went::Unasked {
                host.free_at = Some(Instant::now() + pause);
            }
        }
        drop(inner);
        self.changed.notify_all();
    }

    /// Keeps what a host's robots.txt says, and gives the job for which it was asked back, to be done next.
    pub fn keep_robots(&self, host: &str, known: Known, job: Job) {
        let mut inner = self.lock();
        let host = inner.hosts.entry(host.to_owned()).or_default();
        host.robots = Some((Arc::new(known), Instant::now()));
        host.jobs.push_front((job, None));
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // Whoever panicked while holding it left plain data behind.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Host {
    /// When its next job may be taken, `now` at the earliest; `None` where it has none or is being asked.
    fn ready_at(&self, now: Instant) -> Option<Instant> {
        let (_, not_before) = self.jobs.front().filter(|_| !self.is_busy)?;
        if self.is_left_alone {
            return Some(now);
        }
        let free_at = self.free_at.unwrap_or(now);
        Some(not_before.map_or(free_at, |not_before| free_at.max(not_before)))
    }
}

/// Who has to be asked for a job: host and port.
fn host_of(job: &Job) -> String {
    let host = job.url.host_str().unwrap_or_default();
    format!("{host}:{}", job.url.port_or_known_default().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;
    use crate::fetch::Validators;
    use crate::job::Kind;

    fn job(url: &str) -> Job {
        let url = Url::parse(url).unwrap();
        Job { feed: 0, kind: Kind::Feed, url, validators: Validators::default(), hops: 0, failures: 0 }
    }

    #[test]
    fn a_host_is_asked_once_at_a_time_and_others_beside_it() {
        let queue = Queue::default();
        let round = queue.open();
        for url in ["http://a.example/1", "http://a.example/2", "http://b.example/1"] {
            queue.add(job(url), None);
        }
        let (one, two) = (queue.take(round).unwrap(), queue.take(round).unwrap());
        assert_eq!((one.host.as_str(), two.host.as_str()), ("a.example:80", "b.example:80"));
        let pause = Duration::from_millis(60);
        let start = Instant::now();
        queue.done(&one.host, Went::Well, pause);
        assert_eq!(queue.take(round).unwrap().job.url.path(), "/2");
        assert!(start.elapsed() >= pause);
        queue.close();
        assert!(queue.take(round).is_none());
    }

    #[test]
    fn a_host_that_fails_is_left_alone_until_the_next_round() {
        let queue = Queue::default();
        let round = queue.open();
        for _ in 0..4 {
            queue.add(job("http://a.example/1"), None);
        }
        for _ in 0..3 {
            let taken = queue.take(round).unwrap();
            assert!(!taken.is_left_alone);
            queue.done(&taken.host, Went::Badly, Duration::ZERO);
        }
        assert!(queue.take(round).unwrap().is_left_alone);
        let round = queue.open();
        queue.add(job("http://a.example/1"), None);
        assert!(!queue.take(round).unwrap().is_left_alone);
    }
}
