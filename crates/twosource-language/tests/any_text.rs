//! Any text at all is parsed, in time that grows with its length, and what comes out fits together.

use twosource_language::{Doc, Pipeline};
use twosource_text::Span;

fn pipeline() -> Pipeline {
    Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap()
}

/// Tokens in order and on character boundaries, nothing but single spaces between them within a part, heads and
/// sentences that hold together.
fn assert_sound(doc: &Doc) {
    let mut end = 0;
    for i in 0..doc.len() {
        let span = doc.span(i);
        assert!(end <= span.start && span.start < span.end && !doc.word(i).is_empty());
        end = span.end;
        assert!(doc.head(i) < doc.len() && doc.subtree(i).contains(&i));
        assert!(doc.children(i).all(|child| doc.head(child) == i));
        assert!(doc.ancestors(i).count() < doc.len());
    }
    let mut next = 0;
    for sentence in doc.sentences() {
        assert!(sentence.start == next && sentence.end > next);
        next = sentence.end;
    }
    assert_eq!(next, doc.len());
    let mut free = 0;
    for entity in doc.named_spans() {
        assert!(entity.tokens.start >= free && entity.tokens.end > entity.tokens.start);
        free = entity.tokens.end;
    }
    assert!(free <= doc.len());
}

#[test]
fn the_empty_text_has_no_tokens() {
    let doc = pipeline().parse("");
    assert!(doc.is_empty() && doc.sentences().is_empty() && doc.named_spans().is_empty());
}

#[test]
fn odd_texts_are_parsed() {
    let pipeline = pipeline();
    for text in [
        " ",
        "\n",
        "  \t ",
        "\u{0}",
        "\u{feff}",
        "\u{200b}\u{200d}",
        "e\u{301}\u{302}\u{303}",
        "👩‍👩‍👧‍👦🇰🇵",
        "İI ıi",
        "\u{1f}\u{85}x",
        "ﬁ ß ŉ",
        "﷽",
        "\u{10ffff}",
        "((((",
        "a)b(c",
        "::)::(",
        ".",
        "..",
        "'",
        "''''s's",
        "http://",
        "@@@",
        "1.2.3.4:99999/",
    ] {
        let doc = pipeline.parse(text);
        assert_sound(&doc);
        let covered: usize = (0..doc.len()).map(|i| doc.span(i).len()).sum();
        let spaces = text.bytes().filter(|&byte| byte == b' ').count();
        assert!(covered + spaces >= text.len(), "{text:?}");
    }
}

#[test]
fn long_repetitions_take_linear_time() {
    let pipeline = pipeline();
    for (unit, times) in [
        ("a", 100_000),
        ("a:", 4_000),
        (")", 4_000),
        (".", 100_000),
        (": ) ", 2_000),
        ("http://a.", 4_000),
        ("'s", 4_000),
        ("\n", 100_000),
        ("word ", 4_000),
        ("-", 4_000),
        ("漢", 50_000),
    ] {
        assert_sound(&pipeline.parse(&unit.repeat(times)));
    }
}

#[test]
fn a_sentence_without_end_is_parsed() {
    let words = ["the", "dog", "of", "which", "and", "saw", "big", "runs", "that"];
    let text: String = (0..12_000usize).map(|i| format!("{} ", words[i * i % 13 % words.len()])).collect();
    assert_sound(&pipeline().parse(&text));
}

#[test]
fn parts_are_documents_of_their_own() {
    let pipeline = pipeline();
    let text = "Kim arrived. He met Putin in\n\nMoscow. Talks began.";
    let parts = [Span::new(0, 28), Span::new(30, text.len())];
    let doc = pipeline.parse_parts(text, &parts);
    assert_sound(&doc);
    let alone = parts.map(|part| pipeline.parse(part.of(text)));
    assert_eq!(doc.len(), alone[0].len() + alone[1].len());
    let mut position = 0;
    for (part, alone) in parts.iter().zip(&alone) {
        for i in 0..alone.len() {
            assert_eq!(doc.span(position + i), alone.span(i).shifted(part.start));
            assert_eq!(doc.head(position + i), position + alone.head(i));
            assert_eq!((doc.lemma(position + i), doc.tag(position + i)), (alone.lemma(i), alone.tag(i)));
        }
        position += alone.len();
    }
    assert_eq!(doc.sentences().len(), alone[0].sentences().len() + alone[1].sentences().len());
}

#[test]
fn parts_that_do_not_fit_are_left_out() {
    let text = "Größe zählt.";
    let parts = [Span::new(0, 3), Span::new(3, 9), Span::new(8, 400), Span::new(8, text.len())];
    let doc = pipeline().parse_parts(text, &parts);
    assert_sound(&doc);
    assert_eq!(doc.word(0), "zählt");
}

#[test]
fn the_same_text_gives_the_same_parse_whatever_stands_around_it() {
    let pipeline = pipeline();
    let sentence = "The minister said on Monday that two ships had sunk.";
    let text = format!("{sentence}\n").repeat(40);
    let parts: Vec<Span> = (0..40)
        .map(|i| Span::new(i * (sentence.len() + 1), i * (sentence.len() + 1) + sentence.len()))
        .collect();
    let doc = pipeline.parse_parts(&text, &parts);
    let alone = pipeline.parse(sentence);
    for i in 0..doc.len() {
        let same = i % alone.len();
        assert_eq!(
            (doc.tag(i), doc.dep(i), doc.lemma(i)),
            (alone.tag(same), alone.dep(same), alone.lemma(same))
        );
        assert_eq!(doc.head(i) - (i - same), alone.head(same));
    }
}

#[test]
fn the_pieces_of_a_long_text_are_the_parse_of_the_whole() {
    let pipeline = pipeline();
    let text = "Der Fährverkehr — the ferry — stopped on Monday; two men drowned.\n".repeat(9_000);
    let whole = pipeline.parse(&text);
    let (mut next, mut end) = (0, 0);
    for (piece, doc) in pipeline.parse_pieces(&text) {
        assert_eq!(piece.start, end);
        end = piece.end;
        for i in 0..doc.len() {
            assert_eq!(doc.span(i).shifted(piece.start), whole.span(next + i));
            assert_eq!(
                (doc.tag(i), doc.dep(i), doc.lemma(i)),
                (whole.tag(next + i), whole.dep(next + i), whole.lemma(next + i))
            );
            assert_eq!(next + doc.head(i), whole.head(next + i));
        }
        next += doc.len();
    }
    assert_eq!((next, end), (whole.len(), text.len()));
}
