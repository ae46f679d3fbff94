//! A document while it is being parsed.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use twosource_text::Span;

use crate::attribute_ruler::TokenAttributes;
use crate::doc::TokenData;
use crate::embedding::TokenFeatures;
use crate::lexeme::WordFeatures;
use crate::morphologizer::{Analysis, Morphologizer};
use crate::string_table::Interner;
use crate::tree::{Children, Tree};
use crate::word_cache::{KnownWords, OUTSIDE};
use crate::{Doc, NamedSpan, Pipeline};

/// Tokens that are gathered before the networks run. More at a time are no faster, and take more memory.
const BATCH: usize = 4096;
/// Word types whose vectors are kept for the rest of the document.
const MOST_TYPES: usize = 65_536;

/// A word type of the document.
struct Lexeme {
    features: WordFeatures,
    orth: u32,
    lower: u32,
}

/// A token that has been cut and not yet parsed.
#[derive(Clone, Copy)]
struct Cut {
    span: Span,
    lexeme: u32,
    /// Index into [`Types::features`].
    kind: u32,
}

/// Words as the encoders see them: with their norm, and with or without a space behind.
#[derive(Default)]
struct Types {
    features: Vec<TokenFeatures>,
    numbers: HashMap<(u32, u64, bool), u32>,
    /// By encoder.
    known: BTreeMap<String, KnownWords>,
}

/// What the encoders make of a batch of tokens.
#[derive(Default)]
struct Encoded {
    tags: Vec<u32>,
    analyses: Vec<Analysis>,
    /// Small vectors for the parser, one token after the other.
    parser: Vec<f32>,
    ner: Vec<f32>,
}

/// A document that is being parsed.
pub(crate) struct Draft<'p, 't> {
    pipeline: &'p Pipeline,
    text: &'t str,
    strings: Interner,
    lexemes: Vec<Lexeme>,
    lexeme_numbers: HashMap<&'t str, u32>,
    types: Types,
    lemmas: HashMap<(u32, u32, u32), u32>,
    /// Tokens that wait to be parsed, and the parts they make.
    cuts: Vec<Cut>,
    parts: Vec<Range<usize>>,
    tokens: Vec<TokenData>,
    edges: Vec<(u32, u32)>,
    sentences: Vec<Range<usize>>,
    entities: Vec<NamedSpan>,
}

impl<'p, 't> Draft<'p, 't> {
    pub fn new(pipeline: &'p Pipeline, text: &'t str) -> Self {
        Draft {
            pipeline,
            text,
            strings: Interner::new(&pipeline.strings),
            lexemes: Vec::new(),
            lexeme_numbers: HashMap::new(),
            types: Types::default(),
            lemmas: HashMap::new(),
            cuts: Vec::new(),
            parts: Vec::new(),
            tokens: Vec::new(),
            edges: Vec::new(),
            sentences: Vec::new(),
            entities: Vec::new(),
        }
    }

    /// Takes the next part of the text as a document of its own.
    pub fn add(&mut self, part: Span) {
        let first = self.cuts.len();
        for piece in self.pipeline.tokenizer.tokenize(part.of(self.text)) {
            let span = Span::new(part.start + piece.start, part.start + piece.end);
            let lexeme = self.lexeme(span.of(self.text));
            let mut word = self.lexemes[lexeme as usize].features;
            if piece.norm != 0 {
                word.norm = piece.norm;
            }
            let Types { features, numbers, .. } = &mut self.types;
            let kind = *numbers.entry((lexeme, piece.norm, piece.spacy)).or_insert_with(|| {
                features.push(TokenFeatures { word, spacy: piece.spacy });
                features.len() as u32 - 1
            });
            self.cuts.push(Cut { span, lexeme, kind });
        }
        self.parts.push(first..self.cuts.len());
        if self.cuts.len() >= BATCH {
            self.parse_batch();
        }
    }

    pub fn finish(mut self) -> Doc {
        self.parse_batch();
        let heads: Vec<u32> = self.tokens.iter().map(|token| token.head).collect();
        Doc {
            text: Arc::from(self.text),
            children: Children::new(&heads),
            tokens: self.tokens,
            strings: self.strings.finish(),
            sentences: self.sentences,
            entities: self.entities,
            edges: self.edges,
        }
    }

    fn lexeme(&mut self, word: &'t str) -> u32 {
        if let Some(&known) = self.lexeme_numbers.get(word) {
            return known;
        }
        let lower = word.to_lowercase();
        let reads_words = self.pipeline.attribute_ruler.as_ref().is_some_and(|ruler| ruler.reads_words());
        let lexeme = Lexeme {
            features: self.pipeline.lexicon.features(word, &lower),
            orth: if reads_words { self.strings.add(word) } else { 0 },
            lower: self.strings.add(&lower),
        };
        let number = self.lexemes.len() as u32;
        self.lexemes.push(lexeme);
        self.lexeme_numbers.insert(word, number);
        number
    }

    /// Parses the parts that wait.
    fn parse_batch(&mut self) {
        let encoded = self.encode();
        for part in std::mem::take(&mut self.parts) {
            self.parse_part(&encoded, part);
        }
        self.cuts.clear();
        if self.types.features.len() > MOST_TYPES {
            self.types = Types::default();
        }
    }

    /// Runs the encoders and what reads their vectors token by token.
    fn encode(&mut self) -> Encoded {
        let pipeline = self.pipeline;
        let mut encoded = Encoded::default();
        let mut scratch = Vec::new();
        let instructions = pipeline.instructions;
        for (name, encoder) in &pipeline.encoders {
            let tagger = pipeline.tagger.as_ref().filter(|(encoder, _)| encoder == name);
            let morphologizer = pipeline.morphologizer.as_ref().filter(|(encoder, _)| encoder == name);
            let parser = pipeline.parser.as_ref().filter(|(encoder, _)| encoder == name);
            let ner = pipeline.ner.as_ref().filter(|(encoder, _)| encoder == name);
            let known = self.types.known.entry(name.clone()).or_default();
            let mut sequence = vec![OUTSIDE; encoder.padding];
            for part in &self.parts {
                sequence.extend(self.cuts[part.clone()].iter().map(|cut| cut.kind));
                sequence.resize(sequence.len() + encoder.padding, OUTSIDE);
            }
            encoder.encode(instructions, &self.types.features, &sequence, known, |vectors| {
                if let Some((_, tagger)) = tagger {
                    tagger.tag(instructions, vectors, &mut scratch, |tag| encoded.tags.push(tag));
                }
                if let Some((_, Morphologizer { tagger, analyses })) = morphologizer {
                    tagger.tag(instructions, vectors, &mut scratch, |class| {
                        encoded.analyses.push(analyses[class as usize]);
                    });
                }
                if let Some((_, parser)) = parser {
                    parser.model.reduce(instructions, vectors, &mut scratch, &mut encoded.parser);
                }
                if let Some((_, ner)) = ner {
                    ner.model.reduce(instructions, vectors, &mut scratch, &mut encoded.ner);
                }
            });
        }
        encoded
    }

    /// Parses one part of the batch and appends it to the document.
    fn parse_part(&mut self, encoded: &Encoded, part: Range<usize>) {
        let pipeline = self.pipeline;
        let count = self.cuts.len();
        let length = part.len();
        // Position in the document of the part's first token.
        let offset = self.tokens.len();
        let lexeme = |word: usize| &self.lexemes[self.cuts[part.start + word].lexeme as usize];
        let is_space = |word: usize| lexeme(word).features.is_space;
        let tree = match &pipeline.parser {
            Some((_, parser)) => {
                let arcs =
                    parser.parse(pipeline.instructions, length, part_of(&encoded.parser, &part, count));
                Tree::new(arcs, parser, is_space)
            }
            None => Tree::flat(length),
        };
        if let Some((_, ner)) = &pipeline.ner {
            let vectors = part_of(&encoded.ner, &part, count);
            let starts_sentence = |word: usize| tree.sentence_starts[word];
            for (span, label) in ner.find(pipeline.instructions, length, vectors, is_space, starts_sentence) {
                let tokens = offset + span.start..offset + span.end;
                self.entities.push(NamedSpan { tokens, label: ner.labels[label].clone() });
            }
        }
        let mut attributes: Vec<TokenAttributes> = (0..length)
            .map(|word| {
                let analysis = encoded.analyses.get(part.start + word).copied().unwrap_or_default();
                TokenAttributes {
                    orth: lexeme(word).orth,
                    lower: lexeme(word).lower,
                    is_space: is_space(word),
                    tag: encoded.tags.get(part.start + word).copied().unwrap_or(0),
                    pos: analysis.pos,
                    morph: analysis.morph,
                    dep: tree.labels[word],
                    lemma: 0,
                }
            })
            .collect();
        if let Some(ruler) = &pipeline.attribute_ruler {
            ruler.apply(&mut attributes, &self.strings);
        }
        for (word, token) in attributes.iter().enumerate() {
            let cut = self.cuts[part.start + word];
            let lemma = if token.lemma == 0 { self.lemma(cut, token) } else { token.lemma };
            self.tokens.push(TokenData {
                span: cut.span,
                lemma,
                lower: token.lower,
                tag: token.tag,
                pos: token.pos,
                morph: token.morph,
                dep: token.dep,
                head: offset as u32 + tree.heads[word],
            });
            let (left, right) = tree.edges[word];
            self.edges.push((offset as u32 + left, offset as u32 + right));
        }
        let starts = (0..length).filter(|&word| tree.sentence_starts[word]).map(|word| offset + word);
        let first_of_all = self.sentences.len();
        self.sentences.extend(starts.map(|start| start..offset + length));
        for i in first_of_all + 1..self.sentences.len() {
            self.sentences[i - 1].end = self.sentences[i].start;
        }
    }

    fn lemma(&mut self, cut: Cut, token: &TokenAttributes) -> u32 {
        let word = cut.span.of(self.text);
        let Some(lemmatizer) = &self.pipeline.lemmatizer else { return self.strings.add(word) };
        let key = (cut.lexeme, token.pos, token.morph);
        if let Some(&lemma) = self.lemmas.get(&key) {
            return lemma;
        }
        let get = |number| self.strings.get(number);
        let lemma = lemmatizer.lemma(
            &self.pipeline.lexicon,
            word,
            get(token.lower),
            get(token.pos),
            get(token.morph),
        );
        let lemma = self.strings.add(&lemma);
        self.lemmas.insert(key, lemma);
        lemma
    }
}

/// The numbers of the tokens of `part` in a list that has equally many for each of `count` tokens.
fn part_of<'v>(values: &'v [f32], part: &Range<usize>, count: usize) -> &'v [f32] {
    let each = values.len() / count.max(1);
    &values[part.start * each..part.end * each]
}
