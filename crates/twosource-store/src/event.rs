//! What came into a collection, and which claims came to stand otherwise, in the order it happened.

use std::fmt;
use std::str::FromStr;

use rusqlite::params;
use schemars::JsonSchema;
use serde::Serialize;

use crate::story::timestamp;
use crate::{Store, StoreError, StoryId};

/// How far somebody has followed what happens in a collection. Written "12.34".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// The newest version seen.
    pub(crate) version: i64,
    /// The newest change of a standing seen.
    pub(crate) standing: i64,
}

impl Mark {
    /// True where whoever is here has seen all that `other` has.
    pub fn covers(self, other: Mark) -> bool {
        other.version <= self.version && other.standing <= self.standing
    }

    /// Where somebody is who has seen all that both have.
    #[must_use]
    pub fn and(self, other: Mark) -> Mark {
        Mark { version: self.version.max(other.version), standing: self.standing.max(other.standing) }
    }

    /// No farther than `other`.
    #[must_use]
    pub fn at_most(self, other: Mark) -> Mark {
        Mark { version: self.version.min(other.version), standing: self.standing.min(other.standing) }
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.version, self.standing)
    }
}

impl FromStr for Mark {
    type Err = StoreError;

    fn from_str(given: &str) -> Result<Self, StoreError> {
        let numbers = given.trim().split_once('.').and_then(|(version, standing)| {
            Some(Mark { version: version.parse().ok()?, standing: standing.parse().ok()? })
        });
        numbers.ok_or_else(|| StoreError::Question(format!("{given:?} is no mark; one looks like 12.34")))
    }
}

/// Something that happened in a collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// A report came, or came again with other words.
    Report {
        /// Its id.
        id: String,
        /// Its story now.
        story: StoryId,
        /// Its number among the versions of the report; more than 1 where it was revised.
        version: u32,
        /// Who published it.
        outlet: Option<String>,
        /// Its headline.
        title: String,
        /// As its outlet dates it.
        published: Option<String>,
        /// When it came, UTC.
        received: String,
    },
    /// A claim came to stand otherwise when its story was weighed again.
    Standing {
        /// The story.
        story: StoryId,
        /// The claim's words.
        claim: String,
        /// How it stood; `None` where nobody made it before.
        was: Option<String>,
        /// How it stands since; `None` where nobody makes it any more.
        became: Option<String>,
        /// How many origins carry it.
        origins: usize,
    },
}

impl Store {
    /// Where the collection is now: nothing has happened after it.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn mark(&self) -> Result<Mark, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT (SELECT ifnull(max(version), 0) FROM version), (SELECT ifnull(max(row), 0) FROM standing)",
            )
            .and_then(|mut found| {
                found.query_row([], |row| Ok(Mark { version: row.get(0)?, standing: row.get(1)? }))
            })
            .map_err(|e| self.failed(e))
    }

    /// What happened after `mark`, reports first and then standings, at most `limit` of each; with each the mark to go on
    /// from.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn events(&self, mark: Mark, limit: usize) -> Result<Vec<(Mark, Event)>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let read = || -> rusqlite::Result<Vec<(Mark, Event)>> {
            let mut mark = mark;
            let mut events = Vec::new();
            let mut reports = self.connection.prepare_cached(
                "SELECT version.version, id, story, number, outlet, title, published, received
                 FROM version JOIN report ON report.report = version.report
                 WHERE version.version > ?1 ORDER BY version.version LIMIT ?2",
            )?;
            let mut rows = reports.query(params![mark.version, limit])?;
            while let Some(row) = rows.next()? {
                mark.version = row.get(0)?;
                let event = Event::Report {
                    id: row.get(1)?,
                    story: StoryId::of_row(row.get(2)?),
                    version: row.get(3)?,
                    outlet: row.get(4)?,
                    title: row.get(5)?,
                    published: row.get(6)?,
                    received: timestamp(row.get(7)?),
                };
                events.push((mark, event));
            }
            let mut standings = self.connection.prepare_cached(
                "SELECT row, story, claim, was, became, origins FROM standing WHERE row > ?1 ORDER BY row LIMIT ?2",
            )?;
            let mut rows = standings.query(params![mark.standing, limit])?;
            while let Some(row) = rows.next()? {
                mark.standing = row.get(0)?;
                let event = Event::Standing {
                    story: StoryId::of_row(row.get(1)?),
                    claim: row.get(2)?,
                    was: row.get(3)?,
                    became: row.get(4)?,
                    origins: row.get(5)?,
                };
                events.push((mark, event));
            }
            Ok(events)
        };
        read().map_err(|e| self.failed(e))
    }

    /// Stories whose reports have changed since they were weighed, or that were never weighed, the newest first.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn unweighed(&self, limit: usize) -> Result<Vec<StoryId>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.connection
            .prepare_cached(
                "SELECT story FROM card LEFT JOIN tally USING (story) WHERE ifnull(current, 0) = 0
                 ORDER BY newest DESC, story LIMIT ?1",
            )
            .and_then(|mut found| found.query_map([limit], |row| Ok(StoryId::of_row(row.get(0)?)))?.collect())
            .map_err(|e| self.failed(e))
    }
}
