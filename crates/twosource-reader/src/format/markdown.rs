//! Markdown to plain text, every word with its place.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use twosource_text::{AlignmentBuilder, Span};

use super::front_matter;
use crate::draft::Draft;
use crate::error::Caution;
use crate::given::Block;
use crate::{ReadError, SegmentKind};

/// Replaces the Markdown of a draft by its words, and tells what of its front matter could not be read. Headings keep their kind;
/// code, raw HTML and pictures go, and what was struck.
pub(crate) fn strip(draft: &mut Draft) -> Result<Vec<Caution>, ReadError> {
    let source = std::mem::take(&mut draft.text);
    let mut start = 0;
    let mut cautions = Vec::new();
    if let Some(front) = front_matter::split(&source)? {
        draft.given = front.given;
        cautions = front.cautions;
        start = front.end;
    }
    let body = source.get(start..).unwrap_or("");
    let mut plain = Plain::default();
    let parser =
        Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).into_offset_iter();
    for (event, range) in parser {
        let place = Span::new(range.start + start, range.end + start);
        match event {
            Event::Text(words) if !plain.is_left_out() => plain.add(&words, place, &source),
            Event::Code(words) if !plain.is_left_out() => plain.add(&words, place, &source),
            Event::SoftBreak | Event::HardBreak if !plain.is_left_out() => plain.text.push(" ", place),
            Event::Start(tag) => plain.open(&tag),
            Event::End(tag) => plain.close(tag),
            Event::Rule => plain.end_block(),
            _ => {}
        }
    }
    plain.end_block();
    (draft.text, draft.alignment) = plain.text.finish();
    draft.blocks = Some(plain.blocks);
    Ok(cautions)
}

/// The words so far.
#[derive(Default)]
struct Plain {
    text: AlignmentBuilder,
    blocks: Vec<Block>,
    block_start: usize,
    kind: Option<SegmentKind>,
    /// Pictures, code blocks and raw HTML that are open.
    left_out: usize,
}

impl Plain {
    fn is_left_out(&self) -> bool {
        self.left_out > 0
    }

    /// Adds words from `place`; where an escape or entity was decoded they map as a whole.
    fn add(&mut self, words: &str, place: Span, source: &str) {
        let opens_block = self.text.text().len() == self.block_start;
        if opens_block && !self.blocks.is_empty() {
            self.text.insert("\n\n");
            self.block_start = self.text.text().len();
        }
        let inner = place.of(source);
        // Code spans come without their backticks.
        match inner.find(words).filter(|_| !words.is_empty()) {
            Some(at) => self.text.push(words, Span::new(place.start + at, place.start + at + words.len())),
            None => self.text.push(words, place),
        }
    }

    fn open(&mut self, tag: &Tag) {
        match tag {
            Tag::Heading { .. } => {
                self.end_block();
                self.kind = Some(SegmentKind::Heading);
            }
            Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::Image { .. }
            | Tag::MetadataBlock(_)
            | Tag::Strikethrough => {
                if !matches!(tag, Tag::Image { .. } | Tag::Strikethrough) {
                    self.end_block();
                }
                self.left_out += 1;
            }
            Tag::Paragraph
            | Tag::Item
            | Tag::List(_)
            | Tag::BlockQuote(_)
            | Tag::TableCell
            | Tag::TableRow => {
                self.end_block();
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Image
            | TagEnd::MetadataBlock(_)
            | TagEnd::Strikethrough => {
                self.left_out = self.left_out.saturating_sub(1);
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::List(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::TableCell
            | TagEnd::TableRow => self.end_block(),
            _ => {}
        }
    }

    /// Ends the block that is open, if it has words.
    fn end_block(&mut self) {
        let span = Span::new(self.block_start, self.text.text().len());
        if !span.of(self.text.text()).trim().is_empty() {
            self.blocks.push(Block { span, kind: self.kind });
        }
        self.block_start = self.text.text().len();
        self.kind = None;
    }
}
