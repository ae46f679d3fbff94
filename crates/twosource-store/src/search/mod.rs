//! Full-text search: an index made from the database, which can be deleted at any time.

mod index;
mod query;
mod read_only;
mod run;
mod words;

pub(crate) use index::Index;
pub use query::{Query, Unit};
pub use run::{Hit, Hits};
