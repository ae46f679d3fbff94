//! An XML document as a tree, bounded in depth and in the number of its elements.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::ReadError;

/// Elements that may stand inside one another. Real documents stay below 60.
const DEEPEST: usize = 256;

/// Elements of a document: a book has about a hundred thousand.
const MOST_ELEMENTS: usize = 1_000_000;

/// An element. Prefixes of names are left out.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Words(String),
}

/// Why there is no tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    Broken(String),
    TooDeep,
    TooMany,
}

impl From<Trouble> for ReadError {
    fn from(trouble: Trouble) -> Self {
        ReadError::Document(match trouble {
            Trouble::Broken(why) => format!("it is no XML: {why}"),
            Trouble::TooDeep => format!("its elements are nested more than {DEEPEST} deep"),
            Trouble::TooMany => format!("it has more than {MOST_ELEMENTS} elements"),
        })
    }
}

/// Reads a document. Entities that it defines itself stay unread, so that none can grow.
pub(super) fn read(xml: &str) -> Result<Element, Trouble> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Element> = vec![Element::default()];
    let mut count = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) if open.len() == 1 => break,
            Ok(Event::Eof) => return Err(Trouble::Broken("it ends too early".to_owned())),
            Err(error) => return Err(Trouble::Broken(error.to_string())),
            Ok(Event::Start(start)) => {
                count += 1;
                if open.len() > DEEPEST {
                    return Err(Trouble::TooDeep);
                }
                open.push(Element::of(&start));
            }
            Ok(Event::Empty(start)) => {
                count += 1;
                add(&mut open, Node::Element(Element::of(&start)));
            }
            Ok(Event::End(_)) => {
                if let Some(element) = (open.len() > 1).then(|| open.pop()).flatten() {
                    add(&mut open, Node::Element(element));
                }
            }
            Ok(Event::Text(text)) => add_words(&mut open, &text.xml10_content()),
            Ok(Event::CData(text)) => add_words(&mut open, &text.xml10_content()),
            Ok(Event::GeneralRef(name)) => {
                let written = format!("&{};", name.xml10_content());
                add_words(&mut open, &html_escape::decode_html_entities(&written));
            }
            Ok(_) => {}
        }
        if count > MOST_ELEMENTS {
            return Err(Trouble::TooMany);
        }
    }
    let document = open.pop().unwrap_or_default();
    let root = document.children.into_iter().find_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Words(_) => None,
    });
    root.ok_or_else(|| Trouble::Broken("it has no element".to_owned()))
}

fn add(open: &mut [Element], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

fn add_words(open: &mut [Element], words: &str) {
    let Some(parent) = open.last_mut() else { return };
    match parent.children.last_mut() {
        Some(Node::Words(known)) => known.push_str(words),
        _ => parent.children.push(Node::Words(words.to_owned())),
    }
}

impl Element {
    fn of(start: &BytesStart) -> Element {
        let mut attributes = start.attributes();
        let attributes = attributes.with_checks(false).flatten().map(|attribute| {
            let value: &str = attribute.value.as_ref();
            let value = html_escape::decode_html_entities(value).trim().to_owned();
            (attribute.key.local_name().as_ref().to_owned(), value)
        });
        let attributes = attributes.collect();
        Element { name: start.local_name().as_ref().to_owned(), attributes, children: Vec::new() }
    }

    /// The value of an attribute, whatever its prefix; `None` where it is empty.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// The elements in it.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Words(_) => None,
        })
    }

    /// The elements of one name in it.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element that a path of names leads to.
    pub fn at(&self, path: &[&str]) -> Option<&Element> {
        let (first, rest) = path.split_first()?;
        let mut found = self.elements().filter(|element| element.name == *first);
        if rest.is_empty() { found.next() } else { found.find_map(|element| element.at(rest)) }
    }

    /// The first element of this name, however deep; itself, too.
    pub fn find(&self, name: &str) -> Option<&Element> {
        if self.name == name {
            return Some(self);
        }
        self.elements().find_map(|element| element.find(name))
    }

    /// All its words, white space collapsed.
    pub fn words(&self) -> String {
        let mut words = String::new();
        self.gather(&mut words);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// All its words as they stand, with their line ends.
    pub fn raw_words(&self) -> String {
        let mut words = String::new();
        self.gather(&mut words);
        words
    }

    fn gather(&self, into: &mut String) {
        for node in &self.children {
            match node {
                Node::Words(words) => into.push_str(words),
                Node::Element(element) => {
                    element.gather(into);
                    // Names in elements of their own: "<given>Ann</given><family>Reed</family>".
                    into.push(' ');
                }
            }
        }
    }

    /// The words at a path, where there are any.
    pub fn words_at(&self, path: &[&str]) -> Option<String> {
        self.at(path).map(Element::words).filter(|words| !words.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_a_tree_without_prefixes() {
        let root = read("<?xml version=\"1.0\"?><n:a xmlns:n=\"x\" n:b=\"1 &amp; 2\"><c>Tug<d/> &amp; <![CDATA[<sand>]]></c></n:a>").unwrap();
        assert_eq!((root.name.as_str(), root.attribute("b")), ("a", Some("1 & 2")));
        assert_eq!(root.words_at(&["c"]).as_deref(), Some("Tug & <sand>"));
        assert!(root.find("d").is_some());
    }

    #[test]
    fn what_is_too_deep_or_broken_is_said() {
        assert_eq!(read(&"<a>".repeat(100_000)).err(), Some(Trouble::TooDeep));
        for broken in ["", "words", "<a>", "<a></b>", "<a b=>"] {
            let _ = read(broken).err();
        }
        assert!(read("<a>").is_err() && read("").is_err());
        // An entity of the document's own says nothing.
        let bomb = "<!DOCTYPE a [<!ENTITY x \"xxxxxxxx\"><!ENTITY y \"&x;&x;&x;\">]><a>&y;</a>";
        assert!(read(bomb).map(|root| root.words().len() < 10).unwrap_or(true));
    }
}
