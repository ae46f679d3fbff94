//! Dates counted from the report's day or from a time in the text.

use super::super::calendar::Unit;
use super::super::meaning::{Amount, Clock, From, Meaning, When, Which};
use super::super::pattern::Match;
use super::super::slot::Slot;
use super::super::word::{Case, Form};
use super::words::{BEFORE_LENGTH, EVENTS_OF_A_NIGHT};
use super::{Rule, rule};

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("today", "today", today, "died [today] in", "2023-09-13"),
    rule("yesterday", "yesterday", |_| days(-1), "died [yesterday] in", "2023-09-12"),
    rule("tomorrow", "tomorrow", |_| days(1), "votes [tomorrow] in", "2023-09-14"),
    rule("day before yesterday", "the? day before yesterday", |_| days(-2), "died [the day before yesterday] in", "2023-09-11"),
    rule("day after tomorrow", "the? day after tomorrow", |_| days(2), "votes [the day after tomorrow] in", "2023-09-15"),
    rule("tonight", "tonight", |_| part_of(0, "NI"), "speaks [tonight] in", "2023-09-13TNI"),
    rule("last night", "last night", |_| part_of(-1, "NI"), "died [last night] in", "2023-09-12TNI"),
    rule("this morning", "this <part>", |m| Some(Meaning::Time(Some(shift(0, Unit::Day, From::Report)), m.part()?)), "died [this morning] in", "2023-09-13TMO"),
    rule("yesterday morning", "yesterday <part>", |m| Some(Meaning::Time(Some(shift(-1, Unit::Day, From::Report)), m.part()?)), "died [yesterday evening] in", "2023-09-12TEV"),
    rule("tomorrow morning", "tomorrow <part>", |m| Some(Meaning::Time(Some(shift(1, Unit::Day, From::Report)), m.part()?)), "votes [tomorrow morning] in", "2023-09-14TMO"),
    rule("that morning", "that same? <part>", |m| Some(Meaning::Time(Some(shift(0, Unit::Day, From::Text)), m.part()?)), "On May 1 he fled. [That night] it", "2023-05-01TNI"),
    rule("the same night", "the same <part>", |m| Some(Meaning::Time(Some(shift(0, Unit::Day, From::Text)), m.part()?)), "On May 1 he fled. [The same night] it", "2023-05-01TNI"),
    rule("the next morning", "the? next|following <part>", |m| Some(Meaning::Time(Some(shift(1, Unit::Day, From::Text)), m.part()?)), "On May 1 he fled. [The next morning] it", "2023-05-02TMO"),
    rule("the previous night", "the previous|preceding <part>", |m| Some(Meaning::Time(Some(shift(-1, Unit::Day, From::Text)), m.part()?)), "On May 1 he fled. [The previous night] it", "2023-04-30TNI"),
    rule("overnight", "overnight", overnight, "shelled the town [overnight], killing", "2023-09-13TNI"),
    rule("this week", "this <unit>", |m| this(m, 0), "voted [this week] to", "2023-W37"),
    rule("this very week", "this very|coming|past|same <unit>", this_qualified, "voted [this past month] to", "2023-08"),
    rule("last week", "last|past <unit>", |m| this(m, -1), "voted [last week] to", "2023-W36"),
    rule("the week just past", "the last <unit>", the_last, "until [the last week], he", "2023-W36"),
    rule("next week", "next <unit>", |m| this(m, 1), "votes [next week] on", "2023-W38"),
    rule("coming week", "the? coming|upcoming <unit>", |m| this(m, 1), "votes [the coming week] on", "2023-W38"),
    rule("current week", "the current <unit>", |m| this(m, 0), "in [the current year], he", "2023"),
    rule("week before last", "the <unit> before last", |m| this(m, -2), "voted [the week before last] to", "2023-W35"),
    rule("week after next", "the <unit> after next", |m| this(m, 2), "votes [the week after next] on", "2023-W39"),
    rule("earlier in the week", "earlier|later|early|late|mid|midway in|during the <unit>", unit_of_text, "said [earlier in the week] that", "2023-W37"),
    rule("end of the year", "the? end|start|beginning|middle|rest|remainder|close|turn|course|back of the <unit>", unit_of_report, "by [the end of the year] it", "2023"),
    rule("year-end", "year|month|quarter|week -? end", |m| whole(0, m), "by [year-end] it", "2023"),
    rule("year's end", "year|month|quarter|week ' s end", |m| whole(0, m), "by [year's end] it", "2023"),
    rule("mid-week", "mid -? week|month|year", |m| whole(0, m), "by [mid-year] it", "2023"),
    rule("so far this year", "so far this <unit>", |m| this(m, 0), "died [so far this year] in", "2023"),
    rule("the year to come", "over|for|during|in|of|over|throughout ( the <unit> ) ahead|so|to", year_so_far, "in [the year] so far", "2023"),
    rule("the weekend", "over|on|at|for|during|by|after|before|since|until|of|through ( the <unit> )", the_weekend, "met over [the weekend] in", "2023-W36-WE"),
    rule("weekend", "the weekend", |m| Some(m).filter(|m| !m.before_any("after before of")).map(|_| Meaning::Date(When::Weekend)), "but [the weekend] was", "2023-W36-WE"),
    rule("ago", "<n> or? more? <unit*> ago", ago, "met [two years ago] in", "2021"),
    rule("one ago", "a|an|one <unit> ago", ago, "met [a week ago] in", "2023-W36"),
    rule("and a half ago", "<n> and a half <units> ago", half_more_ago, "met [two and a half years ago] in", "2021"),
    rule("one and a half ago", "a|an|one <unit> and a half ago", half_more_ago, "met [a year and a half ago] in", "2022"),
    rule("half a unit ago", "half a <unit> ago", half_ago, "met [half a century ago] in", "1973"),
    rule("a quarter century ago", "a|one quarter -? of? a? century ago", |_| years_ago(25), "met [a quarter of a century ago] in", "1998"),
    rule("ago today", "<n> <units> ago today|this <unit>?", ago_in_unit, "met [20 years ago this month] in", "2003-09"),
    rule("one ago today", "a|one year ago today|this <unit>?", ago_in_unit, "met [a year ago today] in", "2022-09-13"),
    rule("a week ago by its day", "a|one week ago on? <weekday>", |m| weekday_of(m, -1), "met [a week ago Friday] in", "2023-09-08"),
    rule("long ago", "<units> ago", |_| Some(Meaning::Vague("PAST_REF")), "met [years ago] in", "PAST_REF"),
    rule("long, long ago", "long|ages ago", |_| Some(Meaning::Vague("PAST_REF")), "met [long ago] in", "PAST_REF"),
    rule("a while ago", "a while|moment|moments ago", |_| Some(Meaning::Vague("PAST_REF")), "met [a while ago] in", "PAST_REF"),
    rule("moments ago", "moments ago", |_| Some(Meaning::Vague("PAST_REF")), "met [moments ago] in", "PAST_REF"),
    rule("from now", "<n> <unit*> from now|today", from_now, "ends [two years from now] in", "2025"),
    rule("one from now", "a|an|one <unit> from now|today", from_now, "ends [a year from now] in", "2024"),
    rule("time to come", "in ( <n> <units> ' time )", from_now, "ends in [two weeks' time] in", "2023-W39"),
    rule("one time to come", "in ( a|an|one <unit> ' s time )", from_now, "ends in [a week's time] in", "2023-W38"),
    rule("this time last year", "this time last <unit>", |m| this(m, -1), "was [this time last year] in", "2022"),
    rule("units later", "<units> later|afterward|afterwards", bare_later, "He fled and [months later] it", "PXM"),
    rule("later", "<n> <unit*> later|afterward|afterwards|hence", |m| later(m, 1), "On May 1 he fled. [Three days later] it", "2023-05-04"),
    rule("one later", "a|an|one <unit> later|afterward|afterwards", |m| later(m, 1), "On May 1 he fled. [A week later] it", "2023-W19"),
    rule("earlier", "<n> <unit*> earlier|previously|beforehand", |m| later(m, -1), "On May 1 he fled. [Three days earlier] it", "2023-04-28"),
    rule("one earlier", "a|an|one|the <unit> earlier|previously", |m| later(m, -1), "On May 1 he fled. [A day earlier] it", "2023-04-30"),
    rule("before, with nothing after", "<n> <unit*> before ) .|,|;|:|)", |m| later(m, -1), "On May 1 he fled. He came [two days before], and", "2023-04-29"),
    rule("the day before", "a|the <unit> before ) .|,|;|:|)", |m| later(m, -1), "On May 1 he fled. He came [the day before], and", "2023-04-30"),
    rule("the day after", "a|the <unit> after ) .|,|;|:|)", |m| later(m, 1), "On May 1 he fled. He came [the day after], and", "2023-05-02"),
    rule("the day before something", "the <unit> before|after", near_something, "died [the day after] his arrest", "XXXX-XX-XX"),
    rule("the next day", "the next|following|ensuing|succeeding <unit>", |m| of_text(m, 1), "On May 1 he fled. [The next day] it", "2023-05-02"),
    rule("next day", "next|following <unit>", |m| of_text(m, 1).filter(|_| m.unit() == Some(Unit::Day)), "On May 1 he fled. [Next day] it", "2023-05-02"),
    rule("the previous day", "the previous|preceding|prior <unit>", |m| of_text(m, -1), "On May 1 he fled. [The previous day] it", "2023-04-30"),
    rule("the very next day", "the very next <unit>", |m| of_text(m, 1), "On May 1 he fled. [The very next day] it", "2023-05-02"),
    rule("that day", "that same? <unit>", that, "On May 1 he fled. [That day] it", "2023-05-01"),
    rule("the same day", "the same <unit>", that, "On May 1 he fled. [The same day] it", "2023-05-01"),
    rule("same day", "same day", that, "On May 1 he fled. [Same day] it", "2023-05-01"),
    rule("earlier that day", "earlier|later|early|late that same? <unit>", that, "On May 1 he fled. [Later that year] it", "2023"),
    rule("that month by name", "that <month>", |m| Some(Meaning::Date(When::Month { month: m.small(Slot::Month)?, which: Which::ByTense })), "[that March] he", "2023-03"),
    rule("that weekday", "that <weekday>", |m| Some(Meaning::Date(When::Weekday { weekday: m.small(Slot::Weekday)?, which: Which::ByTense, from: From::Text })), "On May 10 he fled. [That Monday] he", "2023-05-08"),
];

/// A number of units from the report's day or from the text's.
fn shift(count: i64, unit: Unit, from: From) -> When {
    When::Shift { count, unit, from }
}

fn days(count: i64) -> Option<Meaning> {
    Some(Meaning::Date(shift(count, Unit::Day, From::Report)))
}

/// The day itself; not a newspaper's name in capitals.
fn today(m: &Match) -> Option<Meaning> {
    let before = m.first.checked_sub(1);
    let name = m.text.case(m.first) == Case::Upper && before.is_some_and(|at| m.text.case(at) == Case::Upper);
    if name { None } else { days(0) }
}

fn part_of(day: i64, part: &'static str) -> Option<Meaning> {
    Some(Meaning::Time(Some(shift(day, Unit::Day, From::Report)), Clock::Part(part)))
}

/// The night that led to the report's day; not "overnight success".
fn overnight(m: &Match) -> Option<Meaning> {
    let noun = m.text.form(m.end) == Some(Form::Letters)
        && !m.before_any("in on at by as and from to after into with when that for the");
    // "the overnight raid": what happens in a night, not what lasts as long as one.
    if noun && m.before_any(EVENTS_OF_A_NIGHT) {
        return part_of(0, "NI");
    }
    if noun || m.after_any("an the - stay stayed") { None } else { part_of(0, "NI") }
}

fn this(m: &Match, count: i64) -> Option<Meaning> {
    let unit = m.unit()?;
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => None,
        // "last season", "this season" are a team's.
        Unit::Season => None,
        Unit::Night if count == 0 => part_of(0, "NI"),
        Unit::Day if count == 0 && !m.after_any("to") => days(0),
        Unit::Day | Unit::Night => None,
        _ => Some(Meaning::Date(shift(count, unit, From::Report))),
    }
}

fn this_qualified(m: &Match) -> Option<Meaning> {
    let count = if m.holds("past") {
        -1
    } else if m.holds("coming") && m.unit()? != Unit::Weekend {
        1
    } else {
        0
    };
    this(m, count)
}

/// "for the last week" is a length, "the last week" a date.
fn the_last(m: &Match) -> Option<Meaning> {
    if m.after_any(BEFORE_LENGTH) || m.before_any("of") { None } else { this(m, -1) }
}

fn unit_of_report(m: &Match) -> Option<Meaning> {
    if m.before_any("s of") || m.unit()? < Unit::Week {
        return unit_of_text(m);
    }
    this(m, 0)
}

/// "earlier in the day": of the day spoken of.
fn unit_of_text(m: &Match) -> Option<Meaning> {
    let unit = m.unit()?;
    if m.before_any("of") || unit < Unit::Day || matches!(unit, Unit::Season | Unit::Night) {
        return None;
    }
    let from = if unit == Unit::Day { From::Text } else { From::Report };
    Some(Meaning::Date(shift(0, unit, from)))
}

/// "year-end", "mid-week"
fn whole(count: i64, m: &Match) -> Option<Meaning> {
    let unit =
        [("year", Unit::Year), ("month", Unit::Month), ("quarter", Unit::Quarter), ("week", Unit::Week)]
            .into_iter()
            .find(|(name, _)| m.holds(name))?
            .1;
    // "weekend" in two words, "a mid-year review" as in "a week end"
    if unit == Unit::Week && m.holds("end") {
        return None;
    }
    Some(Meaning::Date(shift(count, unit, From::Report)))
}

fn the_weekend(m: &Match) -> Option<Meaning> {
    let other = m.before_any("after before of") || m.unit()? != Unit::Weekend;
    if other { None } else { Some(Meaning::Date(When::Weekend)) }
}

/// The count of "two weeks ago"; a single unit after "a".
fn count_of(m: &Match) -> Option<Option<i64>> {
    match m.count() {
        None => Some(Some(1)),
        Some(count) if count.0.is_none() => Some(None),
        Some(count) => count.floor().map(Some),
    }
}

fn ago(m: &Match) -> Option<Meaning> {
    let unit = m.unit()?;
    // "several years ago"
    let Some(count) = count_of(m)? else { return Some(Meaning::Vague("PAST_REF")) };
    Some(counted(-count, unit, From::Report))
}

fn from_now(m: &Match) -> Option<Meaning> {
    let unit = m.unit()?;
    let Some(count) = count_of(m)? else { return Some(Meaning::Vague("FUTURE_REF")) };
    Some(counted(count, unit, From::Report))
}

/// "two and a half years ago"
fn half_more_ago(m: &Match) -> Option<Meaning> {
    let Some(count) = count_of(m)? else { return Some(Meaning::Vague("PAST_REF")) };
    half_units_ago(m, count.checked_mul(2)?.checked_add(1)?)
}

fn half_ago(m: &Match) -> Option<Meaning> {
    half_units_ago(m, 1)
}

/// So many halves of a unit ago: of years and longer ones counted in months, of shorter ones rounded down.
fn half_units_ago(m: &Match, halves: i64) -> Option<Meaning> {
    let unit = m.unit()?;
    let months = match unit {
        Unit::Year => 6,
        Unit::Decade => 60,
        Unit::Century => 600,
        _ if halves > 1 => return Some(counted(-(halves / 2), unit, From::Report)),
        _ => return None,
    };
    let start = shift(halves.checked_mul(-months)?, Unit::Month, From::Report);
    Some(Meaning::Date(When::Holding(Unit::Year, Box::new(start))))
}

fn years_ago(count: i64) -> Option<Meaning> {
    Some(Meaning::Date(shift(-count, Unit::Year, From::Report)))
}

/// "20 years ago this month", "a year ago today"
fn ago_in_unit(m: &Match) -> Option<Meaning> {
    let years = match m.count() {
        None => 1,
        Some(count) if m.unit()? == Unit::Year => count.floor()?,
        Some(count) if m.unit()? == Unit::Decade => count.floor()?.checked_mul(10)?,
        Some(_) => return None,
    };
    let within = if m.holds("today") {
        Unit::Day
    } else {
        // The last unit is that of "this month"; "a year ago" holds none that a slot caught.
        let within = if m.count().is_none() { m.unit()? } else { m.second_unit()? };
        if !matches!(within, Unit::Week | Unit::Month) {
            return None;
        }
        within
    };
    Some(Meaning::Date(When::YearsOff { count: -years, within }))
}

fn weekday_of(m: &Match, weeks: i64) -> Option<Meaning> {
    Some(Meaning::Date(When::WeekdayOf { weekday: m.small(Slot::Weekday)?, weeks }))
}

/// "months later": neither the number nor the day is told.
fn bare_later(m: &Match) -> Option<Meaning> {
    let unit = m.unit()?;
    let odd = matches!(unit, Unit::Quarter | Unit::Season | Unit::Second);
    (!odd).then_some(Meaning::Duration(Amount { hundredths: None, unit }, None))
}

/// "in the year so far", "in the year to date", but not "in the year to March"
fn year_so_far(m: &Match) -> Option<Meaning> {
    let to_something = m.before_any("to") && !m.text.is_any(m.end + 1, "date come");
    if to_something { None } else { this(m, 0) }
}

fn later(m: &Match, sign: i64) -> Option<Meaning> {
    let unit = m.unit()?;
    let Some(count) = count_of(m)? else { return Some(Meaning::Date(When::Unknown(unit))) };
    if unit == Unit::Night {
        return Some(Meaning::Time(Some(shift(sign * count, Unit::Day, From::Text)), Clock::Part("NI")));
    }
    Some(counted(sign * count, unit, From::Text))
}

/// Hours and shorter are counted from a moment that no report gives, and stay lengths. Decades are counted as ten
/// years each, so that "two decades ago" is a year.
fn counted(count: i64, unit: Unit, from: From) -> Meaning {
    if unit < Unit::Day {
        let hundredths = count.unsigned_abs().checked_mul(100);
        return Meaning::Duration(Amount { hundredths, unit }, None);
    }
    let (count, unit) = match unit {
        Unit::Decade => (count.saturating_mul(10), Unit::Year),
        Unit::Century => (count.saturating_mul(100), Unit::Year),
        Unit::Millennium => (count.saturating_mul(1000), Unit::Year),
        Unit::Night => (count, Unit::Day),
        Unit::Weekend => (count, Unit::Week),
        Unit::Fortnight => (count.saturating_mul(2), Unit::Week),
        other => (count, other),
    };
    Meaning::Date(shift(count, unit, from))
}

fn of_text(m: &Match, count: i64) -> Option<Meaning> {
    let unit = m.unit()?;
    if unit < Unit::Day || unit == Unit::Season {
        return None;
    }
    Some(counted(count, unit, From::Text))
}

fn that(m: &Match) -> Option<Meaning> {
    let unit = m.unit().unwrap_or(Unit::Day);
    if unit < Unit::Day || unit == Unit::Season {
        return None;
    }
    if unit == Unit::Night {
        return Some(Meaning::Time(Some(shift(0, Unit::Day, From::Text)), Clock::Part("NI")));
    }
    Some(Meaning::Date(shift(0, unit, From::Text)))
}

/// "the day after the attack": a day that only the attack's would tell.
fn near_something(m: &Match) -> Option<Meaning> {
    let unit = m.unit()?;
    if unit < Unit::Day || unit == Unit::Season { None } else { Some(Meaning::Date(When::Unknown(unit))) }
}
