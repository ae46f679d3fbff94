//! Web archives (WARC 1.0 and 1.1): each page that was answered is a report.

use std::cell::Cell;
use std::io::{BufRead, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

use warc::{RecordType, WarcHeader, WarcReader};

use super::{Format, Outcome, Sink, draft};
use crate::Options;
use crate::coding::{self, CodingError};
use crate::error::{Caution, Place, ReadError, Warning};

/// Bytes that the head of a record may take.
const HEAD_BYTES: u64 = 1 << 20;

/// Bytes after the last record that mean nothing.
const BLANK_BYTES: u64 = 16;

/// Header fields of an HTTP answer that are read.
const MOST_FIELDS: usize = 256;

/// Records between two times that reports are handed on.
const BATCH: usize = 32;

/// Addresses of pages without an article that a warning shows.
const SHOWN: usize = 3;

/// A reader that gives no more bytes than it is allowed, so that no head of a record fills the memory.
struct Allowance<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R: BufRead> Read for Allowance<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let taken = self.inner.read(buffer)?;
        self.spend(taken)?;
        Ok(taken)
    }
}

impl<R: BufRead> BufRead for Allowance<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.spend(0)?;
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.left.set(self.left.get().saturating_sub(amount as u64));
        self.inner.consume(amount);
    }
}

impl<R> Allowance<R> {
    fn spend(&self, amount: usize) -> std::io::Result<()> {
        let left = self.left.get();
        if left == 0 {
            return Err(std::io::Error::other("the head of a record is too long"));
        }
        self.left.set(left.saturating_sub(amount as u64));
        Ok(())
    }
}

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
    let left = Rc::new(Cell::new(HEAD_BYTES));
    let mut reader = WarcReader::new(Allowance { inner: source, left: Rc::clone(&left) });
    let mut records = reader.stream_records();
    let mut outcome = Outcome::default();
    let mut without_article: Vec<String> = Vec::new();
    let (mut number, mut pages) = (0, 0);
    loop {
        number += 1;
        let at = Place { path: place.path.clone(), line: Some(number) };
        left.set(HEAD_BYTES);
        let page = match records.next_item() {
            None => {
                // Blank lines may follow the last record.
                if HEAD_BYTES - left.get() > BLANK_BYTES {
                    outcome.add(at, Err(ReadError::Warc("it ends in what is no record".to_owned())));
                }
                break;
            }
            Some(Err(error)) => {
                outcome.add(at, Err(ReadError::Warc(error.to_string())));
                break;
            }
            Some(Ok(mut record)) => {
                left.set(u64::MAX);
                let kind = record.warc_type().clone();
                let length = record.content_length();
                let media = record.header(WarcHeader::ContentType).unwrap_or_default().into_owned();
                let url = record.header(WarcHeader::TargetURI);
                let url = url.map(|url| url.trim_matches(['<', '>']).to_owned());
                let is_page = is_page(&kind, &media);
                let limit = options.max_input_bytes as u64;
                let mut bytes = Vec::new();
                let wanted = if is_page && length <= limit { limit } else { 0 };
                let taken = record.by_ref().take(wanted).read_to_end(&mut bytes);
                // What is not wanted is passed over, so that the next head can be told from it.
                let passed = taken.and_then(|_| std::io::copy(&mut record, &mut std::io::sink()));
                match passed {
                    Err(error) => {
                        outcome.add(at, Err(error.into()));
                        break;
                    }
                    Ok(passed) if passed + (bytes.len() as u64) < length => {
                        outcome.add(at, Err(ReadError::Warc("the last record is cut short".to_owned())));
                        break;
                    }
                    Ok(_) if !is_page => continue,
                    Ok(_) if length > limit => Err(ReadError::TooLarge { limit: options.max_input_bytes }),
                    Ok(_) => page(&media, url, bytes, options),
                }
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

/// True for records that hold what a page says: answers of servers, and resources and conversions that are text.
fn is_page(kind: &RecordType, media: &str) -> bool {
    match kind {
        RecordType::Response => media.starts_with("application/http"),
        RecordType::Resource | RecordType::Conversion => format_of(media).is_some(),
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
}
