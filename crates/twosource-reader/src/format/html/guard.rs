//! Makes a page safe to parse: its depth is checked, and what only styles it is taken out.
//!
//! Parsers keep every open element, and open formatting elements anew in each block, so that a few bytes of `<font>`
//! can cost gigabytes. Nothing of an article is lost without them.

use super::lexer::{Lexer, Token, attribute};
use crate::{Options, ReadError};

/// Elements that style words. A parser opens them again in every block that follows.
const FORMATTING: [&str; 15] = [
    "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u", "span",
    "mark",
];

/// Elements that never have content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements that the next one of their kind closes: many pages never close them.
const SELF_CLOSED: [&str; 13] =
    ["p", "li", "td", "th", "tr", "dd", "dt", "option", "optgroup", "tbody", "thead", "tfoot", "a"];

/// The page without comments, scripts and formatting, or an error where it has more elements, or deeper ones, than the
/// options allow.
pub(super) fn safe(page: &str, options: &Options) -> Result<String, ReadError> {
    let limit = options.max_html_depth;
    let mut elements = 0_usize;
    let mut open: Vec<&str> = Vec::new();
    let mut kept = String::with_capacity(page.len());
    let is_one_of = |names: &[&str], name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    for token in Lexer::new(page) {
        match token {
            Token::Text(span) => kept.push_str(span.of(page)),
            Token::Open { name, span, .. } => {
                if is_one_of(&FORMATTING, name) {
                    continue;
                }
                kept.push_str(span.of(page));
                elements += 1;
                if elements > options.max_html_elements {
                    return Err(ReadError::TooManyElements { limit: options.max_html_elements });
                }
                if is_one_of(&VOID, name) || is_one_of(&SELF_CLOSED, name) {
                    continue;
                }
                open.push(name);
                if open.len() > limit {
                    return Err(ReadError::TooDeep { limit });
                }
            }
            Token::Close { name, span } => {
                if is_one_of(&FORMATTING, name) {
                    continue;
                }
                kept.push_str(span.of(page));
                if let Some(place) = open.iter().rposition(|known| known.eq_ignore_ascii_case(name)) {
                    open.truncate(place);
                }
            }
            Token::Raw { name, attributes, span, .. } => {
                // Metadata may stand in a script of linked data.
                let is_data = attribute(attributes, "type").is_some_and(|kind| kind.contains("ld+json"));
                if is_data || name.eq_ignore_ascii_case("title") {
                    kept.push_str(span.of(page));
                }
            }
        }
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn safe(page: &str, max_html_depth: usize) -> Result<String, ReadError> {
        super::safe(page, &Options { max_html_depth, max_html_elements: 2000, ..Options::default() })
    }

    #[test]
    fn elements_are_counted_but_styling_is_not() {
        assert!(matches!(safe(&"<p>".repeat(2001), 9), Err(ReadError::TooManyElements { limit: 2000 })));
        assert!(safe(&"<b>".repeat(5000), 9).is_ok());
    }

    #[test]
    fn styling_and_scripts_go_and_words_stay() {
        let page = "<html><head><title>T</title><style>p{}</style></head><p>A <b>bold</b> <font color=red>word</font><script>x</script></p>";
        assert_eq!(safe(page, 9).unwrap(), "<html><head><title>T</title></head><p>A bold word</p>");
    }

    #[test]
    fn depth_counts_what_really_nests() {
        let unclosed = "<ul><li>a<p>b".repeat(5);
        assert!(safe(&unclosed, 5).is_ok());
        assert!(matches!(safe(&"<div>".repeat(6), 5), Err(ReadError::TooDeep { limit: 5 })));
        assert!(safe(&"<div></div>".repeat(1000), 5).is_ok());
        assert!(safe(&"<div></x>".repeat(6), 5).is_err());
    }
}
