//! `twosource annotate`: each report by itself.

use std::io::Write;

use twosource::{evidence, models};

use super::args::Annotate;
use super::output::Writer;
use super::terminal::Terminal;
use super::{Outcome, input, output};

/// Reports annotated at a time: enough to keep every thread busy, few enough to bound memory.
const BATCH: usize = 64;

/// Prints a JSON line a report, in the order of reading.
pub fn run(args: &Annotate, model: Option<&str>, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let (mut reports, mut outcome) = input::reports(&args.paths, terminal);
    let desk = models::open(model)?.with_time_limit(args.time_limit);
    output::no_input(args.output.as_deref(), input::paths(&reports))?;
    let mut out = Writer::begin(args.output.as_deref())?;
    while !reports.is_empty() {
        let rest = reports.split_off(reports.len().min(BATCH));
        let batch = std::mem::replace(&mut reports, rest);
        for annotated in input::closely(&desk, batch, &mut outcome, terminal) {
            serde_json::to_writer(&mut out, &evidence::record(&annotated)).map_err(std::io::Error::from)?;
            out.write_all(b"\n")?;
        }
    }
    out.finish()?;
    Ok(outcome)
}
