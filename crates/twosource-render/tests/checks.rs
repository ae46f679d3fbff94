//! A check of a draft as text, Markdown and a page: what it tells, and that no word of it acts.

use pulldown_cmark::{Event, Parser};
use serde_json::json;
use twosource_evidence::check::Check;
use twosource_render::{TextOptions, check_html, check_markdown, check_text};

const ATTACK: &str = "\"'`><script>alert(1)</script><img src=x onerror=alert(1)>--> [a](javascript:alert(1)) | # * _x_ \u{202e}\u{1b}[2J\0 ";

/// A check of "Five boats sank. “We saw it,” she said.", each free string after `mark`.
fn check(mark: &str) -> Check {
    let text = format!("{mark}Five boats sank. “We saw it,” she said.");
    let at = |words: &str| {
        let byte = text.find(words).unwrap();
        let start = text[..byte].chars().count();
        (start, start + words.chars().count())
    };
    let free = |words: &str| format!("{mark}{words}");
    let passage = |value: Option<&str>| {
        json!({"report": free("a"), "name": free("Harbour Post"), "start": 0, "end": 10,
            "text": free("Two boats sank, the coastguard said."), "from": [free("the coastguard")], "value": value.map(free)})
    };
    let (first, number, quote) = (at("Five boats sank."), at("Five boats"), at("We saw it"));
    let second = at("“We saw it,” she said.");
    serde_json::from_value(json!({
        "schema": "twosource/check/1",
        "run": {"version": "1", "models": [], "settings": {}},
        "draft": {"id": "z", "path": null, "title": free("Boats sink"), "text": text, "text_sha256": ""},
        "reports": [{"id": free("a"), "name": free("Harbour Post"), "title": free("Two boats"), "published": free("2026-05-04"),
            "url": free("javascript:alert(1)"), "path": null, "text_sha256": ""}],
        "tally": {"statements": 2, "confirmed": 0, "unconfirmed": 2, "contradicted": 2, "absent": 1, "spellings": 1},
        "sentences": [
            {"start": first.0, "end": first.1, "kind": "paragraph", "statements": [{
                "start": first.0, "end": first.1, "verdict": "contradicted", "why": free("another number"),
                "origins": [{"name": free("the coastguard"), "kind": "speaker", "ground": "named"}],
                "passages": [], "near": [passage(None)], "unborne": [{"start": first.0, "end": first.1}],
                "source": {"name": free("she"), "told": "others"},
                "details": [
                    {"start": number.0, "end": number.1, "text": free("Five boats"), "on": "number", "verdict": "contradicted",
                     "origins": [], "given": [], "against": [passage(Some("Two boats"))]},
                    // Overlapping, and beyond the text.
                    {"start": number.0 + 1, "end": number.1, "text": "ive boats", "on": "object", "verdict": "absent",
                     "origins": [], "given": [], "against": []},
                    {"start": 5000, "end": 9000, "text": "x", "on": "time", "verdict": "absent", "origins": [], "given": [], "against": []},
                ]}]},
            {"start": second.0, "end": second.1, "kind": "paragraph", "statements": []},
            {"start": 7000, "end": 8000, "kind": free("credit"), "statements": []},
        ],
        "quotations": [{"start": quote.0, "end": quote.1, "text": free("We saw it"), "verdict": "contradicted", "speaker": free("Ida"),
            "reports_speaker": free("Peter"), "other_speaker": true, "version": passage(None), "cut": ["before"],
            "changes": [[free("I"), free("We")], ["", free("saw")], [free("it"), ""]]}],
        "names": [{"start": 0, "end": 1, "text": free("Lindquist"), "spelt": [{"name": free("Lindqvist"), "reports": [free("Star")]}]}],
    }))
    .unwrap()
}

#[test]
fn every_form_tells_who_has_it_otherwise() {
    let check = check("");
    let wide = TextOptions { width: 200, colour: false, all: false };
    for told in [check_text(&check, &wide), check_markdown(&check), check_html(&check)] {
        for words in ["contradicted", "Two boats", "Harbour Post", "the coastguard", "Lindqvist", "Peter"] {
            assert!(told.contains(words), "{words} in {told}");
        }
    }
    let page = check_html(&check);
    assert!(page.contains("<mark class=\"m con\" title=\"contradicted\">Five boats</mark>"), "{page}");
    assert!(!page.contains("<script"), "it needs no script");
}

#[test]
fn no_word_acts_on_a_page_or_a_screen() {
    let check = check(ATTACK);
    let page = check_html(&check);
    let body = page.split("</head>").nth(1).unwrap();
    for wrong in ["<script", "<img", "onerror=alert(1)>", "\u{202e}", "\u{1b}", "\0", "href=\"javascript"] {
        assert!(!body.contains(wrong), "{wrong:?} in the page");
    }
    let markdown = check_markdown(&check);
    for event in Parser::new(&markdown) {
        assert!(!matches!(event, Event::Html(_) | Event::InlineHtml(_)), "{event:?}");
        if let Event::Start(tag) = event {
            assert!(
                !matches!(tag, pulldown_cmark::Tag::Link { .. } | pulldown_cmark::Tag::Image { .. }),
                "{tag:?}"
            );
        }
    }
    let text = check_text(&check, &TextOptions::default());
    assert!(!text.contains(['\u{1b}', '\u{202e}', '\0']));
}

#[test]
fn lines_are_no_wider_than_asked() {
    for width in [40, 80] {
        let text = check_text(&check(""), &TextOptions { width, colour: false, all: false });
        for line in text.lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "{line}");
        }
    }
}
