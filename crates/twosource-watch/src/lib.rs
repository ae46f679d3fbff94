//! Feeds followed politely: what comes new is fetched, read and handed on.

mod fetch;
mod retry;

pub use fetch::{
    Answer, FetchError, FetchOptions, Fetched, Fetcher, Hop, Validators, is_public, web_address,
};
