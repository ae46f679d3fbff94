//! A claim with other statements: what tells of its statements by their places is told anew.

use std::collections::BTreeMap;

use crate::file::{ClaimRecord, ClaimStatement, DetailRecord, TextSupport};

/// `whole` with these statements in place of its own; its words stay, where one of them has any. A detail and a part of the text
/// keep those of their statements that are left.
pub(super) fn with_statements(whole: &ClaimRecord, statements: Vec<ClaimStatement>) -> ClaimRecord {
    let places: BTreeMap<(&str, usize, usize), usize> = statements
        .iter()
        .enumerate()
        .map(|(place, at)| ((at.report.as_str(), at.start, at.end), place))
        .collect();
    let now: Vec<Option<usize>> = (whole.statements.iter())
        .map(|at| places.get(&(at.report.as_str(), at.start, at.end)).copied())
        .collect();
    let moved = |place: usize| now.get(place).copied().flatten();
    let details = whole.details.iter().filter_map(|detail| {
        let mut detail: DetailRecord = detail.clone();
        for value in &mut detail.values {
            let kept: Vec<(usize, usize)> = (value.statements.iter().enumerate())
                .filter_map(|(at, &place)| Some((at, moved(place)?)))
                .collect();
            // One stretch of words stands for each statement, where the file is whole.
            value.spans = kept.iter().filter_map(|&(at, _)| value.spans.get(at).cloned()).collect();
            value.statements = kept.into_iter().map(|(_, place)| place).collect();
        }
        detail.values.retain(|value| !value.statements.is_empty());
        detail.agreed |= detail.values.len() < 2;
        let givers: usize = detail.values.iter().map(|value| value.statements.len()).sum();
        (givers > 1).then_some(detail)
    });
    let details: Vec<DetailRecord> = details.collect();
    let text_support = whole.text_support.iter().map(|part| TextSupport {
        statements: part.statements.iter().filter_map(|&place| moved(place)).collect(),
        ..part.clone()
    });
    let text_support: Vec<TextSupport> = text_support.collect();
    ClaimRecord { details, text_support, statements, ..whole.clone() }
}

/// `claim` in the words of its statement at this place, which alone is known to bear them.
pub(super) fn reworded(claim: ClaimRecord, place: usize, words: &str) -> ClaimRecord {
    let support = TextSupport { start: 0, end: words.chars().count(), statements: vec![place] };
    ClaimRecord { text: words.to_owned(), text_support: vec![support], ..claim }
}
