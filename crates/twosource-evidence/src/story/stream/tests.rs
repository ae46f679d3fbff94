//! Tests of the stream, on invented events.

use std::sync::LazyLock;

use twosource_annotate::{Annotated, annotate};
use twosource_language::Pipeline;

use super::*;
use crate::invented;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::from_bytes(twosource_model_en::CONTAINER).expect("the model loads"));

fn annotated(id: &str, text: &str) -> Annotated {
    annotate(invented::report(id, "", text), &PIPELINE)
}

const FIRE: [&str; 4] = [
    "A fire destroyed the grain silo of Odder on Monday night. Firefighters from Horsens fought the flames until dawn.",
    "Odder's grain silo burned down on Monday night, firefighters from Horsens said. Nobody was hurt in the blaze.",
    "The owner of the grain silo in Odder said the fire had destroyed the harvest. Firefighters spoke of a faulty dryer.",
    "Investigators looked into a faulty dryer after fire destroyed the Odder grain silo. Firefighters left at dawn.",
];

const STRIKE: [&str; 3] = [
    "Tram drivers in Graz walked out on Tuesday in a dispute over pay. The union vida called the strike.",
    "A strike of tram drivers over pay stopped all trams in Graz on Tuesday, the vida union said.",
    "Graz had no trams on Tuesday: drivers of the union vida were on strike for higher pay.",
];

fn stories(stream: &Stream, reports: usize) -> Vec<Option<u64>> {
    (0..reports as u64).map(|report| stream.story(report)).collect()
}

fn spread(stream: &Stream) -> BTreeMap<u32, u32> {
    stream.terms.iter().map(|(&term, known)| (term, known.spread)).collect()
}

fn streamed(texts: &[&str]) -> Stream {
    let mut stream = Stream::new();
    for (key, text) in texts.iter().enumerate() {
        stream.add(key as u64, &annotated(&key.to_string(), text));
    }
    stream
}

#[test]
fn reports_of_two_events_make_two_stories() {
    let texts = [FIRE[0], STRIKE[0], FIRE[1], STRIKE[1], STRIKE[2], FIRE[2], FIRE[3]];
    let stream = streamed(&texts);
    let (fire, strike) = (stream.story(0), stream.story(1));
    assert_ne!(fire, strike);
    assert_eq!(stories(&stream, 7), [fire, strike, fire, strike, strike, fire, fire]);
}

#[test]
fn a_new_report_tells_where_it_went() {
    let mut stream = Stream::new();
    let first = stream.add(7, &annotated("a", STRIKE[0]));
    assert_eq!(first, Change { story: 1, moves: vec![Move { report: 7, from: None, to: 1 }] });
    let second = stream.add(8, &annotated("b", STRIKE[1]));
    assert_eq!(second, Change { story: 1, moves: vec![Move { report: 8, from: None, to: 1 }] });
    assert_eq!(stream.add(9, &annotated("c", FIRE[0])).story, 2);
}

#[test]
fn a_stream_goes_on_where_it_was() {
    let texts = [FIRE[0], STRIKE[0], FIRE[1], STRIKE[1], FIRE[2], STRIKE[2], FIRE[3]];
    let mut whole = Stream::new();
    let mut entries = Vec::new();
    for (key, text) in texts.iter().enumerate() {
        if key == 4 {
            entries = (0..4).map(|key| whole.entry(key).expect("it is held")).collect();
        }
        whole.add(key as u64, &annotated(&key.to_string(), text));
    }
    let json = serde_json::to_string(&entries).expect("entries can be written");
    let entries: Vec<Entry> = serde_json::from_str(&json).expect("and read");
    let mut restored = Stream::restore(entries, 3);
    for (key, text) in texts.iter().enumerate().skip(4) {
        restored.add(key as u64, &annotated(&key.to_string(), text));
    }
    assert_eq!(stories(&restored, 7), stories(&whole, 7));
    for key in 0..7 {
        assert_eq!(restored.entry(key), whole.entry(key));
    }
}

#[test]
fn a_revised_report_keeps_its_story_and_brings_its_new_words() {
    let mut stream = streamed(&[FIRE[0], STRIKE[0], FIRE[1]]);
    let (fire, strike) = (stream.story(0).unwrap(), stream.story(1).unwrap());
    let before = stream.entry(1).unwrap();
    // The page of the strike now tells of the fire, and nothing of the strike.
    stream.revise(1, strike, &annotated("1", FIRE[2]));
    assert_eq!(stories(&stream, 3), [Some(fire), Some(strike), Some(fire)]);
    let now = stream.entry(1).unwrap();
    assert_ne!(now.vector, before.vector);
    // Its old words are not found any more: another report of the strike opens a story.
    let other = stream.add(3, &annotated("3", STRIKE[1]));
    assert_eq!(other.moves, [Move { report: 3, from: None, to: other.story }]);
    assert!(![fire, strike].contains(&other.story));
    // Its new ones are.
    assert!(now.links.iter().any(|&(report, _)| report == 0), "{:?}", now.links);
}

#[test]
fn a_revised_report_leaves_nothing_of_its_older_version_behind() {
    let mut stream = streamed(&[FIRE[0], STRIKE[0]]);
    let (first, last) = (stream.story(0).unwrap(), stream.story(1).unwrap());
    stream.revise(0, first, &annotated("0", FIRE[1]));
    let mut other = Stream::new();
    other.revise(1, last, &annotated("1", STRIKE[0]));
    other.revise(0, first, &annotated("0", FIRE[1]));
    assert_eq!(spread(&stream), spread(&other));
    assert_eq!(stream.stories.keys().collect::<Vec<_>>(), other.stories.keys().collect::<Vec<_>>());
    assert_eq!(stream.entry(0), other.entry(0));
    let holders = |stream: &Stream| stream.terms.values().map(|known| known.holders.len()).sum::<usize>();
    assert_eq!(holders(&stream), holders(&other));
}

#[test]
fn a_stream_with_revised_reports_goes_on_where_it_was() {
    let mut stream = streamed(&[FIRE[0], STRIKE[0], FIRE[1], STRIKE[1]]);
    stream.revise(0, stream.story(0).unwrap(), &annotated("0", FIRE[2]));
    // In the order of arrival of their newest versions.
    let entries: Vec<Entry> = [1, 2, 3, 0].map(|key| stream.entry(key).unwrap()).into();
    let mut restored = Stream::restore(entries, 3);
    for (key, text) in [(4, FIRE[3]), (5, STRIKE[2])] {
        let annotated = annotated(&key.to_string(), text);
        assert_eq!(restored.add(key, &annotated), stream.add(key, &annotated));
        assert_eq!(restored.entry(key), stream.entry(key));
    }
    assert_eq!(stories(&restored, 6), stories(&stream, 6));
}

#[test]
fn terms_beyond_those_compared_are_counted_also_after_a_restart() {
    let long: String = (0..500).map(|n| format!("The grobnik{n} met a trullo{n} near Wend{n}. ")).collect();
    let mut stream = Stream::new();
    stream.add(0, &annotated("0", &long));
    assert!(stream.terms.len() > 1_400, "{}", stream.terms.len());
    let found_by = stream.terms.values().filter(|known| !known.holders.is_empty()).count();
    assert!((200..=300).contains(&found_by), "{found_by}");
    let restored = Stream::restore(stream.entry(0), 2);
    assert_eq!(restored.terms, stream.terms);
    stream.revise(0, 1, &annotated("0", FIRE[0]));
    assert_eq!(spread(&stream), spread(&streamed(&[FIRE[0]])));
}

#[test]
fn a_report_that_bridges_two_stories_joins_them_and_tells_so() {
    // Each half of the event is told in its own words until one report tells both.
    let mut stream = streamed(&[FIRE[0], STRIKE[0]]);
    let both = format!("{} {} {} {}", FIRE[0], STRIKE[0], FIRE[1], STRIKE[1]);
    for key in 2..6 {
        let change = stream.add(key, &annotated(&key.to_string(), &both));
        for moved in &change.moves {
            assert_eq!(stream.story(moved.report), Some(moved.to));
        }
    }
    let keys: std::collections::BTreeSet<_> = stories(&stream, 6).into_iter().collect();
    assert_eq!(keys.len(), stream.stories.len());
    let held: usize = stream.stories.values().map(Vec::len).sum();
    assert_eq!(held, 6);
}

#[test]
fn a_report_that_let_go_of_links_leaves_nothing_behind_either() {
    let mut stream = streamed(&[STRIKE[0]]);
    for report in 1..300 {
        let links = vec![(0, report as f32 / 300.0)];
        let vector = Vector::default();
        stream.hold(Held { report, story: 1, day: None, vector, links, earlier: 0, has_let_go: false });
    }
    // It keeps the nearest, and each of the others keeps its link to it.
    assert_eq!(stream.at(0).links.first().map(|link| link.0), Some(300 - 256));
    assert!((1..300).all(|report| stream.entry(report).unwrap().links[0].0 == 0));
    stream.revise(0, 1, &annotated("0", FIRE[0]));
    assert!((1..300).all(|report| stream.entry(report).unwrap().links.is_empty()));
}

#[test]
fn empty_reports_stay_alone() {
    let mut stream = Stream::new();
    assert_eq!(stream.add(0, &annotated("a", "")).story, 1);
    assert_eq!(stream.add(1, &annotated("b", "")).story, 2);
}

#[test]
fn what_is_sent_of_a_report_groups_as_the_report_does_and_is_small() {
    let texts: Vec<String> =
        FIRE.iter().chain(&STRIKE).map(|text| format!("{text} It was 34 years ago in 1990.")).collect();
    let (mut here, mut there) = (Stream::new(), Stream::new());
    for (key, text) in texts.iter().enumerate() {
        let annotated = annotated(&key.to_string(), text);
        let sent = serde_json::to_string(&Features::of(&annotated)).unwrap();
        let came: Features = serde_json::from_str(&sent).unwrap();
        assert_eq!(here.add(key as u64, &annotated), there.add_features(key as u64, &came));
        assert_eq!(here.entry(key as u64), there.entry(key as u64));
        assert!(came.len() > 5 && !sent.to_lowercase().contains("fire"));
    }
}

#[test]
fn features_from_elsewhere_do_no_harm_whatever_they_say() {
    let mut stream = streamed(&FIRE);
    for odd in [
        r#"{"day":2147483647,"chances":[],"terms":[{"step":7,"halves":4294967295,"chance":9}]}"#,
        r#"{"day":-2147483648,"chances":[-1e308,1e308],"terms":[{"step":4294967295,"halves":0,"chance":0},{"step":4294967295,"halves":1,"chance":3}]}"#,
        r#"{"day":null,"chances":[],"terms":[{"step":0,"halves":1,"chance":0},{"step":0,"halves":1,"chance":1}]}"#,
    ] {
        let odd: Features = serde_json::from_str(odd).unwrap();
        let key = 1_000 + stream.arrivals.len() as u64;
        assert!(stream.add_features(key, &odd).story > 0);
    }
}
