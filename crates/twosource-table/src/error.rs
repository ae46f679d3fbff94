//! Why a table could not be written.

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// There is no such table.
    #[error("there is no table {asked:?}; the tables are {}", crate::Table::names())]
    Unknown {
        /// As asked.
        asked: String,
    },
    /// The system does not take what is written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A format's own writer says something.
    #[error("{0}")]
    Format(String),
}

/// An error of a format's writer.
pub(crate) fn failed(error: impl std::fmt::Display) -> TableError {
    TableError::Format(error.to_string())
}
