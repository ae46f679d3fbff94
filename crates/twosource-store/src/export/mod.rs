//! The collection as tables: JSON lines, CSV and Parquet.

mod csv;
mod jsonl;
mod parquet;
mod rows;
mod table;

use std::io::Write;
use std::str::FromStr;

use twosource_evidence::Evidence;

use crate::{Store, StoreError, Weigher};

pub use table::{Cell, Column, ColumnKind};

/// What to export: a row each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Reports in their newest version.
    Reports,
    /// What the reports assert.
    Statements,
    /// Who says what.
    Attributions,
    /// Claims of all stories. Stories are weighed for it.
    Claims,
    /// Conflicts of all stories. Stories are weighed for it.
    Conflicts,
}

/// What a table is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// A JSON object a line.
    JsonLines,
    /// Comma-separated values with a head line, as RFC 4180 has it, UTF-8.
    Csv,
    /// Apache Parquet, compressed.
    Parquet,
}

impl FromStr for What {
    type Err = StoreError;

    fn from_str(given: &str) -> Result<Self, StoreError> {
        match given {
            "reports" => Ok(What::Reports),
            "statements" => Ok(What::Statements),
            "attributions" => Ok(What::Attributions),
            "claims" => Ok(What::Claims),
            "conflicts" => Ok(What::Conflicts),
            _ => Err(StoreError::Question(format!(
                "there is no table {given:?}; the tables are reports, statements, attributions, claims and conflicts"
            ))),
        }
    }
}

/// Takes the rows of a table one by one.
pub(crate) trait Sink {
    /// Writes a row; its cells stand in the columns' order.
    fn row(&mut self, cells: Vec<Cell>) -> Result<(), StoreError>;
    /// Writes what is left.
    fn finish(&mut self) -> Result<(), StoreError>;
}

/// An error of a writer.
fn failed(error: impl std::fmt::Display) -> StoreError {
    StoreError::Export(error.to_string())
}

/// Writes the claims or conflicts of `evidence` as a table, in the columns of [`Store::export`]. Returns the number of rows.
///
/// # Errors
/// Where `out` cannot be written, or another table is asked for.
pub fn table_of(
    evidence: &Evidence,
    what: What,
    format: TableFormat,
    out: impl Write + Send,
) -> Result<usize, StoreError> {
    let rows = match what {
        What::Claims => rows::claims(evidence),
        What::Conflicts => rows::conflicts(evidence),
        _ => return Err(StoreError::Question("evidence gives claims and conflicts alone".to_owned())),
    };
    let columns = rows::columns(what);
    let mut sink: Box<dyn Sink> = match format {
        TableFormat::JsonLines => Box::new(jsonl::Sink::new(out, columns)),
        TableFormat::Csv => Box::new(csv::Sink::new(out, columns)?),
        TableFormat::Parquet => Box::new(parquet::Sink::new(out, columns)?),
    };
    let count = rows.len();
    rows.into_iter().try_for_each(|cells| sink.row(cells))?;
    sink.finish()?;
    Ok(count)
}

impl Store {
    /// Writes a table. A `weigher` is needed for claims and conflicts. Returns the number of rows.
    ///
    /// # Errors
    /// Where the collection cannot be read or `out` cannot be written.
    pub fn export(
        &self,
        what: What,
        format: TableFormat,
        out: impl Write + Send,
        weigher: Option<Weigher>,
    ) -> Result<usize, StoreError> {
        self.export_with_progress(what, format, out, weigher, &mut |_, _| {})
    }

    /// As [`Store::export`]; `progress` is told of each story as its turn comes to be weighed, and of the end: how many
    /// are done, and how many there are.
    ///
    /// # Errors
    /// As [`Store::export`].
    pub fn export_with_progress(
        &self,
        what: What,
        format: TableFormat,
        out: impl Write + Send,
        weigher: Option<Weigher>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<usize, StoreError> {
        let columns = rows::columns(what);
        match format {
            TableFormat::JsonLines => self.rows(what, &mut jsonl::Sink::new(out, columns), weigher, progress),
            TableFormat::Csv => self.rows(what, &mut csv::Sink::new(out, columns)?, weigher, progress),
            TableFormat::Parquet => {
                self.rows(what, &mut parquet::Sink::new(out, columns)?, weigher, progress)
            }
        }
    }
}
