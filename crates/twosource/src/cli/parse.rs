//! `twosource parse`: the parse of each report as CoNLL-U.

use std::io::Write;
use std::time::Instant;

use twosource::reader::{Failure, Place, ReadError};
use twosource::{Desk, language, models};

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
        let begun = Instant::now();
        let in_time = || args.time_limit.is_none_or(|limit| begun.elapsed() <= limit);
        let whole =
            pieces(&desk, &report.id, &report.text, &in_time, &mut |part| writer.write_all(part.as_bytes()))?;
        if let (false, Some(limit)) = (whole, args.time_limit) {
            let place = Place { path: report.path.clone(), line: report.line };
            terminal.error(&Failure { place, error: ReadError::TooSlow { limit } }.to_string());
            outcome = Outcome::Incomplete;
        }
    }
    writer.finish()?;
    Ok(outcome)
}

/// The parse of a whole text.
pub fn treebank(desk: &Desk, id: &str, text: &str) -> String {
    let mut whole = String::new();
    // Writing to a string does not fail.
    let _ = pieces(desk, id, text, &|| true, &mut |part| {
        whole.push_str(part);
        Ok(())
    });
    whole
}

/// Hands on the parse of a text piece by piece, for as long as there is time: a parse takes many times the memory of its text. False
/// where it was given up.
fn pieces(
    desk: &Desk,
    id: &str,
    text: &str,
    in_time: &dyn Fn() -> bool,
    write: &mut dyn FnMut(&str) -> std::io::Result<()>,
) -> std::io::Result<bool> {
    let id: String = id.chars().filter(|c| !c.is_control()).collect();
    let mut treebank = language::Treebank::new(&id);
    for (piece, doc) in desk.pipeline().parse_pieces(text) {
        if !in_time() {
            return Ok(false);
        }
        write(&treebank.sentences(&doc))?;
        treebank.pass(piece.of(text).chars().count());
    }
    Ok(true)
}
