//! The blocks of an extracted article: paragraphs, headings, captions.

use super::lexer::{Lexer, Token};
use crate::SegmentKind;

/// A block of an article, its white space collapsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ArticleBlock {
    pub words: String,
    pub kind: Option<SegmentKind>,
}

/// Elements that start and end a block.
const BLOCK_ELEMENTS: [&str; 30] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "blockquote",
    "pre",
    "figcaption",
    "figure",
    "td",
    "th",
    "tr",
    "table",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "dd",
    "dt",
    "dl",
    "hr",
    "body",
    "html",
];

/// Cuts an article's mark-up into blocks.
pub(super) fn of(article: &str) -> Vec<ArticleBlock> {
    let mut blocks = Blocks::default();
    for token in Lexer::new(article) {
        match token {
            Token::Text(span) => {
                blocks.breaks = if span.of(article).trim().is_empty() { blocks.breaks } else { 0 };
                blocks.words.push_str(&html_escape::decode_html_entities(span.of(article)));
            }
            // One line break is a space, two part paragraphs.
            Token::Open { name, .. } if name.eq_ignore_ascii_case("br") => {
                blocks.breaks += 1;
                blocks.words.push(' ');
                if blocks.breaks > 1 {
                    blocks.end();
                }
            }
            Token::Open { name, .. } if is_block(name) => {
                blocks.end();
                blocks.kind = kind_of(name).or(blocks.kind.filter(|kind| *kind == SegmentKind::Caption));
            }
            Token::Close { name, .. } if is_block(name) => {
                blocks.end();
                blocks.kind = None;
            }
            _ => {}
        }
    }
    blocks.end();
    blocks.done
}

#[derive(Default)]
struct Blocks {
    done: Vec<ArticleBlock>,
    words: String,
    kind: Option<SegmentKind>,
    /// Line breaks since the last word.
    breaks: usize,
}

impl Blocks {
    fn end(&mut self) {
        let words = self.words.split_whitespace().collect::<Vec<_>>().join(" ");
        self.words.clear();
        if !words.is_empty() {
            self.done.push(ArticleBlock { words, kind: self.kind });
        }
    }
}

fn is_block(name: &str) -> bool {
    BLOCK_ELEMENTS.iter().any(|block| block.eq_ignore_ascii_case(name))
}

/// What an element's name says of its words.
pub(super) fn kind_of(name: &str) -> Option<SegmentKind> {
    match name.to_ascii_lowercase().as_str() {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(SegmentKind::Heading),
        "figcaption" | "caption" => Some(SegmentKind::Caption),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_and_double_line_breaks_part_blocks() {
        let article = "<div><h2>Long\n talks</h2><p>One &amp; <a>two</a><br>three<br> <br/>four</p><figcaption>Five</figcaption>six</div>";
        let found: Vec<_> = of(article).into_iter().map(|block| (block.words, block.kind)).collect();
        let expected = [
            ("Long talks", Some(SegmentKind::Heading)),
            ("One & two three", None),
            ("four", None),
            ("Five", Some(SegmentKind::Caption)),
            ("six", None),
        ];
        assert_eq!(found, expected.map(|(words, kind)| (words.to_owned(), kind)));
    }
}
