//! What those who follow something were told.

use std::collections::BTreeSet;

use rusqlite::params;

use crate::{Store, StoreError};

impl Store {
    /// True where a follower of this name was ever told anything, or began to follow.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn knows_follower(&self, follower: &str) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM told WHERE follower = ?1)";
        self.connection
            .prepare_cached(sql)
            .and_then(|mut known| known.query_row([follower], |row| row.get(0)))
            .map_err(|e| self.failed(e))
    }

    /// The names of what a follower was told.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn told(&self, follower: &str) -> Result<BTreeSet<String>, StoreError> {
        self.connection
            .prepare_cached("SELECT entry FROM told WHERE follower = ?1")
            .and_then(|mut found| {
                found.query_map([follower], |row| row.get(0))?.collect::<rusqlite::Result<BTreeSet<String>>>()
            })
            .map_err(|e| self.failed(e))
    }

    /// Notes what a follower was told, all or none, and that it follows. On the disk when this returns.
    ///
    /// # Errors
    /// Where the database cannot be written.
    pub fn set_told(&self, follower: &str, entries: &[String]) -> Result<(), StoreError> {
        let write = || -> rusqlite::Result<()> {
            let transaction = self.connection.unchecked_transaction()?;
            let mut note =
                transaction.prepare_cached("INSERT OR IGNORE INTO told (follower, entry) VALUES (?1, ?2)")?;
            // The empty name says that it follows.
            note.execute(params![follower, ""])?;
            for entry in entries {
                note.execute(params![follower, entry])?;
            }
            drop(note);
            transaction.commit()
        };
        write().map_err(|e| self.failed(e))
    }
}
