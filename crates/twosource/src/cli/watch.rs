//! `twosource watch`: following feeds.

use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;
use jiff::Timestamp;
use serde_json::json;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use twosource::store::{Arrival, Outcome as Became, StoreError};
use twosource::watch::{Fetcher, Happened, Round, Stop, WatchOptions, Watcher, archive, feeds_in};
use twosource::{Collection, Error, Watched};

use super::args::Watch;
use super::ingest::count;
use super::terminal::Terminal;
use super::{Outcome, collection, output};

/// Exit code where a second signal does not wait for the end of the round: as for a program that the signal ended.
const CUT_OFF: i32 = 130;

/// How soon a signal is noticed between rounds.
const NOTICE: Duration = Duration::from_millis(100);

/// Watches until told to stop, or once.
pub fn run(args: &Watch, model: Option<&str>, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let folder = collection::folder(&args.place)?;
    let watcher = match watcher(args, &folder) {
        Ok(watcher) => watcher,
        Err(error) => {
            terminal.error(&format!("{error:#}"));
            return Ok(Outcome::WrongUsage);
        }
    };
    let stop = watcher.stop();
    hear_signals(&stop).context("signals cannot be heard")?;
    if let Some(name) = Fetcher::unused_proxy() {
        terminal.warning(&format!(
            "the proxy in {name} is not used, since what lies behind it could not be checked; feeds are fetched directly"
        ));
    }
    // Asking needs no lock, so that another program may be writing just now.
    let mut collection = match Collection::open(&folder) {
        Err(Error::Store(StoreError::Missing { .. })) => Collection::create(&folder)?,
        opened => opened?,
    }
    .with_model(model);
    collection.rest();
    terminal.detail(&format!("watching {} for {}", feeds(watcher.feeds().len()), folder.display()));

    let mut number = 0;
    loop {
        number += 1;
        let round = once(args, &watcher, &mut collection, terminal)?;
        let is_last = args.once || stop.is_set();
        let next = (!is_last).then(|| Timestamp::now() + args.every);
        terminal.summary(&format!("round {number}: {}{}", told(&round), next.map(at).unwrap_or_default()));
        if is_last {
            let failed = round.failing > 0 && !round.stopped;
            return Ok(if failed { Outcome::Incomplete } else { Outcome::Done });
        }
        wait(args.every, &stop);
        if stop.is_set() {
            return Ok(Outcome::Done);
        }
    }
}

/// The watcher that the flags ask for.
fn watcher(args: &Watch, folder: &Path) -> anyhow::Result<Watcher> {
    let mut feeds = args.feeds.clone();
    if let Some(file) = &args.list {
        let list = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let list = String::from_utf8_lossy(&list);
        feeds.extend(feeds_in(&list).with_context(|| file.display().to_string())?);
    }
    let mut options = WatchOptions { delay: args.delay, recheck: args.recheck, ..WatchOptions::default() };
    options.fetch.allow_private = args.allow_private;
    options.fetch.timeout = args.timeout;
    options.fetch.keep = (!args.no_keep).then(|| folder.join(archive::FOLDER));
    options.fetch.connect_timeout = options.fetch.connect_timeout.min(args.timeout);
    options.fetch.max_bytes = args.max_bytes;
    options.reader.max_input_bytes = options.reader.max_input_bytes.max(args.max_bytes);
    // Who watches often wants to know soon.
    options.back_off = options.back_off.min(args.every);
    Ok(Watcher::new(&feeds, options)?)
}

/// The first signal ends the round, the second the program.
fn hear_signals(stop: &Stop) -> std::io::Result<()> {
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_shutdown(signal, CUT_OFF, stop.flag())?;
        flag::register(signal, Arc::clone(&stop.flag()))?;
    }
    Ok(())
}

/// One round.
fn once(
    args: &Watch,
    watcher: &Watcher,
    collection: &mut Collection,
    terminal: &Terminal,
) -> anyhow::Result<Round> {
    let start = Instant::now();
    let mut closed = None;
    let round = collection.watch(watcher, &mut |watched| match watched {
        Watched::Happened(happened) => say(happened, terminal),
        Watched::Report(arrival, address) => {
            if let Some(why) = arrival.refusal() {
                terminal.warning(&format!("{}: {why}; left out", address.unwrap_or_default()));
            }
            if args.json && closed.is_none() {
                closed = output::print(&format!("{}\n", line(arrival, address))).err();
                // Nobody reads what is found: what is found is kept all the same, and then that is all.
                if closed.is_some() {
                    watcher.stop().stop();
                }
            }
        }
    })?;
    terminal.timing(&format!("round {:.0?}", start.elapsed()));
    closed.map_or(Ok(round), Err)
}

/// Tells what happened: failures of feeds always, the rest with -v.
fn say(happened: &Happened, terminal: &Terminal) {
    match happened {
        Happened::Feed { address, entries: None, .. } => terminal.detail(&format!("{address}: unchanged")),
        Happened::Feed { address, entries: Some(entries), left_out } => {
            terminal.detail(&format!("{address}: {}", count(*entries, "entry", "entries")));
            if *left_out > 0 {
                terminal.warning(&format!("{address}: lists {left_out} more, which were left out"));
            }
        }
        Happened::FeedFailed { address, error, again } => {
            let again = again.map(at).unwrap_or_default();
            terminal.error(&format!("{address}: {error}{again}"));
        }
        Happened::Unchanged { address } => terminal.detail(&format!("{address}: unchanged")),
        Happened::PageFailed { address, error } => terminal.detail(&format!("{address}: {error}")),
        Happened::NoPage { feed, address } => {
            terminal.detail(&format!("{feed}: an entry leads to {address:?}, which is no web page"));
        }
        Happened::Read { report, cautions, from_feed } => {
            let address = report.url.as_deref().unwrap_or(&report.id);
            for caution in *cautions {
                terminal.detail(&format!("{address}: {caution}"));
            }
            if *from_feed {
                terminal.detail(&format!("{address}: its text is taken from the feed"));
            }
        }
        Happened::TakenIn { address, became } => {
            terminal.detail(&format!("{address}: {}", format!("{became:?}").to_lowercase()));
        }
    }
}

fn line(arrival: &Arrival, address: Option<&str>) -> String {
    let outcome = match arrival.outcome {
        Became::New => "new",
        Became::Revised => "revised",
        Became::Known => "known",
        Became::Refused => "refused",
    };
    let story = (arrival.outcome != Became::Refused).then(|| format!("S{}", arrival.story));
    json!({
        "id": arrival.id, "outcome": outcome, "story": story, "version": arrival.version, "url": address,
    })
    .to_string()
}

/// "12 feeds, 4 new reports, 1 revised, 2 feeds failing".
fn told(round: &Round) -> String {
    let mut parts = vec![feeds(round.feeds), count(round.new, "new report", "new reports")];
    if round.revised > 0 {
        parts.push(format!("{} revised", round.revised));
    }
    if round.failed_pages > 0 {
        parts.push(format!("{} that gave no report", count(round.failed_pages, "page", "pages")));
    }
    if round.waiting > 0 {
        parts.push(format!("{} left for the next round", count(round.waiting, "page", "pages")));
    }
    if round.failing > 0 {
        parts.push(format!("{} failing", feeds(round.failing)));
    }
    if round.stopped {
        parts.push("stopped".to_owned());
    }
    parts.join(", ")
}

fn feeds(number: usize) -> String {
    count(number, "feed", "feeds")
}

/// "; next at 14:20 UTC".
fn at(moment: Timestamp) -> String {
    moment.strftime("; next at %H:%M UTC").to_string()
}

fn wait(long: Duration, stop: &Stop) {
    let start = Instant::now();
    while start.elapsed() < long && !stop.is_set() {
        thread::sleep(NOTICE.min(long));
    }
}
