//! Sitemaps: lists of addresses, with no text.

use quick_xml::Reader;
use quick_xml::events::Event;

/// True for the root elements of sitemaps and of their indices.
pub(crate) fn is_root(name: &str) -> bool {
    name == "urlset" || name == "sitemapindex"
}

/// The number of pages that a sitemap names.
pub(crate) fn count(bytes: &[u8]) -> usize {
    let mut reader = Reader::from_reader(bytes);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    let mut pages = 0;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "loc" => pages += 1,
            Ok(Event::Eof) | Err(_) => return pages,
            Ok(_) => {}
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
    fn pages_are_counted_in_whatever_is_left_of_a_map() {
        let map = b"<urlset><url><loc>https://example.org/a</loc></url><url><loc>https://example.org/b</loc></url><url><loc>cut";
        assert_eq!(count(map), 3);
    }
}
