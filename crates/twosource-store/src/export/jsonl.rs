//! JSON lines.

use std::io::Write;

use serde_json::{Map, Value, json};

use super::failed;
use super::table::{Cell, Column};
use crate::StoreError;

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
    fn row(&mut self, cells: Vec<Cell>) -> Result<(), StoreError> {
        let value = |cell: Cell| match cell {
            Cell::Empty => Value::Null,
            Cell::Text(text) => Value::String(text),
            Cell::List(items) => json!(items),
            Cell::Integer(number) => json!(number),
            Cell::Real(number) => json!(number),
            Cell::Truth(truth) => Value::Bool(truth),
        };
        let named = self.columns.iter().zip(cells);
        let object: Map<String, Value> =
            named.map(|(column, cell)| (column.name.to_owned(), value(cell))).collect();
        serde_json::to_writer(&mut self.out, &object).map_err(failed)?;
        self.out.write_all(b"\n").map_err(failed)
    }

    fn finish(&mut self) -> Result<(), StoreError> {
        self.out.flush().map_err(failed)
    }
}
