//! Marks of syndication in a feed, which its parser passes over.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::sitemap::Words;
use crate::syndication::{Syndication, SyndicationMark};

/// Marks of one item that are looked at.
const MOST_MARKS: usize = 16;

/// The surest mark of each item (`<item>` of RSS, `<entry>` of Atom) in order, as far as the feed can be read.
pub(super) fn of(feed: &str) -> Vec<Option<Syndication>> {
    let mut reader = Reader::from_str(feed);
    reader.config_mut().check_end_names = false;
    let mut items = Vec::new();
    let mut item: Option<Item> = None;
    loop {
        let event = match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return items,
            Ok(event) => event,
        };
        match &event {
            Event::Start(element) if is_item(element) && item.is_none() => item = Some(Item::default()),
            Event::End(element) if is_item_name(element.local_name().as_ref()) => {
                items.extend(item.take().map(Item::surest));
            }
            event => {
                if let Some(item) = &mut item {
                    item.take_in(event);
                }
            }
        }
    }
}

fn is_item(element: &BytesStart) -> bool {
    is_item_name(element.local_name().as_ref())
}

fn is_item_name(name: &str) -> bool {
    matches!(name, "item" | "entry")
}

/// The marks of one item.
#[derive(Default)]
struct Item {
    found: Vec<Syndication>,
    /// Elements that are open within the item.
    depth: usize,
    open: Option<Open>,
}

/// An element that tells where the item comes from, while it is open.
struct Open {
    mark: SyndicationMark,
    /// Its own depth.
    depth: usize,
    url: Option<String>,
    words: Words,
    /// The title of Atom's `<source>`, whose other words mean nothing.
    title: Option<Words>,
    /// The element within that `words` go to.
    in_title: bool,
    has_elements: bool,
}

impl Item {
    fn take_in(&mut self, event: &Event) {
        match event {
            Event::Start(element) => {
                self.depth += 1;
                self.start(element, false);
            }
            Event::Empty(element) => self.start(element, true),
            Event::End(_) => self.end(),
            other => {
                if let Some(open) = &mut self.open {
                    match &mut open.title {
                        Some(title) if open.in_title => title.take_in(other),
                        _ => open.words.take_in(other),
                    }
                }
            }
        }
    }

    fn start(&mut self, element: &BytesStart, is_empty: bool) {
        let name = element.name();
        let (prefix, local) = match name.as_ref().split_once(':') {
            Some((prefix, local)) => (prefix, local),
            None => ("", name.as_ref()),
        };
        if let Some(open) = &mut self.open {
            open.has_elements = true;
            match local {
                "title" if open.title.is_none() => {
                    open.title = Some(Words::default());
                    open.in_title = !is_empty;
                }
                "link" if attribute(element, "rel").is_none_or(|rel| rel == "alternate") => {
                    open.url = open.url.take().or_else(|| attribute(element, "href"));
                }
                _ => {}
            }
            return;
        }
        let mark = match (prefix, local) {
            ("" | "atom", "source") => SyndicationMark::Source,
            ("dc" | "dcterms", "source") => SyndicationMark::DublinCore,
            ("" | "atom", "link") => {
                let mark = match attribute(element, "rel").as_deref() {
                    Some("via") => SyndicationMark::Via,
                    Some("related") => SyndicationMark::Related,
                    _ => return,
                };
                let title = attribute(element, "title").unwrap_or_default();
                let url = attribute(element, "href");
                // The title is that of the page, not of its outlet.
                let known = url.is_some() || title.is_empty();
                let name = if known { String::new() } else { title };
                return self.add(Syndication::of(&name, url.as_deref(), mark));
            }
            _ => return,
        };
        let url = attribute(element, "url").or_else(|| attribute(element, "resource"));
        match is_empty {
            true => self.add(Syndication::of("", url.as_deref(), mark)),
            false => {
                self.open = Some(Open {
                    mark,
                    depth: self.depth,
                    url,
                    words: Words::default(),
                    title: None,
                    in_title: false,
                    has_elements: false,
                });
            }
        }
    }

    fn end(&mut self) {
        let ended = self.depth;
        self.depth = self.depth.saturating_sub(1);
        if let Some(open) = &mut self.open
            && ended == open.depth + 1
        {
            open.in_title = false;
        }
        if let Some(open) = self.open.take_if(|open| ended <= open.depth) {
            let words = match open.title {
                Some(title) => title.text,
                None if open.has_elements => String::new(),
                None => open.words.text,
            };
            self.add(Syndication::of(&words, open.url.as_deref(), open.mark));
        }
    }

    fn add(&mut self, found: Option<Syndication>) {
        if self.found.len() < MOST_MARKS {
            self.found.extend(found);
        }
    }

    /// The surest mark, the first of several alike.
    fn surest(self) -> Option<Syndication> {
        self.found.into_iter().min_by_key(|found| found.mark)
    }
}

/// The value of an attribute, whatever its prefix.
fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    let value: &str = found.value.as_ref();
    Some(html_escape::decode_html_entities(value).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(feed: &str) -> Vec<Option<(String, Option<String>, SyndicationMark)>> {
        of(feed).into_iter().map(|mark| mark.map(|mark| (mark.name, mark.url, mark.mark))).collect()
    }

    fn mark(
        name: &str,
        url: Option<&str>,
        mark: SyndicationMark,
    ) -> Option<(String, Option<String>, SyndicationMark)> {
        Some((name.to_owned(), url.map(str::to_owned), mark))
    }

    #[test]
    fn the_sources_of_rss_items_are_found_in_their_order() {
        let feed = r#"<rss><channel><title>All</title>
            <item><title>A</title><source url="https://harbour.example/feed">Harbour &amp; <![CDATA[Sea]]> Post</source></item>
            <item><title>B</title></item>
            <item><title>C</title><dc:source>https://star.example/a?b=1&amp;c=2</dc:source></item>
            <item><dc:source>Evening Star</dc:source><source url="https://harbour.example/"/></item>
            <item><dc:source>urn:isbn:1</dc:source></item>
        </channel></rss>"#;
        let expected = [
            mark("Harbour & Sea Post", Some("https://harbour.example/feed"), SyndicationMark::Source),
            None,
            mark("star.example", Some("https://star.example/a?b=1&c=2"), SyndicationMark::DublinCore),
            mark("harbour.example", Some("https://harbour.example/"), SyndicationMark::Source),
            None,
        ];
        assert_eq!(marks(feed), expected);
    }

    #[test]
    fn the_sources_and_links_of_atom_entries_are_found() {
        let feed = r#"<feed><title>All</title>
            <entry><title>A</title><source><id>x</id><title>Harbour Post</title><link rel="self" href="https://harbour.example/feed"/><link href="https://harbour.example/"/><updated>2023</updated></source></entry>
            <entry><link rel="alternate" href="https://own.example/a"/><link rel="via" title="A page" href="https://star.example/a"/></entry>
            <entry><link rel="related" href="https://sea.example/a"/></entry>
            <entry><content type="xhtml"><div><source src="x.mp4"/></div></content></entry>
        </feed>"#;
        let expected = [
            mark("Harbour Post", Some("https://harbour.example/"), SyndicationMark::Source),
            mark("star.example", Some("https://star.example/a"), SyndicationMark::Via),
            mark("sea.example", Some("https://sea.example/a"), SyndicationMark::Related),
            None,
        ];
        assert_eq!(marks(feed), expected);
    }

    #[test]
    fn broken_feeds_give_what_stands_before_the_break() {
        assert_eq!(marks("<rss><item><source>A"), []);
        assert_eq!(
            marks("<rss><item><source>A</source></item><item><<"),
            [mark("A", None, SyndicationMark::Source)]
        );
        assert_eq!(marks(""), []);
    }
}
