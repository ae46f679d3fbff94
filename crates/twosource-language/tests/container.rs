//! A container that is not whole, or none at all, is an error and nothing worse.

use sha2::{Digest, Sha256};
use twosource_language::{ModelError, Pipeline, convert, is_container};
use twosource_model_en::CONTAINER;

/// Bytes of the checksum at a container's end.
const CHECKSUM: usize = 32;

fn is_damaged(bytes: &[u8]) -> bool {
    matches!(Pipeline::from_bytes(bytes), Err(ModelError::Damaged(_)))
}

#[test]
fn the_model_says_what_it_is() {
    let pipeline = Pipeline::from_bytes(CONTAINER).unwrap();
    let info = pipeline.info();
    assert_eq!((info.name.as_str(), info.version.as_str()), ("en_core_web_sm", "3.8.0"));
    assert_eq!((info.language.as_str(), info.license.as_str()), ("en", "MIT"));
    assert_eq!(info.sha256.len(), 64);
    assert!(is_container(CONTAINER) && !is_container(b"PK\x03\x04"));
}

#[test]
fn a_truncated_container_is_damaged() {
    for length in [0, 1, 8, 12, 16, 17, 1000, 500_000, CONTAINER.len() / 2, CONTAINER.len() - 1] {
        assert!(is_damaged(&CONTAINER[..length]), "{length} bytes");
    }
}

#[test]
fn an_altered_container_is_damaged() {
    let mut bytes = CONTAINER.to_vec();
    for position in [0, 13, 40, 100_000, CONTAINER.len() / 2, CONTAINER.len() - 1] {
        bytes[position] ^= 1;
        assert!(is_damaged(&bytes), "byte {position}");
        bytes[position] ^= 1;
    }
    bytes.push(0);
    assert!(is_damaged(&bytes), "one byte more");
}

#[test]
fn a_container_of_another_format_is_unsupported() {
    let mut bytes = CONTAINER.to_vec();
    bytes[8] = 2;
    let error = Pipeline::from_bytes(&bytes).unwrap_err();
    assert!(matches!(error, ModelError::Unsupported(_)));
    assert!(error.to_string().contains("version 2"), "{error}");
}

/// A model of random weights with every part, converted; small enough to be spoiled in many ways.
fn tiny(name: &str) -> Vec<u8> {
    let tests = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tiny");
    convert(&tests.join(format!("{name}.whl"))).unwrap()
}

/// The body with a checksum that holds: damage that only the reader itself can notice.
fn with_checksum(body: &[u8]) -> Vec<u8> {
    [body, Sha256::digest(body).as_slice()].concat()
}

#[test]
fn a_container_cut_anywhere_is_damaged() {
    let whole = tiny("vectors");
    for length in (0..whole.len()).step_by(7) {
        assert!(is_damaged(&whole[..length]), "{length} bytes");
    }
    let body = &whole[..whole.len() - CHECKSUM];
    for length in (0..body.len()).step_by(331) {
        assert!(is_damaged(&with_checksum(&body[..length])), "{length} bytes and a checksum");
    }
}

#[test]
fn a_container_altered_anywhere_is_an_error_or_a_model() {
    for name in ["vectors", "french"] {
        let whole = tiny(name);
        let body = &whole[..whole.len() - CHECKSUM];
        for position in (16..body.len()).step_by(97) {
            let mut altered = body.to_vec();
            altered[position] = altered[position].wrapping_add(1 + position as u8 % 255);
            assert!(is_damaged(&[&altered, &whole[body.len()..]].concat()), "byte {position}");
            if let Ok(pipeline) = Pipeline::from_bytes(&with_checksum(&altered)) {
                pipeline.parse("The ships don't sail, Anna Holm said on 3 May.\n\n Twelve men  closed it.");
            }
        }
    }
}
