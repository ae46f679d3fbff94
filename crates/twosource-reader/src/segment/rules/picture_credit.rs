//! Who made a picture, and the words under it: "The guest arrives by train. Credit: AP".

use twosource_text::Span;

use crate::Agency;
use crate::SegmentKind::{self, Caption, Paragraph};
use crate::metadata::agency;
use crate::pattern::Pattern;
use crate::segment::page::{Page, Piece, word_count};
use crate::segment::rule::{Example, Fact, Finding, Part, Rule};

pub(super) const RULE: Rule = Rule {
    name: "picture credit",
    find,
    examples: &[
        Example {
            text: "The two leaders have met.\n\nThe guest last came four years ago. Credit: AP\n\nThey talked for two hours.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (Caption, "The guest last came four years ago."),
                (SegmentKind::Credit, "Credit: AP"),
                (Paragraph, "They talked for two hours."),
            ],
        },
        Example {
            text: "The guest arrives by train (Photo by Jane Doe/Getty Images)\n\nThe two leaders have met.",
            segments: &[
                (Caption, "The guest arrives by train"),
                (SegmentKind::Credit, "(Photo by Jane Doe/Getty Images)"),
                (Paragraph, "The two leaders have met."),
            ],
        },
        Example {
            text: "The two leaders have met.\n\nThe guest at the gate (Photo: AFP)\n\nThe host waits for his guest at the station. — File photo by AFP\n\nThey talked.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (Caption, "The guest at the gate"),
                (SegmentKind::Credit, "(Photo: AFP)"),
                (Caption, "The host waits for his guest at the station."),
                (SegmentKind::Credit, "— File photo by AFP"),
                (Paragraph, "They talked."),
            ],
        },
        Example {
            text: "The two leaders have met.\n\nREUTERS/Jane Doe\n\nImage: Jane Doe/AFP\n\nGetty Images.\n\nJohn Doe/AFP/Getty Images\n\nThey talked.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (SegmentKind::Credit, "REUTERS/Jane Doe"),
                (SegmentKind::Credit, "Image: Jane Doe/AFP"),
                (SegmentKind::Credit, "Getty Images."),
                (SegmentKind::Credit, "John Doe/AFP/Getty Images"),
                (Paragraph, "They talked."),
            ],
        },
        Example {
            text: "The two leaders have met.\n\nHe gave all the credit: “Jane did it.”\n\nIt was about pictures (and film).",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (Paragraph, "He gave all the credit: “Jane did it.”"),
                (Paragraph, "It was about pictures (and film)."),
            ],
        },
    ],
};

/// A credit at the end of a caption, or alone.
static CREDIT: Pattern = Pattern::new(
    r#"(?x)(?:^|[\s.!?"”’)\]|])(?P<credit>
        (?:(?i:photo|picture|image|video|photograph|illustration)\s)?(?i:credits?)\s?:\s?\p{Lu}[^.!?]{1,80}
        |[(\[]?(?:Photo|Photograph|PHOTO|Photos|Picture|Pictures|Pic|Image|Images|IMAGE|Illustration|Graphic|Video)(?:\s(?i:by|courtesy(?:\sof)?))?\s?:\s?\p{Lu}[^.!?:]{1,60}
        |(?:[—–-]+\s?)?(?:[Ff]ile|AP|AFP|Reuters|[Ss]taff|[Hh]andout)\s(?:photo|picture|image)s?(?:\s(?i:by|courtesy(?:\sof)?|from)\s\p{Lu}[^.!?]{1,60})?
        |[(\[]?(?:File\s)?(?:Photo|Photograph|Photos|PHOTO|Picture|Image|Photography)\s(?i:by|courtesy(?:\sof)?)\s\p{Lu}[^.!?]{1,70}[)\]]?
        |\(\s?(?:AP\sPhoto|AP|AFP|REUTERS|Reuters|EPA|Getty|Getty\sImages)\s?/[^()]{2,60}\)
        |\((?:[\p{L}\ .'’-]{2,60}\s?/\s?)+(?:[\p{L}\ .'’-]{0,40})?(?:AP|AFP|Reuters|REUTERS|EPA|Getty(?:\sImages)?|The\sAssociated\sPress|Associated\sPress|Bloomberg|Xinhua|TASS|Sputnik|Kyodo(?:\sNews)?|Yonhap|PA(?:\sWire)?)[^()]{0,30}\)
        |(?:AP\sPhoto|REUTERS|AFP|EPA|Reuters)\s?/\s?\p{Lu}[\p{L}\ .'’/-]{1,60}
        |(?:[\p{L}.'’-]+\s){0,4}via\s(?:AP|AFP|Reuters|REUTERS|Getty(?:\sImages)?|Associated\sPress)(?:/\p{L}+)?
        |©\s?\p{Lu}[\p{L}\ .'’/-]{1,60}
    )\.?$"#,
);
/// What photo credits that stand alone are made of: names and agencies with strokes or "via".
static BARE: Pattern = Pattern::new(
    r"^[(\[]?(?:[\p{L}.'’-]+\s?){1,5}(?:(?:\s?/\s?|\s?\|\s?|\svia\s)(?:[\p{L}.'’-]+\s?){1,4}){0,3}[)\]]?\.?$",
);

/// Captions are short; a longer block is running text that mentions a picture.
const LONGEST_CAPTION: usize = 80;

fn find(page: &Page, piece: Piece) -> Option<Finding> {
    if !matches!(piece.markup, None | Some(Caption | SegmentKind::Credit)) {
        return None;
    }
    let words = page.words(piece);
    if word_count(words) > LONGEST_CAPTION || !page.opens_block(piece) {
        return None;
    }
    if page.is_block(piece) && is_bare_credit(words) {
        return Some(Finding::whole(SegmentKind::Credit, piece).with(credited(page, piece.span)));
    }
    let parts = CREDIT.captures(words)?;
    let credit = parts.name("credit")?;
    if credit.as_str().split_once(':').is_some_and(|(_, names)| !are_names(names)) {
        return None;
    }
    let start = piece.span.start + credit.start();
    let span = Span::new(start, piece.span.end);
    let before = Span::new(piece.span.start, start).trimmed(page.text);
    let before = Span::new(
        before.start,
        before.start + before.of(page.text).trim_end_matches(['|', '/', '[', '(', ' ']).len(),
    );
    let mut finding = Finding::default();
    if !before.is_empty() {
        finding.parts.push(Part { kind: Some(Caption), span: before });
    }
    finding.parts.push(Part { kind: Some(SegmentKind::Credit), span });
    Some(finding.with(credited(page, span)))
}

/// True for "Getty.", "Bloomberg/Getty Images", "Jane Doe via AP": nothing but names, one of them an agency's.
pub(super) fn is_bare_credit(words: &str) -> bool {
    if word_count(words) > 9 || !BARE.is_match(words) {
        return false;
    }
    let names = agency::named_in(words, Span::new(0, words.len()));
    let covered: usize = names.iter().map(|(_, span)| span.len()).sum();
    let letters = words.trim_matches(|c: char| "()[]. ".contains(c)).len();
    let has_stroke = words.contains(['/', '|']) || words.contains(" via ");
    !names.is_empty() && (covered >= letters || has_stroke)
}

/// True for "Jane Doe/AP" and "Courtesy of the Ministry of Culture", false for "The guest boards his train".
fn are_names(words: &str) -> bool {
    const SMALL: [&str; 16] = [
        "of", "the", "and", "by", "via", "for", "courtesy", "supplied", "handout", "from", "de", "van",
        "von", "der", "al", "bin",
    ];
    let mut count = 0;
    let all = words
        .split(|c: char| c.is_whitespace() || "/|,&()".contains(c))
        .filter(|word| !word.is_empty())
        .all(|word| {
            count += 1;
            word.starts_with(|c: char| c.is_uppercase() || c == '@')
                || SMALL.contains(&word.to_lowercase().as_str())
        });
    all && count <= 9
}

/// The agencies named in a picture's credit.
fn credited(page: &Page, span: Span) -> Vec<Fact> {
    agency::named_in(page.text, span)
        .into_iter()
        .map(|(agency, span)| {
            Fact::Agency(Agency { name: agency.name.to_owned(), span: Some(span), for_text: false })
        })
        .collect()
}
