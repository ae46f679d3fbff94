//! The same words of one speaker in several reports, and what each outlet cut or changed.

mod held;
pub(crate) mod marks;
mod stretch;
mod version;

use std::collections::BTreeMap;

use twosource_text::Span;

use crate::cast::Cast;
use crate::dependence::runs::{self, Run};
use crate::story::Story;
pub(crate) use held::{Held, held};
use stretch::Stretch;

/// Words of a quotation that one report alone gives; fewer are a turn of phrase.
const ALONE: usize = 4;
/// Words of a shingle in the index of quotations.
const SHINGLE: usize = 2;
/// Words in a row that make two stretches versions of one quotation. A stretch of fewer must stand in the other whole.
const RUN: usize = 5;
/// Versions of one quotation that are compared; hundreds of outlets may carry one sentence.
const VERSIONS: usize = 200;
/// Letters of a word that means something by itself.
const LETTERS: usize = 5;

/// How one report gives a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Index into the story's reports.
    pub report: usize,
    /// Index into the report's attributions.
    pub attribution: Option<usize>,
    /// The quoted words, without the marks, in bytes.
    pub span: Span,
    /// What it leaves out of the fullest version: "before", "middle", "after".
    pub cut: Vec<&'static str>,
    /// Word changes against the fullest version: what that has, what this has.
    pub changes: Vec<[String; 2]>,
}

/// A quotation with its versions, the fullest first. One that a single report gives has one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Place in the cast.
    pub speaker: Option<usize>,
    /// The fullest first.
    pub versions: Vec<Version>,
    /// True where words differ, or were left out of the middle with no sign of it.
    pub altered: bool,
}

/// Finds the quotations of a story and aligns them: those that most outlets give first, then by place.
///
/// Stretches of fewer than four words count only where another report quotes the same words in a longer stretch.
pub fn find(story: &Story, cast: &Cast) -> Vec<Quotation> {
    let stretches = stretch::all(story, cast);
    let mut found: Vec<Quotation> =
        group(story, &stretches).iter().filter_map(|members| quotation(story, &stretches, members)).collect();
    let reports = |quotation: &Quotation| {
        let mut reports: Vec<usize> = quotation.versions.iter().map(|version| version.report).collect();
        reports.sort_unstable();
        reports.dedup();
        reports.len()
    };
    // The sort is stable: places stay in order.
    found.sort_by_key(|quotation| std::cmp::Reverse(reports(quotation)));
    found
}

/// Groups the stretches (indices) that give one quotation, in the order of their first members.
fn group(story: &Story, stretches: &[Stretch]) -> Vec<Vec<usize>> {
    let numbers: Vec<&[u32]> = stretches.iter().map(|stretch| stretch.numbers.as_slice()).collect();
    let mut group_of: Vec<usize> = (0..stretches.len()).collect();
    // Each group's speaker, once a member names one: no group has two.
    let mut speaker: Vec<Option<usize>> = stretches.iter().map(|stretch| stretch.speaker).collect();
    let mut pairs: Vec<((usize, usize), usize)> = Vec::new();
    for (pair, runs) in runs::find(&numbers, SHINGLE) {
        let (a, b) = (&stretches[pair.0], &stretches[pair.1]);
        let longest = runs.into_iter().max_by_key(|run| (run.len, std::cmp::Reverse(run.a)));
        if let Some(run) = longest.filter(|run| a.may_share_speaker(b) && is_one_quotation(story, a, b, run))
        {
            pairs.push((pair, run.len));
        }
    }
    // The longest agreements join first, so that a phrase of nobody's cannot take a quotation to the wrong speaker.
    pairs.sort_by_key(|&(pair, len)| (std::cmp::Reverse(len), pair));
    for ((a, b), _) in pairs {
        let (a, b) = (root(&group_of, a), root(&group_of, b));
        if a != b && (speaker[a].is_none() || speaker[b].is_none() || speaker[a] == speaker[b]) {
            let (first, second) = (a.min(b), a.max(b));
            group_of[second] = first;
            speaker[first] = speaker[first].or(speaker[second]);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for stretch in 0..stretches.len() {
        groups.entry(root(&group_of, stretch)).or_default().push(stretch);
    }
    groups.into_values().collect()
}

fn root(group_of: &[usize], mut member: usize) -> usize {
    while group_of[member] != member {
        member = group_of[member];
    }
    member
}

/// True where the run of equal words shows that two stretches give one quotation.
fn is_one_quotation(story: &Story, a: &Stretch, b: &Stretch, run: &Run) -> bool {
    let meaning = (run.a..run.a + run.len)
        .filter(|&word| a.text(story, word..word + 1).chars().count() >= LETTERS)
        .count();
    let shorter = a.numbers.len().min(b.numbers.len());
    let whole = run.len == shorter;
    match (run.len, whole) {
        (RUN.., _) => meaning >= 1,
        // A short phrase needs weight: two words of meaning, or one and a speaker both reports name.
        (_, true) => meaning >= 2 || (meaning == 1 && a.speaker.is_some() && a.speaker == b.speaker),
        _ => false,
    }
}

/// The quotation of a group, `None` where it is only a turn of phrase or the title of a work.
fn quotation(story: &Story, stretches: &[Stretch], members: &[usize]) -> Option<Quotation> {
    let of = |&member: &usize| &stretches[member];
    let fullest = members
        .iter()
        .map(of)
        .max_by_key(|s| (s.numbers.len(), std::cmp::Reverse(s.report), std::cmp::Reverse(s.span.start)))?;
    let reports_differ = members.iter().map(of).any(|stretch| stretch.report != fullest.report);
    if (!reports_differ && fullest.numbers.len() < ALONE)
        || (members.iter().map(of).all(|s| s.is_title(story)))
    {
        return None;
    }
    let mut rest: Vec<&Stretch> =
        members.iter().map(of).filter(|stretch| !std::ptr::eq(*stretch, fullest)).collect();
    rest.sort_by_key(|stretch| {
        (std::cmp::Reverse(stretch.numbers.len()), stretch.report, stretch.span.start)
    });
    rest.truncate(VERSIONS);
    let mut versions = vec![version::whole(fullest)];
    let mut altered = false;
    for (i, stretch) in rest.iter().enumerate() {
        // A report that gives the words in full and later some of them again has one version.
        let mut fuller =
            std::iter::once(&fullest).chain(&rest[..i]).filter(|other| other.report == stretch.report);
        if fuller.any(|other| holds(other, stretch)) {
            continue;
        }
        let elsewhere = elsewhere(fullest, stretch, &rest);
        let compared = version::compare(story, fullest, stretch, &elsewhere);
        altered |= compared.altered;
        versions.push(compared.version);
    }
    let speaker = members.iter().map(of).find_map(|stretch| stretch.speaker);
    Some(Quotation { speaker, versions, altered })
}

/// True where all words of `inner` stand in a row in `outer`.
fn holds(outer: &Stretch, inner: &Stretch) -> bool {
    outer.numbers.windows(inner.numbers.len()).any(|words| words == inner.numbers)
}

/// Which words of the fullest version other stretches of `stretch`'s report give.
fn elsewhere(fullest: &Stretch, stretch: &Stretch, all: &[&Stretch]) -> Vec<bool> {
    let mut given = vec![false; fullest.numbers.len()];
    let same_report = |other: &&&Stretch| other.report == stretch.report && other.span != stretch.span;
    for other in all.iter().filter(same_report) {
        for run in runs::find(&[&fullest.numbers, &other.numbers], SHINGLE).into_values().flatten() {
            given[run.a..run.a + run.len].fill(true);
        }
    }
    given
}
