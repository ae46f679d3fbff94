//! The network that turns tokens into vectors: the vectors of the words, encoded by residual convolutions.

use std::sync::Arc;

use crate::ModelError;
use crate::container::{Container, damaged};
use crate::convolution::{Convolution, ConvolutionScratch};
use crate::embedding::{TokenFeatures, WordEncoder};
use crate::instructions::{Instructions, Kernel};
use crate::lanes::Lanes;
use crate::matrix::Affine;
use crate::maxout::{Maxout, MaxoutWeights};
use crate::vectors::VectorKeys;
use crate::word_cache::{KnownWords, OUTSIDE, WordLayers};

/// Tokens that pass through all layers together: so many that what is computed twice at the edges is little.
const BLOCK: usize = 512;
/// Tokens that pass through one layer together: so few that all that is between two steps stays in the cache.
const STEP: usize = 128;

/// A residual window layer.
#[derive(Debug)]
struct WindowLayer {
    convolution: Convolution,
    maxout: Maxout,
}

/// An encoder of words, and residual window layers.
#[derive(Debug)]
pub(crate) struct Encoder {
    words: WordLayers,
    /// The end of the first window layer: what words add to its sums is known of each word.
    first: Option<Maxout>,
    layers: Vec<WindowLayer>,
    /// Numbers in a vector.
    pub width: usize,
    /// Tokens to each side that a window layer sees.
    window: usize,
    /// Places outside before and behind every document. They begin as zeros, and change from layer to layer as tokens do.
    pub padding: usize,
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
        let words = WordEncoder::read(container, name, header, keys)?;
        let width = words.width();
        let (mut first, mut taps, mut layers) = (None, None, Vec::new());
        let mut window = 0;
        for i in 0..header.depth {
            let blob = format!("{name}/layer/{i}");
            let &[_, inputs] = container.shape(&format!("{blob}/weights"))? else {
                return Err(damaged(&format!("{blob} has a shape of another kind")));
            };
            let layer = Maxout::read(container, &blob, inputs)?;
            let seen = inputs / width;
            let same = window == 0 || window == seen / 2;
            if seen % 2 == 0 || inputs % width != 0 || layer.maxout.outputs() != width || !same {
                return Err(damaged(&format!("{blob} does not fit the layer before")));
            }
            window = seen / 2;
            if i == 0 {
                taps = Some(taps_of(&layer, window, width));
                first = Some(layer.maxout);
                continue;
            }
            let convolution = Convolution::new(window, width, &layer.weights, &layer.bias);
            layers.push(WindowLayer { convolution, maxout: layer.maxout });
        }
        if header.padding != window * header.depth {
            return Err(ModelError::Unsupported(format!("the padding of {name} is not its receptive field")));
        }
        let words = WordLayers::new(words, taps);
        Ok(Encoder { words, first, layers, width, window, padding: header.padding })
    }

    /// Encodes a sequence of tokens, each the number of one of `words`: documents, with [`Encoder::padding`] places
    /// [`OUTSIDE`] before the first, after each, and so between each two. `sink` gets the vectors of the tokens in blocks,
    /// one after the other.
    pub fn encode(
        &self,
        instructions: Instructions,
        words: &[TokenFeatures],
        sequence: &[u32],
        known: &mut KnownWords,
        mut sink: impl FnMut(&[f32]),
    ) {
        let (width, padding, window) = (self.width, self.padding, self.window);
        let (mut rows, mut next) = (Vec::new(), Vec::new());
        let mut scratch = ConvolutionScratch::default();
        for start in (padding..sequence.len().saturating_sub(padding)).step_by(BLOCK) {
            let end = (start + BLOCK).min(sequence.len() - padding);
            // With as many more on each side as reach the block in the end: `window` fewer after every layer.
            let seen = &sequence[start - padding..end + padding];
            self.words.learn(instructions, words, seen, known);
            let records: Vec<&[f32]> = seen.iter().map(|&word| self.words.record(word, known)).collect();
            rows.clear();
            records.iter().for_each(|record| rows.extend_from_slice(&record[..width]));
            if let Some(maxout) = &self.first {
                let stride = maxout.sums();
                self.pass(instructions, maxout, stride, &rows, &mut next, |first, count, sums| {
                    sums.resize(count * stride, 0.0);
                    let records = &records[first..first + count + 2 * window];
                    instructions.run(AddWords { records, width, window, sums });
                });
                std::mem::swap(&mut rows, &mut next);
            }
            for WindowLayer { convolution, maxout } in &self.layers {
                self.pass(
                    instructions,
                    maxout,
                    convolution.stride(),
                    &rows,
                    &mut next,
                    |first, count, sums| {
                        let rows = &rows[first * width..(first + count + 2 * window) * width];
                        convolution.apply(instructions, rows, width, count, &mut scratch, sums);
                    },
                );
                std::mem::swap(&mut rows, &mut next);
            }
            // Nothing is to be made of places outside: the tokens close up.
            let mut kept = 0;
            for (i, &word) in sequence[start..end].iter().enumerate() {
                if word != OUTSIDE {
                    rows.copy_within(i * width..(i + 1) * width, kept * width);
                    kept += 1;
                }
            }
            sink(&rows[..kept * width]);
        }
    }

    /// Passes `rows` through a layer into `next`, which gets `window` rows fewer on each side. `product` writes the
    /// sums, `stride` numbers apart, for the row at a position of `next` and some behind it.
    fn pass(
        &self,
        instructions: Instructions,
        maxout: &Maxout,
        stride: usize,
        rows: &[f32],
        next: &mut Vec<f32>,
        mut product: impl FnMut(usize, usize, &mut Vec<f32>),
    ) {
        let mut sums = Vec::new();
        let inner = &rows[self.window * self.width..rows.len() - self.window * self.width];
        next.resize(inner.len(), 0.0);
        let steps = next.chunks_mut(STEP * self.width).zip(inner.chunks(STEP * self.width));
        for (step, (next, before)) in steps.enumerate() {
            product(step * STEP, before.len() / self.width, &mut sums);
            maxout.activate_and_add(instructions, &sums, stride, before, next);
        }
    }
}

/// The first window layer as a layer of one word: for each neighbour, from the one before to the one behind, all sums.
fn taps_of(layer: &MaxoutWeights, window: usize, width: usize) -> Affine {
    let seen = 2 * window + 1;
    let mut weights = Vec::with_capacity(layer.weights.len());
    for tap in 0..seen {
        for row in layer.weights.chunks_exact(seen * width) {
            weights.extend_from_slice(&row[tap * width..][..width]);
        }
    }
    let bias = |tap: usize| layer.bias.iter().map(move |bias| if tap == window { *bias } else { 0.0 });
    Affine::new(width, &weights, &(0..seen).flat_map(bias).collect::<Vec<f32>>())
}

/// The sums of the first window layer, of what each word and its neighbours add to them.
struct AddWords<'a> {
    /// For each row one, and `window` more on each side.
    records: &'a [&'a [f32]],
    width: usize,
    window: usize,
    sums: &'a mut [f32],
}

impl Kernel for AddWords<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        let count = self.records.len() - 2 * self.window;
        let each = self.sums.len() / count.max(1);
        for (i, sums) in self.sums.chunks_exact_mut(each.max(1)).enumerate() {
            let added = |tap: usize| &self.records[i + tap][self.width + tap * each..][..each];
            if self.window == 1 {
                lanes.combine(sums, [added(0), added(1), added(2)], |[before, word, behind]| {
                    lanes.add(lanes.add(before, word), behind)
                });
                continue;
            }
            sums.copy_from_slice(added(0));
            (1..=2 * self.window).for_each(|tap| lanes.reduce(sums, added(tap), L::add));
        }
    }
}
