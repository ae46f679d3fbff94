//! Who made a file, and when it was there: signatures and time stamps that stand beside it.
//!
//! A signature (Ed25519) lies in `FILE.sig`, a time stamp of an authority of one's choice (RFC 3161) in `FILE.tsr`, as the
//! authority sent it: `openssl ts -verify` reads it as well. Neither changes the file.

mod der;
mod key;
mod signature;
mod time_stamp;

pub use key::{Key, public_key};
pub use signature::Signature;
pub use time_stamp::{Authority, Stamped, ask_for, query};

/// Why something could not be signed, stamped or checked.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// A key that cannot be used.
    #[error("is no Ed25519 key: {0}; make one with `openssl genpkey -algorithm ed25519` or --new-key")]
    Key(String),
    /// A signature that does not hold, or is none.
    #[error("the signature {0}")]
    Signature(String),
    /// A time stamp that does not hold, or is none.
    #[error("the time stamp {0}")]
    TimeStamp(String),
    /// Certificates that cannot be read.
    #[error("holds no certificates in PEM: {0}")]
    Certificates(String),
    /// The authority gave none.
    #[error("the time stamping authority {0}")]
    Authority(String),
}

/// Endings of the files that stand beside a sealed one: signature and time stamp.
pub const ENDINGS: [&str; 2] = ["sig", "tsr"];

/// Lower-case hexadecimal.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes of hexadecimal; `None` where it is none.
fn unhex(text: &str) -> Option<Vec<u8>> {
    let text = text.trim().as_bytes();
    if !text.len().is_multiple_of(2) {
        return None;
    }
    text.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
