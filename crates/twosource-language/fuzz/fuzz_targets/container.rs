//! A container of any content, whose checksum holds, is an error or a model that parses.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};
use twosource_language::{Pipeline, conllu};

const TEXT: &str = "The harbour's ships don't sail, Anna Holm said on 3 May. :)\n\n Twelve men  closed it.";

fuzz_target!(|body: &[u8]| {
    let mut container = body.to_vec();
    container.extend_from_slice(&Sha256::digest(body));
    if let Ok(pipeline) = Pipeline::from_bytes(&container) {
        let doc = pipeline.parse(TEXT);
        assert_eq!(conllu(&doc).lines().filter(|line| !line.is_empty()).count(), doc.len());
    }
});
