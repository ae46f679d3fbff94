//! `twosource watch` as a program: killed, told to stop, run again.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::desk::{item, page, rss};
use crate::server::{Server, drip, feed, not_found, page as sent};
use twosource::Collection;

fn twosource(store: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("twosource"));
    command.args(arguments).arg("--store").arg(store);
    command
}

fn watch(store: &Path, arguments: &[&str]) -> Command {
    let mut command = twosource(store, &["watch", "--allow-private", "--json"]);
    if !arguments.contains(&"--delay") {
        command.args(["--delay", "5ms"]);
    }
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

fn signal(child: &Child, name: &str) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

#[test]
fn a_round_takes_new_reports_in_and_tells_of_quiet_edits() {
    let edits = Arc::new(AtomicUsize::new(0));
    let now = Arc::clone(&edits);
    let server = Server::new(move |asked, _| match asked.path.as_str() {
        "/feed" => feed(rss(&[item("/a"), item("/b")]
            .concat()
            .replace("A teaser", &format!("Edition {}", now.load(Ordering::SeqCst))))),
        "/a" => sent(
            page("ferry Halcyon", "")
                .replace("all 40 people", &format!("all {} people", 40 + now.load(Ordering::SeqCst))),
        ),
        "/b" => sent(page("tanker Orion", "")),
        _ => not_found(),
    });
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("feeds.opml");
    std::fs::write(&list, format!("<opml><body><outline xmlUrl=\"{}\"/></body></opml>", server.url("/feed")))
        .unwrap();
    let store = folder.path().join("store");
    let list = list.to_str().unwrap();
    let first = watch(&store, &["--once", "--feeds", list]).output().unwrap();
    let (out, err) = said(&first);
    assert_eq!(first.status.code(), Some(0), "{err}");
    assert_eq!(out.lines().count(), 2, "{out}");
    for line in out.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!((line["outcome"].as_str(), line["version"].as_u64()), (Some("new"), Some(1)), "{line}");
    }
    assert!(err.contains("round 1: 1 feed, 2 new reports"), "{err}");

    edits.store(3, Ordering::SeqCst);
    let second = watch(&store, &["--once", "-v", &server.url("/feed")]).output().unwrap();
    let (out, err) = said(&second);
    assert!(err.contains("0 new reports, 1 revised"), "{err}");
    assert!(out.contains("\"outcome\":\"revised\""), "{out}");
    let (changes, _) = said(&twosource(&store, &["changes"]).output().unwrap());
    assert!(changes.contains("43"), "{changes}");
    let (found, _) = said(&twosource(&store, &["search", "Orion"]).output().unwrap());
    assert!(found.contains("Orion"), "{found}");
}

#[test]
fn a_failing_feed_and_wrong_usage_have_their_exit_codes() {
    let server = Server::new(|_, _| not_found());
    let folder = tempfile::tempdir().unwrap();
    let failing = watch(folder.path(), &["--once", &server.url("/feed")]).output().unwrap();
    let (_, err) = said(&failing);
    assert_eq!(failing.status.code(), Some(1), "{err}");
    assert!(err.contains("the server answers 404") && err.contains("1 feed failing"), "{err}");
    for wrong in [&["--once"][..], &["harbour.example/feed"], &["--every", "soon", "http://a.example/"]] {
        assert_eq!(watch(folder.path(), wrong).output().unwrap().status.code(), Some(2), "{wrong:?}");
    }
    // A machine of its own is refused unless that is allowed.
    let refused = twosource(folder.path(), &["watch", "--once", &server.url("/other")]).output().unwrap();
    let (_, err) = said(&refused);
    assert!(refused.status.code() == Some(1) && err.contains("--allow-private"), "{err}");
}

#[test]
fn a_watcher_that_is_killed_loses_nothing_and_takes_nothing_twice() {
    const PAGES: usize = 6;
    let server = Server::new(|asked, _| match asked.path.as_str() {
        "/feed" => feed(rss(&(0..PAGES).map(|i| item(&format!("/{i}"))).collect::<String>())),
        "/robots.txt" => not_found(),
        path => {
            sent(page(&format!("ferry number {}", &path[1..]), &format!("<meta name=nonce content={path}>")))
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged = Vec::new();
    for seen in 1..=2 {
        let mut child = watch(folder.path(), &["--delay", "150ms", &server.url("/feed")]).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        for _ in 0..seen {
            let line: serde_json::Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
            acknowledged.push(line["url"].as_str().unwrap().to_owned());
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let last = watch(folder.path(), &["--once", &server.url("/feed")]).output().unwrap();
    let (out, err) = said(&last);
    assert_eq!(last.status.code(), Some(0), "{err}");
    let collection = Collection::open(folder.path()).unwrap();
    let size = collection.store().size().unwrap();
    assert_eq!((size.reports, size.versions), (PAGES, PAGES), "{out}");
    let (told, _) = said(&twosource(folder.path(), &["export", "--what", "reports"]).output().unwrap());
    for url in acknowledged {
        assert!(told.contains(&url), "{url} is lost");
    }
}

#[test]
fn a_signal_ends_a_round_in_hand_and_the_wait_between_rounds() {
    let server = Server::new(|asked, _| match asked.path.as_str() {
        "/feed" => feed(rss(&item("/a"))),
        "/slow-feed" => feed(rss(&format!("{}{}", item("/a"), item("/slow")))),
        "/a" => sent(page("ferry Halcyon", "")),
        "/slow" => drip("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "x"),
        _ => not_found(),
    });
    for (path, name) in [("/feed", "-TERM"), ("/slow-feed", "-INT")] {
        let folder = tempfile::tempdir().unwrap();
        let mut child = watch(folder.path(), &[&server.url(path)]).spawn().unwrap();
        let mut line = String::new();
        let out = child.stdout.as_mut().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        assert!(line.contains("\"new\""), "{line}");
        let mut err = BufReader::new(child.stderr.take().unwrap());
        let mut said_so_far = String::new();
        if path == "/feed" {
            // Between rounds another program can write.
            while !said_so_far.contains("round 1") {
                assert!(err.read_line(&mut said_so_far).unwrap() > 0, "{said_so_far}");
            }
            let ingest = twosource(folder.path(), &["ingest", "../../examples/ferry"]).output().unwrap();
            assert_eq!(ingest.status.code(), Some(0), "{:?}", said(&ingest));
        }
        signal(&child, name);
        err.read_to_string(&mut said_so_far).unwrap();
        // What was in hand was given up: it never ends by itself.
        assert_eq!(child.wait().unwrap().code(), Some(0), "{path}: {said_so_far}");
        assert!(said_so_far.contains("round 1: 1 feed, 1 new report"), "{path}: {said_so_far}");
        assert!(!said_so_far.contains("fail"), "{path}: {said_so_far}");
        assert!(!Collection::open(folder.path()).unwrap().stories(&Default::default()).unwrap().is_empty());
    }
}

#[test]
fn a_brief_of_addresses_is_made_under_the_same_guard() {
    let server = Server::new(|asked, _| match asked.path.as_str() {
        "/a" => sent(page("ferry Halcyon", "")),
        "/b" => sent(page("ferry Halcyon", "").replace("all 40 people", "all 41 people")),
        _ => not_found(),
    });
    let brief = |arguments: &[&str]| {
        Command::new(assert_cmd::cargo::cargo_bin!("twosource"))
            .arg("brief")
            .args(arguments)
            .output()
            .unwrap()
    };
    let (a, b, gone) = (server.url("/a"), server.url("/b"), server.url("/gone"));
    let file = tempfile::NamedTempFile::with_suffix(".txt").unwrap();
    std::fs::write(file.path(), "The mayor of Dunmore opened the new bridge on Friday, the council said.\n")
        .unwrap();
    let path = file.path().to_str().unwrap();
    let whole = brief(&["--allow-private", "--json", &a, path, &b, &a]);
    let (out, err) = said(&whole);
    assert_eq!(whole.status.code(), Some(0), "{err}");
    let evidence: serde_json::Value = serde_json::from_str(&out).unwrap();
    let urls: Vec<&str> =
        evidence["reports"].as_array().unwrap().iter().filter_map(|report| report["url"].as_str()).collect();
    assert!(urls.contains(&a.as_str()) && urls.contains(&b.as_str()), "{urls:?}");
    assert_eq!(evidence["reports"].as_array().unwrap().len(), 3, "a page named twice is read once");

    // What is not there is named, and the rest is done.
    let some = brief(&["--allow-private", "--json", &a, &gone]);
    let (out, err) = said(&some);
    assert_eq!(some.status.code(), Some(1), "{err}");
    assert!(err.contains("/gone") && out.contains("Halcyon"), "{err}");

    // Without leave, no machine of a private network is asked.
    let asked = server.asked().len();
    let barred = brief(&[&a]);
    let (_, err) = said(&barred);
    assert_eq!(barred.status.code(), Some(1), "{err}");
    assert!(err.contains("--allow-private") || err.contains("public") || err.contains("private"), "{err}");
    assert_eq!(server.asked().len(), asked, "nothing was asked");
}
