//! Where the rows of a table go, one by one.

mod csv;
mod jsonl;
#[cfg(feature = "parquet")]
mod parquet;
mod postgres;

use std::io::Write;

pub(crate) use csv::runs;

use crate::{Format, Row, Table, TableError};

/// Takes the rows of a table one by one.
pub trait Sink {
    /// Writes a row; its cells stand in the columns' order.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn row(&mut self, row: Row) -> Result<(), TableError>;

    /// Writes what is left.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn finish(&mut self) -> Result<(), TableError>;
}

/// A sink that writes a table to `out`.
///
/// # Errors
/// Where the head of the table cannot be written.
pub fn sink<'o>(
    table: Table,
    format: Format,
    out: impl Write + Send + 'o,
) -> Result<Box<dyn Sink + 'o>, TableError> {
    Ok(match format {
        Format::JsonLines => Box::new(jsonl::Sink::new(out, table.columns())),
        Format::Csv => Box::new(csv::Sink::new(out, table.columns())?),
        Format::Postgres => Box::new(postgres::Sink::new(out, table.columns())?),
        #[cfg(feature = "parquet")]
        Format::Parquet => Box::new(parquet::Sink::new(out, table)?),
    })
}
