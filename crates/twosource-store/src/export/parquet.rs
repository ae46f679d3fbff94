//! Apache Parquet.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, GzipLevel, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use super::failed;
use super::table::{Cell, Column, ColumnKind};
use crate::StoreError;

/// Rows that are held in memory before they are written.
const GROUP: usize = 5_000;

/// Writes rows in groups, a column at a time, gzip-compressed.
pub(super) struct Sink<W: Write + Send> {
    writer: Option<SerializedFileWriter<W>>,
    columns: &'static [Column],
    rows: Vec<Vec<Cell>>,
}

impl<W: Write + Send> Sink<W> {
    pub fn new(out: W, columns: &'static [Column]) -> Result<Self, StoreError> {
        let fields: Result<Vec<Arc<Type>>, StoreError> = columns.iter().map(field).collect();
        let schema = Type::group_type_builder("twosource").with_fields(fields?).build().map_err(failed)?;
        let properties =
            WriterProperties::builder().set_compression(Compression::GZIP(GzipLevel::default())).build();
        let writer =
            SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(failed)?;
        Ok(Sink { writer: Some(writer), columns, rows: Vec::new() })
    }

    fn write_group(&mut self) -> Result<(), StoreError> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        if self.rows.is_empty() {
            return Ok(());
        }
        let mut group = writer.next_row_group().map_err(failed)?;
        let mut index = 0;
        while let Some(mut column) = group.next_column().map_err(failed)? {
            let cells = self.rows.iter().map(|row| row.get(index).unwrap_or(&Cell::Empty));
            write_column(column.untyped(), cells)?;
            column.close().map_err(failed)?;
            index += 1;
        }
        group.close().map_err(failed)?;
        debug_assert_eq!(index, self.columns.len());
        self.rows.clear();
        Ok(())
    }
}

impl<W: Write + Send> super::Sink for Sink<W> {
    fn row(&mut self, cells: Vec<Cell>) -> Result<(), StoreError> {
        self.rows.push(cells);
        if self.rows.len() == GROUP { self.write_group() } else { Ok(()) }
    }

    fn finish(&mut self) -> Result<(), StoreError> {
        self.write_group()?;
        if let Some(writer) = self.writer.take() {
            writer.close().map_err(failed)?;
        }
        Ok(())
    }
}

fn field(column: &Column) -> Result<Arc<Type>, StoreError> {
    let physical = match column.kind {
        ColumnKind::Text | ColumnKind::List => Physical::BYTE_ARRAY,
        ColumnKind::Integer => Physical::INT64,
        ColumnKind::Real => Physical::DOUBLE,
        ColumnKind::Truth => Physical::BOOLEAN,
    };
    let mut field = Type::primitive_type_builder(column.name, physical).with_repetition(Repetition::OPTIONAL);
    if physical == Physical::BYTE_ARRAY {
        field = field.with_converted_type(ConvertedType::UTF8);
    }
    field.build().map(Arc::new).map_err(failed)
}

/// Writes the cells of one column; those that are empty only as levels.
fn write_column<'c>(
    writer: &mut ColumnWriter,
    cells: impl Iterator<Item = &'c Cell> + Clone,
) -> Result<(), StoreError> {
    let levels: Vec<i16> = cells.clone().map(|cell| i16::from(*cell != Cell::Empty)).collect();
    let levels = Some(levels.as_slice());
    let written = match writer {
        ColumnWriter::ByteArrayColumnWriter(writer) => {
            let values: Vec<ByteArray> =
                cells.filter_map(|cell| cell.text()).map(|text| ByteArray::from(text.into_bytes())).collect();
            writer.write_batch(&values, levels, None)
        }
        ColumnWriter::Int64ColumnWriter(writer) => {
            let number = |cell: &Cell| if let Cell::Integer(number) = cell { Some(*number) } else { None };
            writer.write_batch(&cells.filter_map(number).collect::<Vec<_>>(), levels, None)
        }
        ColumnWriter::DoubleColumnWriter(writer) => {
            let number = |cell: &Cell| if let Cell::Real(number) = cell { Some(*number) } else { None };
            writer.write_batch(&cells.filter_map(number).collect::<Vec<_>>(), levels, None)
        }
        ColumnWriter::BoolColumnWriter(writer) => {
            let truth = |cell: &Cell| if let Cell::Truth(truth) = cell { Some(*truth) } else { None };
            writer.write_batch(&cells.filter_map(truth).collect::<Vec<_>>(), levels, None)
        }
        _ => return Err(StoreError::Export("a column of an unknown type".to_owned())),
    };
    written.map(drop).map_err(failed)
}
