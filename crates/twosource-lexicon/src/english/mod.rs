//! English: facts of the language that both sides of the wall ask for.

mod kin;
mod nameless;

pub use kin::{family, has_kin};
pub use nameless::class_of_nameless;
