//! Keys as files: PKCS#8 in PEM, as OpenSSL writes them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::rand::{SecureRandom, SystemRandom};
use ring::signature::{Ed25519KeyPair, KeyPair};

use crate::{SealError, hex, unhex};

/// What stands before the 32 bytes of a public key in its standard form.
const PUBLIC_HEAD: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// What stands before the 32 bytes of a private key in the first version of PKCS#8. The second, which holds the public key as
/// well, is read too and not written: OpenSSL does not know it.
const PRIVATE_HEAD: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// A key that signs.
pub struct Key {
    pub(crate) pair: Ed25519KeyPair,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Key({})", self.public())
    }
}

impl Key {
    /// Makes a new key; returns its file.
    ///
    /// # Errors
    /// Where the system gives no randomness.
    pub fn generate() -> Result<String, SealError> {
        let mut seed = [0_u8; 32];
        SystemRandom::new()
            .fill(&mut seed)
            .map_err(|_| SealError::Key("the system gives no randomness".to_owned()))?;
        Ok(pem("PRIVATE KEY", &[&PRIVATE_HEAD[..], &seed].concat()))
    }

    /// Reads a key's file.
    ///
    /// # Errors
    /// Where it holds no private key of Ed25519.
    pub fn read(file: &str) -> Result<Key, SealError> {
        let der = unpem("PRIVATE KEY", file)
            .ok_or_else(|| SealError::Key("it holds no \"PRIVATE KEY\" in PEM".to_owned()))?;
        let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der)
            .map_err(|why| SealError::Key(why.to_string()))?;
        Ok(Key { pair })
    }

    /// The public key, in hexadecimal.
    pub fn public(&self) -> String {
        hex(self.pair.public_key().as_ref())
    }
}

/// A public key in hexadecimal, from its file (PEM) or as it is.
///
/// # Errors
/// Where it is neither.
pub fn public_key(given: &str) -> Result<String, SealError> {
    let found = match unpem("PUBLIC KEY", given) {
        Some(der) => der.strip_prefix(&PUBLIC_HEAD).map(<[u8]>::to_vec),
        None => unhex(given),
    };
    match found {
        Some(key) if key.len() == 32 => Ok(hex(&key)),
        _ => {
            Err(SealError::Key("a public key is 64 hexadecimal digits, or \"PUBLIC KEY\" in PEM".to_owned()))
        }
    }
}

fn pem(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<String> =
        text.as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line).into_owned()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

/// The first block of a label.
fn unpem(label: &str, file: &str) -> Option<Vec<u8>> {
    unpem_all(label, file).into_iter().next()
}

/// All blocks of a label.
pub(crate) fn unpem_all(label: &str, file: &str) -> Vec<Vec<u8>> {
    let (begin, end) = (format!("-----BEGIN {label}-----"), format!("-----END {label}-----"));
    let blocks = file.split(&begin).skip(1).filter_map(|rest| rest.split_once(&end));
    blocks
        .filter_map(|(block, _)| {
            let text: String = block.chars().filter(|c| !c.is_whitespace()).collect();
            STANDARD.decode(text).ok()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_both_versions_are_read() {
        let first = Key::read(&Key::generate().unwrap()).unwrap();
        let second = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        let second = Key::read(&pem("PRIVATE KEY", second.as_ref())).unwrap();
        assert_ne!(first.public(), second.public());
        assert_eq!(public_key(&first.public()).unwrap(), first.public());
    }
}
