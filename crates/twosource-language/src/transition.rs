//! The network that scores the moves of a transition system (parser and entity recogniser).

use std::collections::HashMap;

use crate::ModelError;
use crate::container::{Container, damaged};
use crate::instructions::{Instructions, Kernel};
use crate::lanes::Lanes;
use crate::matrix::Affine;

/// Tokens whose features are computed at a time.
const BLOCK: usize = 64;
/// Rows of tokens that are done are thrown away when there are this many: few enough that the rest stays in the cache.
const STALE: usize = 128;
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
    /// From that to the sums of each role, in each the first piece of every hidden unit, the second, and so on.
    roles: Affine,
    /// What is added for a role no token has.
    missing: Vec<f32>,
    bias: Vec<f32>,
    /// From the hidden layer to the scores.
    output: Affine,
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
        // From all pieces of a unit side by side to the first pieces of all units side by side, in each role.
        let from = |sum: usize| sum / sums * sums + sum % hidden * pieces + sum % sums / hidden;
        let reorder = |values: Vec<f32>, each: usize| -> Vec<f32> {
            (0..values.len() / each).flat_map(|sum| &values[from(sum) * each..][..each]).copied().collect()
        };
        let role_sums = role_count * sums;
        let roles = container.tensor(&format!("{name}/roles/weights"), &[role_sums, small])?;
        let missing = container.tensor(&format!("{name}/missing"), &[role_count, sums])?;
        let bias = container.tensor(&format!("{name}/bias"), &[hidden, pieces])?;
        Ok(TransitionModel {
            reduce: Affine::read(container, &format!("{name}/reduce"), small, width)?,
            roles: Affine::new(small, &reorder(roles, small), &vec![0.0; role_sums]),
            missing: reorder(missing, 1),
            bias: reorder(bias, 1),
            output: Affine::read(container, &format!("{name}/output"), classes, hidden)?,
            role_count,
            hidden,
            pieces,
        })
    }

    /// Appends the small vectors of a block of tokens to `vectors`.
    pub fn reduce(
        &self,
        instructions: Instructions,
        encoded: &[f32],
        scratch: &mut Vec<f32>,
        vectors: &mut Vec<f32>,
    ) {
        let Affine { inputs, outputs, .. } = self.reduce;
        self.reduce.apply(instructions, encoded, inputs, encoded.len() / inputs.max(1), scratch);
        for row in scratch.chunks_exact(self.reduce.stride()) {
            vectors.extend_from_slice(&row[..outputs]);
        }
    }

    /// A scorer for one document whose small vectors are `vectors`.
    pub fn scorer<'m>(&'m self, instructions: Instructions, vectors: &'m [f32]) -> Scorer<'m> {
        Scorer {
            model: self,
            instructions,
            vectors,
            base: 0,
            rows: Vec::new(),
            far: HashMap::new(),
            parts: vec![0.0; self.role_count * self.hidden * self.pieces],
            units: vec![0.0; self.hidden],
            scores: vec![0.0; self.output.stride()],
        }
    }
}

/// Adds up what the roles bring and finds the greatest piece of each unit.
struct HiddenLayer<'a> {
    model: &'a TransitionModel,
    parts: &'a mut [f32],
    units: &'a mut [f32],
}

impl Kernel for HiddenLayer<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        let (sums, parts) = self.parts.split_at_mut(self.model.bias.len());
        for part in parts.chunks_exact(sums.len()).chain([&self.model.bias[..]]) {
            lanes.reduce(sums, part, L::add);
        }
        let (first, others) = sums.split_at(self.units.len());
        self.units.copy_from_slice(first);
        for piece in others.chunks_exact(self.units.len()) {
            lanes.reduce(self.units, piece, L::greater);
        }
    }
}

/// Scores the states of one document.
pub(crate) struct Scorer<'m> {
    model: &'m TransitionModel,
    instructions: Instructions,
    vectors: &'m [f32],
    /// The token of the first of `rows`.
    base: usize,
    rows: Vec<f32>,
    /// Rows of tokens before `base`, by block.
    far: HashMap<usize, Vec<f32>>,
    /// What each role brings to the state at hand.
    parts: Vec<f32>,
    units: Vec<f32>,
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
        let width = model.bias.len();
        // Taken out, so that rows can be computed meanwhile.
        let mut parts = std::mem::take(&mut self.parts);
        for ((role, token), part) in tokens.iter().enumerate().zip(parts.chunks_exact_mut(width)) {
            let roles = match *token {
                Some(token) => self.row(token),
                None => &model.missing,
            };
            part.copy_from_slice(&roles[role * width..(role + 1) * width]);
        }
        self.instructions.run(HiddenLayer { model, parts: &mut parts, units: &mut self.units });
        self.parts = parts;
        model.output.apply_to(self.instructions, &self.units, model.hidden, 1, &mut self.scores);
        &self.scores[..model.output.outputs]
    }

    /// What a token adds in each role.
    fn row(&mut self, token: usize) -> &[f32] {
        let (instructions, roles) = (self.instructions, &self.model.roles);
        let (row, small) = (roles.stride(), roles.inputs);
        if token < self.base {
            let block = token / BLOCK;
            if self.far.len() >= MOST_FAR_BLOCKS && !self.far.contains_key(&block) {
                self.far.clear();
            }
            let rows = self.far.entry(block).or_insert_with(|| {
                let mut rows = Vec::new();
                let input = &self.vectors[block * BLOCK * small..];
                roles.apply(instructions, input, small, BLOCK.min(input.len() / small), &mut rows);
                rows
            });
            return &rows[token % BLOCK * row..][..row];
        }
        let known = self.base + self.rows.len() / row;
        if token >= known {
            let end = (token + 1).max(known + BLOCK).min(self.vectors.len() / small);
            let input = &self.vectors[known * small..end * small];
            let first = self.rows.len();
            self.rows.resize(first + (end - known) * row, 0.0);
            roles.apply_to(instructions, input, small, end - known, &mut self.rows[first..]);
            if self.rows.len() > MOST_ROWS * row {
                self.drop_rows(MOST_ROWS / 2);
            }
        }
        let start = (token - self.base) * row;
        &self.rows[start..start + row]
    }

    fn drop_rows(&mut self, count: usize) {
        let row = self.model.roles.stride();
        let count = count.min(self.rows.len() / row);
        self.rows.drain(..count * row);
        self.base += count;
    }
}
