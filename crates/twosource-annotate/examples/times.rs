//! Finds the time expressions of reports: JSON lines in (`id`, `text`, `published`), JSON lines out, offsets in code
//! points, and on standard error the time that a report takes. With `--no-parse` the tense is guessed from
//! the words.
//!
//! ```text
//! cargo run --release -p twosource-annotate --example times < ../shared/bench/times/aquaint.jsonl > p.jsonl
//! python3 ../shared/bench/score_times.py ../shared/bench/times/aquaint.jsonl p.jsonl
//! ```

use std::error::Error;
use std::io::{self, Read, Write};
use std::time::{Duration, Instant};

use serde_json::json;
use twosource_annotate::annotate;
use twosource_annotate::time::{Anchor, Reference, find_in_text};
use twosource_language::Pipeline;
use twosource_reader::{Options, read_bytes};
use twosource_text::CharIndex;

fn main() -> Result<(), Box<dyn Error>> {
    let parse = !std::env::args().any(|argument| argument == "--no-parse");
    let pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER)?;
    let mut input = Vec::new();
    io::stdin().lock().read_to_end(&mut input)?;
    let mut out = io::stdout().lock();
    let (mut found_in, mut reports) = (Duration::ZERO, 0_u32);
    for report in read_bytes(Some("reports.jsonl"), &input, &Options::default()).reports {
        let (id, text) = (report.id.clone(), report.text.clone());
        let published = report.published.as_ref().map(|published| published.date);
        let reference = published.map(|date| Reference { date, anchor: Anchor::Published });
        let start = Instant::now();
        let times = if parse { annotate(report, &pipeline).times } else { find_in_text(&text, reference) };
        found_in += start.elapsed();
        reports += 1;
        let index = CharIndex::new(&text);
        let rows: Vec<_> = times
            .iter()
            .map(|time| {
                let span = index.chars(time.span);
                json!({
                    "start": span.start, "end": span.end, "text": time.span.of(&text),
                    "type": time.kind, "value": time.value, "anchor": time.anchor,
                })
            })
            .collect();
        writeln!(out, "{}", json!({"id": id, "times": rows}))?;
    }
    if reports > 0 {
        eprintln!("{reports} reports, {:?} each", found_in / reports);
    }
    Ok(())
}
