//! Evidence as tables: a row a report, statement, claim, detail and so on.
//!
//! Everything here is a function of evidence alone. [`Table`] names the tables and their columns; [`rows`] makes the rows of
//! one, [`batch`] an Arrow record batch of them, and [`write`](fn@write) a file of one [`Format`]. Lists are lists, never words joined
//! by a mark; days are days; no name of a table or column is a reserved word of SQL. Offsets count Unicode code points of a
//! report's text, the end exclusive, as in the evidence file.
//!
//! ```
//! use twosource_table::{Format, Table, rows, write};
//! # let evidence: twosource_evidence::Evidence = serde_json::from_str(
//! #     r#"{"schema":"twosource/evidence/1","run":{"version":"","models":[],"settings":{}},"reports":[],"stories":[]}"#)?;
//!
//! let claims = rows(&evidence, Table::Claims);
//! let mut lines = Vec::new();
//! assert_eq!(write(&evidence, Table::Claims, Format::JsonLines, &mut lines)?, claims.len());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod arrow;
mod cell;
mod column;
mod error;
mod evidence;
mod format;
mod load;
mod row;
mod sink;
mod table;
mod workbook;

pub use arrow::{batch, schema};
pub use cell::Cell;
pub use column::{Column, ColumnKind};
pub use error::TableError;
pub use evidence::{of_report, rows, rows_with, write};
pub use format::Format;
pub use load::load_sql;
pub use row::{Arrival, Arrivals, Row};
pub use sink::{Sink, sink};
pub use table::Table;
pub use workbook::workbook;
