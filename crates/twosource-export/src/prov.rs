//! W3C PROV as PROV-JSON: reports, claims and what they rest on as entities; outlets and sources as agents; the weighing
//! as the activity that gave the claims.

use serde_json::{Map, Value, json};
use twosource_evidence::Evidence;
use twosource_evidence::file::{DependenceKind, OriginKind, ReportRecord, StoryRecord};

use crate::index::{Index, is_address, local, short};

/// The document.
pub fn prov(evidence: &Evidence) -> Value {
    let mut document = Document::default();
    let index = Index::new(evidence);
    document.add("agent", "program".to_owned(), json!({ "prov:type": type_of("prov:SoftwareAgent"), "prov:label": format!("Twosource {}", evidence.run.version).trim() }));
    for report in &evidence.reports {
        document.report(report);
    }
    for story in &evidence.stories {
        document.story(story, &index);
    }
    document.finish()
}

/// Kinds of records in the order in which they are written.
const KINDS: [&str; 9] = [
    "entity",
    "agent",
    "activity",
    "used",
    "wasGeneratedBy",
    "wasAssociatedWith",
    "wasAttributedTo",
    "wasDerivedFrom",
    "alternateOf",
];

/// The records by their kind.
#[derive(Default)]
struct Document {
    records: Map<String, Value>,
    relations: usize,
}

impl Document {
    /// Adds a record under a name of ours; the first of a name stays.
    fn add(&mut self, kind: &str, name: String, record: Value) {
        let of_kind = self.records.entry(kind.to_owned()).or_insert_with(|| Value::Object(Map::new()));
        if let Some(of_kind) = of_kind.as_object_mut() {
            of_kind.entry(format!("ts:{name}")).or_insert(record);
        }
    }

    fn relate(&mut self, kind: &str, record: Value) {
        self.relations += 1;
        let name = format!("_:r{}", self.relations);
        let of_kind = self.records.entry(kind.to_owned()).or_insert_with(|| Value::Object(Map::new()));
        if let Some(of_kind) = of_kind.as_object_mut() {
            of_kind.insert(name, record);
        }
    }

    fn report(&mut self, report: &ReportRecord) {
        let name = report_name(&report.id);
        let mut record = Map::new();
        record.insert("prov:type".to_owned(), type_of("ts:Report"));
        record.insert("prov:label".to_owned(), short(report.title.as_deref().unwrap_or(&report.id)).into());
        record.insert("ts:sha256".to_owned(), report.sha256.as_str().into());
        if let Some(url) = report.url.as_deref().filter(|url| is_address(url)) {
            record.insert("prov:location".to_owned(), json!({ "$": url, "type": "xsd:anyURI" }));
        }
        if let Some(published) = &report.published {
            record.insert("ts:published".to_owned(), published.as_str().into());
        }
        self.add("entity", name.clone(), Value::Object(record));
        if let Some(outlet) = &report.outlet {
            let agent = format!("outlet.{}", local(outlet));
            self.add(
                "agent",
                agent.clone(),
                json!({ "prov:type": type_of("prov:Organization"), "prov:label": outlet }),
            );
            self.relate("wasAttributedTo", json!({ "prov:entity": ours(&name), "prov:agent": ours(&agent) }));
        }
    }

    fn story(&mut self, story: &StoryRecord, index: &Index) {
        let weighing = format!("weighing.{}", local(&story.id));
        self.add(
            "activity",
            weighing.clone(),
            json!({ "prov:label": format!("Weighing: {}", short(&story.title)) }),
        );
        self.relate(
            "wasAssociatedWith",
            json!({ "prov:activity": ours(&weighing), "prov:agent": "ts:program" }),
        );
        for report in story.reports.iter().filter(|id| index.report(id).is_some()) {
            self.relate(
                "used",
                json!({ "prov:activity": ours(&weighing), "prov:entity": ours(&report_name(report)) }),
            );
        }
        for origin in &story.origins {
            self.origin(story, &origin.id, origin.kind, &origin.name);
        }
        for claim in &story.claims {
            let name = format!("claim.{}", local(&format!("{}:{}", story.id, claim.id)));
            self.add(
                "entity",
                name.clone(),
                json!({
                    "prov:type": type_of("ts:Claim"),
                    "prov:label": short(&claim.text),
                    "ts:standing": claim.standing.as_str(),
                    "ts:why": claim.why,
                }),
            );
            self.relate(
                "wasGeneratedBy",
                json!({ "prov:entity": ours(&name), "prov:activity": ours(&weighing) }),
            );
            let mut reports: Vec<&str> =
                claim.statements.iter().map(|statement| statement.report.as_str()).collect();
            reports.sort_unstable();
            reports.dedup();
            for report in reports.into_iter().filter(|id| index.report(id).is_some()) {
                self.relate("wasDerivedFrom", json!({ "prov:generatedEntity": ours(&name), "prov:usedEntity": ours(&report_name(report)) }));
            }
            for origin in story.origins.iter().filter(|origin| claim.origins.contains(&origin.id)) {
                let source = origin_name(story, &origin.id);
                let relation = if is_party(origin.kind) {
                    ("wasAttributedTo", json!({ "prov:entity": ours(&name), "prov:agent": ours(&source) }))
                } else {
                    (
                        "wasDerivedFrom",
                        json!({ "prov:generatedEntity": ours(&name), "prov:usedEntity": ours(&source) }),
                    )
                };
                self.relate(relation.0, relation.1);
            }
        }
        for (number, dependence) in story.dependence.iter().enumerate() {
            let [first, second] = &dependence.reports;
            if index.report(first).is_none() || index.report(second).is_none() {
                continue;
            }
            let [first, second] = [report_name(first), report_name(second)];
            match dependence.kind {
                DependenceKind::Cites | DependenceKind::Links | DependenceKind::Rewrite => {
                    self.relate(
                        "wasDerivedFrom",
                        json!({ "prov:generatedEntity": ours(&first), "prov:usedEntity": ours(&second) }),
                    );
                }
                DependenceKind::Copy => {
                    self.relate(
                        "alternateOf",
                        json!({ "prov:alternate1": ours(&first), "prov:alternate2": ours(&second) }),
                    );
                }
                // Which was first is not known: both rest on one text, or on one writer.
                DependenceKind::SharedPassages | DependenceKind::SameAgency | DependenceKind::SameByline => {
                    let common = format!("common.{}.{}", local(&story.id), number + 1);
                    self.add("entity", common.clone(), json!({ "prov:type": type_of("ts:CommonSource"), "prov:label": short(&dependence.why) }));
                    for report in [&first, &second] {
                        self.relate(
                            "wasDerivedFrom",
                            json!({ "prov:generatedEntity": ours(report), "prov:usedEntity": ours(&common) }),
                        );
                    }
                }
            }
        }
    }

    fn origin(&mut self, story: &StoryRecord, id: &str, kind: OriginKind, name: &str) {
        let known = origin_name(story, id);
        match kind {
            OriginKind::Speaker => {
                self.add("agent", known, json!({ "prov:type": type_of("ts:Speaker"), "prov:label": name }))
            }
            OriginKind::Agency | OriginKind::Outlet => {
                self.add(
                    "agent",
                    known,
                    json!({ "prov:type": type_of("prov:Organization"), "prov:label": name }),
                );
            }
            OriginKind::Release | OriginKind::Document => {
                self.add("entity", known, json!({ "prov:type": type_of("ts:Document"), "prov:label": name }));
            }
        }
    }

    fn finish(mut self) -> Value {
        let mut document = Map::new();
        document.insert("prefix".to_owned(), json!({ "ts": "urn:twosource:" }));
        for kind in KINDS {
            if let Some(records) = self.records.remove(kind) {
                document.insert(kind.to_owned(), records);
            }
        }
        Value::Object(document)
    }
}

fn is_party(kind: OriginKind) -> bool {
    matches!(kind, OriginKind::Speaker | OriginKind::Agency | OriginKind::Outlet)
}

fn origin_name(story: &StoryRecord, id: &str) -> String {
    format!("origin.{}", local(&format!("{}:{id}", story.id)))
}

fn report_name(id: &str) -> String {
    format!("report.{}", local(id))
}

fn ours(name: &str) -> String {
    format!("ts:{name}")
}

fn type_of(name: &str) -> Value {
    json!({ "$": name, "type": "prov:QUALIFIED_NAME" })
}
