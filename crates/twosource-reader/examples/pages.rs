//! Measures the extraction of articles from pages: `cargo run --release --example pages -- ../shared/bench/pages/pages-en.jsonl`.
//!
//! Each line of the file is a page as an object of `html`, `url`, `with` (texts that have to come out), `without` (texts
//! that must not), counted in the whole text and in its paragraphs alone, and `title`, `date`, `author` where known. White space is not compared. `-v` shows each miss.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde_json::Value;
use twosource_reader::{Options, Segment, SegmentKind, read_bytes};
use twosource_text::Span;

/// Found, and wanted.
#[derive(Default)]
struct Share(usize, usize);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let verbose = arguments.first().is_some_and(|first| first == "-v");
    if verbose {
        arguments.remove(0);
    }
    let path = arguments.first().ok_or("give the file of pages")?;
    let mut shares: BTreeMap<&str, Share> = BTreeMap::new();
    let mut slowest = Duration::ZERO;
    let start = Instant::now();
    for line in std::fs::read_to_string(path)?.lines() {
        let wanted: Value = serde_json::from_str(line)?;
        let html = wanted["html"].as_str().unwrap_or("");
        let url = wanted["url"].as_str().unwrap_or("");
        let began = Instant::now();
        let reading = read_bytes(Some("page.html"), html.as_bytes(), &Options::default());
        slowest = slowest.max(began.elapsed());
        let report = reading.reports.first();
        if report.is_none() && verbose {
            println!(
                "{url}\tfailed\t{}",
                reading.failures.first().map(ToString::to_string).unwrap_or_default()
            );
        }
        let text = report.map(|report| bare(&report.text)).unwrap_or_default();
        let is_paragraph = |segment: &&Segment| segment.kind == SegmentKind::Paragraph;
        let paragraphs: String = report.map_or_else(String::new, |report| {
            report
                .segments
                .iter()
                .filter(is_paragraph)
                .map(|segment| bare(segment.span.of(&report.text)))
                .collect()
        });
        for key in ["with", "without"] {
            for part in wanted[key].as_array().into_iter().flatten().filter_map(Value::as_str) {
                let found = text.contains(&bare(part));
                count(&mut shares, key, found);
                let of_paragraphs =
                    if key == "with" { "with, as paragraph" } else { "without, as paragraph" };
                count(&mut shares, of_paragraphs, paragraphs.contains(&bare(part)));
                if verbose && found != (key == "with") {
                    println!("{url}\t{key}\t{part}");
                }
            }
        }
        let published =
            report.and_then(|report| report.published.as_ref()).map(|found| found.date.to_string());
        let fields = [
            ("title", report.and_then(|report| report.title.clone())),
            ("date", published),
            ("author", report.and_then(|report| report.byline.clone())),
        ];
        for (key, found) in fields {
            let known = wanted[key].as_str().unwrap_or("");
            if !known.is_empty() {
                let same = found.as_deref().is_some_and(|found| bare(found) == bare(known));
                count(&mut shares, key, same);
                if verbose && !same {
                    println!("{url}\t{key}\t{known:?} but {found:?}");
                }
            }
        }
        // Words that have a place have to be the same words there.
        for segment in report.into_iter().flat_map(|report| &report.segments) {
            let Some(report) = report else { continue };
            let words = segment.span.of(&report.text);
            let first =
                Span::new(segment.span.start, segment.span.start + words.find(' ').unwrap_or(words.len()));
            let placed = report.alignment.original(first).map(|place| place.of(html));
            count(
                &mut shares,
                "placed",
                placed.is_some_and(|there| there.contains('&') || there == first.of(&report.text)),
            );
        }
    }
    for (key, Share(found, wanted)) in &shares {
        println!("{key:21} {found:5} of {wanted:5}  {:5.1} %", 100.0 * *found as f64 / *wanted as f64);
    }
    println!("{:.1} s in all, the slowest page {} ms", start.elapsed().as_secs_f64(), slowest.as_millis());
    Ok(())
}

fn count<'k>(shares: &mut BTreeMap<&'k str, Share>, key: &'k str, found: bool) {
    let share = shares.entry(key).or_default();
    share.0 += usize::from(found);
    share.1 += 1;
}

/// The words without white space, Bengali letters with a dot in one of their two spellings.
fn bare(words: &str) -> String {
    let bare: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    [('\u{9dc}', "\u{9a1}\u{9bc}"), ('\u{9dd}', "\u{9a2}\u{9bc}"), ('\u{9df}', "\u{9af}\u{9bc}")]
        .iter()
        .fold(bare, |bare, (letter, spelled)| bare.replace(*letter, spelled))
}
