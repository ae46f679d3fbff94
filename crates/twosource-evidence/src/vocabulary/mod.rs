//! What the words of a report weigh: which carry its matter, which are kin, and how common each is.

mod affinity;
mod background;
mod growing;
mod kin;
mod stem;
mod terms;

pub(crate) use affinity::{Meaning, affinity};
pub(crate) use background::{chance_in_report, rarity};
pub(crate) use growing::grows;
pub(crate) use kin::{family, has_kin};
pub(crate) use stem::stem;
pub(crate) use terms::{Term, TermKind, terms};
pub(crate) use twosource_annotate::words::is_function_word;
pub use twosource_annotate::words::value_of_word;
