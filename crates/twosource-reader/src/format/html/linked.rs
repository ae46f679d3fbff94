//! The linked data (JSON-LD) of a page: what it says of the article, and never the article itself.
//!
//! What stands there is not shown to readers, so that no word of it becomes the report's text. It can be long (a live blog
//! carries each of its updates), so that only the few fields that tell of the article as a whole are kept.

use serde_json::{Map, Value};

use crate::syndication::{Syndication, SyndicationMark};

/// Fields of an object that are kept, and looked into for others.
const KEPT: [&str; 13] = [
    "@type",
    "@graph",
    "headline",
    "name",
    "givenName",
    "familyName",
    "datePublished",
    "author",
    "creator",
    "publisher",
    "mainEntity",
    "mainEntityOfPage",
    "isPartOf",
];

/// Fields that tell where an article's text comes from.
const MARKS: [(&str, SyndicationMark); 3] = [
    ("sourceOrganization", SyndicationMark::SourceOrganization),
    ("isBasedOn", SyndicationMark::BasedOn),
    ("isBasedOnUrl", SyndicationMark::BasedOn),
];

/// Objects that are kept of all linked data of a page.
const MOST_OBJECTS: usize = 200;

/// Characters of a value.
const LONGEST: usize = 500;

/// What the linked data of one script says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Linked {
    /// The same data with what is kept alone, as JSON.
    pub kept: String,
    /// The article that stands there: never read, but held against the one that is shown.
    pub body: Option<String>,
    /// When the article was changed last.
    pub modified: Option<String>,
    /// Sections and types of the article.
    pub sections: Vec<String>,
    /// Whose text it is: `sourceOrganization`, `provider`, `creditText`.
    pub sources: Vec<String>,
    /// What it says of where its text comes from, by `sourceOrganization` and `isBasedOn`.
    pub marks: Vec<Syndication>,
}

/// Reads the content of a script of linked data; `None` where it is no JSON.
pub(super) fn read(content: &str) -> Option<Linked> {
    let value: Value = serde_json::from_str(content.trim()).ok()?;
    let mut linked = Linked::default();
    for top in tops(&value) {
        linked.look_at(top);
    }
    let mut left = MOST_OBJECTS;
    // A value may hold what would end its script.
    linked.kept = reduced(&value, &mut left).unwrap_or(Value::Null).to_string().replace("</", "<\\/");
    Some(linked)
}

/// The objects that describe the page: the first ones, and those of a graph.
fn tops(value: &Value) -> Vec<&Map<String, Value>> {
    fn items(value: &Value) -> &[Value] {
        match value {
            Value::Array(items) => items,
            one => std::slice::from_ref(one),
        }
    }
    let mut tops: Vec<&Map<String, Value>> =
        items(value).iter().take(MOST_OBJECTS).filter_map(Value::as_object).collect();
    let graphs: Vec<_> = tops.iter().filter_map(|top| top.get("@graph")).collect();
    tops.extend(graphs.into_iter().flat_map(items).take(MOST_OBJECTS).filter_map(Value::as_object));
    tops
}

/// The strings of a value, or the names of the objects in it.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(words) => vec![cut(words)],
        Value::Array(items) => {
            items.iter().take(16).filter(|item| !item.is_array()).flat_map(names).collect()
        }
        Value::Object(object) => {
            object.get("name").filter(|name| name.is_string()).map(names).unwrap_or_default()
        }
        _ => vec![],
    }
}

/// The names and addresses of what a value tells of.
fn named(value: &Value) -> Vec<(String, Option<String>)> {
    match value {
        Value::String(words) => vec![(cut(words), None)],
        Value::Array(items) => {
            items.iter().take(16).filter(|item| !item.is_array()).flat_map(named).collect()
        }
        Value::Object(object) => {
            let of = |key: &str| object.get(key).and_then(Value::as_str).map(cut);
            let url = of("url").or_else(|| of("@id"));
            // What an article is based on goes by its address: its name is a headline.
            let is_organisation =
                of("@type").is_some_and(|kind| kind.contains("Organization") || kind.contains("Person"));
            let name = of("name").filter(|_| is_organisation || url.is_none()).unwrap_or_default();
            vec![(name, url)]
        }
        _ => vec![],
    }
}

fn cut(words: &str) -> String {
    words.chars().take(LONGEST).collect()
}

impl Linked {
    fn look_at(&mut self, object: &Map<String, Value>) {
        let of = |key: &str| object.get(key).map(names).unwrap_or_default();
        let types = of("@type");
        let is_article = types.iter().any(|kind| {
            ["Article", "Posting", "Report", "WebPage", "ClaimReview"].iter().any(|end| kind.ends_with(end))
        });
        if !is_article {
            return;
        }
        self.sections.extend(types);
        self.sections.extend(of("articleSection"));
        let body = object.get("articleBody").and_then(Value::as_str);
        self.body = self.body.take().or_else(|| body.map(str::to_owned));
        self.modified = self.modified.take().or_else(|| of("dateModified").into_iter().next());
        for key in ["sourceOrganization", "provider", "creditText"] {
            self.sources.extend(of(key));
        }
        for (key, mark) in MARKS {
            let named = object.get(key).map(named).unwrap_or_default();
            self.marks
                .extend(named.iter().filter_map(|(name, url)| Syndication::of(name, url.as_deref(), mark)));
        }
    }
}

/// A value with what is kept of it alone.
fn reduced(value: &Value, left: &mut usize) -> Option<Value> {
    match value {
        Value::String(words) => Some(Value::String(cut(words))),
        Value::Array(items) => {
            let mut kept = Vec::new();
            for item in items {
                if *left == 0 {
                    break;
                }
                kept.extend(reduced(item, left));
            }
            Some(Value::Array(kept))
        }
        Value::Object(object) => {
            *left = left.checked_sub(1)?;
            let mut kept = Map::new();
            for key in KEPT {
                if let Some(value) = object.get(key) {
                    kept.extend(reduced(value, left).map(|value| (key.to_owned(), value)));
                }
            }
            // Kinds of articles that are too special for whoever reads this.
            if let Some(Value::String(kind)) = kept.get_mut("@type")
                && (kind.ends_with("NewsArticle") || kind.ends_with("Posting"))
            {
                "NewsArticle".clone_into(kind);
            }
            Some(Value::Object(kept))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_tells_of_the_whole_is_kept() {
        let data = r#"{"@graph": [{"@type": "LiveBlogPosting", "headline": "Fire at the harbour", "articleSection": ["Live", "World"],
            "dateModified": "2024-03-13T10:00:00Z", "articleBody": "Hidden.", "sourceOrganization": {"name": "AFP"},
            "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "Nine hurt"}], "author": {"@type": "Person", "name": "Ann </script> Reed"}}]}"#;
        let linked = read(data).unwrap();
        assert!(
            !linked.kept.contains("Nine hurt")
                && !linked.kept.contains("Hidden")
                && !linked.kept.contains("</")
        );
        assert!(linked.kept.contains("Fire at the harbour"));
        assert_eq!(linked.sections, ["LiveBlogPosting", "Live", "World"]);
        assert_eq!(linked.modified.as_deref(), Some("2024-03-13T10:00:00Z"));
        assert_eq!(linked.sources, ["AFP"]);
        assert_eq!(read("{"), None);
    }

    #[test]
    fn what_an_article_is_based_on_goes_by_its_address() {
        let data = r#"{"@type": "NewsArticle", "isBasedOn": [{"@type": "NewsArticle", "name": "Nine hurt", "url": "https://star.example/a"}, "https://bay.example/b"],
            "sourceOrganization": {"@type": "NewsMediaOrganization", "name": "Bay Wire", "url": "https://bay.example/"}}"#;
        let marks = read(data).unwrap().marks;
        let found: Vec<_> = marks.iter().map(|m| (m.mark, m.name.as_str(), m.url.as_deref())).collect();
        let expected = [
            (SyndicationMark::SourceOrganization, "Bay Wire", Some("https://bay.example/")),
            (SyndicationMark::BasedOn, "star.example", Some("https://star.example/a")),
            (SyndicationMark::BasedOn, "bay.example", Some("https://bay.example/b")),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn many_objects_are_cut_off() {
        let one = r#"{"@type": "NewsArticle", "headline": "A"},"#;
        let linked = read(&format!("[{} {{}}]", one.repeat(5000))).unwrap();
        assert_eq!(linked.kept.matches("headline").count(), MOST_OBJECTS);
    }
}
