//! spaCy's trained pipelines, natively: tokens, tags, parses, lemmas, sentences and entities.

mod doc;

pub use doc::{Doc, NamedSpan};

mod pipeline;
pub use pipeline::{ModelError, ModelInfo, Pipeline};
