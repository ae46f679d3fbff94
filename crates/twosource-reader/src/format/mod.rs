//! The formats a report comes in.

pub(crate) mod entry;
pub(crate) mod feed;
mod flow;
mod front_matter;
mod gzip;
mod html;
mod json;
mod limited;
#[cfg(feature = "mail")]
mod mail;
mod markdown;
mod marks;
mod newsml;
mod ninjs;
mod nitf;
#[cfg(feature = "office")]
mod office;
#[cfg(feature = "pdf")]
mod pdf;
mod record;
mod sitemap;
mod transcript;
mod tree;
mod warc;
mod wire;

use std::cell::Cell;
use std::io::BufRead;
use std::ops::ControlFlow;
use std::path::Path;
use std::rc::Rc;

use twosource_text::{Alignment, Span};

use crate::draft::{Draft, sha256};
use crate::encoding::{self, Decoded};
use crate::error::{Caution, Failure, Place, ReadError, Warning};
use crate::given::Given;
use crate::{Options, Report};

/// What one input gave.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub reports: Vec<Report>,
    pub failures: Vec<Failure>,
    pub warnings: Vec<Warning>,
}

impl Outcome {
    /// An input that gave nothing but an error.
    pub fn failed(place: Place, error: ReadError) -> Self {
        Outcome { failures: vec![Failure { place, error }], ..Outcome::default() }
    }

    /// True where there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty() && self.failures.is_empty() && self.warnings.is_empty()
    }

    /// Adds what another part of the input gave.
    pub fn take_in(&mut self, part: Outcome) {
        self.reports.extend(part.reports);
        self.failures.extend(part.failures);
        self.warnings.extend(part.warnings);
    }

    /// Finishes a draft, or notes why there is none.
    pub fn add(&mut self, place: Place, draft: Result<(Draft, Vec<Caution>), ReadError>) {
        match draft {
            Ok((draft, mut cautions)) => {
                self.reports.push(draft.finish(&mut cautions));
                let warnings = cautions.into_iter().map(|caution| Warning { place: place.clone(), caution });
                self.warnings.extend(warnings);
            }
            Err(error) => self.failures.push(Failure { place, error }),
        }
    }
}

/// Takes what an input gives, part by part; says whether to go on.
pub(crate) type Sink<'s> = dyn FnMut(Outcome) -> ControlFlow<()> + 's;

/// A format, by the ending of a file's name or by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Markdown,
    Html,
    JsonLines,
    Json,
    /// RSS or Atom (a JSON Feed is told from other JSON by its bytes).
    Feed,
    Sitemap,
    /// A web archive.
    Warc,
    /// One mail.
    Mail,
    /// A box of mails.
    MailBox,
    /// DOCX or ODT.
    Office,
    Pdf,
    /// SRT or WebVTT.
    Transcript,
    /// NewsML-G2.
    NewsMl,
    Nitf,
}

impl Format {
    /// The format that the ending of `path` tells.
    pub fn of_ending(path: &Path) -> Option<Format> {
        // A name need not be UTF-8; its ending mostly is.
        let name = path.to_string_lossy();
        let path = Path::new(gzip::inner_name(&name));
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match ending.as_str() {
            "warc" => Format::Warc,
            "eml" => Format::Mail,
            "mbox" | "mbx" => Format::MailBox,
            "docx" | "odt" => Format::Office,
            "pdf" => Format::Pdf,
            "srt" | "vtt" => Format::Transcript,
            "nitf" => Format::Nitf,
            "rss" | "atom" => Format::Feed,
            "txt" | "text" => Format::Text,
            "md" | "markdown" => Format::Markdown,
            "html" | "htm" | "xhtml" => Format::Html,
            "jsonl" | "ndjson" | "jsonlines" => Format::JsonLines,
            "json" => Format::Json,
            // Feeds and sitemaps mostly; the bytes tell.
            "xml" => Format::Feed,
            _ => return None,
        })
    }

    /// The format that the first bytes look like; text where nothing else is sure.
    pub fn of_bytes(start: &[u8]) -> Format {
        let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
        if start.first() == Some(&b'{') && start[1..].trim_ascii_start().starts_with(b"\"") {
            return Format::JsonLines;
        }
        if start.first() == Some(&b'[') && start[1..].trim_ascii_start().starts_with(b"{") {
            return Format::Json;
        }
        if start.starts_with(b"WARC/") {
            return Format::Warc;
        }
        if let Some(format) = Format::of_document(start) {
            return format;
        }
        if let Some(format) = Format::of_root(start) {
            return format;
        }
        const PAGE_STARTS: [&[u8]; 7] =
            [b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<?xml", b"<!--"];
        let is_page = PAGE_STARTS
            .iter()
            .any(|tag| start.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag)));
        if is_page { Format::Html } else { Format::Text }
    }

    /// The format of what is no plain text, or text with a head of its own.
    fn of_document(start: &[u8]) -> Option<Format> {
        const OFFICE: [&[u8]; 3] =
            [b"word/", b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis.opendocument.text"];
        const WITHIN: usize = 512;
        let head = &start[..start.len().min(WITHIN)];
        if start.starts_with(b"%PDF-") {
            return Some(Format::Pdf);
        }
        if start.starts_with(b"PK\x03\x04") {
            let has = |name: &&[u8]| head.windows(name.len()).any(|window| window == *name);
            return OFFICE.iter().any(has).then_some(Format::Office);
        }
        #[cfg(feature = "mail")]
        {
            if mail::is_box(start) {
                return Some(Format::MailBox);
            }
            if mail::is_message(start) {
                return Some(Format::Mail);
            }
        }
        transcript::is_transcript(&String::from_utf8_lossy(head)).then_some(Format::Transcript)
    }

    /// The format of an XML document whose first element is a feed's or a sitemap's.
    fn of_root(start: &[u8]) -> Option<Format> {
        let root = start.starts_with(b"<").then(|| sitemap::root(start)).flatten()?;
        if feed::is_root(&root) {
            return Some(Format::Feed);
        }
        if newsml::is_root(&root) {
            return Some(Format::NewsMl);
        }
        if root == "nitf" {
            return Some(Format::Nitf);
        }
        sitemap::is_root(&root).then_some(Format::Sitemap)
    }
}

/// Reads all reports of one input. `path` is `None` for standard input.
pub(crate) fn read(source: &mut dyn BufRead, path: Option<&str>, options: &Options) -> Outcome {
    let mut outcome = Outcome::default();
    read_to(source, path, options, &mut |part| {
        outcome.take_in(part);
        ControlFlow::Continue(())
    });
    outcome
}

/// Reads one input and hands on what it gives: formats of many reports part by part, so that they need not fit the
/// memory.
pub(crate) fn read_to(source: &mut dyn BufRead, path: Option<&str>, options: &Options, sink: &mut Sink) {
    match source.fill_buf() {
        Ok(start) if gzip::is_gzip(start) => {
            let trailing = Rc::new(Cell::new(false));
            unpacked(&mut gzip::unfold(source, &trailing), path, options, sink);
            if trailing.get() {
                let place = Place { path: path.map(str::to_owned), line: None };
                let warnings = vec![Warning { place, caution: Caution::Trailing }];
                let _ = sink(Outcome { warnings, ..Outcome::default() });
            }
        }
        _ => unpacked(source, path, options, sink),
    }
}

/// As [`read_to`], for what is not compressed.
fn unpacked(source: &mut dyn BufRead, path: Option<&str>, options: &Options, sink: &mut Sink) {
    let place = Place { path: path.map(str::to_owned), line: None };
    let by_ending = path.and_then(|path| Format::of_ending(Path::new(path)));
    let start = match source.fill_buf() {
        Ok(start) => start,
        Err(error) => {
            let _ = sink(Outcome::failed(place, error.into()));
            return;
        }
    };
    let wide = start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF");
    let format = match by_ending {
        // An ending that several kinds of XML share; a page saved under the name of a feed.
        Some(Format::Feed) => Format::of_bytes(start),
        Some(Format::Json | Format::JsonLines) if feed::is_json_feed(start) => Format::Feed,
        Some(format) => format,
        None if feed::is_json_feed(start) && start.trim_ascii_start().starts_with(b"{") => Format::Feed,
        None => Format::of_bytes(start),
    };
    if format == Format::Warc {
        return warc::read(source, &place, options, sink);
    }
    if format == Format::JsonLines && !wide {
        return json::read_lines(source, &place, options, sink);
    }
    let outcome = match limited::whole(source, options.max_input_bytes) {
        Ok(bytes) => whole(format, &bytes, &place, options),
        Err(error) => Outcome::failed(place, error),
    };
    let _ = sink(outcome);
}

/// What an input gives that is read as a whole.
fn whole(format: Format, bytes: &[u8], place: &Place, options: &Options) -> Outcome {
    if bytes.trim_ascii().is_empty() {
        return Outcome::failed(place.clone(), ReadError::Empty);
    }
    let mut outcome = Outcome::default();
    match format {
        Format::Json | Format::JsonLines => match encoding::decode(bytes, None) {
            Ok(Decoded { text, .. }) => return json::read_document(&text, bytes, place, options),
            Err(error) => outcome.add(place.clone(), Err(error)),
        },
        Format::Text | Format::Markdown | Format::Html => {
            outcome.add(place.clone(), draft(format, bytes, None, place.clone(), options));
        }
        Format::Feed | Format::Sitemap => return feed::read(bytes, place, options),
        Format::NewsMl => return newsml::read(bytes, place, options),
        Format::Nitf => return nitf::read(bytes, place, options),
        Format::Transcript => outcome.add(place.clone(), transcript::draft(bytes, place.clone(), options)),
        #[cfg(feature = "mail")]
        Format::Mail => return mail::read_message(bytes, place, options),
        #[cfg(feature = "mail")]
        Format::MailBox => return mail::read_box(bytes, place, options),
        #[cfg(feature = "office")]
        Format::Office => outcome.add(place.clone(), office::draft(bytes, place.clone(), options)),
        #[cfg(feature = "pdf")]
        Format::Pdf => outcome.add(place.clone(), pdf::draft(bytes, place.clone(), options)),
        #[cfg(not(feature = "mail"))]
        Format::Mail | Format::MailBox => outcome.add(place.clone(), Err(ReadError::NotBuilt("mail"))),
        #[cfg(not(feature = "office"))]
        Format::Office => outcome.add(place.clone(), Err(ReadError::NotBuilt("an office document"))),
        #[cfg(not(feature = "pdf"))]
        Format::Pdf => outcome.add(place.clone(), Err(ReadError::NotBuilt("a PDF"))),
        // An archive is never read as a whole.
        Format::Warc => {}
    }
    outcome
}

/// The one report of a text, Markdown or HTML file. `charset` is what came with it from elsewhere.
pub(crate) fn draft(
    format: Format,
    bytes: &[u8],
    charset: Option<&str>,
    place: Place,
    options: &Options,
) -> Result<(Draft, Vec<Caution>), ReadError> {
    let declared = if format == Format::Html { html::declared_charset(bytes) } else { None };
    let Decoded { text, caution } = encoding::decode(bytes, encoding::surer(charset, declared.as_deref()))?;
    let mut draft = Draft {
        place,
        sha256: sha256(bytes),
        given: Given::default(),
        text,
        alignment: Alignment::identity(),
        blocks: None,
    };
    if draft.text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let mut cautions: Vec<Caution> = caution.into_iter().collect();
    match format {
        Format::Html => cautions.extend(html::extract(&mut draft, options)?),
        Format::Markdown => cautions.extend(markdown::strip(&mut draft)?),
        _ => {
            if let Some(front) = front_matter::split(&draft.text)? {
                draft.given = front.given;
                cautions.extend(front.cautions);
                let body = Span::new(front.end, draft.text.len());
                draft.alignment = Alignment::copy_of(body);
                draft.text = body.of(&draft.text).to_owned();
            }
        }
    }
    check_text(&draft.text, options)?;
    Ok((draft, cautions))
}

/// A report needs text, and not too much of it.
fn check_text(text: &str, options: &Options) -> Result<(), ReadError> {
    if !text.contains(char::is_alphanumeric) {
        return Err(ReadError::Empty);
    }
    if text.len() > options.max_text_bytes {
        return Err(ReadError::TooMuchText { limit: options.max_text_bytes });
    }
    Ok(())
}
