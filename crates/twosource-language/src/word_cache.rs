//! What an encoder makes of words before their neighbours are seen, kept from text to text.

use std::sync::{Arc, PoisonError, RwLock};

use crate::embedding::{TokenFeatures, WordEncoder};
use crate::instructions::Instructions;
use crate::matrix::Affine;
use crate::recent::Recent;

/// Words in one of the two generations of the cache. A record has some 4 kB: at most 32 MB are kept.
const GENERATION: usize = 4096;
/// Words whose records one text holds on to before it lets go of all and asks the cache again.
const MOST_HELD: usize = 4096;

/// Words whose records are computed at a time.
const BLOCK: usize = 64;

/// In a sequence of words: a place outside every document.
pub(crate) const OUTSIDE: u32 = u32::MAX;

/// The vector of a word, and behind it what the word adds to the sums of the first window layer: as the neighbour before,
/// as the word itself (with the bias), and as the neighbour behind. All this depends on the word alone, and of the words of
/// a text most have been seen before.
type Record = Arc<[f32]>;

/// The layers that see one word at a time.
#[derive(Debug)]
pub(crate) struct WordLayers {
    pub encoder: WordEncoder,
    /// From a word's vector to what it adds to the first window layer; none without such a layer.
    taps: Option<Affine>,
    /// The record of a place outside.
    outside: Record,
    cache: RwLock<Recent<TokenFeatures, Record>>,
}

/// The records of a text's words, by their numbers in the text.
#[derive(Debug, Default)]
pub(crate) struct KnownWords {
    records: Vec<Option<Record>>,
    held: usize,
}

impl WordLayers {
    pub fn new(encoder: WordEncoder, taps: Option<Affine>) -> Self {
        let cache = RwLock::new(Recent::new(GENERATION));
        let mut layers = WordLayers { encoder, taps, outside: Arc::from([]), cache };
        let outside = vec![0.0; layers.encoder.width()];
        layers.outside = layers.records(Instructions::best(), &outside).remove(0);
        layers
    }

    /// Makes the records of `sequence` known, whose numbers are indices into `words`.
    pub fn learn(
        &self,
        instructions: Instructions,
        words: &[TokenFeatures],
        sequence: &[u32],
        known: &mut KnownWords,
    ) {
        if known.held > MOST_HELD {
            *known = KnownWords::default();
        }
        known.records.resize(words.len(), None);
        let (mut missing, mut features, mut learnt) = (Vec::new(), Vec::new(), Vec::new());
        {
            let cache = self.cache.read().unwrap_or_else(PoisonError::into_inner);
            for &word in sequence.iter().filter(|&&word| word != OUTSIDE) {
                let record = &mut known.records[word as usize];
                if record.is_some() {
                    continue;
                }
                known.held += 1;
                let word_features = words[word as usize];
                if let Some((found, fading)) = cache.get(&word_features) {
                    *record = Some(Arc::clone(found));
                    if fading {
                        learnt.push((word_features, Arc::clone(found)));
                    }
                } else {
                    // To be replaced; until then it stands for having been seen.
                    *record = Some(Arc::clone(&self.outside));
                    missing.push(word);
                    features.push(word_features);
                }
            }
        }
        let mut vectors = Vec::new();
        self.encoder.encode(instructions, &features, &mut vectors);
        for ((word, features), record) in
            missing.into_iter().zip(features).zip(self.records(instructions, &vectors))
        {
            known.records[word as usize] = Some(Arc::clone(&record));
            learnt.push((features, record));
        }
        if learnt.is_empty() {
            return;
        }
        let mut cache = self.cache.write().unwrap_or_else(PoisonError::into_inner);
        for (features, record) in learnt {
            cache.insert(features, record);
        }
    }

    /// The records of words whose vectors are given.
    fn records(&self, instructions: Instructions, vectors: &[f32]) -> Vec<Record> {
        let width = self.encoder.width();
        let Some(taps) = &self.taps else { return vectors.chunks_exact(width).map(Arc::from).collect() };
        let mut records = Vec::with_capacity(vectors.len() / width);
        let mut added = Vec::new();
        for block in vectors.chunks(BLOCK * width) {
            taps.apply(instructions, block, width, block.len() / width, &mut added);
            for (vector, added) in block.chunks_exact(width).zip(added.chunks_exact(taps.stride())) {
                records.push([vector, &added[..taps.outputs]].concat().into());
            }
        }
        records
    }

    /// The record of a word of a known sequence.
    pub fn record<'k>(&'k self, word: u32, known: &'k KnownWords) -> &'k [f32] {
        known.records.get(word as usize).and_then(Option::as_ref).unwrap_or(&self.outside)
    }
}
