//! People's decisions: made, shown beside the evidence, kept over a restart, and taken back.

use serde_json::{Value, json};
use twosource_server::Settings;

use super::wire::Serving;

fn claims(serving: &Serving, query: &str) -> Vec<Value> {
    serving.json(&format!("/stories/S1/claims?limit=200{query}"))["items"].as_array().unwrap().clone()
}

fn first_single(serving: &Serving) -> String {
    claims(serving, "&standing=single-source")[0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_decision_is_made_kept_shown_and_taken_back() {
    let serving = Serving::ferry();
    let before = serving.get("/stories/S1/evidence");
    let claim = first_single(&serving);
    let sent = json!({
        "decision": {"kind": "overrule", "claim": claim, "standing": "corroborated"},
        "note": "I called them.\u{1b}[31m",
        "by": "Ada",
    });
    let made = serving.post("/stories/S1/corrections", &sent);
    assert_eq!(
        (made.status, made.header("location")),
        (201, Some("/api/v1/corrections/K1")),
        "{}",
        made.text()
    );
    let correction = made.json();
    assert_eq!((&correction["note"], &correction["by"]), (&"I called them.[31m".into(), &"Ada".into()));
    assert_eq!(serving.json("/corrections/k1"), correction);
    assert_eq!(serving.json("/stories/S1/corrections")["items"], json!([correction]));

    // The evidence is the same, with the correction beside it; the decided story differs in that claim.
    let evidence = serving.json("/stories/S1/evidence");
    let mut without = evidence.clone();
    without["stories"][0].as_object_mut().unwrap().remove("corrections");
    assert_eq!(without, before.json());
    assert_eq!(evidence["stories"][0]["corrections"], json!([correction]));
    let decided = serving.json("/stories/S1/decided");
    let own = &decided["claims"][0];
    assert_eq!(
        (&own["claim"], &own["standing"], &own["by_rule"]),
        (&claim.clone().into(), &"corroborated".into(), &"single-source".into())
    );
    assert_eq!(own["evidence"][0]["standing"], "single-source");
    let shown = claims(&serving, "&decided=true");
    assert_eq!(shown.iter().find(|shown| shown["id"] == claim.as_str()).unwrap()["standing"], "corroborated");
    let explained = serving.json(&format!("/stories/S1/claims/{claim}"));
    assert_eq!(
        (&explained["standing"], &explained["decisions"][0]["correction"]),
        (&"single-source".into(), &"K1".into())
    );
    let table = serving.get("/stories/S1/brief?format=csv").text();
    assert!(table.lines().next().unwrap().ends_with("decided,corrections"), "{table:.200}");
    assert!(table.lines().any(|row| row.contains(",corroborated,") && row.contains("K1")), "{table:.400}");

    // Another server on the same collection knows it.
    let serving = Serving::of(serving.stop(), Settings::default());
    assert_eq!(serving.json("/corrections/K1"), correction);
    let withdrawal = json!({"note": "They called back.", "by": "Ada"});
    let withdrawn = serving.post("/corrections/K1/withdrawal", &withdrawal);
    assert_eq!(withdrawn.status, 200, "{}", withdrawn.text());
    assert_eq!(withdrawn.json()["withdrawn"]["note"], "They called back.");
    let decided = serving.json("/stories/S1/decided");
    assert_eq!((&decided["claims"], &decided["corrections"][0]["effect"]), (&json!([]), &"withdrawn".into()));
    serving.ask("DELETE", "/api/v1/corrections/K1", &[], b"").is_problem(409);

    // Deleting withdraws: nothing is ever lost.
    serving.post("/stories/S1/corrections", &sent);
    let deleted = serving.ask("DELETE", "/api/v1/corrections/K2", &[], b"");
    assert!(deleted.status == 200 && deleted.json()["withdrawn"]["at"].is_string());
    assert_eq!(serving.json("/stories/S1/corrections")["total"], 2);
}

#[test]
fn claims_and_entities_are_merged_and_split() {
    let serving = Serving::ferry();
    let ids: Vec<Value> = claims(&serving, "").iter().map(|claim| claim["id"].clone()).collect();
    let make = |decision: Value| {
        let made = serving.post("/stories/S1/corrections", &json!({"decision": decision, "note": "seen"}));
        assert_eq!(made.status, 201, "{}", made.text());
        made.json()
    };
    make(json!({"kind": "merge-claims", "claims": [ids[0], ids[5]]}));
    assert_eq!(claims(&serving, "&decided=true").len(), ids.len() - 1);
    assert_eq!(claims(&serving, "").len(), ids.len());
    let merged = serving.json("/stories/S1/decided")["claims"][0].clone();
    assert_eq!((&merged["claim"], merged["evidence"].as_array().unwrap().len()), (&ids[0], 2));
    let statement = claims(&serving, "&decided=true")[0]["statements"][0].clone();
    let place = json!({"report": statement["report"], "start": statement["start"], "end": statement["end"]});
    let split = make(json!({"kind": "split-claim", "claim": ids[0], "apart": [place]}));
    let decided = serving.json("/stories/S1/decided");
    assert!(
        decided["claims"].as_array().unwrap().iter().any(|claim| claim["claim"] == split["id"]),
        "{}",
        decided["claims"]
    );

    make(json!({"kind": "merge-entities", "entities": ["E1", "E2"]}));
    let decided = serving.json("/stories/S1/decided");
    assert_eq!(decided["entities"][0]["evidence"].as_array().unwrap().len(), 2);
    let effects: Vec<&Value> =
        decided["corrections"].as_array().unwrap().iter().map(|c| &c["effect"]).collect();
    assert_eq!(effects, ["in-force", "in-force", "in-force"]);
}

#[test]
fn sources_names_title_and_checks_are_decided_too() {
    let serving = Serving::ferry();
    let make = |decision: Value| {
        let made = serving.post("/stories/S1/corrections", &json!({"decision": decision, "note": "seen"}));
        assert_eq!(made.status, 201, "{}", made.text());
        made.json()["id"].as_str().unwrap().to_owned()
    };
    let origins_of = |claim: &Value| claim["origins"].as_array().unwrap().clone();
    let several = claims(&serving, "").into_iter().find(|claim| origins_of(claim).len() > 1).unwrap();
    let origins: Vec<Value> = origins_of(&several);
    let merged = origins.len() - 1;
    make(json!({"kind": "merge-origins", "origins": origins}));
    let single = claims(&serving, "&standing=single-source").remove(0);
    let at = &single["statements"][0];
    let place = json!({"report": at["report"], "start": at["start"], "end": at["end"]});
    make(
        json!({"kind": "set-source", "claim": single["id"], "statements": [place], "origin": "speaker", "name": "Ines Holt"}),
    );
    make(json!({"kind": "rename-entity", "entity": "E1", "name": "Somebody"}));
    make(json!({"kind": "set-title", "title": "The Solveig"}));
    make(json!({"kind": "check", "claim": single["id"], "initials": "AL"}));
    let decided = serving.json("/stories/S1/decided");
    let story = &decided["story"];
    assert_eq!(story["title"], "The Solveig");
    assert_eq!(story["entities"][0]["name"], "Somebody");
    let all = story["claims"].as_array().unwrap();
    let now = all.iter().find(|claim| claim["id"] == several["id"]).unwrap();
    assert_eq!(origins_of(now).len(), origins_of(&several).len() - merged);
    assert!(story["origins"].as_array().unwrap().iter().any(|origin| origin["name"] == "Ines Holt"));
    assert_eq!(
        (&decided["checked"][0]["initials"], &decided["checked"][0]["claim"]),
        (&"AL".into(), &single["id"])
    );
    let effects: Vec<&Value> =
        decided["corrections"].as_array().unwrap().iter().map(|c| &c["effect"]).collect();
    assert_eq!(effects, vec!["in-force"; 5]);
    // The evidence's own is as it was, and each is told beside it.
    let evidence = serving.json("/stories/S1/evidence");
    assert_eq!(evidence["stories"][0]["corrections"].as_array().unwrap().len(), 5);
    assert_ne!(evidence["stories"][0]["title"], "The Solveig");
    for (bad, words) in [
        (json!({"kind": "merge-origins", "origins": ["O1", "O999"]}), "O999"),
        (json!({"kind": "set-title", "title": " "}), "title"),
        (json!({"kind": "check", "claim": single["id"], "initials": "far too long"}), "initials"),
        (json!({"kind": "retype-entity", "entity": "E1", "is": "ghost"}), "kinds are"),
        (json!({"kind": "dismiss-conflict", "conflict": "X999"}), "X999"),
        (json!({"kind": "drop-report", "report": "nowhere"}), "nowhere"),
    ] {
        let refused = serving.post("/stories/S1/corrections", &json!({"decision": bad, "note": "n"}));
        assert!((400..500).contains(&refused.status) && refused.text().contains(words), "{}", refused.text());
    }
}

#[test]
fn what_cannot_be_decided_is_a_problem() {
    let serving = Serving::ferry();
    let decide = |decision: Value| json!({"decision": decision, "note": "n"});
    let overrule = |claim: &str| json!({"kind": "overrule", "claim": claim, "standing": "echoed"});
    for (sent, status) in [
        (decide(overrule("C9999")), 404),
        (decide(overrule("C1\u{0}<script>")), 404),
        (decide(json!({"kind": "merge-claims", "claims": ["C1"]})), 422),
        (decide(json!({"kind": "merge-claims", "claims": vec!["C1"; 5000]})), 422),
        (decide(json!({"kind": "split-claim", "claim": "C1", "apart": []})), 422),
        (decide(json!({"kind": "unmake"})), 422),
        (decide(json!({"kind": "overrule", "claim": "C1", "standing": "firm"})), 422),
        (json!({"decision": overrule("C1"), "note": "  "}), 422),
        (json!({"decision": overrule("C1"), "note": "x".repeat(4001)}), 422),
        (json!({"decision": overrule("C1"), "note": "n", "more": 1}), 422),
        (json!({"decision": overrule("C1")}), 422),
        (json!([]), 422),
    ] {
        serving.post("/stories/S1/corrections", &sent).is_problem(status);
    }
    serving.post("/stories/S99/corrections", &decide(overrule("C1"))).is_problem(404);
    serving.ask("DELETE", "/api/v1/corrections/K7", &[], b"").is_problem(404);
    let json_type = [("Content-Type", "application/json")];
    serving.ask("POST", "/api/v1/stories/S1/corrections", &json_type, b"{").is_problem(400);
    serving.ask("POST", "/api/v1/stories/S1/corrections", &json_type, b"").is_problem(400);
    serving
        .ask("POST", "/api/v1/stories/S1/corrections", &[("Content-Type", "text/plain")], b"{}")
        .is_problem(415);
    assert_eq!(serving.json("/stories/S1/corrections")["total"], 0);
}
