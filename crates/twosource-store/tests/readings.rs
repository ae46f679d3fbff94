//! What each version says is kept, and read anew only where another has read it or it is damaged.

use std::path::Path;

use crate::desk::{ELECTION, FERRY_HERALD, FERRY_POST, report, weigher};
use jiff::Timestamp;
use rusqlite::Connection;
use twosource_evidence::Evidence;
use twosource_store::{Store, StoryId};

fn connection(folder: &Path) -> Connection {
    Connection::open(folder.join("collection.sqlite")).unwrap()
}

/// Every kept reading and what read it.
fn kept(folder: &Path) -> Vec<(i64, String, Vec<u8>)> {
    let connection = connection(folder);
    let mut found =
        connection.prepare("SELECT version, read_by, reading FROM reading ORDER BY version").unwrap();
    let rows = found.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// The first story, weighed anew after `change` was made to the database.
fn weighed_after(folder: &Path, change: &str) -> Evidence {
    connection(folder).execute_batch(&format!("DELETE FROM evidence; {change}")).unwrap();
    Store::open(folder).unwrap().evidence(StoryId(1), weigher()).unwrap()
}

#[test]
fn a_story_is_weighed_from_what_was_read_when_its_reports_came() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let mut store = Store::create(folder).unwrap();
    let batch = [
        report("post", "Harbour Post", "2023-09-13", FERRY_POST),
        report("herald", "Island Herald", "2023-09-13", FERRY_HERALD),
        report("vote", "Capital Times", "2023-09-14", ELECTION),
    ];
    store.ingest(&batch, Timestamp::UNIX_EPOCH).unwrap();
    drop(store);
    let fresh = kept(folder);
    assert_eq!(fresh.len(), 3);

    let evidence = weighed_after(folder, "");
    assert_eq!(evidence.reports.len(), 2);
    // What another build has read, what is damaged and what is gone is read anew, and kept again.
    for change in [
        "UPDATE reading SET read_by = 'another'",
        "UPDATE reading SET reading = x'00'",
        "UPDATE reading SET reading = substr(reading, 1, length(reading) - 1)",
        "DELETE FROM reading WHERE version < 3",
    ] {
        assert_eq!(weighed_after(folder, change), evidence, "{change}");
        assert_eq!(kept(folder)[..2], fresh[..2], "{change}");
        connection(folder).execute("DELETE FROM reading WHERE version = 3", []).unwrap();
    }
}
