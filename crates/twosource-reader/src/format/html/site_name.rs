//! What a page calls the site it is of.

use serde_json::Value;
use twosource_lexicon::press;

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

    /// What the page calls its site, `og:site_name` and publisher before all else; a slogan in the place of a name gives
    /// way to what the address bears out.
    pub fn given(&self) -> Option<String> {
        let named = [&self.site, &self.publisher, &self.website];
        let names =
            || named.into_iter().flatten().map(|name| press::plain_name(name)).filter(|name| is_name(name));
        names().find(|name| !is_slogan(name)).map(str::to_owned)
    }

    /// What may be the name of the site, where the address bears it out: the likeliest first. `found` is what the
    /// extractor takes for the name.
    pub fn likely(&self, found: Option<&str>) -> Vec<String> {
        let parts = title_parts(self.title.as_deref().unwrap_or(""));
        let slogans = [&self.site, &self.publisher, &self.website].into_iter().flatten();
        let named = self.application.iter().map(String::as_str).chain(parts.into_iter().rev()).chain(found);
        let likely = named.chain(slogans.map(String::as_str)).map(press::plain_name);
        likely.filter(|name| is_name(name)).map(str::to_owned).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn names(head: &str) -> SiteNames {
        SiteNames::of(&format!("<html><head>{head}</head><body><p>x</p></body></html>"))
    }

    #[test]
    fn the_site_and_the_publisher_come_before_all_else() {
        let given = |head: &[&str]| names(&head.concat()).given();
        let site = r#"<meta property="og:site_name" content="Harbour Post | News &amp; weather">"#;
        let linked = r#"<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","publisher":{"name":"Harbour Post Ltd"}},{"@type":"WebSite","name":"Harbour"}]}</script>"#;
        let title = "<title>Ferry aground - Harbour Post</title>";
        assert_eq!(given(&[linked, site, title]).as_deref(), Some("Harbour Post"));
        assert_eq!(given(&[linked, title]).as_deref(), Some("Harbour Post Ltd"));
        assert_eq!(given(&[title]), None);
        assert_eq!(given(&[r#"<meta property="og:site_name" content="Home">"#]), None);
        assert_eq!(given(&[r#"<meta property="og:site_name" content="www.harbourpost.example">"#]), None);
    }

    #[test]
    fn the_end_of_a_title_may_be_the_name() {
        let likely = names("<title>Ferry aground | Sea Times</title>").likely(None);
        assert_eq!(likely, ["Sea Times", "Ferry aground"]);
        assert_eq!(names("<title>Ferry aground</title>").likely(None), [""; 0]);
        let slogan = names(
            r#"<meta property="og:site_name" content="First with the news, always"><title>A | Sea Times</title>"#,
        );
        assert_eq!(slogan.given(), None);
        assert_eq!(slogan.likely(None).first().map(String::as_str), Some("Sea Times"));
    }

    #[test]
    fn hostile_heads_are_read_in_bounds() {
        let deep = format!("<script type='application/ld+json'>{}</script>", "[".repeat(100_000));
        assert_eq!(names(&deep), SiteNames::default());
        let long = format!("<meta property='og:site_name' content='{}'>", "é".repeat(100_000));
        assert_eq!(names(&long), SiteNames::default());
    }
}
