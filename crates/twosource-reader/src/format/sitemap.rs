//! Sitemaps: lists of addresses, those of news with headlines and dates, and lists of such lists.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::entry::Entry;
use crate::site::same_site;
use crate::syndication::{Syndication, SyndicationMark};

/// Bytes of one value that are kept.
const LONGEST_VALUE: usize = 8192;

/// True for the root elements of sitemaps and of their indices.
pub(crate) fn is_root(name: &str) -> bool {
    name == "urlset" || name == "sitemapindex"
}

/// The words of an element, as they come.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub text: String,
}

impl Words {
    /// Adds what an event holds of them.
    pub fn take_in(&mut self, event: &Event) {
        if self.text.len() > LONGEST_VALUE {
            return;
        }
        match event {
            Event::Text(text) => self.text.push_str(&text.xml10_content()),
            Event::CData(text) => self.text.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let written = format!("&{};", name.xml10_content());
                self.text.push_str(&html_escape::decode_html_entities(&written));
            }
            _ => {}
        }
    }
}

/// What a sitemap lists.
#[derive(Debug, Default)]
pub(super) struct Sitemap {
    /// Pages, those that the map dates latest first.
    pub entries: Vec<Entry>,
    /// Further sitemaps, in the same order.
    pub maps: Vec<String>,
    /// Pages that were left out for being too many.
    pub left_out: usize,
}

/// Reads a sitemap or an index of sitemaps, as far as it can be read. `base` is its own address. Of more than `limit`
/// pages the latest are kept.
pub(super) fn read(map: &str, base: Option<&str>, limit: usize) -> Sitemap {
    let mut reader = Reader::from_str(map);
    reader.config_mut().check_end_names = false;
    let mut pages: Vec<Page> = Vec::new();
    let mut maps: Vec<Page> = Vec::new();
    let mut left_out = 0;
    let mut page: Option<Page> = None;
    let mut words: Option<Words> = None;
    loop {
        let event = match reader.read_event() {
            Ok(Event::Eof) | Err(_) => break,
            Ok(event) => event,
        };
        match &event {
            Event::Start(element) => match element.local_name().as_ref() {
                "url" | "sitemap" => page = Some(Page::default()),
                _ if page.is_some() => words = Some(Words::default()),
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "url" => pages.extend(page.take().filter(Page::is_somewhere)),
                "sitemap" => maps.extend(page.take().filter(Page::is_somewhere)),
                name => {
                    if let (Some(page), Some(words)) = (&mut page, words.take()) {
                        page.set(name, words.text.trim());
                    }
                }
            },
            event => {
                if let Some(words) = &mut words {
                    words.take_in(event);
                }
            }
        }
        // A map may list fifty thousand pages; the latest are kept.
        if pages.len() > limit.saturating_mul(2) {
            left_out += keep_latest(&mut pages, limit);
        }
        if maps.len() > limit.saturating_mul(2) {
            keep_latest(&mut maps, limit);
        }
    }
    left_out += keep_latest(&mut pages, limit);
    keep_latest(&mut maps, limit);
    Sitemap {
        entries: pages.into_iter().map(|page| page.entry(base)).collect(),
        maps: maps.into_iter().map(|map| map.address).collect(),
        left_out,
    }
}

/// Keeps the latest, those without a date last; returns how many went.
fn keep_latest(pages: &mut Vec<Page>, limit: usize) -> usize {
    pages.sort_by(|a, b| b.moment().cmp(a.moment()));
    let gone = pages.len().saturating_sub(limit);
    pages.truncate(limit);
    gone
}

/// One page or map as it is listed.
#[derive(Default)]
struct Page {
    address: String,
    changed: String,
    published: String,
    title: String,
    publication: String,
    language: String,
}

impl Page {
    fn is_somewhere(&self) -> bool {
        !self.address.is_empty()
    }

    fn set(&mut self, name: &str, value: &str) {
        let field = match name {
            "loc" => &mut self.address,
            "lastmod" => &mut self.changed,
            "publication_date" => &mut self.published,
            "title" => &mut self.title,
            "name" => &mut self.publication,
            "language" => &mut self.language,
            _ => return,
        };
        // A picture of the page has a `loc` and a `title` of its own, behind the page's.
        if field.is_empty() {
            *field = value.to_owned();
        }
    }

    /// Dates of sitemaps are W3C's, which sort as they are written.
    fn moment(&self) -> &str {
        if self.published.is_empty() { &self.changed } else { &self.published }
    }

    fn entry(self, base: Option<&str>) -> Entry {
        let some = |value: String| (!value.is_empty()).then_some(value);
        // On its own site a publication is the outlet; for a page elsewhere the map says whose the text is.
        let is_own = base.is_none_or(|base| same_site(base, &self.address));
        let (outlet, syndicated_from) = match is_own {
            true => (some(self.publication), None),
            false => (None, Syndication::of(&self.publication, base, SyndicationMark::Publication)),
        };
        Entry {
            title: some(self.title),
            published: some(self.published),
            updated: some(self.changed),
            language: some(self.language),
            outlet,
            syndicated_from,
            address: Some(self.address),
            ..Entry::default()
        }
    }
}

/// The name of the first element of an XML document, its prefix left out, as far as `start` tells.
pub(crate) fn root(start: &[u8]) -> Option<String> {
    let mut reader = Reader::from_reader(start);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                return Some(element.local_name().as_ref().to_owned());
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_stands_behind_prolog_and_comments() {
        let start = b"\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- a <rss> -->\n<!DOCTYPE x>\n<n:urlset xmlns:n=\"a\"><url>";
        assert_eq!(root(start).as_deref(), Some("urlset"));
        assert_eq!(root(b"no mark-up"), None);
    }

    #[test]
    fn news_are_listed_with_what_the_map_says_of_them() {
        let map = r#"<urlset><url><loc>https://harbour.example/a?x=1&amp;y=2</loc><lastmod>2023-09-12</lastmod></url>
            <url><loc> https://harbour.example/b </loc><news:news><news:publication><news:name>Harbour Post</news:name><news:language>en</news:language></news:publication><news:publication_date>2023-09-13T08:00:00Z</news:publication_date><news:title>Ferry &amp; sand</news:title></news:news><image:image><image:loc>https://harbour.example/p.jpg</image:loc><image:title>A ferry</image:title></image:image></url>
            <url><lastmod>2023-09-13</lastmod></url><url><loc>cut"#;
        let found = read(map, Some("https://www.harbour.example/news.xml"), 10);
        assert_eq!(found.entries.len(), 2);
        let news = &found.entries[0];
        assert_eq!(news.address.as_deref(), Some("https://harbour.example/b"));
        assert_eq!(news.title.as_deref(), Some("Ferry & sand"));
        assert_eq!(news.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(news.published.as_deref(), Some("2023-09-13T08:00:00Z"));
        assert_eq!(news.syndicated_from, None);
        assert_eq!(found.entries[1].address.as_deref(), Some("https://harbour.example/a?x=1&y=2"));
        // The same from another site.
        let found = read(map, Some("https://all-news.example/map.xml"), 10);
        let mark = found.entries[0].syndicated_from.as_ref().unwrap();
        assert_eq!((mark.name.as_str(), mark.mark), ("Harbour Post", SyndicationMark::Publication));
    }

    #[test]
    fn of_many_pages_the_latest_are_kept_and_maps_are_listed() {
        let urls: String = (0..1000)
            .map(|i| {
                format!("<url><loc>https://a.example/{i}</loc><lastmod>{:04}</lastmod></url>", i * 7 % 1000)
            })
            .collect();
        let found = read(&format!("<urlset>{urls}</urlset>"), None, 3);
        let kept: Vec<_> = found.entries.iter().map(|entry| entry.updated.as_deref().unwrap()).collect();
        assert_eq!(kept, ["0999", "0998", "0997"]);
        assert_eq!(found.left_out, 997);
        let index = "<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap><sitemap><loc>https://a.example/2.xml</loc><lastmod>2023-01-01</lastmod></sitemap></sitemapindex>";
        assert_eq!(read(index, None, 10).maps, ["https://a.example/2.xml", "https://a.example/1.xml"]);
    }
}
