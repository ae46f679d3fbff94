//! A check of a draft: as text, Markdown and one page with marks in the margin.
//!
//! As with briefs, no word of the draft or of a report is taken for mark-up, and offsets that fit nothing are passed over.

mod face;
mod html;
mod markdown;
mod text;
mod view;

pub(crate) use html::STYLE;
pub use html::{check_html, fragment};
pub use markdown::check_markdown;
pub use text::check_text;
