//! From evidence to the rows of a table.

use std::io::Write;

use twosource_evidence::Evidence;
use twosource_evidence::file::ReportRecord;

use crate::row::{Arrival, Arrivals, Row, StoryView, Told, Tolds};
use crate::{Format, Table, TableError, row, sink};

/// The rows of a table, stories in the order of the evidence.
pub fn rows(evidence: &Evidence, table: Table) -> Vec<Row> {
    rows_with(evidence, table, &Arrivals::new())
}

/// As [`rows`], with what a collection knows of each report (by id) beside its evidence.
pub fn rows_with(evidence: &Evidence, table: Table, arrivals: &Arrivals) -> Vec<Row> {
    let tolds = Tolds::of(evidence, arrivals);
    if table.is_of_reports() {
        let rows = evidence.reports.iter().filter_map(|record| tolds.get(&record.id));
        return rows.flat_map(|told| of_told(told, table)).collect();
    }
    let mut rows = Vec::new();
    for story in &evidence.stories {
        let view = StoryView::new(evidence, story, &tolds);
        match table {
            Table::Stories => rows.push(row::story::row(&view)),
            Table::Claims => rows.extend(row::claim::rows(&view)),
            Table::ClaimStatements => rows.extend(row::claim_statement::rows(&view)),
            Table::Details => rows.extend(row::detail::rows(&view)),
            Table::Conflicts => rows.extend(row::conflict::rows(&view)),
            Table::Quotations => rows.extend(row::quotation::rows(&view)),
            Table::Origins => rows.extend(row::origin::rows(&view)),
            Table::CastMembers => rows.extend(row::cast::rows(&view)),
            Table::Dependence => rows.extend(row::dependence::rows(&view)),
            Table::Reports | Table::Statements | Table::Attributions => {}
        }
    }
    rows
}

/// The rows that one report gives for a table [of reports](Table::is_of_reports); none for another table. `story` is where it
/// stands.
pub fn of_report(
    record: &ReportRecord,
    table: Table,
    story: Option<&str>,
    arrival: Option<Arrival>,
) -> Vec<Row> {
    of_told(&Told::new(record, story, arrival), table)
}

fn of_told(told: &Told, table: Table) -> Vec<Row> {
    match table {
        Table::Reports => vec![row::report::row(told)],
        Table::Statements => row::statement::rows(told),
        Table::Attributions => row::attribution::rows(told),
        _ => Vec::new(),
    }
}

/// Writes a table of evidence. Returns the number of its rows.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(
    evidence: &Evidence,
    table: Table,
    format: Format,
    out: impl Write + Send,
) -> Result<usize, TableError> {
    let rows = rows(evidence, table);
    let count = rows.len();
    let mut sink = sink(table, format, out)?;
    rows.into_iter().try_for_each(|row| sink.row(row))?;
    sink.finish()?;
    Ok(count)
}
