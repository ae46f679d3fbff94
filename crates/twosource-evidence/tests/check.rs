//! Runs `check.md`: invented reports, a draft, and what a check must tell of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A broken case should stop the test.

mod cases;

use cases::Case;
use proptest::prelude::*;
use twosource_annotate::{Annotated, annotate};
use twosource_evidence::check::{Check, StatementCheck, as_draft, check, json_schema};
use twosource_evidence::file::Run;
use twosource_language::Pipeline;

fn pipeline() -> Pipeline {
    Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap()
}

fn checked(case: &Case, pipeline: &Pipeline, turned: bool) -> Check {
    let reading =
        twosource_reader::read_bytes(Some("case.jsonl"), case.reports.as_bytes(), &Default::default());
    assert!(reading.failures.is_empty(), "{}: {:?}", case.name, reading.failures);
    let (mut drafts, reports): (Vec<_>, Vec<_>) = reading.reports.into_iter().partition(|r| r.id == "Z");
    let mut reports: Vec<Annotated> = reports.into_iter().map(|report| annotate(report, pipeline)).collect();
    if turned {
        reports.reverse();
    }
    let mut draft = drafts.pop().unwrap();
    as_draft(&mut draft);
    check(annotate(draft, pipeline), reports, Run::default())
}

fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

/// True where a check tells what a line of an expectation says.
fn tells(check: &Check, line: &str) -> bool {
    let text: Vec<char> = check.draft.text.chars().collect();
    let said = |s: &StatementCheck| text[s.start..s.end].iter().collect::<String>();
    let statements = || check.sentences.iter().flat_map(|sentence| &sentence.statements);
    let details = || statements().flat_map(|statement| &statement.details);
    let (what, rest) = line.split_once(' ').unwrap();
    if let Some((has, draft)) = rest.split_once(" -> ") {
        return match what {
            "change" => {
                check.quotations.iter().flat_map(|q| &q.changes).any(|c| c[0] == has && c[1] == draft)
            }
            "name" => check.names.iter().any(|n| n.text == has && n.spelt.iter().any(|s| s.name == draft)),
            _ => panic!("{line}"),
        };
    }
    let (value, words) = rest.split_once(": ").unwrap();
    match what {
        "statement" => statements().any(|s| said(s).contains(words) && word(s.verdict) == value),
        "detail" => details().any(|d| d.text == words && word(d.verdict) == value),
        "against" => details()
            .flat_map(|d| &d.against)
            .any(|p| p.name == value && p.value.as_deref().is_some_and(|v| v.contains(words))),
        "from" => statements().any(|s| {
            said(s).contains(words) && s.origins.iter().any(|o| o.name.to_lowercase().contains(value))
        }),
        "quotation" => check.quotations.iter().any(|q| q.text.contains(words) && word(q.verdict) == value),
        "source" => statements()
            .any(|s| said(s).contains(words) && s.source.as_ref().is_some_and(|o| word(o.told) == value)),
        _ => panic!("{line}"),
    }
}

#[test]
fn every_case_comes_to_what_it_says() {
    let pipeline = pipeline();
    let mut wrong = Vec::new();
    for case in &cases::read(include_str!("check.md")) {
        let check = checked(case, &pipeline, false);
        let json = serde_json::to_string(&check).unwrap();
        assert_eq!(
            serde_json::from_str::<Check>(&json).unwrap(),
            check,
            "{}: comes back from JSON",
            case.name
        );
        assert_eq!(
            json,
            serde_json::to_string(&checked(case, &pipeline, true)).unwrap(),
            "{}: in any order",
            case.name
        );
        for line in case.expected.iter().filter(|line| !tells(&check, line)) {
            let told = serde_json::to_string(&(&check.sentences, &check.quotations, &check.names)).unwrap();
            wrong.push(format!("{}: {line}\n  {told}", case.name));
        }
        assert!(case.expected.iter().all(|line| !line.contains("contradicted")) || check.is_contradicted());
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_draft_that_lies_among_the_reports_is_left_out() {
    let pipeline = pipeline();
    let text = "Two fishing boats sank off Port Hale on Monday, the coastguard said.";
    let read = |id: &str| {
        let line = serde_json::json!({"id": id, "outlet": "Our Paper", "text": text}).to_string();
        let reading = twosource_reader::read_bytes(Some("a.jsonl"), line.as_bytes(), &Default::default());
        annotate(reading.reports.into_iter().next().unwrap(), &pipeline)
    };
    let alone = check(read("draft"), vec![read("draft")], Run::default());
    assert!(alone.reports.is_empty());
    assert_eq!(alone.tally.absent, 1);
    let beside = check(read("draft"), vec![read("draft"), read("copy")], Run::default());
    assert_eq!(
        (beside.reports.len(), beside.tally.absent),
        (1, 0),
        "another report of the same words is one"
    );
}

#[test]
fn the_schema_names_every_verdict() {
    let schema = json_schema().to_string();
    for verdict in [
        "confirmed",
        "unsourced",
        "echoed",
        "single-source",
        "partly",
        "carried",
        "differs",
        "disputed",
        "absent",
    ] {
        assert!(schema.contains(&format!("\"{verdict}\"")), "{verdict}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn any_text_can_be_a_draft(draft in "[ A-Za-z0-9.,“”\"'()é漢\\n-]{0,400}") {
        thread_local! {
            static PIPELINE: Pipeline = pipeline();
        }
        PIPELINE.with(|pipeline| {
            let reading = twosource_reader::read_bytes(None, draft.as_bytes(), &Default::default());
            let Some(mut report) = reading.reports.into_iter().next() else { return };
            as_draft(&mut report);
            let line = r#"{"id": "A", "outlet": "Star", "text": "Two boats sank off Port Hale on Monday, the coastguard said."}"#;
            let reports = twosource_reader::read_bytes(Some("a.jsonl"), line.as_bytes(), &Default::default()).reports;
            let reports = reports.into_iter().map(|report| annotate(report, pipeline)).collect();
            let check = check(annotate(report, pipeline), reports, Run::default());
            let length = check.draft.text.chars().count();
            for sentence in &check.sentences {
                assert!(sentence.end <= length);
                for detail in sentence.statements.iter().flat_map(|statement| &statement.details) {
                    assert!(detail.start < detail.end && detail.end <= length);
                }
            }
        });
    }
}
