//! Reads reports and prints the evidence file: `cargo run --release -p twosource-evidence --example evidence -- PATH…`.
//! With `--each` first, each path by itself, a line each. With `--stories` first, prints a JSON line a report instead, with the number of its story.

use std::error::Error;
use std::io::Write;

use rayon::prelude::*;
use twosource_annotate::annotate;
use twosource_evidence::file::{ModelRecord, Run};
use twosource_evidence::{story, weigh};
use twosource_language::Pipeline;

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths: Vec<String> = std::env::args().skip(1).collect();
    let stories_only = paths.first().is_some_and(|first| first == "--stories");
    if stories_only {
        paths.remove(0);
    }
    let pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER)?;
    if paths.first().is_some_and(|first| first == "--each") {
        let lines: Vec<String> = paths[1..]
            .par_iter()
            .map(|path| {
                let reading = twosource_reader::read(&[path], &twosource_reader::Options::default());
                let annotated =
                    reading.reports.into_iter().map(|report| annotate(report, &pipeline)).collect();
                serde_json::to_string(&weigh(annotated, Run::default())).unwrap_or_default()
            })
            .collect();
        lines.iter().for_each(|line| println!("{line}"));
        return Ok(());
    }
    let reading = twosource_reader::read(&paths, &twosource_reader::Options::default());
    for failure in &reading.failures {
        eprintln!("{failure:?}");
    }
    let annotated = reading.reports.into_par_iter().map(|report| annotate(report, &pipeline)).collect();
    let mut out = std::io::stdout().lock();
    let started = std::time::Instant::now();
    if stories_only {
        for (number, story) in story::group(annotated).iter().enumerate() {
            for report in &story.reports {
                writeln!(out, "{}", serde_json::json!({"id": report.report.id, "story": number}))?;
            }
        }
    } else {
        let info = pipeline.info();
        let model = ModelRecord {
            name: info.name.clone(),
            version: info.version.clone(),
            sha256: info.sha256.clone(),
        };
        let run =
            Run { version: env!("CARGO_PKG_VERSION").to_owned(), models: vec![model], ..Run::default() };
        serde_json::to_writer_pretty(&mut out, &weigh(annotated, run))?;
    }
    eprintln!("weighed in {:?}", started.elapsed());
    Ok(())
}
