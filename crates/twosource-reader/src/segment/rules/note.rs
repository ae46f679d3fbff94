//! What a report says of itself: "This report has been withdrawn.", "CORRECTION:", "An earlier version of this article …".

use twosource_text::Span;

use crate::Amendment;
use crate::SegmentKind::{self, Paragraph};
use crate::metadata::amendment::{self, AmendmentKind};
use crate::metadata::date::NamedDay;
use crate::pattern::Pattern;
use crate::segment::page::{Page, Piece, word_count};
use crate::segment::rule::{Example, Fact, Finding, Part, Rule};

pub(super) const RULE: Rule = Rule {
    name: "note",
    find,
    examples: &[
        Example {
            text: "The two leaders have met.\n\nAn earlier version of this article said that they had not. We regret the error.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (
                    SegmentKind::Note,
                    "An earlier version of this article said that they had not. We regret the error.",
                ),
            ],
        },
        Example {
            // What follows a label or a withdrawal is what is said now.
            text: "This report has been withdrawn. The two leaders did not meet.",
            segments: &[
                (SegmentKind::Note, "This report has been withdrawn."),
                (Paragraph, "The two leaders did not meet."),
            ],
        },
        Example {
            text: "CORRECTION: The two leaders did not meet.",
            segments: &[(SegmentKind::Note, "CORRECTION:"), (Paragraph, "The two leaders did not meet.")],
        },
        Example {
            text: "The two leaders have met. They talked. This story was updated on July 10.",
            segments: &[
                (Paragraph, "The two leaders have met. They talked."),
                (SegmentKind::Note, "This story was updated on July 10."),
            ],
        },
        Example {
            text: "The two leaders have met.\n\n(This March 10 story corrects first paragraph to drop a name)",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (SegmentKind::Note, "(This March 10 story corrects first paragraph to drop a name)"),
            ],
        },
        Example {
            text: "The two leaders have met.\n\nEditor’s note: The guest owns a share of this paper.\n\nThey talked.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (SegmentKind::Note, "Editor’s note: The guest owns a share of this paper."),
                (Paragraph, "They talked."),
            ],
        },
        Example {
            text: "The two leaders have met.\n\nThe guest corrected an earlier version of his speech.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (Paragraph, "The guest corrected an earlier version of his speech."),
            ],
        },
    ],
};

/// The end of a sentence within a block.
static SENTENCE_END: Pattern = Pattern::new(r#"[.!?…][”"'’)\]]*\s+"#);

/// What editors say beside the report.
static EDITORS: Pattern =
    Pattern::new(r"^\(?(?i:editor|publisher|author)(?i:['’]?s['’]?|s['’])\s(?i:note)\s?[:.–—-]");

/// Longest correction in words.
const LONGEST: usize = 120;

/// Sentences of one block that are looked at.
const MOST_SENTENCES: usize = 64;

fn find(page: &Page, piece: Piece) -> Option<Finding> {
    if !matches!(piece.markup, None | Some(SegmentKind::Heading | SegmentKind::Note)) {
        return None;
    }
    let words = page.words(piece);
    if let Some(found) = amendment::said_by(words) {
        let end = match (found.label, found.kind) {
            // What the input itself calls a note is one.
            _ if piece.markup == Some(SegmentKind::Note) => words.len(),
            (0, AmendmentKind::Corrected) if word_count(words) <= LONGEST => words.len(),
            (0, _) => SENTENCE_END.find(words).map_or(words.len(), |end| end.end()),
            // "Update" over a paragraph is a heading like others.
            (label, AmendmentKind::Updated) if label == words.len() => return None,
            (label, _) => label,
        };
        let end = piece.span.start + end;
        let note = page.trimmed(Span::new(piece.span.start, end));
        return Some(Finding::opening(SegmentKind::Note, piece, end).with(facts(page, note, found.kind)));
    }
    if page.is_block(piece) && EDITORS.is_match(words) && word_count(words) <= LONGEST {
        return Some(Finding::whole(SegmentKind::Note, piece));
    }
    // A sentence of its own within a block.
    let mut at = 0;
    for _ in 0..MOST_SENTENCES {
        at += SENTENCE_END.find(&words[at..])?.end();
        let found = amendment::said_by(&words[at..]).filter(|found| found.label == 0);
        if found.is_some() {
            let start = piece.span.start + at;
            let parts = [Span::new(piece.span.start, start), Span::new(start, piece.span.end)];
            let parts = parts.map(|span| Part { kind: None, span }).to_vec();
            return Some(Finding { parts, facts: vec![] });
        }
    }
    None
}

fn facts(page: &Page, note: Span, kind: AmendmentKind) -> Vec<Fact> {
    let mut facts = vec![Fact::Amendment(Amendment { kind, span: Some(note) })];
    if kind != AmendmentKind::Withdrawn
        && let Some(day) = NamedDay::first(note.of(page.text))
    {
        facts.push(Fact::Updated(NamedDay { span: day.span.shifted(note.start), ..day }));
    }
    facts
}
