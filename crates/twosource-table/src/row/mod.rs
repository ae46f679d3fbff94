//! Rows: a file a table.

pub(crate) mod attribution;
pub(crate) mod cast;
pub(crate) mod claim;
pub(crate) mod claim_statement;
pub(crate) mod conflict;
pub(crate) mod dependence;
pub(crate) mod detail;
pub(crate) mod origin;
pub(crate) mod quotation;
pub(crate) mod report;
pub(crate) mod statement;
pub(crate) mod story;
mod told;
mod view;

use serde::Serialize;

use crate::Cell;

pub use told::{Arrival, Arrivals};
pub(crate) use told::{Told, Tolds};
pub(crate) use view::StoryView;

/// The cells of a row, in the order of the table's columns.
pub type Row = Vec<Cell>;

/// The word that serde writes for a value of a field-less enum.
fn word(value: impl Serialize) -> Cell {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Cell::Text(word),
        _ => Cell::Empty,
    }
}
