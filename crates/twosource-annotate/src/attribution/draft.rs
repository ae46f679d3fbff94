//! What the rules share: the report under work, and an attribution as a rule first sees it.

use std::ops::Range;

use twosource_language::Doc;
use twosource_reader::{Report, SegmentKind};
use twosource_text::Span;

use super::lexicon::CueClass;
use super::quotation::Quotation;
use crate::{Certainty, Sentence};

/// The rule family that made a draft, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    Quoted,
    Relayed,
    According,
    Clause,
    /// A noun with a light verb, before that verb's own object.
    Carried,
    Complement,
    Colon,
    Nominal,
    Adjective,
}

/// An attribution before its source is looked up.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub family: Family,
    pub class: CueClass,
    /// The token the cue is built around.
    pub cue_head: usize,
    pub cue: Option<Span>,
    /// The source's head token and its words.
    pub source: Option<(usize, Span)>,
    pub content: Vec<Span>,
    /// The token that says how sure the content is: the verb of its clause.
    pub content_head: Option<usize>,
    pub effect: Option<Certainty>,
    /// Index of the draft by way of which this one reached the report.
    pub via: Option<usize>,
}

impl Draft {
    /// From the first to the last byte of the content.
    pub fn content_extent(&self) -> Span {
        self.content.iter().copied().reduce(Span::cover).unwrap_or_default()
    }

    /// True where the content holds all of `span`.
    pub fn content_holds(&self, span: Span) -> bool {
        self.content.iter().any(|part| part.contains(span))
    }
}

/// The report under work.
pub(super) struct Context<'a> {
    pub report: &'a Report,
    pub doc: &'a Doc,
    pub sentences: &'a [Sentence],
    pub quotations: &'a [Quotation],
    /// For each token the quotation it stands in.
    pub quotation_of: Vec<Option<usize>>,
}

impl<'a> Context<'a> {
    pub fn new(
        report: &'a Report,
        doc: &'a Doc,
        sentences: &'a [Sentence],
        quotations: &'a [Quotation],
    ) -> Self {
        let mut quotation_of = vec![None; doc.len()];
        for (index, quotation) in quotations.iter().enumerate() {
            for token in doc.tokens_in(quotation.span) {
                quotation_of[token] = Some(index);
            }
        }
        Context { report, doc, sentences, quotations, quotation_of }
    }

    pub fn text(&self) -> &'a str {
        &self.report.text
    }

    /// The tokens of every sentence that may hold attributions.
    pub fn tokens(&self) -> impl Iterator<Item = usize> + '_ {
        self.sentences
            .iter()
            .filter(|sentence| {
                !matches!(
                    sentence.kind,
                    SegmentKind::Promotion | SegmentKind::Credit | SegmentKind::Note | SegmentKind::Comment
                )
            })
            .flat_map(|sentence| sentence.tokens.clone())
    }

    /// True for a token in a quotation of more than a few words: no name, no scare quotes.
    pub fn is_speech(&self, token: usize) -> bool {
        self.quotation_of[token].is_some_and(|quotation| {
            let inner = self.quotations[quotation].inner;
            inner.of(self.text()).split_whitespace().nth(4).is_some()
        })
    }

    /// Bytes of a token range without punctuation and white space at its edges; quotation marks, brackets and signs
    /// that belong to a word are kept.
    pub fn words(&self, tokens: Range<usize>) -> Span {
        let mut tokens = tokens;
        while tokens.start < tokens.end && self.is_edge(tokens.start) {
            tokens.start += 1;
        }
        while tokens.start < tokens.end && self.is_edge(tokens.end - 1) {
            tokens.end -= 1;
        }
        self.doc.span_of(tokens)
    }

    fn is_edge(&self, token: usize) -> bool {
        let word = self.doc.word(token);
        self.doc.is_space(token)
            || word.chars().all(|c| matches!(c, ',' | '.' | ';' | ':' | '-' | '–' | '—' | '…' | '\u{a0}'))
    }

    /// `range` without the tokens of `hole`: what stands before it and what stands after it.
    pub fn around(&self, range: Range<usize>, hole: Range<usize>) -> Vec<Span> {
        let before = range.start..hole.start.clamp(range.start, range.end);
        let after = hole.end.clamp(range.start, range.end)..range.end;
        [before, after]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(|part| self.words(part))
            .filter(|span| !span.is_empty())
            .collect()
    }
}
