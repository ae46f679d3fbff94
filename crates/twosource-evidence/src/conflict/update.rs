//! Values that give way to later ones.

use std::collections::{BTreeMap, BTreeSet};

use twosource_text::Span;

use crate::story::{StatementRef, Story};

/// True where later values replace earlier ones: what they count grows and no time of publication has two values, or an outlet
/// that gave the one gives the other later.
pub(super) fn replaces(story: &Story, sides: &[(StatementRef, String, Span)], grows: bool) -> bool {
    grows && later_differ(story, sides) || outlet_differs(story, sides)
}

/// True where every report bears a date, and none has two values.
fn later_differ(story: &Story, sides: &[(StatementRef, String, Span)]) -> bool {
    let mut of_time: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (at, words, _) in sides {
        let Some(published) = &story.reports[at.report].report.published else { return false };
        of_time.entry(&published.value).or_default().insert(words);
    }
    of_time.len() > 1 && of_time.values().all(|words| words.len() == 1)
}

/// True where one outlet has two values in two reports: it replaced its own.
fn outlet_differs(story: &Story, sides: &[(StatementRef, String, Span)]) -> bool {
    let mut of_outlet: BTreeMap<&str, BTreeMap<usize, &str>> = BTreeMap::new();
    for (at, words, _) in sides {
        let Some(outlet) = story.reports[at.report].report.outlet.as_deref() else { continue };
        of_outlet.entry(outlet).or_default().insert(at.report, words);
    }
    of_outlet.values().any(|values| values.values().collect::<BTreeSet<_>>().len() > 1)
}
