//! A loaded model, ready to parse.

use std::sync::Arc;

use twosource_text::Span;

use crate::Doc;

/// Why a model could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The bytes are no container of ours, or are cut short or altered.
    #[error("this is not a whole Twosource model: {0}")]
    Damaged(String),
    /// The container is of a newer format, or has a component this program cannot run.
    #[error("this model cannot be run: {0}")]
    Unsupported(String),
    /// The file could not be read.
    #[error("the model could not be read: {0}")]
    Io(#[from] std::io::Error),
}

/// What a model is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelInfo {
    /// "en_core_web_sm".
    pub name: String,
    /// "3.8.0".
    pub version: String,
    /// "en".
    pub language: String,
    /// SPDX identifier of the weights' licence.
    pub license: String,
    /// Lower-case hexadecimal SHA-256 of the container.
    pub sha256: String,
}

/// A loaded model: tokenizer, tagger, parser, lemmatizer and entity recogniser. Shared between threads by reference.
#[derive(Debug)]
pub struct Pipeline {
    info: ModelInfo,
}

impl Pipeline {
    /// Loads a model from the bytes of a container.
    pub fn from_bytes(_container: &[u8]) -> Result<Self, ModelError> {
        Err(ModelError::Unsupported("not written yet".to_owned()))
    }

    /// What the model is.
    pub fn info(&self) -> &ModelInfo {
        &self.info
    }

    /// Parses a whole text as one document.
    pub fn parse(&self, text: &str) -> Doc {
        self.parse_parts(text, &[Span::new(0, text.len())])
    }

    /// Parses each of `parts` (in order, not overlapping, in bytes) as a document of its own and joins them: no sentence,
    /// arc or entity crosses from one part to the next. Token spans are bytes of `text`.
    pub fn parse_parts(&self, text: &str, _parts: &[Span]) -> Doc {
        Doc {
            text: Arc::from(text),
            tokens: Vec::new(),
            strings: Vec::new(),
            sentences: Vec::new(),
            entities: Vec::new(),
            edges: Vec::new(),
        }
    }
}
