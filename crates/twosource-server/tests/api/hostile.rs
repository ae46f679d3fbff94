//! Requests and reports that mean harm.

use serde_json::json;
use twosource_server::Settings;

use super::wire::Serving;

#[test]
fn names_in_paths_lead_nowhere() {
    let serving = Serving::ferry();
    for path in [
        "/stories/../../etc/passwd",
        "/stories/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/stories/S1%00",
        "/stories/S99999999999999999999999",
        "/stories/S-1",
        "/stories/S1%3BDROP%20TABLE%20report",
        "/stories/%F0%9F%98%80",
        "/stories/S1/claims/%3Cscript%3E",
        "/stories/S1/brief/../evidence",
        "/reports/..%2f..%2f..%2fetc%2fpasswd",
        "/reports/%00",
        "/reports/x/versions/0",
        "/reports/x/versions/-1",
        "/reports/x/versions/99999999999999999999",
        "/corrections/..",
        "/corrections/K18446744073709551616",
        "/briefs/..%2f..%2fcollection.sqlite",
        "/nothing/here",
        "/stories/",
    ] {
        serving.get(path).is_problem(404);
    }
    for path in ["/api/", "/api/v1/", "/api/v2/stories", "/api/../api/x"] {
        serving.ask("GET", path, &[], b"").is_problem(404);
    }
    // Bytes that are no text.
    serving.get("/stories/%ff%fe").is_problem(404);
    serving.get("/reports/%c3%28").is_problem(404);
    assert!(matches!(serving.get("/search?q=%ff").status, 200 | 400));
}

#[test]
fn strange_questions_are_answered_or_refused_and_nothing_breaks() {
    let serving = Serving::ferry();
    let strange = [
        "%00",
        "%0d%0aSet-Cookie:x=y",
        "%22",
        "%27%20OR%201=1--",
        "*",
        "-",
        "AND",
        "OR%20OR",
        "((((",
        "a:b",
        "%5B",
        "%7B",
        "%E2%80%AE",
        "\\\\",
        "%25%25",
        "_",
        "text:*",
        "title:%22",
        "%22%22%22",
    ];
    for words in strange {
        for path in [
            format!("/search?q={words}"),
            format!("/search?outlet={words}"),
            format!("/entities?name={words}"),
            format!("/stories?entity={words}"),
            format!("/stories/S1/claims?entity={words}"),
        ] {
            let answer = serving.get(&path);
            assert!(matches!(answer.status, 200 | 400), "{path}: {} {}", answer.status, answer.text());
            assert!(answer.header("set-cookie").is_none());
        }
    }
    let long = "a".repeat(20_000);
    let answer = serving.get(&format!("/search?q={long}"));
    assert!(matches!(answer.status, 200 | 400 | 414 | 431), "{}", answer.status);
    assert_eq!(serving.json("")["reports"], 8);
}

#[test]
fn script_tags_come_back_as_json_and_nothing_else() {
    let serving = Serving::ferry();
    let tag = "<script>alert(1)</script>";
    let report = json!({
        "id": tag, "outlet": tag, "title": tag, "url": format!("javascript:{tag}"), "byline": tag, "published": tag,
        "text": format!("{tag} said {tag} on Friday. The mayor said: “{tag}”."),
    });
    let sent = serving.post("/reports", &json!({"reports": [report]}));
    assert!(matches!(sent.status, 200 | 422), "{}", sent.text());
    let mut paths = vec![
        "/reports".to_owned(),
        "/search?q=script".to_owned(),
        "/entities".to_owned(),
        "/events?after=0.0&seconds=0".to_owned(),
    ];
    if sent.status == 200 {
        let id = sent.json()["reports"][0]["id"].as_str().unwrap().to_owned();
        let encoded: String = id.bytes().map(|byte| format!("%{byte:02x}")).collect();
        paths.push(format!("/reports/{encoded}"));
        assert_eq!(serving.json(&format!("/reports/{encoded}"))["report"]["id"], id);
    }
    for path in paths {
        let answer = serving.get(&path);
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        let media = answer.header("content-type").unwrap();
        assert!(matches!(media, "application/json" | "text/event-stream"), "{path}: {media}");
    }
    // In a brief that is a page, they are words.
    let brief = json!({"reports": [{"id": "x", "outlet": tag, "title": tag, "text": format!("{tag} fell on Friday, the mayor said.")}]});
    let made = serving.post("/briefs?wait=20", &brief).json();
    let page =
        serving.ask("GET", &format!("{}?format=html", made["links"]["brief"].as_str().unwrap()), &[], b"");
    assert!(!page.text().contains(tag), "{}", page.text());
    // What is asked for comes back in problems; as JSON.
    let problem = serving.get(&format!("/nothing{}", "%3Cscript%3E"));
    problem.is_problem(404);
}

/// Text that takes long for what it weighs.
fn heavy(bytes: usize, number: usize) -> serde_json::Value {
    let words =
        format!("Berg {number} said that Lund told Reed that the council, according to Kerr, had said so. ");
    json!({"reports": [{"id": format!("h{number}"), "text": words.repeat(bytes / words.len())}]})
}

#[test]
fn who_gives_little_does_not_wait_for_those_who_give_much_and_what_nobody_wants_is_stopped() {
    let serving = Serving::ferry();
    let sizes = [1_500_000, 1_500_000, 150_000, 150_000, 150_000, 1_500_000];
    let heavy: Vec<String> = (sizes.iter().enumerate())
        .map(|(number, size)| {
            let asked = serving.post("/briefs", &heavy(*size, number));
            assert_eq!(asked.status, 202, "{}", asked.text());
            asked.header("location").unwrap().to_owned()
        })
        .collect();
    let state = |place: &str| serving.ask("GET", place, &[], b"").json()["state"].clone();
    let innocent =
        json!({"reports": [{"text": "A crane fell onto the quay on Friday, the harbour office said."}]});
    let asked = serving.post("/briefs?wait=20", &innocent).json();
    let place = asked["links"]["progress"].as_str().unwrap().to_owned();
    let began = std::time::Instant::now();
    while state(&place) != "done" {
        assert!(began.elapsed() < super::wire::PATIENCE);
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let done = heavy.iter().filter(|place| state(place) == "done").count();
    assert!(done <= 2, "{done} of {} were done before it", heavy.len());
    // A draft is checked meanwhile too.
    let draft = json!({"draft": "A crane fell on Friday.", "against": innocent});
    assert_eq!(serving.post("/check", &draft).status, 200);
    // What is stopped is gone, and the next has its turn at once.
    for place in &heavy {
        assert_eq!(serving.ask("DELETE", place, &[], b"").status, 200);
        serving.ask("GET", place, &[], b"").is_problem(404);
        serving.ask("DELETE", place, &[], b"").is_problem(404);
    }
}

#[test]
fn a_report_that_takes_too_long_is_named_and_the_rest_is_done() {
    let limit = std::time::Duration::from_millis(400);
    let serving = Serving::with(Settings { time_limit: limit, ..Settings::default() });
    let mut sent = heavy(1_500_000, 1);
    let sound =
        json!({"id": "sound", "text": "A crane fell onto the quay on Friday, the harbour office said."});
    sent["reports"].as_array_mut().unwrap().push(sound);
    let asked = serving.post("/briefs", &sent);
    let place = asked.header("location").unwrap().to_owned();
    let began = std::time::Instant::now();
    let done = loop {
        let state = serving.ask("GET", &place, &[], b"").json();
        if state["state"] == "done" {
            break state;
        }
        assert!(state["state"] != "failed" && began.elapsed() < super::wire::PATIENCE, "{state}");
        std::thread::sleep(std::time::Duration::from_millis(50));
    };
    assert!(done["remarks"].to_string().contains("was left out"), "{done}");
    let evidence = serving.ask("GET", done["links"]["evidence"].as_str().unwrap(), &[], b"").json();
    assert_eq!(evidence["reports"].as_array().unwrap().len(), 1);
}

#[test]
fn other_sites_and_those_without_a_token_are_refused_in_the_interfaces_form() {
    let serving = Serving::ferry();
    let claim = json!({"decision": {"kind": "overrule", "claim": "C1", "standing": "echoed"}, "note": "n"})
        .to_string();
    let headers = [("Content-Type", "application/json"), ("Origin", "https://evil.example")];
    serving.ask("POST", "/api/v1/stories/S1/corrections", &headers, claim.as_bytes()).is_problem(403);
    let headers = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "cors")];
    serving.ask("GET", "/api/v1/stories", &headers, b"").is_problem(403);
    serving
        .raw(b"GET /api/v1/stories HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        .is_problem(403);
    assert_eq!(serving.json("/stories/S1/corrections")["total"], 0);

    let guarded = Serving::with(Settings { token: Some("s3cret".to_owned()), ..Settings::default() });
    let refused = guarded.get("/stories");
    refused.is_problem(401);
    assert_eq!(refused.header("www-authenticate"), Some("Bearer"));
    let let_in = guarded.ask("GET", "/api/v1/stories", &[("Authorization", "Bearer s3cret")], b"");
    assert_eq!(let_in.status, 200);
}
