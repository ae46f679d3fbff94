//! The default English model, embedded: spaCy's `en_core_web_sm` 3.8.0 converted to Twosource's container.
//!
//! The weights are Explosion's, under the MIT licence; see `LICENSE-en_core_web_sm` beside this crate.
