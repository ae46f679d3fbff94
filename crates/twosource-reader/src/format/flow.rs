//! Text that a format gives block by block.

use twosource_text::{Alignment, Span};

use super::check_text;
use super::tree::{Element, Node};
use crate::draft::Draft;
use crate::encoding;
use crate::error::Place;
use crate::given::{Block, Given};
use crate::{Options, ReadError, SegmentKind};

/// Blocks of words in the order of reading.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    blocks: Vec<Block>,
}

impl Flow {
    /// Adds a block, its white space collapsed; nothing where it has no words.
    pub fn add(&mut self, words: &str, kind: Option<SegmentKind>) {
        let words = words.replace('\u{AD}', "");
        let mut parts = words.split_whitespace();
        let Some(first) = parts.next() else { return };
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(first);
        for part in parts {
            self.text.push(' ');
            self.text.push_str(part);
        }
        self.blocks.push(Block { span: Span::new(start, self.text.len()), kind });
    }

    /// These blocks, and others after them.
    pub fn followed_by(mut self, other: Flow) -> Flow {
        for block in &other.blocks {
            self.add(block.span.of(&other.text), block.kind);
        }
        self
    }

    /// The words so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// True where there is no word yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds the blocks of mark-up: HTML, XHTML, NITF.
    pub fn add_markup(&mut self, element: &Element) {
        let mut open = Open::default();
        self.walk(element, &mut open, false);
        self.close(&mut open);
    }

    fn close(&mut self, open: &mut Open) {
        self.add(&std::mem::take(&mut open.words), open.kind);
    }

    fn walk(&mut self, element: &Element, open: &mut Open, in_media: bool) {
        if is_left_out(&element.name) {
            return;
        }
        let in_media = in_media || matches!(element.name.as_str(), "media" | "figure");
        let block = kind_of(&element.name, in_media);
        if let Some(kind) = block {
            self.close(open);
            open.kind = kind.or(open.kind.filter(|_| in_media));
        }
        if element.name == "br" {
            open.words.push(' ');
        }
        for node in &element.children {
            match node {
                Node::Words(words) => open.words.push_str(words),
                Node::Element(inner) => self.walk(inner, open, in_media),
            }
        }
        if block.is_some() {
            self.close(open);
            open.kind = None;
        }
    }

    /// The draft of a report with this text. It is hashed as `sha256` says.
    ///
    /// # Errors
    /// Where there are no words, or too many, or what is no text.
    pub fn draft(
        self,
        given: Given,
        place: Place,
        sha256: String,
        options: &Options,
    ) -> Result<Draft, ReadError> {
        check_text(&self.text, options)?;
        encoding::refuse_control_characters(&self.text)?;
        let alignment = Alignment::identity();
        Ok(Draft { place, sha256, given, text: self.text, alignment, blocks: Some(self.blocks) })
    }
}

/// The block that is being gathered.
#[derive(Default)]
struct Open {
    words: String,
    kind: Option<SegmentKind>,
}

/// Elements whose words are no part of what a reader sees.
fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "head" | "template" | "media-metadata" | "media-reference" | "media-object"
    )
}

/// What a block element is; `None` for elements within a line.
fn kind_of(name: &str, in_media: bool) -> Option<Option<SegmentKind>> {
    Some(match name {
        "hl1" => Some(SegmentKind::Title),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hl2" => Some(SegmentKind::Heading),
        "figcaption" | "media-caption" | "caption" => Some(SegmentKind::Caption),
        "media-producer" => Some(SegmentKind::Credit),
        "byline" => Some(SegmentKind::Byline),
        "dateline" => Some(SegmentKind::Dateline),
        "note" | "ednote" => Some(SegmentKind::Note),
        "tagline" => Some(SegmentKind::Promotion),
        "p" if in_media => Some(SegmentKind::Caption),
        "p" | "div" | "li" | "ul" | "ol" | "dl" | "dt" | "dd" | "blockquote" | "bq" | "pre" | "td" | "th"
        | "tr" | "table" | "section" | "article" | "main" | "header" | "footer" | "body" | "html"
        | "block" | "figure" | "media" | "abstract" | "body.content" | "body.head" | "body.end" | "hr"
        | "nitf-table" | "fn" => None,
        _ => return None,
    })
}
