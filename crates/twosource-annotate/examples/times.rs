//! Finds the time expressions of reports without a parse: JSON lines in (`id`, `text`, `published`), JSON lines out,
//! offsets in code points. For measuring the rules alone; `twosource annotate` measures the whole.
//!
//! ```text
//! cargo run --release -p twosource-annotate --example times < ../shared/bench/times/aquaint.jsonl > p.jsonl
//! python3 ../shared/bench/score_times.py ../shared/bench/times/aquaint.jsonl p.jsonl
//! ```

use std::error::Error;
use std::io::{self, BufRead, Write};

use serde_json::{Value, json};
use twosource_annotate::time::{Anchor, Reference, find_in_text};
use twosource_text::CharIndex;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let report: Value = serde_json::from_str(&line?)?;
        let text = report["text"].as_str().unwrap_or("");
        let published = report["published"].as_str().and_then(|day| day.get(..10)?.parse().ok());
        let reference = published.map(|date| Reference { date, anchor: Anchor::Published });
        let index = CharIndex::new(text);
        let times: Vec<Value> = find_in_text(text, reference)
            .iter()
            .map(|time| {
                let span = index.chars(time.span);
                json!({"start": span.start, "end": span.end, "type": time.kind, "value": time.value, "anchor": time.anchor})
            })
            .collect();
        writeln!(out, "{}", json!({"id": report["id"], "times": times}))?;
    }
    Ok(())
}
