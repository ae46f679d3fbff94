//! A loaded model, ready to parse.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use twosource_text::Span;

use crate::attribute_ruler::{AttributeRuler, TokenAttributes};
use crate::container::{Container, damaged};
use crate::doc::TokenData;
use crate::lemmatizer::Lemmatizer;
use crate::lexeme::{Lexicon, WordFeatures};
use crate::ner::EntityRecognizer;
use crate::parser::Parser;
use crate::string_table::{Interner, SharedStrings};
use crate::tagger::Tagger;
use crate::tok2vec::{Encoder, TokenFeatures};
use crate::tokenizer::Tokenizer;
use crate::tree::{Children, Tree};
use crate::{Doc, NamedSpan};

/// A part of more bytes is parsed piece by piece (spaCy refuses a text of more than a million characters).
const LONGEST_PART: usize = 1_000_000;

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
    strings: Arc<SharedStrings>,
    lexicon: Lexicon,
    tokenizer: Tokenizer,
    encoders: BTreeMap<String, Encoder>,
    tagger: Option<(String, Tagger)>,
    parser: Option<(String, Parser)>,
    attribute_ruler: Option<AttributeRuler>,
    lemmatizer: Option<Lemmatizer>,
    ner: Option<(String, EntityRecognizer)>,
}

impl Pipeline {
    /// Loads a model from the bytes of a container.
    pub fn from_bytes(container: &[u8]) -> Result<Self, ModelError> {
        let container = Container::read(container)?;
        let header = &container.header;
        let mut strings = SharedStrings::new();
        let mut encoders = BTreeMap::new();
        for name in header.encoders.keys() {
            encoders.insert(name.clone(), Encoder::read(&container, name)?);
        }
        let width = |name: &String| {
            let encoder =
                encoders.get(name).ok_or_else(|| damaged(&format!("the encoder {name} is missing")))?;
            Ok::<usize, ModelError>(encoder.width())
        };
        let tagger = match &header.tagger {
            Some(tagger) => {
                let width = width(&tagger.encoder)?;
                Some((tagger.encoder.clone(), Tagger::read(&container, tagger, width, &mut strings)?))
            }
            None => None,
        };
        let parser = match &header.parser {
            Some(parser) => {
                let width = width(&parser.encoder)?;
                Some((parser.encoder.clone(), Parser::read(&container, parser, width, &mut strings)?))
            }
            None => None,
        };
        let ner = match &header.ner {
            Some(ner) => {
                let width = width(&ner.encoder)?;
                Some((ner.encoder.clone(), EntityRecognizer::read(&container, ner, width)?))
            }
            None => None,
        };
        let rules = header.attribute_ruler.as_deref();
        let attribute_ruler = rules.map(|rules| AttributeRuler::new(rules, &mut strings)).transpose()?;
        let lemmatizer = header.lemmatizer.as_ref();
        let lemmatizer = lemmatizer.map(|lemmatizer| Lemmatizer::read(&container, lemmatizer)).transpose()?;
        Ok(Pipeline {
            info: ModelInfo {
                name: header.name.clone(),
                version: header.version.clone(),
                language: header.language.clone(),
                license: header.license.clone(),
                sha256: container.sha256.clone(),
            },
            lexicon: Lexicon::read(&container)?,
            tokenizer: Tokenizer::new(&header.tokenizer)?,
            strings: Arc::new(strings),
            encoders,
            tagger,
            parser,
            attribute_ruler,
            lemmatizer,
            ner,
        })
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
    /// arc or entity crosses from one part to the next. Token spans are bytes of `text`. A part that overlaps the one
    /// before, or that does not fit the text, is left out.
    pub fn parse_parts(&self, text: &str, parts: &[Span]) -> Doc {
        let mut draft = Draft::new(text, &self.strings);
        let mut end = 0;
        for part in parts {
            if part.start < end || part.of(text).is_empty() {
                continue;
            }
            end = part.end;
            for piece in bounded(text, *part) {
                draft.add_part(self, piece);
            }
        }
        draft.finish(self)
    }
}

/// Cuts a part that is too long to be parsed in one go, at white space where there is some.
fn bounded(text: &str, part: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = part.start;
    while part.end - start > LONGEST_PART {
        let mut limit = start + LONGEST_PART;
        while !text.is_char_boundary(limit) {
            limit -= 1;
        }
        let window = &text[start + LONGEST_PART / 2..].get(..0).map_or(start, |_| start + LONGEST_PART / 2);
        let cut = text[*window..limit]
            .rfind('\n')
            .or_else(|| text[*window..limit].rfind(char::is_whitespace))
            .map_or(limit, |offset| window + offset);
        let cut = if cut > start { cut } else { limit };
        pieces.push(Span::new(start, cut));
        start = cut;
    }
    pieces.push(Span::new(start, part.end));
    pieces
}

/// A word type of a document.
#[derive(Clone, Copy)]
struct Lexeme {
    features: WordFeatures,
    orth: u32,
    lower: u32,
}

/// A document that is being parsed.
struct Draft<'t> {
    text: &'t str,
    strings: Interner,
    lexemes: Vec<Lexeme>,
    lexeme_of: HashMap<&'t str, u32>,
    /// Types as the encoders see them: a word, its norm, and whether a space follows.
    types: Vec<TokenFeatures>,
    type_of: HashMap<(u32, u64, bool), u32>,
    parts: Vec<Range<usize>>,
    spans: Vec<Span>,
    token_lexemes: Vec<u32>,
    token_types: Vec<u32>,
}

impl<'t> Draft<'t> {
    fn new(text: &'t str, strings: &Arc<SharedStrings>) -> Self {
        Draft {
            text,
            strings: Interner::new(strings),
            lexemes: Vec::new(),
            lexeme_of: HashMap::new(),
            types: Vec::new(),
            type_of: HashMap::new(),
            parts: Vec::new(),
            spans: Vec::new(),
            token_lexemes: Vec::new(),
            token_types: Vec::new(),
        }
    }

    /// Cuts a part into tokens.
    fn add_part(&mut self, pipeline: &Pipeline, part: Span) {
        let first = self.spans.len();
        for piece in pipeline.tokenizer.tokenize(part.of(self.text)) {
            let span = Span::new(part.start + piece.start, part.start + piece.end);
            let lexeme = self.lexeme(pipeline, span.of(self.text));
            let mut features = self.lexemes[lexeme as usize].features;
            if piece.norm != 0 {
                features.norm = piece.norm;
            }
            let types = &mut self.types;
            let number = *self.type_of.entry((lexeme, piece.norm, piece.spacy)).or_insert_with(|| {
                types.push(TokenFeatures { word: features, spacy: piece.spacy });
                types.len() as u32 - 1
            });
            self.spans.push(span);
            self.token_lexemes.push(lexeme);
            self.token_types.push(number);
        }
        self.parts.push(first..self.spans.len());
    }

    fn lexeme(&mut self, pipeline: &Pipeline, word: &'t str) -> u32 {
        if let Some(&known) = self.lexeme_of.get(word) {
            return known;
        }
        let lower = word.to_lowercase();
        let lexeme = Lexeme {
            features: pipeline.lexicon.features(word, &lower),
            orth: self.strings.add(word),
            lower: self.strings.add(&lower),
        };
        let number = self.lexemes.len() as u32;
        self.lexemes.push(lexeme);
        self.lexeme_of.insert(word, number);
        number
    }

    fn finish(mut self, pipeline: &Pipeline) -> Doc {
        let vectors = self.encode(pipeline);
        let mut tokens = Vec::with_capacity(self.spans.len());
        let (mut heads, mut edges) = (Vec::new(), Vec::new());
        let (mut sentences, mut entities) = (Vec::new(), Vec::new());
        let mut lemmas = HashMap::new();
        for part in self.parts.clone() {
            let first = part.start;
            let length = part.len();
            let is_space = |word: usize| self.lexeme_at(first + word).features.is_space;
            let tree = match &pipeline.parser {
                Some((_, parser)) => {
                    let arcs = parser.parse(length, part_of(&vectors.parser, &part, self.spans.len()));
                    Tree::new(arcs, parser, is_space)
                }
                None => Tree::flat(length),
            };
            if let Some((_, ner)) = &pipeline.ner {
                let vectors = part_of(&vectors.ner, &part, self.spans.len());
                let found = ner.find(length, vectors, is_space, |word| tree.sentence_starts[word]);
                entities.extend(found.into_iter().map(|(span, label)| NamedSpan {
                    tokens: first + span.start..first + span.end,
                    label: ner.labels[label].clone(),
                }));
            }
            let mut attributes: Vec<TokenAttributes> = (0..length)
                .map(|word| {
                    let lexeme = self.lexeme_at(first + word);
                    TokenAttributes {
                        orth: lexeme.orth,
                        lower: lexeme.lower,
                        is_space: lexeme.features.is_space,
                        tag: vectors.tags.get(first + word).copied().unwrap_or(0),
                        dep: tree.labels[word],
                        ..TokenAttributes::default()
                    }
                })
                .collect();
            if let Some(ruler) = &pipeline.attribute_ruler {
                ruler.apply(&mut attributes, &self.strings);
            }
            for (word, token) in attributes.iter_mut().enumerate() {
                if token.lemma == 0 {
                    token.lemma = self.lemma(pipeline, first + word, token, &mut lemmas);
                }
            }
            for (word, token) in attributes.iter().enumerate() {
                let head = first as u32 + tree.heads[word];
                tokens.push(TokenData {
                    span: self.spans[first + word],
                    lemma: token.lemma,
                    lower: token.lower,
                    tag: token.tag,
                    pos: token.pos,
                    morph: token.morph,
                    dep: token.dep,
                    head,
                });
                heads.push(head);
                let (left, right) = tree.edges[word];
                edges.push((first as u32 + left, first as u32 + right));
            }
            sentences.extend(sentence_ranges(&tree.sentence_starts, first));
        }
        Doc {
            text: Arc::from(self.text),
            tokens,
            strings: self.strings.finish(),
            sentences,
            entities,
            edges,
            children: Children::new(&heads),
        }
    }

    fn lexeme_at(&self, token: usize) -> &Lexeme {
        &self.lexemes[self.token_lexemes[token] as usize]
    }

    fn lemma(
        &mut self,
        pipeline: &Pipeline,
        position: usize,
        token: &TokenAttributes,
        known: &mut HashMap<(u32, u32, u32), u32>,
    ) -> u32 {
        let key = (self.token_lexemes[position], token.pos, token.morph);
        if let Some(&lemma) = known.get(&key) {
            return lemma;
        }
        let word = self.spans[position].of(self.text);
        let lemma = match &pipeline.lemmatizer {
            Some(lemmatizer) => {
                let get = |number| self.strings.get(number);
                let lemma = lemmatizer.lemma(word, get(token.lower), get(token.pos), get(token.morph));
                self.strings.add(&lemma)
            }
            None => token.orth,
        };
        known.insert(key, lemma);
        lemma
    }

    /// Runs the encoders and what reads their vectors token by token.
    fn encode(&self, pipeline: &Pipeline) -> Encoded {
        let mut encoded = Encoded::default();
        let mut scratch = Vec::new();
        for (name, encoder) in &pipeline.encoders {
            let tagger = pipeline.tagger.as_ref().filter(|(encoder, _)| encoder == name);
            let parser = pipeline.parser.as_ref().filter(|(encoder, _)| encoder == name);
            let ner = pipeline.ner.as_ref().filter(|(encoder, _)| encoder == name);
            let embedded = encoder.embed(&self.types);
            for part in &self.parts {
                encoder.encode(&embedded, &self.token_types[part.clone()], |vectors| {
                    if let Some((_, tagger)) = tagger {
                        tagger.tag(vectors, &mut scratch, |tag| encoded.tags.push(tag));
                    }
                    if let Some((_, parser)) = parser {
                        parser.model.reduce(vectors, &mut scratch, &mut encoded.parser);
                    }
                    if let Some((_, ner)) = ner {
                        ner.model.reduce(vectors, &mut scratch, &mut encoded.ner);
                    }
                });
            }
        }
        encoded
    }
}

/// What the encoders make of a document's tokens.
#[derive(Default)]
struct Encoded {
    tags: Vec<u32>,
    /// Small vectors for the parser, one token after the other.
    parser: Vec<f32>,
    ner: Vec<f32>,
}

/// The numbers of the tokens of `part` in a list that has equally many for each of `count` tokens.
fn part_of<'v>(values: &'v [f32], part: &Range<usize>, count: usize) -> &'v [f32] {
    let each = values.len() / count.max(1);
    &values[part.start * each..part.end * each]
}

fn sentence_ranges(starts: &[bool], offset: usize) -> Vec<Range<usize>> {
    let firsts: Vec<usize> = (0..starts.len()).filter(|&word| word == 0 || starts[word]).collect();
    let ends = firsts.iter().skip(1).copied().chain(std::iter::once(starts.len()));
    firsts.iter().zip(ends).map(|(&start, end)| offset + start..offset + end).collect()
}
