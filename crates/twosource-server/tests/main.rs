//! All tests of the server from outside, in one program: each program holds a model of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod api;
mod guard;
mod pages;
mod served;
