//! Tags and text of a page, in order, in time linear in its length and without recursion.
//!
//! A full parser repairs a page; here it is only read, to know which bytes hold which words.

use twosource_text::Span;

/// One token of a page. Spans are bytes of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'p> {
    /// Words with entities not decoded.
    Text(Span),
    /// `<name …>`; `attributes` is all between name and `>`.
    Open { name: &'p str, attributes: &'p str, span: Span },
    /// `</name>`
    Close { name: &'p str, span: Span },
    /// An element whose content is no mark-up, such as a script, from `<` to the end of its closing tag.
    Raw { name: &'p str, attributes: &'p str, content: Span, span: Span },
}

/// Elements whose content is not read as mark-up.
const RAW: [&str; 9] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"];

/// Reads a page token by token. Comments and declarations are left out.
pub(super) struct Lexer<'p> {
    page: &'p str,
    at: usize,
}

impl<'p> Lexer<'p> {
    pub fn new(page: &'p str) -> Self {
        Lexer { page, at: 0 }
    }

    /// The byte after the next `>` that closes a tag opened before `from`, quoted values left out of the search.
    fn tag_end(&self, from: usize) -> usize {
        let mut quote = None;
        let mut after_equals = false;
        for (offset, byte) in self.page.as_bytes()[from..].iter().enumerate() {
            match (quote, byte) {
                (Some(open), _) if open == *byte => quote = None,
                (Some(_), _) => {}
                (None, b'>') => return from + offset + 1,
                (None, b'"' | b'\'') if after_equals => quote = Some(*byte),
                _ => {}
            }
            after_equals = *byte == b'=' || (after_equals && byte.is_ascii_whitespace());
        }
        self.page.len()
    }

    /// The byte after the next `needle` from `from` on, or the end of the page.
    fn after(&self, needle: &str, from: usize) -> usize {
        self.page
            .get(from..)
            .and_then(|rest| rest.find(needle))
            .map_or(self.page.len(), |at| from + at + needle.len())
    }

    /// Start of the closing tag of `name` from `from` on, or the end of the page.
    fn closing(&self, name: &str, from: usize) -> usize {
        let mut at = from;
        while let Some(found) = self.page.get(at..).and_then(|rest| rest.find("</")) {
            let start = at + found;
            let after = &self.page.as_bytes()[start + 2..];
            let is_it =
                after.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()));
            if is_it {
                return start;
            }
            at = start + 2;
        }
        self.page.len()
    }
}

/// Bytes of a tag's name.
fn name_length(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'_')).count()
}

impl<'p> Iterator for Lexer<'p> {
    type Item = Token<'p>;

    fn next(&mut self) -> Option<Token<'p>> {
        let bytes = self.page.as_bytes();
        loop {
            let start = self.at;
            let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
            if rest.starts_with(b"<!--") {
                self.at = self.after("-->", start + 4);
                continue;
            }
            if rest.starts_with(b"<!") || rest.starts_with(b"<?") {
                self.at = self.after(">", start + 2);
                continue;
            }
            let closes = rest.starts_with(b"</");
            let name_start = start + 1 + usize::from(closes);
            let is_tag = rest[0] == b'<' && bytes.get(name_start).is_some_and(u8::is_ascii_alphabetic);
            if !is_tag {
                // A lone "<" is text, as browsers show it.
                let skip = usize::from(rest[0] == b'<');
                let end = rest[skip..]
                    .iter()
                    .position(|byte| *byte == b'<')
                    .map_or(bytes.len(), |at| start + skip + at);
                self.at = end;
                return Some(Token::Text(Span::new(start, end)));
            }
            let name_end = name_start + name_length(&bytes[name_start..]);
            let name = self.page.get(name_start..name_end).unwrap_or("");
            let end = self.tag_end(name_end);
            self.at = end;
            let span = Span::new(start, end);
            if closes {
                return Some(Token::Close { name, span });
            }
            let attributes = self.page.get(name_end..end).unwrap_or("").trim_end_matches('>');
            if !RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
                return Some(Token::Open { name, attributes, span });
            }
            let content_end = self.closing(name, end);
            self.at = self.after(">", content_end);
            let content = Span::new(end, content_end);
            return Some(Token::Raw { name, attributes, content, span: Span::new(start, self.at) });
        }
    }
}

/// The value of an attribute, entities not decoded; `None` where it is missing.
pub(super) fn attribute<'p>(attributes: &'p str, wanted: &str) -> Option<&'p str> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let name_end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        if rest.is_empty() {
            return None;
        }
        let name = &rest[..name_end];
        rest = rest[name_end..].trim_start();
        let value = match rest.strip_prefix('=') {
            None => "",
            Some(after) => {
                let after = after.trim_start();
                let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
                let (value, left) = match quote {
                    Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                    None => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
                };
                rest = left;
                value
            }
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_text_and_scripts_are_told_apart() {
        let page = "<!DOCTYPE html><!-- <p> --><P class='a>b'>1 < 2<br/></p><script>if (a</b>)</SCRIPT >x";
        let tokens: Vec<String> = Lexer::new(page)
            .map(|token| match token {
                Token::Text(span) => format!("text {}", span.of(page)),
                Token::Open { name, .. } => format!("open {name}"),
                Token::Close { name, .. } => format!("close {name}"),
                Token::Raw { name, content, .. } => format!("raw {name} {}", content.of(page)),
            })
            .collect();
        assert_eq!(
            tokens,
            ["open P", "text 1 ", "text < 2", "open br", "close p", "raw script if (a</b>)", "text x"]
        );
    }

    #[test]
    fn attributes_are_found_however_they_are_quoted() {
        let attributes = r#" a="1" DATA-x = 'y "z"' checked content=2023-09-13 b"#;
        assert_eq!(attribute(attributes, "data-X"), Some("y \"z\""));
        assert_eq!(attribute(attributes, "content"), Some("2023-09-13"));
        assert_eq!(attribute(attributes, "checked"), Some(""));
        assert_eq!(attribute(attributes, "none"), None);
    }

    #[test]
    fn what_is_never_closed_ends_with_the_page() {
        for page in ["<p class=\"", "<!--", "<script>a", "<", "</", "<p", "a<"] {
            assert!(Lexer::new(page).count() <= 2, "{page}");
        }
    }
}
