//! Parses are spaCy's, on texts that nobody trained on: `expected/` was written by spaCy itself (`expect.py`).

use twosource_language::{Pipeline, conllu};

fn assert_parses(text: &str, expected: &str) {
    let pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap();
    let found = conllu(&pipeline.parse(text));
    for (i, (found, expected)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "line {}", i + 1);
    }
    assert_eq!(found.lines().count(), expected.lines().count());
}

#[test]
fn a_report_of_an_accident() {
    assert_parses(include_str!("texts/harbour.txt"), include_str!("expected/harbour.conllu"));
}

#[test]
fn attributions_and_quotations() {
    assert_parses(include_str!("texts/summit.txt"), include_str!("expected/summit.conllu"));
}

#[test]
fn contractions_addresses_emoticons_and_odd_characters() {
    assert_parses(include_str!("texts/oddities.txt"), include_str!("expected/oddities.conllu"));
}
