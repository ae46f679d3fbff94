//! Who wrote the report: "By Jane Doe, Reuters".

use twosource_text::Span;
use twosource_text::calendar::{MONTHS, WEEKDAYS};

use crate::SegmentKind::{self, Paragraph, Title};
use crate::metadata::agency::{self, AgencyKind};
use crate::pattern::Pattern;
use crate::segment::page::{Page, Piece};
use crate::segment::rule::{Example, Fact, Finding, Rule, credits};

pub(super) const RULE: Rule = Rule {
    name: "byline",
    find,
    examples: &[
        Example {
            text: "Leaders meet in the east\n\nBy Jane Doe, Reuters\n\nThe two leaders have met.",
            segments: &[
                (Title, "Leaders meet in the east"),
                (SegmentKind::Byline, "By Jane Doe, Reuters"),
                (Paragraph, "The two leaders have met."),
            ],
        },
        Example {
            text: "By JANE DOE and JOHN ROE\nAssociated Press\n\nThe two leaders have met.\n\nThey talked for two hours.",
            segments: &[
                (SegmentKind::Byline, "By JANE DOE and JOHN ROE"),
                (SegmentKind::Credit, "Associated Press"),
                (Paragraph, "The two leaders have met."),
                (Paragraph, "They talked for two hours."),
            ],
        },
        Example {
            text: "By Wednesday evening the two leaders had left.\n\nBy the end of the week nothing was known.",
            segments: &[
                (Paragraph, "By Wednesday evening the two leaders had left."),
                (Paragraph, "By the end of the week nothing was known."),
            ],
        },
    ],
};

static CUE: Pattern = Pattern::new(
    r"^(?:(?i:written|posted|reported|story|words|report|analysis|opinion|text)\s+(?i:by)|By|BY)\s*:?\s+",
);

/// Words that stand in bylines without being names.
const ROLE_WORDS: [&str; 34] = [
    "and",
    "with",
    "in",
    "for",
    "at",
    "of",
    "the",
    "a",
    "staff",
    "writer",
    "writers",
    "reporter",
    "reporters",
    "correspondent",
    "correspondents",
    "editor",
    "editors",
    "senior",
    "chief",
    "political",
    "diplomatic",
    "foreign",
    "news",
    "agencies",
    "agency",
    "special",
    "to",
    "de",
    "van",
    "von",
    "der",
    "al",
    "bin",
    "el",
];

/// Words beside those of the calendar that open a sentence after "By" and are no writer's name.
const NO_NAMES: [&str; 5] = ["christmas", "easter", "the", "a", "then"];

const LONGEST_BYLINE: usize = 140;

fn find(page: &Page, piece: Piece) -> Option<Finding> {
    let near_an_edge = page.is_head() || page.is_tail(piece);
    if !near_an_edge || !page.is_block(piece) || !matches!(piece.markup, None | Some(SegmentKind::Byline)) {
        return None;
    }
    let words = page.words(piece);
    if words.len() > LONGEST_BYLINE {
        return None;
    }
    let is_given = page.given.byline.as_deref().is_some_and(|given| given.eq_ignore_ascii_case(words));
    let names = match CUE.find(words) {
        Some(cue) => words[cue.end()..].trim(),
        None if is_given || piece.markup.is_some() => words,
        None if names_an_agency_after_a_name(words) => words,
        None => return None,
    };
    if !is_given && piece.markup.is_none() && !are_names(names) {
        return None;
    }
    let start = piece.span.end - names.len();
    let span = Span::new(start, start + names.trim_end_matches(['.', ',', '|']).len());
    let mut named = agency::credited_in(page.text, span);
    named.retain(|(name, _)| agency::agency_named(name).is_none_or(|agency| agency.kind == AgencyKind::Text));
    let agencies = credits(named);
    Some(Finding::whole(SegmentKind::Byline, piece).with([Fact::Byline(span)]).with(agencies))
}

/// "Jane Doe, Reuters" and "Jane Doe | AP": no cue, but a name, a mark and an agency, and nothing else.
fn names_an_agency_after_a_name(words: &str) -> bool {
    let Some((name, agency)) = words.rsplit_once([',', '|']) else { return false };
    agency::agency_named(agency).is_some_and(|agency| agency.kind == AgencyKind::Text)
        && are_names(name)
        && (2..=8).contains(&name.split_whitespace().count())
}

/// True where the words are names, organisations and roles, and no sentence.
fn are_names(names: &str) -> bool {
    let words: Vec<&str> = names
        .split(|c: char| c.is_whitespace() || ",|/&;()•·—–".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let Some(first) = words.first() else { return false };
    let lower = first.to_lowercase();
    let opens_a_sentence =
        [&NO_NAMES[..], &MONTHS, &WEEKDAYS].iter().any(|words| words.contains(&lower.as_str()));
    if opens_a_sentence && agency::agency_named(names).is_none() {
        return false;
    }
    if words.len() > 20 || !first.starts_with(char::is_uppercase) {
        return false;
    }
    // "By Jane Doe." can end in a full stop, and names have initials; a sentence has lower-case words.
    words.iter().all(|word| {
        word.starts_with(|c: char| c.is_uppercase() || c == '@')
            || ROLE_WORDS.contains(&word.to_lowercase().as_str())
            || word.contains('@')
    })
}
