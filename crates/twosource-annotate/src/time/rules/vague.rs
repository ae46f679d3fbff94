//! The past, the present and the future at large.

use super::super::meaning::Meaning;
use super::super::pattern::Match;
use super::super::word::Form;
use super::{Rule, rule};

const PAST: &str = "PAST_REF";
const PRESENT: &str = "PRESENT_REF";
const FUTURE: &str = "FUTURE_REF";

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("now", "right|just? now", |m| vague(m, PRESENT), "lives [now] in", "PRESENT_REF"),
    rule("currently", "currently|presently|nowadays", |m| vague(m, PRESENT), "is [currently] in", "PRESENT_REF"),
    rule("these days", "these days", |m| vague(m, PRESENT), "is [these days] in", "PRESENT_REF"),
    rule("at present", "at ( present ) ,|.", |m| vague(m, PRESENT), "not at [present], he", "PRESENT_REF"),
    rule("at the moment", "at|for ( the moment )", |m| vague(m, PRESENT), "not at [the moment], he", "PRESENT_REF"),
    rule("the present", "the present ) .|,|day|and|to", |m| vague(m, PRESENT), "from then to [the present], he", "PRESENT_REF"),
    rule("present day", "the? present -? day", |m| vague(m, PRESENT), "up to [the present day] he", "PRESENT_REF"),
    rule("current", "current", current, "his [current] wife", "PRESENT_REF"),
    rule("recently", "more|most? recently", |m| vague(m, PAST), "failed [recently] in", "PAST_REF"),
    rule("lately", "lately", |m| vague(m, PAST), "failed [lately] in", "PAST_REF"),
    rule("recent", "recent", recent, "in a [recent] poll", "PAST_REF"),
    rule("the recent past", "the? recent past", |m| vague(m, PAST), "in [the recent past] he", "PAST_REF"),
    rule("the past", "in|of|from|to|with|into ( the past )", the_past, "as in [the past], he", "PAST_REF"),
    rule("formerly", "formerly", |m| vague(m, PAST), "[formerly] of", "PAST_REF"),
    rule("the future", "the? near|foreseeable|immediate|distant? future", future, "in [the near future] he", "FUTURE_REF"),
];

fn vague(_: &Match, value: &'static str) -> Option<Meaning> {
    Some(Meaning::Vague(value))
}

/// "his current wife", not "an electric current"
fn current(m: &Match) -> Option<Meaning> {
    (m.text.form(m.end) == Some(Form::Letters)).then_some(Meaning::Vague(PRESENT))
}

/// "a recent poll"; "recent weeks" is a length.
fn recent(m: &Match) -> Option<Meaning> {
    (m.text.form(m.end) == Some(Form::Letters)).then_some(Meaning::Vague(PAST))
}

/// "in the past", but not "in the past month" nor "in the past conflicts"
fn the_past(m: &Match) -> Option<Meaning> {
    let noun = m.text.form(m.end) == Some(Form::Letters)
        && !m.before_any("but and or that when he she it they we i has have had was were is are as for to by with which who");
    let counted = matches!(m.text.form(m.end), Some(Form::Number { .. }));
    if noun || counted { None } else { Some(Meaning::Vague(PAST)) }
}

/// "the future", but not "futures" nor "the Future Party"
fn future(m: &Match) -> Option<Meaning> {
    Some(Meaning::Vague(FUTURE))
        .filter(|_| !(m.text.of(m.end - 1).starts_with('F') && m.first + 1 == m.end && m.first > 0))
}
