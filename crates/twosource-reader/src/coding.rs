//! Content codings of HTTP: undoing the compression of a body, never further than a limit. One place for pages that are
//! fetched and pages of an archive.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// Codings that are undone, as a request names them.
pub const ACCEPTED_CODINGS: &str = "gzip, br, deflate";

/// Bytes that the brotli decoder reads at a time.
const BROTLI_BUFFER: usize = 16 << 10;

/// Characters of a coding's name that a message shows.
const SHOWN: usize = 40;

/// Why a body could not be unfolded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodingError {
    /// The coding is unknown, within another, or not what the body is in.
    #[error("it is compressed with {coding:?}, which cannot be undone")]
    Refused {
        /// What was named.
        coding: String,
    },
    /// It holds more than is wanted.
    #[error("it unfolds to more than {limit} bytes")]
    TooLarge {
        /// The most bytes.
        limit: usize,
    },
}

/// Undoes the coding that the head of an answer names, up to `limit` bytes. A coding within a coding is refused: no server
/// has a use for it, and bombs do. Where `may_cut`, what goes beyond the limit is left out and said.
///
/// # Errors
/// Where the coding is not one of [`ACCEPTED_CODINGS`], the body is not in it, or holds too much.
pub fn unfold(
    body: Vec<u8>,
    named: &str,
    limit: usize,
    may_cut: bool,
) -> Result<(Vec<u8>, bool), CodingError> {
    let named = named.to_ascii_lowercase();
    let mut codings = named.split(',').map(str::trim).filter(|coding| !matches!(*coding, "" | "identity"));
    let Some(coding) = codings.next() else { return Ok((body, false)) };
    let refused = || CodingError::Refused { coding: named.chars().take(SHOWN).collect() };
    if codings.next().is_some() {
        return Err(refused());
    }
    let unfolded = match coding {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => bounded(MultiGzDecoder::new(&body[..]), limit),
        // Some servers name a coding and send the page as it is; archives note the coding of what they have unfolded.
        "gzip" | "x-gzip" => return Ok((body, false)),
        // Zlib by the standard; without its head by what some servers made of it.
        "deflate" => bounded(ZlibDecoder::new(&body[..]), limit)
            .or_else(|_| bounded(DeflateDecoder::new(&body[..]), limit)),
        "br" => bounded(brotli_decompressor::Decompressor::new(&body[..], BROTLI_BUFFER), limit),
        _ => return Err(refused()),
    };
    match unfolded {
        Ok((_, true)) if !may_cut => Err(CodingError::TooLarge { limit }),
        Ok(unfolded) => Ok(unfolded),
        Err(_) => Err(refused()),
    }
}

/// What a gzip file unfolds to; `None` where it is none, is broken, or goes beyond the limit.
pub fn gunzip(body: &[u8], limit: usize) -> Option<Vec<u8>> {
    match bounded(MultiGzDecoder::new(body), limit) {
        Ok((unfolded, false)) => Some(unfolded),
        _ => None,
    }
}

/// At most `limit` bytes, and whether there are more.
fn bounded(source: impl Read, limit: usize) -> std::io::Result<(Vec<u8>, bool)> {
    let mut bytes = Vec::new();
    source.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    let is_cut = bytes.len() > limit;
    bytes.truncate(limit);
    Ok((bytes, is_cut))
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

    #[test]
    fn codings_are_undone() {
        let page = b"<p>The ferry lay on the sand.</p>".to_vec();
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        zlib.write_all(&page).unwrap();
        let mut bare = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        bare.write_all(&page).unwrap();
        let cases = [
            ("gzip", gzip(&page)),
            ("X-GZIP", gzip(&page)),
            ("identity, gzip", gzip(&page)),
            ("deflate", zlib.finish().unwrap()),
            ("deflate", bare.finish().unwrap()),
            ("", page.clone()),
            ("identity", page.clone()),
            // Named, not done.
            ("gzip", page.clone()),
        ];
        for (coding, body) in cases {
            assert_eq!(unfold(body, coding, 1000, false), Ok((page.clone(), false)), "{coding}");
        }
    }

    #[test]
    fn bombs_chains_and_unknown_codings_are_refused() {
        let bomb = gzip(&vec![b' '; 5_000_000]);
        assert!(bomb.len() < 10_000);
        assert_eq!(
            unfold(bomb.clone(), "gzip", 1_000_000, false),
            Err(CodingError::TooLarge { limit: 1_000_000 })
        );
        let (start, is_cut) = unfold(bomb.clone(), "gzip", 1000, true).unwrap();
        assert!(is_cut && start.len() == 1000);
        for coding in ["gzip, gzip", "br, gzip", "gzip,identity,deflate", "zstd", "compress", "br"] {
            assert!(
                matches!(unfold(bomb.clone(), coding, 1_000_000, false), Err(CodingError::Refused { .. })),
                "{coding}"
            );
        }
        let cut = &bomb[..bomb.len() / 2];
        assert!(matches!(unfold(cut.to_vec(), "gzip", 1 << 30, false), Err(CodingError::Refused { .. })));
    }
}
