//! Inputs of every kind, as a user gives them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails has to stop")]

use std::fs;
use std::path::Path;

use twosource_reader::{
    Caution, Options, ReadError, Reading, SegmentKind, read, read_bytes, read_with_standard_input,
};

const PROSE: &str = "The two leaders have met.\n\nThey talked for two hours.\n";

fn bytes(name: &str, bytes: &[u8]) -> Reading {
    read_bytes(Some(name), bytes, &Options::default())
}

/// The messages of everything that went wrong.
fn failures(reading: &Reading) -> Vec<String> {
    reading.failures.iter().map(ToString::to_string).collect()
}

fn write(folder: &Path, name: &str, content: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

#[test]
fn json_lines_keep_text_and_metadata_and_name_bad_lines() {
    let lines = concat!(
        "\u{FEFF}{\"id\": 7, \"text\": \" A\\r\\nb. \", \"outlet\": \"X\", \"published\": \"2023-09-13T08:05:00Z\", \"other\": {\"a\": [1]}}\r\n",
        "\n",
        "{\"id\": \"b\", \"text\": \n",
        "{\"id\": \"c\", \"txt\": \"no text\"}\n",
        "{\"id\": \"d\", \"text\": \"  \"}\n",
        "{\"id\": \"e\", \"text\": \"Fine.\", \"byline\": [\"Jane Doe\", \"John Roe\"], \"title\": \"\", \"published\": \"soon\"}",
    );
    let reading = bytes("a.jsonl", lines.as_bytes());
    let ids: Vec<_> = reading.reports.iter().map(|report| report.id.as_str()).collect();
    assert_eq!(ids, ["7", "e"]);
    assert_eq!(reading.reports[0].text, " A\r\nb. ");
    assert_eq!(reading.reports[0].published.as_ref().unwrap().value, "2023-09-13T08:05:00Z");
    assert_eq!(reading.reports[1].line, Some(6));
    assert_eq!(reading.reports[1].byline.as_deref(), Some("Jane Doe, John Roe"));
    assert_eq!(reading.reports[1].title, None);
    let failures = failures(&reading);
    assert_eq!(failures.len(), 3);
    assert!(failures[0].starts_with("a.jsonl:3: not a report in JSON: EOF"), "{failures:?}");
    assert_eq!(failures[1], "a.jsonl:4: not a report in JSON: it has no \"text\"");
    assert_eq!(failures[2], "a.jsonl:5: holds no text");
    assert_eq!(reading.warnings[0].caution, Caution::UnknownDate { value: "soon".to_owned() });
}

#[test]
fn a_json_file_holds_one_report_or_several() {
    let one = bytes("a.json", b"{\n \"text\": \"One.\"\n}");
    assert_eq!(one.reports.len(), 1);
    assert_eq!(one.reports[0].line, None);
    let several = bytes(
        "a.json",
        b"[\n {\"text\": \"One.\"},\n {\"id\": true, \"text\": \"x\"},\n\n {\"text\": \"Two.\"}]",
    );
    let lines: Vec<_> = several.reports.iter().map(|report| report.line).collect();
    assert_eq!(lines, [Some(2), Some(5)]);
    assert_eq!(failures(&several), ["a.json:3: not a report in JSON: \"id\" is not a string"]);
    let lines = bytes("a.json", b"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n");
    assert_eq!(lines.reports.len(), 2);
}

#[test]
fn ids_come_from_the_content_and_do_not_collide_in_silence() {
    let reading = bytes("a.txt", PROSE.as_bytes());
    assert_eq!(reading.reports[0].id, reading.reports[0].sha256[..16]);
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.txt", PROSE);
    write(folder.path(), "b.txt", PROSE);
    write(
        folder.path(),
        "c.jsonl",
        "{\"id\": \"1\", \"text\": \"One.\"}\n{\"id\": \"1\", \"text\": \"Two.\"}\n",
    );
    let paths = ["b.txt", "c.jsonl", "a.txt", "b.txt"].map(|name| folder.path().join(name));
    let reading = read(&paths, &Options::default());
    assert_eq!(reading.reports.len(), 2);
    let warning = reading.warnings[0].to_string();
    assert!(warning.contains("b.txt: the same bytes as") && warning.contains("a.txt"), "{warning}");
    let failure = failures(&reading)[0].clone();
    assert!(
        failure.contains("c.jsonl:2: has the id \"1\", which") && failure.contains("c.jsonl:1 has already"),
        "{failure}"
    );
}

#[test]
fn folders_are_read_in_order_whatever_the_order_of_the_paths() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "b/two.txt", "Two.");
    write(folder.path(), "a.md", "One.");
    write(folder.path(), ".hidden.txt", "Hidden.");
    write(folder.path(), "b/.git/x.txt", "Hidden.");
    write(folder.path(), "b/picture.png", "\u{89}PNG");
    let whole = read(&[folder.path()], &Options::default());
    let texts =
        |reading: &Reading| reading.reports.iter().map(|report| report.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&whole), ["One.", "Two."]);
    assert!(whole.failures.is_empty());
    assert!(
        whole.warnings[0].to_string().contains("left out what is no report by its ending: 1 (picture.png)")
    );
    let parts = read(&[folder.path().join("b"), folder.path().join("a.md")], &Options::default());
    let swapped = read(&[folder.path().join("a.md"), folder.path().join("b")], &Options::default());
    assert_eq!(texts(&parts), texts(&swapped));
    let pattern = read(&[folder.path().join("*.md")], &Options::default());
    assert_eq!(texts(&pattern), ["One."]);
}

#[test]
fn every_input_that_gives_nothing_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    write(folder.path(), "empty.txt", "");
    write(folder.path(), "blank.txt", " \n\t ");
    write(folder.path(), "empty.jsonl", "\n\n");
    fs::write(path("binary.txt"), b"\x7fELF\0\0\0\x01").unwrap();
    fs::write(path("old.doc"), b"\xd0\xcf\x11\xe0 x").unwrap();
    fs::create_dir(path("folder")).unwrap();
    let names =
        ["empty.txt", "blank.txt", "empty.jsonl", "binary.txt", "old.doc", "folder", "none.txt", "*.rtf"];
    let reading = read(&names.map(path), &Options::default());
    assert!(reading.reports.is_empty());
    let mut messages = failures(&reading);
    messages.sort();
    let ends = [
        ("*.rtf", "no file fits this pattern"),
        ("binary.txt", "is not text but binary data; convert it to text or HTML first"),
        ("blank.txt", "holds no text"),
        ("empty.jsonl", "holds no text"),
        ("empty.txt", "holds no text"),
        (
            "folder",
            "no report in this folder; it needs files that end in .txt, .md, .html, .jsonl, .json, .xml, .rss, .atom, .warc, .eml, .mbox, .docx, .odt, .pdf, .srt or .vtt, also with .gz",
        ),
        ("none.txt", "no such file or folder; check the spelling"),
        ("old.doc", "is not text but an office document; convert it to text or HTML first"),
    ];
    assert_eq!(messages.len(), ends.len(), "{messages:?}");
    for (message, (name, end)) in messages.iter().zip(ends) {
        assert!(message.ends_with(&format!("{name}: {end}")), "{message}");
    }
}

#[test]
fn large_inputs_are_refused_without_being_kept() {
    let options = Options { max_input_bytes: 1000, max_text_bytes: 500, ..Options::default() };
    let reading = read_bytes(Some("a.txt"), &vec![b'a'; 1001], &options);
    assert!(matches!(reading.failures[0].error, ReadError::TooLarge { limit: 1000 }));
    let reading = read_bytes(Some("a.txt"), &vec![b'a'; 900], &options);
    assert!(matches!(reading.failures[0].error, ReadError::TooMuchText { limit: 500 }));
    let mut lines = vec![b'x'; 5000];
    lines.extend_from_slice(b"\n{\"text\": \"Fine.\"}\n");
    let reading = read_bytes(Some("a.jsonl"), &lines, &options);
    assert_eq!(reading.reports.len(), 1);
    assert!(failures(&reading)[0].starts_with("a.jsonl:1: larger than"));
}

#[test]
fn standard_input_is_sniffed() {
    let read_it =
        |content: &str| read_with_standard_input(&["-"], &Options::default(), &mut content.as_bytes());
    assert_eq!(read_it("{\"text\": \"One.\"}\n{\"text\": \"Two.\"}").reports.len(), 2);
    let text = read_it("[Update] The two leaders have met.");
    assert_eq!(text.reports[0].path, None);
    assert_eq!(text.reports[0].text, "[Update] The two leaders have met.");
    assert_eq!(failures(&read_it("")), ["standard input: holds no text"]);
}

#[test]
fn front_matter_gives_metadata_and_moves_the_text() {
    let file = "---\ntitle: Leaders meet\noutlet: Example Post\npublished: 13 Sept 2023\nid: x1\n---\n\nThe two leaders have met.\n";
    let report = &bytes("a.txt", file.as_bytes()).reports[0];
    assert_eq!((report.id.as_str(), report.outlet.as_deref()), ("x1", Some("Example Post")));
    assert_eq!(report.published.as_ref().unwrap().value, "2023-09-13");
    let segment = report.segments[0];
    assert_eq!(segment.span.of(&report.text), "The two leaders have met.");
    assert_eq!(report.alignment.original(segment.span).unwrap().of(file), "The two leaders have met.");
}

#[test]
fn another_language_is_said() {
    let text = "Der Präsident sagte am Mittwoch, dass die Gespräche mit der Regierung noch nicht beendet seien und dass man weiter verhandle.";
    let reading = bytes("a.txt", text.as_bytes());
    assert_eq!(reading.reports[0].language.as_deref(), Some("de"));
    assert!(reading.warnings[0].to_string().starts_with("a.txt: not English"));
}

#[test]
fn what_the_text_tells_is_found_with_its_place() {
    let text = "Leaders meet in the east\n\nBy Jane Doe\n\nSEOUL, Sept. 13, 2023 (Reuters) - The two leaders have met.\n\nThey talked.\n\n© 2023 AFP";
    let report = &bytes("a.txt", text.as_bytes()).reports[0];
    assert_eq!(report.title.as_deref(), Some("Leaders meet in the east"));
    assert_eq!(report.byline.as_deref(), Some("Jane Doe"));
    assert_eq!(report.published.as_ref().unwrap().value, "2023-09-13");
    let agencies: Vec<_> =
        report.agencies.iter().map(|agency| (agency.name.as_str(), agency.for_text)).collect();
    assert_eq!(agencies, [("Reuters", true), ("AFP", true)]);
    assert_eq!(report.segments.iter().filter(|segment| segment.kind == SegmentKind::Paragraph).count(), 2);
}

#[test]
fn markdown_gives_words_with_their_places() {
    let file = "---\noutlet: X\n---\n# Leaders *meet*\n\nThe **two** leaders\nhave [met](http://a.b) &amp; talked.\n\n## Long talks\n\n```\ncode\n```\n\n- They ate dinner.\n\n![picture](a.png)\n";
    let report = &bytes("a.md", file.as_bytes()).reports[0];
    let found: Vec<_> =
        report.segments.iter().map(|segment| (segment.kind, segment.span.of(&report.text))).collect();
    assert_eq!(
        found,
        [
            (SegmentKind::Title, "Leaders meet"),
            (SegmentKind::Paragraph, "The two leaders have met & talked."),
            (SegmentKind::Heading, "Long talks"),
            (SegmentKind::Paragraph, "They ate dinner."),
        ]
    );
    assert_eq!(report.alignment.original(report.segments[3].span).unwrap().of(file), "They ate dinner.");
    assert_eq!(
        report.alignment.original(report.segments[1].span).unwrap().of(file),
        "The **two** leaders\nhave [met](http://a.b) &amp; talked."
    );
}

/// A page with an article among navigation and a footer.
fn page(article: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>Leaders meet in the east | Example Post</title>\
         <meta property=\"og:site_name\" content=\"Example Post\"><meta property=\"og:title\" content=\"Leaders meet in the east\">\
         <meta property=\"article:published_time\" content=\"2023-09-13T23:30:00-04:00\"></head><body>\
         <nav><ul><li><a href=\"/a\">News</a></li><li><a href=\"/b\">Sport</a></li></ul></nav>\
         <article><h1>Leaders meet in the east</h1>{article}</article>\
         <footer><p>About us. Contact. Terms of use.</p></footer></body></html>"
    )
}

#[test]
fn a_page_gives_its_article_with_the_places_of_its_words() {
    let article = "<p>The two leaders have met at a spaceport in the far east of the country, the host&rsquo;s <b>office</b> said on Wednesday.</p>\
        <p>They talked for two hours about satellites, trade and a bridge over the river that is the border of both states.</p>\
        <h2>Long deliberations</h2>\
        <p>After the talks the guest was given a dinner, and nothing was signed, a spokesman said to reporters who had waited outside.</p>";
    let page = page(article);
    let reading = bytes("a.html", page.as_bytes());
    assert!(reading.failures.is_empty(), "{:?}", reading.failures);
    let report = &reading.reports[0];
    assert_eq!(report.title.as_deref(), Some("Leaders meet in the east"));
    assert_eq!(report.outlet.as_deref(), Some("Example Post"));
    assert_eq!(report.published.as_ref().unwrap().date.to_string(), "2023-09-13");
    assert_eq!(report.language.as_deref(), Some("en"));
    assert!(!report.text.contains("Contact"));
    let kinds: Vec<_> = report.segments.iter().map(|segment| segment.kind).collect();
    assert!(
        kinds.ends_with(&[SegmentKind::Paragraph, SegmentKind::Heading, SegmentKind::Paragraph]),
        "{kinds:?}"
    );
    let words = "the host’s office said";
    let start = report.text.find(words).unwrap();
    let span = twosource_text::Span::new(start, start + words.len());
    assert_eq!(report.alignment.original(span).unwrap().of(&page), "the host&rsquo;s <b>office</b> said");
}

#[test]
fn hostile_pages_are_refused_or_read() {
    let deep = page(&"<div>".repeat(100_000));
    assert!(matches!(bytes("a.html", deep.as_bytes()).failures[0].error, ReadError::TooDeep { .. }));
    let fonts = page(&format!("{}{}", "<font size=1>".repeat(100_000), "<p>a".repeat(1000)));
    let _ = bytes("a.html", fonts.as_bytes());
    let _ = bytes("a.html", page(&"<b><i>".repeat(100_000)).as_bytes());
    let _ = bytes("a.html", b"<html><p class=\"<!--<script>");
    assert!(matches!(bytes("a.html", b"<html><body></body></html>").failures[0].error, ReadError::NoArticle));
}

#[test]
fn what_is_gzipped_is_read_as_what_it_holds() {
    use std::io::Write;

    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(
        b"{\"id\": \"a\", \"text\": \"Prices rose in May.\"}\n{\"id\": \"b\", \"text\": \"Prices fell.\"}\n",
    )
    .unwrap();
    let packed = gzip.finish().unwrap();
    for name in [Some("reports.jsonl.gz"), Some("reports"), None] {
        let reading = read_bytes(name, &packed, &Options::default());
        let ids: Vec<&str> = reading.reports.iter().map(|report| report.id.as_str()).collect();
        assert_eq!(ids, ["a", "b"], "{name:?}: {:?}", reading.failures);
    }
    let cut = read_bytes(Some("reports.jsonl.gz"), &packed[..packed.len() / 2], &Options::default());
    assert_eq!(cut.failures.len(), 1);
}

#[test]
fn of_a_sitemap_the_links_are_counted() {
    let map = "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\"><url><loc>https://example.org/a</loc><news:news><news:title>A</news:title></news:news></url><url><loc>https://example.org/b</loc></url></urlset>";
    let reading = read_bytes(Some("sitemap.xml"), map.as_bytes(), &Options::default());
    assert!(reading.failures[0].to_string().contains("links to 2 pages"), "{}", reading.failures[0]);
}

#[test]
fn reading_part_by_part_gives_the_same_reports() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..100 {
        std::fs::write(
            folder.path().join(format!("{n:03}.txt")),
            format!("Prices rose by {n} percent in May."),
        )
        .unwrap();
    }
    std::fs::write(folder.path().join("bad.jsonl"), "no json\n").unwrap();
    let whole = read(&[folder.path()], &Options::default());
    let (mut ids, mut failures, mut parts) = (Vec::new(), 0, 0);
    twosource_reader::read_each(&[folder.path()], &Options::default(), &mut |part| {
        ids.extend(part.reports.into_iter().map(|report| report.id));
        failures += part.failures.len();
        parts += 1;
        std::ops::ControlFlow::Continue(())
    });
    assert_eq!(ids, whole.reports.iter().map(|report| report.id.clone()).collect::<Vec<_>>());
    assert!(failures == 1 && parts > 1);
    let mut first = 0;
    twosource_reader::read_each(&[folder.path()], &Options::default(), &mut |part| {
        first += part.reports.len();
        std::ops::ControlFlow::Break(())
    });
    assert!(first < 100, "it stops where it is told to");
}
