//! No text makes the search for time expressions panic or point outside the text.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use twosource_annotate::TimeKind;
use twosource_annotate::time::{Anchor, Reference, find_in_text};

/// Pieces that rules are made of, with numbers beyond every calendar.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "99999999999", "0", "1", "31", "2000", "9999", "1,000", "2.5", "½", "two", "a", "the", "last", "next", "this",
    "years", "weeks", "millennia", "days", "ago", "later", "earlier", "from now", "Feb. 29", "May", "Friday", "night",
    "12:60", "24:00", "10:35", "a.m.", "GMT", "2023-02-30", "0000-00-00", "'80s", "1990s", "-", "–", "’", "“", ".",
    ",", "\n\n", "century", "99th", "fiscal", "quarter", "Easter", "Thanksgiving", "week of", "half", "and", "of",
    "billion", "dozens of", "every", "é", "漢字", "🚀", "\u{301}",
];

fn check(text: &str, day: Date) {
    let reference = Reference { date: day, anchor: Anchor::Published };
    for reference in [None, Some(reference)] {
        let mut end = 0;
        for time in find_in_text(text, reference) {
            assert!(time.span.start >= end && !time.span.is_empty(), "{time:?} in {text:?}");
            assert!(!time.span.of(text).is_empty(), "{time:?} in {text:?}");
            end = time.span.end;
            if let Some((first, last)) = time.days() {
                assert!(first <= last && matches!(time.kind, TimeKind::Date | TimeKind::Time));
            }
            let _ = time.precision();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&text, date(2023, 9, 13));
    }

    #[test]
    fn any_heap_of_time_words_is_read(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..30),
        year in 1_i16..=9999,
    ) {
        check(&pieces.join(" "), date(year, 2, 28));
    }
}

#[test]
fn counts_beyond_the_calendar_are_told_as_such() {
    let reference = Reference { date: date(2023, 9, 13), anchor: Anchor::Published };
    for (text, value) in
        [("99999999999 years ago", "PAST_REF"), ("5000 billion years from now", "FUTURE_REF")]
    {
        let times = find_in_text(text, Some(reference));
        assert_eq!(times.iter().map(|time| time.value.as_str()).collect::<Vec<_>>(), [value], "{text}");
    }
}

#[test]
fn a_long_text_is_read_in_linear_time() {
    // A quarter of a million words that all start rules; a quadratic reading would take hours.
    let text = "the last 5 May 2023 Friday night of a week ago 10:35 a.m. and - ".repeat(16_000);
    assert!(find_in_text(&text, None).len() > 16_000);
    let digits = "1".repeat(1_000_000);
    assert!(find_in_text(&digits, None).is_empty());
}
