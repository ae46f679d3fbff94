//! What a `<…>` of a pattern matches, and what it catches.

use super::calendar::{Season, Unit};
use super::lexicon::{Class, Holiday, Lexicon, WordId};
use super::meaning::{Clock, Meaning};
use super::number::{self, Count};
use super::text::Text;
use super::word::{Case, Form};

/// What a `<…>` element matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// `<month>`: a month's name; one that is also a common word must be capitalised
    Month,
    /// `<weekday>`
    Weekday,
    /// `<weekday*>`: short ones too
    AnyWeekday,
    /// `<weekdays>`
    Weekdays,
    /// `<unit>`: "week"
    Unit,
    /// `<units>`: "weeks"
    Units,
    /// `<unit*>`: either
    AnyUnit,
    /// `<season>`
    Season,
    /// `<part>`: "morning"
    Part,
    /// `<parts>`: "mornings"
    Parts,
    /// `<n>`: a number, in words or figures, or "several"
    Count,
    /// `<dd>`: a day of the month, "13" or "13th"
    MonthDay,
    /// `<th>`: "13th", "thirteenth"
    Ordinal,
    /// `<year>`: four digits
    Year,
    /// `<yy>`: two digits
    ShortYear,
    /// `<hour>`: "10", "ten"
    Hour,
    /// `<hhmm>`: four digits that are a time: "0735"
    Military,
    /// `<clock>`: "10:35"
    Clock,
    /// `<point>`: a time written with a stop, "3.45"
    Point,
    /// `<zone>`
    Zone,
    /// `<place>`: a capitalised word, as in "Moscow time"
    Place,
    /// `<decade>`: "nineties"
    Decade,
    /// `<plural>`: "1990s", "90s"
    Plural,
    /// `<iso>`: "2023-09-13"
    Date,
    /// `<repeated>`: "daily"
    Repeated,
    /// `<holiday>`
    Holiday,
    /// `<Day>`: a date of the first round that is a day
    DayNode,
    /// `<When>`: any date of the first round
    WhenNode,
    /// `<PartOfYear>`: "April", "the third quarter"
    PartOfYearNode,
    /// `<Year>`: "1999", "last year"
    YearNode,
    /// `<Clock>`: a time of the first round that names no day
    ClockNode,
    /// `<Duration>`
    DurationNode,
}

pub(crate) const SLOTS: &[(&str, Slot)] = &[
    ("<month>", Slot::Month),
    ("<weekday>", Slot::Weekday),
    ("<weekday*>", Slot::AnyWeekday),
    ("<weekdays>", Slot::Weekdays),
    ("<unit>", Slot::Unit),
    ("<units>", Slot::Units),
    ("<unit*>", Slot::AnyUnit),
    ("<season>", Slot::Season),
    ("<part>", Slot::Part),
    ("<parts>", Slot::Parts),
    ("<n>", Slot::Count),
    ("<dd>", Slot::MonthDay),
    ("<th>", Slot::Ordinal),
    ("<year>", Slot::Year),
    ("<yy>", Slot::ShortYear),
    ("<hour>", Slot::Hour),
    ("<hhmm>", Slot::Military),
    ("<clock>", Slot::Clock),
    ("<point>", Slot::Point),
    ("<zone>", Slot::Zone),
    ("<place>", Slot::Place),
    ("<decade>", Slot::Decade),
    ("<plural>", Slot::Plural),
    ("<iso>", Slot::Date),
    ("<repeated>", Slot::Repeated),
    ("<holiday>", Slot::Holiday),
    ("<Day>", Slot::DayNode),
    ("<When>", Slot::WhenNode),
    ("<PartOfYear>", Slot::PartOfYearNode),
    ("<Year>", Slot::YearNode),
    ("<Clock>", Slot::ClockNode),
    ("<Duration>", Slot::DurationNode),
];

/// What a slot caught.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Caught {
    Number(i64),
    Count(Count),
    Unit(Unit),
    Season(Season),
    Text(&'static str),
    Clock { hour: u8, minute: u8, second: Option<u8> },
    Date { year: i16, month: i8, day: i8 },
    Plural { value: u32, digits: u8 },
    Holiday(Holiday),
    Node(usize),
    Nothing,
}

/// True where a slot may catch the word with this entry; unknown words stand for figures.
pub(crate) fn slot_may_start(slot: Slot, id: WordId, lexicon: &Lexicon) -> bool {
    let class = |fits: &dyn Fn(&Class) -> bool| lexicon.classes(id).iter().any(fits);
    let number = id == WordId::UNKNOWN || class(&|c| matches!(c, Class::Number(_) | Class::Tens(_)));
    match slot {
        Slot::Month => class(&|c| matches!(c, Class::Month(_) | Class::MonthName(_))),
        Slot::Weekday => class(&|c| matches!(c, Class::Weekday(_))),
        Slot::AnyWeekday => class(&|c| matches!(c, Class::Weekday(_) | Class::WeekdayShort(_))),
        Slot::Weekdays => class(&|c| matches!(c, Class::Weekdays(_))),
        Slot::Unit => class(&|c| matches!(c, Class::Unit(_))),
        Slot::Units => class(&|c| matches!(c, Class::Units(_))),
        Slot::AnyUnit => class(&|c| matches!(c, Class::Unit(_) | Class::Units(_))),
        Slot::Season => class(&|c| matches!(c, Class::Season(_))),
        Slot::Part => class(&|c| matches!(c, Class::Part(_))),
        Slot::Parts => class(&|c| matches!(c, Class::Parts(_))),
        Slot::Ordinal => id == WordId::UNKNOWN || class(&|c| matches!(c, Class::Ordinal(_) | Class::Tens(_))),
        Slot::MonthDay => id == WordId::UNKNOWN || class(&|c| matches!(c, Class::Ordinal(_))),
        Slot::Zone => class(&|c| matches!(c, Class::Zone(_))),
        Slot::Decade => class(&|c| matches!(c, Class::Decade(_))),
        Slot::Repeated => class(&|c| matches!(c, Class::Repeated(_))),
        Slot::Holiday => !lexicon.holidays(id).is_empty(),
        Slot::Hour => number,
        Slot::Year
        | Slot::ShortYear
        | Slot::Military
        | Slot::Clock
        | Slot::Point
        | Slot::Plural
        | Slot::Date => id == WordId::UNKNOWN,
        Slot::Count | Slot::Place => true,
        Slot::DayNode
        | Slot::WhenNode
        | Slot::PartOfYearNode
        | Slot::YearNode
        | Slot::ClockNode
        | Slot::DurationNode => true,
    }
}

/// Matches a slot at word `at`: what it caught and where it ends.
pub(crate) fn catch(slot: Slot, text: &Text, at: usize) -> Option<(Caught, usize)> {
    let number = |value: i64| Some((Caught::Number(value), at + 1));
    let form = text.form(at)?;
    match slot {
        Slot::Month => {
            let capital = text.case(at) != Case::Lower;
            let month = text.class(at, |class| match class {
                Class::Month(month) => Some(month),
                Class::MonthName(month) if capital => Some(month),
                _ => None,
            });
            number(i64::from(month?))
        }
        Slot::Weekday | Slot::AnyWeekday => {
            let capital = text.case(at) != Case::Lower;
            let weekday = text.class(at, |class| match class {
                Class::Weekday(weekday) => Some(weekday),
                Class::WeekdayShort(weekday) if capital && slot == Slot::AnyWeekday => Some(weekday),
                _ => None,
            });
            number(i64::from(weekday?))
        }
        Slot::Weekdays => number(
            text.class(at, |c| if let Class::Weekdays(day) = c { Some(i64::from(day)) } else { None })?,
        ),
        Slot::Unit | Slot::Units | Slot::AnyUnit => {
            let unit = text.class(at, |class| match class {
                Class::Unit(unit) if slot != Slot::Units => Some(unit),
                Class::Units(unit) if slot != Slot::Unit => Some(unit),
                _ => None,
            })?;
            Some((Caught::Unit(unit), at + 1))
        }
        Slot::Season => {
            let season =
                text.class(at, |c| if let Class::Season(season) = c { Some(season) } else { None })?;
            Some((Caught::Season(season), at + 1))
        }
        Slot::Part | Slot::Parts => {
            let part = text.class(at, |class| match class {
                Class::Part(part) if slot == Slot::Part => Some(part),
                Class::Parts(part) if slot == Slot::Parts => Some(part),
                _ => None,
            })?;
            Some((Caught::Text(part), at + 1))
        }
        Slot::Count => {
            let (count, end) = number::read(text, at)?;
            Some((Caught::Count(count), end))
        }
        Slot::MonthDay => match form {
            Form::Number { value: day @ 1..=31, digits: 1..=2, .. } | Form::Ordinal(day @ 1..=31) => {
                number(i64::from(day))
            }
            _ => {
                let day = text.class(at, |c| if let Class::Ordinal(day) = c { Some(day) } else { None })?;
                number(i64::from(day))
            }
        },
        Slot::Ordinal => ordinal(text, at),
        Slot::Year => match form {
            Form::Number { value: year @ 1000..=2999, digits: 4, grouped: false } => number(i64::from(year)),
            _ => None,
        },
        Slot::ShortYear => match form {
            Form::Number { value, digits: 2, .. } => number(i64::from(value)),
            _ => None,
        },
        Slot::Hour => match form {
            Form::Number { value: hour @ 0..=24, digits: 1..=2, .. } => number(i64::from(hour)),
            _ => {
                let hour =
                    text.class(at, |c| if let Class::Number(n @ 1..=12) = c { Some(n) } else { None })?;
                number(i64::from(hour))
            }
        },
        Slot::Military => match form {
            Form::Number { value, digits: 4, grouped: false } if value / 100 <= 24 && value % 100 < 60 => {
                number(i64::from(value))
            }
            _ => None,
        },
        Slot::Clock => match form {
            Form::Clock { hour, minute, second } => Some((Caught::Clock { hour, minute, second }, at + 1)),
            _ => None,
        },
        Slot::Point => match form {
            Form::Fraction(time @ 100..=1259) if time % 100 < 60 && text.of(at).len() >= 4 => {
                let (hour, minute) = (u8::try_from(time / 100).ok()?, u8::try_from(time % 100).ok()?);
                Some((Caught::Clock { hour, minute, second: None }, at + 1))
            }
            _ => None,
        },
        Slot::Zone => {
            number(text.class(at, |c| if let Class::Zone(zone) = c { Some(i64::from(zone)) } else { None })?)
        }
        Slot::Place => {
            (form == Form::Letters && text.case(at) != Case::Lower).then_some((Caught::Nothing, at + 1))
        }
        Slot::Decade => {
            number(text.class(at, |c| if let Class::Decade(ten) = c { Some(i64::from(ten)) } else { None })?)
        }
        Slot::Plural => match form {
            Form::Plural { value, digits } => Some((Caught::Plural { value, digits }, at + 1)),
            _ => None,
        },
        Slot::Date => match form {
            Form::Date { year, month, day } => Some((Caught::Date { year, month, day }, at + 1)),
            _ => None,
        },
        Slot::Repeated => {
            let period =
                text.class(at, |c| if let Class::Repeated(period) = c { Some(period) } else { None })?;
            Some((Caught::Text(period), at + 1))
        }
        Slot::Holiday => holiday(text, at),
        Slot::DayNode => node(text, at, |meaning| matches!(meaning, Meaning::Date(when) if when.is_day())),
        Slot::WhenNode => node(text, at, |meaning| matches!(meaning, Meaning::Date(_))),
        Slot::PartOfYearNode => {
            node(text, at, |meaning| matches!(meaning, Meaning::Date(when) if when.is_part_of_year()))
        }
        Slot::YearNode => node(text, at, |meaning| matches!(meaning, Meaning::Date(when) if when.is_year())),
        Slot::ClockNode => node(text, at, |meaning| matches!(meaning, Meaning::Time(None, Clock::At { .. }))),
        Slot::DurationNode => node(text, at, |meaning| matches!(meaning, Meaning::Duration(..))),
    }
}

fn node(text: &Text, at: usize, fits: impl Fn(&Meaning) -> bool) -> Option<(Caught, usize)> {
    let (index, node) = text.node_at(at)?;
    fits(&node.meaning).then_some((Caught::Node(index), node.end))
}

/// "13th", "thirteenth", "twenty-first"
fn ordinal(text: &Text, at: usize) -> Option<(Caught, usize)> {
    if let Some(Form::Ordinal(value)) = text.form(at) {
        return Some((Caught::Number(i64::from(value)), at + 1));
    }
    let word = |at: usize| {
        text.class(at, |c| if let Class::Ordinal(value) = c { Some(i64::from(value)) } else { None })
    };
    if let Some(value) = word(at) {
        return Some((Caught::Number(value), at + 1));
    }
    let tens = text.class(at, |c| if let Class::Tens(value) = c { Some(i64::from(value)) } else { None })?;
    let linked = at + 1 + usize::from(text.is(at + 1, "-"));
    let unit = word(linked).filter(|unit| *unit < 10)?;
    Some((Caught::Number(tens + unit), linked + 1))
}

/// The longest name of a holiday that stands at word `at`.
fn holiday(text: &Text, at: usize) -> Option<(Caught, usize)> {
    let names = text.lexicon.holidays(text.words.get(at)?.id);
    let stands = |name: &[WordId]| {
        name.iter().enumerate().all(|(i, id)| text.words.get(at + i).is_some_and(|word| word.id == *id))
    };
    let (name, holiday) = names.iter().filter(|(name, _)| stands(name)).max_by_key(|(name, _)| name.len())?;
    if text.case(at) == Case::Lower {
        return None;
    }
    Some((Caught::Holiday(*holiday), at + name.len()))
}
