//! Prints every segment of some reports, a line each with its bytes: `cargo run --example segments -- PATH…`.
//!
//! For whoever writes rules: look through all that is no paragraph in texts the rules were not made for.

use std::path::PathBuf;

use twosource_reader::{Options, read};

fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let reading = read(&paths, &Options::default());
    for failure in &reading.failures {
        eprintln!("{failure}");
    }
    for warning in &reading.warnings {
        eprintln!("warning: {warning}");
    }
    for report in &reading.reports {
        let agencies: Vec<&str> = report.agencies.iter().map(|agency| agency.name.as_str()).collect();
        println!(
            "{}\treport\ttitle={:?} published={:?} byline={:?} outlet={:?} agencies={agencies:?} language={:?}",
            report.id,
            report.title,
            report.published.as_ref().map(|published| &published.value),
            report.byline,
            report.outlet,
            report.language,
        );
        for segment in &report.segments {
            let span = segment.span;
            let words = span.of(&report.text);
            println!("{}\t{:?}\t{}-{}\t{words:?}", report.id, segment.kind, span.start, span.end);
        }
    }
}
