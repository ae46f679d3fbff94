//! What a reader should know beside a standing, and what does not change it.

use std::collections::{BTreeMap, BTreeSet};

use twosource_lexicon::english::WordList;

use crate::claim::Claim;
use crate::dependence::outlet::Outlet;
use crate::dependence::{byline, name};
use crate::file::CautionKind;
use crate::origin::{Ground, Origins, in_words};
use crate::story::Story;

/// What a reader should know of a claim beside how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caution {
    /// Of what kind.
    pub kind: CautionKind,
    /// The reports (indices into the story) that it is about.
    pub reports: Vec<usize>,
    /// In words.
    pub why: String,
}

/// The cautions of a claim, in the order of their kinds.
pub(super) fn of_claim(
    story: &Story,
    claim: &Claim,
    origins: &Origins,
    named: &[usize],
    translated: &BTreeSet<usize>,
) -> Vec<Caution> {
    let reports: BTreeSet<usize> = claim.statements.iter().map(|at| at.report).collect();
    let called = |reports: &[usize]| {
        in_words(reports.iter().map(|&report| name(&story.reports[report].report, report)))
    };
    let several = outlets(story, reports.iter().copied()) > 1;
    let mut found = Vec::new();
    let mut add =
        |kind: CautionKind, reports: Vec<usize>, why: String| found.push(Caution { kind, reports, why });

    if several {
        let owners: BTreeMap<&str, Vec<usize>> = grouped(
            reports
                .iter()
                .filter_map(|&report| Some((Outlet::of(&story.reports[report].report)?.owner()?, report))),
        );
        for (owner, titles) in owners {
            if outlets(story, titles.iter().copied()) > 1 {
                let why = format!("{} belong to one owner: {owner}", called(&titles));
                add(CautionKind::OneOwner, titles, why);
            }
        }
    }
    let organs: BTreeMap<&str, Vec<usize>> = grouped(
        reports
            .iter()
            .filter_map(|&report| Some((Outlet::of(&story.reports[report].report)?.state_name()?, report))),
    );
    for (state, organs) in organs {
        let verb = if organs.len() == 1 { "is an organ" } else { "are organs" };
        let why = format!("{} {verb} of a state: {state}", called(&organs));
        add(CautionKind::StateMedia, organs, why);
    }
    if several {
        let written = reports.iter().flat_map(|&report| {
            byline::authors(&story.reports[report].report).into_iter().map(move |author| (author, report))
        });
        for (author, written) in grouped(written) {
            if outlets(story, written.iter().copied()) > 1 {
                let why = format!("{author} wrote what {} print", called(&written));
                add(CautionKind::OneByline, written, why);
            }
        }
    }
    if !named.is_empty() && named.iter().all(|&origin| origins.ground(origin) == Ground::Anonymous) {
        let of: Vec<usize> = reports.iter().copied().collect();
        add(CautionKind::AnonymousOnly, of, "no source of it goes by name".to_owned());
    }
    let undated: Vec<usize> =
        reports.iter().copied().filter(|&report| story.reports[report].report.published.is_none()).collect();
    if !undated.is_empty() {
        let verb = if undated.len() == 1 { "bears" } else { "bear" };
        let why = format!("{} {verb} no date", called(&undated));
        add(CautionKind::Undated, undated, why);
    }
    let translated: Vec<usize> =
        reports.iter().copied().filter(|report| translated.contains(report)).collect();
    if !translated.is_empty() {
        let verb = if translated.len() == 1 { "is a translation" } else { "are translations" };
        let why =
            format!("what {} prints {verb}, or is in a language that is not read well", called(&translated));
        add(CautionKind::Translated, translated, why);
    }
    found
}

/// The reports of a story that are translations: found once, since each is read as a whole for it.
pub(super) fn translated(story: &Story) -> BTreeSet<usize> {
    (0..story.reports.len()).filter(|&report| is_translated(story, report)).collect()
}

/// True for a translation that says so, and for a text in another language.
fn is_translated(story: &Story, report: usize) -> bool {
    let report = &story.reports[report].report;
    let other = report.language.as_deref().is_some_and(|tag| !tag.to_lowercase().starts_with("en"));
    let lower = report.text.to_lowercase();
    other || WordList::Translated.words().iter().any(|words| lower.contains(words))
}

fn grouped<K: Ord>(pairs: impl Iterator<Item = (K, usize)>) -> BTreeMap<K, Vec<usize>> {
    let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (key, report) in pairs {
        let group = groups.entry(key).or_default();
        if group.last() != Some(&report) {
            group.push(report);
        }
    }
    groups
}

/// How many outlets published the reports.
fn outlets(story: &Story, reports: impl Iterator<Item = usize>) -> usize {
    reports.map(|report| crate::origin::outlet_key(&story.reports[report])).collect::<BTreeSet<_>>().len()
}
