//! Stores for reading, opened as they are needed and used again.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use twosource_store::{Store, StoreError};

/// Stores for reading. A store is one reader's at a time: SQLite answers on one thread.
#[derive(Debug)]
pub(crate) struct Pool {
    folder: PathBuf,
    idle: Mutex<Vec<Store>>,
}

impl Pool {
    pub fn new(folder: &Path) -> Self {
        Pool { folder: folder.to_owned(), idle: Mutex::new(Vec::new()) }
    }

    /// Asks with a store of its own.
    ///
    /// # Errors
    /// Where no store can be opened, or what `question` gives.
    pub fn with<T>(
        &self,
        question: impl FnOnce(&mut Store) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut store = match idle {
            Some(store) => store,
            None => Store::open(&self.folder)?,
        };
        let answer = question(&mut store);
        // After a panic the store is not put back: it is dropped on the way.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
        answer
    }
}
