//! What came in since a moment.

use crate::desk::{FERRY_HERALD, FERRY_POST, FERRY_TIMES, report, weigher};
use jiff::{SignedDuration, Timestamp};
use twosource_store::{Event, Store, StoryId};

/// So many hours after the first report.
fn hour(hours: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours)
}

#[test]
fn what_came_since_a_moment_is_counted_and_the_newest_is_told_first() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(folder.path()).unwrap();
    let of = |store: &Store, at: i64, shown: usize| store.latest(hour(at), shown).unwrap();
    assert_eq!(of(&store, 0, 5), Default::default());
    for (at, id, outlet, text) in
        [(1, "a", "Post", FERRY_POST), (2, "b", "Herald", FERRY_HERALD), (3, "c", "Times", FERRY_TIMES)]
    {
        store.ingest(&[report(id, outlet, "2023-09-13", text)], hour(at)).unwrap();
        store.evidence(StoryId(1), weigher()).unwrap();
    }
    let reports = |events: &[Event]| -> Vec<String> {
        let id = |event: &Event| match event {
            Event::Report { id, .. } => Some(id.clone()),
            Event::Standing { .. } => None,
        };
        events.iter().filter_map(id).collect()
    };
    for (since, expected) in [(0, vec!["c", "b", "a"]), (2, vec!["c", "b"]), (3, vec!["c"]), (4, vec![])] {
        let latest = of(&store, since, 10);
        assert_eq!(
            (latest.reports, reports(&latest.events)),
            (expected.len(), expected.iter().map(ToString::to_string).collect())
        );
    }
    let shown = of(&store, 0, 1);
    assert_eq!((shown.reports, reports(&shown.events)), (3, vec!["c".to_owned()]));
    // The third report gives another number of deaths: claims that stood otherwise before are told, new ones are not.
    let since_third = of(&store, 3, 100);
    let turned = since_third.events.iter().filter(|event| matches!(event, Event::Standing { .. })).count();
    assert!(turned > 0 && turned == since_third.standings, "{since_third:?}");
    assert!(since_third.events.iter().all(|event| !matches!(event, Event::Standing { was: None, .. })));
    assert_eq!(of(&store, 4, 100).standings, 0);
}
