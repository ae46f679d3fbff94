//! The pages of a round: which are asked for, and what becomes of them.

use jiff::Timestamp;
use twosource_reader::{Entry, Feed, Report};
use url::Url;

use super::{Ready, Rounds};
use crate::collector::Collector;
use crate::fetch::web_address;
use crate::happened::Happened;
use crate::job::{Failure, Got, Kind, Page};
use crate::retry;
use crate::state::{PageState, entry_key, page_key, read, written};

/// Failures in a row after which a page is given up; twice as many where they are such as pass.
const GIVEN_UP: u32 = 6;

/// Passing failures of a page after which the article in its feed has to do.
const FEED_WILL_DO: u32 = 3;

impl<C: Collector> Rounds<'_, C> {
    /// Asks for the pages of entries that are new or were edited, and for those that are due for another look.
    pub(super) fn listing(&mut self, feed: usize, listing: Feed) -> Result<(), C::Error> {
        for entry in listing.entries {
            let url = entry.address.as_deref().and_then(|address| web_address(address).ok());
            let key = match &url {
                Some(url) => page_key(url.as_str()),
                None => entry_key(self.feeds[feed].address, &entry),
            };
            if !self.seen.insert(key.clone()) {
                continue;
            }
            let state: PageState = read(self.collector.state(&key)?);
            let fingerprint = entry.fingerprint();
            let now = self.now.as_second();
            if state.next_look.is_some()
                && let Some(url) = &url
            {
                self.remember_recent(feed, url.as_str(), &state);
            }
            if state.not_before.is_some_and(|again| again > now) {
                self.feeds[feed].is_complete &= !entry.holds_article();
                continue;
            }
            let is_due = state.next_look.is_some_and(|next| next <= now);
            let given_up = state.failures >= GIVEN_UP;
            if state.entry == fingerprint && (!is_due || given_up) {
                continue;
            }
            match url {
                Some(url) => self.ask_page(feed, url, key, state, fingerprint, entry),
                None => self.only_in_feed(feed, key, state, fingerprint, &entry)?,
            }
        }
        Ok(())
    }

    fn ask_page(
        &mut self,
        feed: usize,
        url: Url,
        key: String,
        state: PageState,
        fingerprint: String,
        entry: Entry,
    ) {
        let watched = &mut self.feeds[feed];
        if watched.pages >= self.options.max_pages {
            watched.is_complete = false;
            self.round.waiting += 1;
            return;
        }
        watched.pages += 1;
        let validators = state.validators.clone();
        let page = Box::new(Page { key, state, fingerprint, entry });
        self.ask(feed, Kind::Page(page), url, validators);
    }

    /// An entry whose address is none of the web: the article has to stand in the feed.
    fn only_in_feed(
        &mut self,
        feed: usize,
        key: String,
        state: PageState,
        fingerprint: String,
        entry: &Entry,
    ) -> Result<(), C::Error> {
        let mut bare = entry.clone();
        let address = bare.address.take().unwrap_or_default();
        let state = PageState { entry: fingerprint, ..state };
        if self.use_feed(feed, &key, &state, &bare) {
            return Ok(());
        }
        let feed = self.feeds[feed].address;
        (self.told)(Happened::NoPage { feed, address: &address });
        self.collector.keep(&[(key, written(&state))])
    }

    /// Makes the article that an entry holds ready to be taken in; false where it holds none.
    pub(super) fn use_feed(&mut self, feed: usize, key: &str, state: &PageState, entry: &Entry) -> bool {
        let Ok(Some((report, cautions))) = entry.report(&self.options.reader) else { return false };
        (self.told)(Happened::Read { report: &report, cautions: &cautions, from_feed: true });
        self.make_ready(feed, report, key.to_owned(), state.clone());
        true
    }

    fn make_ready(&mut self, feed: usize, report: Report, key: String, state: PageState) {
        // The feed is not remembered before this is taken in.
        self.feeds[feed].open += 1;
        self.ready.push(Ready { feed, report, key, state });
    }

    /// Looks at pages again that the feed lists no more, or did not send again.
    pub(super) fn look_again(&mut self, feed: usize) -> Result<(), C::Error> {
        let recent = std::mem::take(&mut self.feeds[feed].state.recent);
        let mut still = Vec::with_capacity(recent.len());
        for address in recent {
            let key = page_key(&address);
            let state: PageState = read(self.collector.state(&key)?);
            let Some(next) = state.next_look else { continue };
            still.push(address.clone());
            let Ok(url) = web_address(&address) else { continue };
            if next <= self.now.as_second() && self.seen.insert(key.clone()) {
                let entry = state.facts.clone().unwrap_or_default();
                let fingerprint = state.wanted.clone().unwrap_or_else(|| state.entry.clone());
                self.ask_page(feed, url, key, state, fingerprint, entry);
            }
        }
        // Pages that came meanwhile stand first.
        self.feeds[feed].state.recent.extend(still);
        Ok(())
    }

    pub(super) fn page(
        &mut self,
        feed: usize,
        page: Page,
        result: Result<Got, Failure>,
    ) -> Result<(), C::Error> {
        self.round.pages += 1;
        let address = page.key.strip_prefix("page ").unwrap_or(&page.key).to_owned();
        let mut state = page.state.clone();
        match result {
            Ok(Got::Article(report, cautions, validators)) => {
                (self.told)(Happened::Read { report: &report, cautions: &cautions, from_feed: false });
                self.seen_now(&mut state, &page);
                state.validators = validators;
                self.remember_recent(feed, &address, &state);
                self.make_ready(feed, *report, page.key, state);
                Ok(())
            }
            Ok(_) => {
                (self.told)(Happened::Unchanged { address: &address });
                self.seen_now(&mut state, &page);
                self.remember_recent(feed, &address, &state);
                self.collector.keep(&[(page.key, written(&state))])
            }
            Err(failure) => self.page_failed(feed, &address, page, &failure),
        }
    }

    fn page_failed(
        &mut self,
        feed: usize,
        address: &str,
        page: Page,
        failure: &Failure,
    ) -> Result<(), C::Error> {
        (self.told)(Happened::PageFailed { address, error: failure });
        if matches!(failure, Failure::LeftAlone { .. } | Failure::NoRobots { .. }) {
            // Its host's fault, not its own.
            self.round.waiting += 1;
            self.feeds[feed].is_complete = false;
            return Ok(());
        }
        self.round.failed_pages += 1;
        let mut state = page.state.clone();
        state.failures += 1;
        let is_passing = failure.is_passing();
        if !is_passing || state.failures >= FEED_WILL_DO {
            let mut done = PageState { entry: page.fingerprint.clone(), ..state.clone() };
            done.failures = 0;
            done.next_look = None;
            // What was taken in from the page before is not replaced by the feed's.
            if page.state.entry.is_empty() && self.use_feed(feed, &page.key, &done, &page.entry) {
                return Ok(());
            }
        }
        if state.failures >= if is_passing { 2 * GIVEN_UP } else { GIVEN_UP } {
            (state.entry, state.next_look, state.not_before) = (page.fingerprint, None, None);
            state.wanted = None;
        } else {
            // What passes is tried again in the next round, the rest ever more seldom.
            let first = if is_passing { self.options.back_off / 5 } else { self.options.back_off * 12 };
            let wait = retry::back_off(first, state.failures, self.options.longest_back_off);
            state.not_before = Some(self.now.as_second().saturating_add_unsigned(wait.as_secs()));
            // It is asked for from memory, whether its feed is sent again or not; unless the article may have to come from
            // there.
            state.next_look = state.not_before;
            state.facts = Some(page.entry.clone());
            state.wanted = Some(page.fingerprint);
            self.feeds[feed].is_complete &= !(is_passing && page.entry.holds_article());
            self.remember_recent(feed, address, &state);
        }
        self.collector.keep(&[(page.key, written(&state))])
    }

    /// Notes that a page was had, and when to look at it again.
    fn seen_now(&self, state: &mut PageState, page: &Page) {
        if state.entry != page.fingerprint {
            // New, or edited: quiet edits come soon after.
            state.looks = 0;
        } else {
            state.looks += 1;
        }
        state.entry.clone_from(&page.fingerprint);
        state.facts = Some(page.entry.clone());
        (state.failures, state.not_before, state.wanted) = (0, None, None);
        let is_wanted = !self.options.recheck.is_zero() && state.looks < self.options.rechecks;
        let wait = self.options.recheck.saturating_mul(3_u32.saturating_pow(state.looks));
        state.next_look =
            is_wanted.then(|| Timestamp::now().as_second().saturating_add_unsigned(wait.as_secs()));
    }

    fn remember_recent(&mut self, feed: usize, address: &str, state: &PageState) {
        let recent = &mut self.feeds[feed].state.recent;
        if state.next_look.is_some() && !recent.iter().any(|known| known == address) {
            recent.insert(0, address.to_owned());
        }
    }
}
