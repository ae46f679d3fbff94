//! Places of the reports, as a check shows them.

use twosource_text::{CharIndex, CharSpan, Span};

use super::record::{NamedOrigin, Passage};
use crate::dependence;
use crate::origin::{Ground, Origins};
use crate::story::{StatementRef, Story};

/// Turns what is told by indices and bytes into words and code points.
pub(super) struct Places<'s> {
    pub story: &'s Story,
    origins: &'s Origins,
    indices: Vec<CharIndex<'s>>,
}

impl<'s> Places<'s> {
    pub fn new(story: &'s Story, origins: &'s Origins) -> Self {
        let indices = story.reports.iter().map(|a| CharIndex::new(&a.report.text)).collect();
        Places { story, origins, indices }
    }

    /// Code points of a report's bytes.
    pub fn chars(&self, report: usize, span: Span) -> CharSpan {
        self.indices[report].chars(span)
    }

    /// A report's characters.
    pub fn text(&self, report: usize, span: Span) -> &'s str {
        span.of(&self.story.reports[report].report.text)
    }

    /// A stretch of a report.
    pub fn stretch(&self, report: usize, span: Span) -> Passage {
        let chars = self.chars(report, span);
        let of = &self.story.reports[report].report;
        Passage {
            report: of.id.clone(),
            name: dependence::name(of, report),
            start: chars.start,
            end: chars.end,
            text: span.of(&of.text).to_owned(),
            from: Vec::new(),
            value: None,
        }
    }

    /// A statement of a report, with whom it has it from.
    pub fn statement(&self, at: StatementRef) -> Passage {
        let span = self.story.reports[at.report].statements[at.statement].span;
        let named = self.origins.of.get(&at).into_iter().flatten();
        let named = named.filter(|&&origin| self.origins.ground(origin) != Ground::Silent);
        let from = named.map(|&origin| self.origins.origins[origin].name.clone()).collect();
        Passage { from, ..self.stretch(at.report, span) }
    }

    /// The same, with the words for a value in it.
    pub fn value(&self, at: StatementRef, value: Option<Span>) -> Passage {
        let value = value.map(|span| self.text(at.report, span).to_owned());
        Passage { value, ..self.statement(at) }
    }

    /// An origin as a check names it.
    pub fn from(&self, origin: usize) -> NamedOrigin {
        let origin = &self.origins.origins[origin];
        NamedOrigin { name: origin.name.clone(), kind: origin.kind, ground: origin.ground }
    }
}
