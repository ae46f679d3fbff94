//! The network that turns tokens into vectors: hash embeddings, mixed and then encoded by residual convolutions.

use std::sync::Arc;

use crate::ModelError;
use crate::container::{Container, damaged};
use crate::hash::embedding_keys;
use crate::header::Attribute;
use crate::lexeme::WordFeatures;
use crate::matrix::Affine;
use crate::vectors::{StaticVectors, VectorKeys};

/// Tokens encoded at a time: enough for the matrix product to run at full speed, few enough to stay in the cache.
const BLOCK: usize = 256;

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

/// Maxout (Goodfellow et al. 2013) with layer normalisation.
#[derive(Debug)]
struct Maxout {
    affine: Affine,
    pieces: usize,
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Maxout {
    /// Reads `{name}/weights` (outputs and their pieces × inputs), `/bias`, `/gain` and `/shift`.
    fn read(container: &Container<'_>, name: &str, inputs: usize) -> Result<Self, ModelError> {
        let (&[rows, _], &[outputs]) =
            (container.shape(&format!("{name}/weights"))?, container.shape(&format!("{name}/gain"))?)
        else {
            return Err(damaged(&format!("{name} has a shape of another kind")));
        };
        if outputs == 0 || rows % outputs != 0 {
            return Err(damaged(&format!("{name} has {rows} rows for {outputs} outputs")));
        }
        let pieces = rows / outputs;
        let mut affine = Affine::read(container, name, rows, inputs)?;
        // From all pieces of the first output, all of the second, … to the first piece of every output, the second, …:
        // so the greatest is found for many outputs at a time.
        affine.reorder(|row| row % outputs * pieces + row / outputs);
        Ok(Maxout {
            affine,
            pieces,
            gain: container.tensor(&format!("{name}/gain"), &[outputs])?,
            shift: container.tensor(&format!("{name}/shift"), &[outputs])?,
        })
    }

    fn outputs(&self) -> usize {
        self.gain.len()
    }

    /// From one row of the affine layer's output to the activations.
    fn activate(&self, row: &[f32], activation: &mut [f32]) {
        let outputs = activation.len();
        activation.copy_from_slice(&row[..outputs]);
        for piece in row[outputs..self.pieces * outputs].chunks_exact(outputs) {
            activation
                .iter_mut()
                .zip(piece)
                .for_each(|(value, &other)| *value = if other > *value { other } else { *value });
        }
        self.normalise(activation);
    }

    fn normalise(&self, values: &mut [f32]) {
        const EPSILON: f32 = 1e-8;
        let count = values.len() as f32;
        let mean = sum(values, |value| value) / count;
        let variance = sum(values, |value| (value - mean) * (value - mean)) / count;
        let scale = 1.0 / (variance + EPSILON).sqrt();
        for ((value, gain), shift) in values.iter_mut().zip(&self.gain).zip(&self.shift) {
            *value = (*value - mean) * scale * gain + shift;
        }
    }
}

/// The sum of `term` over `values`, in eight sums side by side: they are as exact as one, and computed together.
fn sum(values: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let mut sums = [0.0; 8];
    let (lanes, rest) = values.as_chunks::<8>();
    for lane in lanes {
        for (sum, value) in sums.iter_mut().zip(lane) {
            *sum += term(*value);
        }
    }
    sums.iter().sum::<f32>() + rest.iter().map(|&value| term(value)).sum::<f32>()
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

/// Hash embeddings, a mixing layer, and residual window layers.
#[derive(Debug)]
pub(crate) struct Encoder {
    embeddings: Vec<Embedding>,
    /// Mixed in behind the embeddings.
    vectors: Option<StaticVectors>,
    mix: Maxout,
    layers: Vec<Maxout>,
    width: usize,
    /// Tokens to each side that a window layer sees.
    window: usize,
    /// Rows of zeros put before and behind a document. They change from layer to layer as tokens do.
    padding: usize,
}

impl Encoder {
    /// Reads the encoder `name`; `keys` are those of the model's vectors, if it has any.
    pub fn read(
        container: &Container<'_>,
        name: &str,
        keys: Option<&Arc<VectorKeys>>,
    ) -> Result<Self, ModelError> {
        let header = container.header.encoders.get(name);
        let header = header.ok_or_else(|| damaged(&format!("the encoder {name} is missing")))?;
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
        let width = mix.outputs();
        let mut layers = Vec::new();
        let mut window = 0;
        for i in 0..header.depth {
            let blob = format!("{name}/layer/{i}");
            let &[_, inputs] = container.shape(&format!("{blob}/weights"))? else {
                return Err(damaged(&format!("{blob} has a shape of another kind")));
            };
            let layer = Maxout::read(container, &blob, inputs)?;
            let seen = inputs / width;
            let same = window == 0 || window == seen / 2;
            if seen % 2 == 0 || inputs % width != 0 || layer.outputs() != width || !same {
                return Err(damaged(&format!("{blob} does not fit the layer before")));
            }
            window = seen / 2;
            layers.push(layer);
        }
        if header.padding != window * header.depth {
            return Err(ModelError::Unsupported(format!("the padding of {name} is not its receptive field")));
        }
        Ok(Encoder { embeddings, vectors, mix, layers, width, window, padding: header.padding })
    }

    /// Numbers in a vector.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Encodes a document of tokens, given by what [`Encoder::embed`] makes of its word types and for each token its
    /// type. `sink` gets blocks of vectors, one after the other.
    pub fn encode(&self, embedded: &[f32], tokens: &[u32], mut sink: impl FnMut(&[f32])) {
        let (width, padding, window) = (self.width, self.padding, self.window);
        let (mut rows, mut scratch, mut activation) = (Vec::new(), Vec::new(), vec![0.0; width]);
        for start in (0..tokens.len()).step_by(BLOCK) {
            let end = (start + BLOCK).min(tokens.len());
            // The block with `padding` rows more on each side: neighbours where there are, else zeros. A row is right
            // after every layer if the rows it sees were, so what is missing further out never reaches the block.
            let count = end - start + 2 * padding;
            rows.clear();
            rows.resize((count + 2 * window) * width, 0.0);
            let seen = start.saturating_sub(padding)..(end + padding).min(tokens.len());
            let first = (seen.start + padding - start + window) * width;
            for (&token, row) in tokens[seen].iter().zip(rows[first..].chunks_exact_mut(width)) {
                let from = token as usize * width;
                row.copy_from_slice(&embedded[from..from + width]);
            }
            for layer in &self.layers {
                layer.affine.apply(&rows, width, count, &mut scratch);
                let inner = rows[window * width..].chunks_exact_mut(width);
                for (row, sums) in inner.zip(scratch.chunks_exact(layer.affine.outputs)) {
                    layer.activate(sums, &mut activation);
                    row.iter_mut().zip(&activation).for_each(|(value, more)| *value += more);
                }
            }
            let first = (padding + window) * width;
            sink(&rows[first..first + (end - start) * width]);
        }
    }

    /// Appends the vector of each word type, as it is before its neighbours are seen.
    pub fn embed(&self, types: &[TokenFeatures], embedded: &mut Vec<f32>) {
        let inputs = self.mix.affine.inputs;
        let (mut rows, mut scratch) = (Vec::new(), Vec::new());
        for block in types.chunks(BLOCK) {
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
            self.mix.affine.apply(&rows, inputs, block.len(), &mut scratch);
            let start = embedded.len();
            embedded.resize(start + block.len() * self.width, 0.0);
            let sums = scratch.chunks_exact(self.mix.affine.outputs);
            for (activation, sums) in embedded[start..].chunks_exact_mut(self.width).zip(sums) {
                self.mix.activate(sums, activation);
            }
        }
    }
}
