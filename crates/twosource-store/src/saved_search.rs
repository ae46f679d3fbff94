//! Questions that somebody asks again.

use jiff::Timestamp;
use rusqlite::params;
use schemars::JsonSchema;
use serde::Serialize;

use crate::story::timestamp;
use crate::{Store, StoreError};

/// The most searches that are kept, and characters of a name and of a query.
const MOST: usize = 200;
const LONGEST_NAME: usize = 100;
const LONGEST_QUERY: usize = 2_000;

/// A search under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SavedSearch {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// The query of the page's address: "q=ferry&standing=disputed".
    pub query: String,
    /// When it was saved, UTC.
    pub made: String,
}

impl Store {
    /// The saved searches, by name.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT search, name, query, made FROM saved_search ORDER BY name COLLATE NOCASE, search",
            )
            .and_then(|mut found| {
                let rows = found.query_map([], |row| {
                    Ok(SavedSearch {
                        id: row.get(0)?,
                        name: row.get(1)?,
                        query: row.get(2)?,
                        made: timestamp(row.get(3)?),
                    })
                })?;
                rows.collect::<rusqlite::Result<Vec<SavedSearch>>>()
            })
            .map_err(|e| self.failed(e))
    }

    /// Saves a search; one of the same name is replaced.
    ///
    /// # Errors
    /// Where the name is empty or too long, there are too many, or the folder may not be written.
    pub fn save_search(&self, name: &str, query: &str, at: Timestamp) -> Result<(), StoreError> {
        let name: String = name.chars().filter(|c| !c.is_control()).collect();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            let why = format!("a saved search needs a name of at most {LONGEST_NAME} characters");
            return Err(StoreError::Question(why));
        }
        if query.is_empty()
            || query.len() > LONGEST_QUERY
            || !query.bytes().all(|byte| byte.is_ascii_graphic())
        {
            return Err(StoreError::Question("there is no such search to save".to_owned()));
        }
        let known = self.saved_searches()?;
        if known.len() >= MOST && !known.iter().any(|search| search.name == name) {
            return Err(StoreError::Question(format!("{MOST} searches are saved already; no more are kept")));
        }
        self.connection
            .prepare_cached(
                "INSERT INTO saved_search (name, query, made) VALUES (?1, ?2, ?3)
                 ON CONFLICT (name) DO UPDATE SET query = ?2, made = ?3",
            )
            .and_then(|mut kept| kept.execute(params![name, query, at.as_millisecond()]))
            .map_err(|e| self.failed(e))?;
        Ok(())
    }

    /// Forgets a saved search; nothing where there is none of that number.
    ///
    /// # Errors
    /// Where the folder may not be written.
    pub fn forget_search(&self, id: i64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM saved_search WHERE search = ?1")
            .and_then(|mut gone| gone.execute([id]))
            .map_err(|e| self.failed(e))?;
        Ok(())
    }
}
