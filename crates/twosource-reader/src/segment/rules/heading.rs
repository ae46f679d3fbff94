//! A heading without mark-up: a short line between paragraphs, without a full stop.

use crate::SegmentKind::{self, Paragraph};
use crate::pattern::Pattern;
use crate::segment::page::{Page, Piece, ends_sentence, holds_two_sentences, word_count};
use crate::segment::rule::{Example, Finding, Rule};

pub(super) const RULE: Rule = Rule {
    name: "heading",
    find,
    examples: &[
        Example {
            text: "The two leaders have met.\n\nLong deliberations\n\nThey talked for two hours.\n\nWhat happens next?\n\nNobody knows it yet.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (SegmentKind::Heading, "Long deliberations"),
                (Paragraph, "They talked for two hours."),
                (SegmentKind::Heading, "What happens next?"),
                (Paragraph, "Nobody knows it yet."),
            ],
        },
        Example {
            text: "The two leaders have met.\n\nThe host added:\n\n“We will meet again.”\n\nThe guest thanked him.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (Paragraph, "The host added:"),
                (Paragraph, "“We will meet again.”"),
                (Paragraph, "The guest thanked him."),
            ],
        },
        Example {
            // A list is no run of headings.
            text: "The two leaders have met.\n\nDead: 12\n\nInjured: 40\n\nMissing: 3\n\nThey talked about the flood. It was long.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (Paragraph, "Dead: 12"),
                (Paragraph, "Injured: 40"),
                (Paragraph, "Missing: 3"),
                (Paragraph, "They talked about the flood. It was long."),
            ],
        },
    ],
};

/// Longest heading in words, and longest in Title Case.
const LONGEST: (usize, usize) = (8, 16);

/// "12:45 p.m.:" heads an entry of a chronicle.
static CLOCK: Pattern = Pattern::new(r"(?i)^\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\.?(?:\s[A-Z]{2,4})?\s?[:—-]?$");
static QUESTION: Pattern = Pattern::new(
    r"^(?:What|Who|Why|How|When|Where|Which|Will|Is|Are|Can|Could|Does|Did|Do)\b[^.?!\x22“”]+\?$",
);

fn find(page: &Page, piece: Piece) -> Option<Finding> {
    if piece.markup.is_some() || page.is_head() || !page.is_block(piece) {
        return None;
    }
    let words = page.words(piece);
    let count = word_count(words);
    let is_short = count <= LONGEST.0 || (count <= LONGEST.1 && is_title_case(words));
    let next = piece.block + 1;
    let heads_something = page.is_running_text(next);
    if count == 0 || !is_short || !heads_something {
        return None;
    }
    let is_clock = CLOCK.is_match(words);
    let is_question = count <= 7 && QUESTION.is_match(words) && page.is_prose();
    let opens_well = words.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"“‘'".contains(c));
    let is_line = opens_well
        && !ends_sentence(words)
        && !words.ends_with([',', '-', '–', '—', '&'])
        && !words.contains(": ")
        && !holds_two_sentences(words)
        && page.is_prose()
        && page.is_running_text(piece.block.saturating_sub(1));
    (is_clock || is_question || is_line).then(|| Finding::whole(SegmentKind::Heading, piece))
}

/// True where nearly all words of some length open with a capital.
fn is_title_case(words: &str) -> bool {
    let long: Vec<&str> = words
        .split_whitespace()
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3)
        .collect();
    let capital = |word: &&&str| {
        word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase)
    };
    !long.is_empty() && long.iter().filter(capital).count() * 10 >= long.len() * 9
}
