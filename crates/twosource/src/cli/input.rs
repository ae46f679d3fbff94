//! Reading what the command line names.

use std::fs;
use std::mem::{Discriminant, discriminant};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use twosource::annotate::Annotated;
use twosource::reader::{self, Report};
use twosource::watch::{FetchOptions, Fetcher};
use twosource::{Desk, Evidence, EvidenceFile, Progress};

use super::Outcome;
use super::terminal::Terminal;

/// Reads reports, and tells of each input that could not be read.
pub fn reports(paths: &[PathBuf], terminal: &Terminal) -> (Vec<Report>, Outcome) {
    let reading = reader::read(paths, &reader::Options::default());
    warnings(&reading.warnings, terminal);
    for failure in &reading.failures {
        terminal.error(&failure.to_string());
    }
    for report in &reading.reports {
        let path = report.path.as_deref().unwrap_or("standard input");
        terminal.detail(&format!("read {} from {path}", report.id));
    }
    let outcome = if reading.failures.is_empty() { Outcome::Done } else { Outcome::Incomplete };
    (reading.reports, outcome)
}

/// Reads reports from files and from addresses of the web, and tells of each that could not be read. Addresses are asked under the
/// guard of `watch`: bounds on all that is sent, and no machine that is not public unless that is allowed.
pub fn reports_and_pages(
    given: &[PathBuf],
    allow_private: bool,
    terminal: &Terminal,
) -> anyhow::Result<(Vec<Report>, Outcome)> {
    let is_address = |path: &&PathBuf| {
        let text = path.to_str().unwrap_or_default().to_ascii_lowercase();
        text.starts_with("https://") || text.starts_with("http://")
    };
    let (addresses, paths): (Vec<&PathBuf>, Vec<&PathBuf>) = given.iter().partition(is_address);
    let paths: Vec<PathBuf> = paths.into_iter().cloned().collect();
    let (mut found, mut outcome) =
        if paths.is_empty() { (Vec::new(), Outcome::Done) } else { reports(&paths, terminal) };
    if addresses.is_empty() {
        return Ok((found, outcome));
    }
    let fetcher = Fetcher::new(FetchOptions { allow_private, ..FetchOptions::default() });
    let progress: &dyn Progress = terminal;
    progress.begin("Fetching", addresses.len());
    for address in addresses {
        let address = address.to_string_lossy();
        match fetcher.read(&address, &reader::Options::default()) {
            Ok(reading) => {
                warnings(&reading.warnings, terminal);
                for failure in &reading.failures {
                    terminal.error(&failure.to_string());
                    outcome = Outcome::Incomplete;
                }
                for report in &reading.reports {
                    terminal.detail(&format!("read {} from {address}", report.id));
                }
                found.extend(reading.reports);
            }
            Err(error) => {
                terminal.error(&format!("{}: {error}", super::output::printable(&address)));
                outcome = Outcome::Incomplete;
            }
        }
        progress.step();
    }
    progress.end();
    // One page may be named by a file and by its address.
    let mut known = std::collections::BTreeSet::new();
    found.retain(|report| known.insert(report.id.clone()));
    Ok((found, outcome))
}

/// Reads reports closely, and tells of each that took longer than the desk allows.
pub fn closely(
    desk: &Desk,
    reports: Vec<Report>,
    outcome: &mut Outcome,
    terminal: &Terminal,
) -> Vec<Annotated> {
    let read = desk.annotate_in_time(reports, terminal).into_iter();
    let in_time = read.filter_map(|one| {
        one.map_err(|failure| {
            terminal.error(&failure.to_string());
            *outcome = Outcome::Incomplete;
        })
        .ok()
    });
    in_time.collect()
}

/// Warnings of one kind about one file that are told one by one; with -v all are.
const TOLD: usize = 3;

/// Tells warnings: of many of one kind about one file the first few, and how many more there are.
pub fn warnings(warnings: &[reader::Warning], terminal: &Terminal) {
    type Kind<'w> = (Option<&'w str>, Discriminant<reader::Caution>);
    let mut told: Vec<(Kind, usize)> = Vec::new();
    for warning in warnings {
        let kind = (warning.place.path.as_deref(), discriminant(&warning.caution));
        // Sorted by place: those of one file stand together, and kinds are few.
        let of_file = told.iter_mut().rev().take_while(|((path, _), _)| *path == kind.0);
        let count = match of_file.into_iter().find(|(known, _)| *known == kind) {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None => {
                told.push((kind, 1));
                1
            }
        };
        if count <= TOLD || terminal.is_verbose() {
            terminal.warning(&warning.to_string());
        }
    }
    for ((path, _), count) in told.into_iter().filter(|(_, count)| *count > TOLD && !terminal.is_verbose()) {
        let path = path.unwrap_or("standard input");
        terminal.warning(&format!("{path}: {} more of this kind; -v tells all", count - TOLD));
    }
}

/// The files that reports were read from.
pub fn paths(reports: &[Report]) -> impl Iterator<Item = &Path> {
    reports.iter().filter_map(|report| report.path.as_deref()).map(Path::new)
}

/// Reads an evidence file.
pub fn evidence(path: &Path) -> anyhow::Result<Evidence> {
    evidence_file(path).map(|file| file.evidence)
}

/// Reads an evidence file, with all that was written into it.
pub fn evidence_file(path: &Path) -> anyhow::Result<EvidenceFile> {
    let shown = || format!("cannot read {}", path.display());
    // Opening a pipe may take for ever, and a device may have no end.
    if !fs::metadata(path).with_context(shown)?.is_file() {
        bail!("{} is no file", path.display());
    }
    let bytes = fs::read(path).with_context(shown)?;
    EvidenceFile::parse(&bytes).map_err(|error| anyhow!("{} {error}", path.display()))
}
