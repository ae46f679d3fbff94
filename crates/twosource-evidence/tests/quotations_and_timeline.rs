//! From reports to the evidence file's quotations and timeline.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A broken case should stop the test.

use twosource_annotate::annotate;
use twosource_evidence::file::{Evidence, QuotationRecord, Run, StoryRecord};
use twosource_evidence::weigh;
use twosource_language::Pipeline;

const REPORTS: &str = r#"{"id": "A", "outlet": "Harbour Courier", "published": "2024-05-03", "title": "Ferry hits sandbank off Port Hale", "text": "The ferry Halcyon struck a sandbank off Port Hale on Tuesday.\n\n\"We told them twice on the radio that the eastern channel was closed, and twice they answered that they had understood,\" harbour master Ingrid Maun said on Wednesday.\n\nThe Halcyon was built in 1998.\n\nDivers found a hole in the hull of the Halcyon at 9 a.m. on Thursday."}
{"id": "B", "outlet": "Evening Post", "published": "2024-05-03", "title": "Ferry Halcyon on sandbank off Port Hale", "text": "The Halcyon, a ferry, struck a sandbank off Port Hale on Tuesday.\n\n\"We told them twice on the radio that the eastern channel was shut, and twice they answered,\" Ingrid Maun, the harbour master, told reporters.\n\nEngineers will tow the ferry Halcyon to the yard in June."}
"#;

fn story() -> (Evidence, StoryRecord) {
    let pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap();
    let reading = twosource_reader::read_bytes(Some("case.jsonl"), REPORTS.as_bytes(), &Default::default());
    assert!(reading.failures.is_empty(), "{:?}", reading.failures);
    let annotated = reading.reports.into_iter().map(|report| annotate(report, &pipeline)).collect();
    let evidence = weigh(annotated, Run::default());
    assert_eq!(evidence.stories.len(), 1);
    let story = evidence.stories[0].clone();
    (evidence, story)
}

/// The characters of a version.
fn words(evidence: &Evidence, quotation: &QuotationRecord, version: usize) -> String {
    let version = &quotation.versions[version];
    let report = evidence.reports.iter().find(|report| report.id == version.report).unwrap();
    report.text.chars().skip(version.start).take(version.end - version.start).collect()
}

#[test]
fn a_quotation_has_its_fullest_version_first_and_tells_what_others_cut_and_changed() {
    let (evidence, story) = story();
    let quotation = story.quotations.iter().find(|quotation| quotation.versions.len() == 2).unwrap();
    let speaker =
        story.entities.iter().find(|entity| Some(&entity.id) == quotation.speaker.as_ref()).unwrap();
    assert_eq!(speaker.name, "Ingrid Maun");
    assert_eq!(quotation.versions[0].report, "A");
    assert!(words(&evidence, quotation, 0).contains("that they had understood"));
    assert!(words(&evidence, quotation, 1).starts_with("We told them twice"));
    assert!(quotation.versions[0].attribution.is_some() && quotation.versions[1].attribution.is_some());
    assert_eq!(quotation.versions[1].cut, ["after"]);
    assert_eq!(quotation.versions[1].changes, [["closed".to_owned(), "shut".to_owned()]]);
    assert!(quotation.altered);
}

#[test]
fn the_timeline_is_in_the_order_of_what_happened_and_not_of_the_text() {
    let (_, story) = story();
    let text = |id: &str| story.claims.iter().find(|claim| claim.id == id).unwrap().text.clone();
    let told: Vec<(String, String, String)> = story
        .timeline
        .iter()
        .map(|entry| (entry.time.clone(), entry.precision.clone(), text(&entry.claim)))
        .collect();
    let place = |words: &str| {
        told.iter().position(|(.., text)| text.contains(words)).unwrap_or_else(|| panic!("{words}: {told:?}"))
    };
    assert!(
        place("built in 1998") < place("sandbank") && place("sandbank") < place("hole in the hull"),
        "{told:?}"
    );
    assert!(place("hole in the hull") < place("tow the ferry"), "{told:?}");
    assert_eq!(
        (told[place("built in 1998")].0.as_str(), told[place("built in 1998")].1.as_str()),
        ("1998", "year")
    );
    assert_eq!(told[place("sandbank")].0, "2024-04-30");
    assert_eq!(told[place("hole in the hull")].1, "time");
    // The ferry's accident, which both tell, is one entry.
    assert_eq!(told.iter().filter(|(.., text)| text.contains("struck a sandbank")).count(), 1);
}
