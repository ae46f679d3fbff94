//! What a page says about itself in its head and its linked data.

use super::lexer::{Lexer, Token, attribute};
use super::linked;
use crate::metadata::date;
use crate::pattern::Pattern;
use crate::syndication::Syndication;

/// Names of `meta` elements that hold a date of publication, the surest first.
const DATE_NAMES: [&str; 14] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "pubdate",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "article.published",
    "date",
];

static LINKED_DATE: Pattern = Pattern::new(r#""datePublished"\s*:\s*"(?P<date>[^"]{8,40})""#);

/// Names of `meta` elements that hold the date of the last change.
const CHANGE_NAMES: [&str; 5] =
    ["article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod"];

/// Names of `meta` elements that hold the section of a page.
const SECTION_NAMES: [&str; 5] =
    ["article:section", "parsely-section", "section", "cxenseparse:section", "sailthru.section"];

/// Sections, and sources, of one page that are kept.
const MOST_SECTIONS: usize = 32;

/// Date of publication, language and address, as the page writes them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PageData {
    pub published: Option<String>,
    pub language: Option<String>,
    /// The address that the page itself calls its own.
    pub url: Option<String>,
    /// An article that stands in its linked data.
    pub body: Option<String>,
    /// When it was changed last.
    pub updated: Option<String>,
    /// Sections and types that it is filed under.
    pub sections: Vec<String>,
    /// Whose text it is.
    pub sources: Vec<String>,
    /// What its linked data say of where its text comes from.
    pub marks: Vec<Syndication>,
}

/// Reads a page's own words about itself. The day is the one the outlet writes, whatever the zone.
pub(super) fn of(page: &str) -> PageData {
    let mut data = PageData::default();
    let mut best_name = DATE_NAMES.len();
    let mut linked: Option<String> = None;
    let mut timed: Option<String> = None;
    let dated = |value: &str| date::given(value).map(|_| value.trim().to_owned());
    for token in Lexer::new(page) {
        match token {
            Token::Open { name, attributes, .. } if name.eq_ignore_ascii_case("meta") => {
                let key = ["property", "name", "itemprop"].iter().find_map(|key| attribute(attributes, key));
                let is_of = |names: &[&str]| {
                    key.is_some_and(|key| names.iter().any(|name| name.eq_ignore_ascii_case(key)))
                };
                let content = || attribute(attributes, "content");
                if is_of(&CHANGE_NAMES) && data.updated.is_none() {
                    data.updated = content().and_then(dated);
                } else if is_of(&SECTION_NAMES) && data.sections.len() < MOST_SECTIONS {
                    data.sections
                        .extend(content().map(|name| html_escape::decode_html_entities(name).into_owned()));
                }
                let Some(rank) =
                    key.and_then(|key| DATE_NAMES.iter().position(|name| name.eq_ignore_ascii_case(key)))
                else {
                    continue;
                };
                if rank < best_name
                    && let Some(value) = attribute(attributes, "content").and_then(dated)
                {
                    best_name = rank;
                    data.published = Some(value);
                }
            }
            Token::Open { name, attributes, .. }
                if name.eq_ignore_ascii_case("link") && data.url.is_none() =>
            {
                let is_own =
                    attribute(attributes, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                let address =
                    attribute(attributes, "href").filter(|address| is_own && address.starts_with("http"));
                data.url = address.map(|address| html_escape::decode_html_entities(address).into_owned());
            }
            Token::Open { name, attributes, .. } if name.eq_ignore_ascii_case("html") => {
                data.language =
                    attribute(attributes, "lang").filter(|tag| !tag.is_empty()).map(str::to_owned);
            }
            Token::Open { name, attributes, .. } if name.eq_ignore_ascii_case("time") && timed.is_none() => {
                let is_publication = attribute(attributes, "pubdate").is_some()
                    || attribute(attributes, "itemprop")
                        .is_some_and(|name| name.eq_ignore_ascii_case("datePublished"))
                    || attribute(attributes, "class").is_some_and(|class| class.contains("publish"));
                if is_publication {
                    timed = attribute(attributes, "datetime").and_then(dated);
                }
            }
            Token::Raw { name, attributes, content, .. } if name.eq_ignore_ascii_case("script") => {
                if linked.is_none() {
                    let found = LINKED_DATE.captures(content.of(page));
                    linked = found.and_then(|found| dated(found.name("date")?.as_str()));
                }
                let is_linked = attribute(attributes, "type").is_some_and(|kind| kind.contains("ld+json"));
                if let Some(found) = is_linked.then(|| linked::read(content.of(page))).flatten() {
                    data.sections.extend(found.sections);
                    data.sections.truncate(MOST_SECTIONS);
                    data.sources.extend(found.sources);
                    data.sources.truncate(MOST_SECTIONS);
                    data.marks.extend(found.marks);
                    data.body = data.body.take().or(found.body);
                    data.marks.truncate(MOST_SECTIONS);
                    data.updated = data.updated.take().or_else(|| found.modified.as_deref().and_then(dated));
                }
            }
            _ => {}
        }
    }
    data.published = linked.or(data.published).or(timed);
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_the_one_the_outlet_writes() {
        let page = r#"<html lang="en-GB"><meta name="date" content="2020-01-01"><meta content="2023-09-13T23:30:00-04:00" property="article:published_time">"#;
        let data = of(page);
        assert_eq!(data.language.as_deref(), Some("en-GB"));
        assert_eq!(data.published.as_deref(), Some("2023-09-13T23:30:00-04:00"));
        assert_eq!(of("<time pubdate datetime='soon'><p>").published, None);
    }
}
