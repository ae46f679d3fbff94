//! How feeds are watched.

use std::time::Duration;

use crate::fetch::FetchOptions;

/// How feeds are watched. The defaults are polite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchOptions {
    /// Limits of one fetch.
    pub fetch: FetchOptions,
    /// Limits of reading one page.
    pub reader: twosource_reader::Options,
    /// The least time between two requests to one host. 1 second.
    pub delay: Duration,
    /// The longest pause that a robots.txt (`Crawl-delay`) may ask for. 30 seconds.
    pub longest_crawl_delay: Duration,
    /// Hosts that are asked side by side. 8.
    pub threads: usize,
    /// Entries of one listing that are looked at. 1,000.
    pub max_entries: usize,
    /// Pages that are fetched for one feed in one round; the rest waits for the next. 100.
    pub max_pages: usize,
    /// Sitemaps that are read of those an index names, the latest. 5.
    pub max_maps: usize,
    /// Times that a request is tried in one round where the failure may pass. 3.
    pub tries: u32,
    /// The longest that a round waits to try again; what has to wait longer is left for a later round. 30 seconds.
    pub longest_wait: Duration,
    /// How long a feed is left alone after a round in which it failed; twice as long each further time. 5 minutes.
    pub back_off: Duration,
    /// The longest that it is left alone. A day.
    pub longest_back_off: Duration,
    /// When to look at a page again for quiet edits: so long after it came, then three times as long each time. 1 hour;
    /// zero for never.
    pub recheck: Duration,
    /// How often that is done. 5 times, over five days.
    pub rechecks: u32,
}

impl Default for WatchOptions {
    fn default() -> Self {
        WatchOptions {
            fetch: FetchOptions::default(),
            reader: twosource_reader::Options::default(),
            delay: Duration::from_secs(1),
            longest_crawl_delay: Duration::from_secs(30),
            threads: 8,
            max_entries: 1000,
            max_pages: 100,
            max_maps: 5,
            tries: 3,
            longest_wait: Duration::from_secs(30),
            back_off: Duration::from_secs(5 * 60),
            longest_back_off: Duration::from_secs(24 * 60 * 60),
            recheck: Duration::from_secs(60 * 60),
            rechecks: 5,
        }
    }
}
