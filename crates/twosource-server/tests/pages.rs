//! What the pages are made of: nothing of a report acts on them, every view answers, trouble is told on a page.

use crate::served::{Answer, Served, ferry, over, pipeline};
use jiff::Timestamp;
use twosource_annotate::annotate;
use twosource_reader::{Options, read_bytes};
use twosource_server::Settings;
use twosource_store::Store;

const ATTACK: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\u{202e}\u{1b}[2J";

/// Goes through a page tag by tag: none may run or load anything but the page's own style, script and picture.
fn check(page: &str, what: &str) {
    assert!(page.starts_with("<!DOCTYPE html>"), "{what}");
    assert!(!page.contains(['\u{202e}', '\u{1b}', '\0']), "{what}: a character acts");
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, after) = after.split_once('>').expect("a tag has an end");
        let name: String = tag.chars().take_while(|c| !c.is_whitespace()).collect();
        assert!(
            !matches!(name.as_str(), "img" | "iframe" | "style" | "object" | "embed" | "base"),
            "{what}: <{tag}>"
        );
        for (attribute, value) in attributes(tag) {
            let name_of = attribute.to_ascii_lowercase();
            assert!(!name_of.starts_with("on") && name_of != "style", "{what}: <{tag}>");
            let own = value.starts_with('/') && !value.starts_with("//");
            match (name.as_str(), attribute) {
                ("script", "src") | ("link", "href") => {
                    let feed = own && tag.contains("rel=\"alternate\"");
                    assert!(feed || value.starts_with("/assets/"), "{what}: <{tag}>")
                }
                ("form", "action") => assert!(own, "{what}: <{tag}>"),
                (_, "href") => assert!(
                    own || value.starts_with('#')
                        || value.starts_with("http://")
                        || value.starts_with("https://"),
                    "{what}: <{tag}>"
                ),
                (_, "src") => panic!("{what}: <{tag}>"),
                _ => {}
            }
        }
        rest = after;
    }
}

/// The attributes of a tag that have a value.
fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once("=\"") {
        let name = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let (value, after) = after.split_once('"').expect("a value has an end");
        found.push((name, value));
        rest = after;
    }
    found
}

/// Serves one report that tries to act in every field.
fn hostile() -> Served {
    let folder = tempfile::tempdir().unwrap();
    let text = format!(
        "{ATTACK} The harbour master said on Tuesday that 12 people were hurt. {ATTACK}\n\n“It was {ATTACK} fast,” Ann {ATTACK} Lee told reporters in Port Kelda."
    );
    let of = |id: &str, text: &str| {
        serde_json::json!({
            "id": id, "outlet": format!("Evil {ATTACK}"), "title": format!("Ferry {ATTACK}"), "byline": ATTACK,
            "url": "javascript:alert(1)", "published": "2026-03-03", "text": text,
        })
        .to_string()
    };
    let lines =
        [of(&format!("evil {ATTACK}/../x?y#z"), &text), of("b", &text.replace("12", "14"))].join("\n");
    let revised = of("b", &text.replace("12", "15"));
    let pipeline = pipeline();
    let mut store = Store::create(folder.path()).unwrap();
    for lines in [lines, revised] {
        let reading = read_bytes(Some("hostile.jsonl"), lines.as_bytes(), &Options::default());
        assert!(reading.failures.is_empty(), "{:?}", reading.failures);
        let annotated: Vec<_> =
            reading.reports.into_iter().map(|report| annotate(report, &pipeline)).collect();
        store.ingest(&annotated, Timestamp::now()).unwrap();
    }
    drop(store);
    over(folder, Settings::default())
}

fn page(served: &Served, path: &str) -> String {
    let answer = served.get(path);
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    let text = answer.text();
    check(&text, path);
    assert!(text.len() < 300_000, "{path} weighs {} bytes", text.len());
    text
}

/// The addresses that a page links to on this server, without what is loaded.
fn links(page: &str) -> Vec<String> {
    let mut links: Vec<String> = (page.split('<'))
        .filter(|tag| tag.starts_with("a "))
        .flat_map(|tag| attributes(tag.split('>').next().unwrap_or_default()))
        .filter(|(name, value)| *name == "href" && value.starts_with('/'))
        .map(|(_, value)| value.split('#').next().unwrap_or_default().replace("&amp;", "&"))
        .collect();
    links.sort();
    links.dedup();
    links
}

#[test]
fn nothing_of_a_report_acts_on_any_page() {
    let served = hostile();
    let mut seen = std::collections::BTreeSet::new();
    let mut open: Vec<String> =
        ["/", "/changes", "/search?q=harbour", "/search?speaker=Lee", "/entities?name=Port+Kelda"]
            .map(str::to_owned)
            .to_vec();
    let asked = twosource_render::address::segment(ATTACK);
    open.extend(
        ["/search?q=", "/entities?name=", "/?words=", "/?outlet=", "/stories/S1?words="]
            .map(|path| format!("{path}{asked}")),
    );
    // Every page that one leads to, from page to page.
    while let Some(path) = open.pop() {
        if path.starts_with("/api")
            || path.contains("/feed.atom")
            || !seen.insert(path.clone())
            || seen.len() > 160
        {
            continue;
        }
        let answer = served.get(&path);
        let is_page = answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
        let saved = answer.header("content-disposition").is_some();
        if is_page && !saved {
            assert!(matches!(answer.status, 200 | 400), "{path}: {} {}", answer.status, answer.text());
            check(&answer.text(), &path);
            open.extend(links(&answer.text()));
        } else {
            assert!(saved || answer.status == 303, "{path}: {answer:?}");
        }
    }
    assert!(seen.len() > 25, "{seen:?}");
}

#[test]
fn every_view_of_a_story_answers_and_is_light() {
    let served = ferry(Settings::default());
    let front = page(&served, "/");
    assert!(front.contains("/stories/S1\""), "{front}");
    for path in [
        "",
        "/said",
        "/cast",
        "/timeline",
        "/sources",
        "/compare",
        "/history",
        "/decisions",
        "/claims/C1",
        "/cast?split=E1",
        "/changes?since=2020-01-01",
        "/changes?by=published",
        "?standing=disputed",
        "?entity=solveig&words=ferry&page=2",
    ] {
        page(&served, &format!("/stories/S1{path}"));
    }
    let sheet = attributes(front.split("<link rel=\"stylesheet\"").nth(1).unwrap())[0].1.to_owned();
    let style = served.get(&sheet);
    assert_eq!(style.header("content-type"), Some("text/css; charset=utf-8"));
    assert!(style.header("cache-control").is_some_and(|kept| kept.contains("immutable")));
    assert_eq!(served.get("/assets/style.0000000000000000.css").status, 404);
    let weighed = page(&served, "/");
    assert!(
        weighed.contains("corroborated") && !weighed.contains("Not weighed yet"),
        "the tally shows once weighed"
    );
}

#[test]
fn a_story_can_be_taken_along() {
    let served = ferry(Settings::default());
    let file = |name: &str, kind: &str| -> Answer {
        let answer = served.get(&format!("/stories/S1/{name}"));
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(kind)), "{name}");
        assert!(
            answer.header("content-disposition").is_some_and(|saved| saved.starts_with("attachment")),
            "{name}"
        );
        answer
    };
    let evidence: twosource_evidence::Evidence =
        serde_json::from_slice(&file("evidence.json", "application/json").body).unwrap();
    assert_eq!(evidence.stories.len(), 1);
    assert_eq!(file("brief.html", "text/html; charset=utf-8").text(), twosource_render::html(&evidence));
    assert_eq!(
        file("brief.md", "text/markdown; charset=utf-8").text(),
        twosource_render::markdown(&evidence)
    );
    let rows = file("claims.csv", "text/csv; charset=utf-8").text();
    assert!(
        rows.starts_with("story,story_title,claim,")
            && rows.lines().count() > evidence.stories[0].claims.len()
    );
}

#[test]
fn trouble_is_told_on_a_page() {
    let served = ferry(Settings::default());
    for (path, status) in [
        ("/nowhere", 404),
        ("/stories/S99", 404),
        ("/stories/x", 404),
        ("/stories/S1/claims/C9999", 404),
        ("/stories/S1/reports/nobody", 404),
        ("/stories/S1/compare?left=nobody", 404),
        ("/stories/S1?standing=firm", 400),
        ("/?from=soon", 400),
        ("/search?q=colour:red", 400),
        ("/changes?since=soon", 400),
        ("/briefs/0123456789abcdef", 404),
        ("/briefs/..%2f..%2fetc", 404),
        ("/reports/nobody", 404),
    ] {
        let answer = served.get(path);
        assert_eq!(answer.status, status, "{path}");
        check(&answer.text(), path);
        assert!(answer.text().contains("class=\"trouble\""), "{path}: {}", answer.text());
    }
    // A number may be written in several ways; a story has one address.
    let moved = served.get("/stories/1/claims/C1?a=b");
    assert_eq!((moved.status, moved.header("location")), (303, Some("/stories/S1/claims/C1?a=b")));
}

#[test]
fn a_decision_stands_beside_the_evidence_and_is_taken_back() {
    let served = ferry(Settings::default());
    let form = ["Content-Type: application/x-www-form-urlencoded"];
    let post = |path: &str, body: &str| served.ask("POST", path, &form, body.as_bytes());
    assert_eq!(post("/stories/S1/decisions", "kind=overrule&claim=C1&standing=disputed&note=+").status, 422);
    let made = post(
        "/stories/S1/decisions",
        "kind=overrule&claim=C1&standing=disputed&note=We+%3Ccalled%3E&by=Desk",
    );
    assert_eq!(
        (made.status, made.header("location")),
        (303, Some("/stories/S1/decisions#K1")),
        "{}",
        made.text()
    );
    let decisions = page(&served, "/stories/S1/decisions");
    assert!(decisions.contains("We &lt;called&gt;") && decisions.contains("in force"), "{decisions}");
    // The story is shown as decided, and as weighed where that is chosen.
    let as_decided = page(&served, "/stories/S1/claims/C1");
    assert!(as_decided.contains("a person holds it so; as weighed it is"), "{as_decided}");
    assert!(page(&served, "/stories/S1/claims/C1?as=weighed").contains("A person holds it to be disputed"));
    let disputed = |path: &str| standing_count(&page(&served, path), "dis");
    assert_eq!(disputed("/stories/S1?as=decided"), disputed("/stories/S1?as=weighed") + 1);
    let chosen = post("/as", "view=weighed&to=/stories/S1");
    assert_eq!((chosen.status, chosen.header("location")), (303, Some("/stories/S1")));
    let cookie = chosen.header("set-cookie").and_then(|cookie| cookie.split(';').next()).unwrap_or_default();
    let weighed = served.ask("GET", "/stories/S1", &[&format!("Cookie: {cookie}")], b"").text();
    assert_eq!(standing_count(&weighed, "dis"), disputed("/stories/S1?as=weighed"));
    assert_eq!(post("/as", "view=weighed&to=//evil.example").header("location"), Some("/evil.example"));
    assert!(page(&served, "/stories/S1").contains("People decided otherwise once"));
    assert!(served.get("/stories/S1/evidence.json").text().contains("We <called>"));
    assert_eq!(post("/stories/S1/decisions/K1/withdraw", "note=wrong&by=").status, 303);
    assert!(!page(&served, "/stories/S1/claims/C1").contains("A person holds it"));
    assert_eq!(post("/stories/S1/decisions/K9/withdraw", "").status, 404);
    // Another site's page cannot decide in a reader's name.
    let other = [form[0], "Origin: https://evil.example"];
    assert_eq!(served.ask("POST", "/stories/S1/decisions", &other, b"kind=overrule").status, 403);
}

/// What the tally of a story's first page says of a standing.
fn standing_count(page: &str, key: &str) -> usize {
    let tally = page.split("<ul class=\"tally\">").nth(1).unwrap_or_default();
    let item = tally.split(&format!("<li class=\"{key}\">")).nth(1).unwrap_or_default();
    let words: String = item
        .split("<span class=\"word\">")
        .next()
        .unwrap_or_default()
        .split('<')
        .map(|part| part.split_once('>').map_or("", |(_, text)| text))
        .collect();
    words.trim().parse().unwrap_or_else(|_| panic!("no count of {key} in {item:.400}"))
}

#[test]
fn counts_agree_wherever_they_stand() {
    let served = ferry(Settings::default());
    let first = page(&served, "/stories/S1");
    let summary: serde_json::Value =
        serde_json::from_slice(&served.get("/api/v1/stories/S1/summary").body).unwrap();
    let card: serde_json::Value = serde_json::from_slice(&served.get("/api/v1/stories/S1").body).unwrap();
    for (key, word) in [
        ("cor", "corroborated"),
        ("dis", "disputed"),
        ("ech", "echoed"),
        ("uns", "unsourced"),
        ("one", "single-source"),
    ] {
        let count = standing_count(&first, key);
        let listed: serde_json::Value =
            serde_json::from_slice(&served.get(&format!("/api/v1/stories/S1/claims?standing={word}")).body)
                .unwrap();
        assert_eq!(listed["total"], count, "{word}: the interface's list");
        let counts = summary["counts"].as_array().unwrap();
        let told = counts.iter().find(|entry| entry["standing"] == word).unwrap();
        assert_eq!(told["claims"], count, "{word}: the first screen");
        assert_eq!(card["tally"][word.replace('-', "_")], count, "{word}: the list of stories");
        let narrowed = page(&served, &format!("/stories/S1?standing={word}"));
        let fitting = if count == 1 { "1 claim fits".to_owned() } else { format!("{count} claims fit") };
        assert!(narrowed.contains(&fitting), "{word}: the narrowed list, {count}");
        if key != "one" {
            let rows = narrowed.matches("<tr class=\"claim\"").count();
            assert_eq!(rows, count.min(40), "{word}: the matrix");
        }
    }
}

#[test]
fn a_feed_tells_what_changed_and_nothing_else() {
    let served = hostile();
    page(&served, "/stories/S1");
    let feed = served.get("/stories/S1/feed.atom");
    assert_eq!(
        (feed.status, feed.header("content-type")),
        (200, Some("application/atom+xml; charset=utf-8"))
    );
    let text = feed.text();
    assert!(text.starts_with("<?xml") && text.matches("<entry>").count() == 1, "{text}");
    assert!(text.contains("changed") && text.contains("15 people") && !text.contains("<script"), "{text}");
    assert_eq!(served.get("/feed.atom?words=nothing-holds-this").text().matches("<entry>").count(), 0);
    assert_eq!(served.get("/stories/S99/feed.atom").status, 404);
}

#[test]
fn a_field_alone_is_a_question() {
    let served = ferry(Settings::default());
    for path in ["/search?standing=echoed", "/search?speaker=coastguard", "/search?outlet=nordwire"] {
        let found = page(&served, path);
        assert!(found.contains("class=\"hits\"") && !found.contains("Nothing is asked"), "{path}");
    }
}

#[test]
fn an_empty_collection_says_what_to_do() {
    let served = over(tempfile::tempdir().unwrap(), Settings::default());
    let front = page(&served, "/");
    assert!(front.contains("This collection is empty") && front.contains("twosource ingest"), "{front}");
    page(&served, "/changes");
    page(&served, "/search?q=ferry");
}
