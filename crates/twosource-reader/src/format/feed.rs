//! Feeds: RSS, Atom and JSON Feed, and sitemaps, which are read alike. Of a feed saved as a file, an entry that holds its
//! article is a report.

use std::borrow::Cow;

use feed_rs::model::{self, Text};

use super::entry::Entry;
use super::{Outcome, html, marks, sitemap};
use crate::Options;
use crate::encoding;
use crate::error::{Caution, Place, ReadError, Warning};
use crate::pattern::Pattern;
use crate::site::same_site;
use crate::syndication::SyndicationMark;

/// What an XML declaration says of its encoding.
static DECLARED: Pattern =
    Pattern::new(r#"(?i)^\s*<\?xml[^>]{0,200}?(encoding\s*=\s*["']([a-z0-9_:.-]+)["'])"#);

/// The root of an RSS feed, after a declaration, comments and the like.
static ROOT: Pattern =
    Pattern::new(r"^(?:\s|<\?[^>]*>|<!--(?s:.*?)-->|<![^>]*>)*<rss(?P<attributes>(?:\s[^<>]*)?)>");
static VERSION: Pattern = Pattern::new(r#"\sversion\s*=\s*["']\s*([^"'<>]*?)\s*["']"#);

/// A feed, or a sitemap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// What it calls itself.
    pub title: Option<String>,
    /// Its entries in its own order; of a sitemap the latest first.
    pub entries: Vec<Entry>,
    /// Further sitemaps that an index of sitemaps names, the latest first.
    pub maps: Vec<String>,
    /// Entries that were left out because there are too many.
    pub left_out: usize,
}

/// Reads a feed or sitemap that is in memory: RSS, Atom, JSON Feed, a sitemap, or an index of sitemaps.
///
/// `address` is where it came from; what it says relative to that is made whole. `charset` is what came with it from
/// elsewhere. At most `limit` entries are returned: the first of a feed, the latest of a sitemap.
///
/// ```
/// use twosource_reader::read_feed;
///
/// let feed = "<rss version='2.0'><channel><title>Harbour Post</title><link>https://harbour.example/</link><description>d</description><item><title>Ferry aground</title><link>https://harbour.example/a</link></item></channel></rss>";
/// let feed = read_feed(feed.as_bytes(), None, None, 100)?;
/// assert_eq!(feed.entries[0].address.as_deref(), Some("https://harbour.example/a"));
/// # Ok::<(), twosource_reader::ReadError>(())
/// ```
///
/// # Errors
/// [`ReadError::Feed`] where it is none of these or broken.
pub fn read_feed(
    bytes: &[u8],
    address: Option<&str>,
    charset: Option<&str>,
    limit: usize,
) -> Result<Feed, ReadError> {
    let text = characters(bytes, charset)?;
    let start = text.trim_start_matches('\u{FEFF}').trim_start();
    let root = start.starts_with('<').then(|| sitemap::root(start.as_bytes())).flatten();
    if root.as_deref().is_some_and(sitemap::is_root) {
        let found = sitemap::read(start, address, limit);
        return Ok(Feed { title: None, entries: found.entries, maps: found.maps, left_out: found.left_out });
    }
    if !start.starts_with('{') && !root.as_deref().is_some_and(is_root) {
        return Err(ReadError::Feed("it is neither RSS, Atom, a JSON Feed nor a sitemap".to_owned()));
    }
    // An id that is made up would be another one each time.
    let builder = feed_rs::parser::Builder::new().base_uri(address).id_generator(|_, _, _| String::new());
    let standard = of_a_version(start);
    let feed =
        builder.build().parse(standard.as_bytes()).map_err(|error| ReadError::Feed(error.to_string()))?;
    let mut marks = if start.starts_with('<') { marks::of(start) } else { Vec::new() };
    if marks.len() != feed.entries.len() {
        // The two do not agree on what the entries are: no mark is surely of one of them.
        marks.clear();
    }
    marks.resize(feed.entries.len(), None);
    let left_out = feed.entries.len().saturating_sub(limit);
    let entries = feed.entries.iter().zip(marks).take(limit);
    let entries = entries.map(|(item, mark)| {
        let mut entry = entry(&feed, item, address);
        entry.syndicated_from = mark.filter(|mark| {
            let own = entry.address.as_deref();
            !mark.is_own(entry.outlet.as_deref(), own)
        });
        // What comes from elsewhere is not by the feed's outlet: its address tells whose it is.
        if entry.syndicated_from.as_ref().is_some_and(|mark| mark.mark == SyndicationMark::Source) {
            entry.outlet = None;
        }
        entry
    });
    Ok(Feed { title: title(&feed), entries: entries.collect(), maps: Vec::new(), left_out })
}

/// The characters of a feed, its declaration without an encoding: it is UTF-8 now.
fn characters(bytes: &[u8], charset: Option<&str>) -> Result<String, ReadError> {
    const WITHIN: usize = 512;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(WITHIN)]).into_owned();
    let declared = DECLARED.captures(&head).and_then(|found| Some(found.get(2)?.as_str().to_owned()));
    let mut text = encoding::decode(bytes, encoding::surer(charset, declared.as_deref()))?.text;
    let place = DECLARED.captures(&text).and_then(|found| Some(found.get(1)?.range()));
    if let Some(place) = place {
        text.replace_range(place, "");
    }
    Ok(text)
}

/// An RSS feed under a version that its parser knows: "0.93", "2", "2.00" or none are read as 2.0, which holds all of them.
fn of_a_version(feed: &str) -> Cow<'_, str> {
    let Some(root) = ROOT.captures(feed) else { return Cow::Borrowed(feed) };
    let (Some(root), known) = (root.name("attributes"), ["0.91", "0.92", "2.0"]) else {
        return Cow::Borrowed(feed);
    };
    let version = VERSION.captures(root.as_str());
    let named = version.as_ref().and_then(|found| found.get(1));
    if named.is_some_and(|named| known.contains(&named.as_str())) {
        return Cow::Borrowed(feed);
    }
    let mut feed = feed.to_owned();
    match version.and_then(|found| Some(found.get(0)?.range())) {
        Some(place) => {
            let place = root.start() + place.start..root.start() + place.end;
            feed.replace_range(place, " version=\"2.0\"");
        }
        None => feed.insert_str(root.start(), " version=\"2.0\""),
    }
    Cow::Owned(feed)
}

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

/// The reports in a feed saved as a file.
pub(crate) fn read(bytes: &[u8], place: &Place, options: &Options) -> Outcome {
    let feed = match read_feed(bytes, None, None, usize::MAX) {
        Ok(feed) => feed,
        Err(error) => return Outcome::failed(place.clone(), error),
    };
    let mut outcome = Outcome::default();
    let mut without_text = feed.maps.len();
    for (index, entry) in feed.entries.iter().enumerate() {
        let place = Place { path: place.path.clone(), line: Some(index + 1) };
        match entry.draft(place.clone(), options) {
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

/// Words without mark-up.
fn plain(text: &Text) -> String {
    let parts: Vec<String> = html::words_of(&text.content).into_iter().map(|(words, _)| words).collect();
    parts.join(" ")
}

fn title(feed: &model::Feed) -> Option<String> {
    feed.title.as_ref().map(plain).filter(|title| !title.is_empty())
}

/// What the feed says of an entry.
fn entry(feed: &model::Feed, item: &model::Entry, address: Option<&str>) -> Entry {
    let some = |value: String| (!value.trim().is_empty()).then_some(value);
    let link = item.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let page = link.and_then(|link| some(link.href.trim().to_owned()));
    let authors: Vec<&str> = item.authors.iter().filter_map(|author| author.name.as_deref()).collect();
    // A feed that collects pages of other sites is not their outlet.
    let is_own = match (address, &page) {
        (Some(address), Some(page)) => {
            let mut homes = feed.links.iter().map(|link| link.href.as_str()).chain([address]);
            homes.any(|home| same_site(home, page))
        }
        _ => true,
    };
    let is_at_home = match (address, &page) {
        (Some(address), Some(page)) => same_site(address, page),
        _ => true,
    };
    let body = item.content.as_ref().and_then(|content| content.body.clone());
    let summary = item.summary.as_ref().map(|summary| summary.content.clone());
    Entry {
        address: page,
        id: some(item.id.clone()),
        title: item.title.as_ref().map(plain).and_then(some),
        published: item.published.or(item.updated).map(|moment| moment.to_rfc3339()),
        updated: item.updated.map(|moment| moment.to_rfc3339()),
        language: item.language.clone().or_else(|| feed.language.clone()),
        byline: some(authors.join(", ")),
        outlet: title(feed).filter(|_| is_own),
        syndicated_from: None,
        feed_elsewhere: (!is_at_home).then(|| title(feed).unwrap_or_default()),
        markup: [body, summary].into_iter().flatten().collect(),
    }
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

    #[test]
    fn any_version_of_rss_is_read() {
        for version in [
            "",
            " version=\"0.91\"",
            " version='0.93'",
            " version=\"0.94\"",
            " version=\"2\"",
            " version = '2.00'",
            " version=\"2.0\"",
            " version=\"\"",
        ] {
            let feed = format!(
                "<?xml version=\"1.0\"?>\n<!-- a > b -->\n<rss xmlns:dc=\"http://purl.org/dc/elements/1.1/\"{version}><channel><title>Harbour Post</title><link>https://harbour.example/</link><description>d</description><item><title>Ferry &amp;amp; sand</title><link>https://harbour.example/a</link></item></channel></rss>"
            );
            let feed = read_feed(feed.as_bytes(), None, None, 9).unwrap();
            assert_eq!(feed.entries.len(), 1, "{version}");
            assert_eq!(feed.entries[0].address.as_deref(), Some("https://harbour.example/a"), "{version}");
        }
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
    fn a_feed_does_not_speak_for_another_site() {
        let feed = rss(&item(1, 120));
        let at = |address| read_feed(feed.as_bytes(), Some(address), None, 10).unwrap().entries.remove(0);
        let report = |entry: Entry| entry.report(&Options::default()).unwrap().unwrap().0;
        let own = report(at("https://www.harbour.example/feed"));
        assert_eq!(own.url.as_deref(), Some("https://harbour.example/1"));
        assert_eq!(own.syndicated_from, None);
        // The title and the home page are what the feed says of itself; where it was fetched is not.
        let other = report(at("https://impostor.example/feed"));
        assert_eq!(other.url, None);
        assert_eq!(other.syndicated_from.unwrap().name, "harbour.example");
    }

    #[test]
    fn charsets_of_head_and_declaration_are_heeded() {
        let feed = "<?xml version=\"1.0\" encoding=\"windows-1252\"?><rss version=\"2.0\"><channel><title>Caf\u{e9}</title><link>https://a.example/</link><description>d</description><item><title>\u{e9}t\u{e9}</title><link>/a</link></item></channel></rss>";
        let latin: Vec<u8> = feed.chars().map(|c| c as u8).collect();
        let plain = feed.replace(" encoding=\"windows-1252\"", "");
        let bare: Vec<u8> = plain.chars().map(|c| c as u8).collect();
        for (bytes, charset) in [
            (latin.as_slice(), None),
            (latin.as_slice(), Some("utf-8")),
            (bare.as_slice(), Some("iso-8859-1")),
            (bare.as_slice(), None),
            // Says one thing and is the other.
            (feed.as_bytes(), None),
            (plain.as_bytes(), Some("windows-1252")),
        ] {
            let feed = read_feed(bytes, Some("https://a.example/feed"), charset, 10).unwrap();
            assert_eq!(feed.title.as_deref(), Some("Caf\u{e9}"), "{charset:?}");
            assert_eq!(feed.entries[0].title.as_deref(), Some("\u{e9}t\u{e9}"));
            assert_eq!(feed.entries[0].address.as_deref(), Some("https://a.example/a"));
        }
    }

    #[test]
    fn broken_feeds_are_said() {
        let outcome = read("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><item>");
        assert!(outcome.reports.is_empty() && outcome.failures.len() == 1);
    }
}
