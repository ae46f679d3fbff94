//! The interface, asked as programs ask it: over a socket of its own.

mod corrections;
mod events;
mod hostile;
mod reading;
mod sending;
mod wire;
