//! The words of a segment, and the expressions found among them so far.

use twosource_text::Span;

use super::calendar::Unit;
use super::lexicon::{Class, Lexicon};
use super::meaning::Meaning;
use super::word::{Case, Form, Word};

/// An expression found in the first round.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub first: usize,
    /// The word after the last.
    pub end: usize,
    pub meaning: Meaning,
}

/// The words of a segment with what is known of them.
pub(crate) struct Text<'t> {
    pub raw: &'t str,
    pub words: &'t [Word],
    pub lexicon: &'static Lexicon,
    /// Expressions of the first round, in order; empty in the first.
    pub nodes: &'t [Node],
}

impl Text<'_> {
    pub(crate) fn form(&self, at: usize) -> Option<Form> {
        self.words.get(at).map(|word| word.form)
    }

    pub(crate) fn mark(&self, at: usize) -> Option<char> {
        match self.form(at)? {
            Form::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    pub(crate) fn glued(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.glued)
    }

    pub(crate) fn case(&self, at: usize) -> Case {
        self.words.get(at).map_or(Case::Lower, |word| word.case)
    }

    /// True where the word is this one, given in lower case.
    pub(crate) fn is(&self, at: usize, literal: &str) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        // As the lexicon spells words: in lower case, without the stops of "a.m." and "Sept.". Comparing letters is
        // far cheaper than looking each literal up.
        match word.form {
            Form::Mark(mark) => literal.chars().eq([mark]),
            Form::Letters => {
                let letters = word.span.of(self.raw).bytes().filter(|byte| *byte != b'.');
                letters.map(|byte| byte.to_ascii_lowercase()).eq(literal.bytes())
            }
            _ => word.span.of(self.raw).eq_ignore_ascii_case(literal),
        }
    }

    /// True where the word is one of these, separated by spaces.
    pub(crate) fn is_any(&self, at: usize, literals: &str) -> bool {
        literals.split_whitespace().any(|literal| self.is(at, literal))
    }

    /// True where a class of the word fits.
    pub(crate) fn has(&self, at: usize, fits: impl Fn(Class) -> bool) -> bool {
        self.words.get(at).is_some_and(|word| self.lexicon.classes(word.id).iter().any(|&class| fits(class)))
    }

    /// What the first class that fits gives.
    pub(crate) fn class<T>(&self, at: usize, pick: impl Fn(Class) -> Option<T>) -> Option<T> {
        let word = self.words.get(at)?;
        self.lexicon.classes(word.id).iter().find_map(|&class| pick(class))
    }

    /// The unit that a word names, one or several.
    pub(crate) fn unit(&self, at: usize) -> Option<Unit> {
        self.class(at, |class| match class {
            Class::Unit(unit) | Class::Units(unit) => Some(unit),
            _ => None,
        })
    }

    /// The characters of a word.
    pub(crate) fn of(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.span.of(self.raw))
    }

    /// Bytes from the first of these words to the last.
    pub(crate) fn span(&self, first: usize, end: usize) -> Span {
        let start = self.words.get(first).map_or(0, |word| word.span.start);
        let end =
            end.checked_sub(1).and_then(|last| self.words.get(last)).map_or(start, |word| word.span.end);
        Span::new(start, end)
    }

    /// The expression of the first round that starts at this word.
    pub(crate) fn node_at(&self, at: usize) -> Option<(usize, &Node)> {
        let index = self.nodes.binary_search_by_key(&at, |node| node.first).ok()?;
        Some((index, &self.nodes[index]))
    }
}
