//! A headline that the input gives, standing in the text as well.

use crate::SegmentKind::{self, Heading, Paragraph, Title};
use crate::segment::page::{Page, Piece};
use crate::segment::rule::{Example, Fact, Finding, Rule};

pub(super) const RULE: Rule = Rule {
    name: "given title",
    find,
    examples: &[Example {
        // Without a given title, a sentence that opens a text is a sentence.
        text: "The talks have ended without a result.\n\nThey took two days.",
        segments: &[
            (Paragraph, "The talks have ended without a result."),
            (Paragraph, "They took two days."),
        ],
    }],
};

fn find(page: &Page, piece: Piece) -> Option<Finding> {
    let marked_as_heading = matches!(piece.markup, None | Some(Heading | Title));
    if !page.is_head() || !page.is_block(piece) || !marked_as_heading {
        return None;
    }
    let given = page.given.title.as_deref()?;
    if bare(given) != bare(page.words(piece)) {
        return None;
    }
    Some(Finding::whole(SegmentKind::Title, piece).with([Fact::Title(piece.span)]))
}

/// Letters and digits alone: outlets put a full stop, other quotation marks or another case to a headline.
fn bare(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use crate::SegmentKind;
    use crate::given::Given;
    use crate::segment::outline;

    #[test]
    fn the_given_title_is_found_whatever_its_punctuation() {
        let given = Given { title: Some("Talks end “without result”".to_owned()), ..Given::default() };
        let outline = outline("Talks end 'without result'.\n\nThey took two days.", None, &given);
        assert_eq!(outline.segments[0].kind, SegmentKind::Title);
        assert_eq!(outline.segments[1].kind, SegmentKind::Paragraph);
    }
}
