//! Any bytes are an evidence file that can be checked, explained and corrected, or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use twosource_evidence::{EvidenceFile, correction, explain, verify};

fuzz_target!(|bytes: &[u8]| {
    let Ok(file) = EvidenceFile::parse(bytes) else { return };
    let outcome = verify(&file.evidence, &[]);
    assert!(!outcome.follows());
    drop(outcome.to_string());
    for story in &file.evidence.stories {
        drop(correction::apply(&file.evidence, &story.id, &story.corrections));
        for claim in story.claims.iter().take(5) {
            drop(explain(&file.evidence, &claim.id).map(|explanation| explanation.to_string()));
        }
    }
});
