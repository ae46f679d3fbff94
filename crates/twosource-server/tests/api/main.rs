//! The interface, asked as programs ask it: over a socket of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod corrections;
mod events;
mod hostile;
mod reading;
mod sending;
mod wire;
