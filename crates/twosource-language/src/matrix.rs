//! Matrix products.

use crate::ModelError;
use crate::container::Container;

/// A layer `y = W x + b`.
#[derive(Debug)]
pub(crate) struct Affine {
    pub inputs: usize,
    pub outputs: usize,
    /// One row of `inputs` numbers for each output.
    weights: Vec<f32>,
    bias: Vec<f32>,
}

impl Affine {
    /// Reads the tensors `{name}/weights` and `{name}/bias`, of `outputs × inputs` and `outputs` numbers.
    pub fn read(
        container: &Container<'_>,
        name: &str,
        outputs: usize,
        inputs: usize,
    ) -> Result<Self, ModelError> {
        let weights = container.tensor(&format!("{name}/weights"), &[outputs, inputs])?;
        let bias = container.tensor(&format!("{name}/bias"), &[outputs])?;
        Ok(Affine { inputs, outputs, weights, bias })
    }

    /// Reads the tensor `{name}/weights` of a layer that adds nothing.
    pub fn without_bias(
        container: &Container<'_>,
        name: &str,
        outputs: usize,
        inputs: usize,
    ) -> Result<Self, ModelError> {
        let weights = container.tensor(&format!("{name}/weights"), &[outputs, inputs])?;
        Ok(Affine { inputs, outputs, weights, bias: vec![0.0; outputs] })
    }

    /// Puts the outputs in another order: output `i` is the one that was at `from(i)`.
    pub fn reorder(&mut self, from: impl Fn(usize) -> usize) {
        let rows = (0..self.outputs).flat_map(|output| {
            let start = from(output) * self.inputs;
            &self.weights[start..start + self.inputs]
        });
        self.weights = rows.copied().collect();
        self.bias = (0..self.outputs).map(|output| self.bias[from(output)]).collect();
    }

    /// The weights with one row of `outputs` numbers for each input, and the bias.
    pub fn transposed(self) -> (Vec<f32>, Vec<f32>) {
        let mut weights = Vec::with_capacity(self.weights.len());
        for input in 0..self.inputs {
            weights.extend((0..self.outputs).map(|output| self.weights[output * self.inputs + input]));
        }
        (weights, self.bias)
    }

    /// Applies the layer to `rows` inputs, of which each begins `stride` numbers behind the one before (they may
    /// overlap). `output` gets `rows × outputs` numbers.
    pub fn apply(&self, input: &[f32], stride: usize, rows: usize, output: &mut Vec<f32>) {
        output.clear();
        if rows == 0 {
            return;
        }
        output.reserve(rows * self.outputs);
        for _ in 0..rows {
            output.extend_from_slice(&self.bias);
        }
        let read = (rows - 1) * stride + self.inputs;
        assert!(input.len() >= read && self.weights.len() == self.outputs * self.inputs);
        // SAFETY: the assertion holds all that is read of `input` and of the weights, and `output` was just filled with
        // rows × outputs numbers. The product is nine tenths of all time spent, and this crate's interface is raw pointers.
        unsafe {
            matrixmultiply::sgemm(
                rows,
                self.inputs,
                self.outputs,
                1.0,
                input.as_ptr(),
                stride as isize,
                1,
                self.weights.as_ptr(),
                1,
                self.inputs as isize,
                1.0,
                output.as_mut_ptr(),
                self.outputs as isize,
                1,
            );
        }
    }
}

/// Position of the greatest value, the first of equals; 0 for none.
pub(crate) fn argmax(values: &[f32]) -> usize {
    let mut best = 0;
    for (i, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = i;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_rows_are_a_window() {
        let layer =
            Affine { inputs: 2, outputs: 2, weights: vec![1.0, 0.0, 1.0, 10.0], bias: vec![0.5, 0.0] };
        let mut output = Vec::new();
        layer.apply(&[1.0, 2.0, 3.0], 1, 2, &mut output);
        assert_eq!(output, [1.5, 21.0, 2.5, 32.0]);
    }

    #[test]
    fn the_first_of_equals_wins() {
        assert_eq!(argmax(&[1.0, 3.0, 3.0]), 1);
        assert_eq!(argmax(&[]), 0);
    }
}
