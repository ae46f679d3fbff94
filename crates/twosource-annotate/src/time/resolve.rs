//! From what an expression means to its TIMEX3 value.

use jiff::civil::Date;

use super::calendar::{Calendar, Unit, moved, unresolved};
use super::lexicon::Holiday;
use super::meaning::{Clock, From, When, Which};
use super::tense::Direction;
use super::{Anchor, Reference};

/// What an expression is counted from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ground {
    /// The report's day, its story's, or the day on which quoted words were said.
    pub reference: Option<Reference>,
    /// The time last spoken of, and what that was counted from.
    pub spoken: Option<Calendar>,
    /// A date with its year that stands before in the sentence.
    pub told: Option<Calendar>,
    /// Whether the sentence looks back or ahead.
    pub direction: Direction,
}

/// A resolved date, or the form it is left in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Resolved {
    pub calendar: Option<Calendar>,
    /// The value: the calendar's, or one with `X` for what is not known.
    pub value: String,
    pub anchor: Anchor,
}

impl Resolved {
    fn known(calendar: Calendar, anchor: Anchor) -> Resolved {
        Resolved { calendar: Some(calendar), value: calendar.to_string(), anchor }
    }

    fn open(value: impl Into<String>) -> Resolved {
        Resolved { calendar: None, value: value.into(), anchor: Anchor::None }
    }
}

/// Resolves a date.
pub(crate) fn resolve(when: &When, ground: &Ground) -> Resolved {
    match when {
        When::Exact(calendar) => Resolved::known(*calendar, Anchor::None),
        When::Unknown(unit) => Resolved::open(unresolved(*unit)),
        When::Shift { count, unit, from } => shift(*count, *unit, *from, ground),
        When::YearsOff { count, within } => {
            let day = ground.reference.and_then(|reference| moved(reference.date, Unit::Year, *count));
            match (day, ground.reference) {
                (Some(day), Some(reference)) => {
                    Resolved::known(Calendar::holding(day, *within), reference.anchor)
                }
                _ => Resolved::open(unresolved(*within)),
            }
        }
        When::Holding(unit, day) => {
            let day = resolve(day, ground);
            match day.calendar.and_then(Calendar::day_within) {
                Some(date) => Resolved::known(Calendar::holding(date, *unit), day.anchor),
                None => Resolved::open(unresolved(*unit)),
            }
        }
        When::Within(part, year) => {
            let year = resolve(year, ground);
            match year.calendar {
                Some(Calendar::Year(number)) => match in_year(part, number) {
                    Some(calendar) => Resolved::known(calendar, year.anchor),
                    None => Resolved::open(open_value(part)),
                },
                _ => Resolved::open(open_value(part)),
            }
        }
        When::Weekday { from: From::Text, weekday, which } => {
            let spoken = ground.spoken.and_then(Calendar::day_within);
            let found = spoken.and_then(|day| match which {
                Which::Next => weekday_after(moved(day, Unit::Day, 1)?, *weekday),
                Which::Last => weekday_before(moved(day, Unit::Day, -1)?, *weekday),
                _ => weekday_before(day, *weekday),
            });
            match found {
                Some(day) => Resolved::known(Calendar::Day(day), Anchor::Text),
                None => Resolved::open(open_value(when)),
            }
        }
        named => {
            if let Some(calendar) = after_told(named, ground) {
                return Resolved::known(calendar, Anchor::Text);
            }
            let Some(reference) = ground.reference else { return Resolved::open(open_value(named)) };
            match by_name(named, reference.date, ground.direction) {
                Some(calendar) => Resolved::known(calendar, reference.anchor),
                None => Resolved::open(open_value(named)),
            }
        }
    }
}

/// "arrested in March 1998 and released in May": the May after that, where the report's day is later still.
fn after_told(when: &When, ground: &Ground) -> Option<Calendar> {
    let open = matches!(
        when,
        When::Month { which: Which::ByTense, .. } | When::MonthDay { which: Which::ByTense, .. }
    );
    let start = ground.told.filter(|_| open && ground.direction != Direction::Future)?.day_within()?;
    let found = (0..2).find_map(|years| {
        let calendar = in_year(when, start.year().checked_add(years)?)?;
        (distance(calendar, start)? >= 0).then_some(calendar)
    })?;
    let past =
        ground.reference.is_none_or(|reference| distance(found, reference.date).is_some_and(|days| days < 0));
    past.then_some(found)
}

/// "two days ago", "the next week"
fn shift(count: i64, unit: Unit, from: From, ground: &Ground) -> Resolved {
    let reference = ground.reference.map(|reference| (reference.date, reference.anchor));
    let start = match from {
        From::Report => reference,
        // A year is no ground for "three days later".
        From::Text => match ground.spoken {
            Some(spoken) if fine_enough(spoken, unit) => spoken.day_within().map(|day| (day, Anchor::Text)),
            Some(_) => None,
            None => reference,
        },
    };
    let Some((start, anchor)) = start else { return Resolved::open(unresolved(unit)) };
    match moved(start, unit, count) {
        Some(date) if unit >= Unit::Day => Resolved::known(Calendar::holding(date, unit), anchor),
        // Hours and minutes are counted from a moment that no report gives.
        Some(_) => Resolved::open(unresolved(unit)),
        None if count < 0 => Resolved::open("PAST_REF"),
        None => Resolved::open("FUTURE_REF"),
    }
}

/// True where a stretch is no longer than `unit`, so that counting units from it means something.
fn fine_enough(calendar: Calendar, unit: Unit) -> bool {
    let own = match calendar {
        Calendar::Day(_) => Unit::Day,
        Calendar::Weekend { .. } => Unit::Weekend,
        Calendar::Week { .. } => Unit::Week,
        Calendar::Month { .. } => Unit::Month,
        Calendar::Quarter { .. } | Calendar::Half { .. } | Calendar::Season { .. } => Unit::Season,
        Calendar::Year(_) | Calendar::FiscalYear(_) => Unit::Year,
        Calendar::Decade(_) => Unit::Decade,
        Calendar::Century(_) => Unit::Century,
    };
    own <= unit
}

/// The value of a name that nothing tells which of several it is.
fn open_value(when: &When) -> String {
    match when {
        When::Weekday { weekday, .. } | When::WeekdayOf { weekday, .. } => format!("XXXX-WXX-{weekday}"),
        When::Month { month, .. } => format!("XXXX-{month:02}"),
        When::MonthDay { month, day, .. } => format!("XXXX-{month:02}-{day:02}"),
        When::DayOfMonth(day) => format!("XXXX-XX-{day:02}"),
        When::Season { season, .. } => format!("XXXX-{}", season.code()),
        When::Quarter(quarter) => format!("XXXX-Q{quarter}"),
        When::Half(half) => format!("XXXX-H{half}"),
        When::Holiday { holiday: Holiday::Fixed { month, day }, .. } => format!("XXXX-{month:02}-{day:02}"),
        When::Holiday { holiday: Holiday::Weekday { month, .. }, .. } => format!("XXXX-{month:02}-XX"),
        When::Holiday { .. } => unresolved(Unit::Day).to_owned(),
        When::Weekend => unresolved(Unit::Weekend).to_owned(),
        When::Shift { unit, .. }
        | When::Holding(unit, _)
        | When::Unknown(unit)
        | When::YearsOff { within: unit, .. } => unresolved(*unit).to_owned(),
        When::Within(part, _) => open_value(part),
        When::Exact(calendar) => calendar.to_string(),
    }
}

/// A named stretch near the reference day.
fn by_name(when: &When, day: Date, direction: Direction) -> Option<Calendar> {
    match when {
        When::Weekday { weekday, which, .. } => {
            let found = match which {
                Which::Last => weekday_before(moved(day, Unit::Day, -1)?, *weekday)?,
                Which::Next => weekday_after(moved(day, Unit::Day, 1)?, *weekday)?,
                Which::This => weekday_after(moved(day, Unit::Day, -1)?, *weekday)?,
                Which::ByTense => match direction {
                    Direction::Future => weekday_after(day, *weekday)?,
                    Direction::Nearest => {
                        // Within three days either way; weekdays are seven, so no two are as near.
                        weekday_after(moved(day, Unit::Day, -3)?, *weekday)?
                    }
                    Direction::Past | Direction::Neutral => weekday_before(day, *weekday)?,
                },
            };
            Some(Calendar::Day(found))
        }
        When::WeekdayOf { weekday, weeks } => {
            let monday = weekday_before(day, 1)?;
            let start = moved(monday, Unit::Week, *weeks)?;
            Some(Calendar::Day(moved(start, Unit::Day, i64::from(weekday - 1))?))
        }
        When::Weekend => {
            // On Saturday and Sunday "the weekend" is this one.
            let saturday = match direction {
                Direction::Future => weekday_after(moved(day, Unit::Day, -1)?, 6)?,
                Direction::Past | Direction::Nearest | Direction::Neutral => weekday_before(day, 6)?,
            };
            Some(Calendar::holding(saturday, Unit::Weekend))
        }
        When::DayOfMonth(of_month) => {
            let here = |months: i64| {
                let month = moved(day.first_of_month(), Unit::Month, months)?;
                Date::new(month.year(), month.month(), *of_month).ok()
            };
            let chosen = if direction == Direction::Future {
                [here(0).filter(|found| *found >= day), here(1), here(2)]
            } else {
                [here(0).filter(|found| *found <= day), here(-1), here(-2)]
            };
            Some(Calendar::Day(chosen.into_iter().flatten().next()?))
        }
        When::Quarter(_) | When::Half(_) => {
            let which = if direction == Direction::Future { Which::This } else { Which::ByTense };
            chosen_year(when, which, day, direction)
        }
        When::Month { which, .. }
        | When::MonthDay { which, .. }
        | When::Season { which, .. }
        | When::Holiday { which, .. } => chosen_year(when, *which, day, direction),
        _ => None,
    }
}

/// How many times farther the likely side may lie, by tense: "on Nov. 3" of a report from September, looking back, is
/// last year's although the next is nearer; "must return by Jan. 14" of a report from 5 January is this year's even
/// where a past tense is near.
const DAY_TILT: i64 = 8;

/// The same for months, which are named ahead less often.
const MONTH_TILT: i64 = 30;

/// Picks the year of a part of the year.
fn chosen_year(when: &When, which: Which, day: Date, direction: Direction) -> Option<Calendar> {
    let year = day.year();
    let years = [-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8];
    // In order; 29 February and the like stand in some years only.
    let found: Vec<(i16, Calendar, i64)> = years
        .into_iter()
        .filter_map(|offset| {
            let calendar = in_year(when, year.checked_add(offset)?)?;
            Some((offset, calendar, distance(calendar, day)?))
        })
        .collect();
    let before = found.iter().rfind(|(_, _, distance)| *distance < 0);
    let after = found.iter().find(|(_, _, distance)| *distance > 0);
    let same = found.iter().find(|(_, _, distance)| *distance == 0);
    let calendar_of = |candidate: Option<&(i16, Calendar, i64)>| candidate.map(|(_, calendar, _)| *calendar);
    match which {
        Which::Last => calendar_of(before),
        Which::Next => calendar_of(after),
        Which::This => calendar_of(found.iter().find(|(offset, _, _)| *offset == 0)),
        Which::ByTense => {
            if same.is_some() {
                return calendar_of(same);
            }
            let (Some(last), Some(next)) = (before, after) else { return calendar_of(before.or(after)) };
            let (back, ahead) = (-last.2, next.2);
            let tilt = if matches!(last.1, Calendar::Day(_)) { DAY_TILT } else { MONTH_TILT };
            let look_back = match direction {
                Direction::Past => back <= ahead * tilt,
                Direction::Future => back * tilt <= ahead,
                Direction::Nearest | Direction::Neutral => back <= ahead,
            };
            calendar_of(Some(if look_back { last } else { next }))
        }
    }
}

/// Days from `day` to the stretch: negative where it lies before, 0 where it holds the day.
fn distance(calendar: Calendar, day: Date) -> Option<i64> {
    let (first, last) = match calendar {
        Calendar::Season { .. } => {
            let middle = calendar.day_within()?;
            (moved(middle, Unit::Day, -45)?, moved(middle, Unit::Day, 45)?)
        }
        other => other.days()?,
    };
    if last < day {
        Some(-days_between(last, day))
    } else if first > day {
        Some(days_between(day, first))
    } else {
        Some(0)
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    (to - from).get_days().into()
}

/// A part of the year in one year; `None` where that year has none.
fn in_year(part: &When, year: i16) -> Option<Calendar> {
    Some(match part {
        When::Month { month, .. } => Calendar::Month { year, month: *month },
        When::MonthDay { month, day, .. } => Calendar::Day(Date::new(year, *month, *day).ok()?),
        When::Season { season, .. } => Calendar::Season { year, season: *season },
        When::Quarter(quarter) => Calendar::Quarter { year, quarter: *quarter },
        When::Half(half) => Calendar::Half { year, half: *half },
        When::Holiday { holiday, .. } => Calendar::Day(holiday_in(*holiday, year)?),
        _ => return None,
    })
}

fn holiday_in(holiday: Holiday, year: i16) -> Option<Date> {
    match holiday {
        Holiday::Fixed { month, day } => Date::new(year, month, day).ok(),
        Holiday::Weekday { month, weekday, nth, plus } => {
            let first = Date::new(year, month, 1).ok()?;
            let day = if nth > 0 {
                moved(weekday_after(first, weekday)?, Unit::Week, i64::from(nth - 1))?
            } else {
                moved(weekday_before(first.last_of_month(), weekday)?, Unit::Week, i64::from(nth + 1))?
            };
            moved(day, Unit::Day, i64::from(plus))
        }
        Holiday::Easter(days) => moved(easter(year)?, Unit::Day, i64::from(days)),
        Holiday::Election => {
            let monday = weekday_after(Date::new(year, 11, 1).ok()?, 1)?;
            moved(monday, Unit::Day, 1)
        }
    }
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, as in Meeus, Astronomical Algorithms).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The last such weekday on or before `day`.
fn weekday_before(day: Date, weekday: i8) -> Option<Date> {
    let back = (day.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    moved(day, Unit::Day, -i64::from(back))
}

/// The first such weekday on or after `day`.
fn weekday_after(day: Date, weekday: i8) -> Option<Date> {
    let ahead = (weekday - day.weekday().to_monday_one_offset()).rem_euclid(7);
    moved(day, Unit::Day, i64::from(ahead))
}

/// A time of day after its day's value: `T10:35`, `TMO`.
pub(crate) fn clock(clock: Clock) -> String {
    match clock {
        Clock::Part(part) => format!("T{part}"),
        Clock::At { hour, minute, second, zone } => {
            let seconds = second.map(|second| format!(":{second:02}")).unwrap_or_default();
            let zone = match zone {
                None => String::new(),
                Some(0) => "Z".to_owned(),
                Some(east) => {
                    let sign = if east < 0 { '-' } else { '+' };
                    format!("{sign}{:02}:{:02}", east.abs() / 60, east.abs() % 60)
                }
            };
            format!("T{hour:02}:{minute:02}{seconds}{zone}")
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_falls_on_its_day() {
        for (year, month, day) in [(1998, 4, 12), (2000, 4, 23), (2008, 3, 23), (2023, 4, 9), (2038, 4, 25)] {
            assert_eq!(easter(year), Date::new(year, month, day).ok());
        }
    }

    #[test]
    fn moving_holidays_fall_on_their_day() {
        let thanksgiving = Holiday::Weekday { month: 11, weekday: 4, nth: 4, plus: 0 };
        assert_eq!(holiday_in(thanksgiving, 1999), Some(date(1999, 11, 25)));
        let memorial_day = Holiday::Weekday { month: 5, weekday: 1, nth: -1, plus: 0 };
        assert_eq!(holiday_in(memorial_day, 2023), Some(date(2023, 5, 29)));
        assert_eq!(holiday_in(Holiday::Election, 1998), Some(date(1998, 11, 3)));
    }
}
