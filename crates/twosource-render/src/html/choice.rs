//! Which claims of a story a page shows.

use std::collections::{BTreeMap, BTreeSet};

use twosource_evidence::file::{CastMember, Standing};

use crate::printable::line;
use crate::standing::ORDER;
use crate::view::{ClaimView, StoryView};

/// Which claims of a story to show. The conditions hold together; an empty choice shows all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Those that stand so.
    pub standing: Option<Standing>,
    /// Those that a report makes which is called so.
    pub outlet: String,
    /// Those about a member of the cast whose name, or one of whose other names, holds these letters, whatever their case.
    pub entity: String,
    /// Those that tell of this day or a later one: "2023-09-13", or a beginning of it.
    pub from: String,
    /// Those that tell of this day or an earlier one.
    pub to: String,
    /// Those that hold these letters, whatever their case, in the claim or in one of its statements.
    pub words: String,
}

impl Choice {
    /// True where it shows all.
    pub fn is_empty(&self) -> bool {
        *self == Choice::default()
    }

    /// The claims that fit, by their places, in the order of a brief: by standing, then as they come.
    pub(crate) fn of(&self, story: &StoryView<'_>) -> Vec<usize> {
        let members: Option<BTreeSet<&str>> = (!self.entity.is_empty()).then(|| {
            let asked = self.entity.to_lowercase();
            story.record.entities.iter().filter(|m| is_called(m, &asked)).map(|m| m.id.as_str()).collect()
        });
        let words = self.words.to_lowercase();
        let fits = |claim: &ClaimView<'_>| {
            self.standing.is_none_or(|standing| claim.record.standing == standing)
                && (self.outlet.is_empty()
                    || claim.statements.iter().any(|s| is_of(story, s.report, &self.outlet)))
                && members
                    .as_ref()
                    .is_none_or(|members| claim.record.about.iter().any(|id| members.contains(id.as_str())))
                && self.is_of_time(claim.record.time.as_deref())
                && (words.is_empty() || holds(story, claim, &words))
        };
        let mut places: Vec<usize> = (0..story.claims.len())
            .filter(|i| !story.twins.contains_key(i) && fits(&story.claims[*i]))
            .collect();
        places.sort_by_key(|i| ORDER.iter().position(|s| *s == story.claims[*i].record.standing));
        places
    }

    fn is_of_time(&self, time: Option<&str>) -> bool {
        if self.from.is_empty() && self.to.is_empty() {
            return true;
        }
        let Some(time) = time else { return false };
        // A month is compared with the month of a day, a year with its year.
        let common = |bound: &str| bound.len().min(time.len()).min(10);
        let head = |text: &str, to: usize| text.get(..to).unwrap_or(text).to_owned();
        let after = head(time, common(&self.from)) >= head(&self.from, common(&self.from));
        let before = head(time, common(&self.to)) <= head(&self.to, common(&self.to));
        (self.from.is_empty() || after) && (self.to.is_empty() || before)
    }
}

fn is_called(member: &CastMember, asked: &str) -> bool {
    std::iter::once(&member.name).chain(&member.aliases).any(|name| line(name).to_lowercase().contains(asked))
}

/// True where a report goes by this name: with its number among its outlet's reports, or without.
fn is_of(story: &StoryView<'_>, report: usize, name: &str) -> bool {
    let view = &story.reports[report];
    view.label == name || crate::view::outlet(view.record).as_deref() == Some(name)
}

fn holds(story: &StoryView<'_>, claim: &ClaimView<'_>, words: &str) -> bool {
    claim.text.to_lowercase().contains(words)
        || claim
            .statements
            .iter()
            .any(|s| story.reports[s.report].words(s.start, s.end).to_lowercase().contains(words))
}

/// The claims and conflicts that a page shows.
#[derive(Default)]
pub(crate) struct Shown {
    claims: BTreeSet<usize>,
    pub conflicts: BTreeSet<usize>,
    /// How many more of a standing fit and are not shown.
    more: BTreeMap<Standing, usize>,
    /// How many more of a report's single-source claims fit and are not shown.
    more_alone: BTreeMap<usize, usize>,
}

impl Shown {
    /// All of them.
    pub fn all(story: &StoryView<'_>) -> Self {
        Shown {
            claims: (0..story.claims.len()).collect(),
            conflicts: (0..story.conflicts.len()).collect(),
            ..Shown::default()
        }
    }

    /// The first of each standing, and of what each report alone says.
    pub fn first(story: &StoryView<'_>, of_standing: usize, of_report: usize) -> Self {
        let mut shown = Shown::default();
        for standing in ORDER.into_iter().filter(|s| *s != Standing::SingleSource) {
            let claims = story.of_standing(standing);
            shown.claims.extend(claims.iter().take(of_standing).map(|(place, _)| *place));
            shown.more.insert(standing, claims.len().saturating_sub(of_standing));
        }
        for (report, claims) in story.alone() {
            shown.claims.extend(claims.iter().take(of_report).map(|(place, _)| *place));
            shown.more_alone.insert(report, claims.len().saturating_sub(of_report));
        }
        shown.conflicts = (0..story.conflicts.len().min(of_standing)).collect();
        shown
    }

    /// These claims, and the conflicts that touch one of them.
    pub fn these(story: &StoryView<'_>, claims: &[usize]) -> Self {
        let claims: BTreeSet<usize> = claims.iter().copied().collect();
        let touches = |i: &usize| story.conflicts[*i].claims.iter().any(|claim| claims.contains(claim));
        let conflicts = (0..story.conflicts.len()).filter(touches).collect();
        Shown { claims, conflicts, ..Shown::default() }
    }

    /// The conflicts that touch a claim.
    pub fn conflicts_of(story: &StoryView<'_>, claim: usize) -> Self {
        Shown { claims: BTreeSet::new(), ..Shown::these(story, &[claim]) }
    }

    /// The claims of one standing that are shown, with their places.
    pub fn of_standing<'s, 'e>(
        &self,
        story: &'s StoryView<'e>,
        standing: Standing,
    ) -> Vec<(usize, &'s ClaimView<'e>)> {
        let mut claims = story.of_standing(standing);
        claims.retain(|(place, _)| self.claims.contains(place));
        claims
    }

    /// The conflicts shown that touch no disputed claim shown: updates, and details on which a claim's reports differ.
    pub fn other_conflicts(&self, story: &StoryView<'_>) -> Vec<usize> {
        let disputed: BTreeSet<usize> =
            self.of_standing(story, Standing::Disputed).into_iter().map(|(place, _)| place).collect();
        let own =
            |conflict: &&usize| !story.conflicts[**conflict].claims.iter().any(|c| disputed.contains(c));
        self.conflicts.iter().filter(own).copied().collect()
    }

    /// What each report alone says, as far as it is shown.
    pub fn alone<'s, 'e>(&self, story: &'s StoryView<'e>) -> Vec<(usize, Vec<(usize, &'s ClaimView<'e>)>)> {
        let mut groups = story.alone();
        for (_, claims) in &mut groups {
            claims.retain(|(place, _)| self.claims.contains(place));
        }
        groups.retain(|(_, claims)| !claims.is_empty());
        groups
    }

    /// How many more claims of a standing there are.
    pub fn more(&self, standing: Standing) -> usize {
        self.more.get(&standing).copied().unwrap_or(0)
    }

    /// How many more claims a report alone makes.
    pub fn more_alone(&self, report: usize) -> usize {
        self.more_alone.get(&report).copied().unwrap_or(0)
    }
}
