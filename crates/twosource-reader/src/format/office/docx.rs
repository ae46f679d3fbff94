//! DOCX, the documents of Microsoft Word (Office Open XML). Headers, footers and comments stand in files of their own and
//! stay there; what was deleted under tracked changes is gone, and hidden words are not shown.

use std::collections::BTreeMap;

use super::{Gathered, Package, set_metadata};
use crate::format::flow::Flow;
use crate::format::tree::{Element, Node};
use crate::given::Given;
use crate::{ReadError, SegmentKind};

/// Reads the text and the metadata of a document.
pub(super) fn read(package: &mut Package, given: &mut Given) -> Result<Flow, ReadError> {
    let core = package.part("docProps/core.xml")?;
    let core = core.as_ref();
    set_metadata(
        given,
        core.and_then(|core| core.words_at(&["title"])),
        core.and_then(|core| core.words_at(&["creator"])),
        core.and_then(|core| core.words_at(&["language"])),
    );
    let styles = styles(package.part("word/styles.xml")?.as_ref());
    let notes = notes(package.part("word/footnotes.xml")?.as_ref());
    let mut gathered = Gathered::default();
    if let Some(body) =
        package.part("word/document.xml")?.as_ref().and_then(|document| document.at(&["body"]))
    {
        blocks(body, &styles, &notes, &mut gathered);
    }
    Ok(gathered.finish())
}

/// What paragraphs of a style are, by the style's id.
type Styles = BTreeMap<String, SegmentKind>;

/// Ids of styles are translated, their names are not: "berschrift1" is called "heading 1".
fn styles(part: Option<&Element>) -> Styles {
    let Some(part) = part else { return Styles::new() };
    let known = part.all("style").filter_map(|style| {
        let name = style.at(&["name"])?.attribute("val")?.to_lowercase();
        let level = style.at(&["pPr", "outlineLvl"]).and_then(|level| level.attribute("val")).is_some();
        let kind = match name.as_str() {
            "title" => SegmentKind::Title,
            "caption" => SegmentKind::Caption,
            "subtitle" => SegmentKind::Heading,
            name if name.starts_with("heading") || level => SegmentKind::Heading,
            _ => return None,
        };
        Some((style.attribute("styleId")?.to_owned(), kind))
    });
    known.collect()
}

fn notes(part: Option<&Element>) -> BTreeMap<String, String> {
    let Some(part) = part else { return BTreeMap::new() };
    // Notes with a type are the line above the others.
    let own = part.all("footnote").filter(|note| note.attribute("type").is_none_or(|kind| kind == "normal"));
    own.filter_map(|note| {
        let mut words = String::new();
        note.all("p").for_each(|paragraph| {
            runs(paragraph, &mut words, &mut Vec::new());
            words.push(' ');
        });
        Some((note.attribute("id")?.to_owned(), words))
    })
    .collect()
}

/// The paragraphs in an element, also those of tables and text boxes.
fn blocks(element: &Element, styles: &Styles, notes: &BTreeMap<String, String>, into: &mut Gathered) {
    for inner in element.elements() {
        match inner.name.as_str() {
            "p" => {
                let mut words = String::new();
                let mut marks = Vec::new();
                runs(inner, &mut words, &mut marks);
                let style = inner.at(&["pPr", "pStyle"]).and_then(|style| style.attribute("val"));
                let kind = style.and_then(|style| styles.get(style).copied());
                into.flow.add(&words, kind);
                into.notes.extend(marks.iter().filter_map(|mark| notes.get(mark).cloned()));
                boxes(inner, styles, notes, into);
            }
            "Fallback" | "del" | "moveFrom" => {}
            _ => blocks(inner, styles, notes, into),
        }
    }
}

/// Text boxes stand within the paragraph that they are fixed to.
fn boxes(element: &Element, styles: &Styles, notes: &BTreeMap<String, String>, into: &mut Gathered) {
    for inner in element.elements() {
        match inner.name.as_str() {
            "txbxContent" => blocks(inner, styles, notes, into),
            "Fallback" | "del" | "moveFrom" => {}
            _ => boxes(inner, styles, notes, into),
        }
    }
}

/// The words of a paragraph, and the notes that it refers to.
fn runs(element: &Element, words: &mut String, marks: &mut Vec<String>) {
    for inner in element.elements() {
        match inner.name.as_str() {
            "t" => inner.children.iter().for_each(|node| {
                if let Node::Words(run) = node {
                    words.push_str(run);
                }
            }),
            "tab" | "br" | "cr" => words.push(' '),
            "noBreakHyphen" => words.push('-'),
            "footnoteReference" => marks.extend(inner.attribute("id").map(str::to_owned)),
            "r" if is_hidden(inner) => {}
            // Deleted words, the words of fields, what only old programs show, and boxes.
            "del" | "moveFrom" | "delText" | "instrText" | "Fallback" | "txbxContent" | "pPr" | "rPr" => {}
            _ => runs(inner, words, marks),
        }
    }
}

fn is_hidden(run: &Element) -> bool {
    let hidden = run.at(&["rPr", "vanish"]);
    hidden.is_some_and(|mark| !matches!(mark.attribute("val"), Some("0" | "false" | "off")))
}
