//! All tests of the engine but the comparison with spaCy itself, in one program: each program holds a model of its own.

#![allow(clippy::unwrap_used, reason = "a test that cannot load the model or its files shall fail")]

mod any_text;
mod container;
mod convert;
mod instructions;
mod spacy;
mod tiny;
