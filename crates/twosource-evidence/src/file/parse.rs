//! Reading an evidence file from bytes, as strictly as a document that others lean on is read.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{Evidence, SCHEMA};

/// An evidence file as it was written, and what this program understands of it.
#[derive(Clone, Debug, PartialEq)]
pub struct EvidenceFile {
    /// The whole document, with keys that this program does not know.
    pub value: Value,
    /// What is understood of it.
    pub evidence: Evidence,
}

/// Why bytes are no evidence file.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// No JSON, or an object that has one key twice: other readers would take the other value.
    #[error("is no evidence file: it is no JSON: {0}")]
    Json(serde_json::Error),
    /// JSON without a schema.
    #[error("is no evidence file: it names no schema")]
    NoSchema,
    /// A schema of another kind or time.
    #[error("is of the schema '{0}'; this program reads '{SCHEMA}'")]
    OtherSchema(String),
    /// A key that is missing, or has a value of another kind.
    #[error("is a damaged evidence file: {0}")]
    Damaged(serde_json::Error),
}

impl EvidenceFile {
    /// Reads a file. An object that has the same key twice is refused: what the file says must not depend on who reads it.
    ///
    /// # Errors
    /// Where the bytes are no evidence file of [`SCHEMA`].
    pub fn parse(bytes: &[u8]) -> Result<EvidenceFile, FileError> {
        let Unique(value) = serde_json::from_slice(bytes).map_err(FileError::Json)?;
        match value.get("schema").and_then(Value::as_str) {
            Some(SCHEMA) => {}
            Some(other) => return Err(FileError::OtherSchema(other.chars().take(80).collect())),
            None => return Err(FileError::NoSchema),
        }
        let evidence = Evidence::deserialize(&value).map_err(FileError::Damaged)?;
        Ok(EvidenceFile { value, evidence })
    }
}

/// A JSON value in which no object has the same key twice.
struct Unique(Value);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Build).map(Unique)
    }
}

struct Build;

impl<'de> Visitor<'de> for Build {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Unique(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if object.contains_key(&key) {
                let key: String = key.chars().take(80).collect();
                return Err(A::Error::custom(format_args!("an object has the key {key:?} twice")));
            }
            let Unique(value) = entries.next_value()?;
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_given_twice_is_refused_however_deep_it_stands() {
        let (_, evidence) = crate::invented::weighed();
        let sound = serde_json::to_string(&evidence).unwrap();
        let read = EvidenceFile::parse(sound.as_bytes()).unwrap();
        assert_eq!(read.evidence, evidence);
        let twice = sound.replacen("\"standing\":", "\"standing\":\"disputed\",\"standing\":", 1);
        assert_ne!(twice, sound);
        let refused = EvidenceFile::parse(twice.as_bytes()).unwrap_err().to_string();
        assert!(refused.contains("the key \"standing\" twice"), "{refused}");
        // Written with an escape it is the same key.
        let escaped = sound.replacen("\"schema\":", "\"sch\\u0065ma\":\"x\",\"schema\":", 1);
        assert!(EvidenceFile::parse(escaped.as_bytes()).is_err());
    }

    #[test]
    fn what_is_no_evidence_file_says_what_is_wrong() {
        for (bytes, words) in [
            (&b"\xEF\xBB\xBF{}"[..], "no JSON"),
            (b"{} {}", "no JSON"),
            (b"[1e999]", "no JSON"),
            (b"[]", "names no schema"),
            (b"{\"schema\":\"twosource/evidence/7\"}", "twosource/evidence/7"),
            (b"{\"schema\":\"twosource/evidence/1\"}", "damaged"),
        ] {
            let said = EvidenceFile::parse(bytes).unwrap_err().to_string();
            assert!(said.contains(words), "{said}");
        }
        let deep = [b"[".repeat(200_000), b"]".repeat(200_000)].concat();
        assert!(EvidenceFile::parse(&deep).is_err());
    }

    #[test]
    fn any_cut_and_any_changed_byte_is_an_error_or_a_file_that_can_be_checked() {
        let (reports, evidence) = crate::invented::weighed();
        let sound = serde_json::to_vec(&evidence).unwrap();
        for end in 0..sound.len() {
            assert!(EvidenceFile::parse(&sound[..end]).is_err(), "cut at {end}");
        }
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut dice = |sides: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % sides as u64) as usize
        };
        for _ in 0..3_000 {
            let mut bytes = sound.clone();
            for _ in 0..=dice(3) {
                let at = dice(bytes.len());
                match dice(3) {
                    0 => bytes[at] = b" \"{}[]:,0129-eE.\\u\0\xFF"[dice(20)],
                    1 => drop(bytes.remove(at)),
                    _ => bytes.insert(at, b"0123456789\""[dice(11)]),
                }
            }
            if let Ok(file) = EvidenceFile::parse(&bytes) {
                let outcome = crate::verify::verify_anew(&file, &reports, Some(&evidence), Vec::new());
                assert!(file.evidence == evidence || !outcome.follows() || !outcome.notes.is_empty());
                drop(crate::explain(&file.evidence, "C1"));
            }
        }
    }
}
