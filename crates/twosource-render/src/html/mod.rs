//! The brief as one self-contained page.
//!
//! Everything the page needs is in it: style and script stand inline, allowed by their hashes, and its policy lets it
//! load nothing else. Every id and class is made from positions, never from words of the evidence.

mod alone;
mod anchors;
mod cast;
mod claim;
mod heading;
mod icon;
mod matrix;
mod page;
mod quotations;
mod reports;
mod timeline;

pub use page::{html, html_with_notice};
