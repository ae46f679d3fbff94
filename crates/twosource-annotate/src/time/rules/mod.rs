//! The rules: one row each, with an example that a test reads.
//!
//! There are two rounds. The first finds simple expressions among the words; the second puts them together ("Friday" and
//! "10 p.m."). In each round the leftmost expression wins, then the longest, then the first row.

mod accounts;
mod calendar;
mod clock;
mod duration;
mod relative;
mod repeated;
mod together;
mod vague;
pub(crate) mod words;

use super::meaning::Meaning;
use super::pattern::Match;

/// A rule.
pub(crate) struct Rule {
    /// What it finds, for people.
    #[cfg_attr(not(test), allow(dead_code))]
    pub name: &'static str,
    /// What it looks like; see [`super::pattern`].
    pub pattern: &'static str,
    /// What that means; `None` where, looked at closely, it is no time expression.
    pub read: fn(&Match) -> Option<Meaning>,
    /// An example with the expression in brackets, in a report of Wednesday, 13 September 2023.
    #[cfg_attr(not(test), allow(dead_code))]
    pub example: &'static str,
    /// The example's value.
    #[cfg_attr(not(test), allow(dead_code))]
    pub value: &'static str,
}

/// A row.
pub(crate) const fn rule(
    name: &'static str,
    pattern: &'static str,
    read: fn(&Match) -> Option<Meaning>,
    example: &'static str,
    value: &'static str,
) -> Rule {
    Rule { name, pattern, read, example, value }
}

/// The rules of the first round.
pub(crate) fn first_round() -> impl Iterator<Item = &'static Rule> {
    [
        calendar::RULES,
        accounts::RULES,
        relative::RULES,
        clock::RULES,
        duration::RULES,
        repeated::RULES,
        vague::RULES,
    ]
    .into_iter()
    .flatten()
}

/// The rules of the second round.
pub(crate) fn second_round() -> impl Iterator<Item = &'static Rule> {
    together::RULES.iter()
}

/// All rules.
pub(crate) fn all() -> impl Iterator<Item = &'static Rule> {
    first_round().chain(second_round())
}
