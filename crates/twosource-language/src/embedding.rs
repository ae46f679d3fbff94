//! The vector of a word as it is before its neighbours are seen: hash embeddings and static vectors, mixed.

use std::sync::Arc;

use crate::ModelError;
use crate::container::{Container, damaged};
use crate::hash::embedding_keys;
use crate::header::{Attribute, EncoderHeader};
use crate::instructions::Instructions;
use crate::lexeme::WordFeatures;
use crate::matrix::Affine;
use crate::maxout::Maxout;
use crate::vectors::{StaticVectors, VectorKeys};

/// Words mixed at a time: enough for the matrix product to run at full speed, few enough to stay in the cache.
const BLOCK: usize = 64;

/// What an encoder sees of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TokenFeatures {
    pub word: WordFeatures,
    /// True where a space follows.
    pub spacy: bool,
}

impl TokenFeatures {
    fn value(&self, attribute: Attribute) -> u64 {
        match attribute {
            Attribute::Orth => self.word.orth,
            Attribute::Lower => self.word.lower,
            Attribute::Norm => self.word.norm,
            Attribute::Prefix => self.word.prefix,
            Attribute::Suffix => self.word.suffix,
            Attribute::Shape => self.word.shape,
            Attribute::Spacy => u64::from(self.spacy),
            Attribute::IsSpace => u64::from(self.word.is_space),
        }
    }
}

/// A hash embedding: an id stands for the sum of four rows of the table.
#[derive(Debug)]
struct Embedding {
    attribute: Attribute,
    seed: u32,
    rows: usize,
    table: Vec<f32>,
}

impl Embedding {
    fn width(&self) -> usize {
        self.table.len() / self.rows
    }

    /// Adds the vector of `id` to `sum`.
    fn add(&self, id: u64, sum: &mut [f32]) {
        let width = self.width();
        for key in embedding_keys(id, self.seed) {
            let row = key as usize % self.rows * width;
            sum.iter_mut().zip(&self.table[row..row + width]).for_each(|(value, more)| *value += more);
        }
    }
}

/// Hash embeddings, static vectors behind them where the model has some, and a layer that mixes them.
#[derive(Debug)]
pub(crate) struct WordEncoder {
    embeddings: Vec<Embedding>,
    vectors: Option<StaticVectors>,
    affine: Affine,
    maxout: Maxout,
}

impl WordEncoder {
    /// Reads the first layers of the encoder `name`; `keys` are those of the model's vectors, if it has any.
    pub fn read(
        container: &Container<'_>,
        name: &str,
        header: &EncoderHeader,
        keys: Option<&Arc<VectorKeys>>,
    ) -> Result<Self, ModelError> {
        let mut embeddings = Vec::new();
        let mut widths = 0;
        for (i, feature) in header.features.iter().enumerate() {
            let blob = format!("{name}/embedding/{i}");
            let &[rows, width] = container.shape(&blob)? else {
                return Err(damaged(&format!("{blob} has a shape of another kind")));
            };
            if rows == 0 || rows > u32::MAX as usize {
                return Err(damaged(&format!("{blob} has {rows} rows")));
            }
            widths += width;
            let table = container.tensor(&blob, &[rows, width])?;
            embeddings.push(Embedding { attribute: feature.attribute, seed: feature.seed, rows, table });
        }
        let vectors = match (header.static_vectors, keys) {
            (true, Some(keys)) => Some(StaticVectors::read(container, name, keys)?),
            (true, None) => return Err(damaged(&format!("the vectors of {name} have no keys"))),
            (false, _) => None,
        };
        widths += vectors.as_ref().map_or(0, |vectors| vectors.width);
        let mix = Maxout::read(container, &format!("{name}/mix"), widths)?;
        let affine = Affine::new(widths, &mix.weights, &mix.bias);
        Ok(WordEncoder { embeddings, vectors, affine, maxout: mix.maxout })
    }

    /// Numbers in a vector.
    pub fn width(&self) -> usize {
        self.maxout.outputs()
    }

    /// Appends the vector of each word.
    pub fn encode(&self, instructions: Instructions, words: &[TokenFeatures], vectors: &mut Vec<f32>) {
        let inputs = self.affine.inputs;
        let (mut rows, mut scratch) = (Vec::new(), Vec::new());
        for block in words.chunks(BLOCK) {
            rows.clear();
            rows.resize(block.len() * inputs, 0.0);
            for (features, row) in block.iter().zip(rows.chunks_exact_mut(inputs)) {
                let mut rest = row;
                for embedding in &self.embeddings {
                    let (part, behind) = rest.split_at_mut(embedding.width());
                    embedding.add(features.value(embedding.attribute), part);
                    rest = behind;
                }
                if let Some(vectors) = &self.vectors {
                    vectors.look_up(features.value(vectors.keys.attribute), rest);
                }
            }
            self.affine.apply(instructions, &rows, inputs, block.len(), &mut scratch);
            let start = vectors.len();
            vectors.resize(start + block.len() * self.width(), 0.0);
            self.maxout.activate(instructions, &scratch, self.affine.stride(), &mut vectors[start..]);
        }
    }
}
