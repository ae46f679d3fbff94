//! How the stream of stories is kept on disk: the one place that knows it.

use std::path::Path;

use rusqlite::{Connection, Transaction, params};
use twosource_annotate::Annotated;
use twosource_evidence::story::stream::{Entry, Stream, WINDOW};

use crate::StoreError;

/// Where the reports of a collection stand, in memory while it is written to.
#[derive(Debug)]
pub(crate) struct Grouping(Stream);

impl Grouping {
    /// As the collection has it.
    pub fn load(connection: &Connection, folder: &Path) -> Result<Self, StoreError> {
        let error = |source| StoreError::database(folder, source);
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
                "SELECT entry, story FROM grouping JOIN report USING (report)
                 ORDER BY grouping.report DESC LIMIT ?1",
            )
            .map_err(error)?;
        let rows = newest
            .query_map([WINDOW as i64], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, u64>(1)?)))
            .map_err(error)?;
        let mut entries = Vec::new();
        for row in rows {
            let (bytes, story) = row.map_err(error)?;
            let mut entry: Entry = postcard::from_bytes(&bytes).map_err(|cause| StoreError::Damaged {
                folder: folder.to_owned(),
                what: format!("what the grouping knows of a report cannot be read: {cause}"),
            })?;
            entry.story = story;
            entries.push(entry);
        }
        entries.reverse();
        Ok(Grouping(Stream::restore(entries, u64::try_from(next_story).unwrap_or(1))))
    }

    /// Takes a new report in and writes down what that changed. Returns its story.
    pub fn add(
        &mut self,
        transaction: &Transaction,
        report: i64,
        version: i64,
        annotated: &Annotated,
    ) -> rusqlite::Result<u64> {
        let key = report.unsigned_abs();
        let change = self.0.add(key, annotated);
        for step in &change.moves {
            transaction
                .prepare_cached("UPDATE report SET story = ?2 WHERE report = ?1")?
                .execute(params![step.report, step.to])?;
            let Some(from) = step.from else { continue };
            transaction
                .prepare_cached(
                    "INSERT INTO move (cause, report, from_story, to_story) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![version, step.report, from, step.to])?;
        }
        if let Some(entry) = self.0.entry(key) {
            let bytes = postcard::to_stdvec(&entry)
                .map_err(|cause| rusqlite::Error::ToSqlConversionFailure(Box::new(cause)))?;
            transaction
                .prepare_cached("INSERT INTO grouping (report, entry) VALUES (?1, ?2)")?
                .execute(params![report, bytes])?;
        }
        Ok(change.story)
    }
}
