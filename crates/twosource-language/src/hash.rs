//! The hashes that spaCy's models were trained with. They must be these and no others.

/// The id of a string: MurmurHash64A (Appleby) with seed 1, as in spaCy's string store.
pub(crate) fn string_hash(bytes: &[u8]) -> u64 {
    const MULTIPLIER: u64 = 0xc6a4_a793_5bd1_e995;
    const SHIFT: u32 = 47;
    const SEED: u64 = 1;
    let mut hash = SEED ^ (bytes.len() as u64).wrapping_mul(MULTIPLIER);
    let mut words = bytes.chunks_exact(8);
    for word in &mut words {
        let mut buffer = [0; 8];
        buffer.copy_from_slice(word);
        let mut value = u64::from_le_bytes(buffer).wrapping_mul(MULTIPLIER);
        value ^= value >> SHIFT;
        hash = (hash ^ value.wrapping_mul(MULTIPLIER)).wrapping_mul(MULTIPLIER);
    }
    let tail = words.remainder();
    if !tail.is_empty() {
        for (i, byte) in tail.iter().enumerate() {
            hash ^= u64::from(*byte) << (8 * i);
        }
        hash = hash.wrapping_mul(MULTIPLIER);
    }
    hash ^= hash >> SHIFT;
    hash = hash.wrapping_mul(MULTIPLIER);
    hash ^ (hash >> SHIFT)
}

/// The four rows of an embedding table that stand for `id`: MurmurHash3 x64_128 of the one 8-byte key, cut into four
/// 32-bit numbers, as in thinc's `HashEmbed` (Svenstrup et al. 2017, "Hash Embeddings for Efficient Word Representations").
pub(crate) fn embedding_keys(id: u64, seed: u32) -> [u32; 4] {
    let seed = u64::from(seed);
    let key = id.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    let mut first = key ^ seed ^ 8;
    let mut second = seed ^ 8;
    first = first.wrapping_add(second);
    second = second.wrapping_add(first);
    first = finalise(first);
    second = finalise(second);
    first = first.wrapping_add(second);
    second = second.wrapping_add(first);
    [first as u32, (first >> 32) as u32, second as u32, (second >> 32) as u32]
}

fn finalise(mut value: u64) -> u64 {
    value ^= value >> 33;
    value = value.wrapping_mul(0xff51_afd7_ed55_8ccd);
    value ^= value >> 33;
    value = value.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    value ^ (value >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn string_ids_are_spacys() {
        // `nlp.vocab.strings[...]` in spaCy.
        assert_eq!(string_hash("coffee".as_bytes()), 3_197_928_453_018_144_401);
        assert_eq!(string_hash("apple".as_bytes()), 8_566_208_034_543_834_098);
    }
}
