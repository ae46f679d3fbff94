//! Web archives (WARC 1.0 and 1.1): each page that was answered is a report.

use std::io::BufRead;
use std::ops::ControlFlow;

use super::record::{Body, Head, Next, Records};
use super::{Format, Outcome, Sink, draft};
use crate::Options;
use crate::coding::{self, CodingError};
use crate::error::{Caution, Place, ReadError, Warning};

/// Header fields of an HTTP answer that are read.
const MOST_FIELDS: usize = 256;

/// Records between two times that reports are handed on.
const BATCH: usize = 32;

/// Addresses of pages without an article that a warning shows.
const SHOWN: usize = 3;

/// What of a record becomes a report.
struct Page {
    format: Format,
    charset: Option<String>,
    url: Option<String>,
    body: Vec<u8>,
}

/// Reads the pages of an archive and hands on their reports a few at a time. A place's line is the number of the record,
/// from 1.
pub(crate) fn read(source: &mut dyn BufRead, place: &Place, options: &Options, sink: &mut Sink) {
    let mut records = Records::new(source);
    let mut outcome = Outcome::default();
    let mut without_article: Vec<String> = Vec::new();
    let (mut number, mut pages) = (0, 0);
    loop {
        number += 1;
        let at = Place { path: place.path.clone(), line: Some(number) };
        let page = match one(&mut records, options) {
            Ok(None) => break,
            Ok(Some(page)) => page,
            Err(error) => {
                outcome.add(at, Err(error.into()));
                break;
            }
        };
        match page {
            Ok(None) => {}
            Ok(Some(page)) => {
                pages += 1;
                let read = draft(page.format, &page.body, page.charset.as_deref(), at.clone(), options);
                match read {
                    // Front pages, lists and search results are in every archive.
                    Err(ReadError::NoArticle | ReadError::Empty) => {
                        without_article.push(page.url.unwrap_or_else(|| at.to_string()));
                    }
                    Err(error) => outcome.add(at, Err(error)),
                    Ok((mut draft, cautions)) => {
                        if let Some(url) = &page.url {
                            draft.given.settle_address(url);
                        }
                        outcome.add(at, Ok((draft, cautions)));
                    }
                }
            }
            Err(error) => outcome.add(at, Err(error)),
        }
        if outcome.reports.len() >= BATCH && sink(std::mem::take(&mut outcome)).is_break() {
            return;
        }
    }
    if !without_article.is_empty() {
        let count = without_article.len();
        without_article.truncate(SHOWN);
        let example = without_article.join(", ");
        let caution = Caution::NoArticle { count, pages, example };
        outcome.warnings.push(Warning { place: place.clone(), caution });
    } else if pages == 0 && outcome.failures.is_empty() {
        outcome = Outcome::failed(place.clone(), ReadError::NoPage);
    }
    let _: ControlFlow<()> = sink(outcome);
}

/// The page of the next record, or why it gives none; `None` at the end.
#[allow(clippy::type_complexity, reason = "an outer error ends the archive, an inner one the record")]
fn one(records: &mut Records, options: &Options) -> std::io::Result<Option<Result<Option<Page>, ReadError>>> {
    let broken = |what: String| Ok(Some(Err(ReadError::Warc(what))));
    let head = match records.next()? {
        Next::End => return Ok(None),
        Next::Head(head) => head,
        Next::Broken { why, passed, ends: true } => {
            return broken(format!("it ends in what is no record: {why} ({passed} bytes)"));
        }
        Next::Broken { why, passed, ends: false } => {
            return broken(format!("no record: {why}; {passed} bytes were passed over to the next"));
        }
    };
    let limit = options.max_input_bytes;
    let is_page = is_page(&head);
    match records.body(&head, limit)? {
        Body::Cut => broken("the last record is cut short".to_owned()),
        Body::Lied { passed } => {
            broken(format!("a record is not as long as it says; {passed} bytes were passed over to the next"))
        }
        _ if !is_page => Ok(Some(Ok(None))),
        Body::TooLarge => Ok(Some(Err(ReadError::TooLarge { limit }))),
        Body::Whole(bytes) => {
            let url = head.field("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
            Ok(Some(page(head.field("content-type").unwrap_or(""), url, bytes, options)))
        }
    }
}

/// True for records that hold what a page says: answers of servers, and resources and conversions that are text.
fn is_page(head: &Head) -> bool {
    let media = head.field("content-type").unwrap_or("");
    match head.field("warc-type").unwrap_or("").to_ascii_lowercase().as_str() {
        "response" => media.starts_with("application/http"),
        "resource" | "conversion" => format_of(media).is_some(),
        _ => false,
    }
}

/// The format of a media type; `None` where it is no report's.
pub(crate) fn format_of(media: &str) -> Option<Format> {
    let kind = media.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    match kind.as_str() {
        "text/html" | "application/xhtml+xml" => Some(Format::Html),
        "text/plain" => Some(Format::Text),
        _ => None,
    }
}

fn charset_of(media: &str) -> Option<String> {
    let parameter = media.split(';').skip(1).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    });
    parameter.map(|value| value.trim().trim_matches('"').to_owned())
}

/// The page in a record's body; `None` where it is a picture, an error, or something else that is no report.
fn page(
    media: &str,
    url: Option<String>,
    bytes: Vec<u8>,
    options: &Options,
) -> Result<Option<Page>, ReadError> {
    let is_robots = url.as_deref().is_some_and(|url| url.ends_with("/robots.txt"));
    if is_robots {
        return Ok(None);
    }
    if let Some(format) = format_of(media) {
        return Ok(Some(Page { format, charset: charset_of(media), url, body: bytes }));
    }
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut answer = httparse::Response::new(&mut fields);
    let body = match answer.parse(&bytes) {
        Ok(httparse::Status::Complete(body)) => body,
        Ok(httparse::Status::Partial) => return Err(ReadError::Warc("an answer is cut short".to_owned())),
        Err(error) => return Err(ReadError::Warc(format!("an answer is no HTTP: {error}"))),
    };
    let field = |name: &str| {
        let field = answer.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name));
        field.map(|field| String::from_utf8_lossy(field.value).trim().to_owned()).unwrap_or_default()
    };
    let media = field("content-type");
    let Some(format) = format_of(&media).filter(|_| answer.code == Some(200)) else { return Ok(None) };
    let body = bytes.get(body..).unwrap_or(&[]);
    // Some archives note the transfer coding of what they have already joined.
    let joined = field("transfer-encoding")
        .to_ascii_lowercase()
        .contains("chunked")
        .then(|| join_chunks(body))
        .flatten();
    let body = joined.unwrap_or_else(|| body.to_vec());
    let body = decode(body, &field("content-encoding").to_ascii_lowercase(), options.max_input_bytes)?;
    Ok(Some(Page { format, charset: charset_of(&media), url, body }))
}

/// The body that was sent in chunks; `None` where it is not in chunks.
fn join_chunks(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(body.len());
    loop {
        let httparse::Status::Complete((start, size)) = httparse::parse_chunk_size(body).ok()? else {
            return None;
        };
        if size == 0 {
            return Some(joined);
        }
        let size = usize::try_from(size).ok()?;
        let end = start.checked_add(size)?;
        joined.extend_from_slice(body.get(start..end)?);
        body = body.get(end..)?.strip_prefix(b"\r\n")?;
    }
}

/// Undoes a content coding, up to `limit` bytes. Archives often note the coding of what they have already unfolded.
fn decode(body: Vec<u8>, named: &str, limit: usize) -> Result<Vec<u8>, ReadError> {
    let is_plain = std::str::from_utf8(&body).is_ok();
    let plain = if is_plain { body.clone() } else { Vec::new() };
    match coding::unfold(body, named, limit, false) {
        Ok((unfolded, _)) => Ok(unfolded),
        Err(CodingError::TooLarge { limit }) => Err(ReadError::TooLarge { limit }),
        Err(_) if is_plain => Ok(plain),
        Err(error) => Err(ReadError::Warc(format!("a page: {error}"))),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn record(kind: &str, url: &str, media: &str, body: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:12345678-feed-4afe-9c00-1234567890ab>\r\nWARC-Date: 2023-09-13T08:00:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body, b"\r\n\r\n"].concat()
    }

    fn article() -> String {
        let paragraph = "<p>The ferry Islay Star ran aground on a sandbank on Wednesday morning, the coastguard said, and all forty people on board were taken ashore in lifeboats within an hour.</p>";
        format!(
            "<html><head><title>Ferry runs aground</title></head><body><article><h1>Ferry runs aground</h1>{}</article></body></html>",
            paragraph.repeat(5)
        )
    }

    fn response(extra: &str, body: &[u8]) -> Vec<u8> {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{extra}\r\n");
        [head.as_bytes(), body].concat()
    }

    fn read_all(bytes: &[u8]) -> Outcome {
        let place = Place { path: Some("a.warc".to_owned()), line: None };
        let mut all = Outcome::default();
        read(&mut &bytes[..], &place, &Options::default(), &mut |part| {
            all.take_in(part);
            ControlFlow::Continue(())
        });
        all
    }

    const HTTP: &str = "application/http; msgtype=response";

    #[test]
    fn pages_become_reports_and_the_rest_is_passed_over() {
        let page = article();
        let archive = [
            record("warcinfo", "", "application/warc-fields", b"software: test"),
            record(
                "request",
                "https://example.org/a",
                "application/http; msgtype=request",
                b"GET /a HTTP/1.1\r\n\r\n",
            ),
            record("response", "https://www.example.org/a", HTTP, &response("", page.as_bytes())),
            record(
                "response",
                "https://example.org/x.png",
                HTTP,
                b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG",
            ),
            record(
                "response",
                "https://example.org/gone",
                HTTP,
                b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone",
            ),
        ]
        .concat();
        let all = read_all(&archive);
        assert_eq!(all.reports.len(), 1, "{:?}", all.failures);
        let report = &all.reports[0];
        assert_eq!(report.url.as_deref(), Some("https://www.example.org/a"));
        assert_eq!(report.outlet.as_deref(), Some("example.org"));
        assert_eq!(report.line, Some(3));
        assert!(report.text.contains("Islay Star"));
        assert!(report.published.is_none(), "when it was crawled is not when it was published");
    }

    #[test]
    fn chunks_and_codings_are_undone_and_bombs_are_bounded() {
        let page = article();
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(page.as_bytes()).unwrap();
        let packed = gzip.finish().unwrap();
        let chunked = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
        let extra = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n";
        let all = read_all(&record("response", "https://example.org/a", HTTP, &response(extra, &chunked)));
        assert_eq!(all.reports.len(), 1, "{:?}", all.failures);

        let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        bomb.write_all(&vec![b' '; 60_000_000]).unwrap();
        let bomb = response("Content-Encoding: gzip\r\n", &bomb.finish().unwrap());
        let archive = [
            record("response", "https://example.org/bomb", HTTP, &bomb),
            record("response", "https://example.org/a", HTTP, &response("", page.as_bytes())),
        ]
        .concat();
        let all = read_all(&archive);
        assert_eq!((all.reports.len(), all.failures.len()), (1, 1));
        assert!(matches!(all.failures[0].error, ReadError::TooLarge { .. }));
    }

    #[test]
    fn a_broken_archive_keeps_what_came_before() {
        let page = article();
        let good = record("response", "https://example.org/a", HTTP, &response("", page.as_bytes()));
        for broken in [
            &good[..good.len() / 2],
            b"WARC/1.0\r\nno header\r\n\r\n",
            b"WARC/1.0\r\nContent-Length: 99999999999999\r\n\r\nabc",
            &[b'x'; 3_000_000],
        ] {
            let all = read_all(&[&good[..], broken].concat());
            assert_eq!((all.reports.len(), all.failures.len()), (1, 1), "{:?}", all.failures);
        }
    }

    #[test]
    fn what_comes_after_a_broken_record_is_read() {
        let page = article();
        let good = record("response", "https://example.org/a", HTTP, &response("", page.as_bytes()));
        let text = String::from_utf8(good.clone()).unwrap();
        let length = page.len() + response("", b"").len();
        let lying = |says: usize| text.replace(&format!("th: {length}"), &format!("th: {says}"));
        for broken in [
            lying(length + 40),
            lying(length + 1_000_000),
            lying(length - 40),
            lying(10),
            lying(0),
            text.replace("Content-Length", "Content-Breadth"),
            text.replace("WARC/1.0", "VHS/1.0"),
            text.replace("WARC-Type: ", "no field at all\r\nWARC-Type: "),
            format!("{}\r\n\r\n", "x".repeat(2_000_000)),
        ] {
            let all = read_all(&[&good[..], broken.as_bytes(), &good[..], &good[..]].concat());
            let head: String = broken.chars().take(300).collect();
            assert_eq!((all.reports.len(), all.failures.len()), (3, 1), "{head} {:?}", all.failures);
        }
    }

    #[test]
    fn many_lying_records_cost_no_square() {
        let lie = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 19000000\r\n\r\nx\r\n\r\n";
        let all = read_all(lie.repeat(20_000).as_bytes());
        // The first few are named; then lengths are no longer trusted, and the heads alone part the records.
        assert_eq!(all.failures.len(), 16);
        let page = article();
        let good = record("response", "https://example.org/a", HTTP, &response("", page.as_bytes()));
        let all = read_all(&[lie.repeat(20).as_bytes(), &good].concat());
        assert_eq!((all.reports.len(), all.failures.len()), (1, 16), "{:?}", all.failures.last());
    }
}
