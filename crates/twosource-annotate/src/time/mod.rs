//! Time expressions and their values, as TimeML 1.2.1's TIMEX3 has them.
//!
//! A text's words ([`word`]) are matched against tables of rules ([`rules`]) in two rounds ([`find`](mod@find)); what
//! the rules give ([`meaning`]) is then resolved against the report's day or the time last spoken of ([`resolve`]).

mod calendar;
mod find;
mod lexicon;
mod meaning;
mod number;
mod pattern;
mod period;
mod quoted;
mod resolve;
mod rules;
mod series;
mod slot;
mod tense;
mod text;
mod word;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use twosource_text::Span;

use calendar::Calendar;

pub(crate) use find::find;
pub use find::find_in_text;
pub(crate) use tense::{Direction, Tense};

/// TIMEX3's types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeKind {
    /// A calendar time of a day or longer: "Wednesday", "2019", "last week".
    Date,
    /// A time within a day: "9 a.m.", "Friday morning".
    Time,
    /// A length: "two hours".
    Duration,
    /// A repeated time: "every Monday".
    Set,
}

/// What a relative expression was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// The report's date of publication.
    Published,
    /// A time spoken of in the text.
    Text,
    /// The date of the story's other reports, since the report bears none.
    Story,
    /// Nothing: the expression is complete in itself, or nothing was there to count from.
    None,
}

/// A date to count from, and what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The day.
    pub date: Date,
    /// `Published` or `Story`.
    pub anchor: Anchor,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// In bytes, as TIMEX3 draws it: "Wednesday" and not "on Wednesday".
    pub span: Span,
    /// Its type.
    pub kind: TimeKind,
    /// TIMEX3 value: `2023-09-13`, `2023-W37`, `PT2H`, `PAST_REF`; `XXXX-WXX-3` where nothing tells which.
    pub value: String,
    /// What it was counted from.
    pub anchor: Anchor,
}

impl Time {
    /// The first and last day the value covers, `None` for durations, sets, vague and unresolved values; also for
    /// seasons and fiscal years, whose days depend on the place and the institution.
    pub fn days(&self) -> Option<(Date, Date)> {
        self.calendar()?.0.days()
    }

    /// How finely the value tells its time: "time", "day", "week", "month", "quarter" (halves of a year too), "year" or
    /// "decade"; empty where [`Time::days`] gives none, and for centuries.
    pub fn precision(&self) -> &'static str {
        match self.calendar() {
            Some((Calendar::Day(_), true)) => "time",
            Some((calendar, _)) => calendar.precision(),
            None => "",
        }
    }

    /// The stretch of the calendar the value names, and whether a time of day follows.
    fn calendar(&self) -> Option<(Calendar, bool)> {
        if !matches!(self.kind, TimeKind::Date | TimeKind::Time) {
            return None;
        }
        match self.value.split_once('T') {
            Some((day, _)) => Some((Calendar::parse(day)?, true)),
            None => Some((Calendar::parse(&self.value)?, false)),
        }
    }
}
