//! Evidence as a brief needs it: every id resolved once, every name made fit to show.

mod claim;
mod decision;
mod origin;
mod question;
mod quotation;
mod report;
mod saying;
mod story;

pub(crate) use claim::{ClaimView, ConflictView, StatementView};
pub(crate) use decision::DecisionView;
pub(crate) use origin::{is_named, source_name};
pub(crate) use question::QuestionView;
pub(crate) use quotation::{QuotationView, Speaker, Stretch, VersionView, by_speaker};
pub(crate) use report::{ReportView, outlet};
pub(crate) use saying::{Saying, Stance};
pub(crate) use story::StoryView;

pub(crate) use crate::printable::plural;
