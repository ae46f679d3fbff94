//! Feeds saved as files: RSS, Atom and JSON Feed. An entry that holds its article is a report.

use feed_rs::model::{Entry, Feed, Text};
use twosource_text::{Alignment, Span};

use super::{Outcome, check_text, html};
use crate::draft::{Block, Draft, Given, sha256};
use crate::encoding;
use crate::error::{Caution, Place, ReadError, Warning};
use crate::{Options, SegmentKind};

/// Words below which the text of an entry is a teaser: the article stands on the page it links to.
const FEWEST_WORDS: usize = 80;

/// True for the root elements of feeds.
pub(crate) fn is_root(name: &str) -> bool {
    matches!(name, "rss" | "feed" | "RDF")
}

/// True where `start` opens a JSON Feed.
pub(crate) fn is_json_feed(start: &[u8]) -> bool {
    const MARK: &[u8] = b"jsonfeed.org/version";
    const WITHIN: usize = 1024;
    start[..start.len().min(WITHIN)].windows(MARK.len()).any(|window| window == MARK)
}

/// The reports in a feed. An entry is hashed by what it says: the rest of a feed changes with every download.
pub(crate) fn read(bytes: &[u8], place: &Place, options: &Options) -> Outcome {
    let feed = match feed_rs::parser::parse(bytes) {
        Ok(feed) => feed,
        Err(error) => return Outcome::failed(place.clone(), ReadError::Feed(error.to_string())),
    };
    let mut outcome = Outcome::default();
    let mut without_text = 0;
    for (index, entry) in feed.entries.iter().enumerate() {
        let place = Place { path: place.path.clone(), line: Some(index + 1) };
        match draft(&feed, entry, place.clone(), options) {
            Ok(Some(draft)) => outcome.add(place, Ok((draft, Vec::new()))),
            Ok(None) => without_text += 1,
            Err(error) => outcome.add(place, Err(error)),
        }
    }
    if outcome.is_empty() {
        return Outcome::failed(place.clone(), ReadError::OnlyLinks { pages: without_text });
    }
    if without_text > 0 {
        let caution = Caution::OnlyLinks { pages: without_text };
        outcome.warnings.push(Warning { place: place.clone(), caution });
    }
    outcome
}

/// The report of an entry; `None` where it holds no more than a teaser.
fn draft(feed: &Feed, entry: &Entry, place: Place, options: &Options) -> Result<Option<Draft>, ReadError> {
    let body = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    let mut parts: Vec<(String, Option<SegmentKind>)> = Vec::new();
    for markup in [body, summary].into_iter().flatten() {
        let found = html::words_of(markup);
        let words = |parts: &[(String, Option<SegmentKind>)]| {
            parts.iter().map(|(words, _)| words.split(' ').count()).sum::<usize>()
        };
        if words(&found) > words(&parts) {
            parts = found;
        }
    }
    let words: usize = parts.iter().map(|(words, _)| words.split(' ').count()).sum();
    if words < FEWEST_WORDS {
        return Ok(None);
    }
    let mut text = String::new();
    let mut blocks = Vec::with_capacity(parts.len());
    for (words, kind) in parts {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&words);
        blocks.push(Block { span: Span::new(start, text.len()), kind });
    }
    check_text(&text, options)?;
    encoding::refuse_control_characters(&text)?;
    let given = given(feed, entry);
    let said =
        [given.url.as_deref(), given.title.as_deref(), given.published.as_deref(), Some(text.as_str())];
    let said = said.map(|part| part.unwrap_or("")).join("\0");
    let sha256 = sha256(said.as_bytes());
    let alignment = Alignment::identity();
    Ok(Some(Draft { place, sha256, given, text, alignment, blocks: Some(blocks) }))
}

/// What the feed says of an entry.
fn given(feed: &Feed, entry: &Entry) -> Given {
    let plain = |text: &Text| {
        let parts: Vec<String> = html::words_of(&text.content).into_iter().map(|(words, _)| words).collect();
        parts.join(" ")
    };
    let link = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let authors: Vec<&str> = entry.authors.iter().filter_map(|author| author.name.as_deref()).collect();
    let moment = entry.published.or(entry.updated);
    let mut given = Given::default();
    let fields = [
        ("title", entry.title.as_ref().map(plain)),
        ("url", link.map(|link| link.href.clone())),
        ("byline", Some(authors.join(", "))),
        ("published", moment.map(|moment| moment.to_rfc3339())),
        ("language", entry.language.clone().or_else(|| feed.language.clone())),
        // What comes from elsewhere is not by the feed's outlet: its address tells whose it is.
        ("outlet", feed.title.as_ref().filter(|_| entry.source.is_none()).map(plain)),
    ];
    for (key, value) in fields {
        if let Some(value) = value {
            given.set(key, &value);
        }
    }
    if given.url.is_none() {
        given.set("id", &entry.id);
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(feed: &str) -> Outcome {
        let place = Place { path: Some("feed.xml".to_owned()), line: None };
        super::read(feed.as_bytes(), &place, &Options::default())
    }

    fn rss(items: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Harbour Post</title><link>https://harbour.example</link><description>d</description>{items}</channel></rss>"
        )
    }

    fn item(number: usize, words: usize) -> String {
        let body = "The ferry lay on the sand. ".repeat(words / 6 + 1);
        format!(
            "<item><title>Ferry &amp; sand {number}</title><link>https://harbour.example/{number}</link><pubDate>Wed, 13 Sep 2023 08:00:00 GMT</pubDate><content:encoded><![CDATA[<h2>Aground</h2><p>{body}</p><script>evil()</script>]]></content:encoded></item>"
        )
    }

    #[test]
    fn an_entry_with_its_article_is_a_report() {
        let outcome = read(&rss(&item(1, 120)));
        let report = &outcome.reports[0];
        assert_eq!(report.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(report.title.as_deref(), Some("Ferry & sand 1"));
        assert_eq!(report.url.as_deref(), Some("https://harbour.example/1"));
        assert!(report.published.as_ref().unwrap().value.starts_with("2023-09-13"), "{:?}", report.published);
        assert!(report.text.starts_with("Aground\n\nThe ferry lay"), "{}", report.text);
        assert!(!report.text.contains("evil"));
        assert_eq!(report.line, Some(1));
    }

    #[test]
    fn teasers_are_counted_and_a_feed_of_nothing_else_is_said() {
        let outcome = read(&rss(&format!("{}{}", item(1, 120), item(2, 5))));
        assert_eq!(outcome.reports.len(), 1);
        assert_eq!(outcome.warnings[0].caution, Caution::OnlyLinks { pages: 1 });
        let outcome = read(&rss(&item(2, 5)));
        assert!(matches!(outcome.failures[0].error, ReadError::OnlyLinks { pages: 1 }));
    }

    #[test]
    fn an_entry_keeps_its_hash_when_the_rest_of_the_feed_changes() {
        let (one, two) =
            (read(&rss(&item(1, 120))), read(&rss(&format!("{}{}", item(3, 120), item(1, 120)))));
        assert_eq!(one.reports[0].sha256, two.reports[1].sha256);
        assert_ne!(one.reports[0].sha256, two.reports[0].sha256);
    }

    #[test]
    fn broken_feeds_are_said() {
        let outcome = read("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><item>");
        assert!(outcome.reports.is_empty() && outcome.failures.len() == 1);
    }
}
