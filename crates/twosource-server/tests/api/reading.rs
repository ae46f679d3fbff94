//! Everything that can be read.

use serde_json::Value;

use super::wire::Serving;

fn items(page: &Value) -> &Vec<Value> {
    page["items"].as_array().unwrap()
}

#[test]
fn every_part_of_a_story_is_as_in_its_evidence_file() {
    let serving = Serving::ferry();
    let collection = serving.json("");
    assert_eq!((&collection["reports"], &collection["stories"]), (&8.into(), &1.into()), "{collection}");
    let stories = serving.json("/stories");
    assert_eq!((&stories["total"], &stories["next"]), (&1.into(), &Value::Null));
    let id = items(&stories)[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(serving.json(&format!("/stories/{id}"))["reports"], 8);

    let evidence = serving.json(&format!("/stories/{id}/evidence"));
    let story = &evidence["stories"][0];
    assert_eq!(evidence["schema"], "twosource/evidence/1");
    let parsed: twosource_evidence::Evidence = serde_json::from_value(evidence.clone()).unwrap();
    assert_eq!(parsed.reports.len(), 8);
    for (path, key) in [
        ("claims", "claims"),
        ("conflicts", "conflicts"),
        ("quotations", "quotations"),
        ("entities", "entities"),
        ("timeline", "timeline"),
        ("dependence", "dependence"),
        ("origins", "origins"),
    ] {
        let page = serving.json(&format!("/stories/{id}/{path}?limit=200"));
        assert_eq!(&page["items"], &story[key], "{path}");
        assert_eq!(page["total"], story[key].as_array().unwrap().len());
    }

    let claim = &story["claims"][0]["id"];
    let explained = serving.json(&format!("/stories/{id}/claims/{}", claim.as_str().unwrap()));
    assert_eq!(&explained["claim"], claim);
    assert!(!explained["statements"][0]["quoted"].as_str().unwrap().is_empty());
    assert_eq!(&serving.json(&format!("/stories/{id}/decided"))["story"]["claims"], &story["claims"]);
    let news = serving.json(&format!("/stories/{id}/news?since=2026-01-01"));
    assert_eq!(news["reports"].as_array().unwrap().len(), 8);
    let news = serving.json(&format!("/stories/{id}/news?since=2026-01-03&by=received"));
    assert!(news["reports"].as_array().unwrap().is_empty());
    assert!(!items(&serving.json(&format!("/stories/{id}/history"))).is_empty());
    assert!(items(&serving.json(&format!("/stories/{id}/moves"))).is_empty());
}

#[test]
fn a_brief_comes_in_every_form() {
    let serving = Serving::ferry();
    for (format, media, begins) in [
        ("", "text/markdown; charset=utf-8", "# "),
        ("?format=md", "text/markdown; charset=utf-8", "# "),
        ("?format=html", "text/html; charset=utf-8", "<!DOCTYPE html>"),
        ("?format=csv", "text/csv; charset=utf-8", "story,"),
        ("?format=text", "text/plain; charset=utf-8", ""),
    ] {
        let answer = serving.get(&format!("/stories/S1/brief{format}"));
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(media)));
        assert!(answer.text().starts_with(begins), "{format}: {:.80}", answer.text());
    }
    serving.get("/stories/S1/brief?format=docx").is_problem(400);
}

#[test]
fn lists_are_filtered_and_come_in_pages_that_join_without_a_gap() {
    let serving = Serving::ferry();
    let whole = serving.json("/stories/S1/claims?limit=200");
    let mut joined = Vec::new();
    let mut next = Some("/api/v1/stories/S1/claims?limit=7".to_owned());
    while let Some(address) = next {
        let answer = serving.ask("GET", &address, &[], b"");
        let page = answer.json();
        assert!(items(&page).len() <= 7);
        joined.extend(items(&page).clone());
        next = page["next"].as_str().map(str::to_owned);
        let link = next.as_ref().map(|next| format!("<{next}>; rel=\"next\""));
        assert_eq!(answer.header("link"), link.as_deref());
    }
    assert_eq!(&joined, items(&whole));

    let echoed = serving.json("/stories/S1/claims?standing=echoed&limit=200");
    assert!(!items(&echoed).is_empty() && items(&echoed).len() < items(&whole).len());
    assert!(items(&echoed).iter().all(|claim| claim["standing"] == "echoed"));
    let outlet = serving.json("/stories/S1/claims?outlet=herald&limit=200");
    assert!(!items(&outlet).is_empty() && items(&outlet).len() < items(&whole).len());
    let about = serving.json("/stories/S1/claims?entity=E1&limit=200");
    assert!(items(&about).iter().all(|claim| claim["about"].as_array().unwrap().contains(&"E1".into())));
    assert_eq!(serving.json("/stories?outlet=nobody")["total"], 0);
    assert_eq!(serving.json("/stories?outlet=herald&at_least=2")["total"], 1);
    assert_eq!(serving.json("/stories?since=2100-01-01")["total"], 0);
    serving.get(&format!("/stories?outlet={}", "x".repeat(201))).is_problem(400);
    for bad in [
        "limit=0",
        "limit=201",
        "limit=-1",
        "limit=x",
        "offset=99999999999999999999",
        "colour=red",
        "since=monday",
        "limit=1&limit=2",
    ] {
        serving.get(&format!("/stories?{bad}")).is_problem(400);
    }
}

#[test]
fn reports_are_found_by_words_names_and_versions() {
    let serving = Serving::ferry();
    let reports = serving.json("/reports");
    assert_eq!(reports["total"], 8);
    let id = items(&reports)[0]["id"].as_str().unwrap().to_owned();
    let report = serving.json(&format!("/reports/{id}"));
    assert_eq!((report["number"].clone(), &report["report"]["id"]), (1.into(), &id.clone().into()));
    assert_eq!(serving.json(&format!("/reports/{id}/versions/1")), report);
    assert_eq!(serving.json(&format!("/reports/{id}/versions"))["total"], 1);
    assert_eq!(serving.json(&format!("/reports/{id}/changes"))["versions"], 1);
    assert_eq!(serving.json("/changes")["total"], 0);
    serving.get(&format!("/reports/{id}/versions/2")).is_problem(404);

    let found = serving.json("/search?q=ferry&limit=3");
    assert_eq!(items(&found).len(), 3);
    for hit in items(&found) {
        for mark in hit["marks"].as_array().unwrap() {
            let (start, end) = (mark[0].as_u64().unwrap() as usize, mark[1].as_u64().unwrap() as usize);
            let snippet: Vec<char> = hit["snippet"].as_str().unwrap().chars().collect();
            let marked: String = snippet[start..end].iter().collect();
            assert!(marked.to_lowercase().starts_with("ferr"), "{marked}");
        }
    }
    let said = serving.json("/search?q=ferry&unit=statement&standing=corroborated");
    assert!(items(&said).iter().all(|hit| hit["unit"] == "statement" && hit["standing"] == "corroborated"));
    serving.get("/search?q=ferry&unit=report&standing=echoed").is_problem(400);
    serving.get("/search?from=monday").is_problem(400);

    let names = serving.json("/entities?limit=200");
    assert!(names["total"].as_u64().unwrap() > 5);
    let name = items(&names)[0]["name"].as_str().unwrap();
    assert_eq!(items(&names)[0]["stories"], 1, "{name}");
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let serving = Serving::ferry();
    // Weighed before: its tally does not change any more.
    serving.json("/stories/S1/evidence");
    for path in [
        "",
        "/stories",
        "/stories/S1",
        "/stories/S1/evidence",
        "/stories/S1/brief?format=html",
        "/openapi.json",
    ] {
        let target = format!("/api/v1{path}");
        let first = serving.get(path);
        let tag = first.header("etag").unwrap_or_else(|| panic!("{path}")).to_owned();
        assert!(tag.starts_with('"'), "{tag}");
        for known in [tag.clone(), format!("\"other\", {tag}"), format!("W/{tag}"), "*".to_owned()] {
            let again = serving.ask("GET", &target, &[("If-None-Match", &known)], b"");
            assert_eq!((again.status, again.body.len()), (304, 0), "{path} {known}");
            assert_eq!(again.header("etag"), Some(tag.as_str()));
        }
        let other = serving.ask("GET", &target, &[("If-None-Match", "\"0\"")], b"");
        assert_eq!((other.status, &other.body), (200, &first.body), "{path}");
        let head = serving.ask("HEAD", &target, &[], b"");
        assert_eq!((head.status, head.body.len(), head.header("etag")), (200, 0, Some(tag.as_str())));
    }
}

#[test]
fn methods_are_told_and_wrong_ones_refused() {
    let serving = Serving::ferry();
    let options = serving.ask("OPTIONS", "/api/v1/stories/S1/corrections", &[], b"");
    assert_eq!((options.status, options.header("allow")), (204, Some("GET, HEAD, POST, OPTIONS")));
    for (method, path, allow) in [
        ("DELETE", "/stories", "GET, HEAD, OPTIONS"),
        ("POST", "/stories/S1/evidence", "GET, HEAD, OPTIONS"),
        ("PUT", "/corrections/K1", "GET, HEAD, DELETE, OPTIONS"),
        ("TRACE", "/reports", "GET, HEAD, POST, OPTIONS"),
    ] {
        let answer = serving.ask(method, &format!("/api/v1{path}"), &[], b"");
        answer.is_problem(405);
        assert_eq!(answer.header("allow"), Some(allow), "{method} {path}");
    }
    serving.ask("POST", "/api", &[], b"").is_problem(405);
}

#[test]
fn the_page_that_describes_the_interface_asks_nothing_from_outside() {
    let serving = Serving::ferry();
    let page = serving.ask("GET", "/api", &[], b"");
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(!text.contains("<script") && !text.contains("src=\"http") && !text.contains("href=\"http"));
    assert!(text.contains("/api/v1/stories/{story}/evidence"));
    assert_eq!(
        serving.ask("GET", "/api/style.css", &[], b"").header("content-type"),
        Some("text/css; charset=utf-8")
    );
    let document = serving.json("/openapi.json");
    assert!(document["paths"].as_object().unwrap().len() > 25);
}
