//! How one statement of a draft stands in the reports.

use std::collections::BTreeSet;

use twosource_annotate::{Class, Link};
use twosource_text::Span;

use super::everywhere::Everywhere;
use super::passage::Places;
use super::record::{DetailCheck, NamedOrigin, Source, StatementCheck, Stretch, Told, Verdict};
use super::told::{self, Against, At, Detail};
use crate::cast::Cast;
use crate::claim::align::Alignment;
use crate::claim::{Claim, Comparison, Profiles, supporters};
use crate::detail::{SAME, Slot};
use crate::file::Standing;
use crate::standing::Judgement;
use crate::story::{StatementRef, Story};

/// What a passage must be likelier than to say the same as a statement of a draft: as for a claim.
const LIKELY: f64 = crate::claim::THRESHOLD;

/// From how likely on a passage may tell of it.
const NEAR: f64 = 0.12;

/// Passages that a statement is held against, at most.
const MOST_COMPARED: usize = 60;

/// Passages shown that may tell of it.
const MOST_NEAR: usize = 3;

/// The share of what a statement tells that passages have, from which they are said to carry it whole.
const WHOLE: f64 = 0.6;

/// One statement of a draft among the passages of the reports.
pub(super) struct Weighing {
    at: StatementRef,
    /// Passages that say the same and differ in nothing.
    bearers: Vec<StatementRef>,
    /// Passages that say the same, details apart.
    sure: BTreeSet<StatementRef>,
    /// Passages that likely say the same.
    same: Vec<StatementRef>,
    /// Passages that may.
    near: Vec<StatementRef>,
    /// What none of the bearers has.
    unborne: Vec<Span>,
    /// The share of its weight that they have.
    borne: f64,
    source: Option<(Span, Told)>,
    details: Vec<Weighed>,
}

/// A detail with those who count for it.
struct Weighed {
    span: Span,
    on: Slot,
    given: Vec<(StatementRef, Option<Span>)>,
    elsewhere: Vec<(StatementRef, Option<Span>)>,
    against: Vec<(StatementRef, Span)>,
    hard: bool,
    soft: bool,
}

impl Weighing {
    /// Holds statement `place` against the passages that are likest.
    pub fn of(
        story: &Story,
        cast: &Cast,
        comparison: &Comparison,
        everywhere: &Everywhere,
        place: usize,
    ) -> Weighing {
        let profiles = &comparison.profiles;
        let at = profiles.statements[place].at;
        let mut linked: Vec<(f64, usize)> =
            comparison.links.of[place].iter().map(|(&other, &likeness)| (likeness, other)).collect();
        linked.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        linked.truncate(MOST_COMPARED);
        let is_same = |likeness: f64| likeness > LIKELY;
        let same: Vec<usize> = linked.iter().filter(|(l, _)| is_same(*l)).map(|&(_, other)| other).collect();
        let rest: Vec<usize> = linked.iter().filter(|(l, _)| !is_same(*l)).map(|&(_, other)| other).collect();
        let near = linked.iter().filter(|(l, _)| !is_same(*l) && *l >= NEAR).map(|&(_, other)| other);
        let near: Vec<usize> = near.take(MOST_NEAR).collect();

        let mut members = same.clone();
        members.push(place);
        let mut sure: Vec<StatementRef> = supporters(profiles, &comparison.links, &members, place, &[]);
        sure.retain(|&other| other != at);
        let details =
            told::find(profiles, everywhere, &story.reports[at.report].report.text, place, &same, &rest);
        let refers = |index: usize| profiles.statements[index].at;
        let differing: BTreeSet<StatementRef> = details
            .iter()
            .flat_map(|detail| detail.against.iter().filter(|against| against.same))
            .map(|against| refers(against.statement))
            .collect();
        let bearers: Vec<StatementRef> =
            sure.iter().copied().filter(|other| !differing.contains(other)).collect();
        let bearing: Vec<usize> = same.iter().copied().filter(|&s| bearers.contains(&refers(s))).collect();
        let (unborne, borne) = unborne(profiles, place, &bearing);
        Weighing {
            at,
            sure: sure.into_iter().collect(),
            same: same.iter().map(|&s| refers(s)).collect(),
            near: near.iter().map(|&s| refers(s)).collect(),
            unborne,
            borne,
            source: source(
                story,
                cast,
                at,
                &bearing.iter().map(|&s| profiles.statements[s].saying.speaker).collect::<Vec<_>>(),
            ),
            details: details.into_iter().map(|detail| Weighed::of(detail, &refers)).collect(),
            bearers,
        }
    }

    /// The draft's statement.
    pub fn statement(&self) -> usize {
        self.at.statement
    }

    /// What is to be judged: the statement, then each of its details, of those that passages carry.
    pub fn claims(&self) -> impl Iterator<Item = Claim> {
        let whole = claim(&self.bearers);
        let details = self.details.iter().map(|detail| claim(&self.counted(detail)));
        std::iter::once(whole).chain(details).flatten()
    }

    /// The passages that count for a detail: those that say the same as the statement.
    fn counted(&self, detail: &Weighed) -> Vec<StatementRef> {
        detail.given.iter().map(|(at, _)| *at).filter(|at| self.sure.contains(at)).collect()
    }

    /// How it stands, with the judgements of [`Weighing::claims`].
    pub fn told(&self, places: &Places, judgements: &[Judgement]) -> StatementCheck {
        let mut judged = judgements.iter();
        let whole = if self.bearers.is_empty() { None } else { judged.next() };
        let details: Vec<DetailCheck> = self
            .details
            .iter()
            .map(|detail| {
                let own = if self.counted(detail).is_empty() { None } else { judged.next() };
                detail.told(places, self.at.report, own)
            })
            .collect();
        let verdict = self.verdict(whole, &details);
        let chars = places
            .chars(self.at.report, places.story.reports[self.at.report].statements[self.at.statement].span);
        let stretch = |span: &Span| {
            let chars = places.chars(self.at.report, *span);
            Stretch { start: chars.start, end: chars.end }
        };
        let shown = if self.bearers.is_empty() { &self.same } else { &self.bearers };
        let near: Vec<StatementRef> = if shown.is_empty() { self.near.clone() } else { Vec::new() };
        StatementCheck {
            start: chars.start,
            end: chars.end,
            verdict,
            why: self.why(verdict, whole),
            origins: origins(places, whole),
            passages: self.bearers.iter().map(|&at| places.statement(at)).collect(),
            near: shown
                .iter()
                .filter(|at| !self.bearers.contains(at))
                .chain(&near)
                .map(|&at| places.statement(at))
                .collect(),
            unborne: self.unborne.iter().map(stretch).collect(),
            source: self
                .source
                .map(|(span, told)| Source { name: places.text(self.at.report, span).to_owned(), told }),
            details,
        }
    }

    fn verdict(&self, whole: Option<&Judgement>, details: &[DetailCheck]) -> Verdict {
        let any = |verdict: Verdict| details.iter().any(|detail| detail.verdict == verdict);
        match whole {
            _ if any(Verdict::Contradicted) => Verdict::Contradicted,
            _ if any(Verdict::Disputed) => Verdict::Disputed,
            Some(_) if any(Verdict::Absent) || any(Verdict::Differs) || self.borne < WHOLE => Verdict::Partly,
            Some(judgement) => of_standing(judgement.standing),
            None if !self.same.is_empty() && any(Verdict::Differs) => Verdict::Differs,
            None if !self.same.is_empty() || !self.near.is_empty() => Verdict::Carried,
            // A figure that stands in a report is told of there, in whatever words.
            None if details
                .iter()
                .any(|detail| detail.on == Slot::Number && detail.verdict == Verdict::Carried) =>
            {
                Verdict::Carried
            }
            None => Verdict::Absent,
        }
    }

    fn why(&self, verdict: Verdict, whole: Option<&Judgement>) -> String {
        match (verdict, whole) {
            (Verdict::Partly, Some(judgement)) => {
                format!("not all of it is carried; what is: {}", judgement.why)
            }
            (Verdict::Contradicted, _) => "a passage that says the same gives a detail otherwise".to_owned(),
            (Verdict::Disputed, _) => "the reports differ on a detail of it".to_owned(),
            (_, Some(judgement)) => judgement.why.clone(),
            (Verdict::Absent, _) => "no report tells of it".to_owned(),
            (Verdict::Differs, _) => "a passage that says much the same has something else in it".to_owned(),
            _ => "a passage tells of it in other words; whether it says the same is not sure".to_owned(),
        }
    }
}

impl Weighed {
    fn of(detail: Detail, refers: &impl Fn(usize) -> StatementRef) -> Weighed {
        let at = |given: &[At]| given.iter().map(|&(index, span)| (refers(index), span)).collect();
        Weighed {
            span: detail.span,
            on: detail.on,
            given: at(&detail.given),
            elsewhere: at(&detail.elsewhere),
            against: detail.against.iter().map(|against| (refers(against.statement), against.span)).collect(),
            hard: detail.against.iter().any(|against| against.hard),
            soft: detail.against.iter().any(|against: &Against| against.same),
        }
    }

    fn told(&self, places: &Places, draft: usize, judgement: Option<&Judgement>) -> DetailCheck {
        let verdict = match judgement {
            Some(_) if self.hard => Verdict::Disputed,
            Some(judgement) => of_standing(judgement.standing),
            None if self.hard => Verdict::Contradicted,
            None if !self.given.is_empty() => Verdict::Carried,
            None if self.soft => Verdict::Differs,
            None if !self.elsewhere.is_empty() => Verdict::Carried,
            None if !self.against.is_empty() => Verdict::Differs,
            None => Verdict::Absent,
        };
        let chars = places.chars(draft, self.span);
        let given = if self.given.is_empty() { &self.elsewhere } else { &self.given };
        // What another matter has there contradicts nothing.
        let against: &[(StatementRef, Span)] = if verdict.is_flagged() { &self.against } else { &[] };
        DetailCheck {
            start: chars.start,
            end: chars.end,
            text: places.text(draft, self.span).to_owned(),
            on: self.on,
            verdict,
            origins: origins(places, judgement),
            given: given.iter().map(|&(at, span)| places.value(at, span)).collect(),
            against: against.iter().map(|&(at, span)| places.value(at, Some(span))).collect(),
        }
    }
}

fn of_standing(standing: Standing) -> Verdict {
    match standing {
        Standing::Corroborated => Verdict::Confirmed,
        Standing::Unsourced => Verdict::Unsourced,
        Standing::Echoed => Verdict::Echoed,
        Standing::SingleSource => Verdict::SingleSource,
        Standing::Disputed => Verdict::Disputed,
    }
}

fn origins(places: &Places, judgement: Option<&Judgement>) -> Vec<NamedOrigin> {
    judgement.into_iter().flat_map(|j| &j.origins).map(|&origin| places.from(origin)).collect()
}

/// Passages as a claim of their own, the likeliest of them first.
fn claim(passages: &[StatementRef]) -> Option<Claim> {
    let core = *passages.first()?;
    let mut statements = passages.to_vec();
    statements.sort_unstable();
    statements.dedup();
    Some(Claim {
        supporters: statements.clone(),
        confirming: statements.clone(),
        statements,
        core,
        score: 1.0,
        joined_by: Vec::new(),
        about: Vec::new(),
        details: Vec::new(),
        text_support: Vec::new(),
    })
}

/// The words of a statement that no passage has, and the share of its weight that passages have.
fn unborne(profiles: &Profiles, place: usize, bearing: &[usize]) -> (Vec<Span>, f64) {
    if bearing.is_empty() {
        return (Vec::new(), 0.0);
    }
    let own = &profiles.statements[place].saying;
    let mut held = vec![false; own.words.len()];
    for &other in bearing {
        let alignment = Alignment::of(own, &profiles.statements[other].saying, &profiles.numbered);
        for (held, found) in held.iter_mut().zip(&alignment.left) {
            *held |= found.is_some_and(|(_, near)| near >= SAME);
        }
    }
    let (mut all, mut borne, mut left) = (0.0, 0.0, Vec::new());
    for (word, held) in own.words.iter().zip(held) {
        let telling = matches!(word.class, Class::Deed | Class::Thing | Class::Name);
        if !telling || word.frame || word.link == Link::Modifier {
            continue;
        }
        all += word.weight;
        if held {
            borne += word.weight;
        } else {
            left.push(word.span);
        }
    }
    (left, if all > 0.0 { borne / all } else { 1.0 })
}

/// Whom the draft names, and how the speakers of the passages that say the same compare.
fn source(story: &Story, cast: &Cast, at: StatementRef, speakers: &[Option<usize>]) -> Option<(Span, Told)> {
    let annotated = &story.reports[at.report];
    let attribution = annotated.attributions.get(annotated.statements[at.statement].attribution?)?;
    let source = attribution.source.as_ref()?;
    let span = *source.ranges.first()?;
    let own = source.entity.and_then(|entity| cast.of.get(&(at.report, entity)).copied());
    let named = speakers.iter().flatten().count() > 0;
    let told = match own {
        _ if speakers.is_empty() => Told::Unknown,
        Some(own) if speakers.contains(&Some(own)) => Told::Same,
        _ if named => Told::Others,
        _ => Told::Nobody,
    };
    Some((span, told))
}
