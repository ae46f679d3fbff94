//! Whatever the bytes, reading ends, and what it gives fits together.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails has to stop")]

use proptest::prelude::*;
use twosource_reader::{Caution, Options, Provenance, Report, SegmentKind, read_bytes};
use twosource_text::Span;

/// Segments are in order, apart from each other, not empty, on character boundaries and without white space at their
/// edges; every letter of the text is in one of them; facts stand in the text.
fn check(report: &Report) {
    let mut end = 0;
    for segment in &report.segments {
        let span = segment.span;
        assert!(span.start >= end && !span.is_empty(), "{:?}", report.segments);
        assert!(report.text.is_char_boundary(span.start) && report.text.is_char_boundary(span.end));
        assert_eq!(span, span.trimmed(&report.text));
        end = span.end;
    }
    assert!(end <= report.text.len());
    for (offset, c) in report.text.char_indices() {
        assert!(
            !c.is_alphabetic() || report.segment_at(offset).is_some(),
            "{c:?} at {offset} is in no segment"
        );
    }
    if let Some(Provenance::Text(span)) = report.published.as_ref().map(|published| published.provenance) {
        assert!(!span.of(&report.text).is_empty());
    }
    for agency in &report.agencies {
        assert!(agency.span.is_none_or(|span| !span.of(&report.text).is_empty()));
    }
    assert!(!report.id.is_empty());
    // An alignment never points outside of its original, whose length is not known here; it must not panic.
    let _ = report.alignment.original(Span::new(0, report.text.len()));
}

fn read_all(name: &str, bytes: &[u8]) {
    let reading = read_bytes(Some(name), bytes, &Options::default());
    for report in &reading.reports {
        check(report);
    }
    for failure in &reading.failures {
        assert!(!failure.to_string().contains('\n'), "one line: {failure}");
    }
}

/// Pieces that news texts are made of, to be put together in any order.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("The two leaders have met in the east.".to_owned()),
        Just("Long deliberations".to_owned()),
        Just("date 2023-09-13 ".to_owned()),
        Just("Published: 13 September 2023 - ".to_owned()),
        Just("SEOUL, Sept. 13, 2023 (Reuters) — ".to_owned()),
        Just("MIAMI _".to_owned()),
        Just("By Jane Doe, Reuters".to_owned()),
        Just("The guest waves. Credit: AP".to_owned()),
        Just(" (Photo by Jané Doe/Getty Images)".to_owned()),
        Just("— AFP".to_owned()),
        Just("© 2023 Ünïted Media. All rights reserved".to_owned()),
        Just("Read more: “What next?”".to_owned()),
        Just("\n\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\u{a0}\u{feff} ".to_owned()),
        "[ -~]{0,12}",
        "\\PC{0,8}",
    ]
}

/// Pieces that pages are made of.
fn markup() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<div class=\"caption\">".to_owned()),
        Just("</div>".to_owned()),
        Just("<h2>".to_owned()),
        Just("<br>".to_owned()),
        Just("<script>".to_owned()),
        Just("<!--".to_owned()),
        Just("<table><tr><td>".to_owned()),
        Just("&amp;&rsquo;&#x;&bogus;&".to_owned()),
        Just(
            "The two leaders have met in the east of the country, a spokesman said on Wednesday.".to_owned()
        ),
        "\\PC{0,8}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for name in ["a.txt", "a.md", "a.jsonl", "a.json", "a"] {
            read_all(name, &bytes);
        }
    }

    #[test]
    fn any_text(text in "\\PC{0,120}") {
        for name in ["a.txt", "a.md"] {
            read_all(name, text.as_bytes());
        }
    }

    #[test]
    fn news_in_any_order(pieces in prop::collection::vec(piece(), 1..24)) {
        let text = pieces.concat();
        read_all("a.txt", text.as_bytes());
        read_all("a.md", text.as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pages_in_any_order(pieces in prop::collection::vec(markup(), 1..40)) {
        read_all("a.html", format!("<html><body>{}", pieces.concat()).as_bytes());
    }
}

#[test]
fn long_texts_are_read_to_the_end() {
    // With time that grows by the square of the length this would not end within hours.
    let one_line = "The two leaders have met, said a man - ".repeat(50_000);
    let many_lines = "Long deliberations\n".repeat(100_000);
    let many_paragraphs = "By Jane Doe (AP) — a. Photo: b. Credit: c\n\n".repeat(20_000);
    let capitals = "A".repeat(2_000_000);
    let datelines = "MIAMI (AP) — ".repeat(100_000);
    let credits = format!("The two leaders have met.{}", " — AFP.".repeat(100_000));
    for text in [datelines, credits, one_line, many_lines, many_paragraphs, capitals] {
        let reading = read_bytes(Some("a.txt"), text.as_bytes(), &Options::default());
        assert_eq!(reading.reports.len(), 1);
        assert!(reading.reports[0].segments.iter().any(|segment| segment.kind == SegmentKind::Paragraph));
    }
}

/// Of each the cost grows with its length, and not with its square: four times as much takes no more than ten times as
/// long. A machine that does something else meanwhile gets another try.
#[test]
fn pages_that_were_slow_take_linear_time() {
    let words = "<p>The ferry sank on Monday off the port of Lindon, the coastguard said in the evening.</p>"
        .repeat(9);
    let update = r#"{"@type":"BlogPosting","headline":"An update","articleBody":"Nothing new is known of it.","author":{"@type":"Person","name":"Ann Reed"}},"#;
    let live = |times: usize| {
        format!(
            r#"<script type="application/ld+json">{{"@type":"LiveBlogPosting","headline":"Ferry sinks","liveBlogUpdate":[{}{{}}]}}</script>"#,
            update.repeat(times)
        )
    };
    let attributes = |times: usize| (0..times).map(|n| format!(" a{n}=1")).collect::<String>();
    let read = |name: &str, text: &str| {
        let start = std::time::Instant::now();
        let reading = read_bytes(Some(name), text.as_bytes(), &Options::default());
        let taken = start.elapsed();
        assert_eq!(reading.reports.len(), 1, "{:?}", reading.failures);
        assert!(name == "a.txt" || reading.reports[0].text.contains("off the port of Lindon"));
        taken
    };
    type Page<'a> = (&'a str, usize, Box<dyn Fn(usize) -> String + 'a>);
    let pages: Vec<Page> = vec![
        (
            "a.html",
            50_000,
            Box::new(|n| {
                format!("<html><body><article><p{}>A ferry sank.</p>{words}</article>", attributes(n))
            }),
        ),
        (
            "a.html",
            800,
            Box::new(|n| {
                format!("<html><head><title>Ferry</title>{}</head><body><article>{words}</article>", live(n))
            }),
        ),
        (
            "a.html",
            75_000,
            Box::new(|n| format!("<html><body><article>{words}<p>{}</p></article>", "<".repeat(n))),
        ),
        (
            "a.html",
            75_000,
            Box::new(|n| format!("<html><body><article>{words}<p>{}</p></article>", "&".repeat(n))),
        ),
        (
            "a.html",
            12_000,
            Box::new(|n| {
                format!(
                    "<html><head><style>{}</style></head><body><article>{words}</article>",
                    ".a{display:none}".repeat(n)
                )
            }),
        ),
        (
            "a.html",
            3_500,
            Box::new(|n| format!("<html><body><article>{words}{}</article>", "<p hidden>".repeat(n))),
        ),
        ("a.txt", 50_000, Box::new(|n| "Ferry\n\n".repeat(n))),
    ];
    for (name, size, page) in &pages {
        let (small, large) = (page(*size), page(size * 4));
        let linear = (0..4).any(|_| read(name, &large) <= read(name, &small) * 10);
        let opening: String = large.chars().take(60).collect();
        assert!(linear, "{size} of {opening}");
    }
}

#[test]
fn what_only_speaks_of_comments_heads_none() {
    let shown = "<p>The ferry sank on Monday off the port of Lindon, the coastguard said in the evening.</p>"
        .repeat(6);
    let beside = [
        "<h3>Comments on the wreck</h3>",
        "<h3>Responses from abroad</h3>",
        "<h3>Three responses to the storm</h3>",
        "<h3>The minister's comments</h3>",
        "<h3>Reaction</h3>",
        "<ul><li>Share</li><li>Comments</li></ul>",
        "<p>Leave a comment</p>",
        "<p>Add a comment</p>",
        "<p><a href=#c>View 12 comments</a></p>",
    ];
    for before in beside {
        let told =
            "<p>The minister of transport said on Tuesday that divers had found the wreck of the ferry.</p>";
        let page = format!(
            "<html><head><title>Ferry sinks</title></head><body><article><h1>Ferry sinks</h1>{shown}{before}{told}{shown}</article></body></html>"
        );
        let reading = read_bytes(Some("a.html"), page.as_bytes(), &Options::default());
        let report = &reading.reports[0];
        let read =
            report.segments.iter().find(|segment| segment.span.of(&report.text).contains("divers had found"));
        assert_eq!(read.map(|segment| segment.kind), Some(SegmentKind::Paragraph), "{before}");
    }
}

#[test]
fn a_page_without_a_word_gives_no_report_of_its_title() {
    for body in [
        "<body></body>",
        "<body><script>var a = 'A ferry sank.';</script><div id=root></div></body>",
        "<body><p hidden>The ferry sank on Monday.</p></body>",
        "<frameset cols='20%,80%'><frame src=menu.html><frame src=story.html></frameset>",
    ] {
        let page = format!("<html><head><title>Ferry sinks</title></head>{body}</html>");
        let reading = read_bytes(Some("a.html"), page.as_bytes(), &Options::default());
        assert!(reading.reports.is_empty() && reading.failures.len() == 1, "{body}: {:?}", reading.reports);
    }
}

#[test]
fn what_a_page_hides_is_not_read_and_linked_data_is_no_article() {
    let shown = "<p>The ferry sank on Monday off the port of Lindon, the coastguard said in the evening.</p>"
        .repeat(6);
    let hidden = "The navy sank the ferry by night.";
    let styles = [
        "display:none",
        "DISPLAY : none !important",
        "visibility:hidden",
        "color:#fff;background:#fff",
        "color:white",
        "font-size:0",
        "position:absolute;left:-9999px",
        "text-indent:-10000px",
        "opacity:0",
        "clip:rect(0,0,0,0)",
        "height:0;overflow:hidden",
        "text-decoration:line-through",
    ];
    let attributes = [
        "hidden",
        "hidden=\"\"",
        "aria-hidden=\"true\"",
        "class=\"hidden\"",
        "class=\"sr-only\"",
        "class=\"visually-hidden\"",
        "class=\"note quiet\"",
        "class=\"away\"",
        "id=\"gone\"",
    ];
    let styles = styles.iter().map(|style| format!("style=\"{style}\""));
    let marked = styles.chain(attributes.iter().map(|&own| own.to_owned())).flat_map(|own| {
        [format!("<p {own}>{hidden}</p>"), format!("<div {own}><section><p>{hidden}</p></section></div>")]
    });
    let comments = [
        "Reader comments",
        "Comments (12)",
        "12 Comments",
        "Comments",
        "Leave a comment",
        "Leave a Reply",
        "Join the conversation",
        "Add a comment",
        "3 responses",
        "3 responses to “Ferry sinks”",
        "Two thoughts on &ldquo;Ferry sinks&rdquo;",
        "Four comments so far",
        "No comments yet",
        "View all 12 comments",
        "Comments on this story",
        "Kommentare (3)",
    ];
    let commented = comments.iter().map(|title| format!("<h3>{title}</h3><p>{hidden}</p>"));
    for beside in marked.chain(commented).chain([
        format!("<p hidden/>{hidden}</p>"),
        format!("<p>All were saved. <s>{hidden}</s></p>"),
        format!("<p>All were saved. <del>{hidden}</del></p>"),
        format!("<p>All were saved. <strike>{hidden}</strike></p>"),
        format!(
            "<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"articleBody\":\"{}\"}}</script>",
            hidden.repeat(60)
        ),
    ]) {
        let page = format!(
            "<html><head><title>Ferry sinks</title><style>.quiet {{ visibility: hidden }} .away,#gone{{position:absolute;left:-5000px}}</style></head><body><article><h1>Ferry sinks</h1>{shown}{beside}</article></body></html>"
        );
        let reading = read_bytes(Some("a.html"), page.as_bytes(), &Options::default());
        let report = &reading.reports[0];
        let is_linked = beside.contains("articleBody");
        let told = reading.warnings.iter().any(|warning| matches!(warning.caution, Caution::Unshown { .. }));
        assert_eq!(told, is_linked, "{:?}", reading.warnings);
        let read: String = (report.segments.iter())
            .filter(|segment| segment.kind == SegmentKind::Paragraph)
            .map(|segment| segment.span.of(&report.text))
            .collect();
        assert!(read.contains("off the port") && !read.contains("by night"), "{beside}");
    }
}

#[test]
fn line_ends_without_end_are_not_read_to_the_end() {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(b"{\"text\":\"The tug sank on Monday.\"}\n").unwrap();
    let block = vec![b'\n'; 1 << 20];
    for _ in 0..40 {
        encoder.write_all(&block).unwrap();
    }
    let folded = encoder.finish().unwrap();
    let reading = read_bytes(Some("a.jsonl.gz"), &folded, &Options::default());
    assert_eq!((reading.reports.len(), reading.failures.len()), (1, 1));
    assert!(reading.failures[0].to_string().contains("a million blank lines"), "{}", reading.failures[0]);
}
