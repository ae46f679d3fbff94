//! A collection of an older format, as its program left it: `format-1.sql` is what the program of format 1 made of three
//! reports, one of them revised, and one story weighed.

use std::path::Path;

use crate::desk::{ELECTION, FERRY_HERALD, FERRY_POST, FERRY_TIMES, report, weigher};
use rusqlite::Connection;
use twosource_store::{Edit, Outcome, Query, Store, StoreError, StoryFilter, StoryId, moment};

const FORMAT_1: &str = include_str!("format-1.sql");

/// Makes the collection of format 1 in `folder`.
fn lay_down(folder: &Path) {
    let connection = Connection::open(folder.join("collection.sqlite")).unwrap();
    // The dump has its tables in alphabetical order.
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    connection.execute_batch(FORMAT_1).unwrap();
}

fn format_of(folder: &Path) -> i64 {
    let connection = Connection::open(folder.join("collection.sqlite")).unwrap();
    connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

/// Looks for all that the older program had put in.
fn everything_is_there(store: &mut Store) {
    let size = store.size().unwrap();
    assert_eq!((size.reports, size.versions, size.stories), (3, 4, 2));
    let stories = store.stories(&StoryFilter::default()).unwrap();
    let ferry = stories.iter().find(|story| story.id == StoryId(1)).unwrap();
    assert_eq!(ferry.outlets, ["Harbour Post", "Island Herald"]);
    assert_eq!(
        (ferry.reports, ferry.published.as_slice()),
        (2, &["2023-09-13".to_owned(), "2023-09-13".to_owned()][..])
    );
    let of_novak = StoryFilter { entity: Some("Novak".to_owned()), ..StoryFilter::default() };
    assert_eq!(store.stories(&of_novak).unwrap().len(), 1);

    let changes = store.changes(Some("post")).unwrap();
    let altered = &changes[0].revisions[0].statements[0];
    assert_eq!((altered.edit, altered.quiet), (Edit::Altered, true), "{changes:#?}");

    let evidence = store.evidence(StoryId(1), weigher()).unwrap();
    assert_eq!(evidence.reports.len(), 2);
    assert!(!evidence.stories[0].conflicts.is_empty(), "four dead against two");
    assert!(!store.history(StoryId(1)).unwrap().is_empty());

    let query: Query = "lifeboats".parse().unwrap();
    assert_eq!(store.search(&query, None).unwrap().hits[0].report, "herald");
}

#[test]
fn a_collection_of_format_1_is_opened_and_everything_is_found() {
    let folder = tempfile::tempdir().unwrap();
    lay_down(folder.path());
    assert_eq!(format_of(folder.path()), 1);
    let mut store = Store::open(folder.path()).unwrap();
    everything_is_there(&mut store);
    drop(store);
    assert!(format_of(folder.path()) > 1);
    // Brought up to date once, it stays so.
    everything_is_there(&mut Store::open(folder.path()).unwrap());
}

#[test]
fn an_older_programs_search_index_is_left_alone_and_named() {
    let folder = tempfile::tempdir().unwrap();
    lay_down(folder.path());
    let former = folder.path().join("search-1");
    std::fs::create_dir(&former).unwrap();
    std::fs::write(former.join("meta.json"), "{}").unwrap();
    let mut store = Store::open(folder.path()).unwrap();
    assert_eq!(store.left_over(), Some(former.clone()));
    everything_is_there(&mut store);
    assert_eq!(std::fs::read(former.join("meta.json")).unwrap(), b"{}");
    std::fs::remove_dir_all(former).unwrap();
    assert_eq!(store.left_over(), None);
}

#[test]
fn a_collection_of_format_1_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    lay_down(folder.path());
    let mut store = Store::create(folder.path()).unwrap();
    let received = moment("2023-09-20").unwrap();
    let mut take_in = |id: &str, outlet: &str, day: &str, text: &str| {
        store.ingest(&[report(id, outlet, day, text)], received).unwrap().remove(0)
    };
    // What it knew it still knows.
    let herald = take_in("herald", "Island Herald", "2023-09-13", FERRY_HERALD);
    assert_eq!(herald.story, 1);
    assert_ne!(herald.outcome, Outcome::New, "{herald:?}");
    let first = take_in("post", "Harbour Post", "2023-09-13", FERRY_POST);
    assert_eq!((first.story, first.version > 1), (1, true), "{first:?}");
    // Later reports join the stories that were there, or open one under a number that was never used.
    assert_eq!(take_in("times", "The Times", "2023-09-14", FERRY_TIMES).story, 1);
    assert_eq!(take_in("echo", "The Echo", "2023-09-13", ELECTION).story, 2);
    let other =
        take_in("tram", "Tram News", "2023-09-13", "Trams in Graz stood still on Monday in a strike.");
    assert_eq!((other.outcome, other.story), (Outcome::New, 3));
}

#[test]
#[cfg(unix)]
fn a_folder_of_format_1_that_may_only_be_read_is_refused_with_the_reason() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    // Rights do not bind the superuser: as such the test runs itself again as nobody.
    const FOLDER: &str = "TWOSOURCE_TEST_FORMAT_1";
    let refused = |folder: &Path| {
        let error = Store::open(folder).unwrap_err();
        assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
        let words = error.to_string();
        assert!(words.contains("older") && words.contains("cannot be written"), "{words}");
    };
    if let Some(folder) = std::env::var_os(FOLDER) {
        return refused(Path::new(&folder));
    }
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("collection");
    std::fs::create_dir(&folder).unwrap();
    lay_down(&folder);
    let mode = |path: &Path, mode: u32| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(parent.path(), 0o755);
    mode(&folder.join("collection.sqlite"), 0o444);
    mode(&folder, 0o555);
    if std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0) {
        let name = "migration::a_folder_of_format_1_that_may_only_be_read_is_refused_with_the_reason";
        let again = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name])
            .env(FOLDER, &folder)
            .uid(65534)
            .output();
        match again {
            Ok(again) => assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stdout)),
            Err(error) => eprintln!("skipped: this user may not run the test as another ({error})"),
        }
    } else {
        refused(&folder);
    }
    mode(&folder, 0o755);
    assert_eq!(format_of(&folder), 1, "nothing was changed");
}
