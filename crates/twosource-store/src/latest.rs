//! What came in since a moment, the newest first.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use serde::Serialize;

use crate::{Event, Mark, Store, StoreError, StoryId};

/// Changes of standing that are looked through, the newest first.
const LOOKED_THROUGH: i64 = 5_000;

/// What came in since a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Latest {
    /// How many reports came, or came again with other words.
    pub reports: usize,
    /// How many claims came to stand otherwise than they did, of the newest 5,000 changes; claims that nobody had made
    /// before are not among them.
    pub standings: usize,
    /// The newest of both, newest first: reports, then standings.
    pub events: Vec<Event>,
}

impl Store {
    /// What came in since `since`: how much, and the newest `shown` reports and standings.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn latest(&self, since: Timestamp, shown: usize) -> Result<Latest, StoreError> {
        let before = self.newest_before(since).map_err(|e| self.failed(e))?;
        let newest = self.mark()?;
        let most = i64::try_from(shown).unwrap_or(i64::MAX);
        let from =
            Mark { version: before.max(newest.version.saturating_sub(most)), standing: newest.standing };
        let mut events: Vec<Event> = self.events(from, shown)?.into_iter().map(|(_, event)| event).collect();
        events.reverse();
        let standings = self.turned(before, newest).map_err(|e| self.failed(e))?;
        let latest = Latest {
            reports: usize::try_from(newest.version.saturating_sub(before)).unwrap_or(0),
            standings: standings.len(),
            events: events.into_iter().chain(standings.into_iter().take(shown)).collect(),
        };
        Ok(latest)
    }

    /// The newest version that came in before `moment`, 0 for none. Versions are numbered as they come, so the place is
    /// found by halving.
    fn newest_before(&self, moment: Timestamp) -> rusqlite::Result<i64> {
        let moment = moment.as_millisecond();
        let mut at = self.connection.prepare_cached(
            "SELECT version, received FROM version WHERE version <= ?1 ORDER BY version DESC LIMIT 1",
        )?;
        let newest = "SELECT ifnull(max(version), 0) FROM version";
        // All up to `low` came before the moment, all above `high` did not.
        let (mut low, mut high) = (0, self.connection.query_row(newest, [], |row| row.get(0))?);
        while low < high {
            let middle = low + (high - low + 1) / 2;
            let found: Option<(i64, i64)> =
                at.query_row([middle], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            match found {
                Some((_, received)) if received < moment => low = middle,
                Some((version, _)) => high = version - 1,
                None => high = 0,
            }
        }
        Ok(low)
    }

    /// The claims that came to stand otherwise by a version after `before`, the newest change first.
    fn turned(&self, before: i64, newest: Mark) -> rusqlite::Result<Vec<Event>> {
        let mut found = self.connection.prepare_cached(
            "SELECT story, claim, was, became, origins FROM standing
             WHERE row > ?1 AND newest > ?2 AND was IS NOT NULL ORDER BY row DESC",
        )?;
        let from = newest.standing.saturating_sub(LOOKED_THROUGH);
        found
            .query_map(params![from, before], |row| {
                Ok(Event::Standing {
                    story: StoryId::of_row(row.get(0)?),
                    claim: row.get(1)?,
                    was: row.get(2)?,
                    became: row.get(3)?,
                    origins: row.get(4)?,
                })
            })?
            .collect()
    }
}
