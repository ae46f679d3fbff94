//! A table of words, comma- or tab-separated.

/// A table in the making.
pub(crate) struct Table {
    columns: &'static [&'static str],
    separator: char,
    text: String,
}

impl Table {
    /// CSV as RFC 4180 has it, its line ends a line feed alone.
    pub fn comma_separated(columns: &'static [&'static str]) -> Self {
        Self::new(columns, ',')
    }

    /// Tab-separated: tabs and line ends within a cell become spaces.
    pub fn tab_separated(columns: &'static [&'static str]) -> Self {
        Self::new(columns, '\t')
    }

    fn new(columns: &'static [&'static str], separator: char) -> Self {
        let mut table = Table { columns, separator, text: String::new() };
        let head: Vec<String> = columns.iter().map(|&column| column.to_owned()).collect();
        table.write(&head);
        table
    }

    /// A new row, its cells empty.
    pub fn row(&mut self) -> Row<'_> {
        let cells = vec![String::new(); self.columns.len()];
        Row { table: self, cells }
    }

    fn write(&mut self, cells: &[String]) {
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.text.push(self.separator);
            }
            let one_line = cell.split_whitespace().collect::<Vec<_>>().join(" ");
            // A cell that opens with a sign is a formula to spreadsheets.
            let guarded = if one_line.starts_with(['=', '+', '@', '-']) && one_line.parse::<f64>().is_err() {
                format!("'{one_line}")
            } else {
                one_line
            };
            if self.separator == ',' && guarded.contains([',', '"']) {
                self.text.push('"');
                self.text.push_str(&guarded.replace('"', "\"\""));
                self.text.push('"');
            } else {
                self.text.push_str(&guarded);
            }
        }
        self.text.push('\n');
    }

    pub fn finish(self) -> String {
        self.text
    }
}

/// A row in the making.
pub(crate) struct Row<'t> {
    table: &'t mut Table,
    cells: Vec<String>,
}

impl Row<'_> {
    /// Sets the cell of a column; there is none of another name.
    pub fn set(&mut self, column: &str, value: String) {
        if let Some(index) = self.table.columns.iter().position(|known| *known == column) {
            self.cells[index] = value;
        }
    }

    pub fn end(self) {
        self.table.write(&self.cells);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_cells() {
        let mut table = Table::comma_separated(&["a", "b"]);
        let mut row = table.row();
        row.set("a", "two, \"three\"\nfour".to_owned());
        row.set("b", "=1+1".to_owned());
        row.end();
        assert_eq!(table.finish(), "a,b\n\"two, \"\"three\"\" four\",'=1+1\n");
    }
}
