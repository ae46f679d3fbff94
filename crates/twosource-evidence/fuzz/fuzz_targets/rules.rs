//! Any text is house rules that make sense, or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use twosource_evidence::HouseRules;

fuzz_target!(|text: &str| {
    if let Ok(rules) = HouseRules::parse(text) {
        assert!(rules.check().is_ok());
    }
});
