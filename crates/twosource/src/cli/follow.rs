//! `twosource follow`: telling those who follow something.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use twosource::follow::{Mailer, Plan, Told};
use twosource::watch::{FetchOptions, Fetcher};

use super::args::Follow;
use super::ingest::count;
use super::terminal::Terminal;
use super::{Outcome, collection};

/// The variable of the environment that holds the password of the mail server.
const PASSWORD: &str = "TWOSOURCE_SMTP_PASSWORD";

/// How soon a signal is noticed between rounds.
const NOTICE: Duration = Duration::from_millis(100);

/// Follows until told to stop, or once.
pub fn run(args: &Follow, model: Option<&str>, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let text = std::fs::read_to_string(&args.plan)
        .with_context(|| format!("cannot read {}", args.plan.display()))?;
    let plan = match Plan::parse(&text) {
        Ok(plan) => plan,
        Err(error) => {
            terminal.error(&format!("{}: {error}", args.plan.display()));
            return Ok(Outcome::WrongUsage);
        }
    };
    let mailer = match &plan.smtp {
        Some(post) => {
            Some(Mailer::new(post, std::env::var(PASSWORD).ok()).map_err(|why| anyhow::anyhow!(why))?)
        }
        None => None,
    };
    let fetcher = Fetcher::new(FetchOptions { allow_private: args.allow_private, ..FetchOptions::default() });
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        flag::register(signal, Arc::clone(&stop)).context("signals cannot be heard")?;
    }
    let mut collection = match collection::outcome_of(collection::open(&args.place), terminal)? {
        Ok(collection) => collection.with_model(model),
        Err(outcome) => return Ok(outcome),
    };
    loop {
        let round = collection.follow(&plan, &fetcher, mailer.as_ref())?;
        let mut failed = false;
        for told in &round.told {
            failed |= tell(told, terminal);
        }
        if args.once {
            return Ok(if failed { Outcome::Incomplete } else { Outcome::Done });
        }
        let until = Instant::now() + args.every;
        while Instant::now() < until && !stop.load(Ordering::Relaxed) {
            thread::sleep(NOTICE);
        }
        if stop.load(Ordering::Relaxed) {
            return Ok(Outcome::Done);
        }
    }
}

/// Says what became of a follower; true where something failed.
fn tell(told: &Told, terminal: &Terminal) -> bool {
    if told.is_new {
        terminal.summary(&format!("{}: follows from now on", told.follower));
    }
    if told.entries > 0 {
        terminal.summary(&format!("{}: {} sent", told.follower, count(told.entries, "entry", "entries")));
    }
    for failure in &told.failures {
        terminal.error(&format!("{}: {failure}; it is tried again", told.follower));
    }
    !told.failures.is_empty()
}
