//! Comma-separated values.

use std::io::Write;

use crate::error::failed;
use crate::{Cell, Column, Row, TableError};

/// Writes a head line and a record a row; empty cells are empty.
pub(super) struct Sink<W: Write>(csv::Writer<W>);

impl<W: Write> Sink<W> {
    pub fn new(out: W, columns: &'static [Column]) -> Result<Self, TableError> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(columns.iter().map(|column| column.name)).map_err(failed)?;
        Ok(Sink(writer))
    }
}

impl<W: Write> super::Sink for Sink<W> {
    fn row(&mut self, row: Row) -> Result<(), TableError> {
        self.0.write_record(row.iter().map(harmless)).map_err(failed)
    }

    fn finish(&mut self) -> Result<(), TableError> {
        Ok(self.0.flush()?)
    }
}

/// Characters with which a spreadsheet's formulas begin, the wide ones that East Asian editions take for them among these.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A cell's text. Words that a spreadsheet would run get an apostrophe in front, which it takes for "this is text"; numbers
/// stay as they are, and a list begins with a bracket.
fn harmless(cell: &Cell) -> String {
    let text = cell.text().unwrap_or_default();
    if matches!(cell, Cell::Text(_)) && runs(&text) { format!("'{text}") } else { text }
}

/// True for words that a spreadsheet would run.
pub(crate) fn runs(words: &str) -> bool {
    // A tab or line end at the start is left out by some programs before they look.
    let first = words.trim_start_matches(|c: char| c.is_whitespace() || c.is_control()).chars().next();
    first.is_some_and(|first| FORMULA.contains(&first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_spreadsheet_would_run_are_made_harmless() {
        for formula in ["=1+1", "@SUM(A1)", "-2+cmd|' /C calc'!A0", "+1", "\t=1", "\r\n =1", "＝1", "\u{0}=1"]
        {
            assert_eq!(harmless(&Cell::Text(formula.to_owned())), format!("'{formula}"), "{formula:?}");
        }
        for words in ["The ferry = a boat", "", "'=1", "a@b", "1-2"] {
            assert_eq!(harmless(&Cell::Text(words.to_owned())), words);
        }
        assert_eq!(
            harmless(&Cell::TextList(vec!["=1".into(), "Smith; Sons".into()])),
            r#"["=1","Smith; Sons"]"#
        );
        assert_eq!(harmless(&Cell::Integer(-3)), "-3");
        assert_eq!(harmless(&Cell::Real(-0.5)), "-0.5");
    }
}
