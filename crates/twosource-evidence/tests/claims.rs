//! Runs `claims.md`, and checks that the order of reports and senseless texts do no harm.

#![allow(clippy::expect_used, reason = "a test that cannot set itself up fails")]

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::json;
use twosource_annotate::{Annotated, annotate};
use twosource_evidence::file::{ConflictKind, Run};
use twosource_evidence::{Evidence, weigh};
use twosource_language::Pipeline;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::from_bytes(twosource_model_en::CONTAINER).expect("the embedded model loads"));

/// One `##` of the file.
#[derive(Default)]
struct Case {
    name: String,
    /// Id, date and text.
    reports: Vec<(String, String, String)>,
    stories: Vec<String>,
    joined: Vec<Vec<String>>,
    apart: Vec<Vec<String>>,
    conflicts: Vec<Vec<String>>,
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut section = String::new();
    for line in include_str!("claims.md").lines() {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case { name: name.to_owned(), ..Case::default() });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(title) = line.strip_prefix("### ") {
            section = title.to_owned();
            if let Some(report) = title.strip_prefix("report ") {
                let (id, date) = report.split_once(' ').unwrap_or((report, ""));
                case.reports.push((id.to_owned(), date.to_owned(), String::new()));
            }
            continue;
        }
        let fields = || line.split('|').map(|field| field.trim().to_owned()).collect::<Vec<_>>();
        match section.as_str() {
            "stories" if !line.is_empty() => case.stories.push(line.to_owned()),
            "joined" if !line.is_empty() => case.joined.push(fields()),
            "apart" if !line.is_empty() => case.apart.push(fields()),
            "conflicts" if !line.is_empty() => case.conflicts.push(fields()),
            _ if section.starts_with("report ") => {
                let report = case.reports.last_mut().expect("a report has begun");
                report.2.push_str(line);
                report.2.push('\n');
            }
            _ => {}
        }
    }
    cases
}

fn annotated(reports: &[(String, String, String)]) -> Vec<Annotated> {
    let lines: Vec<String> = reports
        .iter()
        .map(|(id, date, text)| {
            let mut report = json!({"id": id, "text": text.trim(), "outlet": id});
            if !date.is_empty() {
                report["published"] = json!(date);
            }
            report.to_string()
        })
        .collect();
    let options = twosource_reader::Options::default();
    let reading = twosource_reader::read_bytes(Some("reports.jsonl"), lines.join("\n").as_bytes(), &options);
    assert!(reading.failures.is_empty(), "{:?}", reading.failures);
    reading.reports.into_iter().map(|report| annotate(report, &PIPELINE)).collect()
}

/// The words of a place of the evidence.
fn words(evidence: &Evidence, report: &str, start: usize, end: usize) -> String {
    let record = evidence.reports.iter().find(|record| record.id == report).expect("the report is there");
    record.text.chars().skip(start).take(end - start).collect()
}

/// For each claim, the words of its statements.
fn claims(evidence: &Evidence) -> Vec<Vec<String>> {
    let claims = evidence.stories.iter().flat_map(|story| &story.claims);
    claims
        .map(|claim| claim.statements.iter().map(|s| words(evidence, &s.report, s.start, s.end)).collect())
        .collect()
}

fn one_claim_holds(claims: &[Vec<String>], openings: &[String]) -> bool {
    claims.iter().any(|statements| {
        openings
            .iter()
            .all(|opening| statements.iter().any(|statement| statement.starts_with(opening.as_str())))
    })
}

fn kind(word: &str) -> ConflictKind {
    serde_json::from_value(json!(word)).expect("a kind of conflict")
}

#[test]
fn the_cases_come_out_as_written() {
    let mut wrong = Vec::new();
    for case in cases() {
        let evidence = weigh(annotated(&case.reports), Run::default());
        let stories: Vec<String> = evidence.stories.iter().map(|story| story.reports.join(" ")).collect();
        if stories != case.stories {
            wrong.push(format!("{}: stories {stories:?}", case.name));
        }
        let claims = claims(&evidence);
        for openings in &case.joined {
            if !one_claim_holds(&claims, openings) {
                wrong.push(format!("{}: not joined: {openings:?}", case.name));
            }
        }
        for openings in &case.apart {
            if one_claim_holds(&claims, openings) {
                wrong.push(format!("{}: joined: {openings:?}", case.name));
            }
        }
        let found: Vec<_> = evidence.stories.iter().flat_map(|story| &story.conflicts).collect();
        for expected in &case.conflicts {
            let (on, values) = expected.split_first().expect("a kind");
            let update = on.ends_with("update");
            let on = kind(on.trim_end_matches("update").trim());
            let hit = found.iter().any(|conflict| {
                let has = |value: &String| conflict.values.contains(value);
                conflict.on == on && conflict.update == update && values.iter().all(has)
            });
            if !hit {
                wrong.push(format!("{}: no conflict {expected:?}", case.name));
            }
        }
        if found.len() != case.conflicts.len() {
            wrong.push(format!(
                "{}: conflicts {:?}",
                case.name,
                found.iter().map(|c| &c.why).collect::<Vec<_>>()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_statement_stands_in_a_claim_and_in_none_twice() {
    for case in cases() {
        let evidence = weigh(annotated(&case.reports), Run::default());
        let mut of_reports: Vec<(String, usize, usize)> = Vec::new();
        for report in &evidence.reports {
            of_reports.extend(report.statements.iter().map(|s| (report.id.clone(), s.start, s.end)));
        }
        let mut of_claims: Vec<(String, usize, usize)> = Vec::new();
        for claim in evidence.stories.iter().flat_map(|story| &story.claims) {
            let statements = claim.statements.iter().map(|s| (s.report.clone(), s.start, s.end));
            let mut statements: Vec<(String, usize, usize)> = statements.collect();
            let all = statements.len();
            statements.dedup();
            assert_eq!(statements.len(), all, "{claim:?}");
            of_claims.extend(statements);
        }
        of_reports.sort();
        of_claims.sort();
        of_claims.dedup();
        assert_eq!(of_reports, of_claims);
    }
}

#[test]
fn joined_claims_say_what_joined_them() {
    for case in cases() {
        let evidence = weigh(annotated(&case.reports), Run::default());
        for claim in evidence.stories.iter().flat_map(|story| &story.claims) {
            assert_eq!(claim.statements.len() > 1, !claim.joined_by.is_empty(), "{claim:?}");
            assert!((0.0..=1.0).contains(&claim.score));
        }
    }
}

#[test]
fn the_order_of_reports_changes_nothing() {
    let reports: Vec<(String, String, String)> = cases().into_iter().flat_map(|case| case.reports).collect();
    let forward = weigh(annotated(&reports), Run::default());
    let mut turned = annotated(&reports);
    turned.reverse();
    turned.swap(0, 3);
    assert_eq!(weigh(turned, Run::default()), forward);
}

#[test]
fn two_reports_without_statements_make_no_claims() {
    let empty = |id: &str| (id.to_owned(), String::new(), "12".to_owned());
    let evidence = weigh(annotated(&[empty("a"), empty("b")]), Run::default());
    assert_eq!(evidence.stories.iter().map(|story| story.reports.len()).sum::<usize>(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn senseless_texts_do_no_harm(
        texts in prop::collection::vec("(\\PC{0,12}|killed|25|at least|to|between|-|dozens of|people|Mr Lee|\\.|\"|not| |\n\n){0,40}", 1..4),
    ) {
        let reports: Vec<(String, String, String)> = texts
            .into_iter()
            .enumerate()
            .map(|(i, text)| (i.to_string(), String::new(), format!("x {text}")))
            .collect();
        let evidence = weigh(annotated(&reports), Run::default());
        prop_assert_eq!(evidence.reports.len(), reports.len());
    }
}
