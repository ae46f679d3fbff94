//! Spans, offsets, and the alignment of cleaned text to its original.
//!
//! Inside the program every position is a **byte** offset into a report's text, a [`Span`]. The evidence file counts
//! **Unicode code points**, a [`CharSpan`]; a [`CharIndex`] converts between the two at that border.

mod alignment;
pub mod calendar;
mod char_index;
mod span;

pub use alignment::{Alignment, AlignmentBuilder};
pub use char_index::CharIndex;
pub use span::{CharSpan, Span};
