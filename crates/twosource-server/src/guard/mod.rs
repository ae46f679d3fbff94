//! What stands before pages and interface: who may ask, from where, for how long, and what a browser may do with answers.

mod door;
mod origin;
mod seal;
mod session;
mod time;
mod token;

pub(crate) use door::{Door, admit};
pub(crate) use seal::seal;
pub(crate) use time::in_time;
