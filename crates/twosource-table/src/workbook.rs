//! Evidence as a workbook for a spreadsheet (XLSX), a sheet a table.

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use twosource_evidence::Evidence;

use crate::error::failed;
use crate::sink::runs;
use crate::{Cell, ColumnKind, Row, Table, TableError, rows};

/// Rows of a sheet, its head among them, and characters of a cell, as spreadsheets take them.
const MOST_ROWS: usize = 1_048_576;
const LONGEST: usize = 32_767;

/// Widths of columns, in characters: of words, and of all else.
const WIDE: f64 = 48.0;
const NARROW: f64 = 14.0;

/// The tables of a workbook, in the order of its sheets: what a reader looks for first.
const SHEETS: [Table; 9] = [
    Table::Claims,
    Table::Details,
    Table::Conflicts,
    Table::ClaimStatements,
    Table::Quotations,
    Table::Origins,
    Table::Dependence,
    Table::Reports,
    Table::Stories,
];

/// A workbook of evidence. Words of reports are words: nothing of them is a formula or a link.
///
/// # Errors
/// Where a table has more rows than a sheet.
pub fn workbook(evidence: &Evidence) -> Result<Vec<u8>, TableError> {
    let mut workbook = Workbook::new();
    // The same evidence is the same bytes: it bears no time of its making.
    let properties = rust_xlsxwriter::DocProperties::new()
        .set_author("Twosource")
        .set_creation_datetime(&rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?);
    workbook.set_properties(&properties);
    let styles = Styles {
        head: Format::new().set_bold().set_text_wrap(),
        words: Format::new().set_text_wrap().set_align(rust_xlsxwriter::FormatAlign::Top),
        // As an apostrophe before it: "this is text", also where the cell is typed anew.
        quoted: Format::new().set_text_wrap().set_align(rust_xlsxwriter::FormatAlign::Top).set_quote_prefix(),
        number: Format::new().set_align(rust_xlsxwriter::FormatAlign::Top),
    };
    for table in SHEETS {
        let rows = rows(evidence, table);
        if rows.len() >= MOST_ROWS {
            return Err(failed(std::io::Error::other(format!("{table} has more rows than a sheet"))));
        }
        fill(workbook.add_worksheet(), table, &rows, &styles)?;
    }
    workbook.save_to_buffer().map_err(failed)
}

struct Styles {
    head: Format,
    words: Format,
    quoted: Format,
    number: Format,
}

fn fill(sheet: &mut Worksheet, table: Table, rows: &[Row], styles: &Styles) -> Result<(), TableError> {
    let columns = table.columns();
    sheet.set_name(table.to_string()).map_err(failed)?;
    for (place, column) in (0u16..).zip(columns) {
        let wide = matches!(column.kind, ColumnKind::Text | ColumnKind::TextList);
        sheet.set_column_width(place, if wide { WIDE } else { NARROW }).map_err(failed)?;
        sheet.write_string_with_format(0, place, column.name, &styles.head).map_err(failed)?;
    }
    for (number, row) in (1u32..).zip(rows) {
        for (place, cell) in (0u16..).zip(row.iter()) {
            match cell {
                Cell::Empty => {}
                Cell::Integer(value) => {
                    sheet
                        .write_number_with_format(number, place, *value as f64, &styles.number)
                        .map_err(failed)?;
                }
                Cell::Real(value) if value.is_finite() => {
                    sheet.write_number_with_format(number, place, *value, &styles.number).map_err(failed)?;
                }
                Cell::Truth(value) => {
                    sheet.write_boolean_with_format(number, place, *value, &styles.number).map_err(failed)?;
                }
                cell => {
                    let words = shown(&cell.text().unwrap_or_default());
                    let style = if runs(&words) { &styles.quoted } else { &styles.words };
                    sheet.write_string_with_format(number, place, words, style).map_err(failed)?;
                }
            }
        }
    }
    sheet.set_freeze_panes(1, 0).map_err(failed)?;
    if let (Ok(last_row), Ok(last_column)) = (u32::try_from(rows.len()), u16::try_from(columns.len()))
        && last_row > 0
        && last_column > 0
    {
        sheet.autofilter(0, 0, last_row, last_column - 1).map_err(failed)?;
    }
    Ok(())
}

/// Words as a cell takes them: no sign that acts, and no more than fit.
fn shown(words: &str) -> String {
    let plain =
        words.chars().filter(|&c| c == '\n' || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')));
    let mut units = 0;
    plain
        .take_while(|c| {
            // Spreadsheets count in units of UTF-16.
            units += c.len_utf16();
            units <= LONGEST
        })
        .collect()
}
