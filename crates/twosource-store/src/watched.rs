//! What watching knows of feeds and pages, kept for it under their addresses.

use rusqlite::{OptionalExtension, params};

use crate::{Store, StoreError};

impl Store {
    /// What was kept under `address`.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn watched(&self, address: &str) -> Result<Option<String>, StoreError> {
        self.connection
            .prepare_cached("SELECT state FROM watched WHERE address = ?1")
            .and_then(|mut found| found.query_row([address], |row| row.get(0)).optional())
            .map_err(|e| self.failed(e))
    }

    /// Keeps a state (JSON of the watcher's own) under each address, all or none; on the disk when this returns.
    ///
    /// # Errors
    /// Where the database cannot be written.
    pub fn set_watched(&mut self, states: &[(String, String)]) -> Result<(), StoreError> {
        let write = || -> rusqlite::Result<()> {
            let transaction = self.connection.unchecked_transaction()?;
            for (address, state) in states {
                transaction
                    .prepare_cached("INSERT OR REPLACE INTO watched (address, state) VALUES (?1, ?2)")?
                    .execute(params![address, state])?;
            }
            transaction.commit()
        };
        write().map_err(|e| self.failed(e))
    }
}
