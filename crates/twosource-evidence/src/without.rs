//! What is left of a story when one of its sources is taken away: it is weighed again without that.
//!
//! What a source is taken from: the statements that rest on it alone, and, where it is an outlet or an agency, the reports that are
//! its text, whoever prints them. What another source says in such a report is gone with it; what a second report has from that
//! source stays.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;
use thiserror::Error;
use twosource_annotate::Reading;
use twosource_text::CharIndex;

use crate::file::{
    ClaimStatement, DependenceKind, Evidence, OriginKind, ReportRecord, Run, Standing, StoryRecord,
};
use crate::twin::twins;
use crate::weigh::weigh_one;

/// What the evidence file adds to a name to tell one origin from another.
const MARKS: [&str; 4] = [", as quoted", ", no source named", "'s own reporting", ", not named"];

/// The setting of a run that says what was taken away.
pub const WITHOUT: &str = "without";

/// What is left of the stories of an evidence file.
#[derive(Clone, Debug)]
pub struct Without {
    /// The names of what was taken away.
    pub sources: Vec<String>,
    /// What is left, weighed again. Stories of which nothing is left are gone.
    pub evidence: Evidence,
    /// Ids of the reports that are gone.
    pub reports: Vec<String>,
    /// How many statements of other reports are gone.
    pub statements: usize,
    /// What became of the claims that stand otherwise or are gone, those that stood best first.
    pub fates: Vec<Fate>,
    /// How many claims stood so before, and stand so now.
    pub counts: Vec<(Standing, usize, usize)>,
}

/// What became of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fate {
    /// Id of its story.
    pub story: String,
    /// Its id before.
    pub claim: String,
    /// Its words before.
    pub text: String,
    /// How it stood.
    pub was: Standing,
    /// How it stands; `None` where nobody else says so.
    pub now: Option<Standing>,
}

/// Why nothing could be taken away.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WithoutError {
    /// No source is called so.
    #[error("no source is called {asked:?}; the sources are: {known}")]
    Unknown {
        /// As asked.
        asked: String,
        /// The names of those that most statements rest on.
        known: String,
    },
    /// Nothing is left.
    #[error("nothing is left without {0}: every report rests on it")]
    Nothing(String),
}

/// Sources named in an error.
const NAMED: usize = 12;

/// Weighs the stories of `whole` again without the sources of these names or ids; `readings` are its reports as they were read.
///
/// # Errors
/// Where there is no such source, or nothing is left.
pub fn without(
    readings: Vec<Reading>,
    whole: &Evidence,
    asked: &[String],
    run: &Run,
) -> Result<Without, WithoutError> {
    let mut taken = Taken::default();
    for source in asked {
        taken.take(whole, source)?;
    }
    let mut readings: BTreeMap<String, Reading> = (readings.into_iter())
        .filter(|reading| !taken.reports.contains(&reading.report.id))
        .map(|reading| (reading.report.id.clone(), reading))
        .collect();
    let mut statements = 0;
    for reading in readings.values_mut() {
        let Some(gone) = taken.statements.get(&reading.report.id) else { continue };
        let text = reading.report.text.clone();
        let index = CharIndex::new(&text);
        let before = reading.statements.len();
        reading.keep_statements(|statement| {
            let place = index.chars(statement.span);
            !gone.contains(&(place.start, place.end))
        });
        statements += before - reading.statements.len();
        if reading.statements.is_empty() {
            taken.reports.insert(reading.report.id.clone());
        }
    }
    readings.retain(|id, _| !taken.reports.contains(id));
    let mut run = run.clone();
    run.settings.insert(WITHOUT.to_owned(), taken.names.clone().into());
    let mut left =
        Evidence { schema: whole.schema.clone(), run: run.clone(), reports: Vec::new(), stories: Vec::new() };
    for story in &whole.stories {
        let members: Vec<Reading> = story.reports.iter().filter_map(|id| readings.remove(id)).collect();
        if members.is_empty() {
            continue;
        }
        let one = weigh_one(members, run.clone());
        left.reports.extend(one.reports);
        left.stories.extend(one.stories.into_iter().map(|one| StoryRecord { id: story.id.clone(), ..one }));
    }
    if left.stories.is_empty() {
        return Err(WithoutError::Nothing(taken.names.join(" and ")));
    }
    left.reports.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(Without {
        fates: fates(whole, &left),
        counts: counts(whole, &left),
        sources: taken.names,
        evidence: left,
        reports: taken.reports.into_iter().collect(),
        statements,
    })
}

/// A name without what tells one origin from another of that name.
pub fn bare(name: &str) -> &str {
    let mut rest = name.trim();
    while let Some(shorter) = MARKS.iter().find_map(|mark| rest.strip_suffix(mark)) {
        rest = shorter;
    }
    rest
}

/// What goes.
#[derive(Debug, Default)]
struct Taken {
    names: Vec<String>,
    reports: BTreeSet<String>,
    /// Of a report the statements, by code points.
    statements: BTreeMap<String, BTreeSet<(usize, usize)>>,
}

impl Taken {
    fn take(&mut self, whole: &Evidence, asked: &str) -> Result<(), WithoutError> {
        let asked = asked.trim();
        let is_meant = |name: &str| bare(name).to_lowercase() == bare(asked).to_lowercase();
        let mut found = None;
        for story in &whole.stories {
            let ids: BTreeSet<&str> = (story.origins.iter())
                .filter(|origin| is_meant(&origin.name) || origin.id.eq_ignore_ascii_case(asked))
                .map(|origin| origin.id.as_str())
                .collect();
            let prints = story.origins.iter().filter(|origin| ids.contains(origin.id.as_str()));
            let name = prints.clone().map(|origin| bare(&origin.name).to_owned()).next();
            let is_text = prints.clone().any(|origin| {
                matches!(origin.kind, OriginKind::Agency | OriginKind::Outlet | OriginKind::Release)
            });
            let reports = match &name {
                Some(name) if is_text => texts_of(whole, story, name),
                Some(_) => BTreeSet::new(),
                // An outlet that only prints another's text is no origin.
                None => texts_of(whole, story, bare(asked)),
            };
            if ids.is_empty() && reports.is_empty() {
                continue;
            }
            found = found.or(name).or_else(|| Some(asked.to_owned()));
            self.reports.extend(reports.into_iter().map(str::to_owned));
            for at in
                story.claims.iter().flat_map(|claim| &claim.statements).filter(|at| rests_only(at, &ids))
            {
                self.statements.entry(at.report.clone()).or_default().insert((at.start, at.end));
            }
        }
        match found {
            Some(name) => self.names.push(name),
            None => {
                return Err(WithoutError::Unknown {
                    asked: asked.chars().take(60).collect(),
                    known: known(whole),
                });
            }
        }
        Ok(())
    }
}

/// True where every source of a statement is one of these.
fn rests_only(at: &ClaimStatement, ids: &BTreeSet<&str>) -> bool {
    ids.contains(at.origin.as_str()) && at.also_from.iter().all(|also| ids.contains(also.as_str()))
}

/// The reports of a story that are the text of an outlet or agency: its own, those that credit it, and copies of any of them.
fn texts_of<'e>(whole: &'e Evidence, story: &'e StoryRecord, name: &str) -> BTreeSet<&'e str> {
    let same = |other: &str| other.trim().to_lowercase() == name.trim().to_lowercase();
    let is_text = |record: &&ReportRecord| {
        record.outlet.as_deref().is_some_and(same)
            || record.agencies.iter().any(|agency| agency.for_text && same(&agency.name))
            || record.syndicated_from.as_ref().is_some_and(|from| same(&from.name))
    };
    let members: BTreeSet<&str> = story.reports.iter().map(String::as_str).collect();
    let own = whole.reports.iter().filter(|record| members.contains(record.id.as_str())).filter(is_text);
    let own: BTreeSet<&str> = own.map(|record| record.id.as_str()).collect();
    let copies = story.dependence.iter().filter(|leaning| leaning.kind == DependenceKind::Copy);
    let copies = copies.filter(|leaning| leaning.reports.iter().any(|id| own.contains(id.as_str())));
    let copies = copies.flat_map(|leaning| leaning.reports.iter().map(String::as_str));
    own.iter().copied().chain(copies).collect()
}

/// The names of the sources that most statements rest on.
fn known(whole: &Evidence) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for story in &whole.stories {
        for origin in &story.origins {
            let statements = story.claims.iter().flat_map(|claim| &claim.statements);
            *counts.entry(bare(&origin.name)).or_default() +=
                statements.filter(|at| at.rests_on(&origin.id)).count();
        }
    }
    let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
    names.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    names.into_iter().take(NAMED).map(|(name, _)| name).collect::<Vec<_>>().join(", ")
}

/// What became of each claim that stands otherwise.
fn fates(whole: &Evidence, left: &Evidence) -> Vec<Fate> {
    let mut fates = Vec::new();
    for story in &whole.stories {
        let now = left.stories.iter().find(|now| now.id == story.id);
        let mut holding: BTreeMap<(&str, usize, usize), Vec<usize>> = BTreeMap::new();
        for (place, claim) in now.iter().flat_map(|now| now.claims.iter().enumerate()) {
            for at in &claim.statements {
                holding.entry((&at.report, at.start, at.end)).or_default().push(place);
            }
        }
        let twins = twins(&story.claims);
        for (place, claim) in story.claims.iter().enumerate() {
            if twins.contains_key(&place) {
                continue;
            }
            let mut held: BTreeMap<usize, usize> = BTreeMap::new();
            for at in &claim.statements {
                for &now in holding.get(&(at.report.as_str(), at.start, at.end)).into_iter().flatten() {
                    *held.entry(now).or_default() += 1;
                }
            }
            let best = held.iter().max_by_key(|(place, count)| (**count, std::cmp::Reverse(**place)));
            let standing = best.and_then(|(place, _)| Some(now?.claims.get(*place)?.standing));
            if standing != Some(claim.standing) {
                fates.push(Fate {
                    story: story.id.clone(),
                    claim: claim.id.clone(),
                    text: claim.text.clone(),
                    was: claim.standing,
                    now: standing,
                });
            }
        }
    }
    fates.sort_by_key(|fate| (fate.was, fate.now));
    fates
}

/// How many claims stand how, before and after.
fn counts(whole: &Evidence, left: &Evidence) -> Vec<(Standing, usize, usize)> {
    let count = |evidence: &Evidence, standing: Standing| -> usize {
        let of_story = evidence.stories.iter().map(|story| {
            let twins = twins(&story.claims);
            let claims = story.claims.iter().enumerate();
            claims.filter(|(at, claim)| claim.standing == standing && !twins.contains_key(at)).count()
        });
        of_story.sum()
    };
    let all = [
        Standing::Corroborated,
        Standing::Disputed,
        Standing::Echoed,
        Standing::Unsourced,
        Standing::SingleSource,
    ];
    all.into_iter().map(|standing| (standing, count(whole, standing), count(left, standing))).collect()
}
