//! Stories, claims, origins, standing and conflicts across reports, and the evidence file that holds them.
//!
//! Data flows one way: reports → [`story`] → [`cast`] → [`dependence`] → [`claim`] → [`conflict`] → [`origin`] →
//! [`standing`] → [`file`](mod@file). [`weigh`] walks all of it.

pub mod cast;
pub mod claim;
pub mod conflict;
pub mod dependence;
pub mod file;
#[cfg(test)]
mod invented;
pub mod origin;
pub mod quotation;
mod record;
pub mod standing;
pub mod story;
pub mod timeline;
mod weigh;

pub use file::Evidence;
pub use record::record;
pub use weigh::weigh;
