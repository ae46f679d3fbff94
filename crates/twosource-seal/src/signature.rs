//! A signature as a file.

use ring::digest::{SHA256, digest};
use ring::signature::{ED25519, UnparsedPublicKey};
use serde::{Deserialize, Serialize};

use crate::{Key, SealError, hex, unhex};

/// The schema of the file.
const SCHEMA: &str = "twosource/signature/1";

/// A signature of a file's bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    schema: String,
    algorithm: String,
    /// Whose, in hexadecimal.
    pub public_key: String,
    /// SHA-256 of the file, so that a reader sees which one is meant.
    pub sha256: String,
    signature: String,
}

impl Signature {
    /// Signs a file's bytes.
    pub fn of(bytes: &[u8], key: &Key) -> Signature {
        Signature {
            schema: SCHEMA.to_owned(),
            algorithm: "ed25519".to_owned(),
            public_key: key.public(),
            sha256: hex(digest(&SHA256, bytes).as_ref()),
            signature: hex(key.pair.sign(bytes).as_ref()),
        }
    }

    /// The file that stands beside the signed one.
    pub fn file(&self) -> String {
        // Words and nothing else: it is always written.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Reads such a file.
    ///
    /// # Errors
    /// Where it is none.
    pub fn read(file: &[u8]) -> Result<Signature, SealError> {
        let signature: Signature = serde_json::from_slice(file)
            .map_err(|why| SealError::Signature(format!("cannot be read: {why}")))?;
        if signature.schema != SCHEMA || signature.algorithm != "ed25519" {
            return Err(SealError::Signature("is of another kind than this program checks".to_owned()));
        }
        Ok(signature)
    }

    /// Checks that it is of these bytes, and by `signer` where one is asked for.
    ///
    /// # Errors
    /// Where it does not hold.
    pub fn check(&self, bytes: &[u8], signer: Option<&str>) -> Result<(), SealError> {
        if let Some(signer) = signer
            && !signer.eq_ignore_ascii_case(&self.public_key)
        {
            return Err(SealError::Signature(format!("is by {}, not by {signer}", self.public_key)));
        }
        let broken = || SealError::Signature("is not of this file, or was changed".to_owned());
        let key = unhex(&self.public_key).ok_or_else(broken)?;
        let signature = unhex(&self.signature).ok_or_else(broken)?;
        UnparsedPublicKey::new(&ED25519, key).verify(bytes, &signature).map_err(|_| broken())
    }
}
