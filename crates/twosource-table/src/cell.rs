//! One value of a table.

use jiff::Timestamp;
use jiff::civil::Date;

/// One value of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Not known.
    Empty,
    /// Words.
    Text(String),
    /// Several words or ids.
    TextList(Vec<String>),
    /// A whole number.
    Integer(i64),
    /// Several whole numbers.
    IntegerList(Vec<i64>),
    /// A number.
    Real(f64),
    /// True or false.
    Truth(bool),
    /// A day.
    Day(Date),
    /// A moment.
    Moment(Timestamp),
}

impl Cell {
    /// As one text: lists as JSON arrays, days and moments as ISO 8601. `None` where it is empty.
    pub fn text(&self) -> Option<String> {
        match self {
            Cell::Empty => None,
            Cell::Text(text) => Some(text.clone()),
            Cell::TextList(items) => serde_json::to_string(items).ok(),
            Cell::Integer(number) => Some(number.to_string()),
            Cell::IntegerList(numbers) => serde_json::to_string(numbers).ok(),
            Cell::Real(number) => Some(number.to_string()),
            Cell::Truth(truth) => Some(truth.to_string()),
            Cell::Day(day) => Some(day.to_string()),
            Cell::Moment(moment) => Some(moment.to_string()),
        }
    }

    /// A list of the distinct items, in order.
    pub(crate) fn distinct(items: impl Iterator<Item = String>) -> Self {
        Cell::TextList(items.collect::<std::collections::BTreeSet<_>>().into_iter().collect())
    }

    /// The day that a date of publication begins with.
    pub(crate) fn day(published: Option<&str>) -> Self {
        let day = published.and_then(|value| value.get(..10)).and_then(|day| day.parse().ok());
        day.map_or(Cell::Empty, Cell::Day)
    }

    /// The moment of a date of publication, where it tells the time of day and how far that is from UTC.
    pub(crate) fn moment(published: Option<&str>) -> Self {
        published.and_then(|value| value.parse().ok()).map_or(Cell::Empty, Cell::Moment)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Cell::Text(text.clone())
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<&[String]> for Cell {
    fn from(items: &[String]) -> Self {
        Cell::TextList(items.to_vec())
    }
}

impl From<bool> for Cell {
    fn from(truth: bool) -> Self {
        Cell::Truth(truth)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Empty, Into::into)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
