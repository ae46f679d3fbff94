//! Models of random weights parse as spaCy parses with them: every part that the shipped model lacks (static vectors,
//! a morphologizer, other lemmatizers). `tiny.py` makes the models and what is expected.

use std::path::Path;

use twosource_language::{Pipeline, conllu, convert};

fn assert_parses(name: &str) {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let container = convert(&tests.join("tiny").join(format!("{name}.whl"))).unwrap();
    assert_eq!(
        container,
        convert(&tests.join("tiny").join(format!("{name}.whl"))).unwrap(),
        "the same bytes"
    );
    let pipeline = Pipeline::from_bytes(&container).unwrap();
    assert_eq!(pipeline.info().version, "1.0.0");
    let found = conllu(&pipeline.parse(include_str!("texts/tiny.txt")));
    let expected = std::fs::read_to_string(tests.join(format!("expected/tiny_{name}.conllu"))).unwrap();
    for (i, (found, expected)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "line {}", i + 1);
    }
    assert_eq!(found.lines().count(), expected.lines().count());
}

#[test]
fn all_components_without_vectors() {
    assert_parses("plain");
}

#[test]
fn static_vectors() {
    assert_parses("vectors");
}

#[test]
fn a_morphologizer_and_frenchs_lemmas() {
    assert_parses("french");
}
