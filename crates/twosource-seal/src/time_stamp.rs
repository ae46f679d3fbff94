//! Time stamps (RFC 3161): an authority signs that it saw a file's hash at a time.

use std::io::Read;
use std::time::Duration;

use ring::digest::{self, SHA256, SHA384, SHA512};
use ring::rand::{SecureRandom, SystemRandom};
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm, TrustAnchor, UnixTime};
use webpki::{EndEntityCert, KeyUsage, anchor_from_trusted_cert, ring as algorithms};

use crate::SealError;
use crate::der::{Der, first, made};
use crate::key::unpem_all;

/// Bytes of an answer that are read.
const LONGEST_ANSWER: u64 = 1 << 20;

/// How long an authority may take.
const PATIENCE: Duration = Duration::from_secs(30);

const SHA256_OID: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
const SHA384_OID: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02];
const SHA512_OID: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03];
const SHA1_OID: &[u8] = &[0x2b, 0x0e, 0x03, 0x02, 0x1a];
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const TST_INFO: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];
const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
/// The certificate that signs, by its hash: SHA-1, and any other.
const SIGNING_CERTIFICATE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0c];
const SIGNING_CERTIFICATE_V2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f];
/// What a certificate of an authority is for: time stamping.
const TIME_STAMPING: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08];

/// Whom to believe: certificates of authorities.
#[derive(Clone, Debug)]
pub struct Authority {
    certificates: Vec<Vec<u8>>,
}

/// What a time stamp says, once checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamped {
    /// When the file was there at the latest, in UTC: "2026-03-05T09:40:00Z".
    pub time: String,
    /// True where the authority's certificate leads to one that is believed; false where nobody was named to believe.
    pub is_believed: bool,
}

impl Authority {
    /// Reads certificates in PEM.
    ///
    /// # Errors
    /// Where there are none.
    pub fn read(file: &str) -> Result<Authority, SealError> {
        let certificates = unpem_all("CERTIFICATE", file);
        if certificates.is_empty() {
            return Err(SealError::Certificates("there is no block \"CERTIFICATE\"".to_owned()));
        }
        Ok(Authority { certificates })
    }
}

/// The question to an authority: for the hash of these bytes, with its certificate. `nonce` tells the answer from others.
pub fn query(bytes: &[u8], nonce: u64) -> Vec<u8> {
    let hash = digest::digest(&SHA256, bytes);
    let algorithm = made(0x30, &[made(0x06, SHA256_OID), vec![0x05, 0x00]].concat());
    let imprint = made(0x30, &[algorithm, made(0x04, hash.as_ref())].concat());
    // A positive number.
    let nonce = made(0x02, &[&[0_u8][..], &(nonce | (1 << 63)).to_be_bytes()].concat());
    made(0x30, &[made(0x02, &[1]), imprint, nonce, made(0x01, &[0xff])].concat())
}

/// Asks the authority at an address for a stamp of these bytes; returns its answer, as it is to be kept.
///
/// # Errors
/// Where the authority cannot be reached, refuses, or answers something else.
pub fn ask_for(bytes: &[u8], address: &str) -> Result<Vec<u8>, SealError> {
    let mut nonce = [0_u8; 8];
    SystemRandom::new()
        .fill(&mut nonce)
        .map_err(|_| SealError::Authority("was not asked: the system gives no randomness".to_owned()))?;
    let query = query(bytes, u64::from_be_bytes(nonce));
    let agent: ureq::Agent = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).build().into();
    let response = agent
        .post(address)
        .header("Content-Type", "application/timestamp-query")
        .send(&query[..])
        .map_err(|why| SealError::Authority(format!("cannot be asked: {why}")))?;
    let mut answer = Vec::new();
    response
        .into_body()
        .into_reader()
        .take(LONGEST_ANSWER)
        .read_to_end(&mut answer)
        .map_err(|why| SealError::Authority(format!("broke off: {why}")))?;
    let token = Token::of(&answer)?;
    if !token.nonce_is(&query) {
        return Err(SealError::Authority("answers another question than was asked".to_owned()));
    }
    Stamped::check(&answer, bytes, None)?;
    Ok(answer)
}

impl Stamped {
    /// Checks that an answer stamps these bytes, and that the authority's certificate leads to one that is believed where
    /// `authority` names any.
    ///
    /// # Errors
    /// Where it does not hold.
    pub fn check(answer: &[u8], bytes: &[u8], authority: Option<&Authority>) -> Result<Stamped, SealError> {
        let token = Token::of(answer)?;
        token.check_imprint(bytes)?;
        token.check_attributes()?;
        let time = token.time().ok_or_else(|| bad("has no time that can be read"))?;
        token.check_signature()?;
        if let Some(authority) = authority {
            token.check_chain(authority, time)?;
        }
        let seconds = i64::try_from(time.as_secs()).map_err(|_| bad("has no time that can be read"))?;
        let written =
            jiff::Timestamp::from_second(seconds).map_err(|_| bad("has no time that can be read"))?;
        Ok(Stamped { time: written.to_string(), is_believed: authority.is_some() })
    }
}

fn bad(why: &str) -> SealError {
    SealError::TimeStamp(why.to_owned())
}

/// The parts of an answer that a check needs.
struct Token<'a> {
    /// TSTInfo, as it was signed.
    info: &'a [u8],
    info_parts: Vec<Der<'a>>,
    certificates: Vec<&'a [u8]>,
    /// Issuer and serial number of who signs.
    signer: &'a [u8],
    digest: &'a [u8],
    attributes: Der<'a>,
    algorithm: &'a [u8],
    signature: &'a [u8],
}

impl<'a> Token<'a> {
    fn of(answer: &'a [u8]) -> Result<Token<'a>, SealError> {
        let (response, _) = first(answer)
            .filter(|(part, _)| part.tag == 0x30)
            .ok_or_else(|| bad("is no answer of an authority"))?;
        let parts = response.parts().ok_or_else(|| bad("is broken"))?;
        let status = parts.first().and_then(Der::parts).ok_or_else(|| bad("is broken"))?;
        match status.first().map(|status| status.content) {
            Some([0 | 1]) => {}
            _ => return Err(SealError::Authority("refused to stamp".to_owned())),
        }
        let token = parts.get(1).ok_or_else(|| bad("holds no stamp"))?;
        Token::of_content(token).ok_or_else(|| bad("is broken, or of a kind that is not read"))
    }

    /// The token in a ContentInfo.
    fn of_content(content: &Der<'a>) -> Option<Token<'a>> {
        let [kind, explicit]: [Der; 2] = content.parts()?.try_into().ok()?;
        (kind.content == SIGNED_DATA).then_some(())?;
        let (signed, _) = first(explicit.content)?;
        let parts = signed.parts()?;
        let encapsulated = parts.iter().find(|part| part.tag == 0x30)?.parts()?;
        (encapsulated.first()?.content == TST_INFO).then_some(())?;
        let (octets, _) = first(encapsulated.get(1)?.content)?;
        (octets.tag == 0x04).then_some(())?;
        let (info, _) = first(octets.content)?;
        let certificates =
            parts.iter().find(|part| part.tag == 0xa0).and_then(Der::parts).unwrap_or_default();
        let signers = parts.iter().rfind(|part| part.tag == 0x31)?.parts()?;
        // One signs a time stamp.
        let [signer]: [Der; 1] = signers.try_into().ok()?;
        let fields = signer.parts()?;
        let [_, name, digest, attributes, algorithm, signature]: [Der; 6] =
            fields.get(..6)?.try_into().ok()?;
        let of_algorithm =
            |algorithm: &Der<'a>| -> Option<&'a [u8]> { Some(algorithm.parts()?.first()?.content) };
        (attributes.tag == 0xa0 && signature.tag == 0x04).then_some(())?;
        Some(Token {
            info: octets.content,
            info_parts: info.parts()?,
            certificates: certificates.into_iter().map(|certificate| certificate.whole).collect(),
            signer: name.content,
            digest: of_algorithm(&digest)?,
            attributes,
            algorithm: of_algorithm(&algorithm)?,
            signature: signature.content,
        })
    }

    /// True where the answer repeats the number of a question.
    fn nonce_is(&self, query: &[u8]) -> bool {
        let asked = first(query).and_then(|(query, _)| query.parts());
        let asked = asked.and_then(|parts| Some(parts.get(2)?.content));
        // Version and serial number are numbers, too, and stand before the time.
        let after_time = self.info_parts.iter().skip_while(|part| part.tag != 0x18);
        let mut numbers = after_time.filter(|part| part.tag == 0x02);
        numbers.next().map(|nonce| nonce.content) == asked
    }

    fn check_imprint(&self, bytes: &[u8]) -> Result<(), SealError> {
        let imprint = self.info_parts.get(2).and_then(Der::parts).ok_or_else(|| bad("is broken"))?;
        let algorithm = imprint.first().and_then(Der::parts).ok_or_else(|| bad("is broken"))?;
        let (Some(algorithm), Some(stamped)) = (algorithm.first(), imprint.get(1)) else {
            return Err(bad("is broken"));
        };
        let hash = hash_by(algorithm.content, bytes).ok_or_else(|| bad("uses a hash that is not read"))?;
        if hash == stamped.content { Ok(()) } else { Err(bad("is of another file, or this one was changed")) }
    }

    /// What the signature covers: the kind of content, its hash, and the certificate that signs.
    fn check_attributes(&self) -> Result<(), SealError> {
        let attributes = self.attributes.parts().ok_or_else(|| bad("is broken"))?;
        let value = |name: &[u8]| -> Option<Der<'a>> {
            let found = attributes
                .iter()
                .filter_map(Der::parts)
                .find(|parts| parts.first().is_some_and(|kind| kind.content == name))?;
            first(found.get(1)?.content).map(|(value, _)| value)
        };
        let hash = hash_by(self.digest, self.info).ok_or_else(|| bad("uses a hash that is not read"))?;
        let is_sound = value(CONTENT_TYPE).is_some_and(|kind| kind.content == TST_INFO)
            && value(MESSAGE_DIGEST).is_some_and(|digest| digest.content == hash);
        if !is_sound {
            return Err(bad("does not cover what it says"));
        }
        let certificate = self.certificate()?;
        let named = value(SIGNING_CERTIFICATE_V2).and_then(|value| named_hash(&value, SHA256_OID));
        let named =
            named.or_else(|| value(SIGNING_CERTIFICATE).and_then(|value| named_hash(&value, SHA1_OID)));
        match named {
            Some((algorithm, hash)) if hash_by(algorithm, certificate).as_deref() == Some(hash) => Ok(()),
            _ => Err(bad("is signed by another certificate than it names")),
        }
    }

    /// The certificate of who signs.
    fn certificate(&self) -> Result<&'a [u8], SealError> {
        let found = self
            .certificates
            .iter()
            .find(|certificate| issuer_and_serial(certificate).as_deref() == Some(self.signer));
        found.copied().ok_or_else(|| bad("does not hold the certificate of who signed it"))
    }

    fn time(&self) -> Option<UnixTime> {
        let time = self.info_parts.iter().find(|part| part.tag == 0x18)?;
        let text = std::str::from_utf8(time.content).ok()?.strip_suffix('Z')?;
        // Parts of a second are left out: the second is what counts.
        let text = text.split('.').next()?;
        let digits = text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then_some(())?;
        let part = |from: usize, to: usize| text[from..to].parse::<i16>().ok();
        let small = |from: usize, to: usize| text[from..to].parse::<i8>().ok();
        let moment = jiff::civil::DateTime::new(
            part(0, 4)?,
            small(4, 6)?,
            small(6, 8)?,
            small(8, 10)?,
            small(10, 12)?,
            small(12, 14)?,
            0,
        )
        .ok()?;
        let seconds = moment.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second();
        Some(UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(seconds).ok()?)))
    }

    fn check_signature(&self) -> Result<(), SealError> {
        let certificate = CertificateDer::from(self.certificate()?);
        let end = EndEntityCert::try_from(&certificate)
            .map_err(|why| bad(&format!("has a certificate that cannot be read: {why}")))?;
        // The attributes are signed as the set that they are, not under the tag that they have in the message.
        let mut signed = self.attributes.whole.to_vec();
        if let Some(tag) = signed.first_mut() {
            *tag = 0x31;
        }
        let mut candidates = candidates(self.algorithm, self.digest).into_iter();
        if candidates.any(|algorithm| end.verify_signature(algorithm, &signed, self.signature).is_ok()) {
            Ok(())
        } else {
            Err(bad("is not signed by the certificate that it holds, or in a way that is not read"))
        }
    }

    fn check_chain(&self, authority: &Authority, time: UnixTime) -> Result<(), SealError> {
        let certificate = CertificateDer::from(self.certificate()?);
        let end = EndEntityCert::try_from(&certificate)
            .map_err(|why| bad(&format!("has a certificate that cannot be read: {why}")))?;
        let believed: Vec<CertificateDer> =
            authority.certificates.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
        let anchors: Vec<TrustAnchor> =
            believed.iter().filter_map(|der| anchor_from_trusted_cert(der).ok()).collect();
        let between: Vec<CertificateDer> =
            self.certificates.iter().map(|der| CertificateDer::from(*der)).collect();
        end.verify_for_usage(
            webpki::ALL_VERIFICATION_ALGS,
            &anchors,
            &between,
            time,
            KeyUsage::required(TIME_STAMPING),
            None,
            None,
        )
        .map(|_| ())
        .map_err(|why| bad(&format!("is by an authority that is not among those given: {why}")))
    }
}

/// The hash of the certificate that an attribute names first, and by which algorithm; `usual` where it names none.
fn named_hash<'a>(value: &Der<'a>, usual: &'static [u8]) -> Option<(&'a [u8], &'a [u8])> {
    let certificates = value.parts()?.into_iter().next()?;
    let first_one = certificates.parts()?.into_iter().next()?.parts()?;
    let hash = first_one.iter().find(|part| part.tag == 0x04)?;
    let algorithm = first_one.first().filter(|part| part.tag == 0x30).and_then(Der::parts);
    let algorithm = algorithm.and_then(|parts| parts.first().map(|part| part.content)).unwrap_or(usual);
    Some((algorithm, hash.content))
}

/// Issuer and serial number of a certificate, as a signer is named by.
fn issuer_and_serial(certificate: &[u8]) -> Option<Vec<u8>> {
    let (certificate, _) = first(certificate)?;
    let (body, _) = first(certificate.content)?;
    let mut parts = body.parts()?.into_iter().skip_while(|part| part.tag == 0xa0);
    let serial = parts.next()?;
    let _algorithm = parts.next()?;
    let issuer = parts.next()?;
    Some([issuer.whole, serial.whole].concat())
}

fn hash_by(algorithm: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    let algorithm = match algorithm {
        SHA256_OID => &SHA256,
        SHA384_OID => &SHA384,
        SHA512_OID => &SHA512,
        // Old authorities name their certificate by it; nothing else is hashed so.
        SHA1_OID => &digest::SHA1_FOR_LEGACY_USE_ONLY,
        _ => return None,
    };
    Some(digest::digest(algorithm, bytes).as_ref().to_vec())
}

/// The algorithms that a signature's names may mean. With RSA the hash is named apart from it.
fn candidates(algorithm: &[u8], hash: &[u8]) -> Vec<&'static dyn SignatureVerificationAlgorithm> {
    // 1.2.840.113549.1.1: RSA; 1.2.840.10045.4.3: ECDSA with a hash; 1.3.101.112: Ed25519.
    let rsa = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01];
    let ecdsa = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03];
    if let Some(kind) = algorithm.strip_prefix(&rsa) {
        return match (kind, hash) {
            ([11], _) | ([1], SHA256_OID) => vec![algorithms::RSA_PKCS1_2048_8192_SHA256],
            ([12], _) | ([1], SHA384_OID) => vec![algorithms::RSA_PKCS1_2048_8192_SHA384],
            ([13], _) | ([1], SHA512_OID) => vec![algorithms::RSA_PKCS1_2048_8192_SHA512],
            _ => vec![],
        };
    }
    if let Some(kind) = algorithm.strip_prefix(&ecdsa) {
        return match kind {
            [2] => vec![algorithms::ECDSA_P256_SHA256, algorithms::ECDSA_P384_SHA256],
            [3] => vec![algorithms::ECDSA_P384_SHA384, algorithms::ECDSA_P256_SHA384],
            _ => vec![],
        };
    }
    if algorithm == [0x2b, 0x65, 0x70] { vec![algorithms::ED25519] } else { vec![] }
}

impl std::fmt::Display for Stamped {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let whose = if self.is_believed {
            "an authority that is believed"
        } else {
            "an authority that was not checked (name it with --authority)"
        };
        write!(out, "it was there at {} by {whose}", self.time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    #[test]
    fn a_question_holds_the_hash() {
        let asked = hex(&query(b"x", 7));
        assert!(asked.contains(&hex(digest::digest(&SHA256, b"x").as_ref())), "{asked}");
        assert!(asked.ends_with("0101ff"));
    }

    #[test]
    fn what_is_no_stamp_is_said() {
        for broken in
            [&b""[..], b"x", &[0x30, 3, 2, 1, 0], &[0x30, 5, 0x30, 3, 2, 1, 0], &[0x30, 5, 0x30, 3, 2, 1, 2]]
        {
            assert!(Stamped::check(broken, b"x", None).is_err());
        }
    }
}
