//! Quarters, halves of a year and fiscal years: the calendar of companies and governments.

use super::super::calendar::{Calendar, Unit};
use super::super::meaning::{From, Meaning, When};
use super::super::pattern::Match;
use super::super::slot::Slot;
use super::super::word::{Case, Form};
use super::{Rule, rule};

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("quarter with year", "the? <th> -? quarter of|, <year>", quarter_year, "in [the third quarter of 2012] it", "2012-Q3"),
    rule("year's quarter", "<year> ' s <th> -? quarter", quarter_year, "in [2012's third quarter] it", "2012-Q3"),
    rule("quarter, year", "the? <th> -? quarter <year>", quarter_year, "its [third quarter 2012] was", "2012-Q3"),
    rule("year, quarter", "the? <year> <th> -? quarter", quarter_year, "its [2012 third quarter] was", "2012-Q3"),
    rule("quarter", "the? <th> -? quarter", quarter, "in [the second quarter], it", "2023-Q2"),
    rule("half with year", "the? <th> half of <year>", half_year, "in [the first half of 2012] it", "2012-H1"),
    rule("half of the year", "the? <th> half of the|this year", half, "in [the first half of the year] it", "2023-H1"),
    rule("fiscal year", "the? fiscal year? <year>", |m| Some(exact(Calendar::FiscalYear(m.year()?))), "in [fiscal 2012] it", "FY2012"),
    rule("year's fiscal year", "the? <year> fiscal year", |m| Some(exact(Calendar::FiscalYear(m.year()?))), "in [the 2012 fiscal year] it", "FY2012"),
    rule("short quarter with year", "q ~<dd> -? of? <year>", short_with_year, "in [Q3 2012] it", "2012-Q3"),
    rule("year, short quarter", "<year> -? q ~<dd>", short_with_year, "in [2012 Q3] it", "2012-Q3"),
    rule("short quarter", "q ~<dd>", short, "in [Q2] it", "2023-Q2"),
    rule("short half with year", "h ~<dd> -? of? <year>", short_with_year, "in [H1 2012] it", "2012-H1"),
    rule("short half", "in|for|of|by|during|from|to ( h ~<dd> )", short, "in [H1] it", "2023-H1"),
    rule("number, short quarter, year", "<dd> ~q <year>", short_with_year, "in [3Q 2012] it", "2012-Q3"),
    rule("short fiscal year", "fy -? <year>", |m| fiscal(m, m.year()?), "in [FY2012] it", "FY2012"),
    rule("shorter fiscal year", "fy ~<yy>", |m| fiscal(m, 2000 + short_year(m)?), "in [FY12] it", "FY2012"),
    rule("short fiscal year over two", "fy -? <year> ~-|/ ~<yy>", fiscal_of_two, "in [FY2011/12] it", "FY2012"),
    rule("fiscal year over two", "the? <year> ~-|/ ~<yy> fiscal|financial|tax|budget|accounting year", fiscal_of_two, "in [the 2011-12 financial year] it", "FY2012"),
    rule("fiscal year first, over two", "the? fiscal|financial|tax|budget year? <year> ~-|/ ~<yy>", fiscal_of_two, "in [fiscal year 2011-12] it", "FY2012"),
    rule("quarter of a fiscal year", "the? <th> -? quarter of fiscal|financial <year>", |m| fiscal(m, m.year()?), "in [the third quarter of fiscal 2012] it", "FY2012"),
    rule("this fiscal year", "this|current fiscal|financial|tax|budget year", |m| near(m, 0), "in [this fiscal year] it", "2023"),
    rule("last fiscal year", "last|past|previous fiscal|financial|tax|budget year", |m| near(m, -1), "in [last fiscal year] it", "2022"),
    rule("next fiscal year", "next|coming|following fiscal|financial|tax|budget year", |m| near(m, 1), "in [next fiscal year] it", "2024"),
    rule("this calendar year", "this|current calendar year", |m| near(m, 0), "in [this calendar year] it", "2023"),
    rule("the year-ago quarter", "the? year - ago|earlier quarter|period|month|week", year_ago, "from [the year-ago quarter] it", "2022"),
];

/// True where the letters before a figure are written large: "Q3", "FY2012".
fn is_large(m: &Match) -> bool {
    (m.first..m.end).any(|at| m.text.form(at) == Some(Form::Letters) && m.text.case(at) != Case::Lower)
}

fn fiscal(m: &Match, year: i16) -> Option<Meaning> {
    let short = m.holds("fy");
    (!short || is_large(m)).then_some(exact(Calendar::FiscalYear(year)))
}

fn short_year(m: &Match) -> Option<i16> {
    i16::try_from(m.number(Slot::ShortYear)?).ok()
}

/// "FY2011/12", "2011-12": the year it ends in gives the name, as with "fiscal 2012".
fn fiscal_of_two(m: &Match) -> Option<Meaning> {
    let last = m.year()? + 1;
    if last.rem_euclid(100) == short_year(m)? { fiscal(m, last) } else { None }
}

/// "this fiscal year": told in calendar years, since nothing tells when it begins.
fn near(_: &Match, count: i64) -> Option<Meaning> {
    Some(Meaning::Date(When::Shift { count, unit: Unit::Year, from: From::Report }))
}

fn year_ago(_: &Match) -> Option<Meaning> {
    Some(Meaning::Date(When::Shift { count: -1, unit: Unit::Year, from: From::Report }))
}

/// "Q3", "H1"
fn short_part(m: &Match) -> Option<When> {
    let number = m.small(Slot::MonthDay)?;
    let quarter = m.holds("q");
    let fits = (1..=if quarter { 4 } else { 2 }).contains(&number) && is_large(m);
    let glued_on = m.text.glued(m.end) && m.text.form(m.end) == Some(Form::Letters);
    (fits && !glued_on).then_some(if quarter { When::Quarter(number) } else { When::Half(number) })
}

fn short(m: &Match) -> Option<Meaning> {
    short_part(m).map(Meaning::Date)
}

fn short_with_year(m: &Match) -> Option<Meaning> {
    let year = m.year()?;
    Some(exact(match short_part(m)? {
        When::Half(half) => Calendar::Half { year, half },
        When::Quarter(quarter) => Calendar::Quarter { year, quarter },
        _ => return None,
    }))
}

fn quarter_number(m: &Match) -> Option<i8> {
    m.small(Slot::Ordinal).filter(|quarter| (1..=4).contains(quarter))
}

fn quarter_year(m: &Match) -> Option<Meaning> {
    Some(exact(Calendar::Quarter { year: m.year()?, quarter: quarter_number(m)? }))
}

fn quarter(m: &Match) -> Option<Meaning> {
    // "the first quarter of the match", "a touchdown in the fourth quarter"
    let of_something = m.before_any("of") && !m.text.is_any(m.end + 1, "this last next the");
    if of_something || in_a_game(m) {
        return None;
    }
    Some(Meaning::Date(When::Quarter(quarter_number(m)?)))
}

/// Words that tell that a quarter is a game's.
const OF_A_GAME: &str = "touchdown touchdowns yard yards scored kickoff quarterback halftime interception interceptions \
     fumble trailed trailing rebounds punt turnover turnovers score coach knee";

fn in_a_game(m: &Match) -> bool {
    /// Words to each side that are looked at.
    const REACH: usize = 20;
    (m.first.saturating_sub(REACH)..m.end + REACH).any(|at| m.text.is_any(at, OF_A_GAME))
}

fn half_number(m: &Match) -> Option<i8> {
    m.small(Slot::Ordinal).filter(|half| (1..=2).contains(half))
}

fn half_year(m: &Match) -> Option<Meaning> {
    Some(exact(Calendar::Half { year: m.year()?, half: half_number(m)? }))
}

fn half(m: &Match) -> Option<Meaning> {
    Some(Meaning::Date(When::Half(half_number(m)?)))
}

fn exact(calendar: Calendar) -> Meaning {
    Meaning::Date(When::Exact(calendar))
}
