//! What is left of the ferry's reports when one source is taken away.

use twosource::evidence::file::Standing;
use twosource::evidence::without::WithoutError;
use twosource::{Desk, Quiet, annotate, evidence, reader};

fn ferry(desk: &Desk) -> (Vec<annotate::Reading>, evidence::Evidence) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/ferry");
    let reports = desk.read(&[path], &reader::Options::default()).reports;
    let read = desk.annotate(reports, &Quiet);
    (read.clone(), desk.weigh(read, &Quiet))
}

#[test]
fn an_agency_takes_its_copies_with_it_and_a_speaker_only_what_he_says() {
    let desk = Desk::with_default_model().unwrap();
    let (read, whole) = ferry(&desk);
    let left = desk.without(read.clone(), &whole, &["nordwire".to_owned()]).unwrap();
    for gone in ["nordwire-1", "island-herald-1"] {
        assert!(left.reports.iter().any(|id| id == gone), "{gone} stays: {:?}", left.reports);
    }
    assert!(left.evidence.reports.iter().all(|report| !left.reports.contains(&report.id)));
    let text = serde_json::to_string(&left.evidence.stories).unwrap();
    assert!(!text.contains("nordwire-1") && !text.contains("Nordwire"), "it is still named");
    let corroborated = left.counts.iter().find(|(standing, ..)| *standing == Standing::Corroborated).unwrap();
    assert!(corroborated.2 <= corroborated.1, "{corroborated:?}");
    assert!(left.fates.iter().any(|fate| fate.now.is_none()), "what it alone said is gone");

    // A person: every report stays that says anything else, and nothing that rests on her is left.
    let who = "Marta Lindqvist";
    let left = desk.without(read.clone(), &whole, &[who.to_owned()]).unwrap();
    assert!(left.statements > 0 && left.reports.is_empty(), "{:?}", left.reports);
    let story = &left.evidence.stories[0];
    assert!(!story.origins.iter().any(|origin| origin.name.contains(who)), "{:?}", story.origins);
    // The same again, and nothing depends on how it was written.
    let again = desk.without(read.clone(), &whole, &[format!(" {} ", who.to_uppercase())]).unwrap();
    assert_eq!(again.evidence.stories, left.evidence.stories);

    match desk.without(read.clone(), &whole, &["Nobody".to_owned()]) {
        Err(WithoutError::Unknown { known, .. }) => assert!(known.contains("coastguard"), "{known}"),
        other => panic!("{other:?}"),
    }
    let all: Vec<String> = whole.reports.iter().filter_map(|report| report.outlet.clone()).collect();
    let nothing = desk.without(read, &whole, &all);
    assert!(matches!(nothing, Err(WithoutError::Nothing(_))), "{nothing:?}");
}
