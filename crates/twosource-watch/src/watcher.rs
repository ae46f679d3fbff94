//! Feeds, watched round by round.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::collector::Collector;
use crate::fetch::{FetchError, Fetcher};
use crate::happened::{Happened, Round};
use crate::list::feed_address;
use crate::options::WatchOptions;
use crate::queue::Queue;
use crate::round::Rounds;
use crate::worker::Worker;

/// How soon a wish to stop is noticed.
const NOTICE: Duration = Duration::from_millis(100);

/// Answers that wait to be taken in.
const WAITING: usize = 32;

/// Asks a [`Watcher`] to stop; made from it, and given to whoever hears the signal.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks to stop: the round in hand ends within a moment, what was fetched is kept.
    pub fn stop(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// True where that was asked for.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// What a signal handler can set.
    pub fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.0)
    }
}

/// Watches feeds: RSS, Atom, JSON Feeds and sitemaps. Each round asks every feed that is due, fetches the pages of new
/// entries, looks at recent pages again for quiet edits, and hands reports to a [`Collector`], which also keeps what has to
/// be remembered.
///
/// Hosts are asked side by side, one request at a time each, with a pause between two, as their robots.txt allows.
#[derive(Debug)]
pub struct Watcher {
    feeds: Vec<String>,
    options: Arc<WatchOptions>,
    fetcher: Arc<Fetcher>,
    queue: Arc<Queue>,
    stop: Stop,
}

impl Watcher {
    /// A watcher of these feeds.
    ///
    /// # Errors
    /// [`FetchError::Address`] where one of them is no web address.
    pub fn new(feeds: &[String], options: WatchOptions) -> Result<Self, FetchError> {
        let mut addresses: Vec<String> = Vec::with_capacity(feeds.len());
        for feed in feeds {
            let address = feed_address(feed)?;
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        let fetcher = Arc::new(Fetcher::new(options.fetch.clone()));
        Ok(Watcher {
            feeds: addresses,
            options: Arc::new(options),
            fetcher,
            queue: Arc::default(),
            stop: Stop::default(),
        })
    }

    /// The addresses of its feeds.
    pub fn feeds(&self) -> &[String] {
        &self.feeds
    }

    /// What stops it.
    pub fn stop(&self) -> Stop {
        self.stop.clone()
    }

    /// Watches once. `told` hears what happens.
    ///
    /// Returns within a moment when it is asked to stop; requests that are still on their way then are abandoned to
    /// threads that end by themselves.
    ///
    /// # Errors
    /// Where the collector cannot keep something. What it took in before is safe.
    pub fn round<C: Collector>(
        &self,
        collector: &mut C,
        told: &mut dyn FnMut(Happened),
    ) -> Result<Round, C::Error> {
        let number = self.queue.open();
        // Threads wait where more comes than can be taken in: what was fetched is not to fill the memory.
        let (sender, results) = mpsc::sync_channel(WAITING);
        let threads = self.options.threads.clamp(1, 64);
        let workers: Vec<_> = (0..threads)
            .filter_map(|_| {
                let worker = Worker {
                    fetcher: Arc::clone(&self.fetcher),
                    queue: Arc::clone(&self.queue),
                    options: Arc::clone(&self.options),
                    round: number,
                    results: sender.clone(),
                };
                thread::Builder::new().name("fetch".to_owned()).spawn(move || worker.run()).ok()
            })
            .collect();
        drop(sender);
        let mut round = Rounds::new(&self.feeds, &self.options, &self.queue, collector, told);
        let outcome = round.run(&results, &self.stop, NOTICE);
        self.queue.close();
        // Whoever still wants to hand something on is told that nobody waits for it.
        drop(results);
        if !self.stop.is_set() && outcome.is_ok() {
            for worker in workers {
                // A thread that panicked has given no result; its job is done in the next round.
                let _ = worker.join();
            }
        }
        let round = outcome?;
        collector.rest()?;
        Ok(round)
    }
}
