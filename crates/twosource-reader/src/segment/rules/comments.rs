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
            text: "The two leaders have met.\n\nThey talked for two hours.\n\n3 responses to “Leaders meet”\n\nIt was about time.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (Paragraph, "They talked for two hours."),
                (Comment, "3 responses to “Leaders meet”"),
                (Comment, "It was about time."),
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
    r"(?i)^(?:(?:the )?(?:reader|readers|reader['’]s|readers['’]|user|visitor|facebook|top|recent|latest|all|your|our readers['’]?)\s)?comments?\s?(?:\(\s?\d[\d,.]*\s?\)|:?\s?\d[\d,.]*|section|below)?:?$|^\d[\d,.]* (?:reader |user )?(?:comments?|replies|responses|thoughts? on\b.{0,120})$|^(?:what (?:our )?readers (?:say|think|are saying)|join the (?:conversation|discussion)|have your say|your views|discussion|leave a (?:comment|reply)|conversation \(\d+\))[.:]?$|^(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten) (?:reader |user )?(?:comments?|replies|responses|thoughts?)(?: so far)?(?: (?:on|to):? (?:[“”\x22'‘«].{1,160}|this (?:post|article|story|entry)))[.:]?$|^(?:one|two|three|four|five|six|seven|eight|nine|ten) comments?(?: so far)?[.:]?$|^comments? on this (?:post|article|story|entry)[.:]?$|^(?:reader|readers['’]?) (?:reactions?|responses|feedback|comments|thoughts)(?: \(\d[\d,.]*\))?[.:]?$|^(?:kommentare|commentaires|comentarios|commenti|reacties)\s?(?:\(\s?\d[\d,.]*\s?\))?:?$",
);
/// What heads them where mark-up says that it is a heading, and is a button elsewhere.
static MARKED: Pattern = Pattern::new(
    r"(?i)^(?:add|post|write|submit|make) (?:a|your) (?:comment|reply)[.:]?$|^(?:show|view|read|see|hide|load) (?:all )?(?:the )?(?:\d[\d,.]* )?(?:reader )?comments?(?: \(\d[\d,.]*\))?[.:]?$|^no comments?(?: yet)?[.:]?$|^be the first to comment[.!]?$|^your (?:reactions?|responses|feedback|comments|thoughts)[.:]?$",
);

/// True for a heading over what readers wrote, which a page keeps although it may be a button elsewhere.
pub(in crate::segment) fn is_heading_of_comments(words: &str, markup: Option<SegmentKind>) -> bool {
    let words = words.trim();
    markup == Some(Heading) && (HEADING.is_match(words) || MARKED.is_match(words))
}

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
    let heads = HEADING.is_match(words) || is_heading_of_comments(words, piece.markup);
    if may_head && page.is_block(piece) && heads {
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
