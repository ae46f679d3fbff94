//! A text and its blocks, as the rules see them.

use std::cell::OnceCell;

use twosource_text::Span;

use super::SegmentKind;
use crate::given::{Block, Given};
use crate::pattern::Pattern;

/// A stretch that waits for its kind: a block, or what is left of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Without white space at the edges.
    pub span: Span,
    /// Its block's place among the page's.
    pub block: usize,
    /// What mark-up says of the block.
    pub markup: Option<SegmentKind>,
}

/// A text and its blocks, with what has been found so far.
#[derive(Debug)]
pub(super) struct Page<'t> {
    pub text: &'t str,
    pub blocks: Vec<Block>,
    pub given: &'t Given,
    paragraph_seen: bool,
    title_seen: bool,
    comments_seen: bool,
    prose: OnceCell<bool>,
}

/// The share of blocks that have to end as sentences do for a text to be prose.
const PROSE_SHARE: f64 = 0.5;

/// The end of a sentence of some length within a text, and the start of another.
static INNER_END: Pattern = Pattern::new(
    r#"\p{Ll}{3}[”"'’)\]]*[.!?…][”"'’)\]]*\s+[“"‘'(\[]?\p{Lu}|[.!?…][”"'’)\]]+\s+[“"‘'(\[]?\p{Lu}"#,
);

impl<'t> Page<'t> {
    pub fn new(text: &'t str, blocks: Vec<Block>, given: &'t Given) -> Self {
        Page {
            text,
            blocks,
            given,
            paragraph_seen: false,
            title_seen: false,
            comments_seen: false,
            prose: OnceCell::new(),
        }
    }

    /// Remembers that a segment of this kind was found.
    pub fn note(&mut self, kind: SegmentKind) {
        self.paragraph_seen |= kind == SegmentKind::Paragraph;
        self.title_seen |= kind == SegmentKind::Title;
        self.comments_seen |= kind == SegmentKind::Comment;
    }

    /// True where what readers wrote has begun.
    pub fn has_comments(&self) -> bool {
        self.comments_seen
    }

    /// True before the first paragraph.
    pub fn is_head(&self) -> bool {
        !self.paragraph_seen
    }

    pub fn has_title(&self) -> bool {
        self.title_seen
    }

    /// True in the last few blocks of a text.
    pub fn is_tail(&self, piece: Piece) -> bool {
        const TAIL: usize = 3;
        self.paragraph_seen && piece.block + TAIL >= self.blocks.len()
    }

    pub fn is_last(&self, piece: Piece) -> bool {
        piece.block + 1 == self.blocks.len()
    }

    /// True where the piece opens its block.
    pub fn opens_block(&self, piece: Piece) -> bool {
        self.block_words(piece.block).is_some_and(|words| words.starts_with(piece.span.of(self.text)))
            && self.trimmed(self.blocks[piece.block].span).start == piece.span.start
    }

    /// True where the piece is all of its block.
    pub fn is_block(&self, piece: Piece) -> bool {
        self.trimmed(self.blocks[piece.block].span) == piece.span
    }

    pub fn words(&self, piece: Piece) -> &'t str {
        piece.span.of(self.text)
    }

    /// The text of the block at `index`, without white space at the edges.
    pub fn block_words(&self, index: usize) -> Option<&'t str> {
        self.blocks.get(index).map(|block| self.trimmed(block.span).of(self.text))
    }

    /// True where the block at `index` is a sentence or more.
    pub fn is_running_text(&self, index: usize) -> bool {
        self.block_words(index).is_some_and(|words| ends_sentence(words) && word_count(words) >= 4)
    }

    /// True where blank lines (or mark-up) set the block at `index` apart from both of its neighbours.
    pub fn stands_alone(&self, index: usize) -> bool {
        let gap = |before: usize, after: usize| {
            let (Some(before), Some(after)) = (self.blocks.get(before), self.blocks.get(after)) else {
                return true;
            };
            Span::new(before.span.end, after.span.start).of(self.text).matches('\n').count() > 1
        };
        (index == 0 || gap(index - 1, index)) && gap(index, index + 1)
    }

    /// True where most blocks end as sentences do, so that one that does not stands out. False for lists, tables,
    /// posts and transcripts without punctuation.
    pub fn is_prose(&self) -> bool {
        *self.prose.get_or_init(|| {
            let blocks = self.blocks.len();
            let sentences = (0..blocks).filter(|&index| self.is_running_text(index)).count();
            sentences >= 2 && sentences as f64 >= blocks as f64 * PROSE_SHARE
        })
    }

    /// `span` without white space, byte-order marks and zero-width spaces at its edges.
    pub fn trimmed(&self, span: Span) -> Span {
        let inner = span.of(self.text);
        let start = span.start + (inner.len() - inner.trim_start_matches(is_blank).len());
        Span::new(start, start + inner.trim_matches(is_blank).len())
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}')
}

/// True where the last character, quotation marks and brackets aside, ends a sentence or opens what follows.
pub(super) fn ends_sentence(words: &str) -> bool {
    let inner = words.trim_end_matches(|c: char| is_blank(c) || "\"'“”‘’«»`)]".contains(c));
    inner.ends_with(['.', '!', '?', '…', ':', ';', '。', '؟', '।'])
}

/// True where a sentence ends before the last one.
pub(super) fn holds_two_sentences(words: &str) -> bool {
    INNER_END.is_match(words)
}

pub(super) fn word_count(words: &str) -> usize {
    words.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentence_ends_are_seen_through_quotation_marks() {
        assert!(ends_sentence("He left.”"));
        assert!(ends_sentence("\"Why?\""));
        assert!(ends_sentence("She said:"));
        assert!(!ends_sentence("Long deliberations"));
        assert!(!ends_sentence("Kim's \"busy schedule\""));
    }

    #[test]
    fn two_sentences_are_more_than_initials() {
        assert!(holds_two_sentences("He could go free. CHANNEL FIVE"));
        assert!(holds_two_sentences("“He left.” She stayed"));
        assert!(!holds_two_sentences("The U.S. Senate and Gen. J. P. Smith"));
    }
}
