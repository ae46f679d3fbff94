//! A line that tells what a film or picture shows, among paragraphs: a sentence's length and no full stop.

use crate::SegmentKind::{Caption, Paragraph};
use crate::pattern::Pattern;
use crate::segment::page::{Page, Piece, ends_sentence, holds_two_sentences, word_count};
use crate::segment::rule::{Example, Finding, Rule};

pub(super) const RULE: Rule = Rule {
    name: "teaser",
    find,
    examples: &[
        Example {
            text: "The two leaders have met.\n\nOur correspondent Jane Doe looks at what the meeting means for both of the countries\n\nThey talked for two hours.\n\nThen they had dinner.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (
                    Caption,
                    "Our correspondent Jane Doe looks at what the meeting means for both of the countries",
                ),
                (Paragraph, "They talked for two hours."),
                (Paragraph, "Then they had dinner."),
            ],
        },
        Example {
            // A sentence that lost its full stop.
            text: "The two leaders have met.\n\nThe bandits saw the helicopter and the ships and had to flee from the place\n\nThey talked for two hours.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (Paragraph, "The bandits saw the helicopter and the ships and had to flee from the place"),
                (Paragraph, "They talked for two hours."),
            ],
        },
        Example {
            // A text without full stops has no teasers.
            text: "The two leaders have met in the far east of the country today\n\nThey talked for two hours and then they had a long dinner\n\nNobody knows what they said to each other on that day\n\nThe end of it",
            segments: &[
                (Paragraph, "The two leaders have met in the far east of the country today"),
                (Paragraph, "They talked for two hours and then they had a long dinner"),
                (Paragraph, "Nobody knows what they said to each other on that day"),
                (Paragraph, "The end of it"),
            ],
        },
    ],
};

/// Fewest and most words.
const WORDS: std::ops::RangeInclusive<usize> = 6..=40;

/// What sentences that lost their full stop have, and teasers do not: they are in the present tense, name who is seen or
/// heard, and attribute nothing.
static CLAUSE: Pattern = Pattern::new(
    r"(?i)^(?:he|she|it|they|we|i|you|this|that|these|those|there|but|and|or|so|in|on|at|as|if|when|while|after|before|according|for|from|to|a|an)\b|\b(?:said|says|saying|told|was|were|had|has|have|did|would|could|should|will|may|might|been)\b",
);

fn find(page: &Page, piece: Piece) -> Option<Finding> {
    let words = page.words(piece);
    let stands_between = piece.block > 0
        && page.is_running_text(piece.block - 1)
        && page.is_running_text(piece.block + 1)
        && !ends_with_colon(page, piece.block - 1);
    let is_teaser = piece.markup.is_none()
        && !page.is_head()
        && page.is_block(piece)
        && stands_between
        && page.is_prose()
        && page.stands_alone(piece.block)
        && !CLAUSE.is_match(words)
        && WORDS.contains(&word_count(words))
        && words.starts_with(char::is_uppercase)
        && words.ends_with(char::is_alphanumeric)
        && !ends_sentence(words)
        && !holds_two_sentences(words);
    is_teaser.then(|| Finding::whole(Caption, piece))
}

/// What a colon announces is a quotation or a list, not a teaser.
fn ends_with_colon(page: &Page, block: usize) -> bool {
    page.block_words(block).is_some_and(|words| words.ends_with(':'))
}
