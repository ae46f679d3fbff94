//! The network that scores the moves of a transition system (parser and entity recogniser).

use std::collections::HashMap;

use crate::ModelError;
use crate::container::{Container, damaged};
use crate::matrix::Affine;

/// Tokens whose features are computed at a time.
const BLOCK: usize = 64;
/// Rows of tokens that are done are thrown away when there are this many.
const STALE: usize = 512;
/// Rows that are kept at most. Only in a "sentence" of more words can one further back be needed: it is computed anew.
const MOST_ROWS: usize = 8192;
/// Blocks of rows from further back that are kept at most.
const MOST_FAR_BLOCKS: usize = 32;

/// Scores moves from a few tokens of the state. What each token adds to the hidden layer in each role is computed once for
/// the token and then summed for every state (Chen and Manning 2014; Goldberg 2013).
#[derive(Debug)]
pub(crate) struct TransitionModel {
    /// From the encoder's vector to a smaller one.
    reduce: Affine,
    /// From that to the sums of each role.
    roles: Affine,
    /// What is added for a role no token has.
    missing: Vec<f32>,
    bias: Vec<f32>,
    /// From the hidden layer to the scores: for each hidden unit one row of weights.
    output: Vec<f32>,
    output_bias: Vec<f32>,
    role_count: usize,
    hidden: usize,
    pieces: usize,
}

impl TransitionModel {
    /// Reads `{name}/reduce`, `{name}/roles`, `{name}/missing`, `{name}/hidden` and `{name}/output`.
    pub fn read(
        container: &Container<'_>,
        name: &str,
        width: usize,
        role_count: usize,
        classes: usize,
    ) -> Result<Self, ModelError> {
        let &[hidden, pieces] = container.shape(&format!("{name}/bias"))? else {
            return Err(damaged(&format!("{name}/bias has a shape of another kind")));
        };
        let &[small, _] = container.shape(&format!("{name}/reduce/weights"))? else {
            return Err(damaged(&format!("{name}/reduce has a shape of another kind")));
        };
        let sums = hidden.saturating_mul(pieces);
        if sums == 0 || small == 0 || classes == 0 || sums > 1 << 20 {
            return Err(damaged(&format!("{name} has no hidden layer or no classes")));
        }
        let output = Affine::read(container, &format!("{name}/output"), classes, hidden)?;
        let (weights, output_bias) = output.transposed();
        Ok(TransitionModel {
            reduce: Affine::read(container, &format!("{name}/reduce"), small, width)?,
            roles: Affine::without_bias(container, &format!("{name}/roles"), role_count * sums, small)?,
            missing: container.tensor(&format!("{name}/missing"), &[role_count, sums])?,
            bias: container.tensor(&format!("{name}/bias"), &[hidden, pieces])?,
            output: weights,
            output_bias,
            role_count,
            hidden,
            pieces,
        })
    }

    /// Appends the small vectors of a block of tokens to `vectors`.
    pub fn reduce(&self, encoded: &[f32], scratch: &mut Vec<f32>, vectors: &mut Vec<f32>) {
        self.reduce.apply(encoded, self.reduce.inputs, encoded.len() / self.reduce.inputs.max(1), scratch);
        vectors.extend_from_slice(scratch);
    }

    /// A scorer for one document whose small vectors are `vectors`.
    pub fn scorer<'m>(&'m self, vectors: &'m [f32]) -> Scorer<'m> {
        Scorer {
            model: self,
            vectors,
            base: 0,
            rows: Vec::new(),
            far: HashMap::new(),
            scratch: Vec::new(),
            sums: vec![0.0; self.hidden * self.pieces],
            scores: vec![0.0; self.output_bias.len()],
        }
    }
}

/// Scores the states of one document.
pub(crate) struct Scorer<'m> {
    model: &'m TransitionModel,
    vectors: &'m [f32],
    /// The token of the first of `rows`.
    base: usize,
    rows: Vec<f32>,
    /// Rows of tokens before `base`, by block.
    far: HashMap<usize, Vec<f32>>,
    scratch: Vec<f32>,
    sums: Vec<f32>,
    scores: Vec<f32>,
}

impl Scorer<'_> {
    /// Tokens before `token` will not be asked for again.
    pub fn forget_before(&mut self, token: usize) {
        let stale = token.saturating_sub(self.base);
        if stale >= STALE {
            self.drop_rows(stale);
        }
    }

    /// The score of each class in a state whose roles `tokens` have.
    pub fn score(&mut self, tokens: &[Option<usize>]) -> &[f32] {
        let model = self.model;
        let width = model.hidden * model.pieces;
        // Taken out, so that rows can be computed meanwhile.
        let mut sums = std::mem::take(&mut self.sums);
        sums.fill(0.0);
        for (role, token) in tokens.iter().enumerate().take(model.role_count) {
            let roles = match *token {
                Some(token) => self.row(token),
                None => &model.missing,
            };
            let part = &roles[role * width..(role + 1) * width];
            sums.iter_mut().zip(part).for_each(|(sum, more)| *sum += more);
        }
        sums.iter_mut().zip(&model.bias).for_each(|(sum, more)| *sum += more);
        self.sums = sums;
        self.scores.fill(0.0);
        let classes = self.scores.len();
        for (pieces, weights) in self.sums.chunks_exact(model.pieces).zip(model.output.chunks_exact(classes))
        {
            let unit = pieces.iter().fold(f32::NEG_INFINITY, |max, &piece| max.max(piece));
            self.scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += unit * weight);
        }
        self.scores.iter_mut().zip(&model.output_bias).for_each(|(score, more)| *score += more);
        &self.scores
    }

    /// What a token adds in each role.
    fn row(&mut self, token: usize) -> &[f32] {
        let row = self.model.roles.outputs;
        let small = self.model.roles.inputs;
        if token < self.base {
            let block = token / BLOCK;
            if self.far.len() >= MOST_FAR_BLOCKS && !self.far.contains_key(&block) {
                self.far.clear();
            }
            let rows = self.far.entry(block).or_insert_with(|| {
                let mut rows = Vec::new();
                let input = &self.vectors[block * BLOCK * small..];
                self.model.roles.apply(input, small, BLOCK.min(input.len() / small), &mut rows);
                rows
            });
            return &rows[token % BLOCK * row..][..row];
        }
        let known = self.base + self.rows.len() / row;
        if token >= known {
            let end = (token + 1).max(known + BLOCK).min(self.vectors.len() / small);
            let input = &self.vectors[known * small..end * small];
            self.model.roles.apply(input, small, end - known, &mut self.scratch);
            self.rows.extend_from_slice(&self.scratch);
            if self.rows.len() > MOST_ROWS * row {
                self.drop_rows(MOST_ROWS / 2);
            }
        }
        let start = (token - self.base) * row;
        &self.rows[start..start + row]
    }

    fn drop_rows(&mut self, count: usize) {
        let row = self.model.roles.outputs;
        let count = count.min(self.rows.len() / row);
        self.rows.drain(..count * row);
        self.base += count;
    }
}
