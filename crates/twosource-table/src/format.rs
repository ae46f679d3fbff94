//! What a table is written as.

/// What a table is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A JSON object a line.
    JsonLines,
    /// Comma-separated values with a head line, as RFC 4180 has it, UTF-8. A list is a JSON array in its cell, and words that
    /// a spreadsheet would run get an apostrophe in front.
    Csv,
    /// Apache Parquet, compressed by Zstandard.
    #[cfg(feature = "parquet")]
    Parquet,
    /// Comma-separated values as `COPY … (FORMAT csv, HEADER)` of PostgreSQL reads them: see [`load_sql`](crate::load_sql).
    Postgres,
}

impl Format {
    /// How the name of a file of it ends.
    pub fn ending(self) -> &'static str {
        match self {
            Format::JsonLines => "jsonl",
            Format::Csv | Format::Postgres => "csv",
            #[cfg(feature = "parquet")]
            Format::Parquet => "parquet",
        }
    }
}
