//! What can go wrong with a collection, in words that say what to do.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use rusqlite::ffi;
use thiserror::Error;
use twosource_evidence::correction::CorrectionError;

/// Why a collection could not do what was asked. Nothing that was acknowledged is lost by any of these.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no collection in this folder.
    #[error("there is no collection in {}; `twosource ingest PATH…` makes one, --store names another folder", folder.display())]
    Missing {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder holds a database that is no collection.
    #[error("{} is no Twosource collection; give another folder with --store", folder.display())]
    Foreign {
        /// The folder.
        folder: PathBuf,
    },
    /// The collection was written by a newer program.
    #[error("the collection in {} is of format {found}, this program knows up to {known}; use a newer twosource", folder.display())]
    Newer {
        /// The folder.
        folder: PathBuf,
        /// Its format.
        found: i64,
        /// The newest format that this program knows.
        known: i64,
    },
    /// Another process is writing.
    #[error("another program is writing to the collection in {}; wait until it is done, or give another folder with --store", folder.display())]
    Locked {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder or a file in it may not be written.
    #[error("the collection in {} cannot be written: {reason}; nothing in it was changed", folder.display())]
    ReadOnly {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// No room is left.
    #[error("no room is left for the collection in {} ({reason}); what was acknowledged is safe: make room and run this again", folder.display())]
    Full {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// What is kept cannot be read back.
    #[error("the collection in {} is damaged: {what}", folder.display())]
    Damaged {
        /// The folder.
        folder: PathBuf,
        /// Where.
        what: String,
    },
    /// No story has this number.
    #[error("there is no story {asked}; `twosource stories` lists them")]
    UnknownStory {
        /// As asked.
        asked: String,
    },
    /// No report has this id.
    #[error(
        "there is no report {asked}; `twosource search` and `twosource export --what reports` tell their ids"
    )]
    UnknownReport {
        /// As asked.
        asked: String,
    },
    /// A query or filter that cannot be read.
    #[error("{0}")]
    Question(String),
    /// A correction that cannot be made or found.
    #[error(transparent)]
    Correction(#[from] CorrectionError),
    /// The database says something else.
    #[error("the collection in {}: {source}", folder.display())]
    Database {
        /// The folder.
        folder: PathBuf,
        /// What it says.
        source: rusqlite::Error,
    },
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// An export could not be written.
    #[error("the export cannot be written: {0}")]
    Export(String),
}

impl StoreError {
    /// What an error of the database means for the collection in `folder`.
    pub(crate) fn database(folder: &Path, source: rusqlite::Error) -> Self {
        let folder = folder.to_owned();
        let rusqlite::Error::SqliteFailure(failure, message) = &source else {
            return StoreError::Database { folder, source };
        };
        let reason = message.clone().unwrap_or_else(|| failure.to_string());
        let cannot_write = [
            ffi::SQLITE_IOERR_WRITE,
            ffi::SQLITE_IOERR_FSYNC,
            ffi::SQLITE_IOERR_DIR_FSYNC,
            ffi::SQLITE_IOERR_TRUNCATE,
            ffi::SQLITE_IOERR_SHMSIZE,
        ];
        match failure.code {
            ErrorCode::DiskFull => StoreError::Full { folder, reason },
            _ if cannot_write.contains(&failure.extended_code) => StoreError::Full { folder, reason },
            ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => {
                StoreError::ReadOnly { folder, reason }
            }
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Locked { folder },
            ErrorCode::NotADatabase => StoreError::Foreign { folder },
            ErrorCode::DatabaseCorrupt => StoreError::Damaged { folder, what: reason },
            _ => StoreError::Database { folder, source },
        }
    }

    /// What an error of the file system at `path` means for the collection in `folder`.
    pub(crate) fn io(folder: &Path, path: &Path, source: std::io::Error) -> Self {
        use std::io::ErrorKind;
        let folder = folder.to_owned();
        match source.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                StoreError::ReadOnly { folder, reason: source.to_string() }
            }
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                StoreError::Full { folder, reason: source.to_string() }
            }
            _ => StoreError::Io { path: path.to_owned(), source },
        }
    }
}

impl From<twosource_table::TableError> for StoreError {
    fn from(error: twosource_table::TableError) -> Self {
        match error {
            unknown @ twosource_table::TableError::Unknown { .. } => {
                StoreError::Question(unknown.to_string())
            }
            other => StoreError::Export(other.to_string()),
        }
    }
}
