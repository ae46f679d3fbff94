//! Finding the claim a reader means.

use super::{ExplainError, Found};
use crate::file::{ClaimRecord, Evidence, StoryRecord};

/// Claims listed in an error.
const LISTED: usize = 20;
/// Characters of a claim shown in a list.
const SHOWN: usize = 80;

/// The claim by its id, by story and id, or by words of its text.
pub(super) fn claim<'e>(evidence: &'e Evidence, asked: &str) -> Result<Found<'e>, ExplainError> {
    let all: Vec<Found> = evidence
        .stories
        .iter()
        .flat_map(|story| story.claims.iter().map(move |claim| (story, claim)))
        .collect();
    let asked = asked.trim();
    let words = asked.to_lowercase();
    // An older id leads to the claim that holds the statement it was named after.
    let called = |story: &StoryRecord, claim: &ClaimRecord, name: &str| {
        story.claim_called(&evidence.reports, name).is_some_and(|found| std::ptr::eq(found, claim))
    };
    let ways: [&dyn Fn(&Found) -> bool; 5] = [
        &|(_, claim)| claim.id.eq_ignore_ascii_case(asked),
        &|(story, claim)| called(story, claim, asked),
        &|(story, claim)| {
            let parts = asked.rsplit_once(':');
            parts.is_some_and(|(s, c)| story.id.starts_with(s) && called(story, claim, c))
        },
        &|(_, claim)| claim.text.to_lowercase().starts_with(&words),
        &|(_, claim)| claim.text.to_lowercase().contains(&words),
    ];
    for fits in ways {
        let fitting: Vec<Found> =
            all.iter().copied().filter(|found| !words.is_empty() && fits(found)).collect();
        match fitting.as_slice() {
            [] => continue,
            [one] => return Ok(*one),
            _ => return Err(ExplainError::Ambiguous { asked: asked.to_owned(), fitting: listed(&fitting) }),
        }
    }
    Err(ExplainError::Unknown { asked: asked.to_owned(), known: listed(&all) })
}

fn listed(found: &[Found]) -> Vec<(String, String)> {
    found.iter().map(|(story, claim)| (format!("{}:{}", story.id, claim.id), claim.text.clone())).collect()
}

/// The claims one can choose from, a line each.
pub(super) fn listing(claims: &[(String, String)]) -> String {
    if claims.is_empty() {
        return "It holds no claims.".to_owned();
    }
    let mut lines = vec!["It holds:".to_owned()];
    for (id, text) in claims.iter().take(LISTED) {
        let shown: String = super::text::on_one_line(text).chars().take(SHOWN).collect();
        lines.push(format!("  {id}  {shown}"));
    }
    if claims.len() > LISTED {
        lines.push(format!("  and {} more", claims.len() - LISTED));
    }
    lines.join("\n")
}
