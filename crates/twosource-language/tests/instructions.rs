//! Whatever vector instructions a parse runs on, the document is the same.

use twosource_language::{Instructions, Pipeline, conllu};

#[test]
fn every_set_of_instructions_gives_the_same_parse() {
    let text = include_str!("texts/harbour.txt");
    let mut pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap();
    let expected = conllu(&pipeline.parse(text));
    for instructions in Instructions::available() {
        pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap();
        pipeline.use_instructions(instructions);
        assert_eq!(conllu(&pipeline.parse(text)), expected, "{instructions}");
    }
}

#[test]
fn what_was_parsed_before_and_beside_changes_nothing() {
    let texts = [
        include_str!("texts/harbour.txt"),
        include_str!("texts/oddities.txt"),
        include_str!("texts/summit.txt"),
    ];
    let pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap();
    let first = texts.map(|text| conllu(&pipeline.parse(text)));
    let (pipeline, first, texts) = (&pipeline, &first, &texts);
    std::thread::scope(|scope| {
        for shift in 0..3 {
            scope.spawn(move || {
                for i in (0..6).map(|i| (i + shift) % 3) {
                    assert_eq!(conllu(&pipeline.parse(texts[i])), first[i]);
                }
            });
        }
    });
}
