//! How the stream of stories is kept on disk: the one place that knows it.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::{Connection, Transaction, params};
use twosource_annotate::Annotated;
use twosource_evidence::story::stream::{Entry, Stream, WINDOW};

use crate::{StoreError, StoryId};

/// Where the reports of a collection stand, in memory while it is written to.
#[derive(Debug)]
pub(crate) struct Grouping {
    stream: Stream,
    /// The newest row of `version` when this was last in step with the disk.
    newest: i64,
}

impl Grouping {
    /// As the collection has it.
    pub fn load(connection: &Connection, folder: &Path) -> Result<Self, StoreError> {
        let error = |source| StoreError::database(folder, source);
        let newest_version = newest_version(connection).map_err(error)?;
        let next_story: i64 = connection
            .query_row(
                "SELECT 1 + max(ifnull((SELECT max(story) FROM report), 0), ifnull((SELECT max(from_story) FROM move), 0),
                    ifnull((SELECT max(to_story) FROM move), 0))",
                [],
                |row| row.get(0),
            )
            .map_err(error)?;
        let mut newest = connection
            .prepare(
                // A revised report counts as arrived when its newest version came.
                "SELECT entry, story FROM
                    (SELECT report, story, version FROM report ORDER BY version DESC LIMIT ?1)
                 JOIN grouping USING (report) ORDER BY version DESC",
            )
            .map_err(error)?;
        let rows = newest
            .query_map([WINDOW as i64], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, u64>(1)?)))
            .map_err(error)?;
        let mut entries = Vec::new();
        for row in rows {
            let (bytes, story) = row.map_err(error)?;
            // What cannot be read back draws no report to it any more; `doctor` tells of it.
            let Ok(mut entry) = postcard::from_bytes::<Entry>(&bytes) else { continue };
            entry.story = story;
            entries.push(entry);
        }
        entries.reverse();
        let stream = Stream::restore(entries, u64::try_from(next_story).unwrap_or(1));
        Ok(Grouping { stream, newest: newest_version })
    }

    /// True where no other process has taken reports in since.
    pub fn is_in_step(&self, connection: &Connection) -> rusqlite::Result<bool> {
        Ok(self.newest == newest_version(connection)?)
    }

    /// Says that what was added is on the disk.
    pub fn committed(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        self.newest = newest_version(connection)?;
        Ok(())
    }

    /// Takes a new report in and writes down what that changed. Returns its story; `touched` is told of every story that
    /// won or lost a report.
    pub fn add(
        &mut self,
        transaction: &Transaction,
        report: i64,
        version: i64,
        annotated: &Annotated,
        touched: &mut BTreeSet<i64>,
    ) -> rusqlite::Result<u64> {
        let key = report.unsigned_abs();
        let change = self.stream.add(key, annotated);
        for step in &change.moves {
            transaction
                .prepare_cached("UPDATE report SET story = ?2 WHERE report = ?1")?
                .execute(params![step.report, step.to])?;
            touched.extend([Some(step.to), step.from].into_iter().flatten().map(row_of));
            let Some(from) = step.from else { continue };
            transaction
                .prepare_cached(
                    "INSERT INTO move (cause, report, from_story, to_story) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![version, step.report, from, step.to])?;
        }
        self.keep(transaction, report)?;
        Ok(change.story)
    }

    /// Takes in the newest version of a report, which stays in its story: what comes later is compared with its new words.
    pub fn revise(
        &mut self,
        transaction: &Transaction,
        report: i64,
        story: u64,
        annotated: &Annotated,
    ) -> rusqlite::Result<()> {
        self.stream.revise(report.unsigned_abs(), story, annotated);
        self.keep(transaction, report)
    }

    /// Writes down what the stream knows of a report.
    fn keep(&self, transaction: &Transaction, report: i64) -> rusqlite::Result<()> {
        let Some(entry) = self.stream.entry(report.unsigned_abs()) else { return Ok(()) };
        let bytes = postcard::to_stdvec(&entry)
            .map_err(|cause| rusqlite::Error::ToSqlConversionFailure(Box::new(cause)))?;
        transaction
            .prepare_cached("INSERT OR REPLACE INTO grouping (report, entry) VALUES (?1, ?2)")?
            .execute(params![report, bytes])?;
        Ok(())
    }
}

/// A story's number as the database has it.
fn row_of(story: u64) -> i64 {
    StoryId(story).row()
}

fn newest_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.prepare_cached("SELECT ifnull(max(version), 0) FROM version")?.query_row([], |row| row.get(0))
}
