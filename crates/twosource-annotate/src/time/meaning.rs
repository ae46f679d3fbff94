//! What an expression means before it is known what day it is.

use super::calendar::{Calendar, Season, Unit};
use super::lexicon::Holiday;

/// Which of several a name means: there is a Wednesday every week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// The tense of the sentence tells.
    ByTense,
    /// "last", "past"
    Last,
    /// "this"
    This,
    /// "next", "coming"
    Next,
}

/// What a count starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    /// The day of the report: "two days ago".
    Report,
    /// The time last spoken of: "two days later".
    Text,
}

/// A stretch of the calendar that may still need a day to count from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// Complete in itself: "13 September 2023".
    Exact(Calendar),
    /// "Wednesday", from Monday (1) to Sunday (7).
    Weekday { weekday: i8, which: Which, from: From },
    /// "Monday last week": a weekday, and how many weeks from this one.
    WeekdayOf { weekday: i8, weeks: i64 },
    /// "September"
    Month { month: i8, which: Which },
    /// "13 September"
    MonthDay { month: i8, day: i8, which: Which },
    /// "the 25th"
    DayOfMonth(i8),
    /// "the fall"
    Season { season: Season, which: Which },
    /// "the third quarter"
    Quarter(i8),
    /// "the first half of the year"
    Half(i8),
    /// "Christmas"
    Holiday { holiday: Holiday, which: Which },
    /// "last week", "two years ago": `count` of `unit` from there.
    Shift { count: i64, unit: Unit, from: From },
    /// "20 years ago this month": the day of the report in another year, and the stretch of this unit that holds it.
    YearsOff { count: i64, within: Unit },
    /// "the weekend"
    Weekend,
    /// "April next year": the first within the second.
    Within(Box<When>, Box<When>),
    /// "the week of March 6": the stretch of this unit that holds it.
    Holding(Unit, Box<When>),
    /// A stretch nothing tells: "the day after the attack".
    Unknown(Unit),
}

impl When {
    /// True where it is a day.
    pub(crate) fn is_day(&self) -> bool {
        match self {
            When::Exact(calendar) => matches!(calendar, Calendar::Day(_)),
            When::Weekday { .. }
            | When::WeekdayOf { .. }
            | When::MonthDay { .. }
            | When::DayOfMonth(_)
            | When::Holiday { .. } => true,
            When::Shift { unit, .. } => *unit == Unit::Day,
            When::Within(part, _) => part.is_day(),
            When::Holding(unit, _) | When::Unknown(unit) | When::YearsOff { within: unit, .. } => {
                *unit == Unit::Day
            }
            _ => false,
        }
    }

    /// True where it is a year.
    pub(crate) fn is_year(&self) -> bool {
        match self {
            When::Exact(calendar) => matches!(calendar, Calendar::Year(_)),
            When::Shift { unit, .. } => *unit == Unit::Year,
            _ => false,
        }
    }

    /// True where it names a part of any year: "April", "the third quarter".
    pub(crate) fn is_part_of_year(&self) -> bool {
        matches!(
            self,
            When::Month { .. }
                | When::MonthDay { .. }
                | When::Season { .. }
                | When::Quarter(_)
                | When::Half(_)
                | When::Holiday { .. }
        )
    }
}

/// A time within a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    /// "10:35 a.m. GMT": the zone in minutes east of Greenwich.
    At { hour: u8, minute: u8, second: Option<u8>, zone: Option<i16> },
    /// "10:35", which may be half a day later in text that also writes "p.m."
    Part(&'static str),
}

/// A length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Amount {
    /// How many, in hundredths; `None` where not told ("several").
    pub hundredths: Option<u64>,
    pub unit: Unit,
}

/// What an expression means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Date(When),
    /// A time of a day; with no day, of the day spoken of.
    Time(Option<When>, Clock),
    /// One or two amounts: "two years and three months".
    Duration(Amount, Option<Amount>),
    /// A TIMEX3 value for a repeated time.
    Set(String),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`
    Vague(&'static str),
}
