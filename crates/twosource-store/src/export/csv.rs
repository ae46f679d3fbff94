//! Comma-separated values.

use std::io::Write;

use super::failed;
use super::table::{Cell, Column};
use crate::StoreError;

/// Writes a head line and a record a row; empty cells are empty.
pub(super) struct Sink<W: Write>(csv::Writer<W>);

impl<W: Write> Sink<W> {
    pub fn new(out: W, columns: &'static [Column]) -> Result<Self, StoreError> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(columns.iter().map(|column| column.name)).map_err(failed)?;
        Ok(Sink(writer))
    }
}

impl<W: Write> super::Sink for Sink<W> {
    fn row(&mut self, cells: Vec<Cell>) -> Result<(), StoreError> {
        self.0.write_record(cells.iter().map(harmless)).map_err(failed)
    }

    fn finish(&mut self) -> Result<(), StoreError> {
        self.0.flush().map_err(failed)
    }
}

/// Characters with which a spreadsheet's formulas begin, the wide ones that East Asian editions take for them among these.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A cell's text. Words that a spreadsheet would run get an apostrophe in front, which it takes for "this is text"; numbers
/// stay as they are.
fn harmless(cell: &Cell) -> String {
    let text = cell.text().unwrap_or_default();
    let is_words = matches!(cell, Cell::Text(_) | Cell::List(_));
    let first = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control()).chars().next();
    // A tab or line end at the start is left out by some programs before they look.
    if is_words && first.is_some_and(|first| FORMULA.contains(&first)) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_spreadsheet_would_run_are_made_harmless() {
        for formula in ["=1+1", "@SUM(A1)", "-2+cmd|' /C calc'!A0", "+1", "\t=1", "\r\n =1", "＝1", "\u{0}=1"]
        {
            assert_eq!(harmless(&Cell::Text(formula.to_owned())), format!("'{formula}"), "{formula:?}");
            assert_eq!(
                harmless(&Cell::List(vec![formula.to_owned(), "b".to_owned()])),
                format!("'{formula}; b")
            );
        }
        for words in ["The ferry = a boat", "", "'=1", "a@b", "1-2"] {
            assert_eq!(harmless(&Cell::Text(words.to_owned())), words);
        }
        assert_eq!(harmless(&Cell::Integer(-3)), "-3");
        assert_eq!(harmless(&Cell::Real(-0.5)), "-0.5");
    }
}
