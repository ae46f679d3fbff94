//! What the words of a report weigh: which carry its matter, which are kin, and how common each is.

mod background;
mod kin;
mod number;
mod stem;
mod terms;

pub(crate) use background::{chance_in_report, rarity};
pub(crate) use kin::{family, has_kin};
pub use number::value_of_word;
pub(crate) use stem::stem;
pub(crate) use terms::{Term, TermKind, is_function_word, terms};
