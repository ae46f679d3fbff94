//! The two-source rule as software: what independent sources confirm in the news, what all repeat from one, what one
//! alone says, and where they disagree.
//!
//! A [`Desk`] holds a loaded model and walks the whole way from paths to [`Evidence`]:
//!
//! ```
//! use twosource::{Desk, reader};
//!
//! let desk = Desk::with_default_model()?;
//! let reading = desk.read(&["../../examples/ferry"], &reader::Options::default());
//! let evidence = desk.brief(reading.reports, &twosource::Quiet);
//! let first = &evidence.stories[0];
//! println!("{}: {} claims", first.title, first.claims.len());
//! # assert!(!first.claims.is_empty());
//! # Ok::<(), twosource::Error>(())
//! ```
//!
//! The rooms behind it are crates of their own, re-exported here under their short names.

mod collection;
mod desk;
mod fetching;
pub mod models;
pub mod outlets;
mod progress;
mod verifying;
mod wacz;
mod watching;

pub use collection::{Collection, Intake, Taken};
pub use desk::{Desk, Error, read_rules};
pub use progress::{Progress, Quiet};
pub use twosource_evidence::{Evidence, EvidenceFile, HouseRules};
pub use wacz::{Wacz, wacz};
pub use watching::Watched;

pub use twosource_annotate as annotate;
pub use twosource_evidence as evidence;
pub use twosource_export as export;
pub use twosource_follow as follow;
pub use twosource_language as language;
pub use twosource_lexicon as lexicon;
#[cfg(feature = "mcp")]
pub use twosource_mcp as mcp;
pub use twosource_reader as reader;
pub use twosource_render as render;
pub use twosource_seal as seal;
pub use twosource_server as server;
pub use twosource_store as store;
pub use twosource_table as table;
pub use twosource_text as text;
pub use twosource_watch as watch;
