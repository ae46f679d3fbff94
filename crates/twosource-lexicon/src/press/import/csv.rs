//! Comma-separated values, as spreadsheets and databases write them (RFC 4180).

/// Cells of a row that are kept.
const MOST_CELLS: usize = 256;

/// The rows of a file, empty lines left out; `None` where there are more than `most`.
pub(super) fn rows(text: &str, most: usize) -> Option<Vec<Vec<String>>> {
    let mut rows = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            ',' if !quoted => end_cell(&mut row, &mut cell),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                end_cell(&mut row, &mut cell);
                end_row(&mut rows, &mut row);
                if rows.len() > most {
                    return None;
                }
            }
            c => cell.push(c),
        }
    }
    end_cell(&mut row, &mut cell);
    end_row(&mut rows, &mut row);
    Some(rows)
}

fn end_cell(row: &mut Vec<String>, cell: &mut String) {
    let cell = std::mem::take(cell);
    if row.len() < MOST_CELLS {
        row.push(cell);
    }
}

fn end_row(rows: &mut Vec<Vec<String>>, row: &mut Vec<String>) {
    let row = std::mem::take(row);
    if row.iter().any(|cell| !cell.trim().is_empty()) {
        rows.push(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_cells_hold_commas_quotes_and_line_ends() {
        let read = rows("a,b\r\n\"1, 2\",\"say \"\"no\"\"\nthen\"\n\n,\n3", 9).unwrap();
        assert_eq!(read, [vec!["a", "b"], vec!["1, 2", "say \"no\"\nthen"], vec!["3"]]);
        assert_eq!(rows("1\n2\n3\n", 2), None);
        assert_eq!(rows("\"never ends, 1\n2", 9).unwrap().len(), 1);
    }
}
