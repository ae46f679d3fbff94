//! Every token of many texts of mixed kinds, as spaCy itself has it, with `en_core_web_sm` and `en_core_web_md` 3.8.0.
//!
//! Installs spaCy and the two models into a virtual environment of its own in the target folder, so it takes minutes and
//! a network: `cargo test --release -p twosource-language --test parity -- --ignored --nocapture`. Where Python or the
//! packages cannot be had it says so and passes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test shall fail where something is amiss

mod set_up;
mod texts;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use twosource_language::{Doc, Pipeline, convert};
use twosource_text::CharIndex;

use set_up::{Model, Set};

/// At least so much must have been compared for the test to mean anything.
const FEWEST_TEXTS: usize = 300;
const FEWEST_TOKENS: usize = 150_000;

/// Tokens that differ, and why: model, text, first character, column.
const KNOWN: [(&str, &str, u64, &str); 0] = [];

const COLUMNS: [&str; 10] = [
    "start",
    "end",
    "lemma",
    "part of speech",
    "tag",
    "features",
    "head",
    "label",
    "sentence start",
    "entity",
];

#[test]
#[ignore = "installs spaCy and two models, and takes minutes"]
fn every_token_is_as_in_spacy() {
    let set = match Set::up() {
        Ok(set) => set,
        Err(why) => return eprintln!("skipped: {why}"),
    };
    let texts = texts::all();
    let file = set.folder.join("texts.jsonl");
    let line = |(id, text): &(String, String)| format!("{}\n", json!({"id": id, "text": text}));
    set.write_texts(&file, &texts.iter().map(line).collect::<String>());
    // Both at once: spaCy runs on one thread each.
    let runs: Vec<_> = set.models.iter().map(|model| (model, set.start_spacy(model, &file))).collect();
    let mut wrong = Vec::new();
    for (model, run) in runs {
        let expected = run.expected();
        wrong.extend(compare(model, &texts, &expected));
    }
    assert!(wrong.is_empty(), "{} differences that are not known", wrong.len());
}

/// Compares all texts for one model, prints what there is to say, and gives the differences that are not known.
fn compare(model: &Model, texts: &[(String, String)], expected: &Path) -> Vec<String> {
    let container = convert(&model.source).expect("the model converts");
    let pipeline = Pipeline::from_bytes(&container).expect("the model loads");
    assert_eq!((pipeline.info().name.as_str(), pipeline.info().version.as_str()), (model.name, "3.8.0"));
    let expected = fs::read_to_string(expected).unwrap();
    assert_eq!(expected.lines().count(), texts.len());
    let (mut tokens, mut differing, mut wrong) = (0, 0, Vec::new());
    let mut by_column: BTreeMap<&str, usize> = BTreeMap::new();
    for ((id, text), line) in texts.iter().zip(expected.lines()) {
        let theirs: Vec<Value> = serde_json::from_str(line).unwrap();
        let ours = rows(&pipeline.parse(text));
        tokens += theirs.len();
        let bounds =
            |rows: &[Value]| rows.iter().map(|row| (row[0].clone(), row[1].clone())).collect::<Vec<_>>();
        if bounds(&theirs) != bounds(&ours) {
            differing += 1;
            wrong.push(format!("{} {id}: other tokens", model.name));
            continue;
        }
        for (theirs, ours) in theirs.iter().zip(&ours) {
            let mut differs = false;
            for (i, column) in COLUMNS.iter().enumerate().filter(|&(i, _)| theirs[i] != ours[i]) {
                differs = true;
                *by_column.entry(column).or_default() += 1;
                let start = theirs[0].as_u64().unwrap();
                if !KNOWN.contains(&(model.name, id, start, column)) {
                    wrong.push(format!(
                        "{} {id} at {start}, {column}: spaCy {}, ours {}",
                        model.name, theirs[i], ours[i]
                    ));
                }
            }
            differing += usize::from(differs);
        }
    }
    println!(
        "{}: {} texts, {tokens} tokens; {differing} differ {by_column:?}, {} of them not known",
        model.name,
        texts.len(),
        wrong.len()
    );
    wrong.iter().take(40).for_each(|difference| println!("  {difference}"));
    assert!(texts.len() >= FEWEST_TEXTS);
    if texts::has_news() {
        assert!(tokens >= FEWEST_TOKENS, "{tokens} tokens are too few");
    }
    wrong
}

/// The columns of each token. Positions are code points, heads are tokens.
fn rows(doc: &Doc) -> Vec<Value> {
    let index = CharIndex::new(doc.text());
    let mut entities = vec![String::new(); doc.len()];
    for entity in doc.named_spans() {
        for token in entity.tokens.clone() {
            let place = if token == entity.tokens.start { "B" } else { "I" };
            entities[token] = format!("{place}-{}", entity.label);
        }
    }
    let starts: Vec<usize> = doc.sentences().iter().map(|sentence| sentence.start).collect();
    let row = |i: usize| {
        let span = index.chars(doc.span(i));
        json!([
            span.start,
            span.end,
            doc.lemma(i),
            doc.pos(i),
            doc.tag(i),
            doc.morph(i),
            doc.head(i),
            doc.dep(i),
            starts.binary_search(&i).is_ok(),
            entities[i],
        ])
    };
    (0..doc.len()).map(row).collect()
}
