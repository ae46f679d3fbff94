//! Word vectors that were trained apart (spaCy's "static vectors"), as an encoder mixes them in.
//!
//! An encoder sees a word's vector through one linear layer only, so a container holds what that layer makes of each
//! vector and not the vectors themselves: a third of the size, and no product at run time.

use std::sync::Arc;

use crate::ModelError;
use crate::container::{Container, ContainerWriter, damaged, widened};
use crate::header::{Attribute, VectorsHeader};

/// Bits of a key that choose its bucket.
const BUCKET_BITS: u32 = 8;
const BUCKETS: usize = 1 << BUCKET_BITS;
/// Bytes of a key behind those bits.
const TAIL: usize = 7;
/// An entry: the tail of a key, and its row in three bytes.
const ENTRY: usize = TAIL + 3;
/// Rows that three bytes can number.
pub(crate) const MOST_ROWS: usize = 1 << 24;

/// From the id of a word to the row of its vector. Many words may share one row.
#[derive(Debug)]
pub(crate) struct VectorKeys {
    pub attribute: Attribute,
    /// Where the keys of each bucket start, and behind the last bucket their number.
    starts: Vec<u32>,
    /// By key.
    entries: Box<[[u8; ENTRY]]>,
    rows: usize,
}

impl VectorKeys {
    /// Reads the blobs `vectors/starts` and `vectors/keys`.
    pub fn read(container: &Container<'_>, header: &VectorsHeader) -> Result<Self, ModelError> {
        let starts = container.short_numbers("vectors/starts")?;
        let entries: Box<[[u8; ENTRY]]> = container.entries("vectors/keys")?.into();
        let whole = starts.len() == BUCKETS + 1
            && starts.is_sorted()
            && starts.last().is_some_and(|&end| end as usize == entries.len());
        if !whole || entries.iter().any(|entry| row(entry) >= header.rows) {
            return Err(damaged("the keys of its vectors do not fit"));
        }
        Ok(VectorKeys { attribute: header.attribute, starts, entries, rows: header.rows })
    }

    /// Writes `keys`, the row of each key, for tables of `rows` rows.
    pub fn write(mut keys: Vec<(u64, usize)>, writer: &mut ContainerWriter) {
        keys.sort_unstable();
        keys.dedup_by_key(|(key, _)| *key);
        let bucket_start = |bucket: usize| keys.partition_point(|(key, _)| bucket_of(*key) < bucket) as u32;
        let starts: Vec<u32> = (0..=BUCKETS).map(bucket_start).collect();
        let entry = |&(key, row): &(u64, usize)| {
            let (key, row) = (key.to_le_bytes(), row.to_le_bytes());
            [key[0], key[1], key[2], key[3], key[4], key[5], key[6], row[0], row[1], row[2]]
        };
        let entries: Vec<[u8; ENTRY]> = keys.iter().map(entry).collect();
        writer.short_numbers("vectors/starts", &starts);
        writer.entries("vectors/keys", &entries);
    }

    fn row(&self, key: u64) -> Option<usize> {
        let bucket = bucket_of(key);
        let bucket = self.starts[bucket] as usize..self.starts[bucket + 1] as usize;
        let entries = &self.entries[bucket];
        let wanted = key & (u64::MAX >> BUCKET_BITS);
        let found = entries.binary_search_by_key(&wanted, tail).ok()?;
        Some(row(&entries[found]))
    }
}

fn bucket_of(key: u64) -> usize {
    (key >> (u64::BITS - BUCKET_BITS)) as usize
}

fn tail(entry: &[u8; ENTRY]) -> u64 {
    u64::from_le_bytes([entry[0], entry[1], entry[2], entry[3], entry[4], entry[5], entry[6], 0])
}

fn row(entry: &[u8; ENTRY]) -> usize {
    entry[TAIL] as usize | (entry[TAIL + 1] as usize) << 8 | (entry[TAIL + 2] as usize) << 16
}

/// The vectors as one encoder sees them.
#[derive(Debug)]
pub(crate) struct StaticVectors {
    pub keys: Arc<VectorKeys>,
    /// Numbers in a vector.
    pub width: usize,
    /// Unpacked when a word is looked up: a text has few of the words that a model knows.
    table: Box<[[u8; 3]]>,
}

impl StaticVectors {
    /// Reads the blob `{encoder}/vectors`.
    pub fn read(
        container: &Container<'_>,
        encoder: &str,
        keys: &Arc<VectorKeys>,
    ) -> Result<Self, ModelError> {
        let blob = format!("{encoder}/vectors");
        let &[_, width] = container.shape(&blob)? else {
            return Err(damaged(&format!("{blob} has a shape of another kind")));
        };
        let table = container.packed(&blob, &[keys.rows, width])?;
        Ok(StaticVectors { keys: Arc::clone(keys), width, table: table.into() })
    }

    /// Writes the vector of the word `id` over `vector`, which is left as it is where the word has none.
    pub fn look_up(&self, id: u64, vector: &mut [f32]) {
        if let Some(row) = self.keys.row(id) {
            let packed = &self.table[row * self.width..][..self.width];
            vector.iter_mut().zip(packed).for_each(|(number, packed)| *number = widened(packed));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::Header;

    #[test]
    fn keys_are_found_and_others_are_not() {
        let keys: Vec<(u64, usize)> =
            (0..1000u64).map(|i| (i.wrapping_mul(0x9e37_79b9_7f4a_7c15), i as usize * 7)).collect();
        let mut writer = ContainerWriter::default();
        VectorKeys::write(keys.clone(), &mut writer);
        let bytes = writer.finish(Header::default()).unwrap();
        let header = VectorsHeader { attribute: Attribute::Orth, rows: 7000 };
        let found = VectorKeys::read(&Container::read(&bytes).unwrap(), &header).unwrap();
        for (key, row) in keys {
            assert_eq!(found.row(key), Some(row));
            assert_eq!(found.row(key ^ 1), None);
        }
    }
}
