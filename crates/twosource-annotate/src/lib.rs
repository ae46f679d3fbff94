//! From a report to its [`Reading`]: attributions, times, entities, certainty, and what each statement says.

mod abbreviation;
mod admission;
pub mod attribution;
pub mod certainty;
pub mod entity;
mod joined;
pub mod matter;
mod observation;
mod piece;
mod reading;
mod sound;
pub mod statement;
mod term;
pub mod time;
mod wording;
pub mod words;

pub use abbreviation::Abbreviation;
pub use admission::Admission;
pub use attribution::{Attribution, AttributionKind, Source, SourceKind};
pub use certainty::Certainty;
pub use entity::{Entity, EntityKind, Mention, MentionForm, Role};
pub use joined::Joined;
pub use matter::{Class, Item, Link, Matter, Measure, Moment, Precision, Quantity};
pub use observation::{Observation, Observer, ReporterNoun};
/// The name that a [`Reading`] had while it held a parse.
pub use reading::Reading as Annotated;
pub use reading::{READING_VERSION, Reading, Sentence, annotate, annotate_while};
pub use statement::Statement;
pub use term::{Term, TermKind, TermPart};
pub use time::{Anchor, Reference, Time, TimeKind};
pub use wording::{Word, Wording};
