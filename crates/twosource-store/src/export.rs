//! The collection as tables.

use std::io::Write;

use jiff::Timestamp;
use twosource_evidence::Evidence;
use twosource_evidence::file::ReportRecord;
use twosource_table::{Arrival, Arrivals, Format, Row, Sink, Table, of_report, rows, rows_with, sink};

use crate::{Store, StoreError, StoryId, Weigher};

/// A kept report with what the tables say beside its record.
struct Kept {
    record: ReportRecord,
    story: StoryId,
    arrival: Arrival,
}

impl Store {
    /// Writes a table. A `weigher` is needed for what stories give: all tables but reports, statements and attributions.
    /// Returns the number of rows.
    ///
    /// # Errors
    /// Where the collection cannot be read or `out` cannot be written.
    pub fn export(
        &self,
        table: Table,
        format: Format,
        out: impl Write + Send,
        weigher: Option<Weigher>,
    ) -> Result<usize, StoreError> {
        self.export_with_progress(table, format, out, weigher, &mut |_, _| {})
    }

    /// As [`Store::export`]; `progress` is told of each story as its turn comes to be weighed, and of the end: how many
    /// are done, and how many there are.
    ///
    /// # Errors
    /// As [`Store::export`].
    pub fn export_with_progress(
        &self,
        table: Table,
        format: Format,
        out: impl Write + Send,
        weigher: Option<Weigher>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<usize, StoreError> {
        let mut sink = sink(table, format, out)?;
        let mut count = 0;
        let mut give = |row: Row| {
            count += 1;
            sink.row(row)
        };
        if table.is_of_reports() {
            self.each_report(|kept| {
                let story = kept.story.to_string();
                let rows = of_report(&kept.record, table, Some(&story), Some(kept.arrival));
                Ok(rows.into_iter().try_for_each(&mut give)?)
            })?;
        } else {
            self.each_story(weigher, progress, |evidence| {
                Ok(rows(evidence, table).into_iter().try_for_each(&mut give)?)
            })?;
        }
        sink.finish()?;
        Ok(count)
    }

    /// Writes all tables at once, each story weighed once. `out` opens where a table goes. Returns the numbers of rows.
    ///
    /// # Errors
    /// Where the collection cannot be read, or a table cannot be opened or written.
    pub fn export_all<W: Write + Send>(
        &self,
        format: Format,
        mut out: impl FnMut(Table) -> std::io::Result<W>,
        weigher: Weigher,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Vec<(Table, usize)>, StoreError> {
        let mut sinks: Vec<(Table, usize, Box<dyn Sink + '_>)> = Vec::new();
        for table in Table::ALL {
            let out = out(table).map_err(|error| StoreError::Export(error.to_string()))?;
            sinks.push((table, 0, sink(table, format, out)?));
        }
        let arrivals = self.arrivals()?;
        self.each_story(Some(weigher), progress, |evidence| {
            for (table, count, sink) in &mut sinks {
                for row in rows_with(evidence, *table, &arrivals) {
                    *count += 1;
                    sink.row(row)?;
                }
            }
            Ok(())
        })?;
        sinks
            .into_iter()
            .map(|(table, count, mut sink)| {
                sink.finish()?;
                Ok((table, count))
            })
            .collect()
    }

    /// Every story by number, weighed, with what people decided. One that cannot be weighed is left out and told.
    fn each_story(
        &self,
        weigher: Option<Weigher>,
        progress: &mut dyn FnMut(usize, usize),
        mut with: impl FnMut(&Evidence) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let Some(weigher) = weigher else {
            return Err(StoreError::Question("claims cannot be told without a model".to_owned()));
        };
        let stories = self.story_ids()?;
        for (done, &story) in stories.iter().enumerate() {
            progress(done, stories.len());
            let weighed = self.corrected(story, weigher);
            let Some(evidence) = self.or_left_out(&story.to_string(), weighed)? else { continue };
            with(&evidence)?;
        }
        progress(stories.len(), stories.len());
        Ok(())
    }

    /// When each report's newest version came.
    fn arrivals(&self) -> Result<Arrivals, StoreError> {
        let sql = "SELECT id, number, received FROM report JOIN version USING (version)";
        let mut statement = self.connection.prepare(sql).map_err(|e| self.failed(e))?;
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, arrival(row.get(1)?, row.get(2)?))))
            .map_err(|e| self.failed(e))?;
        // What cannot be read back is told of where the report itself is read.
        Ok(rows.filter_map(Result::ok).collect())
    }

    /// Every report in its newest version, one at a time, in the order of arrival.
    fn each_report(&self, mut with: impl FnMut(Kept) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let sql = "SELECT id, story, number, received, content, annotation
                   FROM report JOIN version USING (version) ORDER BY report.report";
        let mut statement = self.connection.prepare(sql).map_err(|e| self.failed(e))?;
        let mut rows = statement.query([]).map_err(|e| self.failed(e))?;
        while let Some(row) = rows.next().map_err(|e| self.failed(e))? {
            let id: String = match row.get(0) {
                Ok(id) => id,
                Err(source) => {
                    self.or_left_out::<()>("a report", Err(self.failed_value(source)))?;
                    continue;
                }
            };
            let read = || -> Result<_, StoreError> {
                let values = || -> rusqlite::Result<(_, _, _, Vec<u8>, Vec<u8>)> {
                    Ok((row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
                };
                let (story, version, received, content, annotation) =
                    values().map_err(|source| self.failed_value(source))?;
                let record = crate::annotation::with_text(&content, &annotation);
                Ok((record.map_err(|what| self.damaged(what))?, story, arrival(version, received)))
            };
            let Some((mut record, story, arrival)) = self.or_left_out(&id, read())? else {
                continue;
            };
            record.id = id;
            with(Kept { record, story: StoryId::of_row(story), arrival })?;
        }
        Ok(())
    }
}

fn arrival(version: i64, received: i64) -> Arrival {
    Arrival { version, received: Timestamp::from_millisecond(received).unwrap_or_default() }
}
