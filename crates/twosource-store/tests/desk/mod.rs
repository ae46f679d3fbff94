//! Reports for the tests, annotated by the shipped model.

#![allow(dead_code, reason = "each test uses a part")]

use std::sync::OnceLock;

use twosource_annotate::{Annotated, annotate};
use twosource_evidence::file::Run;
use twosource_language::Pipeline;
use twosource_reader::read_bytes;
use twosource_store::Weigher;

/// The shipped model.
pub fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap())
}

pub fn run() -> &'static Run {
    static RUN: OnceLock<Run> = OnceLock::new();
    RUN.get_or_init(Run::default)
}

pub fn weigher() -> Weigher<'static> {
    Weigher { pipeline: pipeline(), run: run() }
}

/// A report as a JSON line gives it.
pub fn report(id: &str, outlet: &str, day: &str, text: &str) -> Annotated {
    let line = serde_json::json!({
        "id": id, "outlet": outlet, "published": day, "text": text,
        "url": format!("https://{}.example/{id}", outlet.to_lowercase().replace(' ', "-")),
    });
    let reading = read_bytes(Some("reports.jsonl"), line.to_string().as_bytes(), &Default::default());
    assert!(reading.failures.is_empty(), "{:?}", reading.failures);
    annotate(reading.reports.into_iter().next().unwrap(), pipeline())
}

pub const FERRY_POST: &str = "The ferry Islay Star ran aground on a sandbank near Port Ellen on Wednesday morning.\n\nAt least two people died, the coastguard said. “We heard a loud bang,” said Mary Ross, a passenger.\n\nThe ferry is owned by Caledonian Lines.";
pub const FERRY_HERALD: &str = "A ferry ran aground near Port Ellen on Wednesday, police said.\n\nPolice said two people died and forty passengers were taken ashore in lifeboats.\n\nThe Islay Star was on its way to Kennacraig with forty passengers.";
pub const FERRY_TIMES: &str = "Divers searched the wreck of the ferry Islay Star near Port Ellen on Thursday.\n\nFour people died when the ferry ran aground on Wednesday, the hospital said.\n\nThe owner, Caledonian Lines, said that the captain had been suspended.";
pub const ELECTION: &str = "Voters in Ruritania re-elected President Anna Novak on Sunday.\n\nThe election commission said turnout was 61 percent.\n\nNovak said she would raise the minimum wage.";
