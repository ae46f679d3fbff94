//! Lengths of time.

use super::super::calendar::Unit;
use super::super::lexicon::Class;
use super::super::meaning::{Amount, Meaning};
use super::super::number::Count;
use super::super::pattern::Match;
use super::super::word::{Case, Form};
use super::words::{AFTER_BARE_UNITS, AGE, BEFORE_BARE_UNITS, BEFORE_ONE, BEFORE_RATE};
use super::{Rule, rule};

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("counted", "<n> -? <unit*>", counted, "after [three days] of", "P3D"),
    rule("counted with a word between", "<n> more|consecutive|straight|full|long|whole|additional|extra|further|working|business|calendar|solid|other|successive|such|short|entire|good -? <units>", counted, "for [two more weeks] it", "P2W"),
    rule("and a half", "<n> and a half <units>", |m| plus_half(m, m.count()?), "for [two and a half hours] it", "PT2H30M"),
    rule("hyphens and a half", "<n> - and - a - half - <unit>", |m| plus_half(m, m.count()?), "a [two-and-a-half-hour] talk", "PT2H30M"),
    rule("one and a half", "a|an|one <unit> and a half", |m| plus_half(m, Count::whole(1)), "for [a year and a half] it", "P1Y6M"),
    rule("a quarter century", "a|one quarter -? of? a? -? century", |_| length(25, Unit::Year), "for [a quarter of a century] it", "P25Y"),
    rule("the year to a day", "in|over|for|during ( the <unit> ) to|ended|ending|through", to_a_day, "in [the year] to March it", "P1Y"),
    rule("half", "half an|a <unit>", |m| plus_half(m, Count::whole(0)), "for [half an hour] it", "PT30M"),
    rule("half, hyphen", "a half - <unit>", |m| plus_half(m, Count::whole(0)), "for [a half-hour] it", "PT30M"),
    rule("two units", "<n> <unit*> ,? and? <n> <unit*>", two_units, "for [two years and three months] it", "P2Y3M"),
    rule("one", "a|an|one|another <unit>", one, "lasted [a month] or", "P1M"),
    rule("a full unit", "a|an|one|another full|whole|long|entire|solid|good|single|further|mere <unit>", one, "lasted [a full month] or", "P1M"),
    rule("nearly a unit", "less|more than a|an <unit>", nearly_one, "in [less than a decade] it", "P10Y"),
    rule("the past units", "the? past|last|next|first|final|previous|preceding|coming|following|opening|closing <n> or? so? <units>", spanned, "over [the past two months] it", "P2M"),
    rule("these past units", "these|those|this past|last|next <n>? <units>", spanned_bare, "for [these past months] it", "PXM"),
    rule("the past unit", "the|this? past <unit>", past_one, "for [the past year] it", "P1Y"),
    rule("the last unit", "for|over|during|within|in|throughout|of ( the last <unit> )", |m| amount(m, Count::whole(1)), "over [the last decade] it", "P10Y"),
    rule("recent units", "the? coming|upcoming|recent|past|last|next|previous|following|intervening|ensuing|early|final <units>", spanned_bare, "in [recent days] it", "PXD"),
    rule("bare units", "<units>", bare_units, "for [weeks] the", "PXW"),
    rule("units, long", "<unit*> ~- ~long", long, "a [day-long] talk", "P1D"),
    rule("units, old", "months|years|decades|centuries|weeks ~- ~old", bare, "a [years-old] slump", "PXY"),
    rule("unit, long in one word", "daylong|weeklong|monthlong|yearlong|nightlong|hourlong", long_word, "a [yearlong] talk", "P1Y"),
    rule("all of a unit", "all day|night|week|month|year|weekend", all, "it rained [all week] in", "P1W"),
    rule("the whole unit", "the|this entire|whole|full <unit>", |m| amount(m, Count::whole(1)), "it rained [the whole week] in", "P1W"),
];

/// A count of units as a length.
fn amount(m: &Match, count: Count) -> Option<Meaning> {
    Some(Meaning::Duration(Amount { hundredths: count.0, unit: m.unit()? }, None))
}

fn length(count: u64, unit: Unit) -> Option<Meaning> {
    Some(Meaning::Duration(Amount { hundredths: Count::whole(count).0, unit }, None))
}

/// "in the year to March", "for the quarter ended Dec. 31"
fn to_a_day(m: &Match) -> Option<Meaning> {
    let after = m.end + 1;
    let date = m.text.has(after, |class| matches!(class, Class::Month(_) | Class::MonthName(_)))
        || matches!(m.text.form(after), Some(Form::Number { value: 1..=31, .. } | Form::Date { .. }));
    if date && m.unit()? >= Unit::Week { amount(m, Count::whole(1)) } else { None }
}

/// "35-year-old", "35 years old", "aged 35 years"
fn is_age(m: &Match) -> bool {
    let after = m.end + usize::from(m.text.is(m.end, "-"));
    m.text.is_any(after, AGE) || (m.before_any("of") && m.text.is(m.end + 1, "age")) || m.after_any("aged")
}

/// "two seconds", but not "the one second-place team"
fn counted(m: &Match) -> Option<Meaning> {
    let count = m.count()?;
    let unit = m.unit()?;
    let singular = m.text.has(m.end - 1, |class| matches!(class, Class::Unit(_)));
    let hyphen = (m.first..m.end).any(|at| m.text.mark(at) == Some('-'));
    let one = count.0.is_some_and(|hundredths| hundredths <= 100);
    // A broadcast's name: "60 Minutes", "48 Hours"
    let quotes = ["\"", "'", "\u{201C}", "\u{201D}"];
    let in_marks = |at: usize| quotes.contains(&m.text.of(at));
    let named =
        m.text.case(m.end - 1) == Case::Capital && (m.first > 0 && in_marks(m.first - 1) || in_marks(m.end));
    if named {
        return None;
    }
    // "1998 year", "two second helpings"
    let fits = !singular
        || hyphen
        || one
        || matches!(unit, Unit::Hour | Unit::Minute)
        || m.text.is(m.end, "-")
        || plain_adjective(m);
    let season = matches!(unit, Unit::Season);
    let quarter = unit == Unit::Quarter && singular;
    // "the third in as many days"
    let as_many = count.0.is_none() && m.after_any("as") && m.text.is(m.first, "many");
    if !fits || as_many || is_age(m) || season || quarter || (unit == Unit::Second && singular) {
        return None;
    }
    // "1990 days" may be, "in 2012 months of" may not: a year and then units.
    amount(m, count)
}

/// "a six year trial": the hyphen left out.
fn plain_adjective(m: &Match) -> bool {
    m.after_any("a an the his her its their this that") && m.text.form(m.end) == Some(Form::Letters)
}

fn plus_half(m: &Match, count: Count) -> Option<Meaning> {
    if is_age(m) {
        return None;
    }
    amount(m, Count(count.0.map(|hundredths| hundredths.saturating_add(50))))
}

fn two_units(m: &Match) -> Option<Meaning> {
    let first = Amount { hundredths: m.count()?.0, unit: m.unit()? };
    let second = Amount { hundredths: m.second_count()?.0, unit: m.second_unit()? };
    (first.unit > second.unit && !is_age(m)).then_some(Meaning::Duration(first, Some(second)))
}

/// "a month": a length unless a rate ("$5 a month").
fn one(m: &Match) -> Option<Meaning> {
    let unit = m.unit()?;
    if is_age(m) || m.before_any("- ago s") || matches!(unit, Unit::Second | Unit::Season | Unit::Quarter) {
        return None;
    }
    let article = m.text.is_any(m.first, "a an") && m.end - m.first == 2;
    if !article {
        return amount(m, Count::whole(1));
    }
    // "a night of terror", "a day for Poland", "a second chance"
    let told = m.after_any(BEFORE_ONE) || m.first == 0 || m.before_any("before after");
    let noun = matches!(unit, Unit::Night | Unit::Weekend | Unit::Minute | Unit::Decade | Unit::Century);
    if m.after_any(BEFORE_RATE) || (!told && !noun && !m.before_any("of")) {
        return rate(unit);
    }
    amount(m, Count::whole(1))
}

fn rate(unit: Unit) -> Option<Meaning> {
    super::repeated::every(Count::whole(1), unit)
}

/// "less than a decade", but not "less than a quarter of the votes"
fn nearly_one(m: &Match) -> Option<Meaning> {
    let other = matches!(m.unit()?, Unit::Quarter | Unit::Season) || is_age(m);
    if other { None } else { amount(m, Count::whole(1)) }
}

fn past_one(m: &Match) -> Option<Meaning> {
    let unit = m.unit()?;
    let counted = unit >= Unit::Week && !matches!(unit, Unit::Season | Unit::Weekend);
    if !counted && !matches!(unit, Unit::Hour | Unit::Day) {
        return None;
    }
    // "this past week" and "past week" are dates unless a length is asked for.
    let asked = m.after_any("for over during within in throughout of");
    if asked || m.text.is(m.first, "the") { amount(m, Count::whole(1)) } else { None }
}

fn spanned(m: &Match) -> Option<Meaning> {
    // "will last 48 hours"
    if m.text.is(m.first, "last")
        && m.after_any("to will would can could may might shall should must not t ll d")
    {
        return None;
    }
    if m.holds("or") != m.holds("so") {
        return None;
    }
    amount(m, m.count()?)
}

fn spanned_bare(m: &Match) -> Option<Meaning> {
    amount(m, m.count().unwrap_or(Count(None)))
}

/// "for weeks", "days after the attack"
fn bare_units(m: &Match) -> Option<Meaning> {
    let unit = m.unit()?;
    let led = m.after_any(BEFORE_BARE_UNITS) || m.before_any(AFTER_BARE_UNITS);
    // "seconds", "minutes" of a meeting and "quarters" of a town are often none; "the hours" of a shop neither.
    let odd = matches!(unit, Unit::Second | Unit::Quarter | Unit::Season | Unit::Night | Unit::Weekend);
    let named = m.after_any("the") && !m.before_any("before after since leading ahead following that");
    if !led || odd || named || is_age(m) {
        return None;
    }
    bare(m)
}

fn bare(m: &Match) -> Option<Meaning> {
    let unit = m.text.unit(m.end - 1).or_else(|| m.text.unit(m.first))?;
    Some(Meaning::Duration(Amount { hundredths: None, unit }, None))
}

fn long(m: &Match) -> Option<Meaning> {
    let plural = m.text.has(m.first, |class| matches!(class, Class::Units(_)));
    amount(m, if plural { Count(None) } else { Count::whole(1) })
}

fn long_word(m: &Match) -> Option<Meaning> {
    let units = [
        ("day", Unit::Day),
        ("week", Unit::Week),
        ("month", Unit::Month),
        ("year", Unit::Year),
        ("night", Unit::Night),
    ];
    let word = m.text.of(m.first).to_lowercase();
    let unit =
        units.into_iter().find(|(name, _)| word.starts_with(name)).map_or(Unit::Hour, |(_, unit)| unit);
    Some(Meaning::Duration(Amount { hundredths: Some(100), unit }, None))
}

fn all(m: &Match) -> Option<Meaning> {
    let unit = m.text.unit(m.first + 1)?;
    Some(Meaning::Duration(Amount { hundredths: Some(100), unit }, None))
}
