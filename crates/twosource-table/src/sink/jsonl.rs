//! JSON lines.

use std::io::Write;

use serde_json::{Map, Value, json};

use crate::error::failed;
use crate::{Cell, Column, Row, TableError};

/// Writes a JSON object a row; empty cells are null.
pub(super) struct Sink<W> {
    out: W,
    columns: &'static [Column],
}

impl<W: Write> Sink<W> {
    pub fn new(out: W, columns: &'static [Column]) -> Self {
        Sink { out, columns }
    }
}

impl<W: Write> super::Sink for Sink<W> {
    fn row(&mut self, row: Row) -> Result<(), TableError> {
        let value = |cell: Cell| match cell {
            Cell::Empty => Value::Null,
            Cell::Text(text) => Value::String(text),
            Cell::TextList(items) => json!(items),
            Cell::Integer(number) => json!(number),
            Cell::IntegerList(numbers) => json!(numbers),
            Cell::Real(number) => json!(number),
            Cell::Truth(truth) => Value::Bool(truth),
            Cell::Day(day) => Value::String(day.to_string()),
            Cell::Moment(moment) => Value::String(moment.to_string()),
        };
        let named = self.columns.iter().zip(row);
        let object: Map<String, Value> =
            named.map(|(column, cell)| (column.name.to_owned(), value(cell))).collect();
        let mut line = serde_json::to_vec(&object).map_err(failed)?;
        line.push(b'\n');
        Ok(self.out.write_all(&line)?)
    }

    fn finish(&mut self) -> Result<(), TableError> {
        Ok(self.out.flush()?)
    }
}
