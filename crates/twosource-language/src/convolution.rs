//! The product of a window layer: what a token and its neighbours make together, for every token in a row.

use crate::instructions::{Instructions, Kernel};
use crate::lanes::Lanes;
use crate::matrix::Affine;

/// A linear layer over each row and `window` rows on each side.
#[derive(Debug)]
pub(crate) enum Convolution {
    /// Neighbours that lie side by side are one long input.
    Direct(Affine),
    /// One neighbour on each side.
    Paired(PairedConvolution),
}

/// Room for what is between the steps of a convolution.
#[derive(Debug, Default)]
pub(crate) struct ConvolutionScratch {
    inputs: [Vec<f32>; 4],
    products: [Vec<f32>; 4],
}

impl Convolution {
    /// A layer whose rows of weights are for `2 × window + 1` rows of `width` inputs, one after the other.
    pub fn new(window: usize, width: usize, weights: &[f32], bias: &[f32]) -> Self {
        match window {
            1 => Convolution::Paired(PairedConvolution::new(width, weights, bias)),
            _ => Convolution::Direct(Affine::new((2 * window + 1) * width, weights, bias)),
        }
    }

    /// Numbers from one row of the output to the next.
    pub fn stride(&self) -> usize {
        match self {
            Convolution::Direct(affine) => affine.stride(),
            Convolution::Paired(paired) => paired.products[0].stride(),
        }
    }

    /// Computes `count` rows of output, [`Convolution::stride`] numbers apart. `rows` are rows of `width` numbers, from
    /// the first neighbour of the first to the last neighbour of the last.
    pub fn apply(
        &self,
        instructions: Instructions,
        rows: &[f32],
        width: usize,
        count: usize,
        scratch: &mut ConvolutionScratch,
        output: &mut Vec<f32>,
    ) {
        match self {
            Convolution::Direct(affine) => affine.apply(instructions, rows, width, count, output),
            Convolution::Paired(paired) => paired.apply(instructions, rows, width, count, scratch, output),
        }
    }
}

/// Two outputs at a time from four products where each alone would take three: Winograd's minimal filtering F(2, 3)
/// (Winograd 1980; Lavin and Gray 2016, "Fast Algorithms for Convolutional Neural Networks").
///
/// Of four rows `a b c d` and the weights `u v w` for the row before, the row itself and the row behind, the outputs
/// `u a + v b + w c` and `u b + v c + w d` are `p + q + r` and `q - r - s`, where
///
/// ```text
/// p = u (a - c)      q = (u + v + w)/2 (b + c)      r = (u - v + w)/2 (c - b)      s = w (b - d)
/// ```
///
/// In 32 bits the error is hardly more than that of the plain sums (a test holds it).
#[derive(Debug)]
pub(crate) struct PairedConvolution {
    products: [Affine; 4],
}

impl PairedConvolution {
    fn new(width: usize, weights: &[f32], bias: &[f32]) -> Self {
        let product = |combine: fn(f64, f64, f64) -> f64, bias: &[f32]| {
            let mut combined = Vec::with_capacity(weights.len() / 3);
            for row in weights.chunks_exact(3 * width) {
                let (u, rest) = row.split_at(width);
                let (v, w) = rest.split_at(width);
                combined.extend(
                    u.iter()
                        .zip(v)
                        .zip(w)
                        .map(|((&u, &v), &w)| combine(f64::from(u), f64::from(v), f64::from(w)) as f32),
                );
            }
            Affine::new(width, &combined, bias)
        };
        let zeros = vec![0.0; bias.len()];
        PairedConvolution {
            products: [
                product(|u, _, _| u, &zeros),
                // The one that both outputs add brings the bias.
                product(|u, v, w| (u + v + w) / 2.0, bias),
                product(|u, v, w| (u - v + w) / 2.0, &zeros),
                product(|_, _, w| w, &zeros),
            ],
        }
    }

    fn apply(
        &self,
        instructions: Instructions,
        rows: &[f32],
        width: usize,
        count: usize,
        scratch: &mut ConvolutionScratch,
        output: &mut Vec<f32>,
    ) {
        let pairs = count.div_ceil(2);
        let ConvolutionScratch { inputs, products } = scratch;
        inputs.iter_mut().for_each(|input| input.resize(pairs * width, 0.0));
        instructions.run(Differences { rows, width, pairs, inputs: &mut *inputs });
        for ((layer, input), product) in self.products.iter().zip(&*inputs).zip(&mut *products) {
            layer.apply(instructions, input, width, pairs, product);
        }
        let stride = self.products[0].stride();
        output.resize(count * stride, 0.0);
        instructions.run(Sums { products: &*products, stride, output });
    }
}

/// Makes the four inputs of each pair.
struct Differences<'a> {
    rows: &'a [f32],
    width: usize,
    pairs: usize,
    inputs: &'a mut [Vec<f32>; 4],
}

impl Kernel for Differences<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        let width = self.width;
        let [first, second, third, fourth] = self.inputs;
        let row = |number: usize| {
            // Of an odd number the last pair lacks its last row, and nobody reads its second output.
            let start = (number * width).min(self.rows.len() - width);
            &self.rows[start..start + width]
        };
        for pair in 0..self.pairs {
            let [a, b, c, d] = [0, 1, 2, 3].map(|i| row(2 * pair + i));
            let part = pair * width..(pair + 1) * width;
            lanes.combine(&mut first[part.clone()], [a, c], |[a, c]| lanes.subtract(a, c));
            lanes.combine(&mut second[part.clone()], [b, c], |[b, c]| lanes.add(b, c));
            lanes.combine(&mut third[part.clone()], [b, c], |[b, c]| lanes.subtract(c, b));
            lanes.combine(&mut fourth[part], [b, d], |[b, d]| lanes.subtract(b, d));
        }
    }
}

/// Makes the two outputs of each pair.
struct Sums<'a> {
    products: &'a [Vec<f32>; 4],
    stride: usize,
    output: &'a mut [f32],
}

impl Kernel for Sums<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        let [first, second, third, fourth] = self.products;
        for (number, output) in self.output.chunks_exact_mut(self.stride).enumerate() {
            let start = number / 2 * self.stride;
            let part = start..start + self.stride;
            let (second, third) = (&second[part.clone()], &third[part.clone()]);
            if number % 2 == 0 {
                lanes.combine(output, [&first[part], second, third], |[p, q, r]| {
                    lanes.add(p, lanes.add(q, r))
                });
            } else {
                lanes.combine(output, [second, third, &fourth[part]], |[q, r, s]| {
                    lanes.subtract(lanes.subtract(q, r), s)
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH: usize = 96;
    const OUTPUTS: usize = 40;

    fn number(i: usize) -> f32 {
        (i.wrapping_mul(2_654_435_761) % 10_007) as f32 / 10_007.0 - 0.5
    }

    /// The outputs in 64 bits.
    fn exactly(rows: &[f32], weights: &[f32], bias: &[f32], count: usize) -> Vec<f64> {
        let output = |row: usize, output: usize| {
            let weights = &weights[output * 3 * WIDTH..][..3 * WIDTH];
            let terms = rows[row * WIDTH..].iter().zip(weights).map(|(x, w)| f64::from(*x) * f64::from(*w));
            f64::from(bias[output]) + terms.sum::<f64>()
        };
        (0..count)
            .flat_map(|row| (0..OUTPUTS).map(move |i| (row, i)))
            .map(|(row, i)| output(row, i))
            .collect()
    }

    fn greatest_error(layer: &Convolution, rows: &[f32], expected: &[f64], count: usize) -> f64 {
        let (mut scratch, mut output) = (ConvolutionScratch::default(), Vec::new());
        layer.apply(Instructions::best(), rows, WIDTH, count, &mut scratch, &mut output);
        assert_eq!(output.len(), count * layer.stride());
        let rows = output.chunks_exact(layer.stride()).zip(expected.chunks_exact(OUTPUTS));
        let errors =
            rows.flat_map(|(row, expected)| row.iter().zip(expected).map(|(x, y)| (f64::from(*x) - y).abs()));
        errors.fold(0.0, f64::max)
    }

    #[test]
    fn pairs_are_as_exact_as_plain_sums() {
        let weights: Vec<f32> = (0..OUTPUTS * 3 * WIDTH).map(number).collect();
        let bias: Vec<f32> = (0..OUTPUTS).map(|i| number(i + 77)).collect();
        let direct = Convolution::Direct(Affine::new(3 * WIDTH, &weights, &bias));
        let paired = Convolution::new(1, WIDTH, &weights, &bias);
        assert!(matches!(paired, Convolution::Paired(_)));
        for count in [1, 2, 31, 64] {
            let rows: Vec<f32> = (0..(count + 2) * WIDTH).map(|i| 4.0 * number(i + 1000)).collect();
            let expected = exactly(&rows, &weights, &bias, count);
            let plain = greatest_error(&direct, &rows, &expected, count);
            let pairwise = greatest_error(&paired, &rows, &expected, count);
            assert!(plain < 1e-4 && pairwise < 2.0 * plain + 1e-6, "{count}: {plain} and {pairwise}");
        }
    }

    #[test]
    fn instructions_give_the_same_bits() {
        let weights: Vec<f32> = (0..OUTPUTS * 3 * WIDTH).map(number).collect();
        let layer = Convolution::new(1, WIDTH, &weights, &[0.25; OUTPUTS]);
        let rows: Vec<f32> = (0..9 * WIDTH).map(number).collect();
        let outputs = Instructions::available().into_iter().map(|set| {
            let (mut scratch, mut output) = (ConvolutionScratch::default(), Vec::new());
            layer.apply(set, &rows, WIDTH, 7, &mut scratch, &mut output);
            output
        });
        let outputs: Vec<Vec<f32>> = outputs.collect();
        assert!(outputs.iter().all(|output| *output == outputs[0]));
    }
}
