//! A collection as those who write to it and ask it see it.

use std::sync::atomic::Ordering::Relaxed;
use std::sync::atomic::{AtomicBool, AtomicUsize};

use jiff::Timestamp;
use twosource_store::{
    Edit, Event, Mark, Matter, Outcome, Query, Since, Store, StoreError, StoryFilter, StoryId, Table,
    TableFormat, Way,
};

use crate::desk::{ELECTION, FERRY_HERALD, FERRY_POST, FERRY_TIMES, report, weigher};

fn at(text: &str) -> Timestamp {
    twosource_store::moment(text).unwrap()
}

fn some_reports() -> Vec<twosource_annotate::Annotated> {
    vec![
        report("post", "Harbour Post", "2023-09-13", FERRY_POST),
        report("vote", "Daily Vote", "2023-09-13", ELECTION),
        report("herald", "Island Herald", "2023-09-13", FERRY_HERALD),
    ]
}

/// A collection with two stories, and its folder.
fn collection() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(folder.path()).unwrap();
    store.ingest(&some_reports(), at("2023-09-14")).unwrap();
    (folder, store)
}

#[test]
fn reports_join_stories_and_the_same_bytes_change_nothing() {
    let (folder, mut store) = collection();
    let size = store.size().unwrap();
    assert_eq!((size.reports, size.versions, size.stories), (3, 3, 2));
    let again = store.ingest(&some_reports(), at("2023-09-15")).unwrap();
    assert!(again.iter().all(|arrival| arrival.outcome == Outcome::Known), "{again:?}");
    assert_eq!(store.size().unwrap(), size);
    drop(store);

    // A later process goes on where the first ended.
    let mut store = Store::create(folder.path()).unwrap();
    let late = report("times", "The Times", "2023-09-14", FERRY_TIMES);
    let arrival = store.ingest(&[late], at("2023-09-15")).unwrap().remove(0);
    let stories = store.stories(&StoryFilter::default()).unwrap();
    let ferry = stories.iter().find(|story| story.id == StoryId(arrival.story)).unwrap();
    assert_eq!(ferry.reports, 3, "{stories:#?}");
    assert_eq!(ferry.outlets, ["Harbour Post", "Island Herald", "The Times"]);
    assert_eq!(ferry.published, ["2023-09-13", "2023-09-14"]);
}

#[test]
fn stories_are_filtered() {
    let (_folder, store) = collection();
    let list = |filter: StoryFilter| store.stories(&filter).unwrap();
    let of_outlet = list(StoryFilter { outlet: Some("harbour".to_owned()), ..StoryFilter::default() });
    assert_eq!((of_outlet.len(), of_outlet[0].reports), (1, 2));
    let of_entity = list(StoryFilter { entity: Some("Novak".to_owned()), ..StoryFilter::default() });
    assert_eq!((of_entity.len(), of_entity[0].reports), (1, 1));
    assert!(list(StoryFilter { since: Some(at("2023-09-14")), ..StoryFilter::default() }).is_empty());
    assert_eq!(list(StoryFilter { until: Some(at("2023-09-14")), ..StoryFilter::default() }).len(), 2);
    assert_eq!(list(StoryFilter { at_least: 2, ..StoryFilter::default() }).len(), 1);
    assert!(list(StoryFilter { outlet: Some("%".to_owned()), ..StoryFilter::default() }).is_empty());
}

#[test]
fn a_changed_report_is_a_version_and_a_quiet_edit_of_a_number_stands_out() {
    let (_folder, mut store) = collection();
    let text = FERRY_POST.replace("At least two people died", "At least three people died");
    let changed = report("post", "Harbour Post", "2023-09-13", &text);
    let arrival = store.ingest(&[changed], at("2023-09-15")).unwrap().remove(0);
    assert_eq!((arrival.outcome, arrival.version), (Outcome::Revised, 2));
    assert_eq!(store.size().unwrap().reports, 3);

    let changes = store.changes(None).unwrap();
    assert_eq!(changes.len(), 1);
    let revision = &changes[0].revisions[0];
    let altered = &revision.statements[0];
    assert_eq!((altered.edit, altered.quiet), (Edit::Altered, true), "{revision:#?}");
    assert!(altered.matters.contains(&Matter::Number));
    assert_eq!(altered.words, [["two".to_owned(), "three".to_owned()]]);

    // The bytes of the first version again are known.
    let first = report("post", "Harbour Post", "2023-09-13", FERRY_POST);
    let arrival = store.ingest(&[first], at("2023-09-16")).unwrap().remove(0);
    assert_eq!(arrival.outcome, Outcome::Known);
    // Search finds the newest words only.
    let found = |words: &str, store: &mut Store| {
        let mut query: Query = words.parse().unwrap();
        query.statements = true;
        store.search(&query, None).unwrap().hits.len()
    };
    assert_eq!(found("\"least three people\"", &mut store), 1);
    assert_eq!(found("\"least two people\"", &mut store), 0);
}

#[test]
fn one_id_without_an_outlet_makes_no_versions_of_texts_that_share_nothing() {
    let (_folder, mut store) = collection();
    let nameless = |text: &str| {
        let line = serde_json::json!({"id": "1", "text": text}).to_string();
        let reading = twosource_reader::read_bytes(Some("day.jsonl"), line.as_bytes(), &Default::default());
        twosource_annotate::annotate(reading.reports.into_iter().next().unwrap(), crate::desk::pipeline())
    };
    let first =
        "The council of Halmer closed the bridge over the Skarn on Monday after a crack was found in a pier.";
    let other =
        "A court in Port Kelda freed two sailors on Friday, and their ship may leave the harbour at once.";
    let outcome =
        |store: &mut Store, text: &str| store.ingest(&[nameless(text)], at("2023-09-15")).unwrap().remove(0);
    assert_eq!(outcome(&mut store, first).outcome, Outcome::New);
    let refused = outcome(&mut store, other);
    assert_eq!(refused.outcome, Outcome::Refused);
    let why = refused.refusal().unwrap();
    assert!(why.contains("\"1\"") && why.contains("The council of Halmer"), "{why}");
    let revised = first.replace("on Monday", "on Tuesday");
    assert_eq!(outcome(&mut store, &revised).outcome, Outcome::Revised);
}

#[test]
fn later_reports_are_compared_with_the_newest_version_of_a_report() {
    let (folder, mut store) = collection();
    let story = store.knows(&some_reports()[1].report).unwrap().unwrap().story;
    // The page is kept and its words are new, as happens with "latest news" pages.
    let newest = "A landslide buried the road from Kessel to Altmark on Thursday.\n\nRescue dogs searched for two lorry drivers, the Altmark fire brigade said.";
    let revised = report("vote", "Daily Vote", "2023-09-14", newest);
    let arrival = store.ingest(&[revised], at("2023-09-15")).unwrap().remove(0);
    assert_eq!((arrival.outcome, arrival.story), (Outcome::Revised, story));

    let same = "The road from Kessel to Altmark lay under a landslide on Thursday, and the fire brigade searched for two lorry drivers with dogs.";
    let join = |store: &mut Store, id: &str, text: &str| {
        let report = report(id, "Valley News", "2023-09-14", text);
        store.ingest(&[report], at("2023-09-16")).unwrap().remove(0).story
    };
    assert_eq!(join(&mut store, "valley", same), story);
    drop(store);

    // A later process knows the newest words too, and not the older ones.
    let mut store = Store::create(folder.path()).unwrap();
    let more = "Two lorry drivers were found alive under the landslide on the road from Kessel to Altmark, the fire brigade said. Dogs had led to them.";
    assert_eq!(join(&mut store, "valley-2", more), story);
    assert_ne!(join(&mut store, "valley-3", ELECTION), story);
}

#[test]
fn an_id_that_another_outlet_has_is_refused_by_name() {
    let (_folder, mut store) = collection();
    let other = report("post", "Mountain News", "2023-09-13", ELECTION);
    let arrival = store.ingest(&[other], at("2023-09-15")).unwrap().remove(0);
    assert_eq!(arrival.outcome, Outcome::Refused);
    assert_eq!(arrival.taken_by.as_deref(), Some("Harbour Post"));
    assert_eq!(store.size().unwrap().versions, 3);
}

#[test]
fn the_brief_of_a_story_says_what_is_new() {
    let (_folder, mut store) = collection();
    let late = report("times", "The Times", "2023-09-14", FERRY_TIMES);
    let story = StoryId(store.ingest(&[late], at("2023-09-15T08:00:00Z")).unwrap()[0].story);
    let (evidence, news) = store.news(story, Since::Received(at("2023-09-15")), weigher()).unwrap();
    assert_eq!(evidence.stories[0].id, story.to_string());
    assert_eq!(evidence.reports.len(), 3);
    assert_eq!(news.reports, ["times"]);
    assert!(!news.origins.is_empty(), "{news:#?}");
    // A toll of four a day after one of two is an update, and no dispute.
    assert!(news.conflicts.iter().any(|conflict| conflict.update), "{news:#?}");
    assert!(!news.claims.is_empty(), "{news:#?}");
    assert!(news.claims.iter().all(|turn| turn.way != Way::Gone), "{news:#?}");
    let (_, published) = store.news(story, Since::Published(at("2023-09-14")), weigher()).unwrap();
    assert_eq!(published.reports, ["times"]);
    let (_, nothing) = store.news(story, Since::Received(at("2023-09-16")), weigher()).unwrap();
    assert!(nothing.is_empty(), "{nothing:#?}");
    // Asked again, it is the same to the byte.
    let again = store.evidence(story, weigher()).unwrap();
    assert_eq!(serde_json::to_string(&again).unwrap(), serde_json::to_string(&evidence).unwrap());
}

#[test]
fn search_knows_fields() {
    let (_folder, mut store) = collection();
    let mut reports = |line: &str| -> Vec<String> {
        let hits = store.search(&line.parse().unwrap(), None).unwrap().hits;
        hits.into_iter().map(|hit| hit.report).collect()
    };
    assert_eq!(reports("lifeboat"), ["herald"]);
    assert_eq!(reports("ferry outlet:harbour"), ["post"]);
    assert_eq!(reports("entity:\"Anna Novak\""), ["vote"]);
    assert_eq!(reports("speaker:coastguard died"), ["post"]);
    assert_eq!(reports("ferry date:2023-09-13").len(), 2);
    assert!(reports("ferry date:2023-09-14..").is_empty());
    assert!(reports("ferry -lifeboats").contains(&"post".to_owned()));
    assert!(reports("zebra").is_empty());
    // All but: words that must not be there, of what a field asks for.
    assert_eq!(reports("-lifeboats date:2023-09-13"), ["post", "vote"]);
    let hit = store.search(&"lifeboats".parse().unwrap(), None).unwrap().hits.remove(0);
    assert_eq!(&hit.snippet[hit.marks[0].clone()], "lifeboats");
}

#[test]
fn hostile_questions_are_answered_or_refused() {
    let (_folder, mut store) = collection();
    let mut ask = |line: &str| line.parse::<Query>().and_then(|query| store.search(&query, None));
    let many = |part: &str| part.repeat(10_000);
    for (line, said) in [
        ("", "nothing is asked"),
        ("\"", "no word"),
        ("(", "no word"),
        ("*", "no word"),
        ("date:..", "nothing is asked"),
        ("-ferry -bridge", "add a word"),
        (&many("ferry OR "), "200 at most"),
        (&many("ferry OR bridge "), "200 at most"),
        (
            &format!("outlet:\"{}\"", (0..10_000).map(|n| format!("post{n} ")).collect::<String>()),
            "200 at most",
        ),
        (&many("("), "no word"),
        (&many("\""), "no word"),
    ] {
        let error = ask(line).unwrap_err();
        assert!(matches!(error, StoreError::Question(_)), "{error:?}");
        assert!(error.to_string().contains(said), "{error}");
    }
    for line in [
        "ferry AND",
        "OR OR ferry",
        "\"ferry ran\"~9999999999",
        "[a TO z]",
        "ferry^^1e400",
        "ferry\\",
        "f* ?erry",
        "/(a+)+$/ ferry",
        "'ferry",
        "ferry \"ran",
        "+ferry",
        &format!("{}ferry{}", many("("), many(")")),
        &format!("ferry {}", many("-")),
        &many("ferry"),
    ] {
        let answer = ask(line);
        let readable = matches!(answer, Ok(_) | Err(StoreError::Question(_)));
        assert!(readable, "{answer:?}");
    }
}

#[test]
fn statements_are_found_by_standing() {
    let (_folder, mut store) = collection();
    let mut corroborated: Query = "standing:corroborated".parse().unwrap();
    corroborated.limit = 100;
    let found = store.search(&corroborated, Some(weigher())).unwrap();
    let evidence: Vec<_> = store
        .story_ids()
        .unwrap()
        .into_iter()
        .map(|story| store.evidence(story, weigher()).unwrap())
        .collect();
    let claims = evidence.iter().flat_map(|evidence| &evidence.stories[0].claims);
    let expected: std::collections::BTreeSet<_> = claims
        .filter(|claim| claim.standing == twosource_evidence::file::Standing::Corroborated)
        .flat_map(|claim| &claim.statements)
        .map(|at| (at.report.clone(), at.start, at.end))
        .collect();
    let places = found.hits.iter().map(|hit| (hit.report.clone(), hit.place.unwrap()));
    let places: std::collections::BTreeSet<_> = places.map(|(id, [start, end])| (id, start, end)).collect();
    assert_eq!(places, expected);
}

#[test]
fn a_report_is_found_as_soon_as_it_is_taken_in_and_by_its_newest_words() {
    let (folder, mut store) = collection();
    let mut other = Store::open(folder.path()).unwrap();
    let mut found = |words: &str| other.search(&words.parse().unwrap(), None).unwrap().total;
    let take_in = |store: &mut Store, text: &str| {
        store.ingest(&[report("late", "Late Post", "2023-09-16", text)], at("2023-09-16T10:00:00Z")).unwrap();
    };
    assert_eq!((found("walrus"), found("ferry")), (0, 2));
    take_in(&mut store, "A walrus lay on the ferry's deck, said the harbour master.");
    assert_eq!((found("walruses"), found("ferry"), found("speaker:master walrus")), (1, 3, 1));
    assert_eq!(found("date:2023-09-16"), 1);
    take_in(&mut store, "A seal lay on the deck of a boat, said the harbour master.");
    assert_eq!(
        (found("walrus"), found("ferry"), found("seal"), found("speaker:master walrus")),
        (0, 2, 1, 0)
    );
    assert_eq!(found("date:2023-09-16"), 1);
}

#[test]
fn words_together_alternatives_and_titles() {
    let (_folder, mut store) = collection();
    let mut found = |line: &str| -> Vec<String> {
        store.search(&line.parse().unwrap(), None).unwrap().hits.into_iter().map(|hit| hit.report).collect()
    };
    assert_eq!(found("\"two people died\""), ["herald", "post"]);
    assert_eq!(found("\"people two died\""), [""; 0]);
    assert_eq!(found("ferry bang OR lifeboat").len(), 2);
    assert_eq!(found("turnout OR lifeboat").len(), 2);
    assert_eq!(found("lifeboat OR nowhere"), ["herald"]);
    assert_eq!(found("FERRIES grounded bang"), [""; 0]);
}

#[test]
fn tables_are_written_in_every_format() {
    use parquet::file::reader::{FileReader, SerializedFileReader};

    let (_folder, store) = collection();
    for what in Table::ALL {
        let mut lines = Vec::new();
        let rows = store.export(what, TableFormat::JsonLines, &mut lines, Some(weigher())).unwrap();
        assert_eq!(String::from_utf8(lines).unwrap().lines().count(), rows);
        for format in [TableFormat::Csv, TableFormat::Postgres] {
            let mut table = Vec::new();
            store.export(what, format, &mut table, Some(weigher())).unwrap();
            let mut reader = csv::Reader::from_reader(table.as_slice());
            assert_eq!(reader.headers().unwrap().len(), what.columns().len());
            assert_eq!(reader.records().map(Result::unwrap).count(), rows);
        }
        let mut columns = Vec::new();
        store.export(what, TableFormat::Parquet, &mut columns, Some(weigher())).unwrap();
        let file = SerializedFileReader::new(parquet_bytes(columns)).unwrap();
        assert_eq!(file.metadata().file_metadata().num_rows(), rows as i64);
    }
}

#[test]
fn all_tables_at_once_are_the_tables_one_by_one_and_know_each_report_once() {
    let (_folder, store) = collection();
    let mut files: Vec<Vec<u8>> = Table::ALL.iter().map(|_| Vec::new()).collect();
    let mut outs = files.iter_mut();
    let next = |_| outs.next().ok_or_else(|| std::io::Error::other("none left"));
    let counts = store.export_all(TableFormat::JsonLines, next, weigher(), &mut |_, _| {}).unwrap();
    for ((table, count), file) in counts.into_iter().zip(&files) {
        let mut alone = Vec::new();
        let rows = store.export(table, TableFormat::JsonLines, &mut alone, Some(weigher())).unwrap();
        assert_eq!(rows, count, "{table}");
        let sorted = |bytes: &[u8]| {
            let mut lines: Vec<String> = String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        // Alone, reports stand in the order of arrival; with the others, by story.
        assert_eq!(sorted(file), sorted(&alone), "{table}");
    }
}

#[test]
fn the_table_of_reports_tells_whose_text_a_report_is() {
    use twosource_reader::{Syndication, SyndicationMark};

    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(folder.path()).unwrap();
    let mut copied = report("h1", "Herald", "2023-09-13", FERRY_POST);
    let mark = SyndicationMark::Source;
    copied.report.syndicated_from = Some(Syndication { name: "Harbour Post".to_owned(), url: None, mark });
    store.ingest(&[copied, report("t1", "Times", "2023-09-14", FERRY_TIMES)], Timestamp::UNIX_EPOCH).unwrap();
    let mut table = Vec::new();
    store.export(Table::Reports, TableFormat::Csv, &mut table, None).unwrap();
    let mut reader = csv::Reader::from_reader(table.as_slice());
    let column = reader.headers().unwrap().iter().position(|name| name == "syndicated_from").unwrap();
    let from: Vec<String> = reader.records().map(|row| row.unwrap()[column].to_owned()).collect();
    assert_eq!(from, ["Harbour Post", ""]);
}

fn parquet_bytes(bytes: Vec<u8>) -> std::fs::File {
    use std::io::{Seek, Write};
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&bytes).unwrap();
    file.rewind().unwrap();
    file
}

#[test]
fn one_process_writes_and_others_read() {
    let (folder, mut store) = collection();
    // The lock belongs to an open file: a second store in this process is as good as another process.
    assert!(matches!(Store::create(folder.path()), Err(StoreError::Locked { .. })));
    let mut reader = Store::open(folder.path()).unwrap();
    assert_eq!(reader.size().unwrap().reports, 3);
    let late = report("times", "The Times", "2023-09-14", FERRY_TIMES);
    assert!(matches!(
        reader.ingest(std::slice::from_ref(&late), at("2023-09-15")),
        Err(StoreError::Locked { .. })
    ));
    assert_eq!(reader.search(&"ferry".parse().unwrap(), None).unwrap().hits.len(), 2);
    store.ingest(&[late], at("2023-09-15")).unwrap();
    assert_eq!(reader.size().unwrap().reports, 4);
}

#[test]
fn a_newer_format_is_refused_and_a_foreign_folder_too() {
    let (folder, store) = collection();
    drop(store);
    let database = folder.path().join("collection.sqlite");
    let connection = rusqlite::Connection::open(&database).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    for opened in [Store::open(folder.path()), Store::create(folder.path())] {
        let error = opened.unwrap_err();
        assert!(matches!(error, StoreError::Newer { found: 99, .. }));
        assert!(error.to_string().contains("newer twosource"), "{error}");
    }
    std::fs::write(&database, b"not a database at all, but some text of more than a hundred bytes, so that its head is read as one and refused").unwrap();
    assert!(Store::open(folder.path()).is_err());
    let empty = tempfile::tempdir().unwrap();
    assert!(matches!(Store::open(empty.path()), Err(StoreError::Missing { .. })));
}

#[test]
fn what_is_not_there_is_said() {
    let (_folder, store) = collection();
    assert!(matches!(store.evidence(StoryId(99), weigher()), Err(StoreError::UnknownStory { .. })));
    assert!(matches!(store.story_now(StoryId(99)), Err(StoreError::UnknownStory { .. })));
    assert!(matches!(store.changes(Some("zz")), Err(StoreError::UnknownReport { .. })));
    assert_eq!(store.changes(Some("https://harbour-post.example/post")).unwrap()[0].report, "post");
}

#[test]
fn lists_are_read_in_pages_and_say_how_claims_stand() {
    let (_folder, store) = collection();
    let all = store.stories(&StoryFilter::default()).unwrap();
    assert!(all.len() > 1 && all.iter().all(|story| story.tally.is_none()));
    let filter = StoryFilter { limit: 1, ..StoryFilter::default() };
    let pages: Vec<_> = (0..all.len()).map(|offset| store.front(&filter, offset).unwrap()).collect();
    assert!(pages.iter().all(|page| page.total == all.len() && page.stories.len() == 1));
    let paged: Vec<_> = pages.iter().map(|page| page.stories[0].id).collect();
    assert_eq!(paged, all.iter().map(|story| story.id).collect::<Vec<_>>());

    let unweighed = store.unweighed(10).unwrap();
    assert_eq!(unweighed.len(), all.len());
    let evidence = store.evidence(all[0].id, weigher()).unwrap();
    let summary = store.summary(all[0].id).unwrap();
    assert_eq!(summary.title, evidence.stories[0].title);
    let tally = summary.tally.unwrap();
    let counted = tally.corroborated + tally.disputed + tally.echoed + tally.single_source;
    assert!(tally.current && counted == evidence.stories[0].claims.len());
    assert_eq!(store.unweighed(10).unwrap().len(), all.len() - 1);
}

#[test]
fn what_happened_is_told_from_any_mark_on() {
    let (_folder, mut store) = collection();
    let start: Mark = "0.0".parse().unwrap();
    let before = store.events(start, 100).unwrap();
    assert!(before.iter().all(|(_, event)| matches!(event, Event::Report { version: 1, .. })));
    let mark = store.mark().unwrap();
    assert_eq!(before.last().unwrap().0, mark);
    assert!(store.events(mark, 100).unwrap().is_empty());

    let more = report("late", "Late", "2023-09-15", FERRY_TIMES);
    store.ingest(&[more], at("2023-09-15T10:00:00Z")).unwrap();
    let story = store.stories(&StoryFilter::default()).unwrap()[0].id;
    store.evidence(story, weigher()).unwrap();
    let after = store.events(mark, 1).unwrap();
    assert!(matches!(&after[0].1, Event::Report { id, .. } if id == "late"));
    assert!(matches!(&after[1].1, Event::Standing { story: of, .. } if *of == story));
    assert_eq!(store.events(after[0].0, 100).unwrap()[0], after[1]);
    assert!("12".parse::<Mark>().is_err());
}

#[test]
fn two_processes_write_by_turns() {
    let (folder, mut first) = collection();
    let stories = first.size().unwrap().stories;
    first.rest();
    let mut second = Store::create(folder.path()).unwrap();
    let other = report("e2", "Beacon", "2023-09-20", ELECTION);
    let there = second.ingest(&[other], at("2023-09-20T10:00:00Z")).unwrap()[0].story;
    let refused = first.ingest(&some_reports()[..1], at("2023-09-20T11:00:00Z"));
    assert!(matches!(refused, Err(StoreError::Locked { .. })), "{refused:?}");
    second.rest();
    // The first knows by now what the second took in: the report joins it.
    let same = report("e3", "Lantern", "2023-09-20", &format!("{} It rained.", ELECTION));
    let arrival = first.ingest(&[same], at("2023-09-20T12:00:00Z")).unwrap();
    assert_eq!(arrival[0].story, there);
    assert!(first.size().unwrap().stories >= stories);
}

#[test]
fn what_watching_knows_is_kept() {
    let (folder, mut store) = collection();
    assert_eq!(store.watched("https://feed.example/").unwrap(), None);
    store.set_watched(&[("https://feed.example/".to_owned(), "{\"etag\":\"x\"}".to_owned())]).unwrap();
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.watched("https://feed.example/").unwrap().as_deref(), Some("{\"etag\":\"x\"}"));
}

#[test]
fn stories_are_weighed_by_one_process_while_another_takes_reports_in() {
    let (folder, mut store) = collection();
    let (taking, weighed) = (AtomicBool::new(true), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        let weighing = scope.spawn(|| {
            let other = Store::open(folder.path()).unwrap();
            while taking.load(Relaxed) {
                for story in other.unweighed(100).unwrap() {
                    other.evidence(story, weigher()).unwrap();
                    weighed.fetch_add(1, Relaxed);
                }
            }
        });
        let mut take_in = |number: u32| {
            let text = format!(
                "Hall {number} of Port Ellen was closed on Monday. Its owner, Ada {number}, said so."
            );
            let one = report(&format!("h{number}"), "Hall Post", "2023-09-20", &text);
            store.ingest(&[one], at("2023-09-20T10:00:00Z")).map(drop)
        };
        // Until the other has had its turns, however the machine shares its time between the two.
        let taken =
            (0..).take_while(|&number| number < 60 || weighed.load(Relaxed) < 6).try_for_each(&mut take_in);
        taking.store(false, Relaxed);
        weighing.join().unwrap();
        taken.unwrap();
    });
}
