//! The formats a report comes in.

mod front_matter;
mod html;
mod json;
mod limited;
mod markdown;

use std::io::BufRead;
use std::path::Path;

use twosource_text::{Alignment, Span};

use crate::draft::{Draft, Given, sha256};
use crate::encoding::{self, Decoded};
use crate::error::{Caution, Failure, Place, ReadError, Warning};
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

/// A format, by the ending of a file's name or by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Markdown,
    Html,
    JsonLines,
    Json,
}

impl Format {
    /// The format that the ending of `path` tells.
    pub fn of_ending(path: &Path) -> Option<Format> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match ending.as_str() {
            "txt" | "text" => Format::Text,
            "md" | "markdown" => Format::Markdown,
            "html" | "htm" | "xhtml" => Format::Html,
            "jsonl" | "ndjson" | "jsonlines" => Format::JsonLines,
            "json" => Format::Json,
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
        const PAGE_STARTS: [&[u8]; 7] =
            [b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<?xml", b"<!--"];
        let is_page = PAGE_STARTS
            .iter()
            .any(|tag| start.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag)));
        if is_page { Format::Html } else { Format::Text }
    }
}

/// Reads all reports of one input. `path` is `None` for standard input.
pub(crate) fn read(source: &mut dyn BufRead, path: Option<&str>, options: &Options) -> Outcome {
    let place = Place { path: path.map(str::to_owned), line: None };
    let by_ending = path.and_then(|path| Format::of_ending(Path::new(path)));
    let start = match source.fill_buf() {
        Ok(start) => start,
        Err(error) => return Outcome::failed(place, error.into()),
    };
    let wide = start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF");
    let format = by_ending.unwrap_or_else(|| Format::of_bytes(start));
    if format == Format::JsonLines && !wide {
        return json::read_lines(source, &place, options);
    }
    let bytes = match limited::whole(source, options.max_input_bytes) {
        Ok(bytes) => bytes,
        Err(error) => return Outcome::failed(place, error),
    };
    if bytes.trim_ascii().is_empty() {
        return Outcome::failed(place, ReadError::Empty);
    }
    let mut outcome = Outcome::default();
    match format {
        Format::Json | Format::JsonLines => match encoding::decode(&bytes, None) {
            Ok(Decoded { text, .. }) => return json::read_document(&text, &bytes, &place, options),
            Err(error) => outcome.add(place, Err(error)),
        },
        Format::Text | Format::Markdown | Format::Html => {
            outcome.add(place.clone(), draft(format, &bytes, place, options));
        }
    }
    outcome
}

/// The one report of a text, Markdown or HTML file.
fn draft(
    format: Format,
    bytes: &[u8],
    place: Place,
    options: &Options,
) -> Result<(Draft, Vec<Caution>), ReadError> {
    let charset = if format == Format::Html { html::declared_charset(bytes) } else { None };
    let Decoded { text, caution } = encoding::decode(bytes, charset.as_deref())?;
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
    match format {
        Format::Html => html::extract(&mut draft, options)?,
        Format::Markdown => markdown::strip(&mut draft)?,
        _ => {
            if let Some(front) = front_matter::split(&draft.text)? {
                draft.given = front.given;
                let body = Span::new(front.end, draft.text.len());
                draft.alignment = Alignment::copy_of(body);
                draft.text = body.of(&draft.text).to_owned();
            }
        }
    }
    check_text(&draft.text, options)?;
    Ok((draft, caution.into_iter().collect()))
}

/// A report needs text, and not too much of it.
fn check_text(text: &str, options: &Options) -> Result<(), ReadError> {
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    if text.len() > options.max_text_bytes {
        return Err(ReadError::TooMuchText { limit: options.max_text_bytes });
    }
    Ok(())
}
