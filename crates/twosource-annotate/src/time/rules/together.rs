//! Rules of the second round: expressions put together.

use super::super::calendar::{Calendar, Unit};
use super::super::meaning::{Clock, Meaning, When};
use super::super::pattern::Match;
use super::super::slot::{Caught, Slot};
use super::super::word::Form;
use super::{Rule, rule};

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("time, day", "<Clock> ,? on? <Day>", clock_day, "died at [9 a.m. Tuesday] of", "2023-09-12T09:00"),
    rule("time, day, part", "<Clock> ,? on? <Day> <part>", clock_of_part, "died at [ten past nine on Tuesday evening] of", "2023-09-12T21:10"),
    rule("time, part of day", "<Clock> on? the? <part> of <Day>", clock_of_part, "died at [ten past nine on the evening of Aug. 7] of", "2023-08-07T21:10"),
    rule("time, part", "<Clock> in the <part>", clock_of_part, "died at [ten past nine in the evening] of", "2023-09-13T21:10"),
    rule("day, time", "<Day> ,? at|around|about? <Clock>", clock_day, "left [Friday at 10 p.m.] and", "2023-09-08T22:00"),
    rule("day and part", "<Day> ,? <part>", day_part, "rally [Friday night] in", "2023-09-08TNI"),
    rule("day, early, part", "<Day> early|late|mid -? <part>", day_part, "rally [Friday late afternoon] in", "2023-09-08TAF"),
    rule("part of day", "the? <part> of <Day>", day_part, "on [the night of Aug. 7] he", "2023-08-07TNI"),
    rule("hours of day", "the? early|late|small|first? hours of <Day>", |m| m.when(Slot::DayNode).map(Meaning::Date), "in [the early hours of Friday] he", "2023-09-08"),
    rule("hours of day and part", "the? early|late|small|first? hours of <Day> <part>", day_part, "in [the early hours of Friday morning] he", "2023-09-08TMO"),
    rule("dawn of day", "dawn|daybreak|sunrise of|on <Day>", |m| Some(Meaning::Time(Some(m.when(Slot::DayNode)?), Clock::Part("MO"))), "before [dawn on Friday] he", "2023-09-08TMO"),
    rule("dusk of day", "dusk|nightfall|sunset of|on <Day>", |m| Some(Meaning::Time(Some(m.when(Slot::DayNode)?), Clock::Part("EV"))), "at [dusk on Friday] he", "2023-09-08TEV"),
    rule("early, day, part", "early|late|later|earlier|mid -? on? <Day> <part>", day_part, "rally [early Friday morning] in", "2023-09-08TMO"),
    rule("early", "early|late|mid|later|earlier|middle|mid-to-late -? in|on? <When>", early, "began in [late November] with", "2022-11"),
    rule("the early", "the early|late|mid|middle -? <When>", early, "in [the early 1990s] he", "199X"),
    rule("end of", "the? end|start|beginning|middle|rest|close|turn|remainder|eve|course|latter|dawn of <When>", |m| m.when(Slot::WhenNode).map(Meaning::Date), "by [the end of 2012] he", "2012"),
    rule("week of", "the? week of|ending|beginning <Day>", week_of, "was in court [the week of March 6] with", "2023-W10"),
    rule("weekend of", "the? weekend of <Day>", |m| holding(m, Unit::Weekend), "met [the weekend of March 4] in", "2023-W09-WE"),
    rule("part of a told year", "<PartOfYear> ,? of|in? <Year>", within, "due in [April next year] in", "2024-04"),
    rule("season of a told year", "the <season> of <Year>", season_of, "in [the summer of last year] he", "2022-SU"),
    rule("early in a told year", "early|late|mid -? <PartOfYear> ,? of? <Year>", within, "in [early October last year] he", "2022-10"),
    rule("told year's part", "<Year> ' s <PartOfYear>", within, "in [last year's third quarter] he", "2022-Q3"),
    rule("nearly so long", "at? least|most|nearly|almost|about|around|approximately|roughly|over|only|just|some|under <Duration>", nearly_so_long, "after [at least 72 hours] he", "PT72H"),
    rule("more than so long", "no? more|less|fewer|longer|shorter than <Duration>", |m| Some(m.node(Slot::DurationNode)?.meaning.clone()), "for [more than two years] he", "P2Y"),
    rule("up to so long", "up|close to <Duration>", |m| Some(m.node(Slot::DurationNode)?.meaning.clone()), "for [up to two years] he", "P2Y"),
    rule("nearly so long ago", "at? least|nearly|almost|about|around|approximately|roughly|over|only|just|some|exactly|barely <When>", nearly_ago, "ended [almost four years ago] in", "2019"),
    rule("more than so long ago", "more|less|fewer than <When>", nearly_ago, "ended [more than four years ago] in", "2019"),
    rule("day and year apart", "<Day> of <Year>", day_of_year, "on [Aug. 7 of last year] he", "2022-08-07"),
];

fn clock_day(m: &Match) -> Option<Meaning> {
    let Meaning::Time(None, clock) = m.node(Slot::ClockNode)?.meaning else { return None };
    Some(Meaning::Time(Some(m.when(Slot::DayNode)?), clock))
}

/// "ten past nine on Tuesday evening"
fn clock_of_part(m: &Match) -> Option<Meaning> {
    let Meaning::Time(None, Clock::At { hour, minute, second, zone }) = m.node(Slot::ClockNode)?.meaning
    else {
        return None;
    };
    let late = matches!(m.letters(Slot::Part)?, "AF" | "EV" | "NI");
    let hour = if late && (1..12).contains(&hour) { hour + 12 } else { hour };
    Some(Meaning::Time(m.when(Slot::DayNode), Clock::At { hour, minute, second, zone }))
}

fn day_part(m: &Match) -> Option<Meaning> {
    let part = m.letters(Slot::Part)?;
    // "Friday night's" is one, "the Saturday Evening Post" none.
    let name = m.text.form(m.end) == Some(Form::Letters)
        && m.text.of(m.end - 1).starts_with(char::is_uppercase)
        && m.text.of(m.end).starts_with(char::is_uppercase);
    (!name).then_some(Meaning::Time(Some(m.when(Slot::DayNode)?), Clock::Part(part)))
}

/// "late November"; the value stays November's.
fn early(m: &Match) -> Option<Meaning> {
    let node = m.node(Slot::WhenNode)?;
    let in_text = m.text.is_any(node.first, "earlier later early late mid");
    if in_text { None } else { m.when(Slot::WhenNode).map(Meaning::Date) }
}

fn week_of(m: &Match) -> Option<Meaning> {
    holding(m, Unit::Week)
}

fn holding(m: &Match, unit: Unit) -> Option<Meaning> {
    Some(Meaning::Date(When::Holding(unit, Box::new(m.when(Slot::DayNode)?))))
}

fn within(m: &Match) -> Option<Meaning> {
    let (part, year) = (m.when(Slot::PartOfYearNode)?, m.when(Slot::YearNode)?);
    Some(Meaning::Date(When::Within(Box::new(part), Box::new(year))))
}

fn season_of(m: &Match) -> Option<Meaning> {
    let season = When::Season { season: m.season()?, which: super::super::meaning::Which::ByTense };
    let year = m.when(Slot::YearNode)?;
    Some(Meaning::Date(match (&season, &year) {
        (When::Season { season, .. }, When::Exact(Calendar::Year(year))) => {
            When::Exact(Calendar::Season { year: *year, season: *season })
        }
        _ => When::Within(Box::new(season), Box::new(year)),
    }))
}

fn nearly_so_long(m: &Match) -> Option<Meaning> {
    let node = m.node(Slot::DurationNode)?;
    let spans_time = m.text.is_any(node.first, "the this these past last next recent coming first final");
    let at = m.text.is(m.first, "at") != m.text.is_any(m.first + 1, "least most") && m.text.is(m.first, "at");
    if spans_time || at { None } else { Some(node.meaning.clone()) }
}

fn nearly_ago(m: &Match) -> Option<Meaning> {
    let node = m.node(Slot::WhenNode)?;
    let counted = m.text.is_any(node.end - 1, "ago later earlier");
    if !counted || matches!(m.caught(Slot::WhenNode), Caught::Nothing) {
        return None;
    }
    Some(node.meaning.clone())
}

fn day_of_year(m: &Match) -> Option<Meaning> {
    let (day, year) = (m.when(Slot::DayNode)?, m.when(Slot::YearNode)?);
    day.is_part_of_year().then(|| Meaning::Date(When::Within(Box::new(day), Box::new(year))))
}
