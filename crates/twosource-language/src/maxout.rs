//! Maxout layers with layer normalisation.

use crate::ModelError;
use crate::container::{Container, damaged};
use crate::instructions::{Instructions, Kernel};
use crate::lanes::{LANES, Lanes};

/// The weights of a layer as they are written: for each output and each of its pieces one row.
pub(crate) struct MaxoutWeights {
    /// One row of `inputs` numbers for the first piece of every output, then the second of every output, and so on: so the
    /// greatest piece is found for many outputs at a time.
    pub weights: Vec<f32>,
    pub bias: Vec<f32>,
    pub maxout: Maxout,
}

/// What follows the matrix product: the greatest of the pieces of each output (Goodfellow et al. 2013, "Maxout Networks"),
/// then layer normalisation (Ba et al. 2016).
#[derive(Debug)]
pub(crate) struct Maxout {
    pieces: usize,
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Maxout {
    /// Reads `{name}/weights` (outputs and their pieces × inputs), `/bias`, `/gain` and `/shift`.
    pub fn read(container: &Container<'_>, name: &str, inputs: usize) -> Result<MaxoutWeights, ModelError> {
        let (&[rows, _], &[outputs]) =
            (container.shape(&format!("{name}/weights"))?, container.shape(&format!("{name}/gain"))?)
        else {
            return Err(damaged(&format!("{name} has a shape of another kind")));
        };
        if outputs == 0 || rows % outputs != 0 {
            return Err(damaged(&format!("{name} has {rows} rows for {outputs} outputs")));
        }
        let pieces = rows / outputs;
        let weights = container.tensor(&format!("{name}/weights"), &[rows, inputs])?;
        let bias = container.tensor(&format!("{name}/bias"), &[rows])?;
        let from = |row: usize| row % outputs * pieces + row / outputs;
        let mut reordered = Vec::with_capacity(weights.len());
        (0..rows).for_each(|row| reordered.extend_from_slice(&weights[from(row) * inputs..][..inputs]));
        Ok(MaxoutWeights {
            weights: reordered,
            bias: (0..rows).map(|row| bias[from(row)]).collect(),
            maxout: Maxout {
                pieces,
                gain: container.tensor(&format!("{name}/gain"), &[outputs])?,
                shift: container.tensor(&format!("{name}/shift"), &[outputs])?,
            },
        })
    }

    pub fn outputs(&self) -> usize {
        self.gain.len()
    }

    /// Numbers in a row of sums.
    pub fn sums(&self) -> usize {
        self.pieces * self.gain.len()
    }

    /// From rows of a product's sums, which begin `stride` numbers apart, to rows of activations.
    pub fn activate(&self, instructions: Instructions, sums: &[f32], stride: usize, activations: &mut [f32]) {
        instructions.run(Activation { maxout: self, sums, stride, before: None, activations });
    }

    /// The same, with the rows of `before` added: a residual layer.
    pub fn activate_and_add(
        &self,
        instructions: Instructions,
        sums: &[f32],
        stride: usize,
        before: &[f32],
        activations: &mut [f32],
    ) {
        instructions.run(Activation { maxout: self, sums, stride, before: Some(before), activations });
    }
}

struct Activation<'a> {
    maxout: &'a Maxout,
    sums: &'a [f32],
    stride: usize,
    before: Option<&'a [f32]>,
    activations: &'a mut [f32],
}

impl Kernel for Activation<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        let Maxout { pieces, gain, shift } = self.maxout;
        let outputs = gain.len();
        let rows = self.activations.chunks_exact_mut(outputs).zip(self.sums.chunks_exact(self.stride));
        let mut greatest = vec![0.0; outputs];
        for (i, (row, sums)) in rows.enumerate() {
            greatest.copy_from_slice(&sums[..outputs]);
            for piece in 1..*pieces {
                lanes.reduce(&mut greatest, &sums[piece * outputs..], L::greater);
            }
            let (mean, scale) = mean_and_scale(lanes, &greatest);
            let normalised = |value| lanes.multiply(lanes.subtract(value, mean), scale);
            match self.before {
                None => lanes.combine(row, [&greatest, gain, shift], |[value, gain, shift]| {
                    lanes.multiply_add(normalised(value), gain, shift)
                }),
                Some(before) => {
                    let before = &before[i * outputs..];
                    lanes.combine(row, [&greatest, gain, shift, before], |[value, gain, shift, before]| {
                        lanes.add(lanes.multiply_add(normalised(value), gain, shift), before)
                    });
                }
            }
        }
    }
}

/// The mean of `values` and one over their standard deviation, in every lane.
#[inline(always)]
fn mean_and_scale<L: Lanes>(lanes: L, values: &[f32]) -> (L::Vector, L::Vector) {
    const EPSILON: f32 = 1e-8;
    let count = values.len() as f32;
    let (lines, rest) = values.as_chunks::<LANES>();
    // Sixteen sums side by side are as exact as one.
    let mut sums = lanes.splat(0.0);
    for line in lines {
        sums = lanes.add(sums, lanes.load(line));
    }
    let mean = (lanes.sum(sums) + rest.iter().sum::<f32>()) / count;
    let mut squares = lanes.splat(0.0);
    for line in lines {
        let difference = lanes.subtract(lanes.load(line), lanes.splat(mean));
        squares = lanes.multiply_add(difference, difference, squares);
    }
    let rest: f32 = rest.iter().map(|value| (value - mean) * (value - mean)).sum();
    let variance = (lanes.sum(squares) + rest) / count;
    (lanes.splat(mean), lanes.splat(1.0 / (variance + EPSILON).sqrt()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(outputs: usize) -> Maxout {
        Maxout {
            pieces: 2,
            gain: (0..outputs).map(|i| 1.0 + i as f32 / 8.0).collect(),
            shift: (0..outputs).map(|i| i as f32 - 3.0).collect(),
        }
    }

    #[test]
    fn the_greatest_piece_is_normalised() {
        let mut activations = vec![0.0; 2];
        let maxout = Maxout { pieces: 2, gain: vec![1.0, 2.0], shift: vec![0.0, 0.5] };
        // The greatest are 3 and 1: mean 2, deviation 1.
        maxout.activate(Instructions::best(), &[3.0, -1.0, 0.0, 1.0, 9.0], 5, &mut activations);
        assert_eq!(activations, [1.0, -1.5]);
        let before = [10.0, 20.0];
        maxout.activate_and_add(Instructions::best(), &[3.0, -1.0, 0.0, 1.0], 4, &before, &mut activations);
        assert_eq!(activations, [11.0, 18.5]);
    }

    #[test]
    fn instructions_give_the_same_bits() {
        for outputs in [96, 37] {
            let sums: Vec<f32> = (0..6 * outputs).map(|i| (i * i % 997) as f32 / 31.0).collect();
            let found: Vec<Vec<f32>> = Instructions::available()
                .into_iter()
                .map(|set| {
                    let mut activations = vec![0.0; 3 * outputs];
                    layer(outputs).activate(set, &sums, 2 * outputs, &mut activations);
                    activations
                })
                .collect();
            assert!(found.iter().all(|other| *other == found[0]));
        }
    }
}
