#![doc = include_str!("../README.md")]

mod affix_pattern;
mod attribute_ruler;
mod character;
mod conllu;
mod container;
mod convert;
mod doc;
mod draft;
mod hash;
mod header;
mod lemmatizer;
mod lexeme;
mod lookup_table;
mod matrix;
mod morphologizer;
mod ner;
mod parser;
mod pipeline;
mod string_table;
mod tagger;
mod tok2vec;
mod tokenizer;
mod transition;
mod tree;
mod vectors;
mod word_list;

pub use conllu::conllu;
pub use container::is_container;
pub use convert::convert;
pub use doc::{Doc, NamedSpan};
pub use pipeline::{ModelError, ModelInfo, Pipeline};
