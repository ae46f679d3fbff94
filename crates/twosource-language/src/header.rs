//! What a container's header says: everything of a model that is no tensor and no long list.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The header of a container.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Header {
    pub name: String,
    pub version: String,
    pub language: String,
    /// SPDX identifier of the weights' licence.
    pub license: String,
    /// Whom the weights are from.
    pub author: String,
    pub url: String,
    /// Strings whose id is a small fixed number and not their hash.
    pub symbols: BTreeMap<String, u64>,
    pub tokenizer: TokenizerHeader,
    /// Which words have vectors that were trained apart; the encoders hold the vectors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vectors: Option<VectorsHeader>,
    /// The networks that turn tokens into vectors, by name.
    pub encoders: BTreeMap<String, EncoderHeader>,
    pub tagger: Option<TaggerHeader>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub morphologizer: Option<MorphologizerHeader>,
    pub parser: Option<TransitionHeader>,
    pub attribute_ruler: Option<Vec<RulePattern>>,
    pub lemmatizer: Option<LemmatizerHeader>,
    pub ner: Option<TransitionHeader>,
    pub blobs: Vec<BlobEntry>,
}

/// Where a blob lies.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct BlobEntry {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: BlobType,
    pub shape: Vec<usize>,
    /// Bytes behind the header.
    pub offset: usize,
    pub length: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum BlobType {
    F32,
    /// 32-bit numbers without their last byte.
    F24,
    U64,
    U32,
    /// Entries of a fixed number of bytes.
    Bytes,
    Utf8,
}

/// The patterns are in the syntax of the `regex` crate with look-around, translated from Python's.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct TokenizerHeader {
    pub prefix: Option<String>,
    pub suffix: Option<String>,
    pub infix: Option<String>,
    pub token_match: Option<String>,
    pub url_match: Option<String>,
    /// Words that are cut in a fixed way, in order.
    pub exceptions: Vec<TokenizerException>,
    /// What the affix rules alone make of those exceptions that contain an affix.
    pub sequences: Vec<Vec<String>>,
}

/// One word that is cut in a fixed way; the pieces put together are the word.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TokenizerException {
    pub pieces: Vec<String>,
    /// For each piece the id of its norm, 0 where it has the norm of the word it is.
    pub norms: Vec<u64>,
}

/// The blobs `vectors/starts` and `vectors/keys` hold the rows of words, see [`crate::vectors::VectorKeys`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct VectorsHeader {
    /// What of a token is looked up.
    pub attribute: Attribute,
    /// Rows of the encoders' tables.
    pub rows: usize,
}

/// Hash embeddings, one mixing layer, and `depth` residual window layers, all maxout with layer normalisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct EncoderHeader {
    pub features: Vec<EmbeddingHeader>,
    /// True where the vectors that were trained apart are mixed in, last of all (blob `{encoder}/vectors`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub static_vectors: bool,
    pub depth: usize,
    /// Rows of zeros on each side of a document.
    pub padding: usize,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct EmbeddingHeader {
    pub attribute: Attribute,
    pub seed: u32,
}

/// What a hash embedding looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Attribute {
    Orth,
    Lower,
    Norm,
    Prefix,
    Suffix,
    Shape,
    Spacy,
    IsSpace,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TaggerHeader {
    /// Name of the encoder the tagger reads.
    pub encoder: String,
    pub labels: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct MorphologizerHeader {
    /// Name of the encoder the morphologizer reads.
    pub encoder: String,
    /// Part of speech and features of each class.
    pub labels: Vec<(String, String)>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TransitionHeader {
    /// Name of the encoder the transitions are scored from.
    pub encoder: String,
    /// Move number and label, in the order of the classes.
    pub moves: Vec<(u8, String)>,
}

/// One rule of the attribute ruler.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct RulePattern {
    /// Alternatives; each is a sequence of tokens, each token a set of conditions.
    pub patterns: Vec<Vec<BTreeMap<String, Condition>>>,
    /// What to set.
    pub attrs: BTreeMap<String, String>,
    /// Which token of the sequence to set it on.
    pub index: usize,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Condition {
    Flag(bool),
    Is(String),
    Set(ConditionSet),
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub(crate) enum ConditionSet {
    In(Vec<String>),
    NotIn(Vec<String>),
    Regex(String),
}

/// The long lists are blobs `lemmatizer/index/POS` and `lemmatizer/exceptions/POS`, sorted, one word a line, and
/// `lemmatizer/lookup`, a word and its lemma a line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LemmatizerHeader {
    /// True where English's base forms are left alone (nouns in the singular, infinitives, …).
    pub english_base_forms: bool,
    #[serde(default, skip_serializing_if = "LemmatizerMode::is_rule")]
    pub mode: LemmatizerMode,
    /// By part of speech in lower case: endings and what replaces them, in order.
    pub rules: BTreeMap<String, Vec<(String, String)>>,
}

/// How lemmas are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LemmatizerMode {
    /// By rules and lists, as for most languages.
    #[default]
    Rule,
    /// By rules and lists as for French: words of the index are lemmas, and a table of words is the last resort.
    French,
    /// By the table of words alone.
    Lookup,
}

impl LemmatizerMode {
    fn is_rule(&self) -> bool {
        *self == LemmatizerMode::Rule
    }
}
