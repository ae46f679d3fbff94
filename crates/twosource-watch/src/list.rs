//! Lists of feeds: one address a line, or OPML as feed readers export it.

use quick_xml::Reader;
use quick_xml::events::Event;
use thiserror::Error;

use crate::fetch::{FetchError, web_address};

/// A list with more feeds than this is taken for a mistake.
const MOST_FEEDS: usize = 10_000;

/// Why a list of feeds cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ListError {
    /// A line is no address.
    #[error("line {line}: {error}")]
    Line {
        /// From 1.
        line: usize,
        /// What is wrong with it.
        error: FetchError,
    },
    /// An outline of an OPML file has no web address.
    #[error("an outline: {0}")]
    Outline(FetchError),
    /// It names no feed.
    #[error("names no feed; write one address a line, or give an OPML file with xmlUrl attributes")]
    Empty,
    /// It names very many.
    #[error("names more than {limit} feeds; split it")]
    TooMany {
        /// Feeds.
        limit: usize,
    },
}

/// The addresses that a list of feeds names, each once, in its order.
///
/// ```
/// use twosource_watch::feeds_in;
///
/// let feeds = feeds_in("# harbour\nhttps://harbour.example/feed  # the Post\n\nhttps://star.example/atom.xml\n")?;
/// assert_eq!(feeds, ["https://harbour.example/feed", "https://star.example/atom.xml"]);
/// let opml = "<opml><body><outline text='Sea'><outline xmlUrl='https://sea.example/feed'/></outline></body></opml>";
/// assert_eq!(feeds_in(opml)?, ["https://sea.example/feed"]);
/// # Ok::<(), twosource_watch::ListError>(())
/// ```
///
/// # Errors
/// Where a line is no web address, or there is none.
pub fn feeds_in(list: &str) -> Result<Vec<String>, ListError> {
    let list = list.trim_start_matches('\u{FEFF}');
    let found = if list.trim_start().starts_with('<') { outlines(list)? } else { lines(list)? };
    let mut feeds: Vec<String> = Vec::with_capacity(found.len());
    let mut known = std::collections::BTreeSet::new();
    for feed in found {
        if known.insert(feed.clone()) {
            feeds.push(feed);
        }
    }
    match feeds.len() {
        0 => Err(ListError::Empty),
        1..=MOST_FEEDS => Ok(feeds),
        _ => Err(ListError::TooMany { limit: MOST_FEEDS }),
    }
}

/// The address of a feed as people have it: `feed:` stands before some.
///
/// # Errors
/// Where it is no web address.
pub fn feed_address(given: &str) -> Result<String, FetchError> {
    let given = given.trim();
    let address = match given.strip_prefix("feed:") {
        Some(rest) if rest.starts_with("//") => format!("https:{rest}"),
        Some(rest) => rest.to_owned(),
        None => given.to_owned(),
    };
    web_address(&address).map(|url| url.to_string())
}

fn lines(list: &str) -> Result<Vec<String>, ListError> {
    let mut found = Vec::new();
    for (index, line) in list.lines().enumerate() {
        // A "#" within an address points into the page; a comment stands alone.
        let line = line.split(" #").next().unwrap_or(line).split("\t#").next().unwrap_or("").trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        found.push(feed_address(line).map_err(|error| ListError::Line { line: index + 1, error })?);
    }
    Ok(found)
}

fn outlines(opml: &str) -> Result<Vec<String>, ListError> {
    let mut reader = Reader::from_str(opml);
    reader.config_mut().check_end_names = false;
    let mut found = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                let mut attributes = element.attributes();
                let attributes = attributes.with_checks(false).flatten();
                for attribute in attributes.filter(|a| a.key.as_ref().eq_ignore_ascii_case("xmlurl")) {
                    let value = unescaped(attribute.value.as_ref());
                    found.push(feed_address(&value).map_err(ListError::Outline)?);
                }
            }
            Ok(Event::Eof) | Err(_) => return Ok(found),
            Ok(_) => {}
        }
    }
}

/// The value of an attribute: addresses hold no more than these.
fn unescaped(value: &str) -> String {
    value.replace("&quot;", "\"").replace("&apos;", "'").replace("&#38;", "&").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_comments_blank_lines_and_feeds_given_twice() {
        let list = "\u{FEFF}# all\r\nhttps://a.example/feed#top\r\n\r\n  feed://b.example/x \nfeed:http://c.example/\nhttps://a.example/feed\n";
        assert_eq!(
            feeds_in(list).unwrap(),
            ["https://a.example/feed", "https://b.example/x", "http://c.example/"]
        );
    }

    #[test]
    fn outlines_of_any_depth_are_found() {
        let opml = r#"<?xml version="1.0"?><opml version="2.0"><body><outline text="Sea"><outline type="rss" text="A" xmlUrl="https://a.example/feed?x=1&amp;y=2" htmlUrl="https://a.example/"></outline><outline text="B" xmlurl='https://b.example/'/></outline></body></opml>"#;
        assert_eq!(feeds_in(opml).unwrap(), ["https://a.example/feed?x=1&y=2", "https://b.example/"]);
    }

    #[test]
    fn what_is_no_list_is_said_with_its_line() {
        let error = feeds_in("https://a.example/\nharbour.example/feed\n").unwrap_err();
        assert!(error.to_string().starts_with("line 2: \"harbour.example/feed\""), "{error}");
        assert_eq!(feeds_in("# nothing\n"), Err(ListError::Empty));
        assert_eq!(feeds_in("<html><p>no</p></html>"), Err(ListError::Empty));
        assert!(feeds_in("<opml><outline xmlUrl='file:///etc/passwd'/></opml>").is_err());
    }
}
