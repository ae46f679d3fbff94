//! Times that repeat.

use super::super::calendar::Unit;
use super::super::meaning::{Amount, Meaning};
use super::super::number::Count;
use super::super::pattern::Match;
use super::super::period::period;
use super::super::slot::Slot;
use super::super::word::{Case, Form};
use super::{Rule, rule};

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("daily", "<repeated>", daily, "held [daily] rallies", "P1D"),
    rule("every unit", "every|each|per <unit>", |m| every(Count::whole(1), m.unit()?), "prays [every day] for", "P1D"),
    rule("every other unit", "every other|second <unit>", |m| every(Count::whole(2), m.unit()?), "met [every other week] in", "P2W"),
    rule("every few units", "every <n> <unit*>", |m| every(m.count()?, m.unit()?), "met [every two weeks] in", "P2W"),
    rule("once a unit", "once|twice|times|time ( a|an <unit> )", |m| every(Count::whole(1), m.unit()?), "meets once [a week] in", "P1W"),
    rule("unit after unit", "day|week|month|year after day|week|month|year", again, "it went on [year after year] in", "P1Y"),
    rule("every weekday", "every|each <weekday>", |m| weekly(m.small(Slot::Weekday)?), "meets [every Monday] in", "XXXX-WXX-1"),
    rule("weekdays", "<weekdays>", |m| weekly(m.small(Slot::Weekdays)?), "meets on [Mondays] in", "XXXX-WXX-1"),
    rule("every month by name", "every|each <month>", |m| Some(Meaning::Set(format!("XXXX-{:02}", m.small(Slot::Month)?))), "meets [every May] in", "XXXX-05"),
    rule("every season", "every|each <season>", |m| Some(Meaning::Set(format!("XXXX-{}", m.season()?.code()))), "meets [every summer] in", "XXXX-SU"),
    rule("every morning", "every|each <part>", |m| Some(Meaning::Set(format!("XXXX-XX-XXT{}", m.letters(Slot::Part)?))), "meets [every morning] in", "XXXX-XX-XXTMO"),
    rule("mornings", "on|in ( the? <parts> )", |m| Some(Meaning::Set(format!("XXXX-XX-XXT{}", m.letters(Slot::Parts)?))), "in [the mornings] he", "XXXX-XX-XXTMO"),
    rule("weekday of every month", "the? <th> <weekday> of|in every|each <unit>", |m| every(Count::whole(1), m.unit()?), "meets on [the second Sunday of every month] in", "P1M"),
    rule("working days", "on|of|for ( weekdays )", |_| Some(Meaning::Set("XXXX-WXX-WD".to_owned())), "meets on [weekdays] in", "XXXX-WXX-WD"),
    rule("weekends", "on|at ( weekends )", |_| Some(Meaning::Set("XXXX-WXX-WE".to_owned())), "meets on [weekends] in", "XXXX-WXX-WE"),
];

/// "daily rallies", but not "the Daily Mail"
fn daily(m: &Match) -> Option<Meaning> {
    let name_follows = m.text.case(m.first) != Case::Lower
        && m.text.form(m.end) == Some(Form::Letters)
        && m.text.case(m.end) != Case::Lower
        && !m.text.words.get(m.end).is_some_and(|word| word.opens);
    if name_follows { None } else { Some(Meaning::Set(m.letters(Slot::Repeated)?.to_owned())) }
}

/// Every so many units.
pub(super) fn every(count: Count, unit: Unit) -> Option<Meaning> {
    if matches!(unit, Unit::Season) {
        return None;
    }
    Some(Meaning::Set(period(Amount { hundredths: count.0, unit }, None)))
}

fn weekly(weekday: i8) -> Option<Meaning> {
    Some(Meaning::Set(format!("XXXX-WXX-{weekday}")))
}

fn again(m: &Match) -> Option<Meaning> {
    let same = m.text.of(m.first).eq_ignore_ascii_case(m.text.of(m.first + 2));
    if same { every(Count::whole(1), m.text.unit(m.first)?) } else { None }
}
