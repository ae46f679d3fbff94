//! Reports as JSON objects: a line each, one in a file, or several in an array.

use std::io::BufRead;
use std::ops::ControlFlow;

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use twosource_text::Alignment;

use super::limited::{self, Line};
use super::{Outcome, Sink, check_text, ninjs};
use crate::draft::{Draft, sha256};
use crate::encoding;
use crate::error::{Caution, Place, ReadError};
use crate::given::Given;
use crate::{Options, error};

/// Bytes of lines that are read before they are worked on together.
const BATCH_BYTES: usize = 16_000_000;

/// Blank lines in a row after which a file is left: a small compressed one may hold any number.
const MOST_BLANK: usize = 1_000_000;

/// The keys of a report; others are not looked at.
#[derive(Deserialize)]
struct Object {
    #[serde(default)]
    id: Value,
    text: Option<Value>,
    #[serde(default)]
    outlet: Value,
    #[serde(default)]
    title: Value,
    #[serde(default)]
    published: Value,
    #[serde(default)]
    url: Value,
    #[serde(default)]
    byline: Value,
    #[serde(default)]
    language: Value,
    #[serde(default)]
    section: Value,
    #[serde(default)]
    updated: Value,
}

/// Reads a JSON-lines file line by line and hands on what it gives batch by batch. A line that cannot be read is one
/// failure, the rest goes on.
pub(crate) fn read_lines(source: &mut dyn BufRead, place: &Place, options: &Options, sink: &mut Sink) {
    let mut outcome = Outcome::default();
    let mut gave_any = false;
    let mut number = 0;
    let mut batch: Vec<(usize, Vec<u8>)> = Vec::new();
    let mut batch_bytes = 0;
    let mut blank = 0;
    loop {
        number += 1;
        let at = Place { path: place.path.clone(), line: Some(number) };
        match limited::next_line(source, options.max_input_bytes) {
            Ok(Line::Whole(line)) => {
                let content =
                    if number == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line) } else { &line };
                if content.trim_ascii().is_empty() {
                    blank += 1;
                    if blank > MOST_BLANK {
                        outcome.add(at, Err(ReadError::Endless("holds a million blank lines in a row")));
                        break;
                    }
                } else {
                    blank = 0;
                    batch_bytes += content.len();
                    batch.push((number, content.to_vec()));
                }
            }
            Ok(Line::Endless) => {
                outcome.add(at, Err(ReadError::Endless("holds a line that does not end")));
                break;
            }
            Ok(Line::TooLong) => {
                outcome.add(at, Err(ReadError::TooLarge { limit: options.max_input_bytes }));
            }
            Ok(Line::End) => break,
            Err(error) => {
                outcome.add(at, Err(error.into()));
                break;
            }
        }
        if batch_bytes >= BATCH_BYTES {
            work_on(&mut batch, place, options, &mut outcome);
            batch_bytes = 0;
            gave_any = true;
            if sink(std::mem::take(&mut outcome)).is_break() {
                return;
            }
        }
    }
    work_on(&mut batch, place, options, &mut outcome);
    if !gave_any && outcome.is_empty() {
        outcome = Outcome::failed(place.clone(), ReadError::Empty);
    }
    let _ = sink(outcome);
}

/// Reads the lines of a batch side by side and adds what they give in their order.
fn work_on(batch: &mut Vec<(usize, Vec<u8>)>, place: &Place, options: &Options, outcome: &mut Outcome) {
    let read: Vec<Outcome> = std::mem::take(batch)
        .into_par_iter()
        .map(|(number, line)| {
            let at = Place { path: place.path.clone(), line: Some(number) };
            let draft = match std::str::from_utf8(&line) {
                // Files that were put together have a mark of byte order wherever one began.
                Ok(text) => object(text.trim_start_matches('\u{FEFF}'), sha256(&line), at.clone(), options),
                Err(_) => Err(ReadError::Json("not UTF-8; save the file as UTF-8".to_owned())),
            };
            let mut one = Outcome::default();
            one.add(at, draft);
            one
        })
        .collect();
    read.into_iter().for_each(|one| outcome.take_in(one));
}

/// Reads a whole document: one object, an array of objects, or lines after all. `bytes` is the file that `text` was
/// decoded from. An object in an array is hashed by itself, from `{` to `}`, and its line is the one it starts on.
pub(crate) fn read_document(text: &str, bytes: &[u8], place: &Place, options: &Options) -> Outcome {
    let mut outcome = Outcome::default();
    if text.trim_start().starts_with('[') {
        let items: Vec<&RawValue> = match serde_json::from_str(text) {
            Ok(items) => items,
            Err(error) => return Outcome::failed(place.clone(), unreadable(&error)),
        };
        let mut line = 1;
        let mut counted = 0;
        for item in &items {
            // A raw value borrows from `text`, so that its place there is known.
            let start = (item.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
            line += text.get(counted..start).unwrap_or("").matches('\n').count();
            counted = start;
            let at = Place { path: place.path.clone(), line: Some(line) };
            outcome.add(at.clone(), object(item.get(), sha256(item.get().as_bytes()), at, options));
        }
        if items.is_empty() {
            return Outcome::failed(place.clone(), ReadError::Empty);
        }
        return outcome;
    }
    let one_value = serde_json::from_str::<serde::de::IgnoredAny>(text);
    let starts_with_value = serde_json::Deserializer::from_str(text)
        .into_iter::<serde::de::IgnoredAny>()
        .next()
        .is_some_and(|value| value.is_ok());
    if one_value.is_err() && starts_with_value {
        read_lines(&mut text.as_bytes(), place, options, &mut |part| {
            outcome.take_in(part);
            ControlFlow::Continue(())
        });
        return outcome;
    }
    outcome.add(place.clone(), object(text, sha256(bytes), place.clone(), options));
    outcome
}

/// The report of one JSON object.
fn object(
    json: &str,
    sha256: String,
    place: Place,
    options: &Options,
) -> Result<(Draft, Vec<Caution>), ReadError> {
    let object: Object = serde_json::from_str(json).map_err(|error| unreadable(&error))?;
    if object.text.is_none()
        && let Ok(item) = serde_json::from_str::<Map<String, Value>>(json)
        && ninjs::is_item(&item)
    {
        return ninjs::draft(&item, sha256, place, options);
    }
    let text = match object.text {
        Some(Value::String(text)) => text,
        Some(_) => return Err(ReadError::Json("\"text\" is not a string".to_owned())),
        None => return Err(ReadError::Json("it has no \"text\"".to_owned())),
    };
    check_text(&text, options)?;
    encoding::refuse_control_characters(&text)?;
    let mut given = Given::default();
    let fields = [
        ("id", object.id),
        ("outlet", object.outlet),
        ("title", object.title),
        ("published", object.published),
        ("url", object.url),
        ("byline", object.byline),
        ("language", object.language),
    ];
    for (key, value) in fields {
        if let Some(value) = words(key, &value)? {
            given.set(key, &value);
        }
    }
    // Many files have keys of these names with something else in them: what is no word is not looked at.
    let sections = match object.section {
        Value::Array(items) => items,
        one => vec![one],
    };
    let others =
        sections.into_iter().map(|section| ("section", section)).chain([("updated", object.updated)]);
    for (key, value) in others {
        if let Value::String(words) = value {
            given.set(key, &words);
        }
    }
    let alignment = Alignment::identity();
    Ok((Draft { place, sha256, given, text, alignment, blocks: None }, Vec::new()))
}

/// The words of a metadata value: a string, a number, or a list of them (several authors).
fn words(key: &str, value: &Value) -> Result<Option<String>, error::ReadError> {
    match value {
        Value::Null => Ok(None),
        Value::String(words) => Ok(Some(words.clone())),
        Value::Number(number) => Ok(Some(number.to_string())),
        Value::Array(items) => {
            let items: Result<Vec<Option<String>>, ReadError> =
                items.iter().filter(|item| !item.is_array()).map(|item| words(key, item)).collect();
            Ok(Some(items?.into_iter().flatten().collect::<Vec<_>>().join(", ")))
        }
        Value::Bool(_) | Value::Object(_) => Err(ReadError::Json(format!("\"{key}\" is not a string"))),
    }
}

/// The parser's complaint without its line number, which counts within the object and not the file.
fn unreadable(error: &serde_json::Error) -> ReadError {
    let message = error.to_string();
    let reason = message.rsplit_once(" at line ").map_or(message.as_str(), |(reason, _)| reason);
    ReadError::Json(if error.column() > 0 {
        format!("{reason} (column {})", error.column())
    } else {
        reason.to_owned()
    })
}
