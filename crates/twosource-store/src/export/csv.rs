//! Comma-separated values.

use std::io::Write;

use super::failed;
use super::table::{Cell, Column};
use crate::StoreError;

/// Writes a head line and a record a row; empty cells are empty.
pub(super) struct Sink<W: Write>(csv::Writer<W>);

impl<W: Write> Sink<W> {
    pub fn new(out: W, columns: &'static [Column]) -> Result<Self, StoreError> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(columns.iter().map(|column| column.name)).map_err(failed)?;
        Ok(Sink(writer))
    }
}

impl<W: Write> super::Sink for Sink<W> {
    fn row(&mut self, cells: Vec<Cell>) -> Result<(), StoreError> {
        self.0.write_record(cells.iter().map(|cell| cell.text().unwrap_or_default())).map_err(failed)
    }

    fn finish(&mut self) -> Result<(), StoreError> {
        self.0.flush().map_err(failed)
    }
}
