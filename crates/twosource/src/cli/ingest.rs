//! `twosource ingest`: taking reports into the collection.

use std::path::PathBuf;
use std::time::Instant;

use serde_json::json;
use twosource::store::{Arrival, Outcome as Became};
use twosource::watch::{FetchOptions, Fetcher, archive};
use twosource::{Collection, Intake, Taken, reader};

use super::args::Ingest;
use super::terminal::Terminal;
use super::{Outcome, collection, output};

/// Takes everything in, and says what became of it.
pub fn run(args: &Ingest, model: Option<&str>, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let folder = collection::folder(&args.place)?;
    let mut collection =
        Collection::create_waiting(&folder, args.wait)?.with_model(model).with_time_limit(args.time_limit);
    collection::tell_of_left_over(&collection, terminal);
    let mut closed = None;
    let mut refused = 0;
    let mut tell = |taken: Taken| match taken {
        Taken::Warning(warning) => terminal.warning(&warning.to_string()),
        Taken::Failure(failure) => terminal.error(&failure.to_string()),
        Taken::Report(arrival, place) => {
            if let Some(why) = arrival.refusal() {
                refused += 1;
                terminal.error(&format!("{place}: {why}"));
            }
            terminal.detail(&format!("{place}: {}", told(arrival)));
            if args.json && closed.is_none() {
                closed = output::print(&format!("{}\n", line(arrival, place))).err();
            }
        }
    };
    let options = reader::Options::default();
    let (paths, addresses) = apart(&args.paths);
    let mut intake = Intake::default();
    if !paths.is_empty() {
        intake.join(collection.ingest(&paths, &options, terminal, &mut tell)?);
    }
    if !addresses.is_empty() {
        let fetcher = Fetcher::new(FetchOptions {
            timeout: args.timeout,
            connect_timeout: FetchOptions::default().connect_timeout.min(args.timeout),
            allow_private: args.allow_private,
            keep: (!args.no_keep).then(|| folder.join(archive::FOLDER)),
            ..FetchOptions::default()
        });
        intake.join(collection.ingest_addresses(&addresses, &fetcher, &options, terminal, &mut tell)?);
    }
    terminal.timing(&format!("all {:.0?}", start.elapsed()));
    if let Some(error) = closed {
        return Err(error);
    }
    let size = collection.store().size()?;
    terminal.summary(&format!(
        "{}; {} holds {} in {}",
        summary(&intake),
        folder.display(),
        count(size.reports, "report", "reports"),
        count(size.stories, "story", "stories"),
    ));
    if intake.revised > 0 {
        terminal.summary("`twosource changes` tells what the revised ones say otherwise");
    }
    let nothing = intake.new + intake.revised + intake.known == 0;
    Ok(if intake.failures + refused > 0 || nothing { Outcome::Incomplete } else { Outcome::Done })
}

/// Paths of files, and addresses of the web.
fn apart(given: &[PathBuf]) -> (Vec<PathBuf>, Vec<String>) {
    let (mut paths, mut addresses) = (Vec::new(), Vec::new());
    for one in given {
        match one.to_str().filter(|words| words.starts_with("http://") || words.starts_with("https://")) {
            Some(address) => addresses.push(address.to_owned()),
            None => paths.push(one.clone()),
        }
    }
    (paths, addresses)
}

fn word(outcome: Became) -> &'static str {
    match outcome {
        Became::New => "new",
        Became::Revised => "revised",
        Became::Known => "known",
        Became::Refused => "refused",
    }
}

fn told(arrival: &Arrival) -> String {
    match arrival.outcome {
        Became::Refused => "left out".to_owned(),
        outcome => format!("{} {} in S{}", word(outcome), arrival.id, arrival.story),
    }
}

fn line(arrival: &Arrival, place: &reader::Place) -> String {
    let story = (arrival.outcome != Became::Refused).then(|| format!("S{}", arrival.story));
    json!({
        "id": arrival.id, "outcome": word(arrival.outcome), "story": story, "version": arrival.version,
        "path": place.path, "line": place.line,
    })
    .to_string()
}

fn summary(intake: &Intake) -> String {
    let mut parts = vec![format!("{} new", intake.new)];
    for (number, word) in [
        (intake.revised, "revised"),
        (intake.known, "known already"),
        (intake.refused, "left out"),
        (intake.failures, "not readable"),
    ] {
        if number > 0 {
            parts.push(format!("{number} {word}"));
        }
    }
    parts.join(", ")
}

/// "1 report", "2 reports".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
