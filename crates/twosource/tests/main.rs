//! All tests of the program from outside, in one test program: each links everything that there is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod check;
mod collection;
mod command_line;
mod deciding;
#[path = "../../twosource-watch/tests/desk/mod.rs"]
mod desk;
mod following;
mod generators;
mod growth;
mod hostile;
mod intake;
mod keeping;
mod mutated;
mod mutation;
mod office;
mod program;
mod serve;
#[path = "../../twosource-watch/tests/server/mod.rs"]
mod server;
mod summit;
mod verifying;
mod watching;
mod without;
