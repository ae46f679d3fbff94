//! Posting to an address.

use serde_json::json;
use twosource_watch::Fetcher;

use crate::Entry;

/// Posts entries as JSON: `{"follower", "entries": [{"at", "title", "text", "address"}]}`. The address is asked under the guard of
/// all fetching.
///
/// # Errors
/// In words, where the other side does not take it.
pub(crate) fn post(
    fetcher: &Fetcher,
    address: &str,
    follower: &str,
    pages: Option<&str>,
    entries: &[&Entry],
) -> Result<(), String> {
    let entries: Vec<serde_json::Value> = (entries.iter())
        .map(|entry| {
            let address = pages.map(|pages| format!("{}{}", pages.trim_end_matches('/'), entry.address));
            json!({"id": entry.name(), "at": entry.at, "title": entry.title, "text": entry.text, "address": address})
        })
        .collect();
    let body = json!({"follower": follower, "entries": entries}).to_string();
    fetcher.post(address, "application/json", body.as_bytes()).map_err(|error| error.to_string())
}
