//! Inputs of every format with bytes changed, cut out and put in: each ends, in reports or in failures that are named.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::Write;

use twosource_reader::{Options, read_bytes};

/// Changed inputs of each format.
const TRIES: usize = 300;

/// Pieces that mean something in one format or another.
const PIECES: [&str; 26] = [
    "<",
    ">",
    "</p>",
    "<p",
    "<!--",
    "]]>",
    "&#",
    "&amp;",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\\u",
    "---\n",
    "\r\n\r\n",
    "WARC/1.0\r\n",
    "Content-Length: 99\r\n",
    "\0",
    "\u{FEFF}",
    "\u{301}",
    "```",
    "|",
];

struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

fn corpus() -> Vec<(&'static str, Vec<u8>)> {
    let words = "The tug Morning Star sank off Altmark on Monday, the coastguard said, and all were saved. ";
    let html = format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Tug sinks</title><style>.x{{display:none}}</style><script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"Tug sinks\",\"author\":{{\"name\":\"Ann Reed\"}}}}</script></head><body><article><h1>Tug sinks</h1><p class=x>no</p>{}</article></body></html>",
        format!("<p>{words}</p>").repeat(4)
    );
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}");
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/a\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    );
    let line =
        format!("{{\"id\":\"a\",\"outlet\":\"Post\",\"published\":\"2024-05-03\",\"text\":\"{words}\"}}\n");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(line.as_bytes()).unwrap();
    let item = format!(
        "<item><title>Tug</title><link>https://post.example/a</link><description>{}</description></item>",
        words.repeat(10)
    );
    vec![
        ("a.txt", format!("---\ntitle: Tug sinks\npublished: 2024-05-03\n---\nALTMARK, May 3 (AP) - {words}\n\nBy Ann Reed\n").into_bytes()),
        ("a.md", format!("# Tug sinks\n\n{words}\n\n> “No,” *she* [said](https://post.example).\n\n|a|b|\n|-|-|\n|1|2|\n\n```\nx\n```\n").into_bytes()),
        ("a.html", html.into_bytes()),
        ("a.json", format!("[{line},{line}]").into_bytes()),
        ("a.jsonl", line.repeat(3).into_bytes()),
        ("a.jsonl.gz", gzip.finish().unwrap()),
        ("a.rss", format!("<rss version=\"2.0\"><channel><title>Post</title>{item}{item}</channel></rss>").into_bytes()),
        ("a.atom", format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Post</title><entry><title>Tug</title><id>urn:a</id><updated>2024-05-03T10:00:00Z</updated><content type=\"html\">{}</content></entry></feed>", words.repeat(10)).into_bytes()),
        ("a.xml", b"<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://post.example/a</loc></url></urlset>".to_vec()),
        ("a.warc", warc.repeat(2).into_bytes()),
    ]
}

#[test]
fn changed_inputs_end_in_reports_or_failures() {
    let corpus = corpus();
    for (name, sound) in &corpus {
        let reading = read_bytes(Some(name), sound, &Options::default());
        assert!(!reading.reports.is_empty() || *name == "a.xml", "{name}: {:?}", reading.failures);
        let mut dice = Dice(0x2545_F491_4F6C_DD1D);
        for number in 0..TRIES {
            let mut bytes = sound.clone();
            for _ in 0..=dice.throw(4) {
                let at = dice.throw(bytes.len().max(1)).min(bytes.len());
                let end = (at + dice.throw(30)).min(bytes.len());
                match dice.throw(5) {
                    0 => drop(bytes.drain(at..end)),
                    1 => bytes.truncate(at),
                    2 if at < bytes.len() => bytes[at] = dice.throw(256) as u8,
                    3 => {
                        let again = bytes[at..end].to_vec();
                        bytes.splice(at..at, again);
                    }
                    _ => drop(bytes.splice(at..at, PIECES[dice.throw(PIECES.len())].bytes())),
                }
            }
            // Under its own name, and where the bytes alone tell what it is.
            for name in [Some(*name), None] {
                let reading = read_bytes(name, &bytes, &Options::default());
                let is_something = !reading.reports.is_empty()
                    || !reading.failures.is_empty()
                    || !reading.warnings.is_empty();
                assert!(is_something, "{name:?} {number}: nothing is said");
                for report in &reading.reports {
                    assert!(!report.text.trim().is_empty());
                    for segment in &report.segments {
                        assert!(report.text.get(segment.span.start..segment.span.end).is_some());
                    }
                }
            }
        }
    }
}

#[test]
fn any_cut_of_a_file_is_read_or_named() {
    for (name, sound) in corpus() {
        for end in (1..sound.len()).step_by(sound.len() / 60 + 1) {
            let reading = read_bytes(Some(name), &sound[..end], &Options::default());
            let is_something =
                !reading.reports.is_empty() || !reading.failures.is_empty() || !reading.warnings.is_empty();
            assert!(is_something, "{name} cut at {end}");
        }
    }
}
