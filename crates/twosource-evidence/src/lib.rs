//! Stories, claims, origins, standing and conflicts across reports, and the evidence file that holds them.
//!
//! Data flows one way: reports → [`story`] → [`cast`] → [`dependence`] → [`claim`] → [`conflict`] → [`origin`] →
//! [`standing`] → [`file`](mod@file). [`weigh`] walks all of it.

pub mod cast;
pub mod check;
pub mod claim;
mod clustering;
pub mod conflict;
pub mod correction;
pub mod dependence;
pub mod detail;
pub mod explain;
pub mod file;
pub mod house_rules;
#[cfg(test)]
mod invented;
pub mod lead;
pub mod limits;
pub mod origin;
pub mod own_outlets;
pub mod question;
pub mod quotation;
mod record;
pub mod standing;
pub mod story;
pub mod timeline;
pub mod twin;
pub mod verify;
mod vocabulary;
mod weigh;
pub mod without;

pub use check::check;
pub use explain::explain;
pub use file::{Evidence, EvidenceFile};
pub use house_rules::HouseRules;
pub use record::record;
pub use verify::{verify, verify_anew};
pub use vocabulary::value_of_word;
pub use weigh::{weigh, weigh_again, weigh_one};
pub use without::without;
