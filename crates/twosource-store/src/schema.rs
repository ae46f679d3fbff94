//! The tables of a collection, and how an older format becomes the newest.

use std::path::Path;

use rusqlite::{Connection, Transaction};

use crate::StoreError;

/// "2src": marks a SQLite file as a collection.
const APPLICATION: i64 = 0x3273_7263;

/// One step a format: `STEPS[n]` turns format `n` into format `n + 1`; an empty file is of format 0. A step is never
/// changed once released; a new format is a new step.
const STEPS: [&str; 6] = [FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH];

const FIRST: &str = "
-- A text by an outlet, under all its versions. Rows are numbered in the order of arrival.
CREATE TABLE report (
    report INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    story INTEGER NOT NULL,
    -- The newest row of `version` that belongs to it.
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX report_by_story ON report (story);

-- Other names by which a report is known when it comes again: 'url:…', 'file:…'.
CREATE TABLE name (
    name TEXT PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report
) STRICT, WITHOUT ROWID;

-- What a report said at one time. Rows are never changed.
CREATE TABLE version (
    version INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report DEFERRABLE INITIALLY DEFERRED,
    -- 1 for the first.
    number INTEGER NOT NULL,
    -- Of the input's bytes.
    sha256 TEXT NOT NULL,
    -- When it came in: milliseconds since 1970, UTC.
    received INTEGER NOT NULL,
    outlet TEXT,
    title TEXT NOT NULL,
    published TEXT,
    url TEXT,
    -- The report and its annotation, each compressed.
    content BLOB NOT NULL,
    annotation BLOB NOT NULL,
    UNIQUE (report, number)
) STRICT;
CREATE INDEX version_by_sha256 ON version (sha256);

-- Names of people, organisations, states and places, each once.
CREATE TABLE entity (
    entity INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;
-- How often each version mentions them.
CREATE TABLE mention (
    version INTEGER NOT NULL REFERENCES version,
    entity INTEGER NOT NULL REFERENCES entity,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (version, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_by_entity ON mention (entity);

-- What the grouping knows of each report.
CREATE TABLE grouping (
    report INTEGER PRIMARY KEY REFERENCES report,
    entry BLOB NOT NULL
) STRICT;

-- Which reports changed their story, and with whose arrival: merges and splits can be told from it.
CREATE TABLE move (
    move INTEGER PRIMARY KEY,
    cause INTEGER NOT NULL REFERENCES version DEFERRABLE INITIALLY DEFERRED,
    report INTEGER NOT NULL REFERENCES report DEFERRABLE INITIALLY DEFERRED,
    from_story INTEGER NOT NULL,
    to_story INTEGER NOT NULL
) STRICT;
CREATE INDEX move_by_from ON move (from_story);
CREATE INDEX move_by_to ON move (to_story);

-- Weighed stories: derived, and only kept to answer at once. The key is a hash of what they were made from.
CREATE TABLE evidence (
    key TEXT PRIMARY KEY,
    story INTEGER NOT NULL,
    -- The newest version row that it knows.
    newest INTEGER NOT NULL,
    evidence BLOB NOT NULL
) STRICT;
CREATE INDEX evidence_by_story ON evidence (story);

-- How claims stood each time a story was weighed anew and something had changed.
CREATE TABLE standing (
    row INTEGER PRIMARY KEY,
    story INTEGER NOT NULL,
    -- The newest version row that the weighing knew.
    newest INTEGER NOT NULL,
    claim TEXT NOT NULL,
    -- NULL before the claim was made, and after it was gone.
    was TEXT,
    became TEXT,
    origins INTEGER NOT NULL
) STRICT;
CREATE INDEX standing_by_story ON standing (story);
";

const SECOND: &str = "
-- Stories as a list shows them: derived from their reports, and made anew for a story that a report came to or left.
CREATE TABLE card (
    story INTEGER PRIMARY KEY,
    -- The newest date of publication, or of receipt where a report bears none: lists are sorted by it.
    newest TEXT NOT NULL,
    reports INTEGER NOT NULL,
    title TEXT NOT NULL,
    -- JSON: names in order.
    outlets TEXT NOT NULL,
    entities TEXT NOT NULL,
    first TEXT,
    last TEXT,
    received INTEGER NOT NULL
) STRICT;
CREATE INDEX card_by_newest ON card (newest DESC, story);

-- How many claims of a story stand how, as it was last weighed.
CREATE TABLE tally (
    story INTEGER PRIMARY KEY,
    -- 0 where a report has come or gone since.
    current INTEGER NOT NULL,
    corroborated INTEGER NOT NULL,
    disputed INTEGER NOT NULL,
    echoed INTEGER NOT NULL,
    single_source INTEGER NOT NULL,
    conflicts INTEGER NOT NULL
) STRICT;

-- What persons decided otherwise than the program. Rows are never deleted; one that is withdrawn says so.
CREATE TABLE correction (
    correction INTEGER PRIMARY KEY,
    story INTEGER NOT NULL,
    -- Milliseconds since 1970, UTC.
    made INTEGER NOT NULL,
    -- JSON.
    content TEXT NOT NULL,
    withdrawn INTEGER,
    withdrawal TEXT
) STRICT;
CREATE INDEX correction_by_story ON correction (story);

-- What watching knows of each feed and page: JSON under its address.
CREATE TABLE watched (
    address TEXT PRIMARY KEY,
    state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

const THIRD: &str = "
-- What search looks in: the terms of each report's newest version, as the program makes them, and nothing else. The row is
-- that of the report.
CREATE VIRTUAL TABLE report_words USING fts5 (
    title, text, outlet, speaker, entity,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);
-- The same of its statements: statement n (from 0) of report r is row r * 1048576 + n.
CREATE VIRTUAL TABLE statement_words USING fts5 (
    text, outlet, speaker, entity,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);
-- When each report was published, where it says so: days since 1970.
CREATE TABLE day (
    report INTEGER PRIMARY KEY REFERENCES report,
    day INTEGER NOT NULL
) STRICT;
";

const FOURTH: &str = "
-- Claims that several outlets make, none telling from whom. What was weighed by older rules is weighed again.
ALTER TABLE tally ADD COLUMN unsourced INTEGER NOT NULL DEFAULT 0;
UPDATE tally SET current = 0;
";

const FIFTH: &str = "
-- What each version says, read once: derived, and read anew where something else reads it now.
CREATE TABLE reading (
    version INTEGER PRIMARY KEY REFERENCES version,
    -- The build and the model that read it.
    read_by TEXT NOT NULL,
    reading BLOB NOT NULL
) STRICT;
";

const SIXTH: &str = "
-- How many sources a story names, and in one line what is solid in it: JSON. What was weighed before is weighed again.
ALTER TABLE tally ADD COLUMN sources INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tally ADD COLUMN lead TEXT;
UPDATE tally SET current = 0;
-- Questions that somebody asks again: the address of a search, under a name.
CREATE TABLE saved_search (
    search INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    -- The query of the page's address: 'q=ferry&standing=disputed'.
    query TEXT NOT NULL,
    -- Milliseconds since 1970, UTC.
    made INTEGER NOT NULL
) STRICT;
-- What those who follow something were told, by names of their own and of what happened.
CREATE TABLE told (
    follower TEXT NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (follower, entry)
) STRICT, WITHOUT ROWID;
";

/// The newest format.
pub(crate) const FORMAT: i64 = STEPS.len() as i64;

/// The format of an opened file; 0 for an empty one.
pub(crate) fn format(connection: &Connection, folder: &Path) -> Result<i64, StoreError> {
    let error = |source| StoreError::database(folder, source);
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let format = number("user_version").map_err(error)?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(error)?;
    if tables > 0 && number("application_id").map_err(error)? != APPLICATION {
        return Err(StoreError::Foreign { folder: folder.to_owned() });
    }
    if format < 0 || (format == 0 && tables > 0) {
        let what = format!("it says that it is of format {format}, which no collection is");
        return Err(StoreError::Damaged { folder: folder.to_owned(), what });
    }
    if format > FORMAT {
        return Err(StoreError::Newer { folder: folder.to_owned(), found: format, known: FORMAT });
    }
    Ok(format)
}

/// Empties what is derived: what search looks in, whatever state it is in, and what was weighed.
pub(crate) fn renew_derived(transaction: &Transaction) -> rusqlite::Result<()> {
    for table in ["report_words", "statement_words", "day"] {
        transaction.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
    }
    transaction.execute_batch(THIRD)?;
    transaction.execute_batch("DELETE FROM evidence; DELETE FROM card; UPDATE tally SET current = 0;")
}

/// Takes a file from `from` to the newest format, all or nothing.
pub(crate) fn migrate(transaction: &Transaction, from: i64) -> rusqlite::Result<()> {
    let done = usize::try_from(from).unwrap_or(0);
    for step in STEPS.iter().skip(done) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", FORMAT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_becomes_a_collection_and_stays_one() {
        let mut connection = Connection::open_in_memory().unwrap();
        let folder = Path::new("x");
        assert_eq!(format(&connection, folder).unwrap(), 0);
        let transaction = connection.transaction().unwrap();
        migrate(&transaction, 0).unwrap();
        transaction.commit().unwrap();
        assert_eq!(format(&connection, folder).unwrap(), FORMAT);
    }

    #[test]
    fn a_newer_format_and_a_foreign_file_are_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        let transaction = connection.transaction().unwrap();
        migrate(&transaction, 0).unwrap();
        transaction.pragma_update(None, "user_version", FORMAT + 1).unwrap();
        transaction.commit().unwrap();
        assert!(
            matches!(format(&connection, Path::new("x")), Err(StoreError::Newer { found, .. }) if found == FORMAT + 1)
        );

        let foreign = Connection::open_in_memory().unwrap();
        foreign.execute_batch("CREATE TABLE thing (a)").unwrap();
        assert!(matches!(format(&foreign, Path::new("x")), Err(StoreError::Foreign { .. })));
    }
}
