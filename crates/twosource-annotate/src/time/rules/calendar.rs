//! Dates by their names and figures.

use jiff::civil::Date;

use super::super::calendar::{Calendar, Unit};
use super::super::lexicon::Holiday;
use super::super::meaning::{From, Meaning, When, Which};
use super::super::pattern::Match;
use super::super::slot::{Caught, Slot};
use super::super::word::{Case, Form};
use super::words::{
    ABOUT, BEFORE_ATTRIBUTIVE_YEAR, BEFORE_MONTH, BEFORE_SEASON, BEFORE_YEAR, COUNTED, DEEDS_OF_MANY,
    NOT_AFTER_SEASON, NUMBERED, OFTEN, SHOWN,
};
use super::{Rule, rule};

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("figures", "<iso>", figures, "signed [2023-08-01] here", "2023-08-01"),
    rule("day with year", "<month> <dd> ,? <year>", full, "born [March 5, 1946], he", "1946-03-05"),
    rule("day first with year", "the? <dd> of? <month> ,? <year>", full, "on [5 March 1946] in", "1946-03-05"),
    rule("day", "<month> <dd>", month_day, "attacks [Aug. 7] at", "2023-08-07"),
    rule("day first", "the? <dd> of? <month>", month_day, "on [7 August] the", "2023-08-07"),
    rule("weekday, day with year", "<weekday*> ,? the? <month> <dd> ,? <year>", full, "on [Tuesday, March 5, 1946], he", "1946-03-05"),
    rule("weekday, day first with year", "<weekday*> ,? the? <dd> of? <month> ,? <year>", full, "on [Tuesday 5 March 1946] he", "1946-03-05"),
    rule("weekday, day", "<weekday*> ,? <month> <dd>", month_day, "died on [Friday, Aug. 11], it", "2023-08-11"),
    rule("weekday, day first", "<weekday*> ,? the? <dd> of? <month>", month_day, "on [Friday 11 August] it", "2023-08-11"),
    rule("weekday the day", "<weekday> the <th>", |m| day_of_month(m.small(Slot::Ordinal)?), "on [Monday the 4th] he", "2023-09-04"),
    rule("month with year", "<month> of? ,? <year>", month_year, "in [July 1997], at", "1997-07"),
    rule("month", "<month>", bare_month, "began in [February] with", "2023-02"),
    rule("last month by name", "last|past <month>", |m| month(m, Which::Last), "found [last October] when", "2022-10"),
    rule("this month by name", "this <month>", |m| month(m, Which::This), "held [this October] in", "2023-10"),
    rule("next month by name", "next <month>", |m| month(m, Which::Next), "due [next March] in", "2024-03"),
    rule("last day by name", "last <month> <dd>", |m| month_day_of(m, Which::Last), "killed [last Oct. 23] at", "2022-10-23"),
    rule("next day by name", "next <month> <dd>", |m| month_day_of(m, Which::Next), "opens [next Oct. 23] at", "2023-10-23"),
    rule("day of the month", "on|by|until|before ( the <th> )", ordinal_day, "met on [the 4th], he", "2023-09-04"),
    rule("weekday", "<weekday>", |m| weekday(m, Which::ByTense, From::Report), "died [Friday], he", "2023-09-08"),
    rule("short weekday", "on|since|until|, ( <weekday*> )", short_weekday, "died on [Fri.] and", "2023-09-08"),
    rule("last weekday", "last <weekday>", |m| weekday(m, Which::Last, From::Report), "said [last Wednesday] that", "2023-09-06"),
    rule("past weekday", "this? past <weekday>", |m| weekday(m, Which::Last, From::Report), "said [this past Friday] that", "2023-09-08"),
    rule("this weekday", "this <weekday>", |m| weekday(m, Which::This, From::Report), "vote [this Friday] on", "2023-09-15"),
    rule("next weekday", "this? next|coming|upcoming <weekday>", |m| weekday(m, Which::Next, From::Report), "vote [next Friday] on", "2023-09-15"),
    rule("weekday after", "the following|next <weekday>", |m| weekday(m, Which::Next, From::Text), "on May 1 and died [the following Friday].", "2023-05-05"),
    rule("weekday before", "the previous|preceding <weekday>", |m| weekday(m, Which::Last, From::Text), "on May 1, not [the previous Friday].", "2023-04-28"),
    rule("weekday of last week", "<weekday> of|, last week", |m| weekday_of(m, -1), "on [Monday of last week] he", "2023-09-04"),
    rule("weekday of this week", "<weekday> of|,? this week", |m| weekday_of(m, 0), "on [Monday of this week] he", "2023-09-11"),
    rule("weekday of next week", "<weekday> of|,? next week", |m| weekday_of(m, 1), "on [Monday of next week] he", "2023-09-18"),
    rule("weekday of a month", "the? <th> <weekday> of|in <month>", nth_weekday, "on [the first Monday in October] it", "2023-10-02"),
    rule("weekday of a month with year", "the? <th> <weekday> of|in <month> ,? <year>", nth_weekday, "on [the second Monday of May 2012] it", "2012-05-14"),
    rule("last weekday of a month", "the last <weekday> of|in <month>", nth_weekday, "on [the last Friday of September] it", "2023-09-29"),
    rule("last weekday of a month with year", "the last <weekday> of|in <month> ,? <year>", nth_weekday, "on [the last Friday of June 2012] it", "2012-06-29"),
    rule("week of a month", "the? <th> week|weekend|days|day|half of|in <month>", part_of_month, "in [the first week of May] it", "2023-05"),
    rule("last week of a month", "the last|final|closing|opening|middle <n>? week|weeks|weekend|days|day|half of|in <month>", part_of_month, "in [the last week of May] it", "2023-05"),
    rule("last weekday, day", "last|next|this <weekday> ,? the? <month> <dd>", month_day, "said [last Friday, Sept. 8], that", "2023-09-08"),
    rule("weekday last week", "last week ,? on? <weekday>", |m| weekday_of(m, -1), "said [last week Monday] that", "2023-09-04"),
    rule("weekday next week", "next week ,? on? <weekday>", |m| weekday_of(m, 1), "comes [next week Monday] with", "2023-09-18"),
    rule("year", "the? year? <year>", bare_year, "founded in [1949], a", "1949"),
    rule("decade", "the? <plural>", decade, "since [the 1990s] it", "199X"),
    rule("decade cut short", "the '? <plural>", decade, "in [the '90s] it", "199X"),
    rule("decade cut short, after another", "and|or|to|, ( ' <plural> )", decade, "in the 1970s and ['80s] it", "198X"),
    rule("decade in words", "the <decade>", |m| short_decade(m.number(Slot::Decade)?), "in [the nineties] it", "199X"),
    rule("century", "the <th> -? century|centuries", century, "in [the 19th century] it", "18XX"),
    rule("early in a century", "the? early|late|mid|middle -? <th> -? century", century, "in [the late 19th century] it", "18XX"),
    rule("century, as a modifier", "<th> - century", century, "a [19th-century] church", "18XX"),
    rule("season with year", "the? <season> of? <year>", season_year, "in [the summer of 1998] it", "1998-SU"),
    rule("season", "the? <season>", bare_season, "since [the spring] it", "2023-SP"),
    rule("last season", "last|past <season>", |m| season(m, Which::Last), "fled [last winter] by", "2022-WI"),
    rule("this season", "this <season>", |m| season(m, Which::This), "fled [this summer] by", "2023-SU"),
    rule("next season", "next <season>", |m| season(m, Which::Next), "comes [next spring] by", "2024-SP"),
    rule("holiday with year", "<holiday> ,? <year>", holiday_year, "since [Christmas 1998] it", "1998-12-25"),
    rule("holiday", "<holiday>", |m| holiday(m, Which::ByTense), "fell on [Easter Monday] and", "2023-04-10"),
    rule("last holiday", "last <holiday>", |m| holiday(m, Which::Last), "found [last Thanksgiving] at", "2022-11-24"),
    rule("this holiday", "this <holiday>", |m| holiday(m, Which::This), "held [this Christmas] at", "2023-12-25"),
    rule("next holiday", "next <holiday>", |m| holiday(m, Which::Next), "held [next Easter] at", "2024-03-31"),
    rule("holiday week", "<holiday> week", holiday_week, "began [Easter week] with", "2023-W14"),
    rule("day of the attacks of 2001", "<month> <dd> terrorist? attacks|attack|hijackings|hijackers|commission", |m| {
        let september_11 = m.small(Slot::Month)? == 9 && m.small(Slot::MonthDay)? == 11;
        if september_11 { day(2001, 9, 11) } else { None }
    }, "after the [Sept. 11 attacks] on", "2001-09-11"),
    rule("nine eleven", "<hour> ~/ ~<dd>", |m| {
        let nine_eleven = m.number(Slot::Hour)? == 9 && m.number(Slot::MonthDay)? == 11;
        if nine_eleven { day(2001, 9, 11) } else { None }
    }, "after [9/11] the", "2001-09-11"),
];

fn exact(calendar: Calendar) -> Meaning {
    Meaning::Date(When::Exact(calendar))
}

fn day(year: i16, month: i8, day: i8) -> Option<Meaning> {
    Some(exact(Calendar::Day(Date::new(year, month, day).ok()?)))
}

fn figures(m: &Match) -> Option<Meaning> {
    let Caught::Date { year, month, day: of_month } = m.caught(Slot::Date) else { return None };
    day(year, month, of_month)
}

fn full(m: &Match) -> Option<Meaning> {
    day(m.year()?, m.small(Slot::Month)?, m.small(Slot::MonthDay)?)
}

fn month_day(m: &Match) -> Option<Meaning> {
    month_day_of(m, Which::ByTense)
}

fn month_day_of(m: &Match, which: Which) -> Option<Meaning> {
    let (month, day) = (m.small(Slot::Month)?, m.small(Slot::MonthDay)?);
    // 29 February stands in a leap year only.
    let possible = Date::new(2000, month, day).is_ok();
    // "in May 20 people died"
    let counts = m.text.is_any(m.end, COUNTED) && m.text.form(m.end - 1) != Some(Form::Letters);
    (possible && !counts).then_some(Meaning::Date(When::MonthDay { month, day, which }))
}

fn day_of_month(day: i8) -> Option<Meaning> {
    (1..=31).contains(&day).then_some(Meaning::Date(When::DayOfMonth(day)))
}

/// "the first Monday in October": a day as fixed as a holiday that moves with its weekday.
fn nth_weekday(m: &Match) -> Option<Meaning> {
    let nth = if m.holds("last") { -1 } else { m.small(Slot::Ordinal)? };
    let (month, weekday) = (m.small(Slot::Month)?, m.small(Slot::Weekday)?);
    if !(-1..=5).contains(&nth) {
        return None;
    }
    let holiday = Holiday::Weekday { month, weekday, nth, plus: 0 };
    let day = When::Holiday { holiday, which: Which::ByTense };
    Some(Meaning::Date(match m.year() {
        Some(year) => When::Within(Box::new(day), Box::new(When::Exact(Calendar::Year(year)))),
        None => day,
    }))
}

/// "the first week of May" stays May: which days its weeks are is a matter of taste.
fn part_of_month(m: &Match) -> Option<Meaning> {
    let year = m.text.form(m.end).is_some_and(|form| matches!(form, Form::Number { digits: 4, .. }));
    if year { None } else { month(m, Which::ByTense) }
}

/// "on the 4th", but not "on the 4th floor".
fn ordinal_day(m: &Match) -> Option<Meaning> {
    let figures = matches!(m.text.form(m.end - 1), Some(Form::Ordinal(_)));
    let alone = m.text.form(m.end).is_none_or(|next| matches!(next, Form::Mark(mark) if mark != '-'))
        || m.before_any("and or to he she it they");
    if figures && alone { day_of_month(m.small(Slot::Ordinal)?) } else { None }
}

fn month_year(m: &Match) -> Option<Meaning> {
    Some(exact(Calendar::Month { year: m.year()?, month: m.small(Slot::Month)? }))
}

fn month(m: &Match, which: Which) -> Option<Meaning> {
    Some(Meaning::Date(When::Month { month: m.small(Slot::Month)?, which }))
}

/// A month's name by itself. Those that are also words or given names need a word before them that takes a time.
fn bare_month(m: &Match) -> Option<Meaning> {
    let at = m.first;
    let number = m.small(Slot::Month)?;
    let ambiguous = matches!(number, 3 | 4 | 5 | 6 | 8);
    let short = m.text.of(at).len() <= 4 && !matches!(number, 5..=7);
    // "the wettest April since 1976"
    let superlative =
        at.checked_sub(1).is_some_and(|i| m.text.of(i).ends_with("est")) && m.before_any("since on in ever");
    let fits = m.after_any(BEFORE_MONTH) || superlative;
    let name_follows = m.text.form(m.end) == Some(Form::Letters)
        && m.text.case(m.end) == Case::Capital
        && !m.text.words.get(m.end).is_some_and(|word| word.opens);
    let name_before = at > 0
        && m.text.form(at - 1) == Some(Form::Letters)
        && m.text.case(at - 1) == Case::Capital
        && !fits
        && !m.after_any("the");
    if m.text.case(at) == Case::Lower && (ambiguous || short) {
        return None;
    }
    if (ambiguous || short)
        && !fits
        && !(m.after_any("the") && matches!(number, 3 | 4 | 8) && !m.before_any("on for of to against"))
    {
        return None;
    }
    if name_before || ((ambiguous || short) && name_follows) {
        return None;
    }
    month(m, Which::ByTense)
}

fn weekday(m: &Match, which: Which, from: From) -> Option<Meaning> {
    // "Black Friday", "Ash Wednesday" are holidays, and "Friday Night Lights" is none of our business.
    Some(Meaning::Date(When::Weekday { weekday: m.small(Slot::Weekday)?, which, from }))
}

fn short_weekday(m: &Match) -> Option<Meaning> {
    let weekday = m.small(Slot::AnyWeekday)?;
    let dotted = m.text.of(m.first).ends_with('.') || m.text.of(m.first).len() > 5;
    dotted.then_some(Meaning::Date(When::Weekday { weekday, which: Which::ByTense, from: From::Report }))
}

fn weekday_of(m: &Match, weeks: i64) -> Option<Meaning> {
    Some(Meaning::Date(When::WeekdayOf { weekday: m.small(Slot::Weekday)?, weeks }))
}

/// Four digits are a year only where the words around say so.
fn bare_year(m: &Match) -> Option<Meaning> {
    let year = m.year()?;
    let text = m.text;
    let at = m.end - 1;
    let named = text.is(m.first, "year") || text.is(m.first + 1, "year");
    let recent = (1800..=2099).contains(&year);
    let before = at.checked_sub(1);
    let mark_before = before.and_then(|i| text.mark(i));
    if text.glued(at)
        && matches!(mark_before, Some('$' | '£' | '€' | '#' | '.' | ':' | '/' | '@' | '&' | '+' | '_'))
    {
        return None;
    }
    if before.is_some_and(|i| text.is_any(i, "no nos")) || text.is_any(m.end, COUNTED) {
        return None;
    }
    // "Flight 1998", "Resolution 2231", "Windows 2000"
    if before.is_some_and(|i| text.is_any(i, NUMBERED)) {
        return None;
    }
    // "2000-strong", "1999:", "2000%": only a year's hyphen goes to another year or to "present".
    let next_year = text.mark(m.end) == Some('/')
        && matches!(text.form(m.end + 1), Some(Form::Number { value, digits: 2, .. })
            if i64::from(value) == i64::from(year + 1).rem_euclid(100));
    if text.glued(m.end) && matches!(text.mark(m.end), Some('%' | '°' | '/' | ':')) && !next_year {
        return None;
    }
    let article = text.is(m.first, "the");
    if named {
        return Some(exact(Calendar::Year(year)));
    }
    // "about 2200 left", "some 1900 were freed"
    let counted = before.is_some_and(|i| text.is_any(i, ABOUT)) && text.is_any(m.end, DEEDS_OF_MANY);
    let far = year >= 2100 && !m.after_any("in by until till");
    // "Lee 2020" on banners
    let name = at > 0 && text.form(at - 1) == Some(Form::Letters) && text.case(at - 1) == Case::Capital;
    let shown = matches!(text.mark(m.end), Some('"' | '”' | '’' | '\'')) || text.is_any(m.end, SHOWN);
    if counted || far || name && shown {
        return None;
    }
    // "the 1998 bombing": the article is the bombing's.
    if article {
        return None;
    }
    let led = m.after_any(BEFORE_YEAR) && (recent || mark_before != Some(','));
    let attributive =
        m.after_any(BEFORE_ATTRIBUTIVE_YEAR) && recent && text.form(m.end) == Some(Form::Letters);
    let bracketed = mark_before == Some('(') || (text.mark(m.end) == Some(')') && recent);
    let alone = recent && text.form(m.end).is_none_or(|next| matches!(next, Form::Mark(_)));
    let since_1900 = (1900..=2049).contains(&year);
    let fits = led || attributive || bracketed || alone || since_1900;
    fits.then_some(exact(Calendar::Year(year)))
}

fn decade(m: &Match) -> Option<Meaning> {
    let Caught::Plural { value, digits } = m.caught(Slot::Plural) else { return None };
    let decade = i16::try_from(value / 10).ok()?;
    match digits {
        4 if value % 100 == 0 && value < 1900 => Some(exact(Calendar::Century(decade / 10))),
        4 if value % 10 == 0 => Some(exact(Calendar::Decade(decade))),
        2 if value % 10 == 0 && (m.text.is(m.first, "the") || m.text.mark(m.first) == Some('\'')) => {
            short_decade(i64::from(value))
        }
        _ => None,
    }
}

/// "the nineties": of the last century, or for the twenties and before of this one.
fn short_decade(ten: i64) -> Option<Meaning> {
    let decade = i16::try_from(ten / 10).ok()?;
    Some(exact(Calendar::Decade(if decade >= 3 { 190 + decade } else { 200 + decade })))
}

fn century(m: &Match) -> Option<Meaning> {
    let number = i16::try_from(m.number(Slot::Ordinal)?).ok()?;
    (1..=30).contains(&number).then_some(exact(Calendar::Century(number - 1)))
}

fn season_year(m: &Match) -> Option<Meaning> {
    Some(exact(Calendar::Season { year: m.year()?, season: m.season()? }))
}

fn bare_season(m: &Match) -> Option<Meaning> {
    let named = m.text.is(m.first, "the");
    let led = m.after_any(BEFORE_SEASON);
    let part_of_name = m.text.form(m.end) == Some(Form::Letters) && m.text.case(m.end) == Case::Capital;
    // "in the fall of the wall", "the spring in his step"
    let fall_of =
        m.before_any("of in from") && !m.text.is(m.end + 1, "last") && !m.text.is(m.end + 1, "this");
    if !led || m.before_any(NOT_AFTER_SEASON) || part_of_name || (named && fall_of) {
        return None;
    }
    // "to fall", "and fall", "of fall": a verb more often than a season.
    if m.text.is(m.end - 1, "fall")
        && !named
        && !m.after_any("in this last next early late mid since every each")
    {
        return None;
    }
    if m.text.is(m.end - 1, "spring") && !named && m.after_any("to and or") {
        return None;
    }
    // "most of them in summer": whichever.
    let often = (m.first.saturating_sub(5)..m.first).any(|at| m.text.is_any(at, OFTEN));
    if !named && m.after_any("in during") && often {
        return Some(Meaning::Set(format!("XXXX-{}", m.season()?.code())));
    }
    season(m, Which::ByTense)
}

fn season(m: &Match, which: Which) -> Option<Meaning> {
    Some(Meaning::Date(When::Season { season: m.season()?, which }))
}

fn holiday(m: &Match, which: Which) -> Option<Meaning> {
    Some(Meaning::Date(When::Holiday { holiday: m.holiday()?, which }))
}

fn holiday_year(m: &Match) -> Option<Meaning> {
    let year = exact(Calendar::Year(m.year()?));
    let Meaning::Date(year) = year else { return None };
    let holiday = When::Holiday { holiday: m.holiday()?, which: Which::ByTense };
    Some(Meaning::Date(When::Within(Box::new(holiday), Box::new(year))))
}

fn holiday_week(m: &Match) -> Option<Meaning> {
    let holiday = When::Holiday { holiday: m.holiday()?, which: Which::ByTense };
    Some(Meaning::Date(When::Holding(Unit::Week, Box::new(holiday))))
}
