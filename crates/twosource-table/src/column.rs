//! What a column is.

/// What a column holds. Any cell may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    Text,
    /// Several words or ids.
    TextList,
    /// A whole number.
    Integer,
    /// Several whole numbers.
    IntegerList,
    /// A number.
    Real,
    /// True or false.
    Truth,
    /// A day.
    Day,
    /// A moment, in UTC, to the microsecond.
    Moment,
}

impl ColumnKind {
    /// Its word in the documentation.
    pub fn word(self) -> &'static str {
        match self {
            ColumnKind::Text => "text",
            ColumnKind::TextList => "list of texts",
            ColumnKind::Integer => "integer",
            ColumnKind::IntegerList => "list of integers",
            ColumnKind::Real => "double",
            ColumnKind::Truth => "boolean",
            ColumnKind::Day => "date",
            ColumnKind::Moment => "timestamp, UTC",
        }
    }

    /// Its type in PostgreSQL.
    pub fn postgres(self) -> &'static str {
        match self {
            ColumnKind::Text => "text",
            ColumnKind::TextList => "text[]",
            ColumnKind::Integer => "bigint",
            ColumnKind::IntegerList => "bigint[]",
            ColumnKind::Real => "double precision",
            ColumnKind::Truth => "boolean",
            ColumnKind::Day => "date",
            ColumnKind::Moment => "timestamptz",
        }
    }
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name: lower case, and no reserved word of SQL.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
    /// What it tells, in words.
    pub meaning: &'static str,
}

impl Column {
    pub(crate) const fn new(name: &'static str, kind: ColumnKind, meaning: &'static str) -> Self {
        Column { name, kind, meaning }
    }
}
