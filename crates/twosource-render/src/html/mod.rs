//! The brief as one self-contained page.
//!
//! Everything the page needs is in it: style and script stand inline, allowed by their hashes, and its policy lets it
//! load nothing else. Every id and class is made from positions, never from words of the evidence.

pub(crate) mod alone;
pub(crate) mod anchors;
pub(crate) mod cast;
pub(crate) mod choice;
pub(crate) mod claim;
pub(crate) mod compare;
pub(crate) mod heading;
pub(crate) mod icon;
pub(crate) mod matrix;
pub(crate) mod page;
pub(crate) mod passages;
pub(crate) mod questions;
pub(crate) mod quotations;
pub(crate) mod reports;
pub(crate) mod running;
pub(crate) mod sources;
pub(crate) mod summary;
pub(crate) mod timeline;

pub use page::{html, html_with_notice};
