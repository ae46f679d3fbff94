//! ninjs: news in JSON, versions 1.x to 3.x of IPTC's standard. Later versions renamed keys ("body_text" became "bodies",
//! "versioncreated" "versionCreated"), so that keys are compared without their case and marks.

use serde_json::{Map, Value};

use super::flow::Flow;
use super::html;
use super::wire::{Item, last_part};
use crate::draft::Draft;
use crate::error::{Caution, Place};
use crate::{Options, ReadError};

/// True for an object that is an item of ninjs: it has an address and a body, or names the standard.
pub(super) fn is_item(object: &Map<String, Value>) -> bool {
    let item = Keys(object);
    let names_it = item.get("standard").and_then(|standard| standard.get("name")).and_then(Value::as_str);
    if names_it.is_some_and(|name| name.eq_ignore_ascii_case("ninjs")) {
        return true;
    }
    let has_body = object.keys().any(|key| key.starts_with("body_")) || item.get("bodies").is_some();
    item.get("uri").is_some() && has_body
}

/// The report of an item.
pub(super) fn draft(
    object: &Map<String, Value>,
    sha256: String,
    place: Place,
    options: &Options,
) -> Result<(Draft, Vec<Caution>), ReadError> {
    let keys = Keys(object);
    let uri = keys.word("uri");
    let mut notes: Vec<String> = keys.word("ednote").into_iter().collect();
    notes.extend(keys.word("embargoedreason"));
    let mut credits = Vec::new();
    credits.extend(keys.word("creditline"));
    credits.extend(keys.word("source"));
    let mut item = Item {
        provider: keys.word("provider").or_else(|| keys.name("provider")),
        copyright: keys.word("copyrightholder").or_else(|| keys.name("rightsinfo")),
        headline: keys
            .chosen("headlines", "main")
            .or_else(|| keys.word("headline"))
            .or_else(|| keys.word("title")),
        byline: keys.word("byline").or_else(|| keys.word("by")).or_else(|| keys.names("authors")),
        credits,
        info_sources: keys.all_names("infosources").into_iter().chain(keys.all_names("infosource")).collect(),
        dateline: keys.word("dateline"),
        notes,
        language: keys.word("language"),
        address: uri.clone().filter(|uri| uri.starts_with("http")).or_else(|| keys.word("url")),
        id: uri.filter(|uri| !uri.starts_with("http")),
        created: keys.word("firstcreated").or_else(|| keys.word("contentcreated")),
        version_created: keys.word("versioncreated"),
        version: keys.word("version"),
        embargo: keys.word("embargoed"),
        status: keys.word("pubstatus").map(|status| last_part(&status).to_owned()),
        signals: keys.all_names("signals").into_iter().chain(keys.all_names("signal")).collect(),
        sections: keys.all_names("genres").into_iter().chain(keys.all_names("genre")).collect(),
    };
    // An item without a provider of its own was put out by its one source.
    if item.provider.is_none() && item.copyright.is_none() {
        item.provider = keys.word("source");
    }
    item.draft(body(&keys), place, sha256, options)
}

/// The body: the plain words where there are any, else mark-up.
fn body(keys: &Keys) -> Flow {
    let mut flow = Flow::default();
    let mut plain: Vec<String> = Vec::new();
    let mut markup: Vec<String> = Vec::new();
    for (key, value) in keys.0 {
        let lower = key.to_ascii_lowercase();
        match (lower.strip_prefix("body_"), value) {
            (Some("text" | "plain"), Value::String(words)) => plain.push(words.clone()),
            (Some(_), Value::String(words)) => markup.push(words.clone()),
            _ => {}
        }
    }
    if let Some(Value::Array(bodies)) = keys.get("bodies") {
        // The same text may be there as plain words and as mark-up, and as a summary beside the main one.
        let objects = || bodies.iter().filter_map(Value::as_object).map(Keys);
        let is_main =
            |body: &Keys| body.word("role").is_none_or(|role| !role.to_ascii_lowercase().contains("summary"));
        for body in objects().filter(is_main) {
            let Some(words) = body.word("value") else { continue };
            let media = body.word("contenttype").unwrap_or_default();
            if media.contains("html") || media.contains("xml") {
                markup.push(words)
            } else {
                plain.push(words)
            }
        }
    }
    if let Some(words) = markup.first() {
        for (words, kind) in html::words_of(words) {
            flow.add(&words, kind);
        }
    }
    if flow.is_empty() {
        let words = plain.first().map_or("", String::as_str);
        let has_blank_lines = words.replace("\r\n", "\n").contains("\n\n");
        let parts = words.replace("\r\n", "\n");
        for part in parts.split(if has_blank_lines { "\n\n" } else { "\n" }) {
            flow.add(part, None);
        }
    }
    flow
}

/// An object whose keys are compared without case and marks.
struct Keys<'o>(&'o Map<String, Value>);

impl<'o> Keys<'o> {
    fn get(&self, name: &str) -> Option<&'o Value> {
        let plain = |key: &str| -> String {
            key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        self.0.iter().find(|(key, _)| plain(key) == name).map(|(_, value)| value)
    }

    /// A value that is a word or a number.
    fn word(&self, name: &str) -> Option<String> {
        word(self.get(name)?)
    }

    /// The name of an object.
    fn name(&self, name: &str) -> Option<String> {
        self.all_names(name).into_iter().next()
    }

    fn names(&self, name: &str) -> Option<String> {
        let names = self.all_names(name);
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// The names of an object, of objects in a list, or the words of a list.
    fn all_names(&self, name: &str) -> Vec<String> {
        let of = |value: &Value| match value {
            Value::Object(object) => {
                let keys = Keys(object);
                ["name", "literal", "copyrightholder", "code", "uri"].iter().find_map(|key| keys.word(key))
            }
            other => word(other),
        };
        match self.get(name) {
            Some(Value::Array(items)) => items.iter().filter_map(of).collect(),
            Some(value) => of(value).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// The value of the list `name` whose role is `role`, else its first.
    fn chosen(&self, name: &str, role: &str) -> Option<String> {
        let Value::Array(items) = self.get(name)? else { return None };
        let objects = || items.iter().filter_map(Value::as_object).map(Keys);
        let main = objects().find(|item| item.word("role").is_some_and(|known| last_part(&known) == role));
        main.or_else(|| objects().next())?.word("value")
    }
}

fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(word) if !word.trim().is_empty() => Some(word.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
