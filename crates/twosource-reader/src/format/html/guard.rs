//! Makes a page safe to parse: its depth is checked, and what only styles it is taken out.
//!
//! Parsers keep every open element, and open formatting elements anew in each block, so that a few bytes of `<font>`
//! can cost gigabytes. Nothing of an article is lost without them.

use super::hidden::Hidden;
use super::lexer::{Lexer, Token, attribute};
use super::linked;
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

/// Elements that end an open paragraph, which many pages never close.
const BLOCKS: [&str; 24] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "nav",
    "ul",
    "ol",
    "dl",
    "table",
    "blockquote",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "form",
    "hr",
];

/// Attributes of an element beyond which only some are kept. A parser looks at each pair of them.
const MOST_ATTRIBUTES: usize = 64;

/// Those that are kept then.
const KEPT_ATTRIBUTES: [&str; 12] = [
    "class", "id", "itemprop", "itemtype", "property", "name", "content", "href", "rel", "datetime", "type",
    "lang",
];

/// The page without comments, scripts, formatting, and what a reader does not see, or an error where it has more elements,
/// or deeper ones, than the options allow. Of linked data what tells of the article is kept.
pub(super) fn safe(page: &str, options: &Options) -> Result<String, ReadError> {
    let limit = options.max_html_depth;
    let mut elements = 0_usize;
    let mut open: Vec<&str> = Vec::new();
    let mut kept = String::with_capacity(page.len());
    let hidden = Hidden::of(page);
    let mut passing: Option<Passing> = None;
    let is_one_of = |names: &[&str], name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    for token in Lexer::new(page) {
        if let Some(element) = &mut passing {
            match element.pass(&token) {
                Passed::Inside => continue,
                Passed::Last => {
                    passing = None;
                    continue;
                }
                Passed::Before => passing = None,
            }
        }
        match token {
            Token::Text(span) => kept.push_str(span.of(page)),
            Token::Open { name, attributes, span } => {
                if hidden.hides(name, attributes) {
                    // A slash at the end of a tag closes nothing in a page, whatever it does in XML.
                    if !is_one_of(&VOID, name) {
                        passing = Some(Passing { name, depth: 1 });
                        // What stands on both sides does not grow together.
                        kept.push(' ');
                    }
                    continue;
                }
                if is_one_of(&FORMATTING, name) {
                    continue;
                }
                // The number of a note is no part of the number before it.
                if name.eq_ignore_ascii_case("sup")
                    && kept.ends_with(|c: char| c.is_ascii_digit())
                    && page[span.end..].starts_with(|c: char| c.is_ascii_digit())
                {
                    kept.push(' ');
                }
                push_tag(&mut kept, name, attributes, span.of(page));
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
                if is_one_of(&FORMATTING, name) || is_one_of(&["del"], name) {
                    continue;
                }
                kept.push_str(if span.len() > LONGEST_CLOSING { "" } else { span.of(page) });
                if let Some(place) = open.iter().rposition(|known| known.eq_ignore_ascii_case(name)) {
                    open.truncate(place);
                }
            }
            Token::Raw { name, attributes, content, span } => {
                if attribute(attributes, "type").is_some_and(|kind| kind.contains("ld+json")) {
                    if let Some(linked) = linked::read(content.of(page)) {
                        kept.push_str("<script type=\"application/ld+json\">");
                        kept.push_str(&linked.kept);
                        kept.push_str("</script>");
                    }
                } else if name.eq_ignore_ascii_case("title") {
                    kept.push_str(span.of(page));
                }
            }
        }
    }
    Ok(kept)
}

/// Bytes of a closing tag that is one.
const LONGEST_CLOSING: usize = 200;

/// Adds a tag; of one with very many attributes the few that tell something.
fn push_tag(kept: &mut String, name: &str, attributes: &str, whole: &str) {
    if attributes.split_whitespace().nth(MOST_ATTRIBUTES).is_none() {
        kept.push_str(whole);
        return;
    }
    kept.push('<');
    kept.push_str(name);
    for key in KEPT_ATTRIBUTES {
        if let Some(value) = attribute(attributes, key).filter(|value| !value.contains('"')) {
            kept.push_str(&format!(" {key}=\"{value}\""));
        }
    }
    kept.push('>');
}

/// An element that is passed over.
struct Passing<'p> {
    name: &'p str,
    /// Elements of its name that are open.
    depth: usize,
}

/// Where a token stands to an element that is passed over.
enum Passed {
    Inside,
    /// The closing tag of the element.
    Last,
    /// The element has ended before.
    Before,
}

impl Passing<'_> {
    fn pass(&mut self, token: &Token) -> Passed {
        let is_paragraph = self.name.eq_ignore_ascii_case("p");
        match token {
            Token::Open { name, .. } if is_paragraph => {
                let ends = BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name));
                if ends { Passed::Before } else { Passed::Inside }
            }
            Token::Open { name, .. } if name.eq_ignore_ascii_case(self.name) => {
                self.depth += 1;
                Passed::Inside
            }
            Token::Close { name, .. } if name.eq_ignore_ascii_case(self.name) => {
                self.depth -= 1;
                if self.depth == 0 { Passed::Last } else { Passed::Inside }
            }
            Token::Close { name, .. } if is_paragraph => {
                let ends = BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name));
                if ends { Passed::Before } else { Passed::Inside }
            }
            Token::Close { name, .. }
                if ["body", "html"].iter().any(|end| end.eq_ignore_ascii_case(name)) =>
            {
                Passed::Before
            }
            _ => Passed::Inside,
        }
    }
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
    fn what_a_reader_does_not_see_goes() {
        for (page, seen) in [
            ("<p>A<p hidden>b<p>C</p>", "<p>A <p>C</p>"),
            ("<div>A<div style='display:none'>b<div>c</div>d</div>E</div>", "<div>A E</div>"),
            ("<p>A <del>b</del><s>c</s> D</p>", "<p>A    D</p>"),
            ("<ul><li class=sr-only>b</li><li>C</li></ul>", "<ul> <li>C</li></ul>"),
        ] {
            assert_eq!(safe(page, 9).unwrap(), seen, "{page}");
        }
    }

    #[test]
    fn an_element_of_many_attributes_keeps_those_that_tell() {
        let many: String = (0..200_000).map(|n| format!(" a{n}=1")).collect();
        assert_eq!(safe(&format!("<p{many} class=\"lead\">A"), 9).unwrap(), "<p class=\"lead\">A");
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
