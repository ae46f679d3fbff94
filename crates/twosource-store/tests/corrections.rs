//! Corrections as the collection keeps them.

use crate::desk::{FERRY_HERALD, FERRY_POST, FERRY_TIMES, report, weigher};
use jiff::Timestamp;
use twosource_evidence::correction::{Ask, CorrectionId, Decision, Effect, apply};
use twosource_evidence::file::{Evidence, Standing};
use twosource_evidence::verify;
use twosource_store::{Store, StoreError, StoryId, Table, TableFormat};

fn at(text: &str) -> Timestamp {
    twosource_store::moment(text).unwrap()
}

fn collection() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(folder.path()).unwrap();
    let reports = [
        report("post", "Harbour Post", "2023-09-13", FERRY_POST),
        report("herald", "Island Herald", "2023-09-13", FERRY_HERALD),
    ];
    store.ingest(&reports, at("2023-09-14")).unwrap();
    (folder, store)
}

fn overruling(evidence: &Evidence, claim: &str) -> Decision {
    let ask = Ask::Overrule { claim: claim.to_owned(), standing: Standing::Corroborated };
    ask.decision(evidence, &evidence.stories[0].id, &[]).unwrap()
}

#[test]
fn a_correction_is_kept_beside_the_evidence_and_taken_back_without_a_trace_in_it() {
    let (folder, store) = collection();
    let evidence = store.evidence(StoryId(1), weigher()).unwrap();
    let bytes = serde_json::to_vec(&evidence).unwrap();
    let single =
        evidence.stories[0].claims.iter().find(|claim| claim.standing == Standing::SingleSource).unwrap();
    let decision = overruling(&evidence, &single.id);

    // Another process writes meanwhile: a correction does not wait for its lock.
    let reader = Store::open(folder.path()).unwrap();
    let made = reader
        .correct(StoryId(1), decision.clone(), Some("Ada"), " I called them ", at("2023-09-15"))
        .unwrap();
    assert_eq!((made.id.as_str(), made.story.as_str(), made.note.as_str()), ("K1", "S1", "I called them"));
    assert_eq!((made.by.as_deref(), made.made.as_str()), (Some("Ada"), "2023-09-15T00:00:00Z"));
    assert_eq!(store.corrections(StoryId(1)).unwrap(), std::slice::from_ref(&made));
    assert_eq!(serde_json::to_vec(&store.evidence(StoryId(1), weigher()).unwrap()).unwrap(), bytes);

    let corrected = store.corrected(StoryId(1), weigher()).unwrap();
    assert_eq!(corrected.stories[0].corrections, [made]);
    assert_eq!(corrected.stories[0].claims, evidence.stories[0].claims);
    let mut table = Vec::new();
    store.export(Table::Claims, TableFormat::JsonLines, &mut table, Some(weigher())).unwrap();
    let rows: Vec<serde_json::Value> =
        String::from_utf8(table).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let row = rows.iter().find(|row| row["claim"] == single.id.as_str()).unwrap();
    assert_eq!((&row["standing"], &row["decided"]), (&"single-source".into(), &"corroborated".into()));
    assert_eq!(row["corrections"], serde_json::json!(["K1"]));
    assert_eq!(rows.iter().filter(|row| !row["decided"].is_null()).count(), 1);

    let taken_back =
        store.withdraw(CorrectionId(1), Some("Ada"), Some("wrong boat"), at("2023-09-16")).unwrap();
    let withdrawn = taken_back.withdrawn.unwrap();
    assert_eq!(
        (withdrawn.at.as_str(), withdrawn.note.as_deref()),
        ("2023-09-16T00:00:00Z", Some("wrong boat"))
    );
    let corrections = store.corrections(StoryId(1)).unwrap();
    let decided = apply(&evidence, "S1", &corrections).unwrap();
    assert_eq!(
        (decided.corrections[0].effect, &decided.story.claims),
        (Effect::Withdrawn, &evidence.stories[0].claims)
    );
    let again = store.withdraw(CorrectionId(1), None, None, at("2023-09-17")).unwrap_err().to_string();
    assert!(again.contains("2023-09-16"), "{again}");
}

#[test]
fn a_correction_holds_on_when_the_story_grows_and_goes_stale_when_its_words_go() {
    let (_folder, mut store) = collection();
    let evidence = store.evidence(StoryId(1), weigher()).unwrap();
    let single =
        evidence.stories[0].claims.iter().find(|claim| claim.standing == Standing::SingleSource).unwrap();
    let report_of = single.statements[0].report.clone();
    store.correct(StoryId(1), overruling(&evidence, &single.id), None, "seen it", at("2023-09-15")).unwrap();
    store.ingest(&[report("times", "The Times", "2023-09-14", FERRY_TIMES)], at("2023-09-16")).unwrap();
    let grown = store.corrected(StoryId(1), weigher()).unwrap();
    assert_eq!(grown.reports.len(), 3);
    let decided = apply(&grown, "S1", &grown.stories[0].corrections).unwrap();
    assert_eq!(decided.corrections[0].effect, Effect::InForce, "{:?}", decided.corrections);
    assert_eq!(decided.claims[0].evidence[0].text, single.text);

    // The report comes again and says something else altogether.
    let outlet = if report_of == "post" { "Harbour Post" } else { "Island Herald" };
    let other = "The town council opened a library on Monday. Nobody spoke of anything else that day.";
    store.ingest(&[report(&report_of, outlet, "2023-09-14", other)], at("2023-09-17")).unwrap();
    let gone = store.corrected(StoryId(1), weigher()).unwrap();
    let decided = apply(&gone, "S1", &gone.stories[0].corrections).unwrap();
    assert_eq!(decided.corrections[0].effect, Effect::Stale, "{:?}", decided.corrections);
    let verified = verify(&gone, &[]);
    assert_eq!(verified.stale.len(), 1, "{:?}", verified.stale);
}

#[test]
fn what_cannot_be_corrected_is_said() {
    let (_folder, store) = collection();
    let evidence = store.evidence(StoryId(1), weigher()).unwrap();
    let decision = || overruling(&evidence, "C1");
    let now = at("2023-09-15");
    assert!(matches!(store.correct(StoryId(1), decision(), None, " ", now), Err(StoreError::Correction(_))));
    assert!(matches!(
        store.correct(StoryId(9), decision(), None, "a", now),
        Err(StoreError::UnknownStory { .. })
    ));
    assert!(matches!(store.corrections(StoryId(u64::MAX)), Err(StoreError::UnknownStory { .. })));
    for id in [0, 7, u64::MAX] {
        let error = store.withdraw(CorrectionId(id), None, None, now).unwrap_err().to_string();
        assert!(error.contains(&format!("no correction K{id}")), "{error}");
    }
    assert!(store.corrections(StoryId(1)).unwrap().is_empty());
}
