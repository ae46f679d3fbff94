//! Full-text search, in the collection's own database: what is taken in is found from the same moment on.

mod expression;
mod index;
#[cfg(test)]
mod measure;
mod query;
mod run;
mod snippet;
mod term;
mod words;

pub(crate) use index::{renew, renew_all};
pub use query::{Query, Unit};
pub use run::{Hit, Hits};
