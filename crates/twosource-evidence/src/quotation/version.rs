//! What one version of a quotation leaves out of the fullest one, and what it changes.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::Version;
use super::stretch::Stretch;
use crate::story::Story;

/// A version against the fullest one.
#[derive(Debug)]
pub(super) struct Compared {
    /// What it leaves out and changes.
    pub version: Version,
    /// True where words differ, or are left out of the middle with no sign of it.
    pub altered: bool,
}

/// The fullest version: nothing cut, nothing changed.
pub(super) fn whole(stretch: &Stretch) -> Version {
    Version {
        report: stretch.report,
        attribution: stretch.attribution,
        span: stretch.span,
        cut: Vec::new(),
        changes: Vec::new(),
    }
}

/// Compares a stretch with the fullest one.
///
/// `elsewhere` tells of each word of the fullest whether another stretch of the same report has it: words that only the
/// outlet's own "she said" stands between are not cut.
pub(super) fn compare(story: &Story, fullest: &Stretch, stretch: &Stretch, elsewhere: &[bool]) -> Compared {
    let ops = capture_diff_slices(Algorithm::Myers, &fullest.numbers, &stretch.numbers);
    let equal = |op: &&similar::DiffOp| op.tag() == DiffTag::Equal;
    let (first, last) = (ops.iter().position(|op| equal(&op)), ops.iter().rposition(|op| equal(&op)));
    let mut compared = Compared { version: whole(stretch), altered: false };
    let (Some(first), Some(last)) = (first, last) else { return compared };
    let left_out = |words: std::ops::Range<usize>| words.clone().any(|word| !elsewhere[word]);
    if left_out(0..ops[first].old_range().start) {
        compared.version.cut.push("before");
    }
    for op in ops[first..=last].iter().filter(|op| op.tag() != DiffTag::Equal) {
        let has = fullest.text(story, op.old_range());
        let this_has = stretch.text(story, op.new_range());
        if op.tag() == DiffTag::Delete {
            if !left_out(op.old_range()) {
                continue;
            }
            if !compared.version.cut.contains(&"middle") {
                compared.version.cut.push("middle");
            }
            if says_so(story, stretch, op.new_range().start) {
                continue;
            }
        }
        compared.altered = true;
        compared.version.changes.push([has.to_owned(), this_has.to_owned()]);
    }
    if left_out(ops[last].old_range().end..fullest.numbers.len()) {
        compared.version.cut.push("after");
    }
    compared
}

/// True where the characters before `word` show that something was left out.
fn says_so(story: &Story, stretch: &Stretch, word: usize) -> bool {
    let text = &story.reports[stretch.report].report.text;
    let Some(before) = word.checked_sub(1).and_then(|w| stretch.words.get(w)) else { return false };
    let Some(after) = stretch.words.get(word) else { return false };
    let between = text.get(before.end..after.start).unwrap_or_default();
    let points = between.chars().filter(|&c| c == '.').count();
    between.contains('…') || points > 2
}
