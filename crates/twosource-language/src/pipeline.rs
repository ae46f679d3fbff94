//! A loaded model, ready to parse.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use twosource_text::Span;

use crate::Doc;
use crate::attribute_ruler::AttributeRuler;
use crate::container::{Container, check_version, checked, damaged};
use crate::draft::Draft;
use crate::instructions::Instructions;
use crate::lemmatizer::Lemmatizer;
use crate::lexeme::Lexicon;
use crate::morphologizer::Morphologizer;
use crate::ner::EntityRecognizer;
use crate::parser::Parser;
use crate::string_table::SharedStrings;
use crate::tagger::Tagger;
use crate::tok2vec::Encoder;
use crate::tokenizer::Tokenizer;
use crate::vectors::VectorKeys;

/// A part of more bytes is parsed piece by piece: no report is so long, and the memory that a parse takes grows with it.
const LONGEST_PART: usize = 300_000;

/// Why a model could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The bytes are no container of ours, or are cut short or altered.
    #[error("this is not a whole Twosource model: {0}")]
    Damaged(String),
    /// The container is of a newer format, or has a component this program cannot run.
    #[error("this model cannot be run: {0}")]
    Unsupported(String),
    /// The file could not be read.
    #[error("the model could not be read: {0}")]
    Io(#[from] std::io::Error),
}

/// What a model is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelInfo {
    /// "en_core_web_sm".
    pub name: String,
    /// "3.8.0".
    pub version: String,
    /// "en".
    pub language: String,
    /// SPDX identifier of the weights' licence.
    pub license: String,
    /// Lower-case hexadecimal SHA-256 of the container.
    pub sha256: String,
}

/// A loaded model: tokenizer, tagger, parser, lemmatizer and entity recogniser. Shared between threads by reference.
#[derive(Debug)]
pub struct Pipeline {
    info: ModelInfo,
    pub(crate) instructions: Instructions,
    pub(crate) strings: Arc<SharedStrings>,
    pub(crate) lexicon: Lexicon,
    pub(crate) tokenizer: Tokenizer,
    pub(crate) encoders: BTreeMap<String, Encoder>,
    pub(crate) tagger: Option<(String, Tagger)>,
    pub(crate) morphologizer: Option<(String, Morphologizer)>,
    pub(crate) parser: Option<(String, Parser)>,
    pub(crate) attribute_ruler: Option<AttributeRuler>,
    pub(crate) lemmatizer: Option<Lemmatizer>,
    pub(crate) ner: Option<(String, EntityRecognizer)>,
}

impl Pipeline {
    /// Loads a model from the bytes of a container.
    ///
    /// # Errors
    /// [`ModelError::Damaged`] where the bytes are no container, cut short or altered; [`ModelError::Unsupported`] where
    /// they are a container of a newer format.
    pub fn from_bytes(container: &[u8]) -> Result<Self, ModelError> {
        // A newer format may have another checksum, so this comes first.
        check_version(container)?;
        // The checksum takes as long as half of all the rest, so it is done beside it. Nothing comes of a container
        // whose checksum does not hold.
        let (sha256, pipeline) = std::thread::scope(|scope| {
            let beside = std::thread::Builder::new().spawn_scoped(scope, || checked(container));
            let pipeline = Self::read(container);
            let sha256 = match beside {
                Ok(thread) => thread.join().unwrap_or_else(|_| Err(damaged("it cannot be read"))),
                Err(_) => checked(container),
            };
            (sha256, pipeline)
        });
        let sha256 = sha256?;
        let mut pipeline = pipeline?;
        pipeline.info.sha256 = sha256;
        Ok(pipeline)
    }

    /// Loads a model whose checksum is looked at elsewhere.
    fn read(container: &[u8]) -> Result<Self, ModelError> {
        let container = Container::read(container)?;
        let header = &container.header;
        let mut strings = SharedStrings::new();
        let keys = header.vectors.as_ref().map(|vectors| VectorKeys::read(&container, vectors));
        let keys = keys.transpose()?.map(Arc::new);
        let mut encoders = BTreeMap::new();
        for name in header.encoders.keys() {
            encoders.insert(name.clone(), Encoder::read(&container, name, keys.as_ref())?);
        }
        let width = |name: &String| {
            let encoder =
                encoders.get(name).ok_or_else(|| damaged(&format!("the encoder {name} is missing")))?;
            Ok::<usize, ModelError>(encoder.width)
        };
        let tagger = match &header.tagger {
            Some(tagger) => {
                let width = width(&tagger.encoder)?;
                let labels = tagger.labels.iter().map(|label| strings.add(label)).collect();
                Some((tagger.encoder.clone(), Tagger::read(&container, "tagger", labels, width)?))
            }
            None => None,
        };
        let morphologizer = match &header.morphologizer {
            Some(header) => {
                let width = width(&header.encoder)?;
                let morphologizer = Morphologizer::read(&container, header, width, &mut strings)?;
                Some((header.encoder.clone(), morphologizer))
            }
            None => None,
        };
        let parser = match &header.parser {
            Some(parser) => {
                let width = width(&parser.encoder)?;
                Some((parser.encoder.clone(), Parser::read(&container, parser, width, &mut strings)?))
            }
            None => None,
        };
        let ner = match &header.ner {
            Some(ner) => {
                let width = width(&ner.encoder)?;
                Some((ner.encoder.clone(), EntityRecognizer::read(&container, ner, width)?))
            }
            None => None,
        };
        let rules = header.attribute_ruler.as_deref();
        let attribute_ruler = rules.map(|rules| AttributeRuler::new(rules, &mut strings)).transpose()?;
        let lemmatizer = header.lemmatizer.as_ref();
        let lemmatizer = lemmatizer.map(|lemmatizer| Lemmatizer::read(&container, lemmatizer)).transpose()?;
        Ok(Pipeline {
            info: ModelInfo {
                name: header.name.clone(),
                version: header.version.clone(),
                language: header.language.clone(),
                license: header.license.clone(),
                sha256: String::new(),
            },
            instructions: Instructions::best(),
            lexicon: Lexicon::read(&container)?,
            tokenizer: Tokenizer::new(&header.tokenizer)?,
            strings: Arc::new(strings),
            encoders,
            tagger,
            morphologizer,
            parser,
            attribute_ruler,
            lemmatizer,
            ner,
        })
    }

    /// What the model is.
    pub fn info(&self) -> &ModelInfo {
        &self.info
    }

    /// Runs on other vector instructions than the fastest that the processor has. The parses are the same.
    pub fn use_instructions(&mut self, instructions: Instructions) {
        self.instructions = instructions;
    }

    /// Parses a whole text as one document.
    pub fn parse(&self, text: &str) -> Doc {
        self.parse_parts(text, &[Span::new(0, text.len())])
    }

    /// Parses a text of any length piece by piece, each piece of at most 300,000 bytes: the piece in bytes of `text`, and
    /// its document, whose positions count from the start of the piece. Together the pieces are what [`Pipeline::parse`]
    /// makes of the whole, and only one is in memory at a time.
    ///
    /// ```
    /// use twosource_language::Pipeline;
    ///
    /// let pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER)?;
    /// let book = "The ferry sank. Nobody was hurt.\n".repeat(20_000);
    /// let sentences: usize = pipeline.parse_pieces(&book).map(|(_, doc)| doc.sentences().len()).sum();
    /// assert!(sentences >= 40_000);
    /// # Ok::<(), twosource_language::ModelError>(())
    /// ```
    pub fn parse_pieces<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Span, Doc)> + 't {
        let mut rest = Span::new(0, text.len());
        std::iter::from_fn(move || {
            let piece = Some(first_piece(text, rest)).filter(|piece| !piece.is_empty())?;
            rest.start = piece.end;
            Some((piece, self.parse(piece.of(text))))
        })
    }

    /// Parses each of `parts` (in order, not overlapping, in bytes) as a document of its own and joins them: no sentence,
    /// arc or entity crosses from one part to the next. Token spans are bytes of `text`. A part that overlaps the one
    /// before, or that does not fit the text, is left out. A part of more than 300,000 bytes is cut, at a line's end or
    /// white space where there is one.
    pub fn parse_parts(&self, text: &str, parts: &[Span]) -> Doc {
        match self.parse_parts_while(text, parts, || Ok::<(), Infallible>(())) {
            Ok(doc) => doc,
            Err(never) => match never {},
        }
    }

    /// As [`Pipeline::parse_parts`]; `goes_on` is asked before each part, and its error ends the parse.
    ///
    /// # Errors
    /// What `goes_on` gives.
    pub fn parse_parts_while<E>(
        &self,
        text: &str,
        parts: &[Span],
        mut goes_on: impl FnMut() -> Result<(), E>,
    ) -> Result<Doc, E> {
        let mut draft = Draft::new(self, text);
        let mut end = 0;
        for part in parts {
            goes_on()?;
            if part.start < end || part.of(text).is_empty() {
                continue;
            }
            end = part.end;
            let mut rest = *part;
            while !rest.is_empty() {
                let piece = first_piece(text, rest);
                draft.add(piece);
                rest.start = piece.end;
            }
        }
        Ok(draft.finish())
    }
}

/// The part itself, or as much of it as is parsed in one go.
fn first_piece(text: &str, part: Span) -> Span {
    if part.len() <= LONGEST_PART {
        return part;
    }
    let boundary =
        |offset: usize| (0..=offset).rev().find(|&offset| text.is_char_boundary(offset)).unwrap_or(0);
    let (middle, limit) = (boundary(part.start + LONGEST_PART / 2), boundary(part.start + LONGEST_PART));
    let window = &text[middle..limit];
    let cut = window.rfind('\n').or_else(|| window.rfind(' ')).map_or(limit, |offset| middle + offset + 1);
    Span::new(part.start, cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_parts_are_cut_after_white_space() {
        let text = format!("{} {}", "é".repeat(100_000), "x".repeat(290_000));
        let first = first_piece(&text, Span::new(0, text.len()));
        assert_eq!(first.end, 200_001);
        let rest = first_piece(&text, Span::new(first.end, text.len()));
        assert_eq!(rest.end, text.len());
    }

    #[test]
    fn a_part_without_white_space_is_cut_between_characters() {
        let text = "漢".repeat(200_000);
        let first = first_piece(&text, Span::new(0, text.len()));
        assert_eq!(first.end, 300_000);
    }
}
