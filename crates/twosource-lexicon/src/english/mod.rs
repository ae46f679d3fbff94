//! English: facts of the language that both sides of the wall ask for.

mod kin;
mod list;
mod nameless;

pub use kin::{family, has_kin};
pub use list::WordList;
pub use nameless::class_of_nameless;
