//! Moments as a reader writes them.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use twosource_render::moment::{in_words, range};

/// A date of publication or a moment in words: "13 September 2023", "13 September 2023, 14:30 UTC".
pub(crate) fn moment(value: &str) -> String {
    let words = in_words(value);
    if value.contains('T') && value.ends_with('Z') { format!("{words} UTC") } else { words }
}

/// The day and time of a moment, short: "22 Nov, 06:35".
pub(crate) fn clock(moment: &str) -> String {
    let words = in_words(moment);
    match (words.split(' ').collect::<Vec<_>>().as_slice(), moment.get(11..16)) {
        ([day, month, ..], Some(time)) => format!("{day} {}, {time}", month.get(..3).unwrap_or(month)),
        _ => words,
    }
}

/// The day of a date or moment.
pub(crate) fn day(value: &str) -> String {
    in_words(value.get(..10).unwrap_or(value))
}

/// First and last day of publication; the day of receipt, said as such, where no report bears a date.
pub(crate) fn days(published: &[String], received: &str) -> String {
    let head = |value: &String| value.get(..10).unwrap_or(value).to_owned();
    match (published.first(), published.last()) {
        (Some(first), Some(last)) => range(&head(first), &head(last)),
        _ => format!("undated, received {}", day(received)),
    }
}

/// "March 2026" for "2026-03".
pub(crate) fn month(value: &str) -> String {
    let words = in_words(&format!("{value}-01"));
    words.split_once(' ').map_or(words.clone(), |(_, rest)| rest.to_owned())
}

/// "2026-02-28" for "2026-02"; empty for what is no month.
pub(crate) fn last_of_month(value: &str) -> String {
    let first: Option<Date> = format!("{value}-01").parse().ok();
    first.map(|first| first.last_of_month().to_string()).unwrap_or_default()
}

/// This moment, in words.
pub(crate) fn now() -> String {
    moment(&Timestamp::now().to_string())
}

/// This time yesterday.
pub(crate) fn yesterday() -> Timestamp {
    let now = Timestamp::now();
    now.checked_sub(SignedDuration::from_hours(24)).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_told_in_words() {
        assert_eq!(moment("2026-11-22T06:35:01.123Z"), "22 November 2026, 06:35 UTC");
        assert_eq!(moment("2026-11-22"), "22 November 2026");
        assert_eq!(clock("2026-11-22T06:35:01.123Z"), "22 Nov, 06:35");
        assert_eq!(clock("soon"), "soon");
        assert_eq!(
            (month("2028-02").as_str(), last_of_month("2028-02").as_str()),
            ("February 2028", "2028-02-29")
        );
        assert_eq!(last_of_month("soon"), "");
        let days_of = |published: &[&str]| {
            days(&published.iter().map(|day| (*day).to_owned()).collect::<Vec<_>>(), "2026-11-22T06:35:01Z")
        };
        assert_eq!(days_of(&["2026-03-03", "2026-03-04T08:00:00Z"]), "3–4 March 2026");
        assert_eq!(days_of(&[]), "undated, received 22 November 2026");
    }
}
