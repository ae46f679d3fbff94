//! One quotation under two names.

use crate::story::{StatementRef, Story};

/// The share of a statement's telling words between quotation marks from which it is a quotation.
const QUOTED: f64 = 0.5;

/// The share of the shorter one's words that stand in the other from which two quotations are one.
const SHARED: f64 = 0.6;

/// True where all the statements are quotations, and each has most of its words in common with the first.
pub(super) fn is_one(story: &Story, statements: &[StatementRef]) -> bool {
    let Some((first, rest)) = statements.split_first() else { return false };
    let forms = |at: &StatementRef| -> Vec<&str> {
        let matter = story.reports[at.report].matters.get(at.statement);
        let items = matter.map(|matter| matter.items.as_slice()).unwrap_or_default();
        items.iter().filter(|item| item.quoted).map(|item| item.form.as_str()).collect()
    };
    let is_quotation = |at: &StatementRef| {
        let matter = story.reports[at.report].matters.get(at.statement);
        let told = matter.map_or(0, |matter| matter.items.iter().filter(|item| !item.frame).count());
        let marked = forms(at).len() as f64 >= QUOTED * told as f64;
        // A sentence of a quotation that runs on has its marks in another.
        let annotated = &story.reports[at.report];
        let statement = &annotated.statements[at.statement];
        let attribution = statement.attribution.and_then(|index| annotated.attributions.get(index));
        let direct = attribution.is_some_and(|a| a.kind == twosource_annotate::AttributionKind::Direct);
        direct || told > 0 && marked
    };
    let words = |at: &StatementRef| -> Vec<&str> {
        let matter = story.reports[at.report].matters.get(at.statement);
        let items = matter.map(|matter| matter.items.as_slice()).unwrap_or_default();
        items.iter().filter(|item| !item.frame).map(|item| item.form.as_str()).collect()
    };
    let own = words(first);
    is_quotation(first)
        && rest.iter().all(|at| {
            let other = words(at);
            let (short, long) = if own.len() <= other.len() { (&own, &other) } else { (&other, &own) };
            let shared = short.iter().filter(|form| long.contains(form)).count();
            is_quotation(at) && !short.is_empty() && shared as f64 >= SHARED * short.len() as f64
        })
}
