//! How the claims of a story stood over time.

use schemars::JsonSchema;
use serde::Serialize;

use crate::story::timestamp;
use crate::{Store, StoreError, StoryId};

/// A claim that stood differently when its story was weighed again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StandingChange {
    /// When the newest version that the weighing knew came in, UTC.
    pub at: String,
    /// Id of that version's report.
    pub report: String,
    /// The claim's words.
    pub claim: String,
    /// How it stood; `None` where nobody made it before.
    pub was: Option<String>,
    /// How it stands since; `None` where nobody makes it any more.
    pub became: Option<String>,
    /// How many origins carried it then.
    pub origins: usize,
}

impl Store {
    /// How the claims of a story came to stand as they do, oldest change first, as far as the story was weighed at those
    /// times: weighing is done when somebody asks.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn history(&self, story: StoryId) -> Result<Vec<StandingChange>, StoreError> {
        let mut found = self
            .connection
            .prepare_cached(
                "SELECT received, id, claim, was, became, origins
                 FROM standing JOIN version ON version.version = newest JOIN report ON report.report = version.report
                 WHERE standing.story = ?1 ORDER BY row",
            )
            .map_err(|e| self.failed(e))?;
        found
            .query_map([story.row()], |row| {
                Ok(StandingChange {
                    at: timestamp(row.get(0)?),
                    report: row.get(1)?,
                    claim: row.get(2)?,
                    was: row.get(3)?,
                    became: row.get(4)?,
                    origins: row.get(5)?,
                })
            })
            .and_then(Iterator::collect::<rusqlite::Result<Vec<StandingChange>>>)
            .map_err(|e| self.failed(e))
    }
}
