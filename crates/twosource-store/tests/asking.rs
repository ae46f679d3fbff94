//! Narrowing, sorting and saving what is asked of a collection.

use crate::desk::{FERRY_HERALD, FERRY_POST, FERRY_TIMES, report, weigher};
use jiff::Timestamp;
use twosource_evidence::correction::Ask;
use twosource_evidence::file::Standing;
use twosource_store::{Order, Query, Sort, Store, StoreError, StoryFilter, StoryId};

fn at(text: &str) -> Timestamp {
    twosource_store::moment(text).unwrap()
}

fn collection() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(folder.path()).unwrap();
    let bridge = "DUNMORE, Aug. 3 - The new bridge over the river Skarn opened on Thursday, the council said. It cost 12 million euros, mayor Ines Holt told reporters.";
    let reports = [
        report("post", "Harbour Post", "2023-09-13", FERRY_POST),
        report("herald", "Island Herald", "2023-09-14", FERRY_HERALD),
        report("times", "Kelda Times", "2023-09-15", FERRY_TIMES),
        report("bridge", "Harbour Post", "2023-08-03", bridge),
    ];
    store.ingest(&reports, at("2023-09-16")).unwrap();
    (folder, store)
}

#[test]
fn what_fits_is_sorted_paged_and_told_by_outlet_and_month() {
    let (_folder, mut store) = collection();
    let query = Query { words: "said".to_owned(), ..Query::default() };
    let all = store.search(&query, None).unwrap();
    let ids = |query: &Query, store: &mut Store| -> Vec<String> {
        store.search(query, None).unwrap().hits.into_iter().map(|hit| hit.report).collect()
    };
    assert!(all.total >= 3, "{}", all.total);
    let newest = ids(&Query { sort: Sort::Newest, ..query.clone() }, &mut store);
    let mut oldest = ids(&Query { sort: Sort::Oldest, ..query.clone() }, &mut store);
    assert_eq!(oldest.first().map(String::as_str), Some("bridge"));
    oldest.reverse();
    assert_eq!(newest, oldest);
    let second = Query { sort: Sort::Newest, limit: 1, offset: 1, ..query.clone() };
    assert_eq!(ids(&second, &mut store), newest[1..2]);
    assert!(ids(&Query { offset: 100, ..query.clone() }, &mut store).is_empty());

    let facets = store.facets(&query, all.total).unwrap();
    let post = facets.outlets.iter().find(|facet| facet.value == "Harbour Post").unwrap();
    let narrowed = Query { outlet: Some("Harbour Post".to_owned()), ..query.clone() };
    assert_eq!(post.count, store.search(&narrowed, None).unwrap().total);
    assert_eq!(
        facets.months.iter().map(|facet| facet.value.as_str()).collect::<Vec<_>>(),
        ["2023-09", "2023-08"]
    );
    assert_eq!(facets.months.iter().map(|facet| facet.count).sum::<usize>(), all.total);
    // Of statements too, and of nothing there is nothing to tell.
    let spoken = Query { speaker: Some("coastguard".to_owned()), ..Query::default() };
    let said = store.search(&spoken, None).unwrap();
    let outlets = store.facets(&spoken, said.total).unwrap().outlets;
    assert_eq!(outlets.iter().map(|facet| facet.count).sum::<usize>(), said.total);
    assert_eq!(store.facets(&query, 0).unwrap(), Default::default());
}

#[test]
fn a_word_that_stands_nowhere_is_led_to_the_nearest_that_does() {
    let (_folder, store) = collection();
    let meant =
        |words: &str| store.did_you_mean(&Query { words: words.to_owned(), ..Query::default() }).unwrap();
    assert_eq!(meant("ferry"), None);
    let found = meant("\"frery\" OR brigde -said").unwrap();
    assert_eq!(found, "\"ferry\" OR bridge -said");
    for nothing in ["qqqqqqqq", "fer", "", "\u{0}'; DROP TABLE report; --", "żółw"] {
        assert_eq!(meant(nothing), None, "{nothing:?}");
    }
}

#[test]
fn a_search_is_saved_under_one_name_and_forgotten() {
    let (folder, store) = collection();
    store.save_search(" The\n ferry ", "q=ferry", at("2023-09-16")).unwrap();
    store.save_search("The ferry", "q=ferry&standing=disputed", at("2023-09-17")).unwrap();
    let [kept] = &store.saved_searches().unwrap()[..] else { panic!("one name, one search") };
    assert_eq!((kept.name.as_str(), kept.query.as_str()), ("The ferry", "q=ferry&standing=disputed"));
    for (name, query) in
        [("", "q=a"), (&*"x".repeat(101), "q=a"), ("a", ""), ("a", "q=a b"), ("a", "q=\r\nX: y")]
    {
        let refused = store.save_search(name, query, at("2023-09-17"));
        assert!(matches!(refused, Err(StoreError::Question(_))), "{name:.20} {query:?}");
    }
    // Another process sees it, and one that is gone is no error.
    let other = Store::open(folder.path()).unwrap();
    other.forget_search(other.saved_searches().unwrap()[0].id).unwrap();
    other.forget_search(77).unwrap();
    assert!(store.saved_searches().unwrap().is_empty());
}

#[test]
fn stories_are_sorted_by_what_is_asked_and_tell_what_is_solid() {
    let (_folder, mut store) = collection();
    let list = |store: &Store, order| -> Vec<StoryId> {
        let filter = StoryFilter { order, ..StoryFilter::default() };
        store.stories(&filter).unwrap().into_iter().map(|story| story.id).collect()
    };
    let newest = list(&store, Order::Newest);
    assert!(newest.len() >= 2);
    for story in newest.clone() {
        store.evidence(story, weigher()).unwrap();
    }
    let by = |order, value: &dyn Fn(&twosource_store::StorySummary) -> usize| {
        let filter = StoryFilter { order, ..StoryFilter::default() };
        let values: Vec<usize> = store.stories(&filter).unwrap().iter().map(value).collect();
        assert!(values.is_sorted_by(|a, b| a >= b), "{order:?}: {values:?}");
        assert!(values[0] > 0, "{order:?}: {values:?}");
    };
    by(Order::Sources, &|story| story.tally.unwrap().sources);
    let first = store.summary(newest[0]).unwrap();
    let lead = first.lead.expect("several outlets tell of the ferry");
    let evidence = store.evidence(newest[0], weigher()).unwrap();
    let claim = evidence.stories[0].claims.iter().find(|claim| claim.id == lead.claim).unwrap();
    assert_eq!(claim.standing, lead.standing);
    assert!(lead.standing != Standing::SingleSource && !lead.text.is_empty());
    // What came in last comes first.
    let late = report(
        "late",
        "Harbour Post",
        "2023-08-04",
        "DUNMORE, Aug. 4 - The new bridge over the river Skarn was closed on Friday, the council said, a day after it opened. It cost 12 million euros, mayor Ines Holt told reporters.",
    );
    store.ingest(&[late], at("2023-09-20")).unwrap();
    let changed = list(&store, Order::Changed);
    assert!(store.summary(changed[0]).unwrap().received.starts_with("2023-09-20"));
    assert_ne!(list(&store, Order::Newest)[0], changed[0]);
}

#[test]
fn a_standing_is_found_as_decided_where_that_is_asked() {
    let (_folder, mut store) = collection();
    let evidence = store.evidence(StoryId(1), weigher()).unwrap();
    let single =
        evidence.stories[0].claims.iter().find(|claim| claim.standing == Standing::SingleSource).unwrap();
    let ask = Ask::Overrule { claim: single.id.clone(), standing: Standing::Corroborated };
    let decision = ask.decision(&evidence, "S1", &[]).unwrap();
    store.correct(StoryId(1), decision, None, "I called them", at("2023-09-17")).unwrap();
    let (report, start) = (single.statements[0].report.clone(), single.statements[0].start);
    let mut found = |decided| {
        let query = Query { standing: Some(Standing::Corroborated), decided, limit: 500, ..Query::default() };
        let hits = store.search(&query, Some(weigher())).unwrap().hits;
        hits.iter().any(|hit| hit.report == report && hit.place.is_some_and(|place| place[0] == start))
    };
    assert!(found(true) && !found(false));
}
