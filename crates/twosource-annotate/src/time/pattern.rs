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

use twosource_text::Span;

use super::calendar::{Season, Unit};
use super::lexicon::{Class, Holiday, Lexicon, WordId};
use super::meaning::{Clock, Meaning, When};
use super::number::{self, Count};
use super::word::{Case, Form, Word};

/// An expression found in the first round.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub first: usize,
    /// The word after the last.
    pub end: usize,
    pub meaning: Meaning,
}

/// The words of a segment with what is known of them.
pub(crate) struct Text<'t> {
    pub raw: &'t str,
    pub words: &'t [Word],
    pub lexicon: &'static Lexicon,
    /// Expressions of the first round, in order; empty in the first.
    pub nodes: &'t [Node],
}

impl Text<'_> {
    pub(crate) fn form(&self, at: usize) -> Option<Form> {
        self.words.get(at).map(|word| word.form)
    }

    pub(crate) fn mark(&self, at: usize) -> Option<char> {
        match self.form(at)? {
            Form::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    pub(crate) fn glued(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.glued)
    }

    pub(crate) fn case(&self, at: usize) -> Case {
        self.words.get(at).map_or(Case::Lower, |word| word.case)
    }

    /// True where the word is this one, given in lower case.
    pub(crate) fn is(&self, at: usize, literal: &str) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let id = self.lexicon.id(literal);
        if id != WordId::UNKNOWN {
            return word.id == id;
        }
        match word.form {
            Form::Mark(mark) => literal.chars().eq([mark]),
            _ => word.span.of(self.raw).eq_ignore_ascii_case(literal),
        }
    }

    /// True where the word is one of these, separated by spaces.
    pub(crate) fn is_any(&self, at: usize, literals: &str) -> bool {
        literals.split_whitespace().any(|literal| self.is(at, literal))
    }

    /// True where a class of the word fits.
    pub(crate) fn has(&self, at: usize, fits: impl Fn(Class) -> bool) -> bool {
        self.words.get(at).is_some_and(|word| self.lexicon.classes(word.id).iter().any(|&class| fits(class)))
    }

    /// What the first class that fits gives.
    pub(crate) fn class<T>(&self, at: usize, pick: impl Fn(Class) -> Option<T>) -> Option<T> {
        let word = self.words.get(at)?;
        self.lexicon.classes(word.id).iter().find_map(|&class| pick(class))
    }

    /// The unit that a word names, one or several.
    pub(crate) fn unit(&self, at: usize) -> Option<Unit> {
        self.class(at, |class| match class {
            Class::Unit(unit) | Class::Units(unit) => Some(unit),
            _ => None,
        })
    }

    /// The characters of a word.
    pub(crate) fn of(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.span.of(self.raw))
    }

    /// Bytes from the first of these words to the last.
    pub(crate) fn span(&self, first: usize, end: usize) -> Span {
        let start = self.words.get(first).map_or(0, |word| word.span.start);
        let end =
            end.checked_sub(1).and_then(|last| self.words.get(last)).map_or(start, |word| word.span.end);
        Span::new(start, end)
    }

    /// The expression of the first round that starts at this word.
    fn node_at(&self, at: usize) -> Option<(usize, &Node)> {
        let index = self.nodes.binary_search_by_key(&at, |node| node.first).ok()?;
        Some((index, &self.nodes[index]))
    }
}

/// What a `<…>` element matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// `<month>`: a month's name; one that is also a common word must be capitalised
    Month,
    /// `<weekday>`
    Weekday,
    /// `<weekday*>`: short ones too
    AnyWeekday,
    /// `<weekdays>`
    Weekdays,
    /// `<unit>`: "week"
    Unit,
    /// `<units>`: "weeks"
    Units,
    /// `<unit*>`: either
    AnyUnit,
    /// `<season>`
    Season,
    /// `<part>`: "morning"
    Part,
    /// `<parts>`: "mornings"
    Parts,
    /// `<n>`: a number, in words or figures, or "several"
    Count,
    /// `<dd>`: a day of the month, "13" or "13th"
    MonthDay,
    /// `<th>`: "13th", "thirteenth"
    Ordinal,
    /// `<year>`: four digits
    Year,
    /// `<yy>`: two digits
    ShortYear,
    /// `<hour>`: "10", "ten"
    Hour,
    /// `<hhmm>`: four digits that are a time: "0735"
    Military,
    /// `<clock>`: "10:35"
    Clock,
    /// `<zone>`
    Zone,
    /// `<place>`: a capitalised word, as in "Moscow time"
    Place,
    /// `<decade>`: "nineties"
    Decade,
    /// `<plural>`: "1990s", "90s"
    Plural,
    /// `<iso>`: "2023-09-13"
    Date,
    /// `<repeated>`: "daily"
    Repeated,
    /// `<holiday>`
    Holiday,
    /// `<Day>`: a date of the first round that is a day
    DayNode,
    /// `<When>`: any date of the first round
    WhenNode,
    /// `<PartOfYear>`: "April", "the third quarter"
    PartOfYearNode,
    /// `<Year>`: "1999", "last year"
    YearNode,
    /// `<Clock>`: a time of the first round that names no day
    ClockNode,
    /// `<Duration>`
    DurationNode,
}

const SLOTS: &[(&str, Slot)] = &[
    ("<month>", Slot::Month),
    ("<weekday>", Slot::Weekday),
    ("<weekday*>", Slot::AnyWeekday),
    ("<weekdays>", Slot::Weekdays),
    ("<unit>", Slot::Unit),
    ("<units>", Slot::Units),
    ("<unit*>", Slot::AnyUnit),
    ("<season>", Slot::Season),
    ("<part>", Slot::Part),
    ("<parts>", Slot::Parts),
    ("<n>", Slot::Count),
    ("<dd>", Slot::MonthDay),
    ("<th>", Slot::Ordinal),
    ("<year>", Slot::Year),
    ("<yy>", Slot::ShortYear),
    ("<hour>", Slot::Hour),
    ("<hhmm>", Slot::Military),
    ("<clock>", Slot::Clock),
    ("<zone>", Slot::Zone),
    ("<place>", Slot::Place),
    ("<decade>", Slot::Decade),
    ("<plural>", Slot::Plural),
    ("<iso>", Slot::Date),
    ("<repeated>", Slot::Repeated),
    ("<holiday>", Slot::Holiday),
    ("<Day>", Slot::DayNode),
    ("<When>", Slot::WhenNode),
    ("<PartOfYear>", Slot::PartOfYearNode),
    ("<Year>", Slot::YearNode),
    ("<Clock>", Slot::ClockNode),
    ("<Duration>", Slot::DurationNode),
];

/// What a slot caught.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Caught {
    Number(i64),
    Count(Count),
    Unit(Unit),
    Season(Season),
    Text(&'static str),
    Clock { hour: u8, minute: u8, second: Option<u8> },
    Date { year: i16, month: i8, day: i8 },
    Plural { value: u32, digits: u8 },
    Holiday(Holiday),
    Node(usize),
    Nothing,
}

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

/// True where a slot may catch the word with this entry; unknown words stand for figures.
fn slot_may_start(slot: Slot, id: WordId, lexicon: &Lexicon) -> bool {
    let class = |fits: &dyn Fn(&Class) -> bool| lexicon.classes(id).iter().any(fits);
    let number = id == WordId::UNKNOWN || class(&|c| matches!(c, Class::Number(_) | Class::Tens(_)));
    match slot {
        Slot::Month => class(&|c| matches!(c, Class::Month(_) | Class::MonthName(_))),
        Slot::Weekday => class(&|c| matches!(c, Class::Weekday(_))),
        Slot::AnyWeekday => class(&|c| matches!(c, Class::Weekday(_) | Class::WeekdayShort(_))),
        Slot::Weekdays => class(&|c| matches!(c, Class::Weekdays(_))),
        Slot::Unit => class(&|c| matches!(c, Class::Unit(_))),
        Slot::Units => class(&|c| matches!(c, Class::Units(_))),
        Slot::AnyUnit => class(&|c| matches!(c, Class::Unit(_) | Class::Units(_))),
        Slot::Season => class(&|c| matches!(c, Class::Season(_))),
        Slot::Part => class(&|c| matches!(c, Class::Part(_))),
        Slot::Parts => class(&|c| matches!(c, Class::Parts(_))),
        Slot::Ordinal => id == WordId::UNKNOWN || class(&|c| matches!(c, Class::Ordinal(_) | Class::Tens(_))),
        Slot::MonthDay => id == WordId::UNKNOWN || class(&|c| matches!(c, Class::Ordinal(_))),
        Slot::Zone => class(&|c| matches!(c, Class::Zone(_))),
        Slot::Decade => class(&|c| matches!(c, Class::Decade(_))),
        Slot::Repeated => class(&|c| matches!(c, Class::Repeated(_))),
        Slot::Holiday => !lexicon.holidays(id).is_empty(),
        Slot::Hour => number,
        Slot::Year | Slot::ShortYear | Slot::Military | Slot::Clock | Slot::Plural | Slot::Date => {
            id == WordId::UNKNOWN
        }
        Slot::Count | Slot::Place => true,
        Slot::DayNode
        | Slot::WhenNode
        | Slot::PartOfYearNode
        | Slot::YearNode
        | Slot::ClockNode
        | Slot::DurationNode => true,
    }
}

/// Matches a slot at word `at`: what it caught and where it ends.
fn catch(slot: Slot, text: &Text, at: usize) -> Option<(Caught, usize)> {
    let number = |value: i64| Some((Caught::Number(value), at + 1));
    let form = text.form(at)?;
    match slot {
        Slot::Month => {
            let capital = text.case(at) != Case::Lower;
            let month = text.class(at, |class| match class {
                Class::Month(month) => Some(month),
                Class::MonthName(month) if capital => Some(month),
                _ => None,
            });
            number(i64::from(month?))
        }
        Slot::Weekday | Slot::AnyWeekday => {
            let capital = text.case(at) != Case::Lower;
            let weekday = text.class(at, |class| match class {
                Class::Weekday(weekday) => Some(weekday),
                Class::WeekdayShort(weekday) if capital && slot == Slot::AnyWeekday => Some(weekday),
                _ => None,
            });
            number(i64::from(weekday?))
        }
        Slot::Weekdays => number(
            text.class(at, |c| if let Class::Weekdays(day) = c { Some(i64::from(day)) } else { None })?,
        ),
        Slot::Unit | Slot::Units | Slot::AnyUnit => {
            let unit = text.class(at, |class| match class {
                Class::Unit(unit) if slot != Slot::Units => Some(unit),
                Class::Units(unit) if slot != Slot::Unit => Some(unit),
                _ => None,
            })?;
            Some((Caught::Unit(unit), at + 1))
        }
        Slot::Season => {
            let season =
                text.class(at, |c| if let Class::Season(season) = c { Some(season) } else { None })?;
            Some((Caught::Season(season), at + 1))
        }
        Slot::Part | Slot::Parts => {
            let part = text.class(at, |class| match class {
                Class::Part(part) if slot == Slot::Part => Some(part),
                Class::Parts(part) if slot == Slot::Parts => Some(part),
                _ => None,
            })?;
            Some((Caught::Text(part), at + 1))
        }
        Slot::Count => {
            let (count, end) = number::read(text, at)?;
            Some((Caught::Count(count), end))
        }
        Slot::MonthDay => match form {
            Form::Number { value: day @ 1..=31, digits: 1..=2, .. } | Form::Ordinal(day @ 1..=31) => {
                number(i64::from(day))
            }
            _ => {
                let day = text.class(at, |c| if let Class::Ordinal(day) = c { Some(day) } else { None })?;
                number(i64::from(day))
            }
        },
        Slot::Ordinal => ordinal(text, at),
        Slot::Year => match form {
            Form::Number { value: year @ 1000..=2999, digits: 4, grouped: false } => number(i64::from(year)),
            _ => None,
        },
        Slot::ShortYear => match form {
            Form::Number { value, digits: 2, .. } => number(i64::from(value)),
            _ => None,
        },
        Slot::Hour => match form {
            Form::Number { value: hour @ 0..=24, digits: 1..=2, .. } => number(i64::from(hour)),
            _ => {
                let hour =
                    text.class(at, |c| if let Class::Number(n @ 1..=12) = c { Some(n) } else { None })?;
                number(i64::from(hour))
            }
        },
        Slot::Military => match form {
            Form::Number { value, digits: 4, grouped: false } if value / 100 <= 24 && value % 100 < 60 => {
                number(i64::from(value))
            }
            _ => None,
        },
        Slot::Clock => match form {
            Form::Clock { hour, minute, second } => Some((Caught::Clock { hour, minute, second }, at + 1)),
            _ => None,
        },
        Slot::Zone => {
            number(text.class(at, |c| if let Class::Zone(zone) = c { Some(i64::from(zone)) } else { None })?)
        }
        Slot::Place => {
            (form == Form::Letters && text.case(at) != Case::Lower).then_some((Caught::Nothing, at + 1))
        }
        Slot::Decade => {
            number(text.class(at, |c| if let Class::Decade(ten) = c { Some(i64::from(ten)) } else { None })?)
        }
        Slot::Plural => match form {
            Form::Plural { value, digits } => Some((Caught::Plural { value, digits }, at + 1)),
            _ => None,
        },
        Slot::Date => match form {
            Form::Date { year, month, day } => Some((Caught::Date { year, month, day }, at + 1)),
            _ => None,
        },
        Slot::Repeated => {
            let period =
                text.class(at, |c| if let Class::Repeated(period) = c { Some(period) } else { None })?;
            Some((Caught::Text(period), at + 1))
        }
        Slot::Holiday => holiday(text, at),
        Slot::DayNode => node(text, at, |meaning| matches!(meaning, Meaning::Date(when) if when.is_day())),
        Slot::WhenNode => node(text, at, |meaning| matches!(meaning, Meaning::Date(_))),
        Slot::PartOfYearNode => {
            node(text, at, |meaning| matches!(meaning, Meaning::Date(when) if when.is_part_of_year()))
        }
        Slot::YearNode => node(text, at, |meaning| matches!(meaning, Meaning::Date(when) if when.is_year())),
        Slot::ClockNode => node(text, at, |meaning| matches!(meaning, Meaning::Time(None, Clock::At { .. }))),
        Slot::DurationNode => node(text, at, |meaning| matches!(meaning, Meaning::Duration(..))),
    }
}

fn node(text: &Text, at: usize, fits: impl Fn(&Meaning) -> bool) -> Option<(Caught, usize)> {
    let (index, node) = text.node_at(at)?;
    fits(&node.meaning).then_some((Caught::Node(index), node.end))
}

/// "13th", "thirteenth", "twenty-first"
fn ordinal(text: &Text, at: usize) -> Option<(Caught, usize)> {
    if let Some(Form::Ordinal(value)) = text.form(at) {
        return Some((Caught::Number(i64::from(value)), at + 1));
    }
    let word = |at: usize| {
        text.class(at, |c| if let Class::Ordinal(value) = c { Some(i64::from(value)) } else { None })
    };
    if let Some(value) = word(at) {
        return Some((Caught::Number(value), at + 1));
    }
    let tens = text.class(at, |c| if let Class::Tens(value) = c { Some(i64::from(value)) } else { None })?;
    let linked = at + 1 + usize::from(text.is(at + 1, "-"));
    let unit = word(linked).filter(|unit| *unit < 10)?;
    Some((Caught::Number(tens + unit), linked + 1))
}

/// The longest name of a holiday that stands at word `at`.
fn holiday(text: &Text, at: usize) -> Option<(Caught, usize)> {
    let names = text.lexicon.holidays(text.words.get(at)?.id);
    let stands = |name: &[WordId]| {
        name.iter().enumerate().all(|(i, id)| text.words.get(at + i).is_some_and(|word| word.id == *id))
    };
    let (name, holiday) = names.iter().filter(|(name, _)| stands(name)).max_by_key(|(name, _)| name.len())?;
    if text.case(at) == Case::Lower {
        return None;
    }
    Some((Caught::Holiday(*holiday), at + name.len()))
}
