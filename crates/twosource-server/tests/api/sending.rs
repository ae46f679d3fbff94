//! Reports that are sent: taken in, or weighed at once.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use twosource_server::Settings;

use super::wire::{Answer, PATIENCE, Serving};

const NEW: &str =
    "A crane fell onto the quay at Port Ellen on Friday. Nobody was hurt, the harbour office said.";

fn reports(text: &str) -> Value {
    json!({"reports": [{"id": "crane", "outlet": "Dock Record", "published": "2026-01-02", "text": text}]})
}

#[test]
fn reports_are_taken_in_once_and_revised() {
    let serving = Serving::ferry();
    let first = serving.post("/reports", &reports(NEW));
    assert_eq!(first.status, 200, "{}", first.text());
    let taken = first.json()["reports"][0].clone();
    assert_eq!(
        (&taken["id"], &taken["outcome"], &taken["version"]),
        (&"crane".into(), &"new".into(), &1.into())
    );
    assert_eq!(serving.post("/reports", &reports(NEW)).json()["reports"][0]["outcome"], "known");
    let other = NEW.replace("Nobody was", "Two people were");
    let revised = serving.post("/reports", &reports(&other)).json();
    assert_eq!(
        (&revised["reports"][0]["outcome"], &revised["reports"][0]["version"]),
        (&"revised".into(), &2.into())
    );
    let changes = serving.json("/reports/crane/changes");
    let statements = changes["revisions"][0]["statements"].as_array().unwrap();
    assert!(
        statements
            .iter()
            .any(|change| change["after"].as_str().is_some_and(|after| after.contains("Two people")))
    );
    assert_eq!(serving.json("/changes")["total"], 1);
    assert_eq!(serving.json("/reports/crane/versions/1")["report"]["text"], NEW);
    assert!(serving.json("/search?q=crane")["total"].as_u64().unwrap() >= 1);
    let refused =
        json!({"reports": [{"id": "crane", "outlet": "Another Paper", "text": "Nothing of the sort."}]});
    let refused = serving.post("/reports", &refused).json();
    assert_eq!(
        (&refused["reports"][0]["outcome"], &refused["reports"][0]["story"]),
        (&"refused".into(), &Value::Null)
    );

    let lines = b"{\"id\": \"a\", \"text\": \"The mayor opened a bridge on Monday.\"}\n{\"id\": \"b\", \"text\": \"Snow fell in the hills on Tuesday.\"}\n";
    let sent = serving.ask("POST", "/api/v1/reports", &[("Content-Type", "application/x-ndjson")], lines);
    assert_eq!(sent.json()["reports"].as_array().unwrap().len(), 2, "{}", sent.text());
}

fn form(parts: &[(&str, &str)]) -> (String, Vec<u8>) {
    let mut body = String::new();
    for (disposition, content) in parts {
        body.push_str(&format!(
            "--xyz\r\nContent-Disposition: form-data; {disposition}\r\n\r\n{content}\r\n"
        ));
    }
    body.push_str("--xyz--\r\n");
    ("multipart/form-data; boundary=xyz".to_owned(), body.into_bytes())
}

#[test]
fn a_brief_is_asked_for_followed_and_fetched() {
    let serving = Serving::ferry();
    let asked = serving.post("/briefs", &reports(NEW));
    assert!(matches!(asked.status, 200 | 202), "{}", asked.text());
    let place = asked.header("location").unwrap().to_owned();
    let started = Instant::now();
    let done = loop {
        let state = serving.ask("GET", &place, &[], b"").json();
        if state["state"] == "done" {
            break state;
        }
        assert!(matches!(state["state"].as_str(), Some("waiting" | "making")), "{state}");
        assert!(started.elapsed() < PATIENCE);
        std::thread::sleep(Duration::from_millis(50));
    };
    let follow = |key: &str| serving.ask("GET", done["links"][key].as_str().unwrap(), &[], b"");
    assert_eq!(follow("evidence").json()["reports"][0]["text"], NEW);
    assert!(follow("brief").text().contains("crane"));
    // The same again is the same brief, and nothing was kept.
    assert_eq!(serving.post("/briefs", &reports(NEW)).header("location"), Some(place.as_str()));
    assert_eq!(serving.json("")["reports"], 8);

    // Files, waited for, and kept.
    let page = "<html><head><title>A crane falls</title></head><body><article><p>A crane fell onto the quay on Friday, the harbour office said. It was being moved to another berth.</p></article></body></html>";
    let (media, body) = form(&[
        ("name=\"files\"; filename=\"../../a.html\"", page),
        ("name=\"text\"", "The crane was forty years old, an engineer said."),
    ]);
    let kept = serving.ask("POST", "/api/v1/briefs?wait=20&keep=true", &[("Content-Type", &media)], &body);
    assert_eq!(kept.status, 200, "{}", kept.text());
    assert_eq!(kept.json()["state"], "done", "{}", kept.text());
    assert!(!kept.json()["stories"].as_array().unwrap().is_empty());
    assert_eq!(serving.json("")["reports"], 10);
}

#[test]
fn what_cannot_be_read_is_a_problem() {
    let serving = Serving::ferry();
    let send = |path: &str, media: &str, body: &[u8]| -> Answer {
        serving.ask("POST", &format!("/api/v1{path}"), &[("Content-Type", media)], body)
    };
    for path in ["/reports", "/briefs"] {
        send(path, "application/json", b"{").is_problem(400);
        send(path, "application/json", b"{}").is_problem(422);
        send(path, "application/json", b"{\"reports\": [{}]}").is_problem(422);
        send(path, "application/json", b"  ").is_problem(422);
        send(path, "image/png", b"x").is_problem(415);
        send(path, "", b"x").is_problem(415);
        send(path, "multipart/form-data", b"x").is_problem(400);
        send(path, "multipart/form-data; boundary=x", b"--x--\r\n").is_problem(422);
    }
    serving.get("/briefs/0123456789abcdef").is_problem(404);
    serving.get("/briefs/0123456789abcdef/evidence").is_problem(404);
    serving.post("/briefs?wait=21", &reports(NEW)).is_problem(400);
    let small = Serving::with(Settings { most_bytes: 1_000, ..Settings::default() });
    small.post("/reports", &reports(&"long ".repeat(1_000))).is_problem(413);
}
