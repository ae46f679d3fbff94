//! Any text is parsed, and what comes out fits together.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use twosource_language::{Pipeline, conllu};

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::from_bytes(twosource_model_en::CONTAINER).expect("the shipped model loads"));

fuzz_target!(|text: &str| {
    let doc = PIPELINE.parse(text);
    let mut end = 0;
    for i in 0..doc.len() {
        let span = doc.span(i);
        let between = &text[end..span.start];
        assert!(between.is_empty() || between == " ", "{between:?} between tokens");
        assert!(span.start < span.end && doc.head(i) < doc.len() && doc.subtree(i).contains(&i));
        assert!(doc.children(i).all(|child| doc.head(child) == i));
        assert!(doc.ancestors(i).count() < doc.len());
        end = span.end;
    }
    assert!(matches!(&text[end..], "" | " "), "{:?} behind the last token", &text[end..]);
    let sentences: Vec<usize> = doc.sentences().iter().cloned().flatten().collect();
    assert!(sentences.iter().copied().eq(0..doc.len()));
    let mut free = 0;
    for entity in doc.named_spans() {
        assert!(free <= entity.tokens.start && !entity.tokens.is_empty());
        free = entity.tokens.end;
    }
    assert!(free <= doc.len());
    assert_eq!(conllu(&doc).lines().filter(|line| !line.is_empty()).count(), doc.len());
});
