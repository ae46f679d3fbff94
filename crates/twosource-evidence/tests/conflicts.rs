//! Runs `conflicts.md`: invented reports, and the conflicts between them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A broken case should stop the test.

mod cases;

use cases::Case;
use twosource_annotate::annotate;
use twosource_evidence::claim::Comparison;
use twosource_evidence::conflict::Conflict;
use twosource_evidence::story::{self, Story};
use twosource_evidence::{cast, claim, conflict};
use twosource_language::Pipeline;

/// The conflicts of a case's reports, put into one story whatever they tell.
fn conflicts(case: &Case, pipeline: &Pipeline) -> (Story, Vec<Conflict>) {
    let reading =
        twosource_reader::read_bytes(Some("case.jsonl"), case.reports.as_bytes(), &Default::default());
    assert!(reading.failures.is_empty(), "{}: {:?}", case.name, reading.failures);
    let mut reports: Vec<_> = reading.reports.into_iter().map(|report| annotate(report, pipeline)).collect();
    reports.sort_by(|a, b| a.report.id.cmp(&b.report.id));
    let mut story = Story { reports };
    story::anchor_undated(&mut story);
    let cast = cast::find(&story);
    let comparison = Comparison::new(&story, &cast);
    let claims = claim::find(&story, &cast, &comparison);
    let found = conflict::find(&story, &comparison, &claims);
    (story, found)
}

/// `update number: A "25 people"; B "31"` for a conflict, with its values in the report's words.
fn in_words(story: &Story, conflict: &Conflict) -> (String, Vec<(String, String)>) {
    let kind = serde_json::to_value(conflict.on).unwrap().as_str().unwrap().to_owned();
    let kind = if conflict.update { format!("update {kind}") } else { kind };
    let sides = conflict
        .sides
        .iter()
        .map(|(at, words, _)| (story.reports[at.report].report.id.clone(), words.clone()));
    (kind, sides.collect())
}

/// True where the expectation names this conflict: the same kind, and for each side a value that holds the words.
fn is_expected(expected: &str, found: &(String, Vec<(String, String)>)) -> bool {
    let Some((kind, sides)) = expected.split_once(": ") else { return false };
    let sides: Vec<(&str, &str)> = sides.split("; ").filter_map(|side| side.split_once(' ')).collect();
    kind == found.0
        && sides.len() == found.1.len()
        && sides
            .iter()
            .zip(&found.1)
            .all(|((id, words), (report, value))| id == report && value.contains(words.trim_matches('"')))
}

#[test]
fn every_case_comes_to_what_it_says() {
    let pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap();
    let cases = cases::read(include_str!("conflicts.md"));
    assert!(cases.len() >= 50, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let (story, found) = conflicts(case, &pipeline);
        let found: Vec<_> = found.iter().map(|conflict| in_words(&story, conflict)).collect();
        let expected: Vec<&String> = case.expected.iter().filter(|line| *line != "none").collect();
        let right = expected.len() == found.len()
            && expected.iter().all(|line| found.iter().any(|conflict| is_expected(line, conflict)));
        if !right {
            wrong.push(format!("{}\n  expected {expected:?}\n  found {found:?}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
