//! W3C Web Annotation: each claim is an annotation whose targets are the passages that state it, by position and by quote,
//! and whose body says how it stands.

use serde_json::{Value, json};
use twosource_evidence::Evidence;
use twosource_evidence::file::{ClaimRecord, ClaimStatement, StoryRecord};

use crate::index::{Index, address, claim_name, local, origins, short};

/// Code points before and after a quote that tell it from others.
const CONTEXT: usize = 32;

/// The collection, its one page in it.
pub fn web_annotation(evidence: &Evidence) -> Value {
    let index = Index::new(evidence);
    let items: Vec<Value> = evidence
        .stories
        .iter()
        .flat_map(|story| story.claims.iter().map(|claim| annotation(&index, story, claim)))
        .collect();
    let titles: Vec<&str> = evidence.stories.iter().map(|story| story.title.as_str()).collect();
    let stories: Vec<&str> = evidence.stories.iter().map(|story| story.id.as_str()).collect();
    let name = local(&stories.join(" "));
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("urn:twosource:annotations:{name}"),
        "type": "AnnotationCollection",
        "label": titles.join("; "),
        "total": items.len(),
        "first": {
            "id": format!("urn:twosource:annotations:{name}:1"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    })
}

fn annotation(index: &Index, story: &StoryRecord, claim: &ClaimRecord) -> Value {
    let named: Vec<&str> =
        origins(story, &claim.origins).into_iter().map(|origin| origin.name.as_str()).collect();
    let mut words = format!("{}: {}", claim.standing.as_str(), claim.why);
    if !named.is_empty() {
        words.push_str(&format!(" Sources: {}.", named.join("; ")));
    }
    json!({
        "id": claim_name(story, claim),
        "type": "Annotation",
        "motivation": "assessing",
        "generator": { "id": "urn:twosource:program", "type": "Software", "name": "Twosource" },
        "body": [
            { "type": "TextualBody", "value": short(&claim.text), "format": "text/plain", "purpose": "describing" },
            { "type": "TextualBody", "value": words, "format": "text/plain", "language": "en", "purpose": "assessing" },
            { "type": "TextualBody", "value": claim.standing.as_str(), "format": "text/plain", "purpose": "tagging" },
        ],
        "target": claim.statements.iter().filter_map(|statement| target(index, statement)).collect::<Vec<_>>(),
    })
}

fn target(index: &Index, statement: &ClaimStatement) -> Option<Value> {
    let report = index.report(&statement.report)?;
    let (start, end) = (statement.start, statement.end);
    let before = start.saturating_sub(CONTEXT);
    Some(json!({
        "type": "SpecificResource",
        "source": address(report),
        "selector": [
            { "type": "TextPositionSelector", "start": start, "end": end },
            {
                "type": "TextQuoteSelector",
                "exact": index.words(&statement.report, start, end),
                "prefix": index.words(&statement.report, before, start),
                "suffix": index.words(&statement.report, end, end + CONTEXT),
            },
        ],
    }))
}
