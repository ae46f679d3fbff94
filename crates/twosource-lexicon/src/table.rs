//! The one loader of tables.

/// Cells of a row that are read; a wrong file of one endless row stays bounded.
const MOST_COLUMNS: usize = 64;

/// A table of facts: a head of lines that begin with `#` and say where it comes from and under which licence, a line of
/// column names, and rows. Cells are parted by tabs, several values of one cell by semicolons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    head: String,
    columns: Vec<String>,
    rows: Vec<(usize, Vec<String>)>,
}

/// Why a text is no table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// There is no line of column names.
    #[error("it names no columns")]
    NoColumns,
    /// Two columns of one name.
    #[error("it names the column '{0}' twice")]
    ColumnTwice(String),
    /// More columns than any table has.
    #[error("it names more than {MOST_COLUMNS} columns")]
    TooManyColumns,
    /// A row has more cells than there are columns.
    #[error("line {line} has more cells than there are columns")]
    TooManyCells {
        /// From 1.
        line: usize,
    },
}

impl Table {
    /// Reads a table. Rows may be shorter than the line of column names; empty lines are passed over.
    ///
    /// # Errors
    /// Where it names no columns, or a row has more cells than columns.
    pub fn parse(text: &str) -> Result<Table, TableError> {
        let mut table = Table::default();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (at, line) in text.lines().enumerate() {
            if let Some(head) = line.strip_prefix('#') {
                if table.columns.is_empty() {
                    table.head.push_str(head.trim());
                    table.head.push('\n');
                }
                continue;
            }
            if line.trim().is_empty() {
                continue;
            }
            let cells: Vec<String> =
                line.split('\t').take(MOST_COLUMNS + 1).map(|cell| cell.trim().to_owned()).collect();
            if table.columns.is_empty() {
                if cells.len() > MOST_COLUMNS {
                    return Err(TableError::TooManyColumns);
                }
                if let Some((_, twice)) =
                    cells.iter().enumerate().find(|(place, cell)| cells[..*place].contains(cell))
                {
                    return Err(TableError::ColumnTwice(twice.clone()));
                }
                table.columns = cells;
            } else if cells.len() > table.columns.len() {
                return Err(TableError::TooManyCells { line: at + 1 });
            } else {
                table.rows.push((at + 1, cells));
            }
        }
        if table.columns.is_empty() { Err(TableError::NoColumns) } else { Ok(table) }
    }

    /// A table of the program's own. A broken one is empty, and a test says which.
    pub(crate) fn shipped(text: &str) -> Table {
        Table::parse(text).unwrap_or_default()
    }

    /// What the table says of itself, a line a line.
    pub fn head(&self) -> &str {
        &self.head
    }

    /// Its columns.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Its rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { columns: &self.columns, cells, line: *line })
    }
}

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    columns: &'t [String],
    cells: &'t [String],
    /// The line it stands on, from 1.
    pub line: usize,
}

impl<'t> Row<'t> {
    /// The cell in the column of this name; empty where there is none.
    pub fn cell(&self, column: &str) -> &'t str {
        let place = self.columns.iter().position(|name| name == column);
        place.and_then(|place| self.cells.get(place)).map_or("", String::as_str)
    }

    /// The values of a cell.
    pub fn list(&self, column: &str) -> Vec<String> {
        let values = self.cell(column).split(';').map(str::trim);
        values.filter(|value| !value.is_empty()).map(str::to_owned).collect()
    }

    /// The value of a cell, `None` where it is empty.
    pub fn known(&self, column: &str) -> Option<String> {
        Some(self.cell(column)).filter(|cell| !cell.is_empty()).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_by_the_name_of_their_column() {
        let table =
            Table::parse("# Ports. Origin: own.\nname\talso\nPort Ellen\tEllen; P. Ellen\n\nBowmore\n")
                .unwrap();
        let rows: Vec<Row> = table.rows().collect();
        assert_eq!(table.head(), "Ports. Origin: own.\n");
        assert_eq!(rows[0].list("also"), ["Ellen", "P. Ellen"]);
        assert_eq!((rows[1].cell("name"), rows[1].cell("also"), rows[1].cell("none")), ("Bowmore", "", ""));
        assert_eq!(rows[1].line, 5);
    }

    #[test]
    fn what_is_no_table_is_said() {
        assert_eq!(Table::parse("# only a head\n"), Err(TableError::NoColumns));
        assert_eq!(Table::parse("a\ta\n"), Err(TableError::ColumnTwice("a".to_owned())));
        assert_eq!(Table::parse("a\tb\n1\t2\t3\n"), Err(TableError::TooManyCells { line: 2 }));
        assert_eq!(Table::parse(&"\t".repeat(100_000)), Err(TableError::NoColumns));
    }
}
