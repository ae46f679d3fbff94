//! Who made (part of) the text: "Reuters contributed to this report", "(Reporting by Jane Doe)".

use twosource_text::Span;

use crate::SegmentKind::{self, Paragraph};
use crate::metadata::agency::{self, AgencyKind, UNNAMED_AGENCY};
use crate::pattern::Pattern;
use crate::segment::page::{Page, Piece, word_count};
use crate::segment::rule::{Example, Finding, Part, Rule, credits};

pub(super) const RULE: Rule = Rule {
    name: "agency credit",
    find,
    examples: &[
        Example {
            text: "The two leaders have met.\n\nReuters and Jane Doe in Seoul contributed to this report.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (SegmentKind::Credit, "Reuters and Jane Doe in Seoul contributed to this report."),
            ],
        },
        Example {
            text: "The two leaders have met.\n\n(Reporting by Jane Doe; Editing by John Roe)",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (SegmentKind::Credit, "(Reporting by Jane Doe; Editing by John Roe)"),
            ],
        },
        Example {
            text: "The two leaders have met.\n\nWith files from The Canadian Press",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (SegmentKind::Credit, "With files from The Canadian Press"),
            ],
        },
        Example {
            text: "The two leaders have met.\n\nNothing was signed. - AFP",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (Paragraph, "Nothing was signed."),
                (SegmentKind::Credit, "- AFP"),
            ],
        },
        Example {
            text: "The two leaders have met.\n\nThe drought contributed to this crisis, he told Reuters.",
            segments: &[
                (Paragraph, "The two leaders have met."),
                (Paragraph, "The drought contributed to this crisis, he told Reuters."),
            ],
        },
    ],
};

/// A line of its own that says who worked on the text.
static LINE: Pattern = Pattern::new(
    r"(?ix)^[\[(*_–—-]*\s*(?:
        (?:(?:additional|further|with|and)\s)*(?:reporting|writing|editing|research|graphics)\sby\s\p{Lu}
        |(?:with\s)?additional\sreporting\s(?:from|in)\s\p{Lu}
        |(?:reported|written|edited|compiled)\sby\s\p{Lu}.{0,80}$
        |(?:(?:written|compiled|produced|reported|edited)\s)?(?:also\s)?with\s(?:(?:additional|agency|news|wire)\s)*(?:files|reporting|reports?|inputs?|material|agencies|contributions?|information|content|copy)\b(?:\s(?:from|by))?
        |(?:with|via|text|story|report|words)(?:\sby|\s?:)?\s\p{Lu}[\p{L}\s,/&.-]{1,60}$
        |source[s]?\s*:\s*
        |(?:©|\(c\)|copyright\b)
    )",
);
/// A sentence that ends so says who worked on the text.
static CONTRIBUTED: Pattern = Pattern::new(
    r"(?i)\bcontributed(?:\s+(?:additional\s+)?(?:reporting|to\s+(?:this|the)\s+(?:\w+\s)?(?:report|story|article|piece|dispatch)))(?:\s+from\s[\w\s,.]+)?[.)\]]*$|(?:writers?|reporters?|correspondents?|staff)\b.{0,120}\bcontributed\.?$",
);
/// A sentence about the text's origin.
static ORIGIN: Pattern = Pattern::new(
    r"(?i)^\W*(?:(?:this|the) (?:news )?(?:article|story|report|post|piece|item|content|dispatch|copy)\b.{0,120}?\b(?:(?:includes?|contains?|uses?|incorporates?|features?|draws on) (?:\w+ )?(?:reporting|material|information|content|contributions?|files|inputs?|copy|reports?)|(?:was|is|has been|were) (?:\w+ )?(?:first |originally |also )?(?:published|produced|written|compiled|provided|supplied|distributed|prepared|reported|created|sourced|generated|auto-generated|taken|syndicated|republished)) (?:\w+ ){0,2}(?:by|from|with|on|using|in)\b|read the (?:original|full)(?: (?:article|story|report))? (?:on|at|by|from)\b|(?:auto-?generated|published|generated|sourced) (?:from|via|through|by) (?:an? )?(?:syndicated|agency|wire)|\(?except for the headline\b|(?:material|information|reporting) from .{1,60} (?:was|were) used\b)",
);
/// Names and unnamed agencies, and nothing else: "(Lindon Tonight and Agencies)", "AFP/Evening Star", "Staff and wires".
static NAMES_AND_AGENCIES: Pattern = Pattern::new(
    r"^[\[(*_–—-]*\s*(?:[\p{Lu}@][\p{L}\p{N}.'’-]*(?:\s(?:of|the|and|in)\s|\s*[,/|&+–—-]\s*|\s+|$)|(?i:staff|agency|agencies|wires?|news|services?|reports?|reporters?|writers?|with|and|own|correspondents?|our|from)(?:\s*[,/|&+–—-]\s*|\s+|$)){1,9}$",
);
/// A credit after the last sentence of a report: "— AFP", "(Reuters)", "CHANNEL FIVE".
static CLOSING: Pattern = Pattern::new(
    r#"[.!?…][”"'’)]*\s*(?P<credit>(?:[-–—/]+\s*|[\[(])(?:(?i:with|via|from|by|source:?|agency inputs? from|inputs? from)\s+)?(?P<marked>(?:\p{Lu}|agencies)[\p{L} .&'’-]{0,40}(?:[/,]\s?\p{Lu}[\p{L} .&'’-]{1,40})*)[)\]/]?|(?P<bare>\p{Lu}{2,}(?:[ /]\p{Lu}{2,}){0,3}))\.?$"#,
);

fn find(page: &Page, piece: Piece) -> Option<Finding> {
    const LONGEST: usize = 60;
    if piece.markup.is_some_and(|kind| kind != SegmentKind::Credit) {
        return None;
    }
    let words = page.words(piece);
    let is_short = word_count(words) <= LONGEST;
    if page.is_block(piece) && is_short {
        let named = agency::agency_named(words.trim_matches(|c: char| "()[]/–—-. ".contains(c)));
        let near_an_edge = page.is_head() || page.is_tail(piece);
        let is_agency_alone = named.is_some_and(|agency| agency.kind == AgencyKind::Text) && near_an_edge;
        let credited = agency::credited_in(page.text, piece.span);
        let names_any = !credited.is_empty();
        let is_line = LINE.is_match(words);
        let is_credit = is_agency_alone
            || CONTRIBUTED.is_match(words)
            || (near_an_edge && is_line && !is_with_alone(words, names_any))
            || (names_any
                && is_line
                && word_count(words) <= LINE_WITH_NAME
                && !page.is_running_text(piece.block))
            || (names_any && ORIGIN.is_match(words))
            || (names_any && near_an_edge && is_names_and_agencies(words));
        if is_credit {
            return Some(Finding::whole(SegmentKind::Credit, piece).with(credits(credited)));
        }
    }
    closing(page, piece, words)
}

/// Words of a line that credits an agency by name, anywhere in a text.
const LINE_WITH_NAME: usize = 16;

/// "With Anna Berg" may be a heading; with an agency it is a credit.
fn is_with_alone(words: &str, names_any: bool) -> bool {
    let lower = words.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let first = lower.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let opens = ["with", "via", "text", "story", "report", "words"].contains(&first);
    let is_sure = [
        "with files",
        "with reporting",
        "with additional",
        "with input",
        "with material",
        "with contribution",
        "with agenc",
    ];
    opens && !names_any && !is_sure.iter().any(|start| lower.starts_with(start))
}

/// True where a short line holds names and agencies alone.
fn is_names_and_agencies(words: &str) -> bool {
    let bare = words.trim_end_matches(['.', ')', ']', ' ']);
    // "Jane Doe/AFP" and "AFP/Getty Images" are a picture's.
    let named = agency::named_in(words, Span::new(0, words.len()));
    let first = named.first().map(|(_, span)| span.start);
    let of_picture = named.iter().any(|(agency, _)| agency.kind == AgencyKind::Photo)
        || words.find('/').is_some_and(|stroke| first.is_some_and(|first| first > stroke));
    !of_picture && word_count(bare) <= 8 && NAMES_AND_AGENCIES.is_match(bare)
}

fn closing(page: &Page, piece: Piece, words: &str) -> Option<Finding> {
    if !page.is_tail(piece) {
        return None;
    }
    let parts = CLOSING.captures(words)?;
    let credit = parts.name("credit")?;
    let known = parts.name("marked").is_some_and(|name| {
        let names = agency::named_in(name.as_str(), Span::new(0, name.len()));
        let covered: usize = names.iter().map(|(_, span)| span.len()).sum();
        let unnamed = agency::credited_in(name.as_str(), Span::new(0, name.len()));
        covered * 2 > name.len() || unnamed.first().is_some_and(|(name, _)| *name == UNNAMED_AGENCY)
    });
    let in_capitals = parts
        .name("bare")
        .is_some_and(|name| page.is_last(piece) || agency::agency_named(name.as_str()).is_some());
    if !known && !in_capitals {
        return None;
    }
    let start = piece.span.start + credit.start();
    let rest = Part { kind: None, span: Span::new(piece.span.start, start) };
    let span = Span::new(start, piece.span.end);
    let finding =
        Finding { parts: vec![rest, Part { kind: Some(SegmentKind::Credit), span }], facts: vec![] };
    Some(finding.with(credits(agency::credited_in(page.text, span))))
}
