//! One tool a file: what it asks for, and what it answers.

pub(crate) mod brief;
pub(crate) mod check;
pub(crate) mod explain;
pub(crate) mod independence;
pub(crate) mod search;
pub(crate) mod story;
