//! Dates that share a month or a year with their neighbour: "April 24 and 25", "1991-97", "from March 3 to April 5, 1998".

use super::calendar::Calendar;
use super::lexicon::Class;
use super::meaning::{Meaning, When, Which};
use super::text::{Node, Text};
use super::word::Form;

/// Words and marks between two dates of a series.
const BETWEEN: &str = "and or to through until till - &";

/// Adds the dates that are told by their day alone, and gives years to those whose neighbour has one.
pub(crate) fn complete(text: &Text, nodes: Vec<Node>) -> Vec<Node> {
    let mut whole: Vec<Node> = Vec::with_capacity(nodes.len());
    for node in nodes {
        if let Some(earlier) = day_before(text, &node, whole.last()) {
            whole.push(earlier);
        }
        let year = years_end(text, &node);
        let day = day_after(text, &node);
        whole.push(node);
        whole.extend(year);
        whole.extend(day);
    }
    let mut place = 0;
    whole.retain(|node| {
        let free = node.first >= place;
        place = place.max(node.end);
        free
    });
    share_year(text, &mut whole);
    whole
}

/// A day of the month in figures.
fn day_figure(text: &Text, at: usize) -> Option<i8> {
    match text.form(at)? {
        Form::Number { value: day @ 1..=31, digits: 1..=2, .. } | Form::Ordinal(day @ 1..=31) => {
            i8::try_from(day).ok()
        }
        _ => None,
    }
}

/// The month and day of a date, and its year where it has one.
fn month_day(node: &Node) -> Option<(i8, i8, Option<i16>)> {
    match &node.meaning {
        Meaning::Date(When::MonthDay { month, day, which: Which::ByTense }) => Some((*month, *day, None)),
        Meaning::Date(When::Exact(Calendar::Day(date))) => {
            Some((date.month(), date.day(), Some(date.year())))
        }
        _ => None,
    }
}

fn date(month: i8, day: i8, year: Option<i16>) -> Option<Meaning> {
    let possible = jiff::civil::Date::new(year.unwrap_or(2000), month, day).ok()?;
    Some(Meaning::Date(match year {
        Some(_) => When::Exact(Calendar::Day(possible)),
        None => When::MonthDay { month, day, which: Which::ByTense },
    }))
}

/// "25" of "April 24 and 25", "7, 2013" of "March 5-7, 2013"
fn day_after(text: &Text, node: &Node) -> Option<Node> {
    let (month, first_day, year) = month_day(node)?;
    // The month stands first: "24 April and 25 people" is none.
    if day_figure(text, node.end - 1) != Some(first_day) || !text.is_any(node.end, BETWEEN) {
        return None;
    }
    let at = node.end + 1;
    let day = day_figure(text, at).filter(|day| *day > first_day)?;
    let after = at + 1;
    let told_year = [after, after + 1].into_iter().find_map(|at| match text.form(at) {
        Some(Form::Number { value: year @ 1000..=2999, digits: 4, grouped: false })
            if at == after || text.is(after, ",") =>
        {
            Some((i16::try_from(year).ok()?, at + 1))
        }
        _ => None,
    });
    let ends = match text.form(after) {
        None => true,
        Some(Form::Mark(mark)) => {
            let joined = mark == '-' && text.glued(after);
            !joined && !matches!(mark, '%' | '°' | ':' | '/')
        }
        Some(Form::Letters) => text
            .is_any(after, "in at on to for of and or but when as by with from that the he she it they we"),
        _ => told_year.is_some(),
    };
    if !ends {
        return None;
    }
    let (year, end) = told_year.map_or((year, after), |(year, end)| (Some(year), end));
    Some(Node { first: at, end, meaning: date(month, day, year)? })
}

/// "24" of "24 and 25 April"
fn day_before(text: &Text, node: &Node, last: Option<&Node>) -> Option<Node> {
    let (month, day, year) = month_day(node)?;
    if day_figure(text, node.first) != Some(day) {
        return None;
    }
    let between = node.first.checked_sub(1)?;
    let at = between.checked_sub(1)?;
    if !text.is_any(between, "and or to - &") || last.is_some_and(|last| last.end > at) {
        return None;
    }
    let earlier = day_figure(text, at).filter(|earlier| *earlier < day)?;
    let led = at
        .checked_sub(1)
        .is_none_or(|before| text.is_any(before, "on from between of the , ( until till in"));
    let hyphen = text.mark(between) == Some('-');
    (led || hyphen).then_some(Node { first: at, end: at + 1, meaning: date(month, earlier, year)? })
}

/// "97" of "1991-97"
fn years_end(text: &Text, node: &Node) -> Option<Node> {
    let Meaning::Date(When::Exact(Calendar::Year(year))) = node.meaning else { return None };
    let at = node.end + 1;
    let joined = matches!(text.mark(node.end), Some('-' | '/')) && text.glued(node.end) && text.glued(at);
    let Some(Form::Number { value, digits: 2, .. }) = text.form(at).filter(|_| joined) else { return None };
    let short = i16::try_from(value).ok()?;
    let whole = text.mark(at + 1).is_none_or(|mark| !matches!(mark, '-' | '/' | '%') || !text.glued(at + 1));
    let later = year - year.rem_euclid(100) + short;
    (later > year && whole).then_some(Node {
        first: at,
        end: at + 1,
        meaning: Meaning::Date(When::Exact(Calendar::Year(later))),
    })
}

/// Gives "March 3" of "from March 3 to April 5, 1998" its year.
fn share_year(text: &Text, nodes: &mut [Node]) {
    for second in (1..nodes.len()).rev() {
        let (before, after) = nodes.split_at_mut(second);
        let (Some(node), Some(next)) = (before.last_mut(), after.first()) else { continue };
        let linked = next.first == node.end + 1 && text.is_any(node.end, BETWEEN)
            || next.first == node.end && text.has(next.first, |class| matches!(class, Class::Month(_)));
        let Meaning::Date(When::Exact(next)) = &next.meaning else { continue };
        let (year, month) = match next {
            Calendar::Day(date) => (date.year(), date.month()),
            Calendar::Month { year, month } => (*year, *month),
            _ => continue,
        };
        if !linked {
            continue;
        }
        let of = |own: i8| if own > month { year - 1 } else { year };
        let told = match &node.meaning {
            Meaning::Date(When::MonthDay { month, day, which: Which::ByTense }) => {
                date(*month, *day, Some(of(*month)))
            }
            Meaning::Date(When::Month { month, which: Which::ByTense }) => {
                Some(Meaning::Date(When::Exact(Calendar::Month { year: of(*month), month: *month })))
            }
            _ => None,
        };
        if let Some(told) = told {
            node.meaning = told;
        }
    }
}
