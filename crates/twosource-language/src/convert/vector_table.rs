//! The vectors of a model's vocabulary.

use super::source::Source;
use super::{broken, missing, rmp_to};
use crate::ModelError;
use crate::container::ContainerWriter;
use crate::header::{Attribute, VectorsHeader};
use crate::vectors::{MOST_ROWS, VectorKeys};

const TABLE: &str = "vocab/vectors";
const KEYS: &str = "vocab/key2row";
const SETTINGS: &str = "vocab/vectors.cfg";

/// A table of vectors and the words that each row is for.
pub(super) struct VectorTable {
    attribute: Attribute,
    rows: usize,
    width: usize,
    values: Vec<f32>,
    keys: Vec<(u64, usize)>,
}

impl VectorTable {
    /// Reads the table.
    ///
    /// # Errors
    /// Where there is none, or where its vectors are put together from parts of words (floret).
    pub fn read(source: &mut Source) -> Result<Self, ModelError> {
        let settings: serde_json::Value = match source.file(SETTINGS) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| broken(SETTINGS, &error))?,
            // Models before 3.2 have none, and only this mode.
            Err(_) => serde_json::json!({"mode": "default"}),
        };
        let mode = settings["mode"].as_str().unwrap_or("default");
        if mode != "default" {
            return Err(ModelError::Unsupported(format!(
                "its vectors are of mode {mode}, and only default is run"
            )));
        }
        let attribute = match settings["attr"].as_str() {
            None | Some("ORTH") => Attribute::Orth,
            Some("LOWER") => Attribute::Lower,
            Some("NORM") => Attribute::Norm,
            Some(other) => {
                return Err(ModelError::Unsupported(format!("its vectors are looked up by {other}")));
            }
        };
        let (rows, width, values) = array(&source.file(TABLE)?)?;
        if rows == 0 || rows > MOST_ROWS {
            return Err(ModelError::Unsupported(format!("its vectors have {rows} rows")));
        }
        let keys = rmp_to(&source.file(KEYS)?, KEYS)?;
        let keys = keys.as_map().ok_or_else(|| missing(KEYS, "keys"))?;
        let keys = keys.iter().map(|(key, row)| {
            let row = usize::try_from(row.as_u64()?).ok().filter(|&row| row < rows)?;
            Some((key.as_u64()?, row))
        });
        let keys = keys.collect::<Option<_>>().ok_or_else(|| broken(KEYS, &"a key has no row"))?;
        Ok(VectorTable { attribute, rows, width, values, keys })
    }

    /// Writes which words have vectors.
    pub fn write_keys(self, writer: &mut ContainerWriter) -> VectorsHeader {
        VectorKeys::write(self.keys, writer);
        VectorsHeader { attribute: self.attribute, rows: self.rows }
    }

    /// What a linear layer of `outputs` rows of weights makes of each vector; `None` where the weights do not fit.
    /// Summed in double precision and in order, so that every machine makes the same of it.
    pub fn project(&self, weights: &[f32], outputs: usize) -> Option<Vec<f32>> {
        if self.width == 0 || weights.len() != outputs * self.width {
            return None;
        }
        let mut projected = Vec::with_capacity(self.rows * outputs);
        for vector in self.values.chunks_exact(self.width) {
            projected.extend(weights.chunks_exact(self.width).map(|row| {
                let products = row.iter().zip(vector).map(|(&a, &b)| f64::from(a) * f64::from(b));
                products.sum::<f64>() as f32
            }));
        }
        Some(projected)
    }

    pub fn rows(&self) -> usize {
        self.rows
    }
}

/// Rows, columns and numbers of an array as NumPy writes it (`.npy`): magic, version, length of a header, the header (a
/// Python dictionary), the numbers.
fn array(bytes: &[u8]) -> Result<(usize, usize, Vec<f32>), ModelError> {
    let bad = |why: &str| broken(TABLE, &why);
    let rest = bytes.strip_prefix(b"\x93NUMPY").ok_or_else(|| bad("it is no NumPy array"))?;
    let (length, rest) = match rest {
        [1, _, a, b, rest @ ..] => (u32::from_le_bytes([*a, *b, 0, 0]), rest),
        [2 | 3, _, a, b, c, d, rest @ ..] => (u32::from_le_bytes([*a, *b, *c, *d]), rest),
        _ => return Err(bad("it is a NumPy array of another version")),
    };
    let (header, numbers) = rest.split_at_checked(length as usize).ok_or_else(|| bad("it is cut short"))?;
    let header = std::str::from_utf8(header).map_err(|error| broken(TABLE, &error))?;
    let value = |key: &str| header.split_once(key).map(|(_, behind)| behind.trim_start_matches([':', ' ']));
    let plain = value("'fortran_order'").is_some_and(|order| order.starts_with("False"));
    if !plain || !value("'descr'").is_some_and(|kind| kind.starts_with("'<f4'")) {
        return Err(ModelError::Unsupported("its vectors are not rows of 32-bit numbers".to_owned()));
    }
    let shape = value("'shape'").and_then(|shape| shape.strip_prefix('(')?.split_once(')'));
    let sides = shape.map_or("", |(sides, _)| sides).split(',').map(|side| side.trim().parse::<usize>().ok());
    let sides: Option<Vec<usize>> = sides.collect();
    let Some(&[rows, width]) = sides.as_deref() else { return Err(bad("it is no table")) };
    let (words, []) = numbers.as_chunks::<4>() else { return Err(bad("it is cut short")) };
    if rows.checked_mul(width) != Some(words.len()) {
        return Err(bad("it does not have its shape"));
    }
    Ok((rows, width, words.iter().map(|word| f32::from_le_bytes(*word)).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn npy(header: &str, numbers: &[f32]) -> Vec<u8> {
        let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
        bytes.extend((header.len() as u16).to_le_bytes());
        bytes.extend(header.as_bytes());
        bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        bytes
    }

    #[test]
    fn reads_a_table_and_no_other() {
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n";
        let numbers = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        assert_eq!(array(&npy(header, &numbers)).unwrap(), (2, 3, numbers.to_vec()));
        assert!(array(&npy(header, &numbers[..5])).is_err());
        assert!(array(&npy(&header.replace("<f4", "<f8"), &numbers)).is_err());
        assert!(array(&npy(&header.replace("(2, 3)", "(6,)"), &numbers)).is_err());
        assert!(array(b"\x93NUMPY\x01\x00\xff\xff").is_err());
    }

    #[test]
    fn vectors_go_through_the_layer() {
        let table = VectorTable {
            attribute: Attribute::Orth,
            rows: 2,
            width: 2,
            values: vec![1.0, 2.0, 3.0, 4.0],
            keys: Vec::new(),
        };
        let weights = [1.0, 0.0, 1.0, 1.0, 0.0, 2.0];
        assert_eq!(table.project(&weights, 3).unwrap(), [1.0, 3.0, 4.0, 3.0, 7.0, 8.0]);
        assert!(table.project(&weights, 2).is_none());
    }
}
