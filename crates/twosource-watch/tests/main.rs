//! All tests of watching from outside, in one program.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what goes wrong should stop the test")]

mod desk;
mod fetching;
mod server;
mod watching;
