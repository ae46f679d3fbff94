//! Holds drafts against reports and prints a JSON line a draft, as `twosource check` does:
//! `cargo run --release -p twosource-evidence --example draft -- check DRAFTS --against REPORTS`.

use std::error::Error;

use rayon::prelude::*;
use twosource_annotate::annotate;
use twosource_evidence::check::{as_draft, check};
use twosource_evidence::file::Run;
use twosource_language::Pipeline;

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).filter(|given| given != "check").collect();
    let mut sides = given.split(|given| given == "--against");
    let (drafts, reports) = (sides.next().unwrap_or_default(), sides.next().unwrap_or_default());
    let reports: Vec<&String> = reports.iter().take_while(|given| !given.starts_with("--")).collect();
    let pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER)?;
    let options = twosource_reader::Options::default();
    let reports = twosource_reader::read(&reports, &options).reports;
    let reports: Vec<_> = reports.into_par_iter().map(|report| annotate(report, &pipeline)).collect();
    let drafts = twosource_reader::read(drafts, &options).reports;
    let checks: Vec<String> = drafts
        .into_par_iter()
        .map(|mut draft| {
            as_draft(&mut draft);
            let check = check(annotate(draft, &pipeline), reports.clone(), Run::default());
            serde_json::to_string(&check).unwrap_or_default()
        })
        .collect();
    checks.iter().for_each(|line| println!("{line}"));
    Ok(())
}
