//! A date before the first sentence, on the same line: "date 2023-09-13 The leaders met."

use crate::SegmentKind::{self, Dateline, Paragraph};
use crate::metadata::date::{self, FoundDate};
use crate::pattern::Pattern;
use crate::segment::page::{Page, Piece};
use crate::segment::rule::{Example, Fact, Finding, Rule};

pub(super) const RULE: Rule = Rule {
    name: "glued date",
    find,
    examples: &[
        Example {
            text: " date 2023-09-13 The two leaders have met.\n\nThey talked.",
            segments: &[
                (SegmentKind::Date, "date 2023-09-13"),
                (Paragraph, "The two leaders have met."),
                (Paragraph, "They talked."),
            ],
        },
        Example {
            text: "2023-09-13 SEOUL (AP) — The two leaders have met.",
            segments: &[
                (SegmentKind::Date, "2023-09-13"),
                (Dateline, "SEOUL (AP) —"),
                (Paragraph, "The two leaders have met."),
            ],
        },
        Example {
            text: "Published: 13 September 2023 - The two leaders have met.",
            segments: &[
                (SegmentKind::Date, "Published: 13 September 2023"),
                (Paragraph, "The two leaders have met."),
            ],
        },
        Example {
            text: "September 13, 2023 was the day the two leaders met.",
            segments: &[(Paragraph, "September 13, 2023 was the day the two leaders met.")],
        },
        Example {
            text: "2023-09-13 was the day the two leaders met.",
            segments: &[(Paragraph, "2023-09-13 was the day the two leaders met.")],
        },
    ],
};

/// A word that says that a date of publication follows.
static LABEL: Pattern =
    Pattern::new(r"(?i)^(?:date|published|posted|issued|dated)(?:\s+(?:on|at))?\s*[:=]?\s+");
/// What parts a date from the sentence.
static SEPARATOR: Pattern = Pattern::new(r"^\s*(?:--?|[–—|:])\s+");

fn find(page: &Page, piece: Piece) -> Option<Finding> {
    if !page.is_head() || !page.opens_block(piece) || piece.markup.is_some() {
        return None;
    }
    let words = page.words(piece);
    let label = LABEL.find(words).map_or(0, |label| label.end());
    let found = date::at_start(&words[label..])?;
    let date_end = label + found.span.end;
    let rest = &words[date_end..];
    let separator = SEPARATOR.find(rest).map_or(0, |separator| separator.end());
    let sentence = rest[separator..].trim_start();
    let starts_sentence =
        sentence.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"“‘'`(".contains(c));
    // "September 13, 2023" can be the subject of a sentence; a label, an ISO date or a dash says that it is not.
    let is_iso = words[label..].starts_with(|c: char| c.is_ascii_digit())
        && words.as_bytes().get(label + 4) == Some(&b'-');
    let set_apart = label > 0 || is_iso || separator > 0;
    if !starts_sentence || !set_apart {
        return None;
    }
    let at = piece.span.start;
    let date = FoundDate { span: found.span.shifted(at + label), ..found };
    let mut finding = Finding::opening(SegmentKind::Date, piece, at + date_end);
    if let Some(rest) = finding.parts.last_mut() {
        rest.span.start = at + date_end + separator;
    }
    Some(finding.with([Fact::Published { date, update: false }]))
}
