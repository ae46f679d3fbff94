//! Full-text search, in the collection's own database: what is taken in is found from the same moment on.

mod expression;
mod facet;
mod index;
#[cfg(test)]
mod measure;
mod query;
mod run;
mod snippet;
mod suggest;
mod term;
mod words;

pub use facet::{Facet, Facets};
pub(crate) use index::{renew, renew_all};
pub use query::{Query, Sort, Unit};
pub use run::{Hit, Hits};
