//! `twosource export`: the collection as a table.

use std::io::{BufWriter, IsTerminal};
use std::path::Path;

use twosource::store::{self, What};
use twosource::{Progress, Quiet};

use super::args::{Export, Table, TableFormat};
use super::output::Pending;
use super::terminal::Terminal;
use super::{Outcome, collection};

/// Writes a table.
pub fn run(args: &Export, model: Option<&str>, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let collection = match collection::outcome_of(collection::open(&args.place), terminal)? {
        Ok(collection) => collection.with_model(model),
        Err(outcome) => return Ok(outcome),
    };
    let what = match args.what {
        Table::Reports => What::Reports,
        Table::Statements => What::Statements,
        Table::Attributions => What::Attributions,
        Table::Claims => What::Claims,
        Table::Conflicts => What::Conflicts,
    };
    let format = match format(args) {
        TableFormat::Jsonl => store::TableFormat::JsonLines,
        TableFormat::Csv => store::TableFormat::Csv,
        TableFormat::Parquet => store::TableFormat::Parquet,
    };
    let Some(path) = &args.output else {
        if format == store::TableFormat::Parquet && std::io::stdout().is_terminal() {
            terminal.error("Parquet is no text; write it to a file with --output");
            return Ok(Outcome::WrongUsage);
        }
        // Rows on the terminal tell themselves how far it is.
        let progress: &dyn Progress = if std::io::stdout().is_terminal() { &Quiet } else { terminal };
        let out = BufWriter::new(std::io::stdout());
        collection.export_with_progress(what, format, out, progress).map_err(closed_pipe)?;
        return Ok(collection::left_out(&collection, terminal));
    };
    let mut out = Pending::begin(path)?;
    let rows = collection.export_with_progress(what, format, &mut out, terminal)?;
    out.finish()?;
    terminal.summary(&format!("{}: {}", path.display(), super::ingest::count(rows, "row", "rows")));
    Ok(collection::left_out(&collection, terminal))
}

/// What --format says, else the ending of --output, else JSON lines.
fn format(args: &Export) -> TableFormat {
    if let Some(format) = args.format {
        return format;
    }
    let ending = args.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => TableFormat::Csv,
        Some("parquet") => TableFormat::Parquet,
        _ => TableFormat::Jsonl,
    }
}

/// An export to a pipe that nobody reads any more ends like any other output to one.
fn closed_pipe(error: twosource::Error) -> anyhow::Error {
    let message = error.to_string();
    if message.contains("Broken pipe") {
        return std::io::Error::from(std::io::ErrorKind::BrokenPipe).into();
    }
    error.into()
}
