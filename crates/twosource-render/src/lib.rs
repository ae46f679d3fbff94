//! Text, Markdown and HTML briefs from evidence.
//!
//! A brief tells, story by story, what independent origins corroborate, where reports disagree, what is echoed from one
//! origin, what one outlet alone says, who said what, who is in it and when it happened. Every line carries its
//! sources.
//!
//! Evidence may come from a file that anyone wrote, and its texts come from the open web. So every reference that leads
//! nowhere and every span that does not fit its report is passed over, control characters and directional overrides are
//! shown as visible signs, and no word of a report is taken for mark-up.

pub mod address;
mod check;
pub mod decision;
mod docx;
pub mod fragment;
mod html;
mod markdown;
pub mod moment;
mod notice;
pub mod printable;
pub mod standing;
pub mod summary;
mod text;
mod view;
pub mod without;

pub use check::{check_html, check_markdown, check_text};
pub use docx::docx;
pub use html::{html, html_with_notice};
pub use markdown::markdown;
pub use notice::Notice;
pub use text::{TextOptions, text};
