//! Conversion between byte offsets and code-point offsets.

use crate::{CharSpan, Span};

/// Bytes between two remembered positions: small enough to count quickly, large enough to cost little memory.
const STEP: usize = 256;

/// Converts byte offsets of one text to code-point offsets and back, in near-constant time.
#[derive(Clone, Debug)]
pub struct CharIndex<'t> {
    text: &'t str,
    /// `counts[i]`: characters that start before byte `i * STEP`.
    counts: Vec<usize>,
    ascii: bool,
}

impl<'t> CharIndex<'t> {
    /// Reads `text` once.
    pub fn new(text: &'t str) -> Self {
        let ascii = text.is_ascii();
        let mut counts = Vec::new();
        if !ascii {
            let mut seen = 0;
            for chunk in text.as_bytes().chunks(STEP) {
                counts.push(seen);
                seen += chunk.iter().filter(|b| starts_character(**b)).count();
            }
        }
        CharIndex { text, counts, ascii }
    }

    /// The number of code points before byte `offset`; an offset past the end counts the whole text.
    pub fn char_of(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        if self.ascii {
            return offset;
        }
        let chunk = (offset / STEP).min(self.counts.len().saturating_sub(1));
        let known = self.counts.get(chunk).copied().unwrap_or(0);
        let rest = &self.text.as_bytes()[chunk * STEP..offset];
        known + rest.iter().filter(|b| starts_character(**b)).count()
    }

    /// The byte at which code point `position` starts, `None` past the end (the end itself is a position).
    pub fn byte_of(&self, position: usize) -> Option<usize> {
        if self.ascii {
            return (position <= self.text.len()).then_some(position);
        }
        let chunk = self.counts.partition_point(|&count| count <= position).saturating_sub(1);
        let mut remaining = position - self.counts.get(chunk).copied().unwrap_or(0);
        for (i, byte) in self.text.as_bytes().iter().enumerate().skip(chunk * STEP) {
            if !starts_character(*byte) {
                continue;
            }
            if remaining == 0 {
                return Some(i);
            }
            remaining -= 1;
        }
        (remaining == 0).then_some(self.text.len())
    }

    /// A byte span in code points.
    pub fn chars(&self, span: Span) -> CharSpan {
        CharSpan { start: self.char_of(span.start), end: self.char_of(span.end) }
    }

    /// A code-point span in bytes, `None` where it does not fit the text.
    pub fn bytes(&self, span: CharSpan) -> Option<Span> {
        let (start, end) = (self.byte_of(span.start)?, self.byte_of(span.end)?);
        (start <= end).then_some(Span { start, end })
    }
}

/// True for every byte of UTF-8 that is not a continuation byte.
fn starts_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_goes_there_and_back() {
        let text = "a – “б” 漢字 🚀 e\u{301} ".repeat(60);
        let index = CharIndex::new(&text);
        for (position, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(index.char_of(offset), position);
            assert_eq!(index.byte_of(position), Some(offset));
        }
        let length = text.chars().count();
        assert_eq!(index.char_of(text.len()), length);
        assert_eq!(index.byte_of(length), Some(text.len()));
        assert_eq!(index.byte_of(length + 1), None);
    }

    #[test]
    fn empty_and_ascii_texts_work() {
        assert_eq!(CharIndex::new("").byte_of(0), Some(0));
        assert_eq!(CharIndex::new("").byte_of(1), None);
        assert_eq!(CharIndex::new("abc").chars(Span::new(1, 3)), CharSpan { start: 1, end: 3 });
    }
}
