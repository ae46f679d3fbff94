//! `twosource export`: tables of the collection, or of an evidence file, or a story in a format of others.

use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anyhow::Context;
use twosource::store::{Table, TableFormat, table_of};
use twosource::{Collection, Evidence, Progress, Quiet};

use super::args::{self, Export};
use super::output::{self, Pending};
use super::terminal::Terminal;
use super::{Outcome, collection, input, standard};

/// Where the rows come from.
enum Given {
    Collection(Box<Collection>),
    Evidence(Evidence),
}

/// Writes one table or all.
pub fn run(args: &Export, model: Option<&str>, terminal: &Terminal) -> anyhow::Result<Outcome> {
    if let (Some(asked), Some(of)) = (args.standard, &args.of) {
        return standard::standard(args, asked, of, model, terminal);
    }
    if let (Some(story), Some(path)) = (&args.wacz, &args.output) {
        return standard::wacz(args, story, path, model, terminal);
    }
    let Some(what) = args.what else { return Ok(Outcome::WrongUsage) };
    let given = match &args.evidence {
        Some(path) => Given::Evidence(input::evidence(path)?),
        None => match collection::outcome_of(collection::open(&args.place), terminal)? {
            Ok(collection) => Given::Collection(Box::new(collection.with_model(model))),
            Err(outcome) => return Ok(outcome),
        },
    };
    let format = format(args);
    match (&args.to, table(what)) {
        (Some(folder), None) => all(&given, format, folder, terminal)?,
        (Some(folder), Some(table)) => {
            fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
            one_to_file(&given, table, format, &folder.join(file_name(table, format)), terminal)?;
        }
        (None, Some(table)) => match &args.output {
            Some(path) => {
                if let Some(evidence) = &args.evidence {
                    output::no_input(Some(path.as_path()), [evidence.as_path()])?;
                }
                one_to_file(&given, table, format, path, terminal)?;
            }
            None if format == TableFormat::Parquet && io::stdout().is_terminal() => {
                terminal.error("Parquet is no text; write it to a file with --output");
                return Ok(Outcome::WrongUsage);
            }
            None => {
                // Rows on the terminal tell themselves how far it is.
                let progress: &dyn Progress = if io::stdout().is_terminal() { &Quiet } else { terminal };
                one(&given, table, format, BufWriter::new(io::stdout()), progress).map_err(closed_pipe)?;
            }
        },
        (None, None) => {
            terminal.error("all tables go into a folder: name one with --to");
            return Ok(Outcome::WrongUsage);
        }
    }
    Ok(match &given {
        Given::Collection(collection) => collection::left_out(collection, terminal),
        Given::Evidence(_) => Outcome::Done,
    })
}

fn one(
    given: &Given,
    table: Table,
    format: TableFormat,
    out: impl Write + Send,
    progress: &dyn Progress,
) -> Result<usize, twosource::Error> {
    match given {
        Given::Collection(collection) => collection.export_with_progress(table, format, out, progress),
        Given::Evidence(evidence) => {
            Ok(table_of(evidence, table, format, out).map_err(twosource::store::StoreError::from)?)
        }
    }
}

fn one_to_file(
    given: &Given,
    table: Table,
    format: TableFormat,
    path: &Path,
    terminal: &Terminal,
) -> anyhow::Result<()> {
    let mut out = Pending::begin(path)?;
    let rows = one(given, table, format, &mut out, terminal)?;
    out.finish()?;
    tell(path, rows, terminal);
    Ok(())
}

/// Writes a file a table, each in its place when all are whole.
fn all(given: &Given, format: TableFormat, folder: &Path, terminal: &Terminal) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut files = Vec::new();
    for table in Table::ALL {
        files.push((table, Pending::begin(&folder.join(file_name(table, format)))?));
    }
    let counts = match given {
        Given::Collection(collection) => {
            let mut outs = files.iter_mut().map(|(_, out)| out);
            // They are asked for in the order of all tables, each once.
            let next = |_| outs.next().ok_or_else(|| io::Error::other("a table is asked for twice"));
            collection.export_all(format, next, terminal)?
        }
        Given::Evidence(_) => {
            let mut counts = Vec::new();
            for (table, out) in &mut files {
                counts.push((*table, one(given, *table, format, out, terminal)?));
            }
            counts
        }
    };
    for ((table, out), (_, rows)) in files.into_iter().zip(counts) {
        out.finish()?;
        tell(&folder.join(file_name(table, format)), rows, terminal);
    }
    if format == TableFormat::Postgres {
        output::write(Some(&folder.join("load.sql")), &twosource::table::load_sql())?;
    }
    Ok(())
}

fn tell(path: &Path, rows: usize, terminal: &Terminal) {
    terminal.summary(&format!("{}: {}", path.display(), super::ingest::count(rows, "row", "rows")));
}

fn file_name(table: Table, format: TableFormat) -> String {
    format!("{table}.{}", format.ending())
}

/// `None` for all.
fn table(what: args::Table) -> Option<Table> {
    Some(match what {
        args::Table::All => return None,
        args::Table::Stories => Table::Stories,
        args::Table::Reports => Table::Reports,
        args::Table::Statements => Table::Statements,
        args::Table::Attributions => Table::Attributions,
        args::Table::Claims => Table::Claims,
        args::Table::ClaimStatements => Table::ClaimStatements,
        args::Table::Details => Table::Details,
        args::Table::Conflicts => Table::Conflicts,
        args::Table::Quotations => Table::Quotations,
        args::Table::Origins => Table::Origins,
        args::Table::CastMembers => Table::CastMembers,
        args::Table::Dependence => Table::Dependence,
    })
}

/// What --format says, else Parquet for a folder, else the ending of --output, else JSON lines.
fn format(args: &Export) -> TableFormat {
    match args.format {
        Some(args::TableFormat::Jsonl) => return TableFormat::JsonLines,
        Some(args::TableFormat::Csv) => return TableFormat::Csv,
        Some(args::TableFormat::Parquet) => return TableFormat::Parquet,
        Some(args::TableFormat::Postgres) => return TableFormat::Postgres,
        None if args.to.is_some() => return TableFormat::Parquet,
        None => {}
    }
    let ending = args.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => TableFormat::Csv,
        Some("parquet") => TableFormat::Parquet,
        _ => TableFormat::JsonLines,
    }
}

/// An export to a pipe that nobody reads any more ends like any other output to one.
fn closed_pipe(error: twosource::Error) -> anyhow::Error {
    let message = error.to_string();
    if message.contains("Broken pipe") {
        return io::Error::from(io::ErrorKind::BrokenPipe).into();
    }
    error.into()
}
