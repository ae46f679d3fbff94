//! Pages that are kept as they were sent: fetched, read back, and handed on as a web archive collection.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::desk::{item, page, rss};
use crate::server::{Server, feed, not_found, page as sent};

fn twosource(store: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("twosource"));
    command.args(arguments).arg("--store").arg(store).output().unwrap()
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The archives in a collection's folder.
fn archives(store: &Path) -> Vec<PathBuf> {
    let Ok(folder) = std::fs::read_dir(store.join("pages")) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "gz"));
    paths.sort();
    paths
}

fn unpacked(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    flate2::read::MultiGzDecoder::new(std::fs::File::open(path).unwrap()).read_to_end(&mut bytes).unwrap();
    bytes
}

fn count(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).filter(|window| *window == what).count()
}

fn site() -> Server {
    Server::new(|asked, _| match asked.path.as_str() {
        "/feed" => feed(rss(&item("/a"))),
        "/a" | "/same" => sent(page("ferry Halcyon", "")),
        "/b" => sent(page("tanker Orion", "")),
        _ => not_found(),
    })
}

#[test]
fn an_address_is_taken_in_and_its_bytes_are_kept_once() {
    let server = site();
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let (a, same) = (server.url("/a"), server.url("/same"));
    let first = twosource(&store, &["ingest", "--json", "--allow-private", &a, &same]);
    assert!(first.status.success(), "{}", words(&first.stderr));
    let lines = words(&first.stdout);
    assert!(lines.contains(&a) && lines.contains("\"outcome\":\"new\""), "{lines}");
    let again = twosource(&store, &["ingest", "--allow-private", &a]);
    assert!(words(&again.stderr).contains("1 known already"), "{}", words(&again.stderr));

    // Each fetch is there, the body once: another process wrote the last.
    let kept = archives(&store);
    assert_eq!(kept.len(), 2);
    let bytes: Vec<u8> = kept.iter().flat_map(|path| unpacked(path)).collect();
    assert_eq!(count(&bytes, page("ferry Halcyon", "").as_bytes()), 1);
    assert_eq!(count(&bytes, b"WARC-Type: response\r\n"), 1);
    assert_eq!(count(&bytes, b"WARC-Type: revisit\r\n"), 2);

    // The reader takes its archive back: the same words from the same address.
    let (own, back) = (folder.path().join("own.jsonl"), folder.path().join("back.jsonl"));
    std::fs::write(&own, twosource(&store, &["export", "--what", "reports", "--format", "jsonl"]).stdout)
        .unwrap();
    let other = folder.path().join("other");
    let taken = twosource(&other, &["ingest", kept[0].to_str().unwrap()]);
    assert!(taken.status.success(), "{}", words(&taken.stderr));
    std::fs::write(&back, twosource(&other, &["export", "--what", "reports", "--format", "jsonl"]).stdout)
        .unwrap();
    let of = |path: &Path| -> Vec<(String, String)> {
        let lines = std::fs::read_to_string(path).unwrap();
        let mut rows: Vec<(String, String)> = lines
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
            .map(|row| (row["url"].as_str().unwrap().to_owned(), row["text"].as_str().unwrap().to_owned()))
            .collect();
        rows.sort();
        rows
    };
    let (own, back) = (of(&own), of(&back));
    assert_eq!(back.len(), 1, "{back:?}");
    assert!(own.contains(&back[0]) && back[0].1.contains("all 40 people"), "{own:?} {back:?}");
}

#[test]
fn what_cannot_or_must_not_be_fetched_is_named_and_the_rest_is_done() {
    let server = site();
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let refused = twosource(&store, &["ingest", &server.url("/a")]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(words(&refused.stderr).contains("--allow-private"), "{}", words(&refused.stderr));

    let (gone, b) = (server.url("/gone"), server.url("/b"));
    let part = twosource(&store, &["ingest", "--allow-private", "--no-keep", &gone, &b]);
    assert_eq!(part.status.code(), Some(1));
    let told = words(&part.stderr);
    assert!(told.contains("404") && told.contains("1 new") && told.contains("1 not readable"), "{told}");
    assert!(archives(&store).is_empty(), "--no-keep keeps nothing");

    // A story without a kept page is no web archive.
    let path = folder.path().join("story.wacz");
    let none = twosource(&store, &["export", "--wacz", "S1", "--output", path.to_str().unwrap()]);
    assert_eq!(none.status.code(), Some(1));
    assert!(words(&none.stderr).contains("nothing to write") && !path.exists(), "{}", words(&none.stderr));
}

#[test]
fn a_story_is_handed_on_with_its_pages() {
    let server = site();
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let watched =
        twosource(&store, &["watch", "--once", "--allow-private", "--delay", "5ms", &server.url("/feed")]);
    assert!(watched.status.success(), "{}", words(&watched.stderr));
    let written = |name: &str| {
        let path = folder.path().join(name);
        let done = twosource(&store, &["export", "--wacz", "S1", "--output", path.to_str().unwrap()]);
        assert!(done.status.success(), "{}", words(&done.stderr));
        std::fs::read(path).unwrap()
    };
    let bytes = written("story.wacz");
    assert_eq!(bytes, written("again.wacz"), "the same collection gives the same bytes");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut bytes = Vec::new();
        zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    let archive = folder.path().join("data.warc.gz");
    std::fs::write(&archive, part("archive/data.warc.gz")).unwrap();
    let unpacked = unpacked(&archive);
    assert_eq!(count(&unpacked, page("ferry Halcyon", "").as_bytes()), 1);
    let evidence: serde_json::Value = serde_json::from_slice(&part("evidence/evidence.json")).unwrap();
    assert_eq!(evidence["stories"][0]["id"], "S1");

    // What its index says stands where.
    let index = words(&part("indexes/index.cdx"));
    let record: serde_json::Value =
        serde_json::from_str(index[index.find('{').unwrap()..].lines().next().unwrap()).unwrap();
    let number = |key: &str| record[key].as_str().unwrap().parse::<usize>().unwrap();
    let packed = std::fs::read(&archive).unwrap();
    let one = &packed[number("offset")..number("offset") + number("length")];
    let mut alone = Vec::new();
    flate2::read::GzDecoder::new(one).read_to_end(&mut alone).unwrap();
    assert!(count(&alone, server.url("/a").as_bytes()) == 1 && alone.starts_with(b"WARC/1.1"));
    let pages = words(&part("pages/pages.jsonl"));
    assert!(pages.contains(&server.url("/a")), "{pages}");
}
