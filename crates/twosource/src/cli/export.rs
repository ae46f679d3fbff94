//! `twosource export`: the collection as a table, or a story in a format of others.

use std::io::{BufWriter, IsTerminal, Write};
use std::path::Path;

use twosource::store::{self, StoryId, What};
use twosource::watch::archive;
use twosource::{Progress, Quiet, export, models};

use super::args::{Export, Standard, Table, TableFormat};
use super::output::Pending;
use super::terminal::Terminal;
use super::{Outcome, collection, input, output, parse};

/// Writes a table.
pub fn run(args: &Export, model: Option<&str>, terminal: &Terminal) -> anyhow::Result<Outcome> {
    if let (Some(standard), Some(of)) = (args.standard, &args.of) {
        return standard_format(args, standard, of, model, terminal);
    }
    let collection = match collection::outcome_of(collection::open(&args.place), terminal)? {
        Ok(collection) => collection.with_model(model),
        Err(outcome) => return Ok(outcome),
    };
    if let (Some(story), Some(path)) = (&args.wacz, &args.output) {
        return wacz_of(args, story, path, model, terminal);
    }
    let Some(what) = args.what else { return Ok(Outcome::WrongUsage) };
    let what = match what {
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

/// Writes a story, or an evidence file, in a format of others.
fn standard_format(
    args: &Export,
    standard: Standard,
    of: &str,
    model: Option<&str>,
    terminal: &Terminal,
) -> anyhow::Result<Outcome> {
    let evidence = if Path::new(of).is_file() {
        input::evidence(Path::new(of))?
    } else {
        let found = || -> Result<_, twosource::Error> {
            let asked: StoryId = of.parse()?;
            let collection = collection::open(&args.place)?.with_model(model);
            collection.evidence(collection.store().story_now(asked)?)
        };
        match collection::outcome_of(found(), terminal)? {
            Ok(evidence) => evidence,
            Err(outcome) => return Ok(outcome),
        }
    };
    let known = match standard {
        Standard::WebAnnotation => export::Standard::WebAnnotation,
        Standard::Prov => export::Standard::Prov,
        Standard::SchemaOrg => export::Standard::SchemaOrg,
        Standard::FollowTheMoney => export::Standard::FollowTheMoney,
        Standard::Plover => export::Standard::Plover,
        Standard::Coders => export::Standard::Coders,
        Standard::Conllu => {
            let desk = models::open(model)?;
            let mut text = String::new();
            for report in &evidence.reports {
                text.push_str(&parse::treebank(&desk, &report.id, &report.text));
            }
            output::write(args.output.as_deref(), &text)?;
            return Ok(Outcome::Done);
        }
    };
    output::write(args.output.as_deref(), &known.write(&evidence))?;
    Ok(Outcome::Done)
}

/// Writes the kept pages of a story.
fn wacz_of(
    args: &Export,
    story: &str,
    path: &Path,
    model: Option<&str>,
    terminal: &Terminal,
) -> anyhow::Result<Outcome> {
    let folder = collection::folder(&args.place)?;
    let found = || -> Result<_, twosource::Error> {
        let asked: StoryId = story.parse()?;
        let collection = collection::open(&args.place)?.with_model(model);
        collection.evidence(collection.store().story_now(asked)?)
    };
    let evidence = match collection::outcome_of(found(), terminal)? {
        Ok(evidence) => evidence,
        Err(outcome) => return Ok(outcome),
    };
    let made = twosource::wacz(&evidence, &folder.join(archive::FOLDER))?;
    for report in &made.without {
        terminal.warning(&format!("{report}: no page of it was kept; its text is in the evidence alone"));
    }
    let mut out = Pending::begin(path)?;
    out.write_all(&made.bytes)?;
    out.finish()?;
    terminal.summary(&format!("{}: {}", path.display(), super::ingest::count(made.pages, "page", "pages")));
    Ok(Outcome::Done)
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
