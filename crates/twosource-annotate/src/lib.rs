//! Attributions, times, entities and certainty within one report.

mod annotated;
pub mod attribution;
pub mod certainty;
pub mod entity;
pub mod matter;
pub mod statement;
pub mod time;
pub mod words;

pub use annotated::{Annotated, Sentence, annotate};
pub use attribution::{Attribution, AttributionKind, Source, SourceKind};
pub use certainty::Certainty;
pub use entity::{Entity, EntityKind, Mention, MentionForm, Role};
pub use matter::{Class, Item, Link, Matter, Measure, Moment, Precision, Quantity};
pub use statement::Statement;
pub use time::{Anchor, Reference, Time, TimeKind};
