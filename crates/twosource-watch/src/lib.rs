//! Feeds followed politely: what comes new is fetched, read and handed on.
//!
//! A [`Fetcher`] fetches one address from the open web, within bounds, and from no machine of a private network. A
//! [`Watcher`] follows feeds with it, round by round: robots.txt, one request at a time to a host, back-off, conditional
//! requests, new pages and another look at recent ones. It hands reports to a [`Collector`], which also keeps what has to be
//! remembered, so that a watcher may be killed at any moment.

mod collector;
mod fetch;
mod happened;
mod job;
mod list;
mod options;
mod queue;
mod retry;
mod robots;
mod round;
mod state;
mod watcher;
mod worker;

pub use collector::{Became, Collector};
pub use fetch::archive;
pub use fetch::{
    Answer, Archive, FetchError, FetchOptions, Fetched, Fetcher, Hop, Validators, is_public, read_address,
    web_address,
};
pub use happened::{Happened, Round};
pub use job::Failure;
pub use list::{ListError, feed_address, feeds_in};
pub use options::WatchOptions;
pub use watcher::{Stop, Watcher};
