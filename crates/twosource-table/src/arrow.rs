//! Tables as Apache Arrow.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, RecordBatchOptions,
    StringArray, TimestampMicrosecondArray,
};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef, TimeUnit};
use jiff::civil::Date;

use crate::{Cell, Column, ColumnKind, Row, Table};

/// The Arrow schema of a table. Each field tells in its metadata what it means.
pub fn schema(table: Table) -> SchemaRef {
    let field = |column: &Column| {
        let told = HashMap::from([("meaning".to_owned(), column.meaning.to_owned())]);
        Field::new(column.name, data_type(column.kind), true).with_metadata(told)
    };
    let told = HashMap::from([
        ("table".to_owned(), table.name().to_owned()),
        ("meaning".to_owned(), table.meaning().to_owned()),
    ]);
    let fields: Vec<Field> = table.columns().iter().map(field).collect();
    Arc::new(Schema::new(fields).with_metadata(told))
}

/// Rows of a table as one record batch.
///
/// # Errors
/// Where the rows are another table's.
pub fn batch(table: Table, rows: &[Row]) -> Result<RecordBatch, ArrowError> {
    let columns = table.columns().iter().enumerate();
    let arrays = columns.map(|(index, column)| {
        array(column.kind, rows.iter().map(|row| row.get(index).unwrap_or(&Cell::Empty)))
    });
    let options = RecordBatchOptions::new().with_row_count(Some(rows.len()));
    RecordBatch::try_new_with_options(schema(table), arrays.collect(), &options)
}

fn data_type(kind: ColumnKind) -> DataType {
    let list = |item| DataType::List(Arc::new(Field::new_list_field(item, true)));
    match kind {
        ColumnKind::Text => DataType::Utf8,
        ColumnKind::TextList => list(DataType::Utf8),
        ColumnKind::Integer => DataType::Int64,
        ColumnKind::IntegerList => list(DataType::Int64),
        ColumnKind::Real => DataType::Float64,
        ColumnKind::Truth => DataType::Boolean,
        ColumnKind::Day => DataType::Date32,
        ColumnKind::Moment => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
    }
}

fn array<'c>(kind: ColumnKind, cells: impl Iterator<Item = &'c Cell>) -> ArrayRef {
    macro_rules! values {
        ($array:ty, $cell:pat => $value:expr) => {
            Arc::new(cells.map(|cell| if let $cell = cell { Some($value) } else { None }).collect::<$array>())
        };
    }
    match kind {
        ColumnKind::Text => values!(StringArray, Cell::Text(text) => text.as_str()),
        ColumnKind::Integer => values!(Int64Array, Cell::Integer(number) => *number),
        ColumnKind::Real => values!(Float64Array, Cell::Real(number) => *number),
        ColumnKind::Truth => values!(BooleanArray, Cell::Truth(truth) => *truth),
        ColumnKind::Day => values!(Date32Array, Cell::Day(day) => days(*day)),
        ColumnKind::Moment => {
            let moments = cells.map(|cell| match cell {
                Cell::Moment(moment) => Some(moment.as_microsecond()),
                _ => None,
            });
            Arc::new(moments.collect::<TimestampMicrosecondArray>().with_timezone("UTC"))
        }
        ColumnKind::TextList => {
            let mut list = ListBuilder::new(StringBuilder::new());
            for cell in cells {
                if let Cell::TextList(items) = cell {
                    items.iter().for_each(|item| list.values().append_value(item));
                }
                list.append(matches!(cell, Cell::TextList(_)));
            }
            Arc::new(list.finish())
        }
        ColumnKind::IntegerList => {
            let mut list = ListBuilder::new(Int64Builder::new());
            for cell in cells {
                if let Cell::IntegerList(numbers) = cell {
                    list.values().append_slice(numbers);
                }
                list.append(matches!(cell, Cell::IntegerList(_)));
            }
            Arc::new(list.finish())
        }
    }
}

/// Days since 1970-01-01.
fn days(day: Date) -> i32 {
    let epoch = Date::constant(1970, 1, 1);
    epoch.until(day).map(|span| span.get_days()).unwrap_or_default()
}
