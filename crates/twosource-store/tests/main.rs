//! All tests of the collection from outside, in one program: each program holds a model of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod asking;
mod corrections;
mod damage;
mod desk;
mod kill;
mod latest;
mod migration;
mod readings;
mod store;
