//! FollowTheMoney, the model of Aleph and OpenSanctions: reports as articles, the cast as people and bodies, each claim as
//! an event with its documents as proof.

use serde_json::{Map, Value, json};
use twosource_evidence::Evidence;
use twosource_evidence::file::{CastMember, ClaimRecord, ReportRecord, StoryRecord};

use crate::index::{Index, day, is_address, local, origins, short};

/// The entities, reports first.
pub fn follow_the_money(evidence: &Evidence) -> Vec<Value> {
    let index = Index::new(evidence);
    let mut entities: Vec<Value> = evidence.reports.iter().map(article).collect();
    for story in &evidence.stories {
        entities.extend(story.entities.iter().filter_map(|member| party(story, member)));
        entities.extend(story.claims.iter().map(|claim| event(&index, story, claim)));
    }
    entities
}

/// The properties of an entity: each value in a list, empty ones left out.
#[derive(Default)]
struct Properties(Map<String, Value>);

impl Properties {
    fn add(&mut self, key: &str, value: impl Into<String>) {
        let value: String = value.into();
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if value.is_empty() {
            return;
        }
        let values = self.0.entry(key.to_owned()).or_insert_with(|| json!([]));
        if let Some(values) = values.as_array_mut()
            && !values.iter().any(|known| known.as_str() == Some(&value))
        {
            values.push(value.into());
        }
    }

    fn entity(self, id: String, schema: &str) -> Value {
        json!({ "id": id, "schema": schema, "properties": self.0 })
    }
}

fn article(report: &ReportRecord) -> Value {
    let mut properties = Properties::default();
    let name = report.path.as_deref().and_then(|path| path.rsplit(['/', '\\']).next());
    properties.add("fileName", name.unwrap_or(&report.id));
    properties.add("title", short(report.title.as_deref().unwrap_or("")));
    properties.add("author", report.byline.as_deref().unwrap_or(""));
    properties.add("publisher", report.outlet.as_deref().unwrap_or(""));
    properties.add("publishedAt", report.published.as_deref().and_then(day).unwrap_or_default());
    if let Some(url) = report.url.as_deref().filter(|url| is_address(url)) {
        properties.add("sourceUrl", url);
    }
    if report.language.as_deref().is_some_and(|tag| tag == "en" || tag.starts_with("en-")) {
        properties.add("language", "eng");
    }
    properties.add("mimeType", "text/plain");
    properties.0.insert("bodyText".to_owned(), json!([report.text]));
    properties.entity(report_id(&report.id), "Article")
}

/// What a member of the cast is there; `None` for what is nobody.
fn schema_of(member: &CastMember) -> Option<&'static str> {
    Some(match member.kind.as_str() {
        "person" => "Person",
        "organisation" => "Organization",
        "state" => "PublicBody",
        "group" => "LegalEntity",
        "place" => "Address",
        _ => return None,
    })
}

fn party(story: &StoryRecord, member: &CastMember) -> Option<Value> {
    let schema = schema_of(member)?;
    let mut properties = Properties::default();
    properties.add(if schema == "Address" { "full" } else { "name" }, short(&member.name));
    if schema != "Address" {
        member
            .aliases
            .iter()
            .filter(|alias| **alias != member.name)
            .for_each(|alias| properties.add("alias", short(alias)));
    }
    if schema == "Person" {
        member.roles.iter().for_each(|role| properties.add("position", short(role)));
    }
    Some(properties.entity(party_id(story, member), schema))
}

fn event(index: &Index, story: &StoryRecord, claim: &ClaimRecord) -> Value {
    let mut properties = Properties::default();
    properties.add("name", short(&claim.text));
    properties.add("summary", claim.text.as_str());
    properties.add("description", format!("{}: {}", claim.standing.as_str(), claim.why));
    properties.add("keywords", claim.standing.as_str());
    properties.add("date", claim.time.as_deref().and_then(day).unwrap_or_default());
    for member in story.entities.iter().filter(|member| claim.about.contains(&member.id)) {
        match schema_of(member) {
            Some("Address") => {
                properties.add("addressEntity", party_id(story, member));
                properties.add("location", member.name.as_str());
            }
            Some(_) => properties.add("involved", party_id(story, member)),
            None => {}
        }
    }
    for statement in &claim.statements {
        if index.report(&statement.report).is_some() {
            properties.add("proof", report_id(&statement.report));
        }
    }
    for origin in origins(story, &claim.origins) {
        properties.add("notes", format!("Source: {}", origin.name));
    }
    properties.entity(format!("ts-{}", local(&format!("{}:{}", story.id, claim.id))), "Event")
}

fn report_id(id: &str) -> String {
    format!("ts-r-{}", local(id))
}

fn party_id(story: &StoryRecord, member: &CastMember) -> String {
    format!("ts-{}", local(&format!("{}:{}", story.id, member.id)))
}
