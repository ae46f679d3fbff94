//! Texts for pages and feeds, and a collector that keeps all in memory.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses a part, and a test may unwrap")]

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::time::Duration;

use twosource_reader::Report;
use twosource_watch::{Became, Collector, Happened, Round, WatchOptions, Watcher};

/// An article long enough to be one.
pub fn article(about: &str) -> String {
    let paragraph = format!(
        "<p>The {about} ran aground on a sandbank near Port Hale on Wednesday morning, the coastguard said, and all 40 people on board were taken ashore in lifeboats within an hour of the first call.</p>"
    );
    let more = "<p>Engineers waited for the evening tide to see whether the hull had been torn open below the water line, while families came to the quay with blankets and hot tea for those who had been brought in.</p>";
    format!("<h1>{about} runs aground</h1>{paragraph}{more}{more}")
}

/// A page with an article.
pub fn page(about: &str, head: &str) -> String {
    let body = article(about);
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>{about} runs aground</title>{head}</head><body><nav><a href=\"/\">Home</a></nav><article>{body}</article></body></html>"
    )
}

/// A feed of items.
pub fn rss(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Harbour Post</title><link>/</link><description>News</description>{items}</channel></rss>"
    )
}

/// An item that leads to a page.
pub fn item(link: &str) -> String {
    format!(
        "<item><title>News of {link}</title><link>{link}</link><pubDate>Wed, 13 Sep 2023 08:00:00 GMT</pubDate><description>A teaser.</description></item>"
    )
}

/// An item that holds its article too.
pub fn full_item(link: &str, about: &str) -> String {
    format!(
        "<item><title>{about}</title><link>{link}</link><content:encoded><![CDATA[{}]]></content:encoded></item>",
        article(about)
    )
}

/// Quick between requests, patient with answers (a busy machine gives them late), and of private networks.
pub fn options() -> WatchOptions {
    let mut options = WatchOptions {
        delay: Duration::from_millis(5),
        back_off: Duration::from_millis(500),
        recheck: Duration::ZERO,
        longest_wait: Duration::from_secs(3),
        ..WatchOptions::default()
    };
    options.fetch.allow_private = true;
    options.fetch.timeout = Duration::from_secs(300);
    options
}

/// Keeps all in memory, as the store would.
#[derive(Default)]
pub struct Memory {
    pub states: BTreeMap<String, String>,
    pub reports: Vec<Report>,
    pub errors: Vec<String>,
    pub rested: usize,
}

impl Memory {
    /// Watches once.
    pub fn watch(&mut self, watcher: &Watcher) -> Round {
        let mut errors = Vec::new();
        let round = watcher
            .round(self, &mut |happened| match happened {
                Happened::FeedFailed { error, .. } => errors.push(error.to_owned()),
                Happened::PageFailed { address, error } => errors.push(format!("{address}: {error}")),
                _ => {}
            })
            .unwrap();
        self.errors = errors;
        round
    }

    /// Watches one feed once, with a watcher of its own.
    pub fn once(&mut self, feed: &str, options: WatchOptions) -> Round {
        self.watch(&Watcher::new(&[feed.to_owned()], options).unwrap())
    }
}

impl Collector for Memory {
    type Error = Infallible;

    fn state(&self, key: &str) -> Result<Option<String>, Infallible> {
        Ok(self.states.get(key).cloned())
    }

    fn keep(&mut self, states: &[(String, String)]) -> Result<(), Infallible> {
        self.states.extend(states.iter().cloned());
        Ok(())
    }

    fn take_in(&mut self, reports: Vec<Report>) -> Result<Vec<Became>, Infallible> {
        let taken = reports.into_iter().map(|report| {
            let became = if self.reports.iter().any(|known| known.sha256 == report.sha256) {
                return Became::Known;
            } else if report.url.is_some() && self.reports.iter().any(|known| known.url == report.url) {
                Became::Revised
            } else {
                Became::New
            };
            self.reports.push(report);
            became
        });
        Ok(taken.collect())
    }

    fn rest(&mut self) -> Result<(), Infallible> {
        self.rested += 1;
        Ok(())
    }
}
