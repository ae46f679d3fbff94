//! What the reports give anywhere: where a name, a number or a time of a draft stands, whatever is told there.

use std::collections::BTreeMap;

use twosource_annotate::{Class, Measure, Quantity};
use twosource_text::Span;

use crate::claim::Profiles;
use crate::claim::align::{Moment, Saying, agree};
use crate::detail::{SAME, Slot, are_people, one_matter};
use crate::vocabulary::affinity;

/// Numbers, times and names that are kept of each, at most.
const MOST: usize = 4000;

/// Numbers up to this one stand in many sentences by chance.
const SMALL: f64 = 12.0;

/// Minutes that make no other clock time.
const SHORTLY: u32 = 25;

/// Days of a stretch that still tells when.
const LONGEST: i64 = 31;

/// Letters that two forms of a name begin with alike, and how much of the longer one these are: "Ushara", "Usharan".
const LETTERS: usize = 5;
const MOSTLY: f64 = 0.7;

/// Where the reports give what.
#[derive(Default)]
pub(super) struct Everywhere {
    /// Where each member of the cast is mentioned first.
    cast: BTreeMap<usize, usize>,
    /// The words of names in lower case, with a statement that has them.
    names: BTreeMap<String, usize>,
    numbers: Vec<(usize, Quantity)>,
    times: Vec<(usize, Moment)>,
}

impl Everywhere {
    /// Of all reports but the draft.
    pub fn of(profiles: &Profiles, draft: usize) -> Self {
        let mut found = Everywhere::default();
        let reports =
            profiles.statements.iter().enumerate().filter(|(_, profile)| profile.at.report != draft);
        for (place, profile) in reports {
            let saying = &profile.saying;
            for word in &saying.words {
                if let Some(cast) = word.cast {
                    found.cast.entry(cast).or_insert(place);
                }
                if word.class == Class::Name && found.names.len() < MOST {
                    found.names.entry(profiles.numbered.text(word.form).to_lowercase()).or_insert(place);
                }
            }
            let room = MOST.saturating_sub(found.numbers.len());
            found.numbers.extend(saying.told_numbers().take(room).map(|quantity| (place, quantity.clone())));
            let room = MOST.saturating_sub(found.times.len());
            found.times.extend(saying.moments.iter().take(room).map(|moment| (place, moment.clone())));
        }
        found
    }

    /// A statement that gives what stands at `span` of a draft's statement.
    pub fn holder(
        &self,
        own: &Saying,
        text: &str,
        span: Span,
        on: Slot,
        cast: Option<usize>,
    ) -> Option<usize> {
        match on {
            Slot::Number => self.number(own.quantities.iter().find(|quantity| quantity.span == span)?),
            Slot::Time => self.time(own.moments.iter().find(|moment| moment.span == span)?),
            _ => cast.and_then(|cast| self.cast.get(&cast).copied()).or_else(|| self.name(span.of(text))),
        }
    }

    /// A number of the same thing that is seldom met by chance.
    fn number(&self, own: &Quantity) -> Option<usize> {
        let kin = |one: &str, two: &str| affinity(one, two) >= SAME || are_people(one, two);
        let telling = own.low > SMALL || matches!(own.measure, Measure::Unit(_));
        let same = |other: &Quantity| agree(own, other) && one_matter(own, other, kin);
        self.numbers.iter().find(|(_, other)| telling && same(other)).map(|(place, _)| *place)
    }

    /// The same day, or the same hour.
    fn time(&self, own: &Moment) -> Option<usize> {
        let short = |moment: &Moment| {
            moment.names_day.then_some(moment.days).flatten().filter(|(first, last)| last - first <= LONGEST)
        };
        let same = |other: &Moment| match (own.clock, other.clock, short(own), short(other)) {
            (Some(one), Some(two), ..) => one.abs_diff(two) <= SHORTLY,
            (None, _, Some(one), Some(two)) => one.0 <= two.1 && two.0 <= one.1,
            _ => false,
        };
        self.times.iter().find(|(_, other)| same(other)).map(|(place, _)| *place)
    }

    /// A name whose words all stand in names of the reports, also in another form.
    fn name(&self, name: &str) -> Option<usize> {
        let mut found = None;
        for word in name.split_whitespace().map(str::to_lowercase) {
            found = Some(self.word(word.trim_end_matches("'s").trim_end_matches("’s"))?);
        }
        found
    }

    fn word(&self, word: &str) -> Option<usize> {
        if let Some(&place) = self.names.get(word) {
            return Some(place);
        }
        let start: String = word.chars().take(LETTERS).collect();
        if start.chars().count() < LETTERS {
            return None;
        }
        let alike = |other: &str| {
            let common = word.chars().zip(other.chars()).take_while(|(x, y)| x == y).count();
            common as f64 >= MOSTLY * word.chars().count().max(other.chars().count()) as f64
        };
        let near = self.names.range(start.clone()..).take_while(|(other, _)| other.starts_with(&start));
        near.take(64).find(|(other, _)| alike(other)).map(|(_, &place)| place)
    }
}
