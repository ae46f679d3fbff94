//! Nothing that stands in evidence acts on the reader's page or screen.

use crate::fixture;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;
use twosource_evidence::Evidence;
use twosource_render::{TextOptions, html, markdown, text};

const ATTACK: &str = "\"'`><script>alert(1)</script><img src=x onerror=alert(1)>--><!--]]>&lt;i&gt; \
                      [a](javascript:alert(1)) ![b](http://c.example/d.png) <https://e.example> | # * _x_ \u{202e}\u{1b}[2J\u{9b}2J\0 ";

/// The values of the enums, which no evidence can have otherwise.
const FIXED: [&str; 38] = [
    "corroborated",
    "disputed",
    "echoed",
    "single-source",
    "number",
    "date",
    "place",
    "actor",
    "negation",
    "modality",
    "agency",
    "release",
    "outlet",
    "speaker",
    "document",
    "given",
    "cites",
    "unsourced",
    "says",
    "carries",
    "denies",
    "nothing",
    "apart",
    "named",
    "anonymous",
    "relayed",
    "silent",
    "time",
    "object",
    "deed",
    "polarity",
    "reality",
    "one owner",
    "state media",
    "one byline",
    "anonymous only",
    "undated",
    "translated",
];

/// `evidence` with each free string put through `change`, ids and references too.
fn with_strings(evidence: &Evidence, change: &mut dyn FnMut(&str, &str) -> Value) -> Option<Evidence> {
    fn walk(key: &str, value: &mut Value, change: &mut dyn FnMut(&str, &str) -> Value) {
        match value {
            Value::String(old) if !FIXED.contains(&old.as_str()) => *value = change(key, old),
            Value::Array(items) => items.iter_mut().for_each(|item| walk(key, item, change)),
            Value::Object(fields) => fields.iter_mut().for_each(|(key, value)| walk(key, value, change)),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(evidence).unwrap();
    walk("", &mut value, change);
    serde_json::from_value(value).ok()
}

fn attacked() -> Evidence {
    with_strings(&fixture::ferry(), &mut |key, old| match key {
        "text" => Value::String(format!("{old}{ATTACK}")),
        _ => Value::String(format!("{ATTACK}{old}")),
    })
    .unwrap()
}

#[test]
fn no_field_of_the_evidence_reaches_the_page_as_markup() {
    let page = html(&attacked());
    fixture::page::check(&page);
    assert_eq!(page.matches("<script").count(), 1);
    assert!(page.contains("&lt;script&gt;alert(1)"));
    assert!(!page.contains(['\u{202e}', '\u{1b}', '\0', '\u{9b}']));
}

#[test]
fn web_addresses_alone_become_links() {
    let mut evidence = fixture::ferry();
    for url in [
        "javascript:alert(1)",
        "data:text/html,x",
        " https://a.example",
        "https://a.example/\" onclick=\"x",
        "//a.example",
    ] {
        evidence.reports[0].url = Some(url.to_owned());
        let page = html(&evidence);
        fixture::page::check(&page);
        assert!(!page.contains("a.example") || !url.contains(' '), "{url}");
    }
    evidence.reports[0].url = Some("HTTPS://a.example/?b=1&c=2".to_owned());
    assert!(html(&evidence).contains("href=\"HTTPS://a.example/?b=1&amp;c=2\""));
}

#[test]
fn markdown_of_hostile_evidence_has_no_markup_of_theirs() {
    let written = markdown(&attacked());
    check_markdown(&written);
    assert!(!written.contains(['\u{202e}', '\u{1b}', '\0', '\u{9b}']));
}

fn check_markdown(written: &str) {
    for event in Parser::new_ext(written, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML: {html}"),
            Event::Code(code) => panic!("code: {code}"),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                panic!("a link to {dest_url}")
            }
            Event::Start(Tag::CodeBlock(_) | Tag::BlockQuote(_)) => panic!("a block of theirs"),
            _ => {}
        }
    }
}

#[test]
fn text_of_hostile_evidence_leaves_the_terminal_alone() {
    let written = text(&attacked(), &TextOptions::default());
    assert!(written.chars().all(|c| c == '\n' || !c.is_control()));
    assert!(!written.contains('\u{202e}'));
    // One row of the table may be wider than a word can be broken; no line is wider than the screen.
    assert!(written.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80));
}

#[test]
fn references_that_lead_nowhere_are_passed_over() {
    let mut evidence = fixture::ferry();
    let story = &mut evidence.stories[0];
    story.reports.push("nowhere".to_owned());
    story.claims[0].statements[0].report = "nowhere".to_owned();
    story.claims[1].statements[0].end = usize::MAX;
    story.claims[2].origins = vec!["O99".to_owned()];
    story.claims[3].statements[0].attribution = Some("a99".to_owned());
    story.conflicts[0].values.clear();
    story.conflicts[1].statements[0].start = usize::MAX;
    story.quotations[0].versions[0].end = 0;
    story.quotations[1].speaker = Some("E99".to_owned());
    story.timeline[0].claim = "C99".to_owned();
    story.entities[0].members[0].entity = "e99".to_owned();
    // A chain that runs in a circle ends.
    evidence.reports[0].attributions[0].via = Some("a1".to_owned());
    fixture::page::check(&html(&evidence));
    check_markdown(&markdown(&evidence));
    assert!(text(&evidence, &TextOptions::default()).contains("Harbour Post"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn no_evidence_makes_a_brief_panic(
        words in proptest::collection::vec(any::<String>(), 7),
        numbers in proptest::collection::vec(prop_oneof![0usize..400, Just(usize::MAX)], 11),
        every in 1usize..4,
    ) {
        let mut seen = 0;
        let evidence = with_strings(&fixture::ferry(), &mut |key, old| {
            seen += 1;
            let keep = seen % every != 0 || matches!(key, "report" | "reports" | "id") && seen % 3 != 0;
            Value::String(if keep { old.to_owned() } else { words[seen % words.len()].clone() })
        });
        let mut evidence = evidence.unwrap();
        let mut next = numbers.iter().cycle().copied();
        for claim in &mut evidence.stories[0].claims {
            for statement in &mut claim.statements {
                statement.start = next.next().unwrap();
                statement.end = next.next().unwrap();
            }
        }
        for segment in evidence.reports.iter_mut().flat_map(|r| &mut r.segments) {
            segment.start = next.next().unwrap();
            segment.end = next.next().unwrap();
        }
        fixture::page::check(&html(&evidence));
        check_markdown(&markdown(&evidence));
        let narrow = text(&evidence, &TextOptions { width: 0, colour: false, all: false });
        prop_assert!(narrow.chars().all(|c| c == '\n' || !c.is_control()));
    }
}
