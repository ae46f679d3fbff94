//! Which reports lean on which, in words: "Nordwire → Island Herald: same text".

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;
use twosource_evidence::file::{DependenceKind, DependenceRecord};

use crate::view::{StoryView, outlet};

/// Those who lean on one report in one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Leaning {
    /// The report leant on.
    pub on: String,
    /// Its place in the story.
    #[serde(skip)]
    pub place: usize,
    /// Those who lean on it.
    pub reports: Vec<String>,
    /// "same text", "cited".
    pub how: String,
    /// True where the evidence tells who has it from whom.
    pub directed: bool,
}

impl Leaning {
    /// "Nordwire → Island Herald, Coast Radio: same text".
    pub fn told(&self) -> String {
        let arrow = if self.directed { "→" } else { "=" };
        let labels: Vec<&str> = self.reports.iter().map(String::as_str).collect();
        format!("{} {arrow} {}: {}", self.on, super::fact::capped(&labels), self.how)
    }
}

/// The first dependences, and how many more there are.
pub(super) fn of(story: &StoryView<'_>, most: usize) -> (Vec<Leaning>, usize) {
    let mut leanings: Vec<Leaning> = Vec::new();
    // Of many reports each two may lean on each other.
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut known: BTreeMap<(usize, String, bool), usize> = BTreeMap::new();
    // The closest first: what is one text need not be told as citing too.
    let mut records: Vec<&DependenceRecord> = story.record.dependence.iter().collect();
    records.sort_by_key(|record| rank(record.kind));
    for record in records {
        let Some((on, by, directed)) = direction(story, record) else { continue };
        if !pairs.insert((on.min(by), on.max(by))) {
            continue;
        }
        let how = how(story, record, on, by);
        let label = story.reports[by].label.clone();
        let place = *known.entry((on, how.clone(), directed)).or_insert(leanings.len());
        match leanings.get_mut(place) {
            Some(known) => known.reports.push(label),
            None => leanings.push(Leaning {
                on: story.reports[on].label.clone(),
                place: on,
                reports: vec![label],
                how,
                directed,
            }),
        }
    }
    let more = leanings.len().saturating_sub(most);
    leanings.truncate(most);
    (leanings, more)
}

fn rank(kind: DependenceKind) -> u8 {
    match kind {
        DependenceKind::Copy => 0,
        DependenceKind::SharedPassages => 1,
        DependenceKind::SameAgency => 2,
        DependenceKind::Cites => 3,
        DependenceKind::SameByline => 4,
        DependenceKind::Rewrite => 5,
        DependenceKind::Links => 6,
    }
}

/// The report leant on, the one that leans, and whether that way round is told.
fn direction(story: &StoryView<'_>, record: &DependenceRecord) -> Option<(usize, usize, bool)> {
    let (one, other) = (story.place(&record.reports[0])?, story.place(&record.reports[1])?);
    if one == other {
        return None;
    }
    // The citing one and the rewrite stand first.
    if matches!(record.kind, DependenceKind::Cites | DependenceKind::Rewrite) {
        return Some((other, one, true));
    }
    if is_taken_from(story, one, other) {
        return Some((other, one, true));
    }
    if is_taken_from(story, other, one) {
        return Some((one, other, true));
    }
    match (signs_as_agency(story, one), signs_as_agency(story, other)) {
        (true, false) => return Some((one, other, true)),
        (false, true) => return Some((other, one, true)),
        _ => {}
    }
    // Else the earlier one, where both bear a time and it differs.
    let (first, second) = (one.min(other), one.max(other));
    let published = |place: usize| story.reports[place].record.published.as_deref();
    let known = matches!((published(first), published(second)), (Some(a), Some(b)) if is_before(a, b));
    Some((first, second, known && record.kind != DependenceKind::SameAgency))
}

/// True where both are told as finely as it takes to know which came first.
fn is_before(first: &str, second: &str) -> bool {
    let day = |moment: &str| moment.get(..10).map(str::to_owned);
    match (day(first), day(second)) {
        (Some(a), Some(b)) if a != b => true,
        _ => first.len() > 10 && second.len() > 10 && first != second,
    }
}

/// True where a report opens as an agency's does, with its own outlet in brackets after the place: "HALMER, March 9
/// (Nordwire) —".
fn signs_as_agency(story: &StoryView<'_>, report: usize) -> bool {
    const OPENING: usize = 160;
    let record = story.reports[report].record;
    let Some(name) = outlet(record) else { return false };
    let opening: String = record.text.trim_start().chars().take(OPENING).collect();
    opening
        .lines()
        .any(|line| line.find(&format!("({name})")).is_some_and(|at| line[..at].contains(',') && at < 60))
}

/// True where a report credits the other's outlet for its text.
fn is_taken_from(story: &StoryView<'_>, report: usize, other: usize) -> bool {
    let Some(name) = outlet(story.reports[other].record) else { return false };
    let record = story.reports[report].record;
    if outlet(record).as_deref() == Some(&name) {
        return false;
    }
    let credited = record.agencies.iter().filter(|agency| agency.for_text).map(|agency| agency.name.as_str());
    let syndicated =
        record.syndicated_from.iter().filter(|from| from.mark != "related").map(|from| from.name.as_str());
    credited.chain(syndicated).any(|given| given.eq_ignore_ascii_case(&name))
}

fn how(story: &StoryView<'_>, record: &DependenceRecord, on: usize, by: usize) -> String {
    let one_outlet = outlet(story.reports[on].record);
    let same = one_outlet.is_some() && one_outlet == outlet(story.reports[by].record);
    match record.kind {
        DependenceKind::Copy | DependenceKind::SharedPassages if same => "its later version".to_owned(),
        DependenceKind::Copy if record.overlap >= 0.995 => "same text".to_owned(),
        DependenceKind::Copy => format!("{:.0}% the same text", record.overlap * 100.0),
        DependenceKind::SharedPassages => "passages in the same words".to_owned(),
        DependenceKind::SameAgency => match shared_agency(story, on, by) {
            Some(agency) => format!("both from {agency}"),
            None => "both from one agency".to_owned(),
        },
        DependenceKind::Cites => "cited".to_owned(),
        DependenceKind::SameByline => "the same writer".to_owned(),
        DependenceKind::Links => "its page leads there".to_owned(),
        DependenceKind::Rewrite => "may be rewritten from it".to_owned(),
    }
}

/// The agency that both credit.
fn shared_agency(story: &StoryView<'_>, on: usize, by: usize) -> Option<String> {
    let credits =
        |place: usize| story.reports[place].record.agencies.iter().map(|agency| agency.name.as_str());
    let found = credits(on).find(|name| credits(by).any(|other| other == *name))?;
    Some(crate::printable::brief_line(found, 40))
}
