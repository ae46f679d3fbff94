//! The quotations of one report against those of all others: the nearest version of each, and what was cut or changed.

use std::collections::BTreeMap;

use twosource_text::Span;

use super::stretch::{self, Stretch};
use super::{ALONE, SHINGLE, elsewhere, holds, is_one_quotation, version};
use crate::cast::Cast;
use crate::dependence::runs;
use crate::story::Story;

/// A quotation of one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    /// The quoted words, without the marks, in bytes.
    pub span: Span,
    /// Who says them, a place in the cast.
    pub speaker: Option<usize>,
    /// The version of another report that is nearest.
    pub version: Option<HeldAgainst>,
}

/// A version of another report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeldAgainst {
    /// Index into the story's reports.
    pub report: usize,
    /// Its words, in bytes.
    pub span: Span,
    /// Whom it gives them to.
    pub speaker: Option<usize>,
    /// What the quotation leaves out of it: "before", "middle", "after".
    pub cut: Vec<&'static str>,
    /// Word changes: what it has, what the quotation has.
    pub changes: Vec<[String; 2]>,
    /// True where words differ, or were left out of the middle with no sign of it.
    pub altered: bool,
}

/// The quotations of report `of`, in order. A turn of phrase that no other report quotes is left out.
pub(crate) fn held(story: &Story, cast: &Cast, of: usize) -> Vec<Held> {
    let stretches = stretch::all(story, cast);
    let numbers: Vec<&[u32]> = stretches.iter().map(|stretch| stretch.numbers.as_slice()).collect();
    // For each stretch of the report the other with the longest run of its words; of equals one of the same speaker, then the first.
    let mut nearest: BTreeMap<usize, (usize, bool, usize)> = BTreeMap::new();
    for ((a, b), runs) in runs::find(&numbers, SHINGLE) {
        let (own, other) = match (stretches[a].report == of, stretches[b].report == of) {
            (true, false) => (a, b),
            (false, true) => (b, a),
            _ => continue,
        };
        let Some(run) = runs.into_iter().max_by_key(|run| (run.len, std::cmp::Reverse(run.a))) else {
            continue;
        };
        if !is_one_quotation(story, &stretches[a], &stretches[b], &run) {
            continue;
        }
        let speaker = stretches[own].speaker.is_some() && stretches[own].speaker == stretches[other].speaker;
        let found = (run.len, speaker, other);
        let best = nearest.entry(own).or_insert(found);
        if (found.0, found.1) > (best.0, best.1) {
            *best = found;
        }
    }
    let all: Vec<&Stretch> = stretches.iter().collect();
    let mut found = Vec::new();
    for (place, stretch) in stretches.iter().enumerate().filter(|(_, stretch)| stretch.report == of) {
        let version =
            nearest.get(&place).map(|&(.., other)| against(story, &stretches[other], stretch, &all));
        if version.is_none() && (stretch.numbers.len() < ALONE || stretch.is_title(story)) {
            continue;
        }
        found.push(Held { span: stretch.span, speaker: stretch.speaker, version });
    }
    found
}

fn against(story: &Story, other: &Stretch, own: &Stretch, all: &[&Stretch]) -> HeldAgainst {
    let given = elsewhere(other, own, all);
    let compared = version::compare(story, other, own, &given);
    let mut changes = compared.version.changes;
    for words in added(other, own, all) {
        changes.push([String::new(), own.text(story, words).to_owned()]);
    }
    HeldAgainst {
        report: other.report,
        span: other.span,
        speaker: other.speaker,
        cut: compared.version.cut,
        altered: compared.altered || !changes.is_empty(),
        changes,
    }
}

/// What a quotation has before and after the words of the other, where the other's report has it in no quotation at all.
fn added(other: &Stretch, own: &Stretch, all: &[&Stretch]) -> Vec<std::ops::Range<usize>> {
    let ops = similar::capture_diff_slices(similar::Algorithm::Myers, &other.numbers, &own.numbers);
    let equal = |op: &similar::DiffOp| op.tag() == similar::DiffTag::Equal;
    let (Some(first), Some(last)) = (ops.iter().position(equal), ops.iter().rposition(equal)) else {
        return Vec::new();
    };
    let outside = [0..ops[first].new_range().start, ops[last].new_range().end..own.numbers.len()];
    let is_new = |words: &std::ops::Range<usize>| {
        let part = Stretch { numbers: own.numbers[words.clone()].to_vec(), words: Vec::new(), ..*own };
        !words.is_empty()
            && !all.iter().any(|stretch| stretch.report == other.report && holds(stretch, &part))
    };
    outside.into_iter().filter(is_new).collect()
}
