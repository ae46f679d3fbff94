//! Reading without letting an input fill the memory.

use std::io::{BufRead, Read};

use crate::ReadError;

/// All bytes of `source`, or an error as soon as there are more than `limit`.
pub(crate) fn whole(source: &mut dyn BufRead, limit: usize) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    source.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > limit { Err(ReadError::TooLarge { limit }) } else { Ok(bytes) }
}

/// One line of a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Its bytes, without the line end.
    Whole(Vec<u8>),
    /// More than the limit; it was skipped, not kept.
    TooLong,
    /// So much more that no end was waited for.
    Endless,
    /// The file is at its end.
    End,
}

/// How often the limit a line may be too long before its end is no longer waited for.
const PATIENCE: u64 = 16;

/// The next line, never keeping more than `limit` bytes of it.
pub(crate) fn next_line(source: &mut dyn BufRead, limit: usize) -> std::io::Result<Line> {
    let mut line = Vec::new();
    let mut seen_any = false;
    let mut too_long = false;
    let mut passed = 0_u64;
    loop {
        let buffer = match source.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            break;
        }
        seen_any = true;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let piece = &buffer[..end.unwrap_or(buffer.len())];
        if line.len() + piece.len() > limit {
            too_long = true;
            line = Vec::new();
        } else if !too_long {
            line.extend_from_slice(piece);
        }
        let used = end.map_or(buffer.len(), |end| end + 1);
        source.consume(used);
        passed += used as u64;
        if passed > (limit as u64).saturating_mul(PATIENCE) {
            return Ok(Line::Endless);
        }
        if end.is_some() {
            break;
        }
    }
    if too_long {
        return Ok(Line::TooLong);
    }
    if !seen_any {
        return Ok(Line::End);
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(Line::Whole(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_one_by_one_and_long_ones_are_skipped() {
        let mut source = std::io::BufReader::with_capacity(3, &b"ab\r\n\nabcdefgh\nc"[..]);
        let mut next = || next_line(&mut source, 5).unwrap();
        assert_eq!(next(), Line::Whole(b"ab".to_vec()));
        assert_eq!(next(), Line::Whole(vec![]));
        assert_eq!(next(), Line::TooLong);
        assert_eq!(next(), Line::Whole(b"c".to_vec()));
        assert_eq!(next(), Line::End);
    }

    #[test]
    fn a_line_without_end_is_not_waited_for() {
        let mut source = std::io::BufReader::new(std::io::repeat(b'x'));
        assert_eq!(next_line(&mut source, 5).unwrap(), Line::Endless);
    }

    #[test]
    fn a_file_at_the_limit_is_read_and_one_byte_more_is_not() {
        assert_eq!(whole(&mut &b"abcde"[..], 5).unwrap(), b"abcde");
        assert!(matches!(whole(&mut &b"abcdef"[..], 5), Err(ReadError::TooLarge { limit: 5 })));
    }
}
