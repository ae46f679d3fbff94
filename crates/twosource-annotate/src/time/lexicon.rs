//! The words that rules of time expressions speak of.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::calendar::{Season, Unit};
use super::{pattern, rules};

const WORDS: &str = include_str!("data/lexicon.tsv");
const HOLIDAYS: &str = include_str!("data/holidays.tsv");

/// A word's place in the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct WordId(u16);

impl WordId {
    /// A word that no rule speaks of.
    pub(crate) const UNKNOWN: WordId = WordId(0);

    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// What a word can be in a time expression. A word may be several: "second" is a unit and an ordinal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Month(i8),
    /// A month that is also a common word: "may", "march", "august".
    MonthName(i8),
    Weekday(i8),
    /// An abbreviation that is also a common word: "sat", "sun", "wed".
    WeekdayShort(i8),
    Weekdays(i8),
    Unit(Unit),
    Units(Unit),
    Season(Season),
    /// A part of the day, by TIMEX3's two letters.
    Part(&'static str),
    Parts(&'static str),
    Number(u32),
    Tens(u32),
    Scale(u32),
    /// "several": a number that is not told.
    Vague,
    Ordinal(u32),
    Decade(i16),
    /// Minutes east of Greenwich.
    Zone(i16),
    /// A frequency, as a TIMEX3 period.
    Repeated(&'static str),
}

/// The place of a holiday in the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holiday {
    /// The same date each year.
    Fixed { month: i8, day: i8 },
    /// The `nth` such weekday of the month (from the end where negative), and days after it.
    Weekday { month: i8, weekday: i8, nth: i8, plus: i8 },
    /// Days from Easter Sunday.
    Easter(i16),
    /// The Tuesday after the first Monday of November.
    Election,
}

/// All words of the rules and their tables.
pub(crate) struct Lexicon {
    ids: HashMap<String, WordId>,
    classes: Vec<Vec<Class>>,
    /// Holidays by their first word.
    holidays: HashMap<WordId, Vec<(Vec<WordId>, Holiday)>>,
}

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

impl Lexicon {
    /// English.
    pub(crate) fn english() -> &'static Lexicon {
        &ENGLISH
    }

    fn load() -> Lexicon {
        let mut lexicon =
            Lexicon { ids: HashMap::new(), classes: vec![Vec::new()], holidays: HashMap::new() };
        for line in rows(WORDS) {
            let mut columns = line.split('\t');
            let (Some(word), Some(class), Some(value)) = (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            let id = lexicon.intern(word);
            if let Some(class) = read_class(class, value) {
                lexicon.classes[id.index()].push(class);
            }
        }
        for line in rows(HOLIDAYS) {
            let Some((name, rule)) = line.split_once('\t') else { continue };
            let words: Vec<WordId> = name.split(' ').map(|word| lexicon.intern(word)).collect();
            let (Some(first), Some(holiday)) = (words.first().copied(), read_holiday(rule)) else { continue };
            lexicon.holidays.entry(first).or_default().push((words, holiday));
        }
        for pattern in rules::all().map(|rule| rule.pattern) {
            for literal in pattern::literals(pattern) {
                lexicon.intern(literal);
            }
        }
        lexicon
    }

    fn intern(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = WordId(u16::try_from(self.classes.len()).unwrap_or(0));
        self.classes.push(Vec::new());
        self.ids.insert(word.to_owned(), id);
        id
    }

    /// The entry of a word in lower case.
    pub(crate) fn id(&self, word: &str) -> WordId {
        self.ids.get(word).copied().unwrap_or(WordId::UNKNOWN)
    }

    /// The entry with this index.
    pub(crate) fn at(&self, index: usize) -> WordId {
        WordId(u16::try_from(index).unwrap_or(0))
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        self.classes.len()
    }

    /// What the word can be.
    pub(crate) fn classes(&self, id: WordId) -> &[Class] {
        self.classes.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// The names of holidays that begin with this word.
    pub(crate) fn holidays(&self, first: WordId) -> &[(Vec<WordId>, Holiday)] {
        self.holidays.get(&first).map_or(&[], Vec::as_slice)
    }

    /// True for the short names of months and weekdays, which take a full stop.
    pub(crate) fn is_abbreviation(&self, word: &str) -> bool {
        if word.len() > 5 || !word.is_ascii() {
            return false;
        }
        let id = self.id(&word.to_ascii_lowercase());
        self.classes(id).iter().any(|class| match class {
            Class::Month(month) => word.len() <= 4 && !matches!(month, 6 | 7) || word.len() == 3,
            Class::MonthName(month) => word.len() == 3 && *month != 5,
            Class::WeekdayShort(_) => true,
            _ => false,
        })
    }
}

/// The rows of a table: lines that are neither empty nor a comment.
fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn read_class(class: &str, value: &'static str) -> Option<Class> {
    let small = || value.parse::<i8>().ok();
    let number = || value.parse::<u32>().ok();
    Some(match class {
        "month" => Class::Month(small()?),
        "month-name" => Class::MonthName(small()?),
        "weekday" => Class::Weekday(small()?),
        "weekday-short" => Class::WeekdayShort(small()?),
        "weekdays" => Class::Weekdays(small()?),
        "unit" => Class::Unit(read_unit(value)?),
        "units" => Class::Units(read_unit(value)?),
        "season" => Class::Season(Season::ALL.into_iter().find(|season| season.code() == value)?),
        "part" => Class::Part(value),
        "parts" => Class::Parts(value),
        "number" => Class::Number(number()?),
        "tens" => Class::Tens(number()?),
        "scale" => Class::Scale(number()?),
        "vague" => Class::Vague,
        "ordinal" => Class::Ordinal(number()?),
        "decade" => Class::Decade(value.parse().ok()?),
        "zone" => Class::Zone(value.parse().ok()?),
        "repeated" => Class::Repeated(value),
        _ => return None,
    })
}

fn read_unit(code: &str) -> Option<Unit> {
    Some(match code {
        "S" => Unit::Second,
        "M" => Unit::Minute,
        "H" => Unit::Hour,
        "D" => Unit::Day,
        "N" => Unit::Night,
        "WE" => Unit::Weekend,
        "W" => Unit::Week,
        "F" => Unit::Fortnight,
        "MO" => Unit::Month,
        "Q" => Unit::Quarter,
        "SE" => Unit::Season,
        "Y" => Unit::Year,
        "DE" => Unit::Decade,
        "CE" => Unit::Century,
        "ML" => Unit::Millennium,
        _ => return None,
    })
}

fn read_holiday(rule: &str) -> Option<Holiday> {
    if rule == "election" {
        return Some(Holiday::Election);
    }
    if let Some(offset) = rule.strip_prefix("easter") {
        return Some(Holiday::Easter(offset.parse().ok()?));
    }
    let (rule, plus) = rule.split_once('+').unwrap_or((rule, "0"));
    let mut parts = rule.splitn(3, '-');
    let month = parts.next()?.parse().ok()?;
    let second = parts.next()?.parse().ok()?;
    match parts.next() {
        None => Some(Holiday::Fixed { month, day: second }),
        Some(nth) => Some(Holiday::Weekday {
            month,
            weekday: second,
            nth: nth.parse().ok()?,
            plus: plus.parse().ok()?,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_is_read() {
        for line in rows(WORDS) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 3, "{line}");
            assert!(read_class(columns[1], columns[2]).is_some(), "{line}");
        }
        for line in rows(HOLIDAYS) {
            let (_, rule) = line.split_once('\t').unwrap();
            assert!(read_holiday(rule).is_some(), "{line}");
        }
    }

    #[test]
    fn only_short_names_take_a_full_stop() {
        let lexicon = Lexicon::english();
        for word in ["Sept", "Jan", "aug", "Sat"] {
            assert!(lexicon.is_abbreviation(word), "{word}");
        }
        for word in ["May", "June", "July", "March", "Day"] {
            assert!(!lexicon.is_abbreviation(word), "{word}");
        }
    }
}
