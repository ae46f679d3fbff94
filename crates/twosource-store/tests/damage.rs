//! A collection with damage: it is named, the rest goes on, and what can be had again is made anew.

use std::fs;

use jiff::Timestamp;
use rusqlite::Connection;
use twosource_store::{Outcome, Query, Store, StoreError, StoryFilter, Table, TableFormat};

use crate::desk::{ELECTION, FERRY_HERALD, FERRY_POST, FERRY_TIMES, report, weigher};

fn at(text: &str) -> Timestamp {
    twosource_store::moment(text).unwrap()
}

/// A collection of three reports in whose database something was done.
fn damaged(damage: &str) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(folder.path()).unwrap();
    let reports = [
        report("post", "Harbour Post", "2023-09-13", FERRY_POST),
        report("vote", "Daily Vote", "2023-09-13", ELECTION),
        report("herald", "Island Herald", "2023-09-13", FERRY_HERALD),
    ];
    store.ingest(&reports, at("2023-09-14")).unwrap();
    drop(store);
    let connection = Connection::open(folder.path().join("collection.sqlite")).unwrap();
    connection.execute_batch("PRAGMA writable_schema = ON").unwrap();
    connection.execute_batch(damage).unwrap();
    drop(connection);
    let store = Store::create(folder.path()).unwrap();
    (folder, store)
}

fn found(store: &mut Store, words: &str) -> Vec<String> {
    let query: Query = words.parse().unwrap();
    let mut found: Vec<String> =
        store.search(&query, None).unwrap().hits.into_iter().map(|hit| hit.report).collect();
    found.sort();
    found
}

/// The content of the report "post" is cut; its annotation is whole.
const CUT: &str = "UPDATE version SET content = substr(content, 1, 20) WHERE version = 1";

#[test]
fn one_damaged_value_stops_nothing_and_is_named() {
    let (_folder, mut store) = damaged(CUT);
    let mut table = Vec::new();
    let rows = store.export(Table::Reports, TableFormat::JsonLines, &mut table, None).unwrap();
    assert_eq!(rows, 2);
    let left_out = store.left_out();
    assert!(left_out.len() == 1 && left_out[0].starts_with("post: "), "{left_out:?}");
    assert!(store.left_out().is_empty(), "told once");
    // Claims too, of the reports that are left.
    assert!(store.export(Table::Claims, TableFormat::Csv, Vec::new(), Some(weigher())).unwrap() > 0);
    assert!(!store.left_out().is_empty());

    let hits = found(&mut store, "ferry");
    assert_eq!(hits, ["herald"]);
    assert!(!store.left_out().is_empty());

    let late = report("times", "The Times", "2023-09-14", FERRY_TIMES);
    assert_eq!(store.ingest(&[late], at("2023-09-15")).unwrap()[0].outcome, Outcome::New);

    let health = store.examine().unwrap();
    assert_eq!(health.findings.len(), 1, "{health:?}");
    assert!(health.findings[0].place.contains("report post") && !health.findings[0].derived);
}

#[test]
fn what_can_be_read_is_saved() {
    let (_folder, store) = damaged(CUT);
    let into = tempfile::tempdir().unwrap();
    let saved = store.salvage(into.path()).unwrap();
    assert_eq!((saved.reports, saved.lost), (2, 1), "{saved:?}");
    assert!(store.salvage(into.path()).is_err(), "a collection is not written over");
    let mut new = Store::create(into.path()).unwrap();
    assert_eq!(new.examine().unwrap().findings, []);
    assert_eq!(found(&mut new, "ferry"), ["herald"]);
    assert_eq!(new.stories(&StoryFilter::default()).unwrap().len(), 2);
    let late = report("times", "The Times", "2023-09-14", FERRY_TIMES);
    new.ingest(&[late], at("2023-09-15")).unwrap();
    assert_eq!(new.stories(&StoryFilter::default()).unwrap().len(), 2, "it joins the story of the other");
}

#[test]
fn what_is_derived_is_made_anew() {
    for damage in [
        "DELETE FROM report_words WHERE rowid = 1",
        "UPDATE report_words_data SET block = x'00' WHERE id > 10",
        "UPDATE statement_words_data SET block = x'FF' WHERE id > 10",
        "DELETE FROM card; DELETE FROM report_words; DELETE FROM statement_words",
    ] {
        let (_folder, mut store) = damaged(damage);
        let health = store.examine().unwrap();
        let is_named = health.findings.iter().any(|finding| finding.derived);
        assert!(is_named || damage.contains("statement"), "{damage}: {health:?}");
        store.rebuild().unwrap();
        assert_eq!(store.examine().unwrap().findings, [], "{damage}");
        assert_eq!(found(&mut store, "ferry"), ["herald", "post"], "{damage}");
        assert_eq!(store.stories(&StoryFilter::default()).unwrap().len(), 2);
    }
}

#[test]
fn an_emptied_database_is_no_new_collection() {
    let (folder, store) = damaged("SELECT 1");
    drop(store);
    let path = folder.path().join("collection.sqlite");
    for name in ["collection.sqlite-wal", "collection.sqlite-shm"] {
        drop(fs::remove_file(folder.path().join(name)));
    }
    fs::write(&path, b"").unwrap();
    for opened in [Store::open(folder.path()), Store::create(folder.path())] {
        let said = opened.unwrap_err();
        assert!(matches!(said, StoreError::Damaged { .. }), "{said}");
        assert!(said.to_string().contains("no byte left"), "{said}");
    }
    assert_eq!(fs::metadata(&path).unwrap().len(), 0, "nothing is made in its place");
    // A process that was cut off while it made a new one is no such case.
    fs::remove_file(&path).unwrap();
    fs::write(folder.path().join(".collection.sqlite.new"), b"half").unwrap();
    assert_eq!(Store::create(folder.path()).unwrap().size().unwrap().reports, 0);
}

#[test]
fn any_cut_of_the_database_is_named() {
    const CUTS: usize = 48;
    let (folder, store) = damaged("SELECT 1");
    drop(store);
    let path = folder.path().join("collection.sqlite");
    let whole = fs::read(&path).unwrap();
    for number in 1..CUTS {
        // On the border of a page, and not.
        let at = whole.len() * number / CUTS / 4096 * 4096 + number % 2 * (number * 83 % 4096);
        for beside in ["collection.sqlite-wal", "collection.sqlite-shm"] {
            drop(fs::remove_file(folder.path().join(beside)));
        }
        fs::write(&path, &whole[..at]).unwrap();
        let told = match Store::open(folder.path()) {
            Err(error) => Some(error.to_string()),
            Ok(store) => match store.examine() {
                Err(error) => Some(error.to_string()),
                Ok(health) => health.findings.first().map(|finding| finding.what.clone()),
            },
        };
        let told = told.unwrap_or_else(|| panic!("cut at {at} of {}: nothing is said", whole.len()));
        assert!(!told.is_empty() && !told.contains('\n'), "{told:?}");
    }
}

#[test]
fn a_format_that_no_collection_has_is_named() {
    let folder = tempfile::tempdir().unwrap();
    drop(Store::create(folder.path()).unwrap());
    for format in [-1, 0] {
        let connection = Connection::open(folder.path().join("collection.sqlite")).unwrap();
        connection.pragma_update(None, "user_version", format).unwrap();
        drop(connection);
        let said = Store::open(folder.path()).unwrap_err().to_string();
        assert!(said.contains("damaged") && !said.contains("CREATE"), "{said}");
    }
}

#[test]
fn an_address_is_its_outlets_own() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(folder.path()).unwrap();
    let at_address = |id: &str, outlet: &str, text: &str| {
        let mut annotated = report(id, outlet, "2023-09-13", text);
        annotated.report.url = Some("https://harbourpost.example/a/1".to_owned());
        annotated
    };
    let mut take = |one| store.ingest(&[one], at("2023-09-14")).unwrap().remove(0);
    assert_eq!(take(at_address("post", "Harbour Post", FERRY_POST)).outcome, Outcome::New);
    // However it comes: another id at the same address, and the same id at the same address.
    for id in ["star", "post"] {
        let arrival = take(at_address(id, "Evil Star", ELECTION));
        assert_eq!((arrival.outcome, arrival.taken_by.as_deref()), (Outcome::Refused, Some("Harbour Post")));
        let said = arrival.refusal().unwrap();
        assert!(said.contains("give it"), "it says how to go on: {said}");
    }
    let revised = format!("{FERRY_POST}\n\nThe harbour was closed.");
    assert_eq!(take(at_address("again", "The Harbour Post", &revised)).outcome, Outcome::Revised);
    assert_eq!(store.size().unwrap().reports, 1);
}

#[test]
fn a_writer_waits_its_turn_for_as_long_as_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let first = Store::create(folder.path()).unwrap();
    let patience = std::time::Duration::from_millis(100);
    let refused = Store::create_waiting(folder.path(), patience).unwrap_err();
    assert!(matches!(refused, StoreError::Locked { .. }), "{refused}");
    std::thread::scope(|scope| {
        let waiting =
            scope.spawn(|| Store::create_waiting(folder.path(), std::time::Duration::from_secs(60)).is_ok());
        std::thread::sleep(patience);
        drop(first);
        assert!(waiting.join().unwrap());
    });
}
