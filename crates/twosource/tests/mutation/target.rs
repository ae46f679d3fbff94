//! What is tried: each kind of thing that comes in from outside, and what it must end in.

use std::io::Write;
use std::sync::OnceLock;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use twosource::evidence::correction::{self, Correction};
use twosource::evidence::{self, explain, file::Run, verify, verify_anew};
use twosource::lexicon::press::{Register, import};
use twosource::reader::{Options, Report, read_bytes};
use twosource::store::{Query, Since, StoryId};
use twosource::watch::feeds_in;
use twosource::{Desk, Evidence, EvidenceFile, HouseRules, Quiet, annotate, render};

/// A kind of thing that comes in.
pub struct Target {
    /// What it is called.
    pub name: &'static str,
    /// Sound ones.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Takes a changed one in; panics where that does harm.
    pub run: fn(&[u8]),
}

const WORDS: &str =
    "The tug Morning Star sank off Altmark on Monday, the coastguard said, and all were saved. ";
const OTHER: &str = "Two of her crew of nine were hurt, Mayor Anna Berg told reporters on May 3. “No one is missing,” she said. ";

/// Every kind.
pub fn targets() -> Vec<Target> {
    let target = |name, seeds, run| Target { name, seeds, run };
    vec![
        target("text", texts, |bytes| read("a.txt", bytes)),
        target("markdown", markdown, |bytes| read("a.md", bytes)),
        target("html", pages, |bytes| read("a.html", bytes)),
        target("json", json_documents, |bytes| read("a.json", bytes)),
        target("jsonl", json_lines, |bytes| read("a.jsonl", bytes)),
        target("feed", feeds, |bytes| read("a.rss", bytes)),
        target("sitemap", sitemaps, |bytes| read("a.xml", bytes)),
        target("warc", archives, |bytes| read("a.warc", bytes)),
        target("gzip", folded, |bytes| read("a.jsonl.gz", bytes)),
        target("unnamed", anything, |bytes| {
            check(&read_bytes(None, bytes, &Options::default()).reports);
        }),
        target("evidence", evidence_files, evidence_file),
        target("corrections", corrections, corrected),
        target("rules", || vec![evidence::house_rules::DEFAULT.as_bytes().to_vec()], rules),
        target("queries", queries, query),
        target("readings", readings, reading),
        target("outlets", outlets, outlet),
        target("feed lists", feed_lists, |bytes| drop(feeds_in(&String::from_utf8_lossy(bytes)))),
        target("briefs", texts, brief),
        target("orders", || vec![three_lines()], orders),
    ]
}

fn desk() -> &'static Desk {
    static DESK: OnceLock<Desk> = OnceLock::new();
    DESK.get_or_init(|| Desk::with_default_model().unwrap())
}

/// Three reports of one event, as lines.
fn three_lines() -> Vec<u8> {
    let lines = [
        json!({"id": "a", "outlet": "Quay Courier", "published": "2024-05-07", "text": format!("{WORDS}{OTHER}")}),
        json!({"id": "b", "outlet": "Evening Gull", "published": "2024-05-07T09:30", "text": format!("{WORDS}\n\nThree were hurt, police said.")}),
        json!({"id": "c", "outlet": "Altmark Times", "published": "2024-05-08", "text": format!("ALTMARK (AP) - {OTHER}\n\n{WORDS}")}),
    ];
    let lines: Vec<String> = lines.iter().map(Value::to_string).collect();
    lines.join("\n").into_bytes()
}

fn reports() -> Vec<Report> {
    read_bytes(Some("a.jsonl"), &three_lines(), &Options::default()).reports
}

fn sound() -> &'static Evidence {
    static SOUND: OnceLock<Evidence> = OnceLock::new();
    SOUND.get_or_init(|| desk().brief(reports(), &Quiet))
}

fn check(reports: &[Report]) {
    for report in reports {
        assert!(!report.text.trim().is_empty() && !report.id.is_empty());
        let mut end = 0;
        for segment in &report.segments {
            assert!(segment.span.start >= end, "segments overlap");
            assert!(report.text.get(segment.span.start..segment.span.end).is_some());
            end = segment.span.end;
        }
    }
}

fn read(name: &str, bytes: &[u8]) {
    let reading = read_bytes(Some(name), bytes, &Options::default());
    check(&reading.reports);
    let told = reading.reports.len() + reading.failures.len() + reading.warnings.len();
    assert!(told > 0, "nothing is said");
    for words in reading.failures.iter().map(ToString::to_string) {
        assert!(!words.contains('\n') && words.len() < 4_000, "no line: {words:?}");
    }
}

fn texts() -> Vec<Vec<u8>> {
    let wide: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(WORDS.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    vec![
        format!("---\ntitle: Tug sinks\npublished: 2024-05-03\n---\nALTMARK, May 3 (AP) - {WORDS}\n\n{OTHER}\n\nBy Ann Reed\n").into_bytes(),
        format!("date 2024-05-07\n{OTHER}\n\nPhoto: A. Berg / AP\n\nRead more: What next?\n\n{WORDS}").into_bytes(),
        format!("Berg said that Lund told Reed that, according to the council, {WORDS}\n\n- one\n- two hundred million\n").into_bytes(),
        wide,
    ]
}

fn markdown() -> Vec<Vec<u8>> {
    vec![
        format!("# Tug sinks\n\n{WORDS}\n\n> “No,” *she* [said](https://post.example).\n\n|a|b|\n|-|-|\n|1|2|\n\n```\nx\n```\n~~{OTHER}~~\n").into_bytes(),
        format!("---\ntitle: [a]\noutlet: Post\n---\n{OTHER}\n\n1. [a][b]\n2. ![c](d)\n\n[b]: https://post.example\n\nTug\n===\n<p hidden>no</p>\n").into_bytes(),
    ]
}

fn page() -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Tug sinks</title><link rel=canonical href=\"https://post.example/a\"><meta property=og:site_name content=Post><style>.x{{display:none}}#y{{left:-9999px}}</style><script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"Tug sinks\",\"datePublished\":\"2024-05-03T10:00:00Z\",\"author\":[{{\"name\":\"Ann Reed\"}}],\"articleBody\":\"{WORDS}\"}}</script></head><body><nav><a href=/>Home</a></nav><article><h1>Tug sinks</h1><p class=x>no</p>{}<figure><img src=a><figcaption>The tug. AP</figcaption></figure><p style=\"opacity:0\">no</p><s>no</s><h2>More</h2><p>{OTHER}</p></article><h3>Comments</h3><p>first!</p></body></html>",
        format!("<p>{WORDS}</p>").repeat(4)
    )
}

fn pages() -> Vec<Vec<u8>> {
    let live = "<html><head><script type='application/ld+json'>{\"@graph\":[{\"@type\":\"LiveBlogPosting\",\"headline\":\"Tug\",\"liveBlogUpdate\":[{\"headline\":\"Nine saved\",\"articleBody\":\"Nine.\"}]}]}</script></head><body><main><h1>Tug</h1>";
    vec![
        page().into_bytes(),
        format!("{live}{}", format!("<div>{OTHER}<br><br>{WORDS}</div>").repeat(3)).into_bytes(),
    ]
}

fn line() -> String {
    json!({"id": "a", "outlet": "Post", "title": "Tug sinks", "url": "https://post.example/a", "byline": "Ann Reed", "published": "2024-05-03", "text": WORDS}).to_string()
}

fn json_documents() -> Vec<Vec<u8>> {
    let other = json!({"id": "b", "text": OTHER});
    let feed = json!({"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [{"id": "1", "url": "https://post.example/a", "content_html": page()}, {"id": "2", "content_text": WORDS.repeat(8)}]});
    vec![
        format!("[{},{other}]", line()).into_bytes(),
        other.to_string().into_bytes(),
        feed.to_string().into_bytes(),
    ]
}

fn json_lines() -> Vec<Vec<u8>> {
    vec![
        format!(
            "{}\n{}\n\n{}\n",
            line(),
            json!({"text": OTHER}),
            json!({"id": 7, "text": WORDS, "published": "May 3, 2024"})
        )
        .into_bytes(),
    ]
}

fn feeds() -> Vec<Vec<u8>> {
    let item = format!(
        "<item><title>Tug &amp; <![CDATA[boat]]></title><link>https://post.example/a</link><pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate><source url=\"https://gull.example/feed\">Gull</source><description>{}</description></item>",
        WORDS.repeat(8)
    );
    vec![
        format!("<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Post</title>{item}{item}</channel></rss>").into_bytes(),
        format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Post</title><entry><title>Tug</title><id>urn:a</id><link href=\"https://post.example/a\"/><updated>2024-05-03T10:00:00Z</updated><content type=\"html\">{}</content></entry></feed>", WORDS.repeat(8)).into_bytes(),
    ]
}

fn sitemaps() -> Vec<Vec<u8>> {
    vec![b"<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\"><url><loc>https://post.example/a</loc><news:news><news:title>Tug</news:title></news:news></url></urlset>".to_vec()]
}

fn archives() -> Vec<Vec<u8>> {
    let page = page();
    let plain = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{page}\r\n0\r\n\r\n",
        page.len()
    );
    let record = |http: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/a\r\nWARC-Date: 2024-05-03T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        )
    };
    vec![format!("{}{}", record(&plain), record(&chunked)).into_bytes()]
}

fn folded() -> Vec<Vec<u8>> {
    let fold = |bytes: &[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    json_lines().iter().map(|bytes| fold(bytes)).collect()
}

fn anything() -> Vec<Vec<u8>> {
    [texts(), pages(), json_documents(), json_lines(), feeds(), sitemaps(), archives(), folded()].concat()
}

fn evidence_files() -> Vec<Vec<u8>> {
    let mut with_corrections = sound().clone();
    if let Some(story) = with_corrections.stories.first_mut() {
        story.corrections = all_corrections();
    }
    vec![serde_json::to_vec(sound()).unwrap(), serde_json::to_vec(&with_corrections).unwrap()]
}

fn evidence_file(bytes: &[u8]) {
    let Ok(file) = EvidenceFile::parse(bytes) else { return };
    assert!(!verify(&file.evidence, &[]).follows());
    let outcome = verify_anew(&file, &reports(), Some(sound()), Vec::new());
    if outcome.follows() {
        let mut given = serde_json::to_value(&file.evidence).unwrap();
        let mut own = serde_json::to_value(sound()).unwrap();
        for value in [&mut given, &mut own] {
            for story in value["stories"].as_array_mut().into_iter().flatten() {
                story.as_object_mut().map(|story| story.remove("corrections"));
            }
        }
        assert_eq!(given["stories"], own["stories"], "another file follows");
        assert_eq!(given["reports"], own["reports"], "another file follows");
    }
    drop(outcome.to_string());
    for story in &file.evidence.stories {
        drop(correction::apply(&file.evidence, &story.id, &story.corrections));
        for claim in story.claims.iter().take(3) {
            drop(explain(&file.evidence, &claim.id).map(|explanation| explanation.to_string()));
        }
    }
    let page = render::html(&file.evidence);
    assert!(!page.contains("<script>alert"));
    drop(render::markdown(&file.evidence));
    drop(render::text(&file.evidence, &render::TextOptions { width: 80, colour: false, all: false }));
}

/// One correction of each kind, on the sound evidence.
fn all_corrections() -> Vec<Correction> {
    let evidence = sound();
    let Some(story) = evidence.stories.first() else { return Vec::new() };
    let (claims, people) = (&story.claims, &story.entities);
    let mut asks = Vec::new();
    if let [first, second, ..] = claims.as_slice() {
        asks.push(json!({"kind": "merge-claims", "claims": [first.id, second.id]}));
        asks.push(json!({"kind": "overrule", "claim": first.id, "standing": "echoed"}));
    }
    if let Some(several) = claims.iter().find(|claim| claim.statements.len() > 1) {
        let apart = &several.statements[0];
        let apart = json!([{"report": apart.report, "start": apart.start, "end": apart.end}]);
        asks.push(json!({"kind": "split-claim", "claim": several.id, "apart": apart}));
    }
    if let [first, second, ..] = people.as_slice() {
        asks.push(json!({"kind": "merge-entities", "entities": [first.id, second.id]}));
        asks.push(json!({"kind": "rename-entity", "entity": first.id, "name": "The Tug"}));
        asks.push(json!({"kind": "retype-entity", "entity": second.id, "is": "place"}));
        asks.push(json!({"kind": "drop-entity", "entity": second.id}));
    }
    if let [first, second, ..] = story.origins.as_slice() {
        asks.push(json!({"kind": "merge-origins", "origins": [first.id, second.id]}));
    }
    if let Some(conflict) = story.conflicts.first() {
        asks.push(json!({"kind": "dismiss-conflict", "conflict": conflict.id}));
    }
    if let [first, .., last] = claims.as_slice() {
        let at = &first.statements[0];
        let places = json!([{"report": at.report, "start": at.start, "end": at.end}]);
        asks.push(json!({"kind": "set-source", "claim": first.id, "statements": places, "origin": "speaker", "name": "Ines Holt"}));
        asks.push(json!({"kind": "move-statements", "claim": first.id, "statements": places, "to": last.id}));
        asks.push(json!({"kind": "check", "claim": first.id, "initials": "AL"}));
    }
    asks.push(json!({"kind": "set-title", "title": "The tug"}));
    asks.extend(story.reports.last().map(|report| json!({"kind": "drop-report", "report": report})));
    let decisions = asks.into_iter().filter_map(|ask| {
        let ask: correction::Ask = serde_json::from_value(ask).ok()?;
        ask.decision(evidence, &story.id, &[]).ok()
    });
    let made = |(place, decision)| Correction {
        id: format!("K{}", place + 1),
        story: story.id.clone(),
        made: "2024-05-09T10:00:00Z".to_owned(),
        by: Some("Ada".to_owned()),
        note: "They called back.".to_owned(),
        withdrawn: None,
        decision,
    };
    decisions.enumerate().map(made).collect()
}

fn corrections() -> Vec<Vec<u8>> {
    vec![serde_json::to_vec(&all_corrections()).unwrap()]
}

fn corrected(bytes: &[u8]) {
    let Ok(corrections) = serde_json::from_slice::<Vec<Correction>>(bytes) else { return };
    let mut evidence = sound().clone();
    for story in &mut evidence.stories {
        story.corrections.clone_from(&corrections);
    }
    if let Some(story) = evidence.stories.first() {
        drop(correction::apply(&evidence, &story.id, &corrections));
    }
    drop(verify(&evidence, &reports()).to_string());
    drop(render::html(&evidence));
    drop(render::markdown(&evidence));
}

fn rules(bytes: &[u8]) {
    let Ok(rules) = HouseRules::parse(&String::from_utf8_lossy(bytes)) else { return };
    assert!(rules.check().is_ok());
    let mut run = Run::default();
    rules.write_to(&mut run);
    assert_eq!(HouseRules::of(&run), rules, "rules do not come back out of a file");
}

fn queries() -> Vec<Vec<u8>> {
    let queries = [
        "ferry date:2020-01-01.. speaker:coastguard",
        "\"tug sank\" outlet:Post standing:corroborated -storm",
        "S12",
        "2024-05-03T10:00",
        "last week",
    ];
    queries.iter().map(|query| query.as_bytes().to_vec()).collect()
}

fn query(bytes: &[u8]) {
    let words = String::from_utf8_lossy(bytes);
    let told = |error: String| assert!(error.len() < 4_000 + 4 * words.len());
    drop(words.parse::<Query>().map_err(|error| told(error.to_string())));
    if let Err(error) = words.parse::<StoryId>() {
        told(error.to_string());
    }
    drop(twosource::store::moment(&words).map(Since::Received));
}

fn readings() -> Vec<Vec<u8>> {
    let read = desk().annotate(reports(), &Quiet);
    vec![serde_json::to_vec(&read).unwrap()]
}

fn reading(bytes: &[u8]) {
    let Ok(read) = serde_json::from_slice::<Vec<annotate::Reading>>(bytes) else { return };
    let sound: Vec<annotate::Reading> = read.into_iter().filter(annotate::Reading::is_sound).collect();
    if !sound.is_empty() {
        drop(evidence::weigh(sound, Run::default()));
    }
}

fn outlets() -> Vec<Vec<u8>> {
    let table = "name\taddresses\towner\tstate\tnetwork\nQuay Courier\tquay.example\tGull Group\t\t\n";
    let rows = "url,name,owner\nhttps://quay.example/,Quay Courier,Gull Group\n";
    vec![table.as_bytes().to_vec(), rows.as_bytes().to_vec()]
}

fn outlet(bytes: &[u8]) {
    let words = String::from_utf8_lossy(bytes);
    drop(Register::with(&words));
    drop(import(&words));
}

fn feed_lists() -> Vec<Vec<u8>> {
    let lines = "# harbour\nhttps://harbour.example/feed  # the Post\n\nhttps://star.example/atom.xml\n";
    let opml = "<opml><body><outline text='Sea'><outline xmlUrl='https://sea.example/feed'/></outline></body></opml>";
    vec![lines.as_bytes().to_vec(), opml.as_bytes().to_vec()]
}

fn brief(bytes: &[u8]) {
    let read = || read_bytes(Some("a.txt"), bytes, &Options::default()).reports;
    let reports = read();
    check(&reports);
    if reports.is_empty() {
        return;
    }
    let evidence = desk().brief(reports, &Quiet);
    let written = serde_json::to_vec(&evidence).unwrap();
    let file = EvidenceFile::parse(&written).unwrap();
    let outcome = desk().verify(&file, read(), &Quiet);
    assert!(outcome.follows(), "what was briefed does not verify: {outcome}");
    drop(render::html(&evidence));
    drop(render::text(&evidence, &render::TextOptions { width: 80, colour: true, all: true }));
}

/// Reports in any order give the same bytes.
fn orders(bytes: &[u8]) {
    const MOST: usize = 6;
    let mut reports = read_bytes(Some("a.jsonl"), bytes, &Options::default()).reports;
    reports.truncate(MOST);
    if reports.len() < 2 {
        return;
    }
    let written = |reports: &[Report]| serde_json::to_vec(&desk().brief(reports.to_vec(), &Quiet)).unwrap();
    let first = written(&reports);
    reports.reverse();
    assert_eq!(written(&reports), first, "turned round");
    reports.rotate_left(1);
    assert_eq!(written(&reports), first, "another order");
}
