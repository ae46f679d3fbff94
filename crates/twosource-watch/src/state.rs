//! What is remembered of feeds and pages from round to round.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use twosource_reader::Entry;

use crate::fetch::Validators;

/// What is remembered of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct FeedState {
    /// Of the listing whose entries have all been dealt with.
    pub validators: Validators,
    /// The same for each sitemap that the feed, an index, leads to.
    pub maps: BTreeMap<String, Validators>,
    /// Rounds in a row that it failed.
    pub failures: u32,
    /// When it may be asked again: seconds since 1970.
    pub not_before: Option<i64>,
    /// Why it failed last.
    pub error: Option<String>,
    /// Pages that are to be looked at again, the latest first.
    pub recent: Vec<String>,
}

/// What is remembered of a page, or of an entry without one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct PageState {
    /// The fingerprint of the entry that was dealt with.
    pub entry: String,
    /// The fingerprint of an entry whose page could not be had yet.
    pub wanted: Option<String>,
    /// What that entry said, without its article: it fills in what the page lacks.
    pub facts: Option<Entry>,
    /// Of the page when it was fetched last.
    pub validators: Validators,
    /// When to look for quiet edits (seconds since 1970); `None` where that is over.
    pub next_look: Option<i64>,
    /// How often that was done.
    pub looks: u32,
    /// Times in a row that it could not be had.
    pub failures: u32,
    /// When it may be asked for again after a failure: seconds since 1970.
    pub not_before: Option<i64>,
}

/// Under what a feed is remembered.
pub(crate) fn feed_key(address: &str) -> String {
    format!("feed {address}")
}

/// Under what a page is remembered.
pub(crate) fn page_key(address: &str) -> String {
    format!("page {address}")
}

/// Under what an entry without a page is remembered.
pub(crate) fn entry_key(feed: &str, entry: &Entry) -> String {
    let name = entry.id.clone().filter(|id| id.len() < 500).unwrap_or_else(|| entry.fingerprint());
    format!("entry {feed} {name}")
}

/// A state as it was kept; a new one where there is none, or what was kept cannot be read: then everything is looked at
/// again, and the collection knows what it has.
pub(crate) fn read<S: Default + for<'s> Deserialize<'s>>(kept: Option<String>) -> S {
    kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default()
}

/// A state as it is kept.
pub(crate) fn written<S: Serialize>(state: &S) -> String {
    // Plain fields can always be written.
    serde_json::to_string(state).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_come_back_and_damaged_or_older_ones_are_new() {
        let mut facts = Entry::default();
        facts.title = Some("Ferry".to_owned());
        let state = PageState {
            entry: "abc".to_owned(),
            facts: Some(facts),
            next_look: Some(1_694_592_000),
            ..PageState::default()
        };
        assert_eq!(read::<PageState>(Some(written(&state))), state);
        assert_eq!(read::<PageState>(Some("{\"looks\": 2}".to_owned())).looks, 2);
        assert_eq!(read::<FeedState>(Some("{{".to_owned())), FeedState::default());
    }
}
