//! Formats that come gzip-compressed.

use std::io::{BufRead, BufReader};

use flate2::bufread::MultiGzDecoder;

/// The first bytes of a gzip file.
const MAGIC: &[u8] = b"\x1f\x8b";

/// True where `start` is the start of a gzip file.
pub(crate) fn is_gzip(start: &[u8]) -> bool {
    start.starts_with(MAGIC)
}

/// What a gzip file unfolds to, all of its members, a little at a time: whoever reads it sets the limit.
pub(crate) fn unfold(source: &mut dyn BufRead) -> impl BufRead + '_ {
    BufReader::new(MultiGzDecoder::new(source))
}

/// The name of what a gzip file holds: "crawl.warc.gz" holds "crawl.warc".
pub(crate) fn inner_name(path: &str) -> &str {
    let ending = path.len().checked_sub(3).and_then(|at| path.get(at..));
    match ending {
        Some(ending) if ending.eq_ignore_ascii_case(".gz") => &path[..path.len() - 3],
        _ => path,
    }
}
