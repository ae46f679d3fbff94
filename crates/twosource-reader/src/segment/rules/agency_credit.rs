//! Who made (part of) the text: "Reuters contributed to this report", "(Reporting by Jane Doe)".

use twosource_text::Span;

use crate::Agency;
use crate::SegmentKind::{self, Paragraph};
use crate::metadata::agency::{self, AgencyKind};
use crate::pattern::Pattern;
use crate::segment::page::{Page, Piece, word_count};
use crate::segment::rule::{Example, Fact, Finding, Part, Rule};

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
        |(?:also\s)?with\s(?:additional\s)?(?:files|reporting|inputs?|material|agencies|contributions?|information)\b(?:\s(?:from|by))?
        |source[s]?\s*:\s*
        |(?:©|\(c\)|copyright\b)
    )",
);
/// A sentence that ends so says who worked on the text.
static CONTRIBUTED: Pattern = Pattern::new(
    r"(?i)\bcontributed(?:\s+(?:additional\s+)?(?:reporting|to\s+(?:this|the)\s+(?:\w+\s)?(?:report|story|article|piece|dispatch)))(?:\s+from\s[\w\s,.]+)?[.)\]]*$|(?:writers?|reporters?|correspondents?|staff)\b.{0,120}\bcontributed\.?$",
);
/// A credit after the last sentence of a report: "— AFP", "(Reuters)", "CHANNEL FIVE".
static CLOSING: Pattern = Pattern::new(
    r#"[.!?…][”"'’)]*\s*(?P<credit>(?:[-–—/]+\s*|\()(?P<marked>\p{Lu}[\p{L} .&'’-]{1,40}(?:/\p{Lu}[\p{L} .&'’-]{1,40})*)[)/]?|(?P<bare>\p{Lu}{2,}(?:[ /]\p{Lu}{2,}){0,3}))\.?$"#,
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
        let is_agency_alone = named.is_some_and(|agency| agency.kind == AgencyKind::Text)
            && (page.is_head() || page.is_last(piece));
        let near_an_edge = page.is_head() || page.is_tail(piece);
        if is_agency_alone || CONTRIBUTED.is_match(words) || (near_an_edge && LINE.is_match(words)) {
            return Some(Finding::whole(SegmentKind::Credit, piece).with(credited(page, piece.span)));
        }
    }
    closing(page, piece, words)
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
        covered * 2 > name.len()
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
    Some(finding.with(credited(page, span)))
}

/// The news agencies named in a credit for the text.
fn credited(page: &Page, span: Span) -> Vec<Fact> {
    agency::named_in(page.text, span)
        .into_iter()
        .filter(|(agency, _)| agency.kind != AgencyKind::Photo)
        .map(|(agency, span)| {
            Fact::Agency(Agency { name: agency.name.to_owned(), span: Some(span), for_text: true })
        })
        .collect()
}
