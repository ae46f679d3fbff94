//! What readers wrote under a text: all that stands under a heading that says so.

use twosource_text::Span;

use crate::SegmentKind::{self, Comment, Heading, Paragraph};
use crate::pattern::Pattern;
use crate::segment::page::{Page, Piece};
use crate::segment::rule::{Example, Finding, Part, Rule};

pub(super) const RULE: Rule = Rule {
    name: "comments",
    find,
    examples: &[
        Example {
            text: "The two leaders have met.\n\nThey talked for two hours.\n\nReader comments\n\nThey should have met in the west.\n\nJohn88: Nothing will come of it.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (Paragraph, "They talked for two hours."),
                (Comment, "Reader comments"),
                (Comment, "They should have met in the west."),
                (Comment, "John88: Nothing will come of it."),
            ],
        },
        Example {
            text: "The two leaders have met. Comments. John88: Nothing will come of it.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (Comment, "Comments. John88: Nothing will come of it."),
            ],
        },
        Example {
            text: "The two leaders have met.\n\nTheir comments were brief.\n\nComments on the talks came from all sides, and few were kind.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (Paragraph, "Their comments were brief."),
                (Paragraph, "Comments on the talks came from all sides, and few were kind."),
            ],
        },
    ],
};

/// A heading over what readers wrote.
static HEADING: Pattern = Pattern::new(
    r"(?i)^(?:(?:the )?(?:reader|readers|reader['’]s|readers['’]|user|visitor|top|recent|latest|all|your|our readers['’]?)\s)?comments?\s?(?:\(\s?\d[\d,.]*\s?\)|:?\s?\d[\d,.]*|section|below)?:?$|^\d[\d,.]* (?:reader |user )?(?:comments?|replies|responses|thoughts? on\b.{0,120})$|^(?:what (?:our )?readers (?:say|think|are saying)|join the (?:conversation|discussion)|have your say|your views|discussion|leave a (?:comment|reply)|conversation \(\d+\))[.:]?$",
);
/// The same within a block, before the first of them.
static INLINE: Pattern = Pattern::new(
    r"(?:^|[.!?…][”\x22'’)\]]*\s+)(?P<comments>(?:Reader |READER |User )?(?:Comments|COMMENTS)[.:]\s+[\p{L}\p{N}_.-]{2,30}\s?:\s)",
);

fn find(page: &Page, piece: Piece) -> Option<Finding> {
    if page.has_comments() {
        return Some(Finding::whole(Comment, piece));
    }
    let words = page.words(piece);
    let may_head = matches!(piece.markup, None | Some(Heading | SegmentKind::Promotion)) && !page.is_head();
    if may_head && page.is_block(piece) && HEADING.is_match(words) {
        return Some(Finding::whole(Comment, piece));
    }
    let start = INLINE.captures(words).and_then(|found| Some(found.name("comments")?.start()))?;
    if start == 0 {
        return Some(Finding::whole(Comment, piece));
    }
    let at = piece.span.start + start;
    let parts = [Span::new(piece.span.start, at), Span::new(at, piece.span.end)];
    Some(Finding { parts: parts.map(|span| Part { kind: None, span }).to_vec(), facts: vec![] })
}
