//! Stretches of the calendar, as TIMEX3 values write them.

use std::fmt;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span as Length, ToSpan};

/// A unit that dates are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
    Millennium,
}

/// A season, as TIMEX3 names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Season {
    Spring,
    Summer,
    Fall,
    Winter,
}

impl Season {
    pub(crate) const ALL: [Season; 4] = [Season::Spring, Season::Summer, Season::Fall, Season::Winter];

    /// TIMEX3's two letters.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Fall => "FA",
            Season::Winter => "WI",
        }
    }

    /// The month that lies in its middle, on the northern half of the Earth, and how many years after the year that
    /// names the season; only to order seasons. A winter has the name of the year it begins in.
    fn middle(self) -> (i8, i16) {
        match self {
            Season::Spring => (4, 0),
            Season::Summer => (7, 0),
            Season::Fall => (10, 0),
            Season::Winter => (1, 1),
        }
    }
}

/// A stretch of the calendar of one granularity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calendar {
    /// `2023-09-13`
    Day(Date),
    /// `2023-W37`, ISO 8601's weeks
    Week { year: i16, week: i8 },
    /// `2023-W37-WE`
    Weekend { year: i16, week: i8 },
    /// `2023-09`
    Month { year: i16, month: i8 },
    /// `2023-Q3`
    Quarter { year: i16, quarter: i8 },
    /// `2023-H2`
    Half { year: i16, half: i8 },
    /// `2023-FA`
    Season { year: i16, season: Season },
    /// `2023`
    Year(i16),
    /// `FY2023`: which days it covers depends on whose year it is.
    FiscalYear(i16),
    /// `202X`, by its first three digits
    Decade(i16),
    /// `20XX`, by its first two digits
    Century(i16),
}

impl Calendar {
    /// The stretch of `unit` that holds `date`.
    pub(crate) fn holding(date: Date, unit: Unit) -> Calendar {
        let (year, month) = (date.year(), date.month());
        let week = date.iso_week_date();
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => Calendar::Day(date),
            Unit::Weekend => Calendar::Weekend { year: week.year(), week: week.week() },
            Unit::Week | Unit::Fortnight => Calendar::Week { year: week.year(), week: week.week() },
            Unit::Month => Calendar::Month { year, month },
            Unit::Quarter => Calendar::Quarter { year, quarter: (month - 1) / 3 + 1 },
            Unit::Season => {
                let season = match month {
                    3..=5 => Season::Spring,
                    6..=8 => Season::Summer,
                    9..=11 => Season::Fall,
                    _ => Season::Winter,
                };
                Calendar::Season { year: if month < 3 { year - 1 } else { year }, season }
            }
            Unit::Year => Calendar::Year(year),
            Unit::Decade => Calendar::Decade(year.div_euclid(10)),
            Unit::Century | Unit::Millennium => Calendar::Century(year.div_euclid(100)),
        }
    }

    /// The first and the last day it covers. `None` for seasons, whose days depend on the place, and fiscal years,
    /// whose days depend on the institution.
    pub(crate) fn days(self) -> Option<(Date, Date)> {
        match self {
            Calendar::Day(date) => Some((date, date)),
            Calendar::Week { year, week } => {
                let monday = week_day(year, week, Weekday::Monday)?;
                Some((monday, monday.checked_add(6.days()).ok()?))
            }
            Calendar::Weekend { year, week } => {
                let saturday = week_day(year, week, Weekday::Saturday)?;
                Some((saturday, saturday.checked_add(1.days()).ok()?))
            }
            Calendar::Month { year, month } => months(year, month, 1),
            Calendar::Quarter { year, quarter } => months(year, quarter * 3 - 2, 3),
            Calendar::Half { year, half } => months(year, half * 6 - 5, 6),
            Calendar::Year(year) => years(year, 1),
            Calendar::Decade(decade) => years(decade.checked_mul(10)?, 10),
            Calendar::Century(century) => years(century.checked_mul(100)?, 100),
            Calendar::Season { .. } | Calendar::FiscalYear(_) => None,
        }
    }

    /// A day in it to count from.
    pub(crate) fn day_within(self) -> Option<Date> {
        match self {
            Calendar::Season { year, season } => {
                let (month, years) = season.middle();
                Date::new(year.checked_add(years)?, month, 15).ok()
            }
            Calendar::FiscalYear(year) => Date::new(year, 1, 1).ok(),
            other => other.days().map(|(first, _)| first),
        }
    }

    /// The name of its granularity, as the timeline writes it; empty for seasons, fiscal years and centuries.
    pub(crate) fn precision(self) -> &'static str {
        match self {
            Calendar::Day(_) => "day",
            Calendar::Week { .. } | Calendar::Weekend { .. } => "week",
            Calendar::Month { .. } => "month",
            Calendar::Quarter { .. } | Calendar::Half { .. } => "quarter",
            Calendar::Year(_) => "year",
            Calendar::Decade(_) => "decade",
            Calendar::Season { .. } | Calendar::FiscalYear(_) | Calendar::Century(_) => "",
        }
    }

    /// Reads a resolved value without a time of day, `None` for anything else.
    pub(crate) fn parse(value: &str) -> Option<Calendar> {
        if let Some(year) = value.strip_prefix("FY") {
            return Some(Calendar::FiscalYear(digits(year, 4)?));
        }
        let (head, tail) = value.split_once('-').unwrap_or((value, ""));
        if head.len() == 4 && tail.is_empty() {
            if let Some(century) = head.strip_suffix("XX") {
                return Some(Calendar::Century(digits(century, 2)?));
            }
            if let Some(decade) = head.strip_suffix('X') {
                return Some(Calendar::Decade(digits(decade, 3)?));
            }
        }
        let year = digits(head, 4)?;
        if tail.is_empty() {
            return (!value.ends_with('-')).then_some(Calendar::Year(year));
        }
        if let Some(season) = Season::ALL.into_iter().find(|season| season.code() == tail) {
            return Some(Calendar::Season { year, season });
        }
        if let Some(quarter) = tail.strip_prefix('Q') {
            let quarter = within(quarter, 1, 1, 4)?;
            return Some(Calendar::Quarter { year, quarter });
        }
        if let Some(half) = tail.strip_prefix('H') {
            return Some(Calendar::Half { year, half: within(half, 1, 1, 2)? });
        }
        if let Some(week) = tail.strip_prefix('W') {
            return match week.strip_suffix("-WE") {
                Some(week) => Some(Calendar::Weekend { year, week: within(week, 2, 1, 53)? }),
                None => Some(Calendar::Week { year, week: within(week, 2, 1, 53)? }),
            };
        }
        match tail.split_once('-') {
            None => Some(Calendar::Month { year, month: within(tail, 2, 1, 12)? }),
            Some((month, day)) => {
                let date = Date::new(year, within(month, 2, 1, 12)?, within(day, 2, 1, 31)?).ok()?;
                Some(Calendar::Day(date))
            }
        }
    }
}

impl fmt::Display for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Calendar::Day(date) => write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day()),
            Calendar::Week { year, week } => write!(f, "{year:04}-W{week:02}"),
            Calendar::Weekend { year, week } => write!(f, "{year:04}-W{week:02}-WE"),
            Calendar::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Calendar::Quarter { year, quarter } => write!(f, "{year:04}-Q{quarter}"),
            Calendar::Half { year, half } => write!(f, "{year:04}-H{half}"),
            Calendar::Season { year, season } => write!(f, "{year:04}-{}", season.code()),
            Calendar::Year(year) => write!(f, "{year:04}"),
            Calendar::FiscalYear(year) => write!(f, "FY{year:04}"),
            Calendar::Decade(decade) => write!(f, "{decade:03}X"),
            Calendar::Century(century) => write!(f, "{century:02}XX"),
        }
    }
}

/// What an unresolved stretch of `unit` is written as.
pub(crate) fn unresolved(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX:XX",
        Unit::Day => "XXXX-XX-XX",
        Unit::Night => "XXXX-XX-XXTNI",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Season | Unit::Year => "XXXX",
        Unit::Decade => "XXXX",
        Unit::Century | Unit::Millennium => "XXXX",
    }
}

/// `date` moved by `count` of `unit`; `None` where that leaves the calendar (years 1 to 9999).
pub(crate) fn moved(date: Date, unit: Unit, count: i64) -> Option<Date> {
    let (days, months) = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => (0, 0),
        Unit::Day | Unit::Night => (count, 0),
        Unit::Week | Unit::Weekend => (count.checked_mul(7)?, 0),
        Unit::Fortnight => (count.checked_mul(14)?, 0),
        Unit::Month => (0, count),
        Unit::Quarter | Unit::Season => (0, count.checked_mul(3)?),
        Unit::Year => (0, count.checked_mul(12)?),
        Unit::Decade => (0, count.checked_mul(120)?),
        Unit::Century => (0, count.checked_mul(1_200)?),
        Unit::Millennium => (0, count.checked_mul(12_000)?),
    };
    let length = Length::new().try_days(days).ok()?.try_months(months).ok()?;
    let date = date.checked_add(length).ok()?;
    (1..=9999).contains(&date.year()).then_some(date)
}

/// The day of an ISO week.
fn week_day(year: i16, week: i8, day: Weekday) -> Option<Date> {
    ISOWeekDate::new(year, week, day).ok().map(|day| day.date())
}

/// First and last day of `count` months from `month` on.
fn months(year: i16, month: i8, count: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    let last = Date::new(year, month + count - 1, 1).ok()?.last_of_month();
    Some((first, last))
}

/// First and last day of `count` years from `year` on.
fn years(year: i16, count: i16) -> Option<(Date, Date)> {
    let first = Date::new(year, 1, 1).ok()?;
    let last = Date::new(year.checked_add(count - 1)?, 12, 31).ok()?;
    Some((first, last))
}

/// A number of exactly `length` ASCII digits.
fn digits(text: &str, length: usize) -> Option<i16> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// A number of exactly `length` digits between `least` and `most`.
fn within(text: &str, length: usize, least: i16, most: i16) -> Option<i8> {
    let number = digits(text, length)?;
    if (least..=most).contains(&number) { i8::try_from(number).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_value_reads_back_as_what_it_was() {
        let day = date(2023, 9, 13);
        let units = [Unit::Day, Unit::Weekend, Unit::Week, Unit::Month, Unit::Quarter, Unit::Season];
        let longer = [Unit::Year, Unit::Decade, Unit::Century];
        for unit in units.into_iter().chain(longer) {
            let calendar = Calendar::holding(day, unit);
            assert_eq!(Calendar::parse(&calendar.to_string()), Some(calendar), "{calendar}");
        }
        assert_eq!(Calendar::parse("FY2023"), Some(Calendar::FiscalYear(2023)));
        assert_eq!(Calendar::parse("2023-H2"), Some(Calendar::Half { year: 2023, half: 2 }));
    }

    #[test]
    fn values_that_name_no_day_have_none() {
        for value in
            ["XXXX-WXX-3", "PRESENT_REF", "P2D", "2023-", "", "2023-13", "2023-02-30", "é-ü", "2023-W60"]
        {
            assert_eq!(Calendar::parse(value), None, "{value}");
        }
    }

    #[test]
    fn iso_weeks_belong_to_the_year_of_their_thursday() {
        assert_eq!(Calendar::holding(date(2021, 1, 2), Unit::Week).to_string(), "2020-W53");
        let days = Calendar::parse("2020-W53").unwrap().days();
        assert_eq!(days, Some((date(2020, 12, 28), date(2021, 1, 3))));
    }

    #[test]
    fn counting_out_of_the_calendar_gives_nothing() {
        let day = date(2023, 9, 13);
        assert_eq!(moved(day, Unit::Year, -4), Some(date(2019, 9, 13)));
        assert_eq!(moved(day, Unit::Year, -3000), None);
        assert_eq!(moved(day, Unit::Millennium, i64::MAX), None);
        assert_eq!(moved(day, Unit::Day, i64::MIN), None);
    }
}
