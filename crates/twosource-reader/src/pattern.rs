//! Regular expressions that are part of the program.

use std::borrow::Cow;
use std::sync::OnceLock;

use regex::{Captures, Match, Regex};

/// A fixed regular expression, compiled when first used. Matching takes time linear in the text.
///
/// One that does not compile matches nothing; a test of its owner makes sure that it does.
#[derive(Debug)]
pub(crate) struct Pattern {
    source: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    pub const fn new(source: &'static str) -> Self {
        Pattern { source, compiled: OnceLock::new() }
    }

    fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(self.source).ok()).as_ref()
    }

    pub fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    /// How often it matches.
    pub fn count(&self, text: &str) -> usize {
        self.regex().map_or(0, |regex| regex.find_iter(text).count())
    }

    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.regex()?.find(text)
    }

    /// The text without what matches.
    pub fn cut<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.regex().map_or(Cow::Borrowed(text), |regex| regex.replace_all(text, ""))
    }

    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.regex()?.captures(text)
    }
}
