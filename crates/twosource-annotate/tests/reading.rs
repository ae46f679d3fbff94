//! What a reading holds besides entities, times and attributions, and that it can be stored and sent.

#![allow(clippy::unwrap_used, clippy::panic)] // A broken case should stop the test.

use std::sync::LazyLock;

use twosource_annotate::{Anchor, Observer, Reading, Reference, TermKind, annotate};
use twosource_language::Pipeline;
use twosource_reader::read_bytes;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap());

fn reading(published: Option<&str>, text: &str) -> Reading {
    let line = serde_json::json!({"id": "a", "outlet": "Harbour Post", "published": published, "text": text});
    let read = read_bytes(Some("a.jsonl"), line.to_string().as_bytes(), &Default::default());
    annotate(read.reports.into_iter().next().unwrap(), &PIPELINE)
}

const TEXT: &str = "Two grey barges sank off Port Ellen on Friday. The Marine Accident Board (MAB) will meet next week.\n\nA Reuters reporter at the quay counted nine vans. “We saw it,” said the mayor and the harbour master. It is unclear who owned the barges.\n\nA storm hit the island 65 million years ago, two days after a feast.";

#[test]
fn a_reading_is_data_that_comes_back_as_it_was() {
    for published in [Some("2024-05-04"), None] {
        let reading = reading(published, TEXT);
        let json = serde_json::to_string(&reading).unwrap();
        let back: Reading = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_string(&back).unwrap(), json);
        assert_eq!(back.report.text, TEXT);
    }
}

#[test]
fn a_report_without_a_date_reads_as_one_that_has_it_once_its_story_tells_it() {
    let dated = reading(Some("2024-05-04"), TEXT);
    let undated = reading(None, TEXT);
    assert!(undated.times.iter().any(|time| time.value.contains('X')), "{:?}", undated.times);
    // Stored meanwhile: nothing is parsed to count from another day.
    let mut undated: Reading = serde_json::from_str(&serde_json::to_string(&undated).unwrap()).unwrap();
    undated.resolve_times(Reference { date: jiff::civil::date(2024, 5, 4), anchor: Anchor::Story });
    let values = |reading: &Reading| -> Vec<_> {
        reading.times.iter().map(|time| (time.span, time.kind, time.value.clone())).collect()
    };
    assert_eq!(values(&undated), values(&dated));
    assert_eq!(undated.matters, dated.matters);
    let dates = |reading: &Reading| -> Vec<_> { reading.statements.iter().map(|s| s.time).collect() };
    assert_eq!(dates(&undated), dates(&dated));
}

#[test]
fn what_comparing_needs_of_a_parse_is_told() {
    let reading = reading(Some("2024-05-04"), TEXT);
    let text = &reading.report.text;
    let shown: Vec<(&str, &str)> = (reading.terms.iter())
        .map(|term| (term.form.as_str(), term.shown.unwrap_or(term.span).of(text)))
        .collect();
    assert!(shown.contains(&("nine", "nine vans")), "{shown:?}");
    assert!(shown.contains(&("ellen", "Port Ellen")), "{shown:?}");
    let name = reading.terms.iter().find(|term| term.form == "ellen").unwrap();
    assert_eq!(name.kind, TermKind::Name);

    assert_eq!(reading.abbreviations.len(), 1);
    assert_eq!(reading.abbreviations[0].letters, "MAB");
    assert_eq!(reading.abbreviations[0].name, ["marine", "accident", "board"]);

    let seen = &reading.observations[0];
    assert_eq!((seen.observer, seen.named.of(text)), (Observer::Reporter, "A Reuters reporter at the quay"));
    assert_eq!(reading.name_in(seen.named, seen.head).unwrap().of(text), "Reuters");

    let several = &reading.joined[0];
    let names: Vec<&str> = several.sources.iter().map(|source| source.ranges[0].of(text)).collect();
    assert_eq!(names, ["the mayor", "the harbour master"]);
    assert_eq!(reading.sources_of(several.attribution).len(), 2);

    let open: Vec<&str> = reading.admissions.iter().map(|admission| admission.matter.of(text)).collect();
    assert_eq!(open, ["who owned the barges"]);

    let first = reading.statements[0].span;
    let words: Vec<&str> = reading.words_in(first).iter().map(|word| word.span.of(text)).collect();
    assert_eq!(words, ["Two", "grey", "barges", "sank", "off", "Port", "Ellen", "on", "Friday"]);
}
