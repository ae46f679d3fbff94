//! Where the words of an article stand in its page.

use twosource_text::{AlignmentBuilder, Span};

use super::blocks::kind_of;
use super::lexer::{Lexer, Token, attribute};
use crate::SegmentKind;

/// The characters a page shows, white space left out, each with its bytes in the page; and what elements say of them.
pub(super) struct Places {
    shown: String,
    /// For each byte of `shown`: the bytes of the page that made its character.
    origins: Vec<(u32, u32)>,
    marks: Vec<(Span, SegmentKind)>,
    cursor: usize,
    failed_searches: usize,
}

/// Searches through a whole page that may fail before the rest of an article is left without places.
const MOST_FAILED_SEARCHES: usize = 400;

/// Words of a block that are searched together where the block as a whole is not found.
const WORDS_TOGETHER: usize = 6;

/// Bytes of mark-up that a caption's element takes at most; a larger one is the layout of a page.
const LONGEST_CAPTION: usize = 4000;

impl Places {
    pub fn new(page: &str) -> Self {
        let mut places =
            Places { shown: String::new(), origins: vec![], marks: vec![], cursor: 0, failed_searches: 0 };
        let mut open: Vec<(&str, usize, SegmentKind)> = Vec::new();
        for token in Lexer::new(page) {
            match token {
                Token::Text(span) => places.add_text(page, span),
                Token::Open { name, attributes, span } => {
                    if let Some(kind) = kind_of(name).or_else(|| kind_of_class(attributes)) {
                        open.push((name, span.start, kind));
                    }
                }
                Token::Close { name, span } => {
                    let marked = open.last().filter(|(opened, _, _)| opened.eq_ignore_ascii_case(name));
                    if let Some(&(_, start, kind)) = marked {
                        open.pop();
                        if span.end - start <= LONGEST_CAPTION {
                            places.marks.push((Span::new(start, span.end), kind));
                        }
                    }
                }
                Token::Raw { .. } => {}
            }
        }
        places.marks.sort_by_key(|(span, _)| *span);
        places
    }

    /// Adds the words of a stretch of the page, entities decoded.
    fn add_text(&mut self, page: &str, span: Span) {
        let words = span.of(page);
        let mut at = 0;
        while let Some(c) = words[at..].chars().next() {
            let length = if c == '&' { entity_length(&words[at..]) } else { c.len_utf8() };
            let start = span.start + at;
            let decoded = html_escape::decode_html_entities(&words[at..at + length]);
            for shown in decoded.chars().filter(|c| !c.is_whitespace()) {
                self.shown.push(shown);
                let origin = (to_u32(start), to_u32(start + length));
                self.origins.extend(std::iter::repeat_n(origin, shown.len_utf8()));
            }
            at += length;
        }
    }

    /// Adds the words of a block to `text`, with their places, and tells what the page's elements say of them.
    pub fn add_block(&mut self, words: &str, text: &mut AlignmentBuilder) -> Option<SegmentKind> {
        if let Some(start) = self.search(words) {
            let kind = self.kind_at(start);
            self.push(words, start, text);
            return kind;
        }
        // The extractor left something out in the middle: place the parts by themselves.
        let mut kind = None;
        let parts: Vec<&str> = words.split(' ').collect();
        for (number, part) in parts.chunks(WORDS_TOGETHER).enumerate() {
            if number > 0 {
                text.insert(" ");
            }
            let part = part.join(" ");
            match self.search(&part) {
                Some(start) => {
                    kind = kind.or_else(|| self.kind_at(start));
                    self.push(&part, start, text);
                }
                None => text.insert(&part),
            }
        }
        kind
    }

    /// Where `words` stand in what the page shows: after the last find, or else before it.
    fn search(&mut self, words: &str) -> Option<usize> {
        if self.failed_searches >= MOST_FAILED_SEARCHES {
            return None;
        }
        let needle: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        let after = self.shown[self.cursor..].find(&needle).map(|at| self.cursor + at);
        let found = after.or_else(|| self.shown.find(&needle));
        match found {
            Some(start) if after.is_some() => self.cursor = start + needle.len(),
            Some(_) => {}
            None => self.failed_searches += 1,
        }
        found
    }

    /// Adds words that stand at byte `start` of `shown`, each character with its bytes in the page.
    fn push(&self, words: &str, start: usize, text: &mut AlignmentBuilder) {
        let mut at = start;
        let mut before: Option<usize> = None;
        for c in words.chars() {
            let Some(&(from, to)) = self.origins.get(at) else { return };
            let (from, to) = (from as usize, to as usize);
            let mut buffer = [0; 4];
            let piece = c.encode_utf8(&mut buffer);
            if c.is_whitespace() {
                text.push(piece, Span::new(before.unwrap_or(from), from));
                continue;
            }
            text.push(piece, Span::new(from, to));
            before = Some(to);
            at += c.len_utf8();
        }
    }

    /// What the innermost marked element around byte `start` of `shown` is.
    fn kind_at(&self, start: usize) -> Option<SegmentKind> {
        let place = self.origins.get(start)?.0 as usize;
        let before = self.marks.partition_point(|(span, _)| span.start <= place);
        // Marked elements hardly nest: the last few that start before decide.
        self.marks[..before].iter().rev().take(4).find(|(span, _)| span.covers(place)).map(|(_, kind)| *kind)
    }
}

/// Bytes of the entity that `words` open with, or of "&" alone.
fn entity_length(words: &str) -> usize {
    const LONGEST: usize = 33;
    let end = words.bytes().take(LONGEST).position(|byte| byte == b';');
    end.filter(|end| {
        words.as_bytes()[1..*end].iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
    })
    .map_or(1, |end| end + 1)
}

fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// What the class of an element says: outlets mark captions and credits so.
fn kind_of_class(attributes: &str) -> Option<SegmentKind> {
    let classes = attribute(attributes, "class")?;
    classes.split_whitespace().find_map(|class| {
        let class = class.to_ascii_lowercase().replace(['_', '-'], "");
        let is_caption = class.ends_with("caption") || class.ends_with("captiontext");
        let is_credit = ["photocredit", "imagecredit", "mediacredit", "picturecredit"]
            .iter()
            .any(|end| class.ends_with(end));
        match (is_credit, is_caption) {
            (true, _) => Some(SegmentKind::Credit),
            (false, true) => Some(SegmentKind::Caption),
            (false, false) => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_find_their_bytes_through_entities_and_tags() {
        let page =
            "<p>Menu</p><p class='wp-caption-text'>Tom &amp;  <b>J\u{e9}r\u{f4}me</b>&rsquo;s\ntalk</p>";
        let mut places = Places::new(page);
        let mut text = AlignmentBuilder::new();
        let kind = places.add_block("Tom & Jérôme’s talk", &mut text);
        assert_eq!(kind, Some(SegmentKind::Caption));
        let (text, alignment) = text.finish();
        let original = |words: &str| {
            let start = text.find(words).unwrap();
            alignment.original(Span::new(start, start + words.len())).unwrap().of(page)
        };
        assert_eq!(original("Tom &"), "Tom &amp;");
        assert_eq!(original("Jérôme"), "Jérôme");
        assert_eq!(original("’s talk"), "&rsquo;s\ntalk");
    }

    #[test]
    fn a_block_with_something_left_out_is_placed_in_parts() {
        let page = "<p>one two three four five six <i>[ad]</i> seven eight</p>";
        let mut text = AlignmentBuilder::new();
        Places::new(page).add_block("one two three four five six seven eight", &mut text);
        let (text, alignment) = text.finish();
        assert_eq!(text, "one two three four five six seven eight");
        assert_eq!(alignment.original(Span::new(28, 33)).unwrap().of(page), "seven");
    }
}
