//! Which tables there are.

use std::fmt;
use std::str::FromStr;

use crate::{Column, TableError, row};

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Stories.
    Stories,
    /// Reports.
    Reports,
    /// What the reports assert.
    Statements,
    /// Who says what.
    Attributions,
    /// Claims, and how they stand.
    Claims,
    /// Which statement of which report bears which claim.
    ClaimStatements,
    /// The values that statements give for a slot of a claim.
    Details,
    /// Statements that cannot both hold.
    Conflicts,
    /// The same words in several reports.
    Quotations,
    /// Independent roots of what is said.
    Origins,
    /// People, organisations, states and places across reports.
    CastMembers,
    /// Which reports depend on which.
    Dependence,
}

impl Table {
    /// All of them. One that others point to stands before them.
    pub const ALL: [Table; 12] = [
        Table::Stories,
        Table::Reports,
        Table::Statements,
        Table::Attributions,
        Table::Claims,
        Table::ClaimStatements,
        Table::Details,
        Table::Conflicts,
        Table::Quotations,
        Table::Origins,
        Table::CastMembers,
        Table::Dependence,
    ];

    /// Its name, of a file and in SQL.
    pub fn name(self) -> &'static str {
        match self {
            Table::Stories => "stories",
            Table::Reports => "reports",
            Table::Statements => "statements",
            Table::Attributions => "attributions",
            Table::Claims => "claims",
            Table::ClaimStatements => "claim_statements",
            Table::Details => "details",
            Table::Conflicts => "conflicts",
            Table::Quotations => "quotations",
            Table::Origins => "origins",
            Table::CastMembers => "cast_members",
            Table::Dependence => "dependence",
        }
    }

    /// What a row of it is.
    pub fn meaning(self) -> &'static str {
        match self {
            Table::Stories => "The reports of one event.",
            Table::Reports => "One text by one outlet.",
            Table::Statements => "One report's assertion.",
            Table::Attributions => "Somebody whom a report names as the source of something.",
            Table::Claims => "What the statements of one or several reports say alike, and how it stands.",
            Table::ClaimStatements => "One statement of one claim: who says so, where, and from whom.",
            Table::Details => "One value that statements give for one slot of a claim.",
            Table::Conflicts => "Statements that cannot both hold.",
            Table::Quotations => "One report's version of quoted words that several reports have.",
            Table::Origins => "An independent root of what is said.",
            Table::CastMembers => "Somebody or something that the reports of a story speak of.",
            Table::Dependence => "Two reports that do not stand on their own feet.",
        }
    }

    /// Its columns, in order.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Table::Stories => &row::story::COLUMNS,
            Table::Reports => &row::report::COLUMNS,
            Table::Statements => &row::statement::COLUMNS,
            Table::Attributions => &row::attribution::COLUMNS,
            Table::Claims => &row::claim::COLUMNS,
            Table::ClaimStatements => &row::claim_statement::COLUMNS,
            Table::Details => &row::detail::COLUMNS,
            Table::Conflicts => &row::conflict::COLUMNS,
            Table::Quotations => &row::quotation::COLUMNS,
            Table::Origins => &row::origin::COLUMNS,
            Table::CastMembers => &row::cast::COLUMNS,
            Table::Dependence => &row::dependence::COLUMNS,
        }
    }

    /// The columns that no two rows share all values of; empty where there are none.
    pub fn key(self) -> &'static [&'static str] {
        match self {
            Table::Stories => &["story"],
            Table::Reports => &["report"],
            Table::Statements => &[],
            Table::Attributions => &["report", "attribution"],
            Table::Claims => &["story", "claim"],
            Table::ClaimStatements => &["story", "claim", "place"],
            Table::Details => &["story", "claim", "detail", "value_place"],
            Table::Conflicts => &["story", "conflict"],
            Table::Quotations => &["story", "quotation", "version"],
            Table::Origins => &["story", "origin"],
            Table::CastMembers => &["story", "entity"],
            Table::Dependence => &[],
        }
    }

    /// True where its rows are those of single reports, so that no story has to be weighed for them.
    pub fn is_of_reports(self) -> bool {
        matches!(self, Table::Reports | Table::Statements | Table::Attributions)
    }

    /// The names of all, for a message.
    pub(crate) fn names() -> String {
        Table::ALL.map(Table::name).join(", ")
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Table {
    type Err = TableError;

    fn from_str(given: &str) -> Result<Self, TableError> {
        let named = Table::ALL.into_iter().find(|table| table.name() == given);
        named.ok_or_else(|| TableError::Unknown { asked: given.chars().take(80).collect() })
    }
}
