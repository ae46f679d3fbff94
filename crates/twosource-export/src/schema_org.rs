//! schema.org: each claim as a `Claim` with the reports that carry it, and a draft of a `ClaimReview` for what is in
//! question. The draft has no rating and no author: a verdict is a person's.

use serde_json::{Map, Value, json};
use twosource_evidence::Evidence;
use twosource_evidence::file::{ClaimRecord, OriginKind, ReportRecord, StoryRecord};

use crate::index::{Index, claim_name, day, is_address, origins, short};

/// The graph of all claims and reviews.
pub fn schema_org(evidence: &Evidence) -> Value {
    let index = Index::new(evidence);
    let mut graph = Vec::new();
    for story in &evidence.stories {
        for claim in &story.claims {
            graph.push(item(&index, story, claim));
            graph.push(review(story, claim));
        }
    }
    json!({ "@context": "https://schema.org", "@graph": graph })
}

fn item(index: &Index, story: &StoryRecord, claim: &ClaimRecord) -> Value {
    let mut seen: Vec<&str> = Vec::new();
    let mut appearances = Vec::new();
    for statement in &claim.statements {
        if !seen.contains(&statement.report.as_str()) {
            seen.push(&statement.report);
            appearances.extend(index.report(&statement.report).map(article));
        }
    }
    let sources: Vec<Value> = origins(story, &claim.origins)
        .into_iter()
        .map(|origin| match origin.kind {
            OriginKind::Speaker | OriginKind::Agency | OriginKind::Outlet => {
                json!({ "@type": "Organization", "name": origin.name })
            }
            OriginKind::Release | OriginKind::Document => {
                json!({ "@type": "CreativeWork", "name": origin.name })
            }
        })
        .collect();
    let mut claim_of = Map::new();
    claim_of.insert("@type".to_owned(), "Claim".into());
    claim_of.insert("@id".to_owned(), claim_name(story, claim).into());
    claim_of.insert("text".to_owned(), claim.text.as_str().into());
    claim_of.insert("about".to_owned(), json!({ "@type": "Event", "name": story.title }));
    claim_of.insert("appearance".to_owned(), appearances.into());
    if let Some(day) = claim.time.as_deref().and_then(day) {
        claim_of.insert("temporalCoverage".to_owned(), day.into());
    }
    // What a claim is based on has to be a work: parties stand among its contributors.
    let (works, parties): (Vec<Value>, Vec<Value>) =
        sources.into_iter().partition(|source| source["@type"] == "CreativeWork");
    for (key, values) in [("isBasedOn", works), ("contributor", parties)] {
        if !values.is_empty() {
            claim_of.insert(key.to_owned(), values.into());
        }
    }
    Value::Object(claim_of)
}

fn article(report: &ReportRecord) -> Value {
    let mut article = Map::new();
    article.insert("@type".to_owned(), "NewsArticle".into());
    article.insert("identifier".to_owned(), report.id.as_str().into());
    if let Some(title) = &report.title {
        article.insert("headline".to_owned(), title.as_str().into());
    }
    if let Some(url) = report.url.as_deref().filter(|url| is_address(url)) {
        article.insert("url".to_owned(), url.into());
    }
    if let Some(day) = report.published.as_deref().and_then(day).filter(|day| day.len() == 10) {
        article.insert("datePublished".to_owned(), day.into());
    }
    if let Some(outlet) = &report.outlet {
        article.insert("publisher".to_owned(), json!({ "@type": "NewsMediaOrganization", "name": outlet }));
    }
    if let Some(language) = &report.language {
        article.insert("inLanguage".to_owned(), language.as_str().into());
    }
    Value::Object(article)
}

fn review(story: &StoryRecord, claim: &ClaimRecord) -> Value {
    json!({
        "@type": "ClaimReview",
        "@id": format!("{}:review", claim_name(story, claim)),
        "creativeWorkStatus": "Draft",
        "claimReviewed": short(&claim.text),
        "itemReviewed": { "@id": claim_name(story, claim) },
        "reviewBody": format!("{}: {}", claim.standing.as_str(), claim.why),
    })
}
