//! One round: what is asked for, and what becomes of the answers.

mod pages;

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::Duration;

use jiff::Timestamp;
use twosource_reader::Report;
use url::Url;

use crate::collector::{Became, Collector};
use crate::fetch::{Validators, web_address};
use crate::happened::{Happened, Round};
use crate::job::{Done, Failure, Got, Job, Kind};
use crate::options::WatchOptions;
use crate::queue::Queue;
use crate::retry;
use crate::state::{FeedState, PageState, feed_key, read, written};
use crate::watcher::Stop;

/// Reports that are taken in together.
const BATCH: usize = 16;

/// Pages of one feed that are remembered for another look.
const MOST_RECENT: usize = 500;

/// One round in progress.
pub(crate) struct Rounds<'r, C: Collector> {
    options: &'r WatchOptions,
    queue: &'r Queue,
    collector: &'r mut C,
    told: &'r mut dyn FnMut(Happened),
    feeds: Vec<Watched<'r>>,
    /// Keys of pages that were looked at in this round: two feeds may list one page.
    seen: BTreeSet<String>,
    /// Jobs that are not done.
    open: usize,
    ready: Vec<Ready>,
    now: Timestamp,
    round: Round,
}

/// A feed in this round.
struct Watched<'r> {
    address: &'r str,
    state: FeedState,
    /// Jobs of its own that are not done, and pages of it that are not taken in.
    open: usize,
    /// Pages that were asked for.
    pages: usize,
    /// Every entry was dealt with so far, or need not be asked for again.
    is_complete: bool,
    is_over: bool,
    error: Option<String>,
    retry_after: Option<Duration>,
}

/// A report that can be taken in, and what is remembered once it is.
struct Ready {
    feed: usize,
    report: Report,
    key: String,
    state: PageState,
}

impl<'r, C: Collector> Rounds<'r, C> {
    pub fn new(
        feeds: &'r [String],
        options: &'r WatchOptions,
        queue: &'r Queue,
        collector: &'r mut C,
        told: &'r mut dyn FnMut(Happened),
    ) -> Self {
        let watched = |address: &'r String| Watched {
            address,
            state: FeedState::default(),
            open: 0,
            pages: 0,
            is_complete: true,
            is_over: false,
            error: None,
            retry_after: None,
        };
        let round = Round { feeds: feeds.len(), ..Round::default() };
        let feeds = feeds.iter().map(watched).collect();
        let (seen, ready, now) = (BTreeSet::new(), Vec::new(), Timestamp::now());
        Rounds { options, queue, collector, told, feeds, seen, open: 0, ready, now, round }
    }

    /// Asks every feed that is due, and deals with what comes until nothing is open or it has to stop.
    pub fn run(
        &mut self,
        results: &Receiver<Done>,
        stop: &Stop,
        notice: Duration,
    ) -> Result<Round, C::Error> {
        for feed in 0..self.feeds.len() {
            self.begin(feed)?;
        }
        while self.open > 0 {
            if stop.is_set() {
                self.round.stopped = true;
                break;
            }
            match results.recv_timeout(notice) {
                Ok(done) => self.take(done)?,
                Err(RecvTimeoutError::Timeout) => {}
                // Every thread is gone: there is nobody to wait for.
                Err(RecvTimeoutError::Disconnected) => break,
            }
            // Nothing waits to be looked at: what is ready can be taken in meanwhile.
            loop {
                match results.try_recv() {
                    Ok(done) if self.ready.len() < BATCH => self.take(done)?,
                    Ok(done) => {
                        self.take_in()?;
                        self.take(done)?;
                    }
                    Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
                }
            }
            self.take_in()?;
        }
        self.take_in()?;
        Ok(std::mem::take(&mut self.round))
    }

    fn begin(&mut self, feed: usize) -> Result<(), C::Error> {
        let address = self.feeds[feed].address;
        self.feeds[feed].state = read(self.collector.state(&feed_key(address))?);
        let state = &self.feeds[feed].state;
        if let Some(again) = state.not_before.filter(|&again| again > self.now.as_second()) {
            self.round.failing += 1;
            let error = state.error.clone().unwrap_or_default();
            let again = Timestamp::from_second(again).ok();
            (self.told)(Happened::FeedFailed { address, error: &error, again });
            self.feeds[feed].is_over = true;
            return Ok(());
        }
        let validators = state.validators.clone();
        // It was an address when the watcher was made.
        let Ok(url) = web_address(address) else { return Ok(()) };
        self.ask(feed, Kind::Feed, url, validators);
        Ok(())
    }

    fn ask(&mut self, feed: usize, kind: Kind, url: Url, validators: Validators) {
        self.open += 1;
        self.feeds[feed].open += 1;
        self.queue.add(Job { feed, kind, url, validators, hops: 0, failures: 0 }, None);
    }

    /// Deals with what came of a job.
    fn take(&mut self, done: Done) -> Result<(), C::Error> {
        self.open -= 1;
        let feed = done.job.feed;
        match done.job.kind {
            Kind::Feed => self.feed(feed, done.result)?,
            Kind::Map(address) => self.map(feed, address, done.result)?,
            Kind::Page(page) => self.page(feed, *page, done.result)?,
        }
        self.close(feed)
    }

    /// One job of a feed is dealt with; if it was the last, the feed is remembered.
    fn close(&mut self, feed: usize) -> Result<(), C::Error> {
        let watched = &mut self.feeds[feed];
        watched.open = watched.open.saturating_sub(1);
        if watched.open > 0 || watched.is_over {
            return Ok(());
        }
        watched.is_over = true;
        let state = &mut watched.state;
        if let Some(error) = watched.error.take() {
            self.round.failing += 1;
            state.failures += 1;
            let own = retry::back_off(self.options.back_off, state.failures, self.options.longest_back_off);
            let wait = watched.retry_after.map_or(own, |asked| asked.max(own));
            let again = self.now.as_second().saturating_add_unsigned(wait.as_secs());
            state.not_before = Some(again);
            state.error = Some(error.clone());
            let again = Timestamp::from_second(again).ok();
            (self.told)(Happened::FeedFailed { address: watched.address, error: &error, again });
        } else {
            (state.failures, state.not_before, state.error) = (0, None, None);
        }
        if !watched.is_complete {
            // What was not dealt with is listed again only where the feed is sent again.
            state.validators = Validators::default();
            state.maps.clear();
        }
        state.recent.truncate(MOST_RECENT);
        let kept = (feed_key(watched.address), written(state));
        self.collector.keep(&[kept])
    }

    fn feed(&mut self, feed: usize, result: Result<Got, Failure>) -> Result<(), C::Error> {
        let address = self.feeds[feed].address;
        match result {
            Ok(Got::Listing(listing, validators)) => {
                let (entries, left_out) = (Some(listing.entries.len()), listing.left_out);
                (self.told)(Happened::Feed { address, entries, left_out });
                self.feeds[feed].state.validators = validators;
                for map in listing.maps.iter().take(self.options.max_maps) {
                    if let Ok(url) = web_address(map) {
                        let known = self.feeds[feed].state.maps.get(map).cloned().unwrap_or_default();
                        self.ask(feed, Kind::Map(map.clone()), url, known);
                    }
                }
                self.listing(feed, *listing)?;
                self.look_again(feed)
            }
            Ok(_) => {
                (self.told)(Happened::Feed { address, entries: None, left_out: 0 });
                let maps: Vec<String> = self.feeds[feed].state.maps.keys().cloned().collect();
                for map in maps {
                    if let Ok(url) = web_address(&map) {
                        let known = self.feeds[feed].state.maps.get(&map).cloned().unwrap_or_default();
                        self.ask(feed, Kind::Map(map), url, known);
                    }
                }
                self.look_again(feed)
            }
            Err(failure) => {
                let watched = &mut self.feeds[feed];
                watched.error = Some(failure.to_string());
                watched.retry_after = match &failure {
                    Failure::Fetch(error) => error.retry_after(),
                    _ => None,
                };
                Ok(())
            }
        }
    }

    fn map(&mut self, feed: usize, map: String, result: Result<Got, Failure>) -> Result<(), C::Error> {
        match result {
            Ok(Got::Listing(listing, validators)) => {
                let (entries, left_out) = (Some(listing.entries.len()), listing.left_out);
                (self.told)(Happened::Feed { address: &map, entries, left_out });
                self.feeds[feed].state.maps.insert(map, validators);
                self.listing(feed, *listing)
            }
            Ok(_) => Ok(()),
            Err(failure) => {
                self.feeds[feed].error = Some(format!("{map}: {failure}"));
                Ok(())
            }
        }
    }

    /// Takes in what is ready: first the reports, and when they are safe, that they were seen.
    fn take_in(&mut self) -> Result<(), C::Error> {
        if self.ready.is_empty() {
            return Ok(());
        }
        let ready = std::mem::take(&mut self.ready);
        let mut states = Vec::with_capacity(ready.len());
        let mut reports = Vec::with_capacity(ready.len());
        let mut of = Vec::with_capacity(ready.len());
        for one in ready {
            of.push((one.feed, one.report.url.clone().unwrap_or_else(|| one.report.id.clone())));
            states.push((one.key, written(&one.state)));
            reports.push(one.report);
        }
        let became = self.collector.take_in(reports)?;
        self.collector.keep(&states)?;
        for (&became, (_, address)) in became.iter().zip(&of) {
            match became {
                Became::New => self.round.new += 1,
                Became::Revised => self.round.revised += 1,
                Became::Known | Became::Refused => {}
            }
            (self.told)(Happened::TakenIn { address, became });
        }
        for (feed, _) in of {
            self.close(feed)?;
        }
        Ok(())
    }
}
