//! Formats that come gzip-compressed.

use std::cell::Cell;
use std::io::{BufRead, BufReader, Read};
use std::rc::Rc;

use flate2::bufread::GzDecoder;

/// The first bytes of a gzip file.
const MAGIC: &[u8] = b"\x1f\x8b";

/// True where `start` is the start of a gzip file.
pub(crate) fn is_gzip(start: &[u8]) -> bool {
    start.starts_with(MAGIC)
}

/// What a gzip file unfolds to, all of its members, a little at a time: whoever reads it sets the limit. Bytes after the
/// last member are no part of it; `trailing` tells that there are some.
pub(crate) fn unfold<'s>(source: &'s mut dyn BufRead, trailing: &Rc<Cell<bool>>) -> impl BufRead + 's {
    let members = Members {
        member: Some(GzDecoder::new(source)),
        is_first: true,
        is_fresh: true,
        trailing: Rc::clone(trailing),
    };
    BufReader::new(members)
}

/// The members of a gzip file, one after the other.
struct Members<'s> {
    /// `None` at the end.
    member: Option<GzDecoder<&'s mut dyn BufRead>>,
    is_first: bool,
    /// True where nothing of the member has been read.
    is_fresh: bool,
    trailing: Rc<Cell<bool>>,
}

impl Read for Members<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        loop {
            let Some(member) = &mut self.member else { return Ok(0) };
            match member.read(buffer) {
                Ok(0) if !buffer.is_empty() => {}
                // A byte that a member begins with, and no member.
                Err(_) if self.is_fresh && !self.is_first => {
                    self.trailing.set(true);
                    self.member = None;
                    return Ok(0);
                }
                read => {
                    self.is_fresh = false;
                    return read;
                }
            }
            let Some(member) = self.member.take() else { return Ok(0) };
            let source = member.into_inner();
            match source.fill_buf()?.first() {
                None => return Ok(0),
                Some(&first) if first == MAGIC[0] => {
                    (self.is_first, self.is_fresh) = (false, true);
                    self.member = Some(GzDecoder::new(source));
                }
                Some(_) => {
                    self.trailing.set(true);
                    return Ok(0);
                }
            }
        }
    }
}

/// The name of what a gzip file holds: "crawl.warc.gz" holds "crawl.warc".
pub(crate) fn inner_name(path: &str) -> &str {
    let ending = path.len().checked_sub(3).and_then(|at| path.get(at..));
    match ending {
        Some(ending) if ending.eq_ignore_ascii_case(".gz") => &path[..path.len() - 3],
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn unfolded(bytes: &[u8]) -> (std::io::Result<String>, bool) {
        let trailing = Rc::new(Cell::new(false));
        let mut text = String::new();
        let mut source = bytes;
        let read = unfold(&mut source, &trailing).read_to_string(&mut text).map(|_| text);
        (read, trailing.get())
    }

    #[test]
    fn members_follow_each_other_and_what_comes_after_is_told() {
        let whole = [gzip(b"The ferry "), gzip(b""), gzip(b"lay still.")].concat();
        assert_eq!(unfolded(&whole).0.unwrap(), "The ferry lay still.");
        for after in [&b"\0\0\0\0"[..], b"trailing", b"\x1f", b"\x1fno member"] {
            let (text, trailing) = unfolded(&[&whole[..], after].concat());
            assert_eq!((text.unwrap().as_str(), trailing), ("The ferry lay still.", true), "{after:?}");
        }
        let (cut, _) = unfolded(&whole[..whole.len() - 12]);
        assert!(cut.is_err(), "a member that is cut short is an error");
    }
}
