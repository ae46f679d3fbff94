//! Claims.

use std::collections::BTreeMap;

use twosource_evidence::correction::{self, DecidedClaim};

use super::{Row, StoryView, word};
use crate::column::ColumnKind::{Integer, Real, Text, TextList};
use crate::{Cell, Column};

pub(crate) const COLUMNS: [Column; 18] = [
    Column::new("story", Text, "Id of the story."),
    Column::new("story_title", Text, "Its title."),
    Column::new("claim", Text, "Id of the claim within the story."),
    Column::new("text", Text, "The words of the statement that says it best."),
    Column::new("standing", Text, "corroborated, disputed, echoed, unsourced or single-source."),
    Column::new("why", Text, "Why it stands so, in words."),
    Column::new("origin_count", Integer, "Named, independent origins that carry it."),
    Column::new("origin_names", TextList, "Their names."),
    Column::new("statement_count", Integer, "Its statements."),
    Column::new("reports", TextList, "Ids of the reports that carry it."),
    Column::new("outlets", TextList, "Their outlets."),
    Column::new("about", TextList, "Names of those it is about."),
    Column::new("time_value", Text, "TIMEX3 value of the time it tells of."),
    Column::new("score", Real, "How sure the joining of its statements is, 0 to 1; 1 for one statement."),
    Column::new(
        "cautions",
        TextList,
        "one owner, state media, one byline, anonymous only, undated, translated.",
    ),
    Column::new("rule_applied", Text, "The rule that gave the standing, in words."),
    Column::new("decided", Text, "How it stands with what people decided otherwise."),
    Column::new("corrections", TextList, "Ids of their corrections."),
];

pub(crate) fn rows(view: &StoryView) -> Vec<Row> {
    let story = view.story;
    let decided = (!story.corrections.is_empty())
        .then(|| correction::apply(view.evidence, &story.id, &story.corrections))
        .flatten();
    let decided = decided.map(|decided| decided.claims).unwrap_or_default();
    let own: BTreeMap<&str, &DecidedClaim> = decided.iter().map(|own| (own.claim.as_str(), own)).collect();
    let mut taken: BTreeMap<&str, &DecidedClaim> = BTreeMap::new();
    for claim in &decided {
        for before in &claim.evidence {
            taken.entry(&before.claim).or_insert(claim);
        }
    }
    let row = |claim: &twosource_evidence::file::ClaimRecord| {
        // The claim of the same id, else the one that took its statements.
        let decided = own.get(claim.id.as_str()).or_else(|| taken.get(claim.id.as_str()));
        let names = claim.origins.iter().filter_map(|id| view.origin_name(id)).map(str::to_owned);
        let about = claim.about.iter().filter_map(|id| view.entity_name(id)).map(str::to_owned);
        let reports = claim.statements.iter().map(|statement| statement.report.clone());
        let outlets = claim.statements.iter().filter_map(|statement| view.outlet(&statement.report));
        let cautions = claim.cautions.iter().filter_map(|caution| word(caution.kind).text());
        vec![
            (&story.id).into(),
            (&story.title).into(),
            (&claim.id).into(),
            (&claim.text).into(),
            claim.standing.as_str().into(),
            (&claim.why).into(),
            claim.origins.len().into(),
            Cell::TextList(names.collect()),
            claim.statements.len().into(),
            Cell::distinct(reports),
            Cell::distinct(outlets.map(str::to_owned)),
            Cell::TextList(about.collect()),
            claim.time.as_ref().into(),
            Cell::Real(claim.score),
            Cell::distinct(cautions),
            Some(&claim.rule).filter(|rule| !rule.is_empty()).into(),
            decided.map(|own| own.standing.as_str()).into(),
            decided.map_or(Cell::Empty, |own| own.corrections.as_slice().into()),
        ]
    };
    story.claims.iter().map(row).collect()
}
