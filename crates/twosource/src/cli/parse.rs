//! `twosource parse`: the parse of each report as CoNLL-U.

use std::io::Write;

use twosource::{Desk, language, models};

use super::args::Annotate;
use super::terminal::Terminal;
use super::{Outcome, input, output};

/// Prints the parse of each report's whole text, as the model gives it, under its id.
pub fn run(args: &Annotate, model: Option<&str>, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let (reports, outcome) = input::reports(&args.paths, terminal);
    let desk = models::open(model)?;
    output::no_input(args.output.as_deref(), input::paths(&reports))?;
    let mut writer = output::Writer::begin(args.output.as_deref())?;
    for report in &reports {
        pieces(&desk, &report.id, &report.text, &mut |part| writer.write_all(part.as_bytes()))?;
    }
    writer.finish()?;
    Ok(outcome)
}

/// The parse of a whole text.
pub fn treebank(desk: &Desk, id: &str, text: &str) -> String {
    let mut whole = String::new();
    // Writing to a string does not fail.
    let _ = pieces(desk, id, text, &mut |part| {
        whole.push_str(part);
        Ok(())
    });
    whole
}

/// Hands on the parse of a text piece by piece: a parse takes many times the memory of its text.
fn pieces(
    desk: &Desk,
    id: &str,
    text: &str,
    write: &mut dyn FnMut(&str) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let id: String = id.chars().filter(|c| !c.is_control()).collect();
    let mut treebank = language::Treebank::new(&id);
    for (piece, doc) in desk.pipeline().parse_pieces(text) {
        write(&treebank.sentences(&doc))?;
        treebank.pass(piece.of(text).chars().count());
    }
    Ok(())
}
