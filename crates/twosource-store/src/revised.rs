//! Which reports of a story have come in more than one version.

use crate::{ReportChanges, Store, StoreError, StoryId};

impl Store {
    /// What changed in each report of a story that has more than one version, in the order of arrival.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn revised(&self, story: StoryId) -> Result<Vec<ReportChanges>, StoreError> {
        let ids = self
            .connection
            .prepare_cached(
                "SELECT id FROM report
                 WHERE story = ?1 AND EXISTS (SELECT 1 FROM version WHERE version.report = report.report AND number = 2)
                 ORDER BY report",
            )
            .and_then(|mut found| {
                found.query_map([story.row()], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()
            })
            .map_err(|e| self.failed(e))?;
        let mut changes = Vec::new();
        for id in ids {
            changes.extend(self.changes(Some(&id))?);
        }
        Ok(changes)
    }
}
