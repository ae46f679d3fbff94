//! `twosource parse`: the parse of each report as CoNLL-U.

use twosource::{language, models};

use super::args::Annotate;
use super::terminal::Terminal;
use super::{Outcome, input, output};

/// Prints the parse of each report's whole text, as the model gives it, under its id.
pub fn run(args: &Annotate, model: Option<&str>, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let (reports, outcome) = input::reports(&args.paths, terminal);
    let desk = models::open(model)?;
    let mut text = String::new();
    for report in &reports {
        let doc = desk.pipeline().parse(&report.text);
        let id: String = report.id.chars().filter(|c| !c.is_control()).collect();
        text.push_str(&format!("# newdoc id = {id}\n"));
        text.push_str(&language::conllu(&doc));
    }
    output::write(args.output.as_deref(), &text)?;
    Ok(outcome)
}
