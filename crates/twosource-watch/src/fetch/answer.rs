//! What a server answers.

use serde::{Deserialize, Serialize};
use url::Url;

/// What a server gave with an answer to tell later whether it has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// The `ETag`, as sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// The `Last-Modified`, as sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

impl Validators {
    /// True where the server gave nothing to compare with.
    pub fn is_empty(&self) -> bool {
        self.etag.is_none() && self.last_modified.is_none()
    }
}

/// What a server sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Where it came from in the end, redirects followed.
    pub address: String,
    /// The body, its compression undone.
    pub body: Vec<u8>,
    /// The media type, in lower case and without parameters: "text/html".
    pub media: Option<String>,
    /// The charset that the head names.
    pub charset: Option<String>,
    /// For the next time.
    pub validators: Validators,
    /// The body had more bytes than were asked for, and the rest was left.
    pub is_cut: bool,
}

/// What came of a fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// The page.
    New(Answer),
    /// It is as it was when the validators were given (304).
    Unchanged,
}

/// What came of a fetch that follows no redirect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hop {
    /// The page, or that it is unchanged.
    There(Fetched),
    /// It is elsewhere.
    Moved {
        /// Where.
        to: Url,
        /// For good, by what the server says.
        for_good: bool,
    },
}

/// The media type and charset of a `Content-Type`.
pub(super) fn content_type(field: &str) -> (Option<String>, Option<String>) {
    let mut parts = field.split(';');
    let media = parts.next().map(|media| media.trim().to_ascii_lowercase()).filter(|media| !media.is_empty());
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    });
    let charset = charset.map(|label| label.trim().trim_matches(['"', '\'']).to_owned());
    (media, charset.filter(|label| !label.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_type_names_media_and_charset() {
        let both = |media: &str, charset: &str| (Some(media.to_owned()), Some(charset.to_owned()));
        assert_eq!(content_type("Text/HTML; Charset=\"windows-1252\""), both("text/html", "windows-1252"));
        assert_eq!(content_type("text/xml; a=b; charset=utf-8"), both("text/xml", "utf-8"));
        assert_eq!(content_type("text/html; charset="), (Some("text/html".to_owned()), None));
        assert_eq!(content_type(""), (None, None));
    }
}
