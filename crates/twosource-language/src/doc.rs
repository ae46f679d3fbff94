//! A parsed text.

use std::ops::Range;
use std::sync::Arc;

use twosource_text::Span;

use crate::string_table::Strings;
use crate::tree::Children;

/// What the tokens of a [`Doc`] hold. Labels are indices into the pipeline's string tables, so that a token costs no allocation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TokenData {
    pub span: Span,
    pub lemma: u32,
    pub lower: u32,
    pub tag: u32,
    pub pos: u32,
    pub morph: u32,
    pub dep: u32,
    /// Index of the head in the document; a root is its own head.
    pub head: u32,
}

/// Children of one token that are told, at most. No sentence of a person has a word with so many; a text made to have tens
/// of thousands would cost all who look at the children of a child's head their square.
pub const MOST_CHILDREN: usize = 200;

/// A named entity as the model finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSpan {
    /// The tokens of the name.
    pub tokens: Range<usize>,
    /// The model's label: PERSON, NORP, FAC, ORG, GPE, LOC, PRODUCT, EVENT, WORK_OF_ART, LAW, LANGUAGE, DATE, TIME,
    /// PERCENT, MONEY, QUANTITY, ORDINAL, CARDINAL for the English models.
    pub label: String,
}

/// A parsed text: tokens in order, with their syntax. Token positions are indices into the document.
///
/// White space between words is no token unless it is more than one space (as in spaCy).
#[derive(Clone, Debug)]
pub struct Doc {
    pub(crate) text: Arc<str>,
    pub(crate) tokens: Vec<TokenData>,
    pub(crate) strings: Strings,
    pub(crate) sentences: Vec<Range<usize>>,
    pub(crate) entities: Vec<NamedSpan>,
    /// For each token, the left edge and the right edge (inclusive) of its subtree.
    pub(crate) edges: Vec<(u32, u32)>,
    pub(crate) children: Children,
}

impl Doc {
    /// The whole text the document was parsed from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// True where there is no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Bytes of token `i`.
    pub fn span(&self, i: usize) -> Span {
        self.tokens[i].span
    }

    /// The characters of token `i`.
    pub fn word(&self, i: usize) -> &str {
        self.tokens[i].span.of(&self.text)
    }

    /// The characters of token `i` in lower case.
    pub fn lower(&self, i: usize) -> &str {
        self.string(self.tokens[i].lower)
    }

    /// The base form of token `i`, as spaCy's rule lemmatizer gives it.
    pub fn lemma(&self, i: usize) -> &str {
        self.string(self.tokens[i].lemma)
    }

    /// Universal part of speech of token `i`: "NOUN", "PROPN", "VERB", "AUX", …, "SPACE".
    pub fn pos(&self, i: usize) -> &str {
        self.string(self.tokens[i].pos)
    }

    /// Fine-grained tag of token `i`, Penn Treebank's for English: "VBD", "NNP", "MD", ….
    pub fn tag(&self, i: usize) -> &str {
        self.string(self.tokens[i].tag)
    }

    /// Universal features of token `i`: "Number=Sing|Person=3", empty where there are none.
    pub fn morph(&self, i: usize) -> &str {
        self.string(self.tokens[i].morph)
    }

    /// Dependency label of token `i` (ClearNLP style for English): "nsubj", "ccomp", "ROOT", ….
    pub fn dep(&self, i: usize) -> &str {
        self.string(self.tokens[i].dep)
    }

    /// The head of token `i`; a root is its own head.
    pub fn head(&self, i: usize) -> usize {
        self.tokens[i].head as usize
    }

    /// True where token `i` is white space.
    pub fn is_space(&self, i: usize) -> bool {
        self.pos(i) == "SPACE"
    }

    /// The tokens whose head is `i`, in order: the first 200.
    pub fn children(&self, i: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children.of(i).iter().take(MOST_CHILDREN).map(|&child| child as usize)
    }

    /// The first child of `i` whose label is one of `labels`.
    pub fn child(&self, i: usize, labels: &[&str]) -> Option<usize> {
        self.children(i).find(|&j| labels.contains(&self.dep(j)))
    }

    /// From the leftmost to the rightmost token of the subtree of `i`. (The subtree of a non-projective head may have
    /// gaps; they are inside the range.)
    pub fn subtree(&self, i: usize) -> Range<usize> {
        let (left, right) = self.edges[i];
        left as usize..right as usize + 1
    }

    /// The heads above `i`, nearest first, root last.
    pub fn ancestors(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        let mut current = i;
        let mut steps = 0;
        std::iter::from_fn(move || {
            let head = self.head(current);
            steps += 1;
            if head == current || steps > self.tokens.len() {
                return None;
            }
            current = head;
            Some(head)
        })
    }

    /// Token ranges of the sentences, in order; together they hold every token.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The sentence that holds token `i` (index into [`Doc::sentences`]).
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= i)
    }

    /// The model's named entities, in order, without overlaps.
    pub fn named_spans(&self) -> &[NamedSpan] {
        &self.entities
    }

    /// Bytes from the first to the last of `tokens`; empty at 0 for an empty range.
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        if tokens.is_empty() || tokens.end > self.tokens.len() {
            return Span::default();
        }
        Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end)
    }

    /// The tokens that share a byte with `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    fn string(&self, id: u32) -> &str {
        self.strings.get(id)
    }
}
