//! What two tellings of one event differ in: `details.md`, and the events of `benchmarks/details`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A broken case should stop the test.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;
use serde_json::Value;
use twosource_annotate::annotate;
use twosource_evidence::claim::{self, Claim, Comparison};
use twosource_evidence::file::Run;
use twosource_evidence::story::{self, StatementRef, Story};
use twosource_evidence::{cast, weigh};
use twosource_language::Pipeline;

fn claims(reports: &[Value], pipeline: &Pipeline) -> Vec<Claim> {
    let mut story = Story { reports: read(reports, pipeline) };
    story::anchor_undated(&mut story);
    let cast = cast::find(&story);
    claim::find(&story, &cast, &Comparison::new(&story, &cast))
}

fn read(reports: &[Value], pipeline: &Pipeline) -> Vec<twosource_annotate::Annotated> {
    let lines: String = reports.iter().map(|report| format!("{report}\n")).collect();
    let reading = twosource_reader::read_bytes(Some("case.jsonl"), lines.as_bytes(), &Default::default());
    assert!(reading.failures.is_empty(), "{:?}", reading.failures);
    reading.reports.into_iter().map(|report| annotate(report, pipeline)).collect()
}

#[test]
fn each_pair_differs_in_what_it_says() {
    let pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap();
    let rows: Vec<Vec<&str>> = include_str!("details.md")
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| one"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() >= 15, "only {} pairs", rows.len());
    let mut wrong = Vec::new();
    for row in &rows {
        let report = |id: &str, text: &str| serde_json::json!({"id": id, "outlet": id, "published": "2024-05-01", "text": text});
        let claims = claims(&[report("A", row[0]), report("B", row[1])], &pipeline);
        let at = [0, 1].map(|report| StatementRef { report, statement: 0 });
        let together: Vec<&Claim> =
            claims.iter().filter(|claim| at.iter().all(|at| claim.statements.contains(at))).collect();
        let found: BTreeSet<String> = together
            .iter()
            .flat_map(|claim| &claim.details)
            .filter(|detail| !detail.agreed)
            .map(|detail| serde_json::to_value(detail.on).unwrap().as_str().unwrap().to_owned())
            .collect();
        let expected: BTreeSet<String> =
            row[2].split(", ").filter(|slot| *slot != "none").map(str::to_owned).collect();
        if together.is_empty() || !expected.is_subset(&found) || expected.is_empty() != found.is_empty() {
            wrong.push(format!("{row:?}: together {}, found {found:?}", together.len()));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// Where two sentences stand in the evidence: whether they are together, held apart, or shown as confirmed.
#[derive(Default)]
struct Fate {
    together: bool,
    confirmed: bool,
    /// A differing detail or a conflict between them; where a change is asked for, on its words.
    differs: bool,
}

fn fate(evidence: &Value, reports: &[Value], sentences: [&str; 2], changed: Option<&str>) -> Fate {
    let place = |id: &str, words: &str| {
        let text = reports.iter().find(|r| r["id"] == id).unwrap()["text"].as_str().unwrap();
        let start = text[..text.find(words).unwrap()].chars().count();
        (start, start + words.chars().count())
    };
    let spots = [("a", place("a", sentences[0])), ("b", place("b", sentences[1]))];
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let overlap = |span: &Value, id: &str, (start, end): (usize, usize)| {
        let (from, to) = (number(&span["start"]), number(&span["end"]));
        let shared = end.min(to).saturating_sub(start.max(from));
        (span["report"] == id, shared, to - from, end - start)
    };
    let holds = |span: &Value, (id, spot): (&str, (usize, usize))| {
        let (here, shared, own, other) = overlap(span, id, spot);
        here && shared > 0 && (shared * 2 >= own || shared * 2 >= other)
    };
    let both = |spans: &Value| {
        spots.iter().all(|&spot| spans.as_array().unwrap().iter().any(|span| holds(span, spot)))
    };
    let mut fate = Fate::default();
    for story in evidence["stories"].as_array().unwrap() {
        fate.differs |= story["conflicts"].as_array().unwrap().iter().any(|c| both(&c["statements"]));
        for claim in story["claims"].as_array().unwrap().iter().filter(|c| both(&c["statements"])) {
            fate.together = true;
            fate.confirmed |= claim["standing"] == "corroborated" || claim["standing"] == "echoed";
            for detail in claim["details"].as_array().unwrap().iter().filter(|d| d["agreed"] == false) {
                let touches = |value: &Value, spot: (&str, (usize, usize))| {
                    value["spans"].as_array().unwrap().iter().any(|span| {
                        let (here, shared, ..) = overlap(span, spot.0, spot.1);
                        here && shared > 0
                    })
                };
                let values = detail["values"].as_array().unwrap();
                let sides = spots.map(|spot| -> BTreeSet<usize> {
                    (0..values.len()).filter(|&at| touches(&values[at], spot)).collect()
                });
                let apart = !sides[0].is_empty() && !sides[1].is_empty() && sides[0].is_disjoint(&sides[1]);
                let on_change = changed.is_none_or(|words| {
                    let first =
                        spots[1].1.0 + sentences[1][..sentences[1].find(words).unwrap()].chars().count();
                    let spot = ("b", (first, first + words.chars().count()));
                    values.iter().any(|value| touches(value, spot))
                });
                fate.differs |= apart && on_change;
            }
        }
    }
    fate
}

/// Counts over all events: facts told alike, those joined; harmless rewordings, those kept; changes of joined facts, those caught, those
/// that stand as confirmed.
#[derive(Debug, Default)]
struct Figures {
    facts: usize,
    joined: usize,
    harmless: usize,
    kept: usize,
    changes: usize,
    caught: usize,
    confirmed: usize,
}

fn measure(event: &Value, pipeline: &Pipeline, figures: &mut Figures) {
    let reports = event["reports"].as_array().unwrap();
    let facts = event["facts"].as_array().unwrap();
    let words = |value: &Value, key: &str| value[key].as_str().unwrap().to_owned();
    let weighed =
        |reports: &[Value]| serde_json::to_value(weigh(read(reports, pipeline), Run::default())).unwrap();
    let base = weighed(reports);
    let mut good = Vec::new();
    for fact in facts {
        let fate = fate(&base, reports, [&words(fact, "a"), &words(fact, "b")], None);
        good.push(fate.together && !fate.differs);
    }
    figures.facts += facts.len();
    figures.joined += good.iter().filter(|&&good| good).count();
    let variants = event["variants"].as_array().unwrap().iter().map(|variant| (variant, true));
    let harmless = event["harmless"].as_array().unwrap().iter().map(|variant| (variant, false));
    for (variant, is_change) in variants.chain(harmless) {
        let fact = usize::try_from(variant["fact"].as_u64().unwrap()).unwrap();
        if is_change && !good[fact] {
            continue;
        }
        let sentence = words(variant, "sentence");
        let changed: Vec<Value> = reports
            .iter()
            .map(|report| {
                let mut report = report.clone();
                if report["id"] == "b" {
                    report["text"] =
                        words(&report, "text").replace(&words(&facts[fact], "b"), &sentence).into();
                }
                report
            })
            .collect();
        let on = is_change.then(|| words(variant, "changed"));
        let fate = fate(&weighed(&changed), &changed, [&words(&facts[fact], "a"), &sentence], on.as_deref());
        if is_change {
            figures.changes += 1;
            figures.caught += usize::from(fate.differs || !fate.together);
            figures.confirmed += usize::from(fate.together && !fate.differs && fate.confirmed);
        } else {
            figures.harmless += 1;
            figures.kept += usize::from(fate.together && !fate.differs);
        }
    }
}

#[test]
fn changed_details_of_events_by_another_hand_are_caught_as_often_as_measured() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../benchmarks/details");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    assert!(paths.len() >= 16);
    let pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap();
    let parts: Vec<Figures> = paths
        .par_iter()
        .map(|path| {
            let event: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
            let mut figures = Figures::default();
            measure(&event, &pipeline, &mut figures);
            figures
        })
        .collect();
    let sum = |of: fn(&Figures) -> usize| parts.iter().map(of).sum::<usize>() as f64;
    let share = |part: f64, whole: f64| 100.0 * part / whole.max(1.0);
    let caught = share(sum(|f| f.caught), sum(|f| f.changes));
    let confirmed = share(sum(|f| f.confirmed), sum(|f| f.changes));
    let joined = share(sum(|f| f.joined), sum(|f| f.facts));
    let kept = share(sum(|f| f.kept), sum(|f| f.harmless));
    let told =
        format!("caught {caught:.1}, confirmed {confirmed:.1}, joined {joined:.1}, harmless kept {kept:.1}");
    println!("{told}");
    // A point under what RESULTS.md says, so that what falls is seen.
    assert!(caught >= 54.5 && confirmed <= 6.3 && joined >= 67.0 && kept >= 65.0, "{told}");
}
