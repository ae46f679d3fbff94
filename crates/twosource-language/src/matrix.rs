//! Matrix products.

use crate::ModelError;
use crate::container::Container;
use crate::instructions::{Instructions, Kernel};
use crate::lanes::{LANES, Lanes, Line};

/// Vectors of outputs in a panel of weights: with so many sums for each of [`Lanes::ROWS`] rows the registers are full.
const PANEL: usize = 3;

/// A layer `y = W x + b`.
///
/// An output is the bias and then input after input times its weight, added one after the other in a single chain of fused
/// multiplications and additions: on every processor the same bits.
#[derive(Debug)]
pub(crate) struct Affine {
    pub inputs: usize,
    pub outputs: usize,
    /// The weights as they are read: panels of up to `PANEL` × 16 outputs, in each for every input the weights of these
    /// outputs. Outputs that fill up the last sixteen are zero.
    weights: Vec<Line>,
    bias: Vec<Line>,
}

impl Affine {
    /// A layer with the given `outputs` rows of `inputs` weights each.
    pub fn new(inputs: usize, weights: &[f32], bias: &[f32]) -> Self {
        let outputs = bias.len();
        let lines = outputs.div_ceil(LANES);
        let mut packed = vec![Line([0.0; LANES]); lines * inputs];
        for (number, rows) in weights.chunks(LANES * inputs.max(1)).enumerate() {
            let first = number / PANEL * PANEL;
            let wide = PANEL.min(lines - first);
            let panel = &mut packed[first * inputs..];
            for (output, row) in rows.chunks_exact(inputs).enumerate() {
                for (input, weight) in row.iter().enumerate() {
                    panel[input * wide + number - first].0[output] = *weight;
                }
            }
        }
        let mut bias_lines = vec![Line([0.0; LANES]); lines];
        bias.iter().enumerate().for_each(|(i, value)| bias_lines[i / LANES].0[i % LANES] = *value);
        Affine { inputs, outputs, weights: packed, bias: bias_lines }
    }

    /// Reads the tensors `{name}/weights` and `{name}/bias`, of `outputs × inputs` and `outputs` numbers.
    pub fn read(
        container: &Container<'_>,
        name: &str,
        outputs: usize,
        inputs: usize,
    ) -> Result<Self, ModelError> {
        let weights = container.tensor(&format!("{name}/weights"), &[outputs, inputs])?;
        let bias = container.tensor(&format!("{name}/bias"), &[outputs])?;
        Ok(Self::new(inputs, &weights, &bias))
    }

    /// Numbers from one row of the output to the next: the outputs, and zeros up to a multiple of sixteen.
    pub fn stride(&self) -> usize {
        self.bias.len() * LANES
    }

    /// Applies the layer to `rows` inputs, of which each begins `stride` numbers behind the one before (they may
    /// overlap). `output` gets `rows` rows of [`Affine::stride`] numbers.
    pub fn apply(
        &self,
        instructions: Instructions,
        input: &[f32],
        stride: usize,
        rows: usize,
        output: &mut Vec<f32>,
    ) {
        output.resize(rows * self.stride(), 0.0);
        self.apply_to(instructions, input, stride, rows, output);
    }

    /// The same, into a slice.
    pub fn apply_to(
        &self,
        instructions: Instructions,
        input: &[f32],
        stride: usize,
        rows: usize,
        output: &mut [f32],
    ) {
        instructions.run(Product { layer: self, input, stride, rows, output });
    }
}

/// The product of a few rows with all weights.
struct Product<'a> {
    layer: &'a Affine,
    input: &'a [f32],
    stride: usize,
    rows: usize,
    output: &'a mut [f32],
}

impl Kernel for Product<'_> {
    #[inline(always)]
    fn run<L: Lanes>(mut self, lanes: L) {
        let (inputs, lines) = (self.layer.inputs, self.layer.bias.len());
        for first in (0..lines).step_by(PANEL) {
            let panel = &self.layer.weights[first * inputs..];
            // A panel stays in the nearest cache while all rows pass by.
            match lines - first {
                1 => self.panel::<L, 1>(lanes, first, panel.as_chunks().0),
                2 => self.panel::<L, 2>(lanes, first, panel.as_chunks().0),
                _ => self.panel::<L, PANEL>(lanes, first, panel.as_chunks().0),
            }
        }
    }
}

impl Product<'_> {
    #[inline(always)]
    fn panel<L: Lanes, const WIDE: usize>(&mut self, lanes: L, first: usize, panel: &[[Line; WIDE]]) {
        let mut row = 0;
        if L::ROWS >= 8 {
            row = self.strip::<L, 8, WIDE>(lanes, row, first, panel);
            row = self.strip::<L, 4, WIDE>(lanes, row, first, panel);
        }
        row = self.strip::<L, 2, WIDE>(lanes, row, first, panel);
        self.strip::<L, 1, WIDE>(lanes, row, first, panel);
    }

    /// Multiplies the rows from `row` on, `ROWS` at a time while there are so many. Gives the first that is left.
    #[inline(always)]
    fn strip<L: Lanes, const ROWS: usize, const WIDE: usize>(
        &mut self,
        lanes: L,
        mut row: usize,
        first: usize,
        panel: &[[Line; WIDE]],
    ) -> usize {
        let (inputs, lines) = (self.layer.inputs, self.layer.bias.len());
        let bias: [Line; WIDE] = std::array::from_fn(|i| self.layer.bias[first + i]);
        while row + ROWS <= self.rows {
            let input: [&[f32]; ROWS] = std::array::from_fn(|i| {
                let start = (row + i) * self.stride;
                &self.input[start..start + inputs]
            });
            let sums = tile(lanes, inputs, input, panel, &bias);
            for (i, sums) in sums.into_iter().enumerate() {
                let start = ((row + i) * lines + first) * LANES;
                let output = self.output[start..start + WIDE * LANES].as_chunks_mut().0;
                sums.into_iter().zip(output).for_each(|(sum, output)| lanes.store(sum, output));
            }
            row += ROWS;
        }
        row
    }
}

/// `ROWS` rows of input times a panel, all sums in registers.
#[inline(always)]
fn tile<L: Lanes, const ROWS: usize, const WIDE: usize>(
    lanes: L,
    inputs: usize,
    rows: [&[f32]; ROWS],
    panel: &[[Line; WIDE]],
    bias: &[Line; WIDE],
) -> [[L::Vector; WIDE]; ROWS] {
    let mut sums = [bias.each_ref().map(|line| lanes.load(&line.0)); ROWS];
    for (i, weights) in panel[..inputs].iter().enumerate() {
        if ROWS > WIDE {
            // The weights in registers, the inputs by turns.
            let weights = weights.each_ref().map(|line| lanes.load(&line.0));
            for (sums, row) in sums.iter_mut().zip(rows) {
                let value = lanes.splat(row[i]);
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum = lanes.multiply_add(value, weight, *sum);
                }
            }
        } else {
            // The inputs in registers, the weights by turns.
            let values = rows.map(|row| lanes.splat(row[i]));
            for (j, line) in weights.iter().enumerate() {
                let weight = lanes.load(&line.0);
                for (sums, value) in sums.iter_mut().zip(values) {
                    sums[j] = lanes.multiply_add(value, weight, sums[j]);
                }
            }
        }
    }
    sums
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
        let layer = Affine::new(2, &[1.0, 0.0, 1.0, 10.0], &[0.5, 0.0]);
        let mut output = Vec::new();
        layer.apply(Instructions::best(), &[1.0, 2.0, 3.0], 1, 2, &mut output);
        assert_eq!(layer.stride(), 16);
        assert_eq!(output[..3], [1.5, 21.0, 0.0]);
        assert_eq!(output[16..18], [2.5, 32.0]);
    }

    #[test]
    fn instructions_give_the_same_bits() {
        for (inputs, outputs, rows) in [(96, 288, 21), (7, 50, 15), (1, 1, 1), (64, 112, 8), (3, 96, 0)] {
            let number = |i: usize| (i * i % 1009) as f32 / 1009.0 - 0.5;
            let weights: Vec<f32> = (0..inputs * outputs).map(number).collect();
            let bias: Vec<f32> = (0..outputs).map(number).collect();
            let input: Vec<f32> = (0..rows * inputs).map(|i| number(i + 5)).collect();
            let layer = Affine::new(inputs, &weights, &bias);
            let mut expected = vec![0.0; rows * layer.stride()];
            for row in 0..rows {
                for output in 0..outputs {
                    let weights = &weights[output * inputs..][..inputs];
                    let pairs = input[row * inputs..].iter().zip(weights);
                    let sum = pairs.fold(bias[output], |sum, (value, weight)| value.mul_add(*weight, sum));
                    expected[row * layer.stride() + output] = sum;
                }
            }
            for set in Instructions::available() {
                let mut output = Vec::new();
                layer.apply(set, &input, inputs, rows, &mut output);
                assert_eq!(output, expected, "{set}: {rows} rows of {inputs} times {outputs}");
            }
        }
    }

    #[test]
    fn the_first_of_equals_wins() {
        assert_eq!(argmax(&[1.0, 3.0, 3.0]), 1);
        assert_eq!(argmax(&[]), 0);
    }
}
