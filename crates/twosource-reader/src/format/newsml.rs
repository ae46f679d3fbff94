//! NewsML-G2: news items as agencies send them, alone or several in a message.

use super::flow::Flow;
use super::nitf;
use super::tree::{self, Element};
use super::wire::{Item, last_part};
use super::{Outcome, html};
use crate::Options;
use crate::draft::sha256;
use crate::encoding;
use crate::error::{Place, ReadError};

/// Items of one message that are read.
const MOST_ITEMS: usize = 10_000;

/// True for the root elements of NewsML-G2.
pub(super) fn is_root(name: &str) -> bool {
    matches!(name, "newsItem" | "newsMessage")
}

/// The reports of a document: its news items that hold a text. Packages, pictures and items about concepts hold none.
pub(super) fn read(bytes: &[u8], place: &Place, options: &Options) -> Outcome {
    let root = match encoding::decode(bytes, None).and_then(|decoded| Ok(tree::read(&decoded.text)?)) {
        Ok(root) => root,
        Err(error) => return Outcome::failed(place.clone(), error),
    };
    let mut items: Vec<&Element> = Vec::new();
    if root.name == "newsItem" {
        items.push(&root);
    } else {
        items.extend(root.all("itemSet").flat_map(|set| set.all("newsItem")).take(MOST_ITEMS));
    }
    let mut outcome = Outcome::default();
    let several = items.len() > 1;
    for (index, element) in items.iter().enumerate() {
        let place = Place { path: place.path.clone(), line: several.then_some(index + 1) };
        let (item, body) = item(element);
        if body.is_empty() {
            continue;
        }
        // Of several items each is hashed by what it says: the message around them changes.
        let hash = if several {
            sha256(
                [item.id.as_deref().unwrap_or(""), item.version.as_deref().unwrap_or(""), body.text()]
                    .join("\0")
                    .as_bytes(),
            )
        } else {
            sha256(bytes)
        };
        outcome.add(place.clone(), item.draft(body, place, hash, options));
    }
    if outcome.is_empty() {
        return Outcome::failed(place.clone(), ReadError::Document("no item in it holds a text".to_owned()));
    }
    outcome
}

/// What an item says of itself, and its text.
fn item(element: &Element) -> (Item, Flow) {
    let empty = Element::default();
    let about = element.at(&["itemMeta"]).unwrap_or(&empty);
    let content = element.at(&["contentMeta"]).unwrap_or(&empty);
    let guid = element.attribute("guid").map(str::to_owned);
    let named =
        |parent: &Element, name: &str| -> Vec<String> { parent.all(name).filter_map(party).collect() };
    let mut item = Item {
        provider: named(about, "provider").into_iter().next(),
        copyright: element.all("rightsInfo").flat_map(|rights| named(rights, "copyrightHolder")).next(),
        headline: content.words_at(&["headline"]).or_else(|| about.words_at(&["title"])),
        byline: content.words_at(&["by"]).or_else(|| {
            let names = named(content, "creator");
            (!names.is_empty()).then(|| names.join(", "))
        }),
        credits: content.all("creditline").map(Element::words).collect(),
        info_sources: named(content, "infoSource"),
        dateline: content.words_at(&["dateline"]),
        notes: about.all("edNote").map(Element::words).filter(|note| !note.is_empty()).collect(),
        language: content
            .at(&["language"])
            .and_then(|language| language.attribute("tag"))
            .or_else(|| element.attribute("lang"))
            .map(str::to_owned),
        address: guid.clone().filter(|guid| guid.starts_with("http")),
        id: guid.filter(|guid| !guid.starts_with("http")),
        created: about.words_at(&["firstCreated"]).or_else(|| content.words_at(&["contentCreated"])),
        version_created: about.words_at(&["versionCreated"]),
        version: element.attribute("version").map(str::to_owned),
        embargo: about.words_at(&["embargoed"]),
        status: about.at(&["pubStatus"]).and_then(code).map(|code| last_part(code).to_owned()),
        signals: about.all("signal").filter_map(code).map(|code| last_part(code).to_owned()).collect(),
        sections: content.all("genre").filter_map(party).collect(),
    };
    let mut flow = Flow::default();
    let set = element.at(&["contentSet"]).unwrap_or(&empty);
    for inline in set.all("inlineXML") {
        for document in inline.elements() {
            match document.find("nitf") {
                Some(nitf) => {
                    let (inner, body) = nitf::item(nitf);
                    item.fill(inner);
                    flow = flow.followed_by(body);
                }
                None => flow.add_markup(document),
            }
        }
    }
    if flow.is_empty() {
        for inline in set.all("inlineData") {
            let words = inline.raw_words();
            let is_markup = inline.attribute("contenttype").is_some_and(|media| media.contains("html"));
            if is_markup {
                html::words_of(&words).into_iter().for_each(|(words, kind)| flow.add(&words, kind));
            } else {
                let words = words.replace("\r\n", "\n");
                let gap = if words.contains("\n\n") { "\n\n" } else { "\n" };
                words.split(gap).for_each(|part| flow.add(part, None));
            }
        }
    }
    (item, flow)
}

fn code(element: &Element) -> Option<&str> {
    element.attribute("qcode").or_else(|| element.attribute("uri")).or_else(|| element.attribute("literal"))
}

/// The name of somebody: as written, else the last part of the code.
fn party(element: &Element) -> Option<String> {
    let name = element.words_at(&["name"]).or_else(|| element.attribute("literal").map(str::to_owned));
    name.or_else(|| code(element).map(|code| last_part(code).to_owned())).filter(|name| !name.is_empty())
}
