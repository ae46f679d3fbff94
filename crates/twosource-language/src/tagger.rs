//! Fine-grained tags.

use crate::ModelError;
use crate::container::{Container, damaged};
use crate::header::TaggerHeader;
use crate::matrix::{Affine, argmax};
use crate::string_table::SharedStrings;

/// One linear layer over a token's vector.
#[derive(Debug)]
pub(crate) struct Tagger {
    affine: Affine,
    labels: Vec<u32>,
}

impl Tagger {
    pub fn read(
        container: &Container<'_>,
        header: &TaggerHeader,
        width: usize,
        strings: &mut SharedStrings,
    ) -> Result<Self, ModelError> {
        if header.labels.is_empty() {
            return Err(damaged("the tagger has no labels"));
        }
        Ok(Tagger {
            affine: Affine::read(container, "tagger", header.labels.len(), width)?,
            labels: header.labels.iter().map(|label| strings.add(label)).collect(),
        })
    }

    /// Calls `sink` with the tag of each token, in order.
    pub fn tag(&self, vectors: &[f32], scratch: &mut Vec<f32>, mut sink: impl FnMut(u32)) {
        let width = self.affine.inputs;
        self.affine.apply(vectors, width, vectors.len() / width.max(1), scratch);
        for scores in scratch.chunks_exact(self.labels.len()) {
            sink(self.labels[argmax(scores)]);
        }
    }
}
