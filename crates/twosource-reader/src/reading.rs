//! Reading many inputs: the outcome, its order, and reports that turn up twice.

use std::collections::BTreeMap;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::error::{Failure, Place, ReadError, Warning};
use crate::format::{self, Outcome};
use crate::input::{self, Input, shown};
use crate::{Caution, Options, Report};

/// Files of fewer bytes are read side by side by [`read_each`].
const LARGE_FILE: u64 = 1_000_000;

/// How many of them at once.
const FILES_AT_ONCE: usize = 64;

/// What came of reading.
#[derive(Debug, Default)]
pub struct Reading {
    /// The reports, standard input first, then by path and line: the same whatever the order the paths were given in.
    pub reports: Vec<Report>,
    /// Inputs that gave no report, in the same order.
    pub failures: Vec<Failure>,
    /// What does not stop a report from being used, in the same order.
    pub warnings: Vec<Warning>,
}

/// Reads everything that `paths` mean: files, folders with all that is in them, patterns such as `*.txt`, and `-` for
/// standard input. Never fails as a whole.
pub fn read<P: AsRef<Path>>(paths: &[P], options: &Options) -> Reading {
    read_with_standard_input(paths, options, &mut std::io::stdin())
}

/// As [`read`], with another source for `-`.
pub fn read_with_standard_input<P: AsRef<Path>>(
    paths: &[P],
    options: &Options,
    standard_input: &mut dyn Read,
) -> Reading {
    let inputs = input::find(paths);
    let mut outcomes =
        vec![Outcome { reports: vec![], failures: inputs.failures, warnings: inputs.warnings }];
    let mut files = Vec::with_capacity(inputs.found.len());
    for input in inputs.found {
        match input {
            Input::StandardInput => {
                outcomes.push(format::read(&mut BufReader::new(&mut *standard_input), None, options));
            }
            Input::File(path) => files.push(path),
        }
    }
    outcomes.par_extend(files.par_iter().map(|path| read_file(path, options)));
    gather(outcomes)
}

/// Reads one input that is in memory already. `name` stands for its path: its ending tells the format, as a file's
/// does, and messages show it.
pub fn read_bytes(name: Option<&str>, bytes: &[u8], options: &Options) -> Reading {
    let mut bytes = bytes;
    gather(vec![format::read(&mut bytes, name, options)])
}

/// Reads as [`read`] does, but hands on what it reads part by part, so that what is given need not fit the memory. Reports
/// come in the order of [`read`]; those that are given twice are all handed on. Stops where `each` says so.
pub fn read_each<P: AsRef<Path>>(
    paths: &[P],
    options: &Options,
    each: &mut dyn FnMut(Reading) -> ControlFlow<()>,
) {
    let inputs = input::find(paths);
    let mut hand_on = |part: Outcome| {
        if part.is_empty() {
            return ControlFlow::Continue(());
        }
        each(Reading { reports: part.reports, failures: part.failures, warnings: part.warnings })
    };
    let found = Outcome { reports: vec![], failures: inputs.failures, warnings: inputs.warnings };
    if hand_on(found).is_break() {
        return;
    }
    let mut small: Vec<PathBuf> = Vec::new();
    for input in inputs.found {
        let go_on = match input {
            Input::StandardInput => {
                let mut last = ControlFlow::Continue(());
                format::read_to(&mut BufReader::new(std::io::stdin()), None, options, &mut |part| {
                    last = hand_on(part);
                    last
                });
                last
            }
            Input::File(path) if std::fs::metadata(&path).is_ok_and(|file| file.len() < LARGE_FILE) => {
                small.push(path);
                if small.len() < FILES_AT_ONCE {
                    ControlFlow::Continue(())
                } else {
                    side_by_side(&mut small, options, &mut hand_on)
                }
            }
            Input::File(path) => match side_by_side(&mut small, options, &mut hand_on) {
                ControlFlow::Continue(()) => one_file(&path, options, &mut hand_on),
                stop => stop,
            },
        };
        if go_on.is_break() {
            return;
        }
    }
    let _ = side_by_side(&mut small, options, &mut hand_on);
}

/// Reads small files side by side and hands on what they give in their order.
fn side_by_side(small: &mut Vec<PathBuf>, options: &Options, sink: &mut format::Sink) -> ControlFlow<()> {
    let mut together = Outcome::default();
    let read: Vec<Outcome> = small.par_iter().map(|path| read_file(path, options)).collect();
    read.into_iter().for_each(|one| together.take_in(one));
    small.clear();
    sink(together)
}

/// Reads a large file and hands on what it gives part by part.
fn one_file(path: &Path, options: &Options, sink: &mut format::Sink) -> ControlFlow<()> {
    let name = shown(path);
    let mut last = ControlFlow::Continue(());
    match input::open(path) {
        Ok(file) => format::read_to(&mut BufReader::new(file), Some(&name), options, &mut |part| {
            last = sink(part);
            last
        }),
        Err(error) => last = sink(Outcome::failed(Place { path: Some(name), line: None }, error)),
    }
    last
}

fn read_file(path: &Path, options: &Options) -> Outcome {
    let name = shown(path);
    match input::open(path) {
        Ok(file) => format::read(&mut BufReader::new(file), Some(&name), options),
        Err(error) => Outcome::failed(Place { path: Some(name), line: None }, error),
    }
}

/// Puts outcomes in order and settles reports that are given twice.
fn gather(outcomes: Vec<Outcome>) -> Reading {
    let mut found: Vec<Report> = Vec::new();
    let mut reading = Reading::default();
    for outcome in outcomes {
        found.extend(outcome.reports);
        reading.failures.extend(outcome.failures);
        reading.warnings.extend(outcome.warnings);
    }
    found.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));

    let place = |report: &Report| Place { path: report.path.clone(), line: report.line };
    // By id: the place and the bytes of the report that has it. One hash alone does for reports without an id, whose
    // id is made from it.
    let mut taken: BTreeMap<String, (Place, String)> = BTreeMap::new();
    for report in found {
        match taken.get(&report.id) {
            None => {
                taken.insert(report.id.clone(), (place(&report), report.sha256.clone()));
                reading.reports.push(report);
            }
            Some((first, sha256)) if *sha256 == report.sha256 => {
                let caution = Caution::Duplicate { first: first.clone() };
                reading.warnings.push(Warning { place: place(&report), caution });
            }
            Some((first, _)) => {
                let error = ReadError::SameId { id: report.id.clone(), first: first.clone() };
                reading.failures.push(Failure { place: place(&report), error });
            }
        }
    }
    reading.failures.sort_by(|a, b| a.place.cmp(&b.place));
    reading.warnings.sort_by(|a, b| a.place.cmp(&b.place));
    reading
}
