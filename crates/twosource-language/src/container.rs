//! The one file that holds a model.
//!
//! Layout, all numbers little-endian: the magic `TWOSRCM\0`, the format version (u32), the length of the header (u32),
//! the header (JSON, see [`Header`]), the blobs one after the other, and last the SHA-256 of everything before it. A blob
//! is a tensor or a word list; the header names each with its type, its shape and where it starts behind the header.

use sha2::{Digest, Sha256};

use crate::ModelError;
use crate::header::{BlobEntry, BlobType, Header};

const MAGIC: &[u8; 8] = b"TWOSRCM\0";
const VERSION: u32 = 1;
const PREAMBLE: usize = 16;
const CHECKSUM: usize = 32;
/// No header comes near this; a longer one is damage.
const LONGEST_HEADER: usize = 64 << 20;

/// True where `bytes` begin as a container does.
pub fn is_container(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// An error where `bytes` are no container, or one of a format that this program does not read.
pub(crate) fn check_version(bytes: &[u8]) -> Result<(), ModelError> {
    if !is_container(bytes) {
        return Err(damaged("it does not begin as one"));
    }
    match number(bytes, MAGIC.len())? {
        VERSION => Ok(()),
        version => Err(ModelError::Unsupported(format!(
            "its format is version {version}, and this program reads version {VERSION}"
        ))),
    }
}

/// Lower-case hexadecimal SHA-256 of a container.
///
/// # Errors
/// Where the checksum at its end does not hold.
pub(crate) fn checked(bytes: &[u8]) -> Result<String, ModelError> {
    let (body, checksum) = bytes.split_at_checked(bytes.len().saturating_sub(CHECKSUM)).unwrap_or_default();
    let mut hasher = Sha256::new();
    hasher.update(body);
    let whole = hasher.clone().chain_update(checksum).finalize();
    if hasher.finalize().as_slice() != checksum {
        return Err(damaged("its checksum does not hold: it is cut short or altered"));
    }
    Ok(whole.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A container. Its checksum is not looked at here: that is the longest part of reading one, see [`checked`].
pub(crate) struct Container<'b> {
    pub header: Header,
    blobs: &'b [u8],
}

impl<'b> Container<'b> {
    /// Reads the header.
    pub fn read(bytes: &'b [u8]) -> Result<Self, ModelError> {
        check_version(bytes)?;
        let body = &bytes[..bytes.len().saturating_sub(CHECKSUM)];
        let length = number(bytes, 12)? as usize;
        let end = PREAMBLE.checked_add(length).filter(|&end| length <= LONGEST_HEADER && end <= body.len());
        let end = end.ok_or_else(|| damaged("its header does not fit"))?;
        let header = serde_json::from_slice(&body[PREAMBLE..end])
            .map_err(|error| damaged(&format!("its header cannot be read: {error}")))?;
        Ok(Container { header, blobs: &body[end..] })
    }

    /// The numbers of the tensor `name`, which must have `shape`.
    pub fn tensor(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, ModelError> {
        let (entry, bytes) = self.blob(name)?;
        if entry.shape != shape {
            return Err(damaged(&format!("{name} is {:?} and not {shape:?}", entry.shape)));
        }
        let count = shape.iter().try_fold(1usize, |product, &side| product.checked_mul(side));
        let count = count.ok_or_else(|| damaged(name))?;
        let values: Vec<f32> = match entry.kind {
            BlobType::F32 => {
                bytes.as_chunks().0.iter().map(|word: &[u8; 4]| f32::from_le_bytes(*word)).collect()
            }
            BlobType::F24 => bytes.as_chunks().0.iter().map(widened).collect(),
            _ => return Err(damaged(&format!("{name} is no tensor"))),
        };
        if values.len() != count || !values.iter().all(|value| value.is_finite()) {
            return Err(damaged(&format!("{name} does not hold what it should")));
        }
        Ok(values)
    }

    /// The numbers of the tensor `name`, which must have `shape` and be held in three bytes each, as they are held:
    /// [`widened`] makes numbers of them. They may not be finite where somebody altered the file.
    pub fn packed(&self, name: &str, shape: &[usize]) -> Result<&'b [[u8; 3]], ModelError> {
        let (entry, bytes) = self.blob(name)?;
        let count = shape.iter().try_fold(1usize, |product, &side| product.checked_mul(side));
        match bytes.as_chunks() {
            (numbers, [])
                if entry.kind == BlobType::F24 && entry.shape == shape && count == Some(numbers.len()) =>
            {
                Ok(numbers)
            }
            _ => Err(damaged(&format!("{name} does not hold what it should"))),
        }
    }

    /// The shape of the tensor `name`.
    pub fn shape(&self, name: &str) -> Result<&[usize], ModelError> {
        Ok(&self.blob(name)?.0.shape)
    }

    /// The 64-bit numbers of the blob `name`.
    pub fn numbers(&self, name: &str) -> Result<Vec<u64>, ModelError> {
        let (entry, bytes) = self.blob(name)?;
        if entry.kind != BlobType::U64 {
            return Err(damaged(&format!("{name} is no list of numbers")));
        }
        Ok(bytes.as_chunks().0.iter().map(|word: &[u8; 8]| u64::from_le_bytes(*word)).collect())
    }

    /// The 32-bit numbers of the blob `name`.
    pub fn short_numbers(&self, name: &str) -> Result<Vec<u32>, ModelError> {
        let (entry, bytes) = self.blob(name)?;
        if entry.kind != BlobType::U32 {
            return Err(damaged(&format!("{name} is no list of short numbers")));
        }
        Ok(bytes.as_chunks().0.iter().map(|word: &[u8; 4]| u32::from_le_bytes(*word)).collect())
    }

    /// The entries of the blob `name`, of `SIZE` bytes each.
    pub fn entries<const SIZE: usize>(&self, name: &str) -> Result<&'b [[u8; SIZE]], ModelError> {
        let (entry, bytes) = self.blob(name)?;
        match bytes.as_chunks() {
            (entries, []) if entry.kind == BlobType::Bytes => Ok(entries),
            _ => Err(damaged(&format!("{name} does not have entries of {SIZE} bytes"))),
        }
    }

    /// The text of the blob `name`.
    pub fn text(&self, name: &str) -> Result<&'b str, ModelError> {
        let (entry, bytes) = self.blob(name)?;
        if entry.kind != BlobType::Utf8 {
            return Err(damaged(&format!("{name} is no text")));
        }
        std::str::from_utf8(bytes).map_err(|_| damaged(&format!("{name} is no UTF-8")))
    }

    fn blob(&self, name: &str) -> Result<(&BlobEntry, &'b [u8]), ModelError> {
        let entry = self.header.blobs.iter().find(|entry| entry.name == name);
        let entry = entry.ok_or_else(|| damaged(&format!("{name} is missing")))?;
        let end = entry.offset.checked_add(entry.length);
        let bytes = end.and_then(|end| self.blobs.get(entry.offset..end));
        Ok((entry, bytes.ok_or_else(|| damaged(&format!("{name} does not fit")))?))
    }
}

/// Collects what a container shall hold.
#[derive(Default)]
pub(crate) struct ContainerWriter {
    entries: Vec<BlobEntry>,
    blobs: Vec<u8>,
}

impl ContainerWriter {
    /// Adds a tensor whose numbers are held as `kind`.
    pub fn tensor(&mut self, name: &str, shape: &[usize], values: &[f32], kind: BlobType) {
        let bytes: Vec<u8> = match kind {
            BlobType::F24 => values.iter().flat_map(|&value| shortened(value)).collect(),
            _ => values.iter().flat_map(|value| value.to_le_bytes()).collect(),
        };
        self.blob(name, kind, shape, &bytes);
    }

    /// Adds a list of 64-bit numbers.
    pub fn numbers(&mut self, name: &str, values: &[u64]) {
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        self.blob(name, BlobType::U64, &[values.len()], &bytes);
    }

    /// Adds a list of 32-bit numbers.
    pub fn short_numbers(&mut self, name: &str, values: &[u32]) {
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        self.blob(name, BlobType::U32, &[values.len()], &bytes);
    }

    /// Adds entries of a fixed number of bytes.
    pub fn entries<const SIZE: usize>(&mut self, name: &str, entries: &[[u8; SIZE]]) {
        self.blob(name, BlobType::Bytes, &[entries.len(), SIZE], entries.as_flattened());
    }

    /// Adds a text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.blob(name, BlobType::Utf8, &[text.len()], text.as_bytes());
    }

    /// The whole container. The blob list of `header` is replaced.
    pub fn finish(self, mut header: Header) -> Result<Vec<u8>, ModelError> {
        header.blobs = self.entries;
        let header = serde_json::to_vec(&header)
            .map_err(|error| ModelError::Unsupported(format!("its header cannot be written: {error}")))?;
        let mut bytes = Vec::with_capacity(PREAMBLE + header.len() + self.blobs.len() + CHECKSUM);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&(header.len() as u32).to_le_bytes());
        bytes.extend_from_slice(&header);
        bytes.extend_from_slice(&self.blobs);
        let checksum = Sha256::digest(&bytes);
        bytes.extend_from_slice(&checksum);
        Ok(bytes)
    }

    fn blob(&mut self, name: &str, kind: BlobType, shape: &[usize], bytes: &[u8]) {
        self.entries.push(BlobEntry {
            name: name.to_owned(),
            kind,
            shape: shape.to_vec(),
            offset: self.blobs.len(),
            length: bytes.len(),
        });
        self.blobs.extend_from_slice(bytes);
    }
}

/// The number that three bytes stand for.
pub(crate) fn widened(&[a, b, c]: &[u8; 3]) -> f32 {
    f32::from_le_bytes([0, a, b, c])
}

/// The upper three bytes of a number, rounded: its sign, its exponent and 15 bits behind the point.
fn shortened(value: f32) -> [u8; 3] {
    let bits = value.to_bits();
    let rounded = bits.saturating_add(0x80);
    // Rounding up must not turn the greatest number into infinity.
    let finite = f32::from_bits(rounded & !0xff).is_finite();
    let [_, a, b, c] = (if finite { rounded } else { bits }).to_le_bytes();
    [a, b, c]
}

fn number(bytes: &[u8], at: usize) -> Result<u32, ModelError> {
    let word = bytes.get(at..).and_then(<[u8]>::first_chunk::<4>);
    word.map(|word| u32::from_le_bytes(*word)).ok_or_else(|| damaged("it is cut short"))
}

pub(crate) fn damaged(why: &str) -> ModelError {
    ModelError::Damaged(why.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortened_numbers_are_near() {
        for value in [0.0, 1.0, -1.0, 0.1, -123.456, 1e-30, f32::MAX, f32::MIN] {
            let [a, b, c] = shortened(value);
            let near = f32::from_le_bytes([0, a, b, c]);
            assert!((near - value).abs() <= value.abs() / 65536.0, "{value} became {near}");
        }
    }
}
