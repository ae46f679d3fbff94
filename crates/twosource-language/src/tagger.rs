//! One label a token: fine-grained tags, or parts of speech with features.

use crate::ModelError;
use crate::container::{Container, damaged};
use crate::instructions::Instructions;
use crate::matrix::{Affine, argmax};

/// One linear layer over a token's vector. The labels are numbers of strings, or of whatever else a token shall get.
#[derive(Debug)]
pub(crate) struct Tagger {
    affine: Affine,
    labels: Vec<u32>,
}

impl Tagger {
    /// Reads `{name}/weights` and `/bias`.
    pub fn read(
        container: &Container<'_>,
        name: &str,
        labels: Vec<u32>,
        width: usize,
    ) -> Result<Self, ModelError> {
        if labels.is_empty() {
            return Err(damaged(&format!("the {name} has no labels")));
        }
        Ok(Tagger { affine: Affine::read(container, name, labels.len(), width)?, labels })
    }

    /// Calls `sink` with the tag of each token, in order.
    pub fn tag(
        &self,
        instructions: Instructions,
        vectors: &[f32],
        scratch: &mut Vec<f32>,
        mut sink: impl FnMut(u32),
    ) {
        let width = self.affine.inputs;
        self.affine.apply(instructions, vectors, width, vectors.len() / width.max(1), scratch);
        for scores in scratch.chunks_exact(self.affine.stride()) {
            sink(self.labels[argmax(&scores[..self.labels.len()])]);
        }
    }
}
