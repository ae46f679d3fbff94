//! The collection's folder and its database.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::grouping::Grouping;
use crate::{StoreError, card, schema, search};

/// The database's name in the folder.
pub(crate) const DATABASE: &str = "collection.sqlite";

/// The database's name while it is made.
const NEW: &str = ".collection.sqlite.new";

/// The file that a writing process holds locked.
const LOCK: &str = "writer.lock";

/// How long a reader waits for another's short write.
const PATIENCE: Duration = Duration::from_secs(10);

/// The folder in which programs up to format 2 kept the search index.
const FORMER_INDEX: &str = "search-1";

/// A collection of reports in a folder: a SQLite database.
///
/// One process writes at a time; any number read meanwhile.
#[derive(Debug)]
pub struct Store {
    pub(crate) folder: PathBuf,
    pub(crate) connection: Connection,
    /// False where the folder may only be read.
    pub(crate) writable: bool,
    /// Held while this process is the one that writes; released with the store.
    lock: Option<File>,
    /// Loaded when the first report comes; forgotten when a write fails.
    pub(crate) grouping: Option<Grouping>,
    /// What could not be read back and was left out of an answer.
    left_out: RefCell<BTreeSet<String>>,
}

/// How much a collection holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Reports.
    pub reports: usize,
    /// Their versions.
    pub versions: usize,
    /// Stories that have a report.
    pub stories: usize,
}

impl Store {
    /// Opens the collection in `folder`, or makes an empty one. Takes an older format to the newest.
    ///
    /// # Errors
    /// Where the folder cannot be made or written, holds something else, or a newer format.
    pub fn create(folder: &Path) -> Result<Self, StoreError> {
        Store::create_waiting(folder, Duration::ZERO)
    }

    /// As [`Store::create`]; where another process writes, its end is waited for, for as long as `patience` says.
    ///
    /// # Errors
    /// As [`Store::create`]; [`StoreError::Locked`] where the other still writes after that time.
    pub fn create_waiting(folder: &Path, patience: Duration) -> Result<Self, StoreError> {
        fs::create_dir_all(folder).map_err(|source| StoreError::io(folder, folder, source))?;
        let lock = lock(folder, patience)?;
        let path = folder.join(DATABASE);
        if path.exists() {
            refuse_emptied(folder, &path)?;
        } else {
            begin(folder, &path)?;
        }
        let connection = Connection::open(&path).map_err(|source| StoreError::database(folder, source))?;
        let mut store = Store::with(folder, connection, true)?;
        store.lock = Some(lock);
        store.migrate()?;
        Ok(store)
    }

    /// Opens the collection in `folder` to ask it. A folder that may not be written is read all the same.
    ///
    /// # Errors
    /// Where there is none, or it is of a newer format.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(DATABASE);
        if !path.is_file() {
            return Err(StoreError::Missing { folder: folder.to_owned() });
        }
        refuse_emptied(folder, &path)?;
        let may_write = OpenOptions::new().append(true).open(&path).is_ok() && is_writable(folder);
        let mut store = if may_write {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(&path, flags)
                .map_err(|source| StoreError::database(folder, source))?;
            Store::with(folder, connection, true)?
        } else {
            Store::with(folder, read_only(folder, &path)?, false)?
        };
        let format = schema::format(&store.connection, folder)?;
        if format < schema::FORMAT {
            if !may_write {
                let reason = "its format is older and must be brought up to date first".to_owned();
                return Err(StoreError::ReadOnly { folder: folder.to_owned(), reason });
            }
            store.become_writer()?;
            store.migrate()?;
        }
        Ok(store)
    }

    fn with(folder: &Path, mut connection: Connection, writable: bool) -> Result<Self, StoreError> {
        let error = |source| StoreError::database(folder, source);
        connection.busy_timeout(PATIENCE).map_err(error)?;
        schema::format(&connection, folder)?;
        if writable {
            // Each commit reaches the disk before it is acknowledged.
            connection
                .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))
                .map_err(error)?;
            connection.pragma_update(None, "synchronous", "FULL").map_err(error)?;
            connection.pragma_update(None, "foreign_keys", true).map_err(error)?;
            // All transactions write. One that begins by reading could not go on where another process wrote meanwhile,
            // however patient it is; one that begins by writing waits its turn.
            connection.set_transaction_behavior(TransactionBehavior::Immediate);
        }
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Store {
            folder: folder.to_owned(),
            connection,
            writable,
            lock: None,
            grouping: None,
            left_out: RefCell::default(),
        })
    }

    fn migrate(&mut self) -> Result<(), StoreError> {
        let from = schema::format(&self.connection, &self.folder)?;
        if from == schema::FORMAT {
            return Ok(());
        }
        let folder = &self.folder;
        let transaction = self.connection.transaction().map_err(|e| StoreError::database(folder, e))?;
        schema::migrate(&transaction, from).map_err(|e| StoreError::database(folder, e))?;
        card::renew_all(&transaction).map_err(|e| StoreError::database(folder, e))?;
        search::renew_all(&transaction).map_err(|e| StoreError::database(folder, e))?;
        transaction.commit().map_err(|e| StoreError::database(folder, e))
    }

    /// Makes this process the one that writes, until [`Store::rest`].
    ///
    /// # Errors
    /// [`StoreError::Locked`] where another is, [`StoreError::ReadOnly`] where the folder may not be written.
    pub fn become_writer(&mut self) -> Result<(), StoreError> {
        if self.lock.is_some() {
            return Ok(());
        }
        if !self.writable {
            let reason = "the folder may only be read".to_owned();
            return Err(StoreError::ReadOnly { folder: self.folder.clone(), reason });
        }
        self.lock = Some(lock(&self.folder, Duration::ZERO)?);
        Ok(())
    }

    /// Lets other processes write until this one does again.
    pub fn rest(&mut self) {
        self.lock = None;
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A folder that an older program left in the collection and that nothing uses any more: it may be deleted.
    pub fn left_over(&self) -> Option<PathBuf> {
        let folder = self.folder.join(FORMER_INDEX);
        folder.is_dir().then_some(folder)
    }

    /// How much it holds.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn size(&self) -> Result<Size, StoreError> {
        let sql = "SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM version),
                   (SELECT count(DISTINCT story) FROM report)";
        let count = |row: &rusqlite::Row, column: usize| row.get::<_, usize>(column);
        self.connection
            .query_row(sql, [], |row| {
                Ok(Size { reports: count(row, 0)?, versions: count(row, 1)?, stories: count(row, 2)? })
            })
            .map_err(|source| self.failed(source))
    }

    /// An error of the database.
    pub(crate) fn failed(&self, source: rusqlite::Error) -> StoreError {
        StoreError::database(&self.folder, source)
    }

    /// What could not be read back since this was last asked, and was left out of the answers: one damaged value does not
    /// keep the others from being read.
    pub fn left_out(&self) -> Vec<String> {
        std::mem::take(&mut *self.left_out.borrow_mut()).into_iter().collect()
    }

    /// `None` for a value that cannot be read back, which is noted; other errors stay.
    pub(crate) fn or_left_out<T>(
        &self,
        of: &str,
        read: Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        match read {
            Ok(value) => Ok(Some(value)),
            Err(StoreError::Damaged { what, .. }) => {
                self.left_out.borrow_mut().insert(format!("{of}: {what}"));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// An error of reading one value: one of another kind than is kept there was damaged.
    pub(crate) fn failed_value(&self, source: rusqlite::Error) -> StoreError {
        use rusqlite::Error::{
            FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, Utf8Error,
        };
        match source {
            FromSqlConversionFailure(..)
            | IntegralValueOutOfRange(..)
            | InvalidColumnType(..)
            | Utf8Error(..) => self.damaged(source.to_string()),
            source => self.failed(source),
        }
    }

    /// A kept value that cannot be read back.
    pub(crate) fn damaged(&self, what: String) -> StoreError {
        StoreError::Damaged { folder: self.folder.clone(), what }
    }
}

/// How long a process that waits for its turn to write sleeps before it asks again.
const NAP: Duration = Duration::from_millis(20);

/// Takes the lock of the writing process.
fn lock(folder: &Path, patience: Duration) -> Result<File, StoreError> {
    let path = folder.join(LOCK);
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|source| StoreError::io(folder, &path, source))?;
    let since = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if since.elapsed() < patience => std::thread::sleep(NAP),
            Err(TryLockError::WouldBlock) => return Err(StoreError::Locked { folder: folder.to_owned() }),
            Err(TryLockError::Error(source)) => return Err(StoreError::io(folder, &path, source)),
        }
    }
}

/// Makes the database of a new collection under another name first: one without a byte is never a new collection, but one
/// that was cut off.
fn begin(folder: &Path, path: &Path) -> Result<(), StoreError> {
    let new = folder.join(NEW);
    if new.exists() {
        // Of a process that was cut off before it got this far.
        fs::remove_file(&new).map_err(|source| StoreError::io(folder, &new, source))?;
    }
    let error = |source| StoreError::database(folder, source);
    let mut connection = Connection::open(&new).map_err(error)?;
    let transaction = connection.transaction().map_err(error)?;
    schema::migrate(&transaction, 0).map_err(error)?;
    transaction.commit().map_err(error)?;
    connection.close().map_err(|(_, source)| error(source))?;
    fs::rename(&new, path).map_err(|source| StoreError::io(folder, path, source))
}

/// Refuses a database without a byte.
fn refuse_emptied(folder: &Path, path: &Path) -> Result<(), StoreError> {
    if fs::metadata(path).is_ok_and(|file| file.len() == 0) {
        let what = format!(
            "{DATABASE} has no byte left in it; put a copy of it back, or delete it to begin a new collection"
        );
        return Err(StoreError::Damaged { folder: folder.to_owned(), what });
    }
    Ok(())
}

/// True where a file can be made in the folder, as SQLite has to.
fn is_writable(folder: &Path) -> bool {
    OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(LOCK)).is_ok()
}

/// Opens a database in a folder that may not be written. Where no process has left a journal, the file alone is whole.
fn read_only(folder: &Path, path: &Path) -> Result<Connection, StoreError> {
    let error = |source| StoreError::database(folder, source);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(error)?;
    let readable = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    let journal = PathBuf::from(format!("{}-wal", path.display()));
    let left_over = fs::metadata(&journal).is_ok_and(|journal| journal.len() > 0);
    match readable {
        Ok(()) => Ok(connection),
        Err(_) if !left_over => {
            let uri = format!("file:{}?immutable=1", escaped(path));
            Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI).map_err(error)
        }
        Err(_) => {
            let reason = "its last writer was cut off, and putting that right needs writing".to_owned();
            Err(StoreError::ReadOnly { folder: folder.to_owned(), reason })
        }
    }
}

/// A path as SQLite's addresses have it.
fn escaped(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}
