//! What the words of a report weigh: which carry its matter, which are kin, and how common each is.

mod affinity;
mod background;
mod closed;
mod growing;
mod stem;

pub(crate) use affinity::{Meaning, affinity, are_led_apart};
pub(crate) use background::{chance_in_report, rarity};
pub(crate) use closed::closed_sort;
pub(crate) use growing::grows;
pub(crate) use stem::stem;
pub(crate) use twosource_annotate::words::is_function_word;
pub use twosource_annotate::words::value_of_word;
pub(crate) use twosource_annotate::{Term, TermKind};
use twosource_lexicon::english as kin;
pub(crate) use twosource_lexicon::english::{family, has_kin};
