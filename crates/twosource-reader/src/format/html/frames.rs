//! Pages that are a set of frames: each frame shows a page of its own, and they themselves hold no text.

use super::lexer::{Lexer, Token, attribute};
use crate::ReadError;

/// Letters of an address that a message shows.
const LONGEST: usize = 120;

/// Refuses a set of frames, and names the pages that it shows. Where a page has words before it, browsers show those and no
/// frames.
pub(super) fn refuse(page: &str) -> Result<(), ReadError> {
    let mut in_head = false;
    let mut is_set = false;
    let mut shown: Vec<String> = Vec::new();
    for token in Lexer::new(page) {
        match token {
            Token::Open { name, .. } if name.eq_ignore_ascii_case("head") => in_head = true,
            Token::Close { name, .. } if name.eq_ignore_ascii_case("head") => in_head = false,
            Token::Open { name, .. } if name.eq_ignore_ascii_case("frameset") => is_set = true,
            Token::Open { name, attributes, .. } if is_set && name.eq_ignore_ascii_case("frame") => {
                let address = attribute(attributes, "src").map(html_escape::decode_html_entities);
                shown.extend(address.map(|address| address.trim().chars().take(LONGEST).collect()));
            }
            Token::Open { name, .. } if !is_set && !in_head && is_content(name) => return Ok(()),
            Token::Text(span) if !is_set && !in_head && span.of(page).contains(char::is_alphanumeric) => {
                return Ok(());
            }
            _ => {}
        }
    }
    if is_set { Err(ReadError::Frames { shown: shown.join(", ") }) } else { Ok(()) }
}

/// True for an element that stands in a page's body.
fn is_content(name: &str) -> bool {
    !["html", "head", "meta", "link", "base"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_frames_names_its_pages_and_a_page_with_words_is_none() {
        let set = "<html><head><title>Tug</title></head><frameset><frame src=menu.html><FRAME SRC='story.html?a&amp;b'></frameset><noframes><p>Get a browser.</p></noframes></html>";
        let told = refuse(set).unwrap_err().to_string();
        assert!(told.contains("menu.html, story.html?a&b"), "{told}");
        for page in [
            "<html><body><p>A tug sank.</p><frameset><frame src=a></frameset></body></html>",
            "<html><body><frameset></frameset></body></html>",
            "A tug sank. <frameset>",
            "<p>The mark-up &lt;frameset&gt; is old.</p>",
        ] {
            assert!(refuse(page).is_ok(), "{page}");
        }
    }
}
