//! A collection that follows feeds.

use std::cell::RefCell;
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use twosource_reader::Report;
use twosource_store::{Arrival, Outcome, StoreError};
use twosource_watch::{Became, Collector, Happened, Round, Stop, Watcher};

use crate::{Collection, Error, Quiet};

/// How long to wait for another program that writes to the collection.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often to try meanwhile.
const TRY_AGAIN: Duration = Duration::from_millis(200);

/// Something that happened while feeds were watched.
#[derive(Debug)]
pub enum Watched<'w> {
    /// Something was fetched, or could not be.
    Happened(&'w Happened<'w>),
    /// A report is on the disk now, or was before; and its address.
    Report(&'w Arrival, Option<&'w str>),
}

impl Collection {
    /// Lets other programs write until this one does again.
    pub fn rest(&mut self) {
        self.store.rest();
    }

    /// Watches feeds once: takes in what is new or was edited. Each report is on the disk when `told` hears of it. What
    /// has to be remembered of feeds and pages is kept in the collection, so that the next round, or the next process,
    /// goes on from there. Between rounds other programs may write to the collection.
    ///
    /// ```
    /// use twosource::watch::{WatchOptions, Watcher};
    /// use twosource::{Collection, Watched};
    ///
    /// # let folder = tempfile::tempdir()?;
    /// # let folder = folder.path();
    /// # let server = std::net::TcpListener::bind("127.0.0.1:0")?;
    /// # let feed = format!("http://{}/feed", server.local_addr()?);
    /// # std::thread::spawn(move || {
    /// #     use std::io::{Read, Write};
    /// #     let words = "The ferry lay on the sand until the evening tide, the coastguard said. ".repeat(10);
    /// #     let feed = format!("<rss version='2.0'><channel><title>Harbour Post</title><description>d</description><item><guid>1</guid><title>Ferry aground</title><description>{words}</description></item></channel></rss>");
    /// #     for stream in server.incoming() {
    /// #         let mut stream = stream.unwrap();
    /// #         let size = stream.read(&mut [0; 4096]).unwrap();
    /// #         let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{feed}", feed.len());
    /// #         stream.write_all(answer.as_bytes()).unwrap();
    /// #     }
    /// # });
    /// let mut collection = Collection::create(folder)?;
    /// let mut options = WatchOptions::default();
    /// # options.delay = std::time::Duration::from_millis(10);
    /// options.fetch.allow_private = true; // for a feed of one's own
    /// let watcher = Watcher::new(&[feed], options)?;
    /// let round = collection.watch(&watcher, &mut |watched| {
    ///     if let Watched::Report(arrival, _) = watched {
    ///         println!("{} is in S{}", arrival.id, arrival.story);
    ///     }
    /// })?;
    /// assert_eq!((round.new, round.failing), (1, 0));
    /// // A second round finds nothing new.
    /// assert_eq!(collection.watch(&watcher, &mut |_| {})?.new, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the collection cannot be written, or another program writes to it for longer than a minute. What was taken
    /// in before is safe.
    pub fn watch(&mut self, watcher: &Watcher, told: &mut dyn FnMut(Watched)) -> Result<Round, Error> {
        let told = RefCell::new(told);
        let mut keeper = Keeper { collection: self, told: &told, stop: watcher.stop() };
        let outcome =
            watcher.round(&mut keeper, &mut |happened| told.borrow_mut()(Watched::Happened(&happened)));
        if outcome.is_err() {
            self.store.rest();
        }
        outcome
    }
}

/// Keeps what watching finds in a collection.
struct Keeper<'k, 't> {
    collection: &'k mut Collection,
    told: &'k RefCell<&'t mut dyn FnMut(Watched)>,
    stop: Stop,
}

impl Keeper<'_, '_> {
    /// Does what needs the collection to be written, as soon as no other program writes to it.
    fn write<T>(
        &mut self,
        mut work: impl FnMut(&mut Collection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let start = Instant::now();
        loop {
            match work(self.collection) {
                Err(StoreError::Locked { .. }) if start.elapsed() < PATIENCE && !self.stop.is_set() => {
                    thread::sleep(TRY_AGAIN);
                }
                done => return done,
            }
        }
    }
}

impl Collector for Keeper<'_, '_> {
    type Error = Error;

    fn state(&self, key: &str) -> Result<Option<String>, Error> {
        Ok(self.collection.store.watched(key)?)
    }

    fn keep(&mut self, states: &[(String, String)]) -> Result<(), Error> {
        Ok(self.write(|collection| collection.store.set_watched(states))?)
    }

    fn take_in(&mut self, reports: Vec<Report>) -> Result<Vec<Became>, Error> {
        let mut arrivals: Vec<Option<(Arrival, Option<String>)>> = Vec::with_capacity(reports.len());
        let (mut places, mut fresh) = (Vec::new(), Vec::new());
        for report in reports {
            // What is known is not annotated again.
            let known = self.collection.store.knows(&report)?;
            if known.is_none() {
                places.push(arrivals.len());
            }
            arrivals.push(known.map(|arrival| (arrival, report.url.clone())));
            if arrivals.last().is_some_and(Option::is_none) {
                fresh.push(report);
            }
        }
        if !fresh.is_empty() {
            let annotated = self.collection.desk()?.annotate(fresh, &Quiet);
            let now = Timestamp::now();
            let came = self.write(|collection| collection.store.ingest(&annotated, now))?;
            for ((place, arrival), annotated) in places.into_iter().zip(came).zip(&annotated) {
                arrivals[place] = Some((arrival, annotated.report.url.clone()));
            }
        }
        let mut became = Vec::with_capacity(arrivals.len());
        for (arrival, address) in arrivals.iter().flatten() {
            became.push(match arrival.outcome {
                Outcome::New => Became::New,
                Outcome::Revised => Became::Revised,
                Outcome::Known => Became::Known,
                Outcome::Refused => Became::Refused,
            });
            self.told.borrow_mut()(Watched::Report(arrival, address.as_deref()));
        }
        Ok(became)
    }

    fn rest(&mut self) -> Result<(), Error> {
        self.collection.store.rest();
        Ok(())
    }
}
