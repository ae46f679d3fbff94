//! Invented reports for tests.

use serde_json::json;
use sha2::{Digest, Sha256};
use twosource_reader::{Agency, Report, Segment, SegmentKind, Syndication, SyndicationMark};
use twosource_text::{Alignment, Span};

use crate::file::{Evidence, SCHEMA};
use crate::record::hex;

/// A report of an outlet ("" for none) whose paragraphs stand between empty lines.
pub(crate) fn report(id: &str, outlet: &str, text: &str) -> Report {
    let mut segments = Vec::new();
    let mut start = 0;
    for paragraph in text.split("\n\n") {
        let span = Span::new(start, start + paragraph.len()).trimmed(text);
        if !span.is_empty() {
            segments.push(Segment { kind: SegmentKind::Paragraph, span });
        }
        start += paragraph.len() + 2;
    }
    Report {
        id: id.to_owned(),
        path: None,
        line: None,
        sha256: String::new(),
        outlet: (!outlet.is_empty()).then(|| outlet.to_owned()),
        title: None,
        published: None,
        updated: None,
        genre: None,
        amendments: Vec::new(),
        url: None,
        byline: None,
        agencies: Vec::new(),
        syndicated_from: None,
        links: Vec::new(),
        language: Some("en".to_owned()),
        text: text.to_owned(),
        segments,
        alignment: Alignment::identity(),
    }
}

/// The report with a credit to an agency.
pub(crate) fn crediting(mut report: Report, agency: &str, for_text: bool) -> Report {
    report.agencies.push(Agency { name: agency.to_owned(), span: None, for_text });
    report
}

/// The report with a mark that says whose text it is.
pub(crate) fn syndicated(mut report: Report, name: &str, mark: SyndicationMark) -> Report {
    report.syndicated_from = Some(Syndication { name: name.to_owned(), url: None, mark });
    report
}

/// Two invented reports and the evidence file that tells of them.
pub(crate) fn weighed() -> (Vec<Report>, Evidence) {
    let hash = |text: &str| hex(&Sha256::digest(text.as_bytes()));
    let texts = [
        "Two boats sank off Port Hale – the coastguard said. More was not known.",
        "According to the mayor, the coastguard said three boats sank off Port Hale.",
    ];
    let reports: Vec<Report> = ["a", "b"]
        .into_iter()
        .zip(["Harbour Courier", "Evening Post"])
        .zip(texts)
        .map(|((id, outlet), text)| {
            let path = Some(format!("{id}.txt"));
            Report { path, sha256: hash(text), ..report(id, outlet, text) }
        })
        .collect();
    let record = |i: usize, rest: serde_json::Value| {
        let mut record = json!({
            "id": reports[i].id, "path": reports[i].path, "sha256": hash(texts[i]), "text_sha256": hash(texts[i]),
            "outlet": reports[i].outlet, "title": null, "published": "2024-05-01", "url": null, "byline": null,
            "agencies": [], "language": "en", "text": texts[i], "times": [],
            "segments": [{"kind": "paragraph", "start": 0, "end": texts[i].chars().count()}],
        });
        if let (Some(record), serde_json::Value::Object(rest)) = (record.as_object_mut(), rest) {
            record.extend(rest);
        }
        record
    };
    let a = record(
        0,
        json!({
            "sentences": [{"start": 0, "end": 51}, {"start": 52, "end": 71}],
            "entities": [{"id": "e1", "kind": "organisation", "name": "the coastguard",
                "mentions": [{"start": 31, "end": 45, "form": "nominal"}]}],
            "attributions": [{"id": "a1", "kind": "indirect", "cue": [[46, 50]], "content": [[0, 28]],
                "source": {"ranges": [[31, 45]], "kind": "state-body", "entity": "e1"}, "via": null, "certainty": "asserted"}],
            "statements": [{"start": 0, "end": 28, "attribution": "a1", "certainty": "attributed", "time": null}],
        }),
    );
    let b = record(
        1,
        json!({
            "sentences": [{"start": 0, "end": 75}],
            "entities": [],
            "attributions": [
                {"id": "a1", "kind": "indirect", "cue": [[0, 12]], "content": [[24, 74]],
                    "source": {"ranges": [[13, 22]], "kind": "role-holder", "entity": null}, "via": null, "certainty": "asserted"},
                {"id": "a2", "kind": "indirect", "cue": [[39, 43]], "content": [[44, 74]],
                    "source": {"ranges": [[24, 38]], "kind": "state-body", "entity": null}, "via": "a1", "certainty": "asserted"},
            ],
            "statements": [{"start": 44, "end": 74, "attribution": "a2", "certainty": "attributed", "time": null}],
        }),
    );
    let place =
        |report: &str, start: usize, end: usize| json!({"report": report, "start": start, "end": end});
    let statement = |report: &str, start: usize, end: usize, attribution: &str| {
        json!({"report": report, "start": start, "end": end, "attribution": attribution,
            "certainty": "attributed", "origin": "O1"})
    };
    let evidence = json!({
        "schema": SCHEMA,
        "run": {"version": "0", "models": [], "settings": {}},
        "reports": [a, b],
        "stories": [{
            "id": "s1", "title": "Boats sink", "reports": ["a", "b"], "published": ["2024-05-01", "2024-05-01"],
            "entities": [{"id": "E1", "kind": "organisation", "name": "the coastguard", "aliases": [], "roles": [],
                "members": [{"report": "a", "entity": "e1"}]}],
            "origins": [{"id": "O1", "kind": "speaker", "name": "the coastguard", "reports": ["a", "b"], "why": "both have it from them"}],
            "dependence": [{"reports": ["a", "b"], "kind": "shared passages", "overlap": 0.4, "why": "they share a passage",
                "spans": [[place("a", 4, 28), place("b", 50, 74)]]}],
            "claims": [{"id": "C1", "text": "Two boats sank off Port Hale", "standing": "disputed", "why": "X1",
                "origins": ["O1"], "score": 0.9, "about": ["E1"], "time": null,
                "statements": [statement("a", 0, 28, "a1"), statement("b", 44, 74, "a2")]}],
            "conflicts": [{"id": "X1", "on": "number", "update": false, "values": ["two", "three"],
                "statements": [place("a", 0, 28), place("b", 44, 74)],
                "value_spans": [place("a", 0, 3), place("b", 44, 49)], "claims": ["C1"], "why": "two against three"}],
            "quotations": [], "timeline": [{"time": "2024-05-01", "precision": "day", "claim": "C1"}],
        }],
    });
    (reports, serde_json::from_value(evidence).unwrap())
}
