//! A container that is not whole, or none at all, is an error and nothing worse.

use twosource_language::{ModelError, Pipeline, is_container};
use twosource_model_en::CONTAINER;

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
