//! Runs `standing.md`: invented reports, and what they must come to.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A broken case should stop the test.

mod cases;

use std::collections::{BTreeMap, BTreeSet};

use cases::Case;
use twosource_annotate::annotate;
use twosource_evidence::claim::Claim;
use twosource_evidence::conflict::Conflict;
use twosource_evidence::file::{ConflictKind, Standing};
use twosource_evidence::story::{StatementRef, Story};
use twosource_evidence::{HouseRules, cast, dependence, origin, standing};
use twosource_language::Pipeline;
use twosource_reader::{Syndication, SyndicationMark};
use twosource_text::Span;

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

/// The marks of syndication that stand beside the reports of a case, as a feed would give them.
fn marks(case: &Case) -> BTreeMap<String, Syndication> {
    let lines = case.reports.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let marks = lines.filter_map(|report| {
        let name = report["syndicated_from"].as_str()?.to_owned();
        let mark = Syndication { name, url: None, mark: SyndicationMark::Source };
        Some((report["id"].as_str()?.to_owned(), mark))
    });
    marks.collect()
}

/// What a case comes to, in the words of its expectations.
fn outcome(case: &Case, pipeline: &Pipeline) -> Vec<String> {
    let reading =
        twosource_reader::read_bytes(Some("case.jsonl"), case.reports.as_bytes(), &Default::default());
    assert!(reading.failures.is_empty(), "{}: {:?}", case.name, reading.failures);
    let marks = marks(case);
    let marked = reading.reports.into_iter().map(|mut report| {
        report.syndicated_from = marks.get(&report.id).cloned();
        report
    });
    let mut annotated: Vec<_> = marked.map(|report| annotate(report, pipeline)).collect();
    annotated.sort_by(|a, b| a.report.id.cmp(&b.report.id));
    let story = Story { reports: annotated };
    let cast = cast::find(&story);
    let mut depends = dependence::find(&story);

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
                    supporters: statements.clone(),
                    confirming: statements.clone(),
                    details: Vec::new(),
                    text_support: Vec::new(),
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
                claims: Vec::new(),
                why: "the values differ".to_owned(),
            }),
            _ => {}
        }
    }
    for conflict in &mut conflicts {
        let touched = |claim: &Claim| conflict.sides.iter().any(|side| claim.statements.contains(&side.0));
        conflict.claims = (0..claims.len()).filter(|&claim| touched(&claims[claim])).collect();
    }
    dependence::add_rewrites(&story, &claims, &mut depends);
    let origins = origin::find(&story, &cast, &depends, &claims);
    let judgements = standing::judge(&story, &claims, &conflicts, &origins, &HouseRules::default());

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
    let mut sayings: Vec<String> = Vec::new();
    for line in &case.expected {
        if line.starts_with("dispute: ") || line.starts_with("update: ") {
            found.push(line.clone());
        }
        if let Some(rest) = line.strip_prefix("saying: ") {
            let named = rest.split(" => ").next().unwrap_or(rest);
            // A saying is of the claim named before it.
            found.extend(sayings.iter().map(|saying| format!("saying: {named} => {saying}")));
            continue;
        }
        let Some(named) = line.strip_prefix("claim: ").and_then(|rest| rest.split(" => ").next()) else {
            continue;
        };
        let judgement = judged.next().expect("a judgement for each claim");
        let names: Vec<&str> =
            judgement.origins.iter().map(|&origin| origins.origins[origin].name.as_str()).collect();
        found.push(format!("claim: {named} => {}: {}", in_words(judgement.standing), names.join(" + ")));
        let said = judgement.sayings.iter();
        sayings = said
            .map(|said| format!("{}: {}", in_words(said.standing), origins.origins[said.origin].name))
            .collect();
        assert!(!judgement.why.is_empty(), "{}: {named} has no reason", case.name);
    }
    found
}

#[test]
fn every_case_comes_to_what_it_says() {
    let pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap();
    let cases = cases::read(include_str!("standing.md"));
    assert!(cases.len() >= 50, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    let mut open = 0;
    for case in &cases {
        let mut expected = case.expected.clone();
        let mut found = outcome(case, &pipeline);
        expected.sort();
        found.sort();
        // An open case is known to come out wrong; once it comes out right its heading should say so.
        let is_open = case.name.starts_with("Open: ");
        open += usize::from(is_open);
        if (found != expected) != is_open {
            wrong.push(format!("{}\n  expected {expected:#?}\n  found {found:#?}", case.name));
        }
    }
    println!("{} of {} cases come out right", cases.len() - open - wrong.len(), cases.len());
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
