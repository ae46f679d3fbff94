//! Sixty odd inputs of every format: what of each must be read, and what must not. `benchmarks/hostile/sixty.md` tells what
//! each did when it was first tried.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails has to stop")]

use std::io::Write;

use twosource_reader::{Options, Reading, read_bytes};

const SHOWN: &str = "The tug Morning Star sank off Altmark on Monday, and all of her crew were taken ashore, the coastguard said.";
const MORE: &str =
    "Her owners have sent divers down to see whether oil is leaking from the wreck, the harbour office said.";
const EVIL: &str = "The navy of a neighbour had blown her up in the night, one reads here alone.";

/// What must be seen in the words of the reports, or in what is told of failures and warnings.
enum Want {
    /// All of it is in the text of a report.
    Reads(&'static [&'static str]),
    /// As many reports.
    Reports(usize),
    /// The visible article, and none of [`EVIL`].
    NoEvil,
    /// No report, and one line that has this.
    Fails(&'static str),
    /// A report, and a warning that has this.
    Warns(&'static str),
}

use Want::{Fails, NoEvil, Reads, Reports, Warns};

struct Odd {
    number: usize,
    what: &'static str,
    name: &'static str,
    bytes: Vec<u8>,
    want: Want,
}

fn page(head: &str, body: &str) -> Vec<u8> {
    let shown = format!("<p>{SHOWN}</p><p>{MORE}</p>").repeat(3);
    format!("<!doctype html><html lang=en><head><meta charset=utf-8><title>Tug sinks</title>{head}</head><body><article><h1>Tug sinks</h1>{shown}{body}</article></body></html>").into_bytes()
}

fn said(words: &str) -> Vec<u8> {
    page("", &format!("<p>In the evening the coastguard said that {words} in the harbour of Altmark.</p>"))
}

fn lines(lines: &[&str]) -> Vec<u8> {
    lines.join("\n").into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn record(kind: &str, http: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://post.example/a\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
        http.len()
    );
    [head.as_bytes(), http, b"\r\n\r\n"].concat()
}

fn http(head: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{head}\r\n").as_bytes(), body]
        .concat()
}

/// A record whose lines end in one byte, and whose length is right.
fn with_short_ends() -> Vec<u8> {
    let short = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace("\r\n", "\n").into_bytes();
    short(record("response", &short(http("", &page("", "")))))
}

fn feed(item: &str) -> Vec<u8> {
    format!("<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Post</title><link>https://post.example/</link><item><title>Tug sinks</title>{item}</item></channel></rss>").into_bytes()
}

fn long() -> String {
    format!("{SHOWN} {MORE} ").repeat(5)
}

#[allow(clippy::too_many_lines, reason = "a list")]
fn all() -> Vec<Odd> {
    let mut number = 0;
    let mut odd = |what, name, bytes: Vec<u8>, want| {
        number += 1;
        Odd { number, what, name, bytes, want }
    };
    let evil_page = |head: &str, before: &str, after: &str| page(head, &format!("{before}{EVIL}{after}"));
    vec![
        // Text.
        odd("line ends of old machines", "a.txt", SHOWN.replace(", ", ",\r\r").into_bytes(), Reads(&["Morning Star", "coastguard said"])),
        odd("line and paragraph separators", "a.txt", format!("{SHOWN}\u{2029}{MORE}\u{2028}{SHOWN}").into_bytes(), Reads(&["divers down"])),
        odd("page breaks between paragraphs", "a.txt", format!("{SHOWN}\u{C}{MORE}").into_bytes(), Reads(&["divers down", "Morning Star"])),
        odd("words hidden in tag characters", "a.txt", format!("{SHOWN}{}", EVIL.chars().map(|c| char::from_u32(0xE0000 + c as u32).unwrap()).collect::<String>()).into_bytes(), Warns("invisible")),
        odd("nothing but spaces of no width", "a.txt", "\u{200B}\u{200C}\u{2060}\u{FEFF}\n".repeat(50).into_bytes(), Fails("no text")),
        odd("nothing but bytes of 255", "a.txt", vec![0xFF; 4000], Fails("not text")),
        odd("letters of large machines (EBCDIC)", "a.txt", SHOWN.repeat(3).bytes().map(|b| match b { b'a'..=b'i' => b - b'a' + 0x81, b'j'..=b'r' => b - b'j' + 0x91, b's'..=b'z' => b - b's' + 0xA2, b'A'..=b'I' => b - b'A' + 0xC1, b'J'..=b'R' => b - b'J' + 0xD1, b'S'..=b'Z' => b - b'S' + 0xE2, b' ' => 0x40, b',' => 0x6B, _ => 0x4B }).collect(), Fails("not text")),
        odd("one sentence in Russian over and over", "a.txt", "Паром затонул в понедельник у берега. ".repeat(10).into_bytes(), Warns("not English")),
        odd("front matter with one key twice", "a.txt", format!("---\noutlet: Post\noutlet: Gull\n---\n{SHOWN}").into_bytes(), Fails("outlet")),
        odd("front matter whose title is a list", "a.txt", format!("---\ntitle: [a, {{b: c}}]\n---\n{SHOWN}").into_bytes(), Warns("title")),
        // Markdown.
        odd("a comment in Markdown", "a.md", format!("# Tug sinks\n\n{SHOWN}\n\n<!-- {EVIL} -->\n\n{MORE}\n").into_bytes(), NoEvil),
        odd("hidden mark-up in Markdown", "a.md", format!("{SHOWN}\n\n<p hidden>{EVIL}</p>\n\n{MORE}\n").into_bytes(), NoEvil),
        odd("struck words in Markdown", "a.md", format!("{SHOWN} ~~{EVIL}~~ {MORE}\n").into_bytes(), NoEvil),
        odd("a footnote that comes in the midst", "a.md", format!("{SHOWN}[^1]\n\n[^1]: A note.\n\n{MORE}\n").into_bytes(), Reads(&["Morning Star", "divers down"])),
        // Lines of JSON.
        odd("text given twice in one object", "a.jsonl", lines(&[r#"{"id":"a","text":"The tug sank on Monday.","text":"The tug was blown up."}"#]), Fails("duplicate")),
        odd("two objects on one line", "a.jsonl", lines(&[r#"{"id":"a","text":"The tug sank on Monday."}{"id":"b","text":"All were saved."}"#]), Fails("JSON")),
        odd("a list where the text should be", "a.jsonl", lines(&[r#"{"id":"a","text":["The tug sank."]}"#]), Fails("text")),
        odd("a mark of byte order before each line", "a.jsonl", lines(&["\u{FEFF}{\"id\":\"a\",\"text\":\"The tug sank on Monday.\"}", "\u{FEFF}{\"id\":\"b\",\"text\":\"All were saved.\"}"]), Reports(2)),
        odd("an id of nothing but blanks", "a.jsonl", lines(&[r#"{"id":"  ","text":"The tug sank on Monday."}"#]), Reports(1)),
        odd("lone halves of characters", "a.jsonl", lines(&[r#"{"id":"a","text":"The tug sank \ud83d on Monday."}"#]), Fails("JSON")),
        odd("lines in double bytes", "a.jsonl", [0xFF, 0xFE].into_iter().chain("{\"id\":\"a\",\"text\":\"The tug sank on Monday.\"}\n{\"id\":\"b\",\"text\":\"All were saved.\"}".encode_utf16().flat_map(u16::to_le_bytes)).collect(), Reports(2)),
        odd("a date as a bare number", "a.jsonl", lines(&[r#"{"id":"a","published":20240503,"text":"The tug sank on Monday."}"#]), Reports(1)),
        // What a page does not show.
        odd("a hidden paragraph that closes itself", "a.html", evil_page("", "<p hidden/>", ""), NoEvil),
        odd("a style written in entities", "a.html", evil_page("", "<p style=\"display&colon;none\">", "</p>"), NoEvil),
        odd("a comment within a style", "a.html", evil_page("", "<p style=\"display:/**/none\">", "</p>"), NoEvil),
        odd("white by the element for fonts", "a.html", evil_page("", "<p><font color=white>", "</font></p>"), NoEvil),
        odd("no width", "a.html", evil_page("", "<div style=\"width:0;overflow:hidden\">", "</div>"), NoEvil),
        odd("shrunk to nothing", "a.html", evil_page("", "<p style=\"transform:scale(0)\">", "</p>"), NoEvil),
        odd("a colour with no strength", "a.html", evil_page("", "<p style=\"color:#ff000000\">", "</p>"), NoEvil),
        odd("hidden for screens by the page's style", "a.html", evil_page("<style>@media screen { .x1 { display: none } }</style>", "<p class=x1>", "</p>"), NoEvil),
        odd("hidden by a selector for an element in an element", "a.html", evil_page("<style>article p.x1 { display: none }</style>", "<p class=x1>", "</p>"), NoEvil),
        odd("hidden by a style that comes twice", "a.html", evil_page("<style>.x1{display:block}</style><style>.x1{display:none}</style>", "<p class=x1>", "</p>"), NoEvil),
        odd("a class given twice", "a.html", page("<style>.x1{display:none}</style>", &format!("<p class=x2 class=x1>{MORE} Nobody was hurt, she added.</p>")), Reads(&["Nobody was hurt"])),
        odd("words of a drawing", "a.html", evil_page("", "<svg><text>", "</text></svg>"), NoEvil),
        odd("choices of a form", "a.html", evil_page("", "<select><option>", "</option></select>"), NoEvil),
        odd("a template", "a.html", evil_page("", "<template><p>", "</p></template>"), NoEvil),
        odd("what a page says where scripts do not run", "a.html", evil_page("", "<noscript><p>", "</p></noscript>"), NoEvil),
        odd("a closed dialog", "a.html", evil_page("", "<dialog><p>", "</p></dialog>"), NoEvil),
        odd("everything after plain text begins", "a.html", [page("", ""), format!("<plaintext>{EVIL}").into_bytes()].concat(), NoEvil),
        odd("an element that never ends, hidden", "a.html", page("", &format!("</article><div hidden><p>{EVIL}")), NoEvil),
        odd("linked data that is no object", "a.html", page("<script type=\"application/ld+json\">[[[1]],null,\"x\"]</script>", ""), Reads(&["Morning Star"])),
        // What words say.
        odd("a number with a note beside it", "a.html", said("12<sup>3</sup> boats lay"), Reads(&["12 3 boats"])),
        odd("a number that was corrected", "a.html", said("<del>12</del><ins>15</ins> boats lay"), Reads(&["that 15 boats"])),
        odd("a word with places to break it", "a.html", said("a life<wbr>boat and a har&shy;bour pilot lay"), Reads(&["lifeboat"])),
        odd("a comment within a word", "a.html", said("life<!-- x -->boats lay"), Reads(&["lifeboats"])),
        odd("marks of reading beside a name", "a.html", said("the <ruby>Mikasa<rt>ship</rt></ruby> lay"), Reads(&["the Mikasa lay"])),
        odd("names of characters without their end", "a.html", said("Berg &amp Lund &notit; lay"), Reads(&["Berg & Lund"])),
        // Pages in other clothes.
        odd("a page in a set of frames", "a.html", b"<html><head><title>Tug</title></head><frameset><frame src=a></frameset></html>".to_vec(), Fails("frames")),
        odd("sections for characters in a page of XML", "a.xhtml", format!("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>Tug</title></head><body><div><p>{SHOWN}</p><p>{MORE}</p><p>{SHOWN}</p></div></body></html>").into_bytes(), Reads(&["divers down"])),
        odd("a page that names another's address as its own", "a.html", page("<link rel=canonical href=\"javascript:alert(1)\">", ""), Reads(&["Morning Star"])),
        // Feeds.
        odd("mark-up wrapped twice", "a.rss", feed(&format!("<link>https://post.example/a</link><description>&lt;p&gt;{}&amp;lt;b&amp;gt;&lt;/p&gt;</description>", long())), Reports(1)),
        odd("an address that runs", "a.rss", feed(&format!("<link>javascript:alert(1)</link><description>{}</description>", long())), Reports(1)),
        odd("hidden words in an entry", "a.rss", feed(&format!("<link>https://post.example/a</link><content:encoded><![CDATA[<p>{}</p><p style=\"display:none\">{EVIL}</p>]]></content:encoded>", long())), NoEvil),
        odd("an entry with nothing in it", "a.json", br#"{"version":"https://jsonfeed.org/version/1.1","title":"Post","items":[{"id":"1","content_html":null},{}]}"#.to_vec(), Reports(0)),
        // Archives and what is folded.
        odd("a record that only says that nothing changed", "a.warc", [record("revisit", &http("", b"")), record("response", &http("", &page("", "")))].concat(), Reports(1)),
        odd("an answer that is folded, in a record", "a.warc", record("response", &http("Content-Encoding: gzip\r\n", &gzip(&page("", "")))), Reads(&["Morning Star"])),
        odd("records with ends of lines of one byte", "a.warc", with_short_ends(), Reports(1)),
        odd("records folded one by one", "a.warc.gz", [gzip(&record("warcinfo", b"software: x\r\n")), gzip(&record("response", &http("", &page("", ""))))].concat(), Reads(&["Morning Star"])),
        odd("a folded file in a folded file", "a.txt.gz", gzip(&gzip(SHOWN.as_bytes())), Fails("gzip")),
        odd("a folded file with an empty one before it", "a.txt.gz", [gzip(b""), gzip(SHOWN.as_bytes())].concat(), Reads(&["Morning Star"])),
    ]
}

fn why(odd: &Odd, reading: &Reading) -> Option<String> {
    let read: String = reading.reports.iter().map(|report| format!("{}\n", report.text)).collect();
    let read = read.split_whitespace().collect::<Vec<_>>().join(" ");
    let failures: Vec<String> = reading.failures.iter().map(ToString::to_string).collect();
    let warnings: Vec<String> = reading.warnings.iter().map(ToString::to_string).collect();
    let holds = match &odd.want {
        Reads(words) => words.iter().all(|words| read.contains(words)),
        Reports(count) => reading.reports.len() == *count,
        NoEvil => read.contains("Morning Star") && !read.contains("blown her up"),
        Fails(words) => reading.reports.is_empty() && failures.len() == 1 && failures[0].contains(words),
        Warns(words) => !reading.reports.is_empty() && warnings.iter().any(|told| told.contains(words)),
    };
    (!holds).then(|| {
        format!(
            "{}. {}: {} reports; {failures:?} {warnings:?} {:.1500}",
            odd.number,
            odd.what,
            reading.reports.len(),
            read
        )
    })
}

/// What an input gave, in a cell of a table.
fn came_out(reading: &Reading) -> String {
    let mut told = match reading.reports.len() {
        0 => Vec::new(),
        1 => vec!["1 report".to_owned()],
        many => vec![format!("{many} reports")],
    };
    told.extend(reading.failures.iter().map(|failure| format!("refused: {failure}")));
    told.extend(reading.warnings.iter().map(|warning| format!("told: {warning}")));
    told.join("; ").replace('|', "\\|")
}

/// What must be seen, in a cell.
fn must(want: &Want) -> String {
    match want {
        Reads(words) => format!("reads “{}”", words.join("” and “")),
        Reports(0) => "no report".to_owned(),
        Reports(1) => "1 report".to_owned(),
        Reports(count) => format!("{count} reports"),
        NoEvil => "the visible words and not the hidden ones".to_owned(),
        Fails(words) => format!("refused with “{words}”"),
        Warns(words) => format!("read, and told “{words}”"),
    }
}

#[test]
#[ignore = "prints the table of benchmarks/hostile/sixty.md"]
fn what_each_of_them_gives() {
    println!("| | input | as | must | came out |\n|---|---|---|---|---|");
    for odd in all() {
        let reading = read_bytes(Some(odd.name), &odd.bytes, &Options::default());
        let holds = if why(&odd, &reading).is_some() { "**not so:** " } else { "" };
        println!(
            "| {} | {} | {} | {} | {holds}{} |",
            odd.number,
            odd.what,
            odd.name.rsplit_once("a.").map_or(odd.name, |(_, ending)| ending),
            must(&odd.want),
            came_out(&reading)
        );
    }
}

#[test]
fn sixty_odd_inputs_are_read_as_a_reader_sees_them() {
    let all = all();
    assert_eq!(all.len(), 60);
    let wrong: Vec<String> = (all.iter())
        .filter_map(|odd| why(odd, &read_bytes(Some(odd.name), &odd.bytes, &Options::default())))
        .collect();
    assert!(wrong.is_empty(), "{} of 60\n{}", wrong.len(), wrong.join("\n\n"));
}
