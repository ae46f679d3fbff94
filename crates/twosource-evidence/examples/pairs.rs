//! Prints, a JSON line each, every two statements of a story that are held against each other and what speaks for their saying
//! the same thing: `cargo run -p twosource-evidence --example pairs -- PATH…`. `benchmarks/claims/fit.py` reads it.

use std::error::Error;
use std::io::Write;

use twosource_annotate::annotate;
use twosource_evidence::claim::Comparison;
use twosource_evidence::story::{self, StatementRef, Story};
use twosource_language::Pipeline;
use twosource_text::CharIndex;

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER)?;
    let reading = twosource_reader::read(&paths, &twosource_reader::Options::default());
    for failure in &reading.failures {
        eprintln!("{failure:?}");
    }
    let annotated = reading.reports.into_iter().map(|report| annotate(report, &pipeline)).collect();
    let mut out = std::io::stdout().lock();
    for story in story::group(annotated) {
        let comparison = Comparison::new(&story, &twosource_evidence::cast::find(&story));
        for (a, b, evidence) in comparison.pairs() {
            let shown: serde_json::Map<String, serde_json::Value> =
                evidence.shown.named().iter().map(|&(name, value)| (name.to_owned(), value.into())).collect();
            let line = serde_json::json!({
                "shown": shown,
                "statements": [place(&story, a), place(&story, b)],
                "cosine": evidence.cosine,
                "core": evidence.core,
                "both_lead": evidence.both_lead,
                "quoted": evidence.quoted,
                "probability": evidence.probability(),
            });
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// A statement's report and its first and last character.
fn place(story: &Story, at: StatementRef) -> serde_json::Value {
    let annotated = &story.reports[at.report];
    let span = CharIndex::new(&annotated.report.text).chars(annotated.statements[at.statement].span);
    serde_json::json!({"report": annotated.report.id, "start": span.start, "end": span.end})
}
