//! `twosource parse`: the parse of each report as CoNLL-U.

use std::io::Write;
use std::time::Instant;

use twosource::reader::{Failure, Place, ReadError};
use twosource::{language, models};

use super::args::Annotate;
use super::terminal::Terminal;
use super::{Outcome, input, output};

/// Prints the parse of each report's whole text, as the model gives it, under its id.
pub fn run(args: &Annotate, model: Option<&str>, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let (reports, mut outcome) = input::reports(&args.paths, terminal);
    let desk = models::open(model)?;
    output::no_input(args.output.as_deref(), input::paths(&reports))?;
    let mut writer = output::Writer::begin(args.output.as_deref())?;
    for report in &reports {
        let id: String = report.id.chars().filter(|c| !c.is_control()).collect();
        writeln!(writer, "# newdoc id = {id}")?;
        // Piece by piece: a parse takes many times the memory of its text.
        let mut characters = 0;
        let begun = Instant::now();
        for (piece, doc) in desk.pipeline().parse_pieces(&report.text) {
            if let Some(limit) = args.time_limit.filter(|limit| begun.elapsed() > *limit) {
                let place = Place { path: report.path.clone(), line: report.line };
                terminal.error(&Failure { place, error: ReadError::TooSlow { limit } }.to_string());
                outcome = Outcome::Incomplete;
                break;
            }
            writer.write_all(language::conllu_from(&doc, characters).as_bytes())?;
            characters += piece.of(&report.text).chars().count();
        }
    }
    writer.finish()?;
    Ok(outcome)
}
