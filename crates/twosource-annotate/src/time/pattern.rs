//! The patterns of rules, and how they are matched.
//!
//! A pattern is a row of elements with a space between:
//!
//! | element | matches |
//! |---|---|
//! | `last\|past` | one of these words or marks, whatever the case |
//! | `<month>` | a word of a class, a number, or (in the second round) an expression found in the first; see [`Slot`] |
//! | `the?` | an element or nothing |
//! | `~-` | an element with no white space before it |
//! | `(` `)` | where the expression starts and ends; what stands outside must be there but is not part of it |
//!
//! An optional element is tried both ways. A pattern has few of them and no repetition, so the work a word costs is
//! bounded and a text is read in linear time.

use super::calendar::{Season, Unit};
use super::lexicon::{Holiday, Lexicon, WordId};
use super::meaning::{Clock, Meaning, When};
use super::number::Count;
use super::slot::{Caught, SLOTS, Slot, catch, slot_may_start};
use super::text::{Node, Text};

#[derive(Clone, Debug)]
enum Test {
    Words(Vec<WordId>),
    Slot(Slot),
}

#[derive(Clone, Debug)]
struct Element {
    test: Test,
    optional: bool,
    glued: bool,
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    elements: Vec<Element>,
    /// The element at which the expression starts.
    open: usize,
    /// The element before which it ends.
    close: usize,
}

/// The literals of a pattern.
pub(crate) fn literals(pattern: &str) -> impl Iterator<Item = &str> {
    pattern
        .split(' ')
        .filter(|element| !matches!(*element, "(" | ")"))
        .map(|element| element.trim_start_matches('~'))
        .map(|element| if element.len() > 1 { element.trim_end_matches('?') } else { element })
        .filter(|element| !(element.starts_with('<') && element.len() > 1))
        .flat_map(|element| element.split('|'))
}

impl Pattern {
    /// Reads a pattern. An unknown slot matches nothing; a test reads every rule's pattern and example.
    pub(crate) fn compile(pattern: &str, lexicon: &Lexicon) -> Pattern {
        let (mut elements, mut open, mut close) = (Vec::new(), 0, None);
        for source in pattern.split(' ') {
            match source {
                "(" => open = elements.len(),
                ")" => close = Some(elements.len()),
                _ => {
                    let glued = source.starts_with('~');
                    let source = source.trim_start_matches('~');
                    let optional = source.len() > 1 && source.ends_with('?');
                    let source = if optional { &source[..source.len() - 1] } else { source };
                    let slot = SLOTS.iter().find(|(name, _)| *name == source);
                    let test = match slot {
                        Some((_, slot)) => Test::Slot(*slot),
                        None => Test::Words(source.split('|').map(|word| lexicon.id(word)).collect()),
                    };
                    elements.push(Element { test, optional, glued });
                }
            }
        }
        let close = close.unwrap_or(elements.len());
        Pattern { elements, open, close }
    }

    /// True where the pattern may begin with this word; saves trying it.
    pub(crate) fn may_start(&self, id: WordId, lexicon: &Lexicon) -> bool {
        for element in &self.elements {
            match &element.test {
                Test::Words(words) if words.contains(&id) => return true,
                Test::Words(_) => {}
                Test::Slot(slot) => {
                    if slot_may_start(*slot, id, lexicon) {
                        return true;
                    }
                }
            }
            if !element.optional {
                return false;
            }
        }
        false
    }

    /// Matches at word `at`, the longest way.
    pub(crate) fn matches<'t>(&self, text: &'t Text<'t>, at: usize) -> Option<Match<'t>> {
        let mut state =
            Match { text, first: at, end: at, caught: [(Slot::Place, Caught::Nothing); 8], count: 0 };
        self.step(0, at, &mut state).then_some(state)
    }

    fn step<'t>(&self, element: usize, at: usize, state: &mut Match<'t>) -> bool {
        if element == self.open {
            state.first = at;
        }
        if element == self.close {
            state.end = at;
        }
        let Some(current) = self.elements.get(element) else { return true };
        let glue_fits = !current.glued || state.text.glued(at);
        if glue_fits {
            let count = state.count;
            match &current.test {
                Test::Words(words) => {
                    let fits = state.text.words.get(at).is_some_and(|word| words.contains(&word.id));
                    if fits && self.step(element + 1, at + 1, state) {
                        return true;
                    }
                }
                Test::Slot(slot) => {
                    if let Some((caught, end)) = catch(*slot, state.text, at) {
                        if let Some(place) = state.caught.get_mut(count) {
                            *place = (*slot, caught);
                            state.count = count + 1;
                        }
                        if self.step(element + 1, end, state) {
                            return true;
                        }
                        state.count = count;
                    }
                }
            }
        }
        current.optional && self.step(element + 1, at, state)
    }
}

/// A pattern found in a text.
pub(crate) struct Match<'t> {
    pub text: &'t Text<'t>,
    /// The first word of the expression.
    pub first: usize,
    /// The word after the last.
    pub end: usize,
    caught: [(Slot, Caught); 8],
    count: usize,
}

impl<'t> Match<'t> {
    /// What the first slot of this kind caught.
    pub(crate) fn caught(&self, slot: Slot) -> Caught {
        self.all(slot).next().unwrap_or(Caught::Nothing)
    }

    fn all(&self, slot: Slot) -> impl Iterator<Item = Caught> + '_ {
        self.caught[..self.count].iter().filter(move |(kind, _)| *kind == slot).map(|(_, caught)| *caught)
    }

    /// The number that a slot caught.
    pub(crate) fn number(&self, slot: Slot) -> Option<i64> {
        if let Caught::Number(number) = self.caught(slot) { Some(number) } else { None }
    }

    /// The small number that a slot caught: month, weekday, day, quarter.
    pub(crate) fn small(&self, slot: Slot) -> Option<i8> {
        i8::try_from(self.number(slot)?).ok()
    }

    /// The year.
    pub(crate) fn year(&self) -> Option<i16> {
        i16::try_from(self.number(Slot::Year)?).ok()
    }

    /// The count.
    pub(crate) fn count(&self) -> Option<Count> {
        if let Caught::Count(count) = self.caught(Slot::Count) { Some(count) } else { None }
    }

    /// The second count, of "two years and three months".
    pub(crate) fn second_count(&self) -> Option<Count> {
        if let Some(Caught::Count(count)) = self.all(Slot::Count).nth(1) { Some(count) } else { None }
    }

    /// The unit, singular or plural.
    pub(crate) fn unit(&self) -> Option<Unit> {
        self.units(0)
    }

    /// The second unit.
    pub(crate) fn second_unit(&self) -> Option<Unit> {
        self.units(1)
    }

    fn units(&self, nth: usize) -> Option<Unit> {
        self.caught[..self.count]
            .iter()
            .filter_map(|(_, caught)| if let Caught::Unit(unit) = caught { Some(*unit) } else { None })
            .nth(nth)
    }

    /// The season.
    pub(crate) fn season(&self) -> Option<Season> {
        if let Caught::Season(season) = self.caught(Slot::Season) { Some(season) } else { None }
    }

    /// The letters that a slot stands for.
    pub(crate) fn letters(&self, slot: Slot) -> Option<&'static str> {
        if let Caught::Text(text) = self.caught(slot) { Some(text) } else { None }
    }

    /// The part of day.
    pub(crate) fn part(&self) -> Option<Clock> {
        self.letters(Slot::Part).map(Clock::Part)
    }

    /// The holiday.
    pub(crate) fn holiday(&self) -> Option<Holiday> {
        if let Caught::Holiday(holiday) = self.caught(Slot::Holiday) { Some(holiday) } else { None }
    }

    /// The expression of the first round that a slot caught.
    pub(crate) fn node(&self, slot: Slot) -> Option<&'t Node> {
        if let Caught::Node(index) = self.caught(slot) { self.text.nodes.get(index) } else { None }
    }

    /// The date of the first round that a slot caught.
    pub(crate) fn when(&self, slot: Slot) -> Option<When> {
        match &self.node(slot)?.meaning {
            Meaning::Date(when) => Some(when.clone()),
            _ => None,
        }
    }

    /// True where the word before the expression is one of these.
    pub(crate) fn after_any(&self, words: &str) -> bool {
        self.first.checked_sub(1).is_some_and(|before| self.text.is_any(before, words))
    }

    /// True where the word after the expression is one of these.
    pub(crate) fn before_any(&self, words: &str) -> bool {
        self.text.is_any(self.end, words)
    }

    /// True where one of these words is in the expression.
    pub(crate) fn holds(&self, words: &str) -> bool {
        (self.first..self.end).any(|at| self.text.is_any(at, words))
    }
}
