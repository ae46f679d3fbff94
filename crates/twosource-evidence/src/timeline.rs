//! Claims in order of the time they tell of.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::claim::Claim;
use crate::story::{StatementRef, Story};

/// A claim in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// TIMEX3 value.
    pub time: String,
    /// "time", "day", "week", "month", "quarter", "year" or "decade".
    pub precision: &'static str,
    /// Index into the claims.
    pub claim: usize,
}

/// When something begins: its first day, the time of that day, and how exactly that is known (0 for a time of day).
type Beginning = (Date, String, usize);

/// Precisions, the finest first.
const PRECISIONS: [&str; 7] = ["time", "day", "week", "month", "quarter", "year", "decade"];

/// The timeline of a story: each claim whose core statement tells a resolved time (else the first of its statements that
/// does), in the order of the days they begin; of two that begin alike, the more exact first, then the weightier claim.
pub fn find(story: &Story, claims: &[Claim]) -> Vec<Entry> {
    let value = |at: StatementRef| {
        let annotated = story.reports.get(at.report)?;
        let time = annotated.times.get(annotated.statements.get(at.statement)?.time?)?;
        Some((time.value.clone(), beginning(&time.value)?))
    };
    let mut found: Vec<(Beginning, Entry)> = Vec::new();
    for (claim, told) in claims.iter().enumerate() {
        let in_order = std::iter::once(told.core).chain(told.statements.iter().copied());
        if let Some((time, beginning)) = in_order.into_iter().find_map(value) {
            let precision = PRECISIONS[beginning.2];
            found.push((beginning, Entry { time, precision, claim }));
        }
    }
    found.sort_by(|(a, one), (b, two)| {
        (a.0, a.2.min(1), &a.1, a.2, one.claim).cmp(&(b.0, b.2.min(1), &b.1, b.2, two.claim))
    });
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// When a TIMEX3 value begins; `None` for durations, sets, vague values and those that leave a digit open.
fn beginning(value: &str) -> Option<Beginning> {
    let (day, time) = value.split_once('T').map_or((value, None), |(day, time)| (day, Some(time)));
    let (date, precision) = first_day(day)?;
    match time {
        Some(_) if precision != "day" => None,
        Some(time) => Some((date, order_of_day(time)?, 0)),
        None => Some((date, String::new(), PRECISIONS.iter().position(|&name| name == precision)?)),
    }
}

/// The first day of a calendar value, and its precision.
fn first_day(value: &str) -> Option<(Date, &'static str)> {
    let number = |digits: &str| -> Option<i16> {
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    let mut parts = value.split('-');
    let year = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    if let ([], 3) = (rest.as_slice(), year.len()) {
        return Some((Date::new(number(year)? * 10, 1, 1).ok()?, "decade"));
    }
    let year = number(year).filter(|_| year.len() == 4)?;
    let start_of_month = |month: i16| Date::new(year, i8::try_from(month).ok()?, 1).ok();
    match rest.as_slice() {
        [] => Some((start_of_month(1)?, "year")),
        [week] if week.starts_with('W') => Some((iso_day(year, number(&week[1..])?, 1)?, "week")),
        // "2023-W37-WE": the weekend.
        [week, "WE"] if week.starts_with('W') => Some((iso_day(year, number(&week[1..])?, 6)?, "week")),
        [week, day] if week.starts_with('W') => {
            Some((iso_day(year, number(&week[1..])?, number(day)?)?, "day"))
        }
        [quarter] if quarter.starts_with('Q') => {
            let quarter = number(&quarter[1..]).filter(|quarter| (1..=4).contains(quarter))?;
            Some((start_of_month(quarter * 3 - 2)?, "quarter"))
        }
        [half] if half.starts_with('H') => {
            let half = number(&half[1..]).filter(|half| (1..=2).contains(half))?;
            Some((start_of_month(half * 6 - 5)?, "year"))
        }
        ["SP"] => Some((start_of_month(3)?, "quarter")),
        ["SU"] => Some((start_of_month(6)?, "quarter")),
        ["FA"] => Some((start_of_month(9)?, "quarter")),
        ["WI"] => Some((start_of_month(12)?, "quarter")),
        [month] => Some((start_of_month(number(month)?)?, "month")),
        [month, day] => {
            let (month, day) = (i8::try_from(number(month)?).ok()?, i8::try_from(number(day)?).ok()?);
            Some((Date::new(year, month, day).ok()?, "day"))
        }
        _ => None,
    }
}

fn iso_day(year: i16, week: i16, day: i16) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(i8::try_from(day).ok()?).ok()?;
    Some(ISOWeekDate::new(year, i8::try_from(week).ok()?, weekday).ok()?.date())
}

/// A time of day so that times sort: parts of the day by the hour they begin.
fn order_of_day(time: &str) -> Option<String> {
    match time {
        "MO" => Some("06:00".to_owned()),
        "MI" => Some("12:00".to_owned()),
        "DT" => Some("09:00".to_owned()),
        "AF" => Some("12:00".to_owned()),
        "EV" => Some("18:00".to_owned()),
        "NI" => Some("21:00".to_owned()),
        _ => time.starts_with(|c: char| c.is_ascii_digit()).then(|| time.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_resolved_value_has_a_first_day_and_a_precision() {
        for (value, day, precision) in [
            ("2023-09-13", "2023-09-13", "day"),
            ("2023-W37", "2023-09-11", "week"),
            ("2023-W37-3", "2023-09-13", "day"),
            ("2023-W37-WE", "2023-09-16", "week"),
            ("2023-09", "2023-09-01", "month"),
            ("2023-Q3", "2023-07-01", "quarter"),
            ("2023", "2023-01-01", "year"),
            ("202", "2020-01-01", "decade"),
            ("2023-09-13T09:00", "2023-09-13", "time"),
            ("2023-09-13TEV", "2023-09-13", "time"),
        ] {
            let (date, _, found) = beginning(value).unwrap();
            assert_eq!((date.to_string().as_str(), PRECISIONS[found]), (day, precision), "{value}");
        }
    }

    #[test]
    fn what_is_open_or_vague_is_left_out() {
        for value in [
            "PAST_REF",
            "P2D",
            "PT2H",
            "XXXX-WXX-3",
            "XXXX-09",
            "",
            "2023-13",
            "2023-09-99",
            "FUTURE_REF",
            "20",
        ] {
            assert!(beginning(value).is_none(), "{value}");
        }
    }

    #[test]
    fn times_of_a_day_are_in_order_and_come_before_the_day_as_a_whole() {
        let mut values = ["2023-09-13", "2023-09-13TEV", "2023-09-13T09:00", "2023-09", "2023-09-12"];
        values.sort_by_key(|value| beginning(value).map(|b| (b.0, b.2.min(1), b.1, b.2)));
        assert_eq!(values, ["2023-09", "2023-09-12", "2023-09-13T09:00", "2023-09-13TEV", "2023-09-13"]);
    }
}
