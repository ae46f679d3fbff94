//! Annotates reports and prints a JSON line for each, in the shape the benches score:
//! `cargo run --release -p twosource-annotate --example annotate ../shared/bench/attributions/polnear-dev.jsonl`

#![allow(clippy::expect_used)]

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use twosource_annotate::{Annotated, annotate};
use twosource_language::Pipeline;
use twosource_reader::Options;
use twosource_text::{CharIndex, Span};

fn main() {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER).expect("the embedded model loads");
    let reading = twosource_reader::read(&paths, &Options::default());
    for failure in &reading.failures {
        eprintln!("{failure:?}");
    }
    let mut parsing = Duration::ZERO;
    let mut all = Duration::ZERO;
    for report in reading.reports {
        let parts: Vec<Span> = report.segments.iter().map(|segment| segment.span).collect();
        // Once untimed: the words of a text that was parsed before are quicker, and both sides are to gain by it alike.
        let _ = pipeline.parse_parts(&report.text, &parts);
        let start = Instant::now();
        let _ = pipeline.parse_parts(&report.text, &parts);
        parsing += start.elapsed();
        let start = Instant::now();
        let annotated = annotate(report, &pipeline);
        all += start.elapsed();
        println!("{}", shown(&annotated));
    }
    eprintln!("parse {parsing:?}, parse and annotate {all:?}");
}

fn shown(annotated: &Annotated) -> Value {
    let text = &annotated.report.text;
    let index = CharIndex::new(text);
    let pair = |span: &Span| {
        let span = index.chars(*span);
        json!([span.start, span.end])
    };
    let pairs = |spans: &[Span]| Value::from(spans.iter().map(pair).collect::<Vec<_>>());
    let attributions = annotated.attributions.iter().map(|attribution| {
        json!({
            "kind": attribution.kind,
            "source": attribution.source.as_ref().map(|source| json!({
                "ranges": pairs(&source.ranges), "kind": source.kind, "entity": source.entity,
            })),
            "cue": pairs(&attribution.cue),
            "content": pairs(&attribution.content),
            "via": attribution.via,
            "certainty": attribution.certainty,
        })
    });
    let times = annotated.times.iter().map(|time| {
        let span = index.chars(time.span);
        json!({"start": span.start, "end": span.end, "type": time.kind, "value": time.value, "anchor": time.anchor})
    });
    let entities = annotated.entities.iter().map(|entity| {
        let mentions: Vec<Span> = entity.mentions.iter().map(|mention| mention.span).collect();
        json!({"kind": entity.kind, "name": entity.name, "mentions": pairs(&mentions)})
    });
    let statements = annotated.statements.iter().map(|statement| {
        json!({
            "span": pair(&statement.span), "attribution": statement.attribution,
            "certainty": statement.certainty, "time": statement.time,
        })
    });
    json!({
        "id": annotated.report.id,
        "text": text,
        "attributions": attributions.collect::<Vec<_>>(),
        "times": times.collect::<Vec<_>>(),
        "entities": entities.collect::<Vec<_>>(),
        "statements": statements.collect::<Vec<_>>(),
    })
}
