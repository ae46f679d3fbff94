//! Whether a reading that comes from elsewhere hangs together: what compares readings goes by their places and spans.

use twosource_text::Span;

use crate::{Matter, Reading, Source};

impl Reading {
    /// True where every span lies in the report's text, every place that one part names in another is there, nothing goes
    /// round in a circle, and the parts stand in their order. Whoever takes a reading from another machine asks this first.
    ///
    /// What [`annotate`](crate::annotate) makes is sound.
    pub fn is_sound(&self) -> bool {
        let text = &self.report.text;
        let fits = |span: Span| span.start <= span.end && text.get(span.start..span.end).is_some();
        let all_fit = |spans: &[Span]| spans.iter().all(|&span| fits(span));
        let is_source =
            |source: &Source| all_fit(&source.ranges) && below(source.entity, self.entities.len());
        let in_order = ordered(text, self.report.segments.iter().map(|segment| segment.span))
            && ordered(text, self.sentences.iter().map(|sentence| sentence.span))
            && ordered(text, self.words.iter().map(|word| word.span))
            && ordered(text, self.terms.iter().map(|term| term.span))
            && self.terms.iter().all(|term| term.shown.is_none_or(fits))
            && self.times.iter().all(|time| fits(time.span))
            && self.statements.iter().all(|statement| fits(statement.span));
        let sentences = self.sentences.len();
        let in_place = self.sentences.iter().all(|sentence| sentence.segment < self.report.segments.len())
            && self.statements.iter().all(|statement| {
                statement.sentence < sentences
                    && below(statement.attribution, self.attributions.len())
                    && below(statement.time, self.times.len())
            })
            && self
                .observations
                .iter()
                .all(|seen| seen.sentence < sentences && fits(seen.named) && fits(seen.head))
            && self.admissions.iter().all(|own| own.sentence < sentences && fits(own.matter))
            && self
                .reporters
                .iter()
                .all(|own| fits(own.noun) && fits(own.phrase) && own.above.is_none_or(fits))
            && self.joined.iter().all(|joined| {
                joined.attribution < self.attributions.len() && joined.sources.iter().all(is_source)
            })
            && self.entities.iter().all(|entity| {
                entity.mentions.iter().all(|mention| fits(mention.span))
                    && entity.roles.iter().all(|role| fits(role.span))
            })
            && self.attributions.iter().all(|own| {
                all_fit(&own.cue) && all_fit(&own.content) && own.source.as_ref().is_none_or(is_source)
            });
        let matters = self.matters.len() == self.statements.len()
            && self
                .matters
                .iter()
                .all(|matter| matter.is_sound(&fits, self.entities.len(), self.times.len()));
        in_order
            && in_place
            && matters
            && is_tree(self.attributions.len(), |place| self.attributions.get(place)?.via)
            && self.dates_hold()
    }
}

impl Matter {
    fn is_sound(&self, fits: &impl Fn(Span) -> bool, entities: usize, times: usize) -> bool {
        let items = self.items.len();
        let of_items = self
            .items
            .iter()
            .all(|item| fits(item.span) && item.denial.is_none_or(fits) && below(item.entity, entities));
        let of_numbers = self.quantities.iter().all(|quantity| {
            fits(quantity.span)
                && quantity.low.is_finite()
                && quantity.high.is_finite()
                && below(quantity.of, items)
                && below(quantity.deed, items)
                && quantity.direction.is_none_or(|(_, span)| fits(span))
        });
        let of_times = self.times.iter().all(|moment| moment.time < times && below(moment.head, items));
        of_items && of_numbers && of_times && is_tree(items, |place| self.items.get(place)?.head)
    }
}

/// True where spans lie in the text and in their order.
fn ordered(text: &str, mut spans: impl Iterator<Item = Span>) -> bool {
    let mut last = Span::new(0, 0);
    spans.all(|span| {
        let follows =
            text.get(span.start..span.end).is_some() && span.start >= last.start && span.end >= last.end;
        last = span;
        follows
    })
}

/// True where a place is none, or there.
fn below(place: Option<usize>, count: usize) -> bool {
    place.is_none_or(|place| place < count)
}

/// True where each of `count` places leads up to one that leads nowhere.
fn is_tree(count: usize, above: impl Fn(usize) -> Option<usize>) -> bool {
    // Places that are known to lead to an end.
    let mut ends = vec![false; count];
    let mut way = Vec::new();
    for first in 0..count {
        let mut place = Some(first);
        while let Some(here) = place {
            match ends.get(here) {
                None => return false,
                Some(true) => break,
                Some(false) if way.len() >= count => return false,
                Some(false) => way.push(here),
            }
            place = above(here);
        }
        for here in way.drain(..) {
            if let Some(end) = ends.get_mut(here) {
                *end = true;
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_and_places_that_are_not_there_are_found() {
        let of = |list: &[Option<usize>]| is_tree(list.len(), |place| list[place]);
        assert!(of(&[None, Some(0), Some(1), Some(0)]));
        assert!(of(&[Some(2), None, Some(1)]));
        assert!(of(&[]));
        assert!(!of(&[Some(0)]));
        assert!(!of(&[Some(1), Some(0), None]));
        assert!(!of(&[Some(3), None]));
    }
}
