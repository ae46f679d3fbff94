//! Runs `standing.md`: invented reports, and what they must come to.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A broken case should stop the test.

use std::collections::BTreeSet;

use twosource_annotate::annotate;
use twosource_evidence::claim::Claim;
use twosource_evidence::conflict::Conflict;
use twosource_evidence::file::{ConflictKind, Standing};
use twosource_evidence::story::{StatementRef, Story};
use twosource_evidence::{cast, dependence, origin, standing};
use twosource_language::Pipeline;
use twosource_text::Span;

/// One case of the specification.
struct Case {
    name: String,
    /// JSON lines, as the reader takes them.
    reports: String,
    expected: Vec<String>,
}

fn cases(markdown: &str) -> Vec<Case> {
    let sections = markdown.split("\n## ").skip(1);
    let block = |section: &str, kind: &str| -> String {
        let start = section.find(&format!("```{kind}\n")).map(|at| at + kind.len() + 4);
        let start = start.unwrap_or_else(|| panic!("no {kind} in: {section}"));
        let end = section[start..].find("\n```").unwrap_or_else(|| panic!("open block in: {section}"));
        section[start..start + end].to_owned()
    };
    sections
        .map(|section| Case {
            name: section.lines().next().unwrap_or_default().to_owned(),
            reports: json_lines(&block(section, "reports")),
            expected: block(section, "expect").lines().map(str::to_owned).collect(),
        })
        .collect()
}

/// `A | Harbour Courier | 2024-05-01`, then the text up to the next such line. A third bar sets off a byline.
fn json_lines(block: &str) -> String {
    let mut reports: Vec<serde_json::Value> = Vec::new();
    for line in block.lines() {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        if columns.len() >= 3 && columns[0].len() == 1 {
            let mut report = serde_json::json!({"id": columns[0], "text": ""});
            for (key, value) in ["outlet", "published", "byline"].iter().zip(&columns[1..]) {
                if !value.is_empty() {
                    report[*key] = (*value).into();
                }
            }
            reports.push(report);
        } else if let Some(report) = reports.last_mut() {
            let text = format!("{}{line}\n", report["text"].as_str().unwrap());
            report["text"] = text.into();
        }
    }
    reports.iter().map(|report| format!("{report}\n")).collect()
}

/// The statements that `A "words"; B "words"` name: of those that hold the words, the shortest.
fn statements(story: &Story, named: &str) -> Vec<(StatementRef, Span)> {
    let parts = named
        .split("; ")
        .map(|part| part.split_once(" \"").unwrap_or_else(|| panic!("no words in {part:?}")));
    parts
        .map(|(id, words)| {
            let words = words.trim_end_matches('"');
            let report = story.reports.iter().position(|a| a.report.id == id).expect("a report of the case");
            let annotated = &story.reports[report];
            let start = annotated.report.text.find(words).unwrap_or_else(|| panic!("{id} has no {words:?}"));
            let span = Span::new(start, start + words.len());
            let holding = annotated.statements.iter().enumerate().filter(|(_, s)| s.span.contains(span));
            let found = holding.min_by_key(|(_, s)| s.span.len());
            let (statement, _) = found.unwrap_or_else(|| panic!("no statement of {id} holds {words:?}"));
            (StatementRef { report, statement }, span)
        })
        .collect()
}

fn in_words(standing: Standing) -> String {
    serde_json::to_value(standing).unwrap().as_str().unwrap().to_owned()
}

/// What a case comes to, in the words of its expectations.
fn outcome(case: &Case, pipeline: &Pipeline) -> Vec<String> {
    let reading =
        twosource_reader::read_bytes(Some("case.jsonl"), case.reports.as_bytes(), &Default::default());
    assert!(reading.failures.is_empty(), "{}: {:?}", case.name, reading.failures);
    let mut annotated: Vec<_> =
        reading.reports.into_iter().map(|report| annotate(report, pipeline)).collect();
    annotated.sort_by(|a, b| a.report.id.cmp(&b.report.id));
    let story = Story { reports: annotated };
    let cast = cast::find(&story);
    let depends = dependence::find(&story);

    let (mut claims, mut conflicts) = (Vec::new(), Vec::new());
    for line in &case.expected {
        let Some((kind, rest)) = line.split_once(": ") else { continue };
        let named = rest.split(" => ").next().unwrap_or(rest);
        match kind {
            "claim" => {
                let statements: Vec<StatementRef> =
                    statements(&story, named).into_iter().map(|s| s.0).collect();
                claims.push(Claim {
                    core: statements[0],
                    statements,
                    score: 1.0,
                    joined_by: Vec::new(),
                    about: Vec::new(),
                });
            }
            "dispute" | "update" => conflicts.push(Conflict {
                on: ConflictKind::Number,
                update: kind == "update",
                sides: statements(&story, named)
                    .into_iter()
                    .map(|(at, span)| (at, span.of(&story.reports[at.report].report.text).to_owned(), span))
                    .collect(),
                why: "the values differ".to_owned(),
            }),
            _ => {}
        }
    }
    let origins = origin::find(&story, &cast, &depends, &claims);
    let judgements = standing::judge(&story, &claims, &conflicts, &origins);

    let mut judged = judgements.iter();
    let depends: BTreeSet<String> = depends
        .iter()
        .map(|d| {
            let [a, b] = d.reports.map(|report| story.reports[report].report.id.as_str());
            let kind = serde_json::to_value(d.kind).unwrap();
            format!("{}: {a} {b}", kind.as_str().unwrap())
        })
        .collect();
    let mut found: Vec<String> = depends.into_iter().collect();
    for line in &case.expected {
        if line.starts_with("dispute: ") || line.starts_with("update: ") {
            found.push(line.clone());
        }
        let Some(named) = line.strip_prefix("claim: ").and_then(|rest| rest.split(" => ").next()) else {
            continue;
        };
        let judgement = judged.next().expect("a judgement for each claim");
        let names: Vec<&str> =
            judgement.origins.iter().map(|&origin| origins.origins[origin].name.as_str()).collect();
        found.push(format!("claim: {named} => {}: {}", in_words(judgement.standing), names.join(" + ")));
        assert!(!judgement.why.is_empty(), "{}: {named} has no reason", case.name);
    }
    found
}

#[test]
fn every_case_comes_to_what_it_says() {
    let pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap();
    let cases = cases(include_str!("standing.md"));
    assert!(cases.len() >= 20, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let mut expected = case.expected.clone();
        let mut found = outcome(case, &pipeline);
        expected.sort();
        found.sort();
        if found != expected {
            wrong.push(format!("{}\n  expected {expected:#?}\n  found {found:#?}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
