//! Apache Parquet.

use std::io::Write;

use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use crate::error::failed;
use crate::{Row, Table, TableError, batch, schema};

/// Rows that are held in memory before they are written.
const GROUP: usize = 5_000;

/// Writes rows in groups, a column at a time, compressed by Zstandard.
pub(super) struct Sink<W: Write + Send> {
    writer: Option<ArrowWriter<W>>,
    table: Table,
    rows: Vec<Row>,
}

impl<W: Write + Send> Sink<W> {
    pub fn new(out: W, table: Table) -> Result<Self, TableError> {
        let properties =
            WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
        let writer = ArrowWriter::try_new(out, schema(table), Some(properties)).map_err(failed)?;
        Ok(Sink { writer: Some(writer), table, rows: Vec::new() })
    }

    fn write_group(&mut self) -> Result<(), TableError> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        if self.rows.is_empty() {
            return Ok(());
        }
        let batch = batch(self.table, &self.rows).map_err(failed)?;
        writer.write(&batch).and_then(|()| writer.flush()).map_err(failed)?;
        self.rows.clear();
        Ok(())
    }
}

impl<W: Write + Send> super::Sink for Sink<W> {
    fn row(&mut self, row: Row) -> Result<(), TableError> {
        self.rows.push(row);
        if self.rows.len() == GROUP { self.write_group() } else { Ok(()) }
    }

    fn finish(&mut self) -> Result<(), TableError> {
        self.write_group()?;
        if let Some(writer) = self.writer.take() {
            writer.close().map_err(failed)?;
        }
        Ok(())
    }
}
