//! All tests of what is shown, in one program.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod checks;
mod decisions;
mod fixture;
mod fragments;
mod hostile;
mod page;
mod snapshots;
