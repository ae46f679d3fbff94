//! A line that is a date: "Published: 13 September 2023", "Sept. 13, 2023 / 10:04 AM".

use crate::SegmentKind::{self, Heading, Paragraph, Title};
use crate::metadata::date::{self, FoundDate};
use crate::pattern::Pattern;
use crate::segment::page::{Page, Piece};
use crate::segment::rule::{Example, Fact, Finding, Rule};

pub(super) const RULE: Rule = Rule {
    name: "date line",
    find,
    examples: &[
        Example {
            text: "Leaders meet in the east\n\nPublished: 13 September 2023\nUpdated: 14 September 2023 at 09:12 GMT\n\nThe two leaders have met.",
            segments: &[
                (Title, "Leaders meet in the east"),
                (SegmentKind::Date, "Published: 13 September 2023"),
                (SegmentKind::Date, "Updated: 14 September 2023 at 09:12 GMT"),
                (Paragraph, "The two leaders have met."),
            ],
        },
        Example {
            text: "Sept. 13, 2023 / 10:04 AM\n\nThe two leaders have met.",
            segments: &[
                (SegmentKind::Date, "Sept. 13, 2023 / 10:04 AM"),
                (Paragraph, "The two leaders have met."),
            ],
        },
        Example {
            // In the middle of a chronicle a date heads what follows.
            text: "This is how the week of the talks went by.\n\n12 September 2023\n\nThe guest crossed the border by train.",
            segments: &[
                (Paragraph, "This is how the week of the talks went by."),
                (Heading, "12 September 2023"),
                (Paragraph, "The guest crossed the border by train."),
            ],
        },
    ],
};

static LABEL: Pattern = Pattern::new(
    r"(?i)^\(?(?P<label>(?:first |originally |last |article |story )?(?:published|posted|updated|modified|created|issued|released|date)(?: (?:on|at|date|time))*|on)\s*:?\s+(?:at\s+)?",
);
/// "14:39, " before a date, or "10:04 AM EDT, ".
static CLOCK_FIRST: Pattern =
    Pattern::new(r"(?i)^\d{1,2}\s*[:.]\s*\d\d(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{3,4})?\s*,?\s+(?:on\s+)?");
/// What may follow a date on its line: another date, an update, a place of a bar.
static REST: Pattern =
    Pattern::new(r"(?i)^[\s.,;|)•·–-]*(?:(?:last )?(?:updated|modified)\b.{0,60}|[A-Z]{2,4})?[\s.)]*$");
static UPDATE: Pattern = Pattern::new(r"(?i)updated|modified");

fn find(page: &Page, piece: Piece) -> Option<Finding> {
    if !page.is_block(piece) || !matches!(piece.markup, None | Some(SegmentKind::Date)) {
        return None;
    }
    let words = page.words(piece);
    let label = LABEL.captures(words);
    let label_end = label.as_ref().and_then(|label| label.get(0)).map_or(0, |label| label.end());
    let clock = CLOCK_FIRST.find(&words[label_end..]).map_or(0, |clock| clock.end());
    let start = label_end + clock;
    let found = date::at_start(&words[start..])?;
    if !REST.is_match(&words[start + found.span.end..]) {
        return None;
    }
    // A label says what the date is; without one, a time of day near the top does.
    const TOP: usize = 6;
    let is_labelled =
        label.as_ref().and_then(|label| label.name("label")).is_some_and(|label| label.len() > "on".len());
    let has_clock = clock > 0 || words[start..].contains(':');
    let is_publication = page.is_head() || is_labelled || (has_clock && piece.block < TOP);
    if !is_publication && piece.markup.is_none() {
        return Some(Finding::whole(Heading, piece));
    }
    let update =
        label.and_then(|label| label.name("label")).is_some_and(|label| UPDATE.is_match(label.as_str()));
    let date = FoundDate { span: found.span.shifted(piece.span.start + start), ..found };
    Some(Finding::whole(SegmentKind::Date, piece).with([Fact::Published { date, update }]))
}
