//! The tokenizer's patterns and exceptions.

use std::collections::{BTreeMap, HashMap};

use rmpv::Value;

use super::pattern::translate;
use super::{entry, missing, rmp_to};
use crate::ModelError;
use crate::header::{TokenizerException, TokenizerHeader};
use crate::lexeme::string_id;
use crate::tokenizer::Tokenizer;

const FILE: &str = "tokenizer";
/// spaCy's numbers of the attributes.
const ORTH: u64 = 65;
const NORM: u64 = 67;

/// Reads spaCy's tokenizer file.
pub(super) fn read(bytes: &[u8], symbols: &HashMap<String, u64>) -> Result<TokenizerHeader, ModelError> {
    let value = rmp_to(bytes, FILE)?;
    let pattern = |key: &str| entry(&value, key).and_then(Value::as_str).map(translate).transpose();
    if entry(&value, "faster_heuristics").and_then(Value::as_bool) == Some(false) {
        return Err(ModelError::Unsupported("its tokenizer has faster_heuristics off".to_owned()));
    }
    let rules =
        entry(&value, "exceptions").and_then(Value::as_map).ok_or_else(|| missing(FILE, "exceptions"))?;
    let mut exceptions = BTreeMap::new();
    for (word, pieces) in rules {
        let word = word.as_str().ok_or_else(|| missing(FILE, "word of an exception"))?;
        exceptions.insert(word.to_owned(), exception(word, pieces, symbols)?);
    }
    let mut header = TokenizerHeader {
        prefix: pattern("prefix_search")?,
        suffix: pattern("suffix_search")?,
        infix: pattern("infix_finditer")?,
        token_match: pattern("token_match")?.map(|pattern| format!("^(?:{pattern})")),
        url_match: pattern("url_match")?.map(|pattern| format!("^(?:{pattern})")),
        exceptions: exceptions.into_values().collect(),
        sequences: Vec::new(),
    };
    header.sequences = Tokenizer::new(&header)?.sequences_of_exceptions(&header);
    Ok(header)
}

fn exception(
    word: &str,
    pieces: &Value,
    symbols: &HashMap<String, u64>,
) -> Result<TokenizerException, ModelError> {
    let mut exception = TokenizerException { pieces: Vec::new(), norms: Vec::new() };
    for piece in pieces.as_array().into_iter().flatten() {
        let attributes = piece.as_map().map_or(&[][..], |map| map.as_slice());
        let value = |wanted: u64| {
            attributes.iter().find(|(key, _)| key.as_u64() == Some(wanted)).map(|(_, value)| value)
        };
        if attributes.iter().any(|(key, _)| !matches!(key.as_u64(), Some(ORTH | NORM))) {
            return Err(ModelError::Unsupported(format!("its tokenizer sets more than the norm for {word}")));
        }
        let orth =
            value(ORTH).and_then(Value::as_str).ok_or_else(|| missing(FILE, "piece of an exception"))?;
        exception.pieces.push(orth.to_owned());
        exception.norms.push(value(NORM).and_then(Value::as_str).map_or(0, |norm| string_id(symbols, norm)));
    }
    if exception.pieces.concat() != word {
        return Err(ModelError::Damaged(format!("its tokenizer cuts {word} into something else")));
    }
    Ok(exception)
}
