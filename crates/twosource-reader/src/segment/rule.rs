//! The rules that tell what a stretch of text is, and the table of them.
//!
//! A rule looks at one piece of text in its page and either leaves it alone or cuts it into parts: stretches of a known
//! kind, and a rest that goes through the table again. The first rule of the table that finds something wins; what no
//! rule knows is a paragraph.
//!
//! To add a rule: write `rules/your_rule.rs` with a function and a [`Rule`] that has at least one example of what it
//! finds and one of what it has to leave alone, and put it into [`RULES`]. The tests here run every example through the
//! whole table. To know another newsletter plea or "read more", add a row to `rules/promotion.rs`. When in doubt leave
//! a text alone: a sentence that is taken for a caption is lost to everything that follows.

use twosource_text::Span;

use super::SegmentKind;
use super::page::{Page, Piece};
use super::rules;
use crate::metadata::date::{FoundDate, NamedDay};
use crate::{Agency, Amendment, Provenance, Published};

/// One way to recognise a segment.
pub(super) struct Rule {
    /// For messages of tests.
    #[cfg_attr(not(test), allow(dead_code, reason = "only tests name rules"))]
    pub name: &'static str,
    pub find: fn(&Page, Piece) -> Option<Finding>,
    /// Texts, and all segments that the whole table finds in them.
    #[cfg_attr(not(test), allow(dead_code, reason = "only tests read examples"))]
    pub examples: &'static [Example],
}

/// A text, and the kind and words of each of its segments.
pub(super) struct Example {
    #[cfg_attr(not(test), allow(dead_code, reason = "only tests read examples"))]
    pub text: &'static str,
    #[cfg_attr(not(test), allow(dead_code, reason = "only tests read examples"))]
    pub segments: &'static [(SegmentKind, &'static str)],
}

/// What a rule found in a piece: its parts in order, and what they tell.
#[derive(Debug, Default)]
pub(super) struct Finding {
    pub parts: Vec<Part>,
    pub facts: Vec<Fact>,
}

/// A part of a piece: of a known kind, or `None` for a rest that the rules have to look at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub kind: Option<SegmentKind>,
    pub span: Span,
}

/// What a segment tells about its report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    /// A date of publication; an update's counts only where there is no other.
    Published {
        date: FoundDate,
        update: bool,
    },
    Byline(Span),
    Title(Span),
    Agency(Agency),
    Amendment(Amendment),
    /// The day on which it was last changed, its span in bytes of the text.
    Updated(NamedDay),
}

impl Finding {
    /// The whole piece is of one kind.
    pub fn whole(kind: SegmentKind, piece: Piece) -> Self {
        Finding { parts: vec![Part { kind: Some(kind), span: piece.span }], facts: vec![] }
    }

    /// The piece opens with a segment that ends at byte `end`, and a rest follows.
    pub fn opening(kind: SegmentKind, piece: Piece, end: usize) -> Self {
        let mut finding = Finding::whole(kind, Piece { span: Span::new(piece.span.start, end), ..piece });
        finding.parts.push(Part { kind: None, span: Span::new(end, piece.span.end) });
        finding
    }

    pub fn with(mut self, facts: impl IntoIterator<Item = Fact>) -> Self {
        self.facts.extend(facts);
        self
    }
}

/// Credits for the text.
pub(super) fn credits(named: Vec<(&'static str, Span)>) -> Vec<Fact> {
    let agency =
        |(name, span): (&str, Span)| Agency { name: name.to_owned(), span: Some(span), for_text: true };
    named.into_iter().map(agency).map(Fact::Agency).collect()
}

/// All rules, in the order they are tried.
pub(super) static RULES: &[Rule] = rules::ALL;

/// What the first rule that knows the piece finds in it.
pub(super) fn first_finding(page: &Page, piece: Piece) -> Option<Finding> {
    RULES.iter().find_map(|rule| (rule.find)(page, piece))
}

/// Everything the segments tell about their report; the first to tell counts.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub published: Option<Published>,
    published_is_update: bool,
    pub byline: Option<Span>,
    pub title: Option<Span>,
    pub agencies: Vec<Agency>,
    pub amendments: Vec<Amendment>,
    updates: Vec<Published>,
    updated_on: Vec<NamedDay>,
}

impl Facts {
    /// The last day on which the text says it was changed, read by the day it was published.
    pub fn updated(&self, published: Option<&Published>) -> Option<Published> {
        let named = self.updated_on.iter().filter_map(|day| {
            let date = day.on_or_after(published.map(|published| published.date))?;
            Some(Published { value: date.to_string(), date, provenance: Provenance::Text(day.span) })
        });
        named.chain(self.updates.iter().cloned()).max_by_key(|update| update.date)
    }
    pub(super) fn add(&mut self, facts: Vec<Fact>) {
        for fact in facts {
            match fact {
                Fact::Published { date, update } => {
                    if update {
                        let (value, provenance) = (date.value.clone(), Provenance::Text(date.span));
                        self.updates.push(Published { value, date: date.date, provenance });
                    }
                    if self.published.is_none() || (self.published_is_update && !update) {
                        let provenance = Provenance::Text(date.span);
                        self.published = Some(Published { value: date.value, date: date.date, provenance });
                        self.published_is_update = update;
                    }
                }
                Fact::Amendment(amendment) => self.amendments.push(amendment),
                Fact::Updated(day) => self.updated_on.push(day),
                Fact::Byline(span) => self.byline = self.byline.or(Some(span)),
                Fact::Title(span) => self.title = self.title.or(Some(span)),
                Fact::Agency(agency) => {
                    let known = self
                        .agencies
                        .iter()
                        .any(|known| known.name == agency.name && known.for_text == agency.for_text);
                    if !known {
                        self.agencies.push(agency);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::Given;
    use crate::segment::outline;

    #[test]
    fn every_example_of_every_rule_comes_out_as_it_says() {
        for rule in RULES {
            assert!(!rule.examples.is_empty(), "{} has no example", rule.name);
            for example in rule.examples {
                let outline = outline(example.text, None, &Given::default());
                let found: Vec<(SegmentKind, &str)> = outline
                    .segments
                    .iter()
                    .map(|segment| (segment.kind, segment.span.of(example.text)))
                    .collect();
                assert_eq!(found, example.segments, "rule {}", rule.name);
            }
        }
    }
}
