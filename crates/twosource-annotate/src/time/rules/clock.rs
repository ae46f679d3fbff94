//! Times of a day.

use jiff::civil::Date;

use super::super::calendar::Calendar;
use super::super::meaning::{Clock, Meaning, When};
use super::super::pattern::Match;
use super::super::slot::{Caught, Slot};
use super::super::word::{Case, Form};
use super::{Rule, rule};

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("clock", "<clock>", bare_clock, "died at [10:35] in", "2023-09-13T10:35"),
    rule("clock with half", "<clock> am|pm <zone>?", clock, "died at [10:35 p.m. GMT] in", "2023-09-13T22:35Z"),
    rule("clock with zone", "<clock> hours? <zone>", clock, "died at [10:35 MSK] in", "2023-09-13T10:35+03:00"),
    rule("clock, local", "<clock> am|pm|hours? local time", clock, "died at [10:35 local time] in", "2023-09-13T10:35"),
    rule("clock, place's", "<clock> am|pm? <place> time", clock, "died at [10:35 a.m. Moscow time] in", "2023-09-13T10:35"),
    rule("clock with a stop", "<point> am|pm <zone>?", clock, "died at [10.35 p.m. GMT] in", "2023-09-13T22:35Z"),
    rule("clock with a stop, local", "<point> am|pm local time", clock, "died at [3.45pm local time] in", "2023-09-13T15:45"),
    rule("clock with a stop, place's", "<point> am|pm <place> time", clock, "died at [3.45pm Moscow time] in", "2023-09-13T15:45"),
    rule("hour, coast", "<hour> am|pm eastern|pacific|central|mountain", coast_hour, "died at [5 p.m. Eastern] in", "2023-09-13T17:00"),
    rule("clock, coast", "<clock> am|pm eastern|pacific|central|mountain", coast_clock, "died at [5:30 p.m. Eastern] in", "2023-09-13T17:30"),
    rule("moment", "<iso> ~t ~<clock> ~z?", moment, "died at [2023-08-01T08:30Z] in", "2023-08-01T08:30Z"),
    rule("moment with its zone", "<iso> ~t ~<clock> ~+|- ~<clock>", moment_off, "died at [2023-08-01T08:30+02:00] in", "2023-08-01T08:30+02:00"),
    rule("hour", "<hour> am|pm <zone>?", hour, "died at [9 a.m. EST] in", "2023-09-13T09:00-05:00"),
    rule("hour, local", "<hour> am|pm local time", hour, "died at [9 a.m. local time] in", "2023-09-13T09:00"),
    rule("hour, place's", "<hour> am|pm <place> time", hour, "died at [9 p.m. Eastern time] in", "2023-09-13T21:00"),
    rule("hour with a letter pair", "<clock> et|pt|ct|mt|bst|ist", clock, "died at [10:35 ET] in", "2023-09-13T10:35"),
    rule("hour, half, letter pair", "<hour> am|pm et|pt|ct|mt|bst|ist", hour, "died at [9 p.m. ET] in", "2023-09-13T21:00"),
    rule("clock, half, letter pair", "<clock> am|pm et|pt|ct|mt|bst|ist", clock, "died at [9:30 p.m. ET] in", "2023-09-13T21:30"),
    rule("military", "<hhmm> hours? <zone>", military, "hit ([0735 GMT]) on", "2023-09-13T07:35Z"),
    rule("military hours", "at|by|until ( <hhmm> hours )", military, "hit at [0735 hours] on", "2023-09-13T07:35"),
    rule("o'clock", "<hour> o ' clock", hour, "died at [nine o'clock] in", "2023-09-13T09:00"),
    rule("hour in the morning", "<hour> o? '? clock? in the morning|afternoon|evening", hour_of_part, "left at [4 in the morning] and", "2023-09-13T04:00"),
    rule("clock in the morning", "<clock> in the morning|afternoon|evening", hour_of_part, "left at [4:30 in the afternoon] and", "2023-09-13T16:30"),
    rule("half past", "half past <hour>", half_past, "left at [half past six] and", "2023-09-13T06:30"),
    rule("minutes past", "a? quarter|five|ten|twenty past|after <hour>", spoken, "left at [a quarter past six] and", "2023-09-13T06:15"),
    rule("minutes to", "a? quarter|five|ten|twenty to <hour>", spoken, "left at [ten to seven] on", "2023-09-13T06:50"),
    rule("so many minutes past", "<n> minutes past|after|to|before <hour>", spoken, "left at [eight minutes to four] on", "2023-09-13T03:52"),
    rule("a few minutes past", "a few|couple of? minutes past|after|to|before <hour>", spoken, "left [a few minutes past six] and", "2023-09-13T06:00"),
    rule("noon", "noon|midday", noon, "left at [noon] and", "2023-09-13T12:00"),
    rule("midnight", "midnight", |_| at(24, 0, None, None), "left at [midnight] and", "2023-09-13T24:00"),
];

fn at(hour: u8, minute: u8, second: Option<u8>, zone: Option<i16>) -> Option<Meaning> {
    let valid = hour < 24 && minute < 60 || hour == 24 && minute == 0;
    valid.then_some(Meaning::Time(None, Clock::At { hour, minute, second, zone }))
}

/// The hour of the day that "9 p.m." is.
fn of_half(m: &Match, hour: u8) -> Option<u8> {
    let (morning, afternoon) = (m.holds("am"), m.holds("pm"));
    match hour {
        12 if morning => Some(0),
        1..=11 if afternoon => Some(hour + 12),
        0 | 13.. if afternoon || morning => None,
        _ => Some(hour),
    }
}

fn zone(m: &Match) -> Option<i16> {
    i16::try_from(m.number(Slot::Zone)?).ok()
}

fn clock(m: &Match) -> Option<Meaning> {
    let told = [m.caught(Slot::Clock), m.caught(Slot::Point)];
    let (hour, minute, second) = told.into_iter().find_map(|caught| match caught {
        Caught::Clock { hour, minute, second } => Some((hour, minute, second)),
        _ => None,
    })?;
    at(of_half(m, hour)?, minute, second, zone(m))
}

/// Not "5 p.m. Central Park".
fn coast(m: &Match) -> bool {
    let name = m.text.form(m.end) == Some(Form::Letters) && m.text.case(m.end) != Case::Lower;
    m.text.case(m.end - 1) != Case::Lower && !name
}

fn coast_hour(m: &Match) -> Option<Meaning> {
    if coast(m) { hour(m) } else { None }
}

fn coast_clock(m: &Match) -> Option<Meaning> {
    if coast(m) { clock(m) } else { None }
}

/// "2023-08-01T08:30Z"
fn moment(m: &Match) -> Option<Meaning> {
    moment_in(m, m.holds("z").then_some(0))
}

fn moment_off(m: &Match) -> Option<Meaning> {
    let Some(Form::Clock { hour: hour @ 0..=14, minute, .. }) = m.text.form(m.end - 1) else { return None };
    let minutes = i16::from(hour) * 60 + i16::from(minute);
    moment_in(m, Some(if m.text.is(m.end - 2, "-") { -minutes } else { minutes }))
}

fn moment_in(m: &Match, zone: Option<i16>) -> Option<Meaning> {
    let Caught::Date { year, month, day } = m.caught(Slot::Date) else { return None };
    let Caught::Clock { hour, minute, second } = m.caught(Slot::Clock) else { return None };
    let day = When::Exact(Calendar::Day(Date::new(year, month, day).ok()?));
    let Some(Meaning::Time(None, clock)) = at(hour, minute, second, zone) else { return None };
    Some(Meaning::Time(Some(day), clock))
}

/// A score or a verse is no time: "10:35" needs two digits after the colon and a word that leads to a time.
fn bare_clock(m: &Match) -> Option<Meaning> {
    let led = m.after_any(
        "at by until till from since around about before after between and to , ( - approximately nearly",
    );
    let continues = matches!(m.text.mark(m.end), Some(':' | '-' | '/' | '%'));
    if led && !continues { clock(m) } else { None }
}

fn hour(m: &Match) -> Option<Meaning> {
    let hour = u8::try_from(m.number(Slot::Hour)?).ok()?;
    // "as many as ten am I" is no hour: in words only with a full stop.
    let in_words = m.text.form(m.first) == Some(Form::Letters);
    let dotted = m.text.of(m.first + 1).contains('.');
    if in_words && !dotted && !m.holds("clock") {
        return None;
    }
    at(of_half(m, hour)?, 0, None, zone(m))
}

fn military(m: &Match) -> Option<Meaning> {
    let value = m.number(Slot::Military)?;
    at(u8::try_from(value / 100).ok()?, u8::try_from(value % 100).ok()?, None, zone(m))
}

fn hour_of_part(m: &Match) -> Option<Meaning> {
    let (hour, minute) = match m.caught(Slot::Clock) {
        Caught::Clock { hour, minute, .. } => (hour, minute),
        _ => (u8::try_from(m.number(Slot::Hour)?).ok()?, 0),
    };
    let late = m.holds("afternoon evening") && (1..12).contains(&hour);
    if m.holds("o") != m.holds("clock") {
        return None;
    }
    at(if late { hour + 12 } else { hour }, minute, None, None)
}

fn half_past(m: &Match) -> Option<Meaning> {
    at(u8::try_from(m.number(Slot::Hour)?).ok()?, 30, None, None)
}

/// "ten to seven", "a quarter past nine", "a few minutes past two".
fn spoken(m: &Match) -> Option<Meaning> {
    let to = m.holds("to before");
    // "five to ten people" is no time; nor is what another numeral goes on from ("ten past six thousand").
    let led = m.after_any("at by until till before after around about since from was nearly almost");
    let goes_on = m.text.form(m.end) == Some(Form::Letters)
        && !m.before_any(
            "on in this that when as and but yesterday today tonight at the local o am pm monday tuesday wednesday thursday friday saturday sunday",
        );
    let counted = m.holds("minutes");
    if (to && !counted && !led) || goes_on {
        return None;
    }
    let minutes = match m.count() {
        Some(count) if counted => u8::try_from(count.floor()?).ok().filter(|minutes| *minutes < 60)?,
        _ if counted => 0,
        _ if m.holds("quarter") => 15,
        _ if m.text.is_any(m.first, "five") => 5,
        _ if m.text.is_any(m.first, "ten") => 10,
        _ => 20,
    };
    let hour = u8::try_from(m.number(Slot::Hour)?).ok().filter(|hour| (1..=12).contains(hour))?;
    match minutes {
        0 => at(hour, 0, None, None),
        _ if to => at(if hour == 1 { 12 } else { hour - 1 }, 60 - minutes, None, None),
        _ => at(hour, minutes, None, None),
    }
}

/// "at noon", but not "High Noon".
fn noon(m: &Match) -> Option<Meaning> {
    let opens = m.text.words.get(m.first).is_some_and(|word| word.opens);
    let named = m.text.case(m.first) == Case::Capital
        && !opens
        && m.first > 0
        && m.text.form(m.first - 1) == Some(Form::Letters)
        && m.text.case(m.first - 1) == Case::Capital;
    if named { None } else { at(12, 0, None, None) }
}
