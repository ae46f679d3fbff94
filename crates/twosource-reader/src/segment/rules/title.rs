//! A headline that nothing but its place gives away: the first line, without a full stop, and paragraphs below.

use crate::SegmentKind::{self, Heading, Paragraph};
use crate::segment::page::{Page, Piece, ends_sentence, holds_two_sentences, word_count};
use crate::segment::rule::{Example, Fact, Finding, Rule};

pub(super) const RULE: Rule = Rule {
    name: "title",
    find,
    examples: &[
        Example {
            text: "Guest offers 'full' support at a meeting in the east\n\nA long day of talks\n\nThe two leaders have met.\n\nThey talked for two hours.",
            segments: &[
                (SegmentKind::Title, "Guest offers 'full' support at a meeting in the east"),
                (Heading, "A long day of talks"),
                (Paragraph, "The two leaders have met."),
                (Paragraph, "They talked for two hours."),
            ],
        },
        Example {
            // A post is no article.
            text: "so the talks are over i guess",
            segments: &[(Paragraph, "so the talks are over i guess")],
        },
    ],
};

/// Longest headline, in words and in bytes.
const LONGEST: (usize, usize) = (28, 250);

fn find(page: &Page, piece: Piece) -> Option<Finding> {
    let words = page.words(piece);
    let markup_allows = matches!(piece.markup, None | Some(Heading));
    if !page.is_head() || !page.is_block(piece) || !markup_allows || words.len() > LONGEST.1 {
        return None;
    }
    let fits =
        (2..=LONGEST.0).contains(&word_count(words)) && !ends_sentence(words) && !holds_two_sentences(words);
    let opens_well = words.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"“‘'`".contains(c));
    // Below a headline stand a date, a byline, a picture, and sentences.
    let below = piece.block + 1..page.blocks.len().min(piece.block + 7);
    let sentences = below.clone().filter(|&next| page.is_running_text(next)).count();
    let prose_follows = sentences > 0 && sentences * 4 >= below.len();
    if !fits || !opens_well || !prose_follows {
        return None;
    }
    // With a title given or found, another such line is a heading under it.
    if page.has_title() || page.given.title.is_some() {
        return Some(Finding::whole(Heading, piece));
    }
    Some(Finding::whole(SegmentKind::Title, piece).with([Fact::Title(piece.span)]))
}
