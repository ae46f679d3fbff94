//! The default English model, embedded: spaCy's `en_core_web_sm` 3.8.0 converted to Twosource's container.
//!
//! The weights are Explosion's, under the MIT licence; see `LICENSE-en_core_web_sm` and `NOTICE.md` beside this crate.
//! `twosource_language::Pipeline::from_bytes` loads it.

/// The container, as `Pipeline::from_bytes` of `twosource-language` takes it.
pub static CONTAINER: &[u8] = include_bytes!("../en_core_web_sm-3.8.0.tsm");
