//! Where a report was filed, and by which agency: "SEOUL, Sept 13 (Reuters) —".

use twosource_text::Span;

use super::picture_credit::is_bare_credit;
use crate::SegmentKind::{self, Paragraph};
use crate::metadata::agency::{self, AgencyKind};
use crate::metadata::date::{self, FoundDate, month_name};
use crate::pattern::Pattern;
use crate::segment::page::{Page, Piece};
use crate::segment::rule::{Example, Fact, Finding, Rule, credits};

pub(super) const RULE: Rule = Rule {
    name: "dateline",
    find,
    examples: &[
        Example {
            text: "SEOUL, Sept 13 (Reuters) - The two leaders have met.\n\nThey talked.",
            segments: &[
                (SegmentKind::Dateline, "SEOUL, Sept 13 (Reuters) -"),
                (Paragraph, "The two leaders have met."),
                (Paragraph, "They talked."),
            ],
        },
        Example {
            text: "NAIROBI, Kenya (AP) _\n\nThe two leaders have met.",
            segments: &[
                (SegmentKind::Dateline, "NAIROBI, Kenya (AP) _"),
                (Paragraph, "The two leaders have met."),
            ],
        },
        Example {
            text: "(CNN) — The two leaders have met.",
            segments: &[(SegmentKind::Dateline, "(CNN) —"), (Paragraph, "The two leaders have met.")],
        },
        Example {
            text: "LONDON — The two leaders have met.",
            segments: &[(SegmentKind::Dateline, "LONDON —"), (Paragraph, "The two leaders have met.")],
        },
        Example {
            text: "MOSCOW, September 13. /TASS/. The two leaders have met.",
            segments: &[
                (SegmentKind::Dateline, "MOSCOW, September 13. /TASS/."),
                (Paragraph, "The two leaders have met."),
            ],
        },
        Example {
            text: "Moscow (AFP) – The two leaders have met.",
            segments: &[(SegmentKind::Dateline, "Moscow (AFP) –"), (Paragraph, "The two leaders have met.")],
        },
        Example {
            text: "NATO — the alliance of the west — has a new leader.",
            segments: &[(Paragraph, "NATO — the alliance of the west — has a new leader.")],
        },
        Example {
            text: "Jane Doe (R-Ohio) — a friend of the guest — was there.",
            segments: &[(Paragraph, "Jane Doe (R-Ohio) — a friend of the guest — was there.")],
        },
    ],
};

/// A place: words with capitals, and a country or state after a comma.
macro_rules! place {
    () => {
        r"\p{Lu}[\p{L}.'’/ -]{0,40}?(?:,\s?\p{Lu}[\p{L}.'’ ]{0,30}?){0,2}"
    };
}

/// A day that may stand between place and agency.
macro_rules! day {
    () => {
        concat!(
            r"\b(?P<day>(?:(?:(?i:",
            month_name!(),
            r")\s\d{1,2}|\d{1,2}\s(?i:",
            month_name!(),
            r"))(?:,?\s\d{4})?|\d{4}-\d\d-\d\d))"
        )
    };
}

/// The dash, or what stands for it.
macro_rules! dash {
    () => {
        r"(?:\s*(?:--+|[—–―_])|\s+-)(?:\s+|$)|\s*(?:--+|[—–―])"
    };
}

/// With an agency in brackets or strokes.
static WITH_AGENCY: Pattern = Pattern::new(concat!(
    r"^(?P<place>",
    place!(),
    r")??(?:[,.]?\s?",
    day!(),
    r")?[,.]?\s?(?:\((?P<agency>\p{Lu}[\p{L} .&'’/-]{1,40}?)\s?\)|/(?P<stroke>\p{Lu}[\p{L} .-]{1,30})/\.?)(?P<dash>",
    dash!(),
    r"|\s?:)?",
));
/// Without one: the place has to be in capitals.
static CAPITALS: Pattern = Pattern::new(concat!(
    r"^(?P<place>\p{Lu}[\p{Lu}.'’/ -]*\p{Lu}\.?(?:,\s?\p{Lu}[\p{L}.'’ ]{0,30}?){0,2})(?:[,.]?\s",
    day!(),
    r")?(?P<dash>",
    dash!(),
    r"|,?$)",
));
/// "(Undated)", as agencies file what has no place.
static UNDATED: Pattern = Pattern::new(r"(?i)^\(?undated\)?(?:\s+\([A-Z]+\))?\s*(?:--|—|_)?$");

/// Words in capitals that stand before a dash or colon and are no place.
const NO_PLACES: [&str; 28] = [
    "UPDATE",
    "CORRECTION",
    "WATCH",
    "BREAKING",
    "EXCLUSIVE",
    "ANALYSIS",
    "OPINION",
    "VIDEO",
    "PHOTOS",
    "LIVE",
    "FILE",
    "FILE PHOTO",
    "EDITORIAL",
    "REVIEW",
    "PREVIEW",
    "RECAP",
    "SUMMARY",
    "NOTE",
    "FACTBOX",
    "TIMELINE",
    "EXPLAINER",
    "NATO",
    "NASA",
    "FBI",
    "CIA",
    "UNICEF",
    "OPEC",
    "ALERT",
];

fn find(page: &Page, piece: Piece) -> Option<Finding> {
    if piece.markup.is_some_and(|kind| kind != SegmentKind::Dateline) {
        return None;
    }
    let words = page.words(piece);
    let whole_block = page.is_block(piece);
    // "Jane Doe/AFP/Getty Images" tells of a picture, and no place.
    if whole_block && words.contains('/') && is_bare_credit(words) {
        return None;
    }
    if whole_block && page.is_head() && UNDATED.is_match(words) {
        return Some(Finding::whole(SegmentKind::Dateline, piece));
    }
    agency_first(page, piece, words)
        .or_else(|| with_agency(page, piece, words))
        .or_else(|| in_capitals(page, piece, words))
}

/// "Afp - The two leaders have met.", "AFP, Seoul — ".
static AGENCY_FIRST: Pattern = Pattern::new(concat!(
    r"^[\[(]?(?P<agency>\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+){0,3})[\])]?(?:\s?[,|/]\s?",
    place!(),
    r")?(?:[,.]?\s?",
    day!(),
    r")?(?:",
    dash!(),
    r"|\s?:\s)",
));

fn agency_first(page: &Page, piece: Piece, words: &str) -> Option<Finding> {
    if !page.is_head() {
        return None;
    }
    let parts = AGENCY_FIRST.captures(words)?;
    let (whole, name) = (parts.get(0)?, parts.name("agency")?);
    let agency =
        agency::agency_named_loosely(name.as_str()).filter(|agency| agency.kind == AgencyKind::Text)?;
    if !opens_sentence(&words[whole.end()..]) {
        return None;
    }
    let at = piece.span.start;
    let span = Span::new(at + name.start(), at + name.end());
    let day = parts.name("day").map(|day| (day.start(), day.as_str()));
    let finding = Finding::opening(SegmentKind::Dateline, piece, at + whole.end());
    Some(finding.with(published(at, day)).with(credits(vec![(agency.name, span)])))
}

fn with_agency(page: &Page, piece: Piece, words: &str) -> Option<Finding> {
    let parts = WITH_AGENCY.captures(words)?;
    let whole = parts.get(0)?;
    let credit = parts.name("agency").or_else(|| parts.name("stroke"))?;
    let known = agency::named_in(credit.as_str(), Span::new(0, credit.len()));
    let place = parts.name("place").map(|place| place.as_str());
    let has_dash = parts.name("dash").is_some() || parts.name("stroke").is_some();
    let ends_block = whole.end() == words.len();
    let all_capitals = credit.as_str().chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);

    // A bracket after a name in running text can hold anything: "Smith (R-Ohio)", "the Fund (IMF)".
    let sure = match (place, known.is_empty()) {
        (Some(place), false) => has_dash || (is_in_capitals(place) && page.is_head()),
        (Some(place), true) => {
            has_dash && page.is_head() && is_in_capitals(place) && !credit.as_str().contains('-')
        }
        (None, false) => {
            has_dash || (page.is_head() && (ends_block || opens_sentence(&words[whole.end()..])))
        }
        (None, true) => page.is_head() && all_capitals && (has_dash || opens_sentence(&words[whole.end()..])),
    };
    let goes_on_well = ends_block || opens_sentence(&words[whole.end()..]);
    if !sure || !goes_on_well {
        return None;
    }
    let at = piece.span.start;
    let agencies = credits(agency::credited_in(page.text, Span::new(at + credit.start(), at + credit.end())));
    let day = parts.name("day").map(|day| (day.start(), day.as_str()));
    Some(
        Finding::opening(SegmentKind::Dateline, piece, at + whole.end())
            .with(published(at, day))
            .with(agencies),
    )
}

fn in_capitals(page: &Page, piece: Piece, words: &str) -> Option<Finding> {
    if !page.is_head() {
        return None;
    }
    let parts = CAPITALS.captures(words)?;
    let whole = parts.get(0)?;
    let place = parts.name("place")?.as_str();
    let first = place.split([',', '/']).next().unwrap_or(place).trim();
    let is_place = first.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && first.split_whitespace().count() <= 5
        && !first.starts_with("A ")
        && !first.starts_with("THE ")
        && !NO_PLACES.contains(&first);
    let day = parts.name("day").map(|day| (day.start(), day.as_str()));
    let ends_block = whole.end() == words.len();
    let has_dash = parts.name("dash").is_some_and(|dash| !dash.as_str().trim_matches([',', ' ']).is_empty());
    // A line in capitals alone is a headline; with a day or a dash it is a dateline.
    let sure = has_dash || (ends_block && day.is_some());
    if !is_place || !sure || !(ends_block || opens_sentence(&words[whole.end()..])) {
        return None;
    }
    let at = piece.span.start;
    Some(Finding::opening(SegmentKind::Dateline, piece, at + whole.end()).with(published(at, day)))
}

/// The date of publication, where a dateline's day has a year.
fn published(at: usize, day: Option<(usize, &str)>) -> Option<Fact> {
    let (start, words) = day?;
    let found = date::at_start(words)?;
    let date = FoundDate { span: found.span.shifted(at + start), ..found };
    Some(Fact::Published { date, update: false })
}

/// True where the place's first part is written in capitals.
fn is_in_capitals(place: &str) -> bool {
    let first = place.split(',').next().unwrap_or(place);
    first.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

fn opens_sentence(words: &str) -> bool {
    words.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"“‘'`(".contains(c))
}
