//! The words under a picture, where a label says so: "In this photo released by …", "Image: The guest arrives".

use crate::SegmentKind::{self, Paragraph};
use crate::pattern::Pattern;
use crate::segment::page::{Page, Piece, word_count};
use crate::segment::rule::{Example, Finding, Rule};

pub(super) const RULE: Rule = Rule {
    name: "caption",
    find,
    examples: &[Example {
        text: "The two leaders have met.\n\nIn this photo released by the state, the guest arrives.\n\nFILE - The guest waves.\n\nImage: The guest boards his train\n\nThey talked.",
        segments: &[
            (Paragraph, "The two leaders have met."),
            (SegmentKind::Caption, "In this photo released by the state, the guest arrives."),
            (SegmentKind::Caption, "FILE - The guest waves."),
            (SegmentKind::Caption, "Image: The guest boards his train"),
            (Paragraph, "They talked."),
        ],
    }],
};

static LABELLED: Pattern = Pattern::new(
    r"^(?:FILE(?:\sPHOTO)?\s?(?:[-–—:]|--)\s|(?:Image|Picture|Photo|PHOTO|Pictured|PICTURED|Caption|Image caption|Media caption|Video caption|File photo|FILE PHOTO|Graphic|Map)\s?:\s?\S|In this (?:\p{L}+\.?\s?\d{0,2},?\s?(?:\d{4},?\s)?)?(?:file |handout |undated |aerial |satellite )?(?:photo|photograph|picture|image|handout|video grab|screen grab|frame grab)\b)",
);

fn find(page: &Page, piece: Piece) -> Option<Finding> {
    const LONGEST: usize = 90;
    let words = page.words(piece);
    let is_caption = piece.markup.is_none()
        && page.is_block(piece)
        && word_count(words) <= LONGEST
        && LABELLED.is_match(words);
    is_caption.then(|| Finding::whole(SegmentKind::Caption, piece))
}
