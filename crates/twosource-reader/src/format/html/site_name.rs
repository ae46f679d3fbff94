//! What a page calls the site it is of.

use serde_json::Value;
use twosource_lexicon::press::{self, Address};

use super::lexer::{Lexer, Token, attribute};

/// Linked data that is read, in bytes; a page's is a few thousand.
const MOST_LINKED: usize = 1 << 20;
/// Objects of linked data that are looked at.
const MOST_OBJECTS: usize = 2000;
/// Letters of a name.
const LONGEST: usize = 200;

/// The names that a page gives its site, the surest first.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SiteNames {
    /// `og:site_name`.
    site: Option<String>,
    /// The publisher in the linked data, or in a `meta` element.
    publisher: Option<String>,
    /// The site's own object in the linked data.
    website: Option<String>,
    /// `application-name` and its like.
    application: Option<String>,
    /// The page's title, which often ends with the name.
    title: Option<String>,
}

impl SiteNames {
    /// Reads the names in a page.
    pub fn of(page: &str) -> SiteNames {
        let mut names = SiteNames::default();
        let mut linked = 0;
        for token in Lexer::new(page) {
            match token {
                Token::Open { name, attributes, .. } if name.eq_ignore_ascii_case("meta") => {
                    names.meta(attributes)
                }
                Token::Raw { name, content, .. }
                    if name.eq_ignore_ascii_case("title") && names.title.is_none() =>
                {
                    names.title = cleaned(content.of(page));
                }
                Token::Raw { name, attributes, content, .. } if name.eq_ignore_ascii_case("script") => {
                    let is_linked = attribute(attributes, "type")
                        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
                    if is_linked && linked + content.len() <= MOST_LINKED {
                        linked += content.len();
                        if let Ok(value) = serde_json::from_str::<Value>(content.of(page).trim()) {
                            names.linked_data(&value);
                        }
                    }
                }
                _ => {}
            }
        }
        names
    }

    fn meta(&mut self, attributes: &str) {
        let keys = ["property", "name", "itemprop"].into_iter().filter_map(|key| attribute(attributes, key));
        for key in keys {
            let field = match key.trim().to_ascii_lowercase().as_str() {
                "og:site_name" => &mut self.site,
                "publisher" | "dc.publisher" | "dcterms.publisher" | "article:publisher"
                | "citation_publisher" => &mut self.publisher,
                "application-name" | "apple-mobile-web-app-title" | "al:ios:app_name" => {
                    &mut self.application
                }
                _ => continue,
            };
            if field.is_none() {
                let value = attribute(attributes, "content").and_then(cleaned);
                // The address of a page of the publisher's elsewhere is no name.
                *field = value.filter(|value| !value.contains("://"));
            }
        }
    }

    fn linked_data(&mut self, value: &Value) {
        let mut open = vec![value];
        let mut seen = 0;
        while let Some(value) = open.pop() {
            seen += 1;
            if seen > MOST_OBJECTS {
                return;
            }
            match value {
                Value::Array(values) => open.extend(values.iter().rev()),
                Value::Object(object) => {
                    let name = |value: &Value| {
                        let first = value.as_array().and_then(|values| values.first()).unwrap_or(value);
                        first.get("name").and_then(Value::as_str).or(first.as_str()).and_then(cleaned)
                    };
                    if let Some(publisher) = object.get("publisher").filter(|_| self.publisher.is_none()) {
                        self.publisher = name(publisher).filter(|name| !name.contains("://"));
                    }
                    let is_site = object.get("@type").is_some_and(|kind| match kind {
                        Value::String(kind) => kind == "WebSite",
                        Value::Array(kinds) => kinds.iter().any(|kind| kind == "WebSite"),
                        _ => false,
                    });
                    if is_site && self.website.is_none() {
                        self.website = object.get("name").and_then(name);
                    }
                    open.extend(object.get("@graph"));
                }
                _ => {}
            }
        }
    }

    /// The name of the site at `url`: what the page calls it, `og:site_name` and publisher before all else. A slogan in
    /// the place of a name gives way to a name that the host bears out, and so does whatever is no name at all. `found` is
    /// what the extractor takes for the name.
    pub fn choose(&self, url: Option<&str>, found: Option<&str>) -> Option<String> {
        let address = url.and_then(Address::of);
        let borne_out = |name: &str| address.as_ref().is_some_and(|address| resembles(name, address));
        let given: Vec<&str> = [&self.site, &self.publisher, &self.website, &self.application]
            .into_iter()
            .flatten()
            .map(|name| press::plain_name(name))
            .filter(|name| is_name(name))
            .collect();
        let title = self.title.as_deref().unwrap_or("");
        let parts = title_parts(title);
        let site = self.site.as_deref().map(press::plain_name).filter(|name| is_name(name));
        let likely = given.iter().copied().chain(parts.iter().rev().copied().filter(|part| is_name(part)));
        let borne = likely.clone().find(|name| borne_out(name));
        let chosen = match site {
            Some(site) if !is_slogan(site) || borne.is_none() => Some(site),
            _ => borne.or_else(|| given.first().copied()),
        };
        let last_resort = || {
            found
                .map(press::plain_name)
                .filter(|name| is_name(name) && (address.is_none() || borne_out(name)))
        };
        chosen.or_else(last_resort).map(str::to_owned)
    }
}

/// Words of a name in one line; `None` where there are none, or far too many.
fn cleaned(words: &str) -> Option<String> {
    let words = words.get(..words.len().min(4 * LONGEST)).unwrap_or(words);
    let decoded = html_escape::decode_html_entities(words);
    let line = decoded.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty() && line.chars().count() <= LONGEST).then_some(line)
}

/// True for what can be a name and is no address of the site itself.
fn is_name(name: &str) -> bool {
    let is_address = name.starts_with("www.") || name.contains("://");
    !press::is_no_name(name) && !is_address && !name.starts_with('@')
}

/// True for a sentence in the place of a name.
fn is_slogan(name: &str) -> bool {
    const MOST_WORDS: usize = 7;
    name.contains(", ") || name.ends_with(['.', '!', '?']) || name.split_whitespace().count() > MOST_WORDS
}

/// The parts of a title between what sites put between the headline and their name.
fn title_parts(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " : ", " -", "| "] {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    // A title of one part is the headline.
    if parts.len() > 1 || title.trim_end().ends_with(['-', '|']) { parts } else { Vec::new() }
}

/// True where the host bears a name out: one is in the other, or it is the name's initials.
fn resembles(name: &str, address: &Address) -> bool {
    const FEWEST: usize = 3;
    let name_folded = press::fold(name);
    let label = press::fold(address.label());
    if name_folded.len() < FEWEST || label.len() < FEWEST {
        return name_folded == label && !label.is_empty();
    }
    let initials: String = name.split_whitespace().filter_map(|word| word.chars().next()).collect();
    let host = press::fold(&address.host);
    label.contains(&name_folded)
        || name_folded.contains(&label)
        || press::fold(&initials) == label
        || (name_folded.len() > 2 * FEWEST && host.contains(&name_folded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(head: &str, url: &str) -> Option<String> {
        SiteNames::of(&format!("<html><head>{head}</head><body><p>x</p></body></html>"))
            .choose(Some(url), None)
    }

    #[test]
    fn the_site_and_the_publisher_come_before_all_else() {
        let at = "https://www.harbourpost.example/a";
        let site = r#"<meta property="og:site_name" content="Harbour Post | News &amp; weather">"#;
        let linked = r#"<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","publisher":{"name":"Harbour Post Ltd"}},{"@type":"WebSite","name":"Harbour"}]}</script>"#;
        let title = "<title>Ferry aground - Harbour Post</title>";
        assert_eq!(chosen(&[linked, site, title].concat(), at).as_deref(), Some("Harbour Post"));
        assert_eq!(chosen(&[linked, title].concat(), at).as_deref(), Some("Harbour Post Ltd"));
        assert_eq!(chosen(title, at).as_deref(), Some("Harbour Post"));
        assert_eq!(chosen("<title>Ferry aground - six hurt</title>", at), None);
        assert_eq!(chosen(r#"<meta property="og:site_name" content="Home">"#, at), None);
        assert_eq!(chosen(r#"<meta property="og:site_name" content="www.harbourpost.example">"#, at), None);
    }

    #[test]
    fn a_slogan_gives_way_to_a_name_that_the_host_bears_out() {
        let slogan = r#"<meta property="og:site_name" content="First with the news, always"><title>Ferry aground | Sea Times</title>"#;
        assert_eq!(chosen(slogan, "https://seatimes.example/a").as_deref(), Some("Sea Times"));
        assert_eq!(chosen(slogan, "https://other.example/a").as_deref(), Some("First with the news, always"));
    }

    #[test]
    fn hostile_heads_are_read_in_bounds() {
        let deep = format!("<script type='application/ld+json'>{}</script>", "[".repeat(100_000));
        assert_eq!(chosen(&deep, "https://a.example/"), None);
        let long = format!("<meta property='og:site_name' content='{}'>", "é".repeat(100_000));
        assert_eq!(chosen(&long, "https://a.example/"), None);
    }
}
