//! Comma-separated values as PostgreSQL's COPY reads them.

use std::io::Write;

use crate::{Cell, Column, Row, TableError};

/// Writes a head line and a record a row. Words stand in quotation marks, so that none are told from no value.
pub(super) struct Sink<W>(W);

impl<W: Write> Sink<W> {
    pub fn new(mut out: W, columns: &'static [Column]) -> Result<Self, TableError> {
        let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
        writeln!(out, "{}", names.join(","))?;
        Ok(Sink(out))
    }
}

impl<W: Write> super::Sink for Sink<W> {
    fn row(&mut self, row: Row) -> Result<(), TableError> {
        let cells: Vec<String> = row.iter().map(cell).collect();
        let mut line = cells.join(",");
        line.push('\n');
        Ok(self.0.write_all(line.as_bytes())?)
    }

    fn finish(&mut self) -> Result<(), TableError> {
        Ok(self.0.flush()?)
    }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => quoted(text),
        Cell::TextList(items) => {
            let escaped = |item: &String| format!("\"{}\"", item.replace('\\', "\\\\").replace('"', "\\\""));
            quoted(&format!("{{{}}}", items.iter().map(escaped).collect::<Vec<_>>().join(",")))
        }
        Cell::IntegerList(numbers) => {
            let numbers: Vec<String> = numbers.iter().map(i64::to_string).collect();
            quoted(&format!("{{{}}}", numbers.join(",")))
        }
        other => other.text().unwrap_or_default(),
    }
}

/// PostgreSQL's text holds every character but the one of number 0: the sign for "no character" stands for it, so that the
/// others keep their places.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\u{0}', "\u{FFFD}").replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_words_keep_every_mark_and_nothing_is_not_an_empty_text() {
        let list = vec!["Smith; Sons".to_owned(), "a \"b\", {c}\\".to_owned(), String::new()];
        assert_eq!(cell(&Cell::TextList(list)), r#""{""Smith; Sons"",""a \""b\"", {c}\\"",""""}""#);
        assert_eq!(cell(&Cell::TextList(Vec::new())), "\"{}\"");
        assert_eq!(cell(&Cell::Text(String::new())), "\"\"");
        assert_eq!(cell(&Cell::Empty), "");
        assert_eq!(cell(&Cell::Text("a\u{0}\n\"b\"".into())), "\"a\u{FFFD}\n\"\"b\"\"\"");
        assert_eq!(cell(&Cell::IntegerList(vec![0, 2])), "\"{0,2}\"");
    }
}
