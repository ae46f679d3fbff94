//! ODT, the text documents of LibreOffice and others (OpenDocument). Headers and footers stand with the styles; what was
//! deleted under tracked changes and what reviewers noted is left out.

use std::collections::BTreeMap;

use super::{Gathered, Package, set_metadata};
use crate::format::flow::Flow;
use crate::format::tree::{Element, Node};
use crate::given::Given;
use crate::{ReadError, SegmentKind};

/// Spaces that one mark may stand for.
const MOST_SPACES: usize = 100;

/// Reads the text and the metadata of a document.
pub(super) fn read(package: &mut Package, given: &mut Given) -> Result<Flow, ReadError> {
    let meta = package.part("meta.xml")?;
    let meta = meta.as_ref().and_then(|meta| meta.at(&["meta"]));
    let word = |name: &str| meta.and_then(|meta| meta.words_at(&[name]));
    set_metadata(given, word("title"), word("initial-creator").or_else(|| word("creator")), word("language"));
    let mut gathered = Gathered::default();
    if let Some(content) = package.part("content.xml")? {
        let styles = styles(&content);
        if let Some(text) = content.at(&["body", "text"]) {
            blocks(text, &styles, &mut gathered);
        }
    }
    Ok(gathered.finish())
}

/// The style that each automatic one is made from.
fn styles(content: &Element) -> BTreeMap<String, String> {
    let automatic = content.all("automatic-styles").flat_map(|styles| styles.all("style"));
    let parents = automatic.filter_map(|style| {
        Some((style.attribute("name")?.to_owned(), style.attribute("parent-style-name")?.to_owned()))
    });
    parents.collect()
}

fn kind_of(element: &Element, styles: &BTreeMap<String, String>) -> Option<SegmentKind> {
    let style = element.attribute("style-name").unwrap_or("");
    let style = styles.get(style).map_or(style, String::as_str);
    match style {
        "Title" => Some(SegmentKind::Title),
        "Subtitle" => Some(SegmentKind::Heading),
        "Caption" | "Illustration" | "Figure" | "Table" | "Drawing" => Some(SegmentKind::Caption),
        _ if element.name == "h" => Some(SegmentKind::Heading),
        _ => None,
    }
}

fn blocks(element: &Element, styles: &BTreeMap<String, String>, into: &mut Gathered) {
    for inner in element.elements() {
        match inner.name.as_str() {
            "p" | "h" => {
                let mut words = String::new();
                let mut boxes = Vec::new();
                spans(inner, &mut words, &mut boxes, &mut into.notes);
                into.flow.add(&words, kind_of(inner, styles));
                boxes.into_iter().for_each(|found| blocks(found, styles, into));
            }
            // What was deleted, indices made from the text, forms.
            "tracked-changes" | "forms" | "annotation" | "table-of-content" | "alphabetical-index"
            | "bibliography" | "user-index" | "illustration-index" => {}
            _ => blocks(inner, styles, into),
        }
    }
}

/// The words of a paragraph; the boxes in it and its notes apart.
fn spans<'e>(
    element: &'e Element,
    words: &mut String,
    boxes: &mut Vec<&'e Element>,
    notes: &mut Vec<String>,
) {
    for node in &element.children {
        let inner = match node {
            Node::Words(run) => {
                words.push_str(run);
                continue;
            }
            Node::Element(inner) => inner,
        };
        match inner.name.as_str() {
            "s" => {
                let count = inner.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                words.push_str(&" ".repeat(count.min(MOST_SPACES)));
            }
            "tab" | "line-break" => words.push(' '),
            "note" => {
                let note = inner.all("note-body").map(Element::words).collect::<Vec<_>>().join(" ");
                notes.push(note);
            }
            "text-box" => boxes.push(inner),
            "annotation" | "annotation-end" | "title" | "desc" | "hidden-text" => {}
            _ => spans(inner, words, boxes, notes),
        }
    }
}
