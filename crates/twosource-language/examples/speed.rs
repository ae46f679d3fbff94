//! Parses texts and prints nothing but how long it took, for `benchmarks/language/speed.py`:
//! `cargo run --release -p twosource-language --example speed -- [--threads N] [--instructions NAME] MODEL PATH…`.
//!
//! A path is a text, or JSON lines (`.jsonl`) with `text`. Prints one line of JSON: tokens, seconds by the clock and seconds
//! of processor time for loading the model and for parsing (processor time on Linux alone, else 0).

use std::error::Error;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use twosource_language::Pipeline;

fn main() -> Result<(), Box<dyn Error>> {
    let (mut threads, mut instructions, mut paths) = (1, None, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--threads" => threads = arguments.next().ok_or("--threads needs a number")?.parse()?,
            "--instructions" => {
                instructions = Some(arguments.next().ok_or("--instructions needs a name")?.parse()?);
            }
            _ => paths.push(argument),
        }
    }
    let (model, paths) = paths.split_first().ok_or("usage: speed [OPTIONS] MODEL PATH…")?;
    let (start, used) = (Instant::now(), processor_seconds());
    let mut pipeline = Pipeline::from_bytes(&std::fs::read(model)?)?;
    let (load_seconds, load_processor_seconds) = (start.elapsed().as_secs_f64(), processor_seconds() - used);
    if let Some(instructions) = instructions {
        pipeline.use_instructions(instructions);
    }
    let mut texts = Vec::new();
    for path in paths {
        let content = std::fs::read_to_string(path)?;
        if path.ends_with(".jsonl") {
            for line in content.lines().filter(|line| !line.trim().is_empty()) {
                let record: serde_json::Value = serde_json::from_str(line)?;
                texts.push(record["text"].as_str().unwrap_or_default().to_owned());
            }
        } else {
            texts.push(content);
        }
    }
    let start = Instant::now();
    let next = AtomicUsize::new(0);
    let work = || {
        let (mut tokens, used) = (0, processor_seconds());
        while let Some(text) = texts.get(next.fetch_add(1, Ordering::Relaxed)) {
            tokens += pipeline.parse(text).len();
        }
        (tokens, processor_seconds() - used)
    };
    let mut done = Vec::new();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        done.push(work());
        done.extend(workers.into_iter().map_while(|worker| worker.join().ok()));
    });
    let record = serde_json::json!({
        "tokens": done.iter().map(|(tokens, _)| tokens).sum::<usize>(),
        "seconds": start.elapsed().as_secs_f64(),
        "processor_seconds": done.iter().map(|(_, seconds)| seconds).sum::<f64>(),
        "load_seconds": load_seconds,
        "load_processor_seconds": load_processor_seconds,
    });
    println!("{record}");
    Ok(())
}

/// Seconds that this thread has run on a processor.
fn processor_seconds() -> f64 {
    let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = statistics.split_whitespace().next().and_then(|number| number.parse().ok());
    nanoseconds.unwrap_or(0.0) / 1e9
}
