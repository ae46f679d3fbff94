//! Hostile and unlucky inputs, files and outputs, as a person meets them: named in a line, never a hang, nothing lost.

#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::program::{Ran, ferry, twosource};

const SOUND: &str = "The mayor of Dunmore opened the new bridge on Friday, the council said.\n";

/// Runs a command that must end by itself in time. What it says goes into files: a pipe that nobody empties would stop it.
fn run(command: &mut Command) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let into = |name: &str| fs::File::create(folder.path().join(name)).unwrap();
    let mut child = command.stdout(into("out")).stderr(into("err")).stdin(Stdio::null()).spawn().unwrap();
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > Duration::from_secs(120) {
            child.kill().unwrap();
            panic!("it hangs: {command:?}");
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let told = |name: &str| fs::read(folder.path().join(name)).unwrap();
    Output { status, stdout: told("out"), stderr: told("err") }.into()
}

#[test]
fn pipes_devices_and_circles_are_named_and_the_rest_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("sound.txt"), SOUND).unwrap();
    let pipe = root.join("pipe.txt");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    symlink(&pipe, root.join("link.txt")).unwrap();
    symlink("/dev/zero", root.join("zero.jsonl")).unwrap();
    fs::create_dir(root.join("in")).unwrap();
    symlink(root, root.join("in/up")).unwrap();
    symlink(root, root.join("in/over")).unwrap();
    for paths in [
        vec![root.join("pipe.txt"), root.join("sound.txt")],
        vec![root.join("link.txt"), root.join("zero.jsonl"), root.join("sound.txt")],
        vec![root.join("*.txt")],
        vec![root.join("**/*.txt")],
    ] {
        let ran = run(twosource().arg("annotate").args(&paths));
        assert!(ran.err.contains("is no file but a"), "{paths:?}: {}", ran.err);
        assert_eq!((ran.code, ran.out.lines().count()), (1, 1), "{paths:?}: {}", ran.err);
    }
    let ran = run(twosource().arg("verify").arg(&pipe).arg(root.join("sound.txt")));
    assert!(ran.code == 1 && ran.err.contains("is no file"), "{}", ran.err);
}

#[test]
fn an_output_never_takes_the_place_of_an_input_nor_is_half() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own.txt");
    let link = folder.path().join("link.txt");
    fs::write(&own, SOUND).unwrap();
    symlink(&own, &link).unwrap();
    for command in ["brief", "annotate", "parse"] {
        for output in [&own, &link] {
            let ran = run(twosource().arg(command).arg(&own).arg("-o").arg(output));
            assert_eq!(ran.code, 1, "{command}");
            assert!(ran.err.contains("would be written over"), "{command}: {}", ran.err);
            assert_eq!(fs::read_to_string(&own).unwrap(), SOUND);
        }
    }
    let ran = run(twosource().arg("brief").arg(&own).args(["-o", "/dev/full"]));
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("cannot write"), "{}", ran.err);
    assert!(fs::read_dir(folder.path()).unwrap().count() == 2, "nothing is left beside them");
}

#[test]
fn a_report_over_the_time_limit_is_named_and_the_rest_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let long = folder.path().join("long.txt");
    fs::write(&long, crate::generators::prose(1_500_000, 5)).unwrap();
    let store = folder.path().join("store");
    let store = ["--store", store.to_str().unwrap()];
    let draft = ["The ferry ran aground on Tuesday, the coastguard said.", "--against"];
    for (command, before, after, done) in [
        ("brief", &[][..], &["--json"][..], "\"reports\""),
        ("annotate", &[], &[], "\"text\""),
        ("check", &draft, &["--fail-on", "never"], "ferry"),
        ("ingest", &[], &[&["--json"], &store[..]].concat(), "\"new\""),
    ] {
        let mut asked = twosource();
        asked.arg(command).args(before).arg(&long).arg(ferry()).args(["--time-limit", "1s"]).args(after);
        let ran = run(&mut asked);
        assert_eq!(ran.code, 1, "{command}: {}", ran.err);
        assert!(ran.err.contains("long.txt: was given up after 1 s"), "{command}: {}", ran.err);
        assert!(ran.out.contains(done) && !ran.out.contains("long.txt"), "{command}: {}", ran.out);
    }
    // Where none is left, there is nothing to print.
    let ran = run(twosource().arg("brief").arg(&long).args(["--time-limit", "10ms"]));
    assert!(ran.code == 1 && ran.out.is_empty() && ran.err.contains("long.txt"), "{}{}", ran.out, ran.err);
}

#[test]
fn more_reports_than_one_brief_holds_are_told_where_to_go() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.jsonl");
    let lines: String =
        (0..20_001).map(|n| format!("{{\"id\":\"r{n}\",\"text\":\"Tug {n} sank.\"}}\n")).collect();
    fs::write(&path, lines).unwrap();
    let ran = run(twosource().arg("brief").arg(&path).arg("--json"));
    assert!(ran.code == 1 && ran.out.is_empty(), "{}", ran.err);
    assert!(ran.err.contains("20001 reports") && ran.err.contains("twosource ingest"), "{}", ran.err);
}

#[test]
fn a_token_that_others_may_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let token = folder.path().join("token");
    fs::write(&token, "pe7Wu2kfoQ9xTb4LzR1m\n").unwrap();
    for (mode, is_told) in [(0o644, true), (0o600, false)] {
        fs::set_permissions(&token, fs::Permissions::from_mode(mode)).unwrap();
        // It ends at once, as a file is no collection's folder.
        let ran = run(twosource().args(["serve", "--store"]).arg(&token).arg("--token-file").arg(&token));
        assert!(ran.code != 0, "{}", ran.err);
        assert_eq!(ran.err.contains("can be read by others"), is_told, "{}", ran.err);
    }
}

#[test]
fn a_collection_leaves_alone_what_else_is_in_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("letter.doc"), "Dear editor").unwrap();
    fs::write(folder.path().join("report.txt"), SOUND).unwrap();
    let ran =
        run(twosource().args(["ingest", "--store"]).arg(folder.path()).arg(folder.path().join("report.txt")));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(fs::read_to_string(folder.path().join("letter.doc")).unwrap(), "Dear editor");
    let mut names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["collection.sqlite", "letter.doc", "report.txt", "writer.lock"]);
}

#[test]
fn names_of_any_bytes_are_read_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(OsStr::from_bytes(b"caf\xe9.txt")), SOUND).unwrap();
    let ran = run(twosource().arg("annotate").arg(folder.path()));
    assert_eq!((ran.code, ran.out.lines().count()), (0, 1), "{}", ran.err);
}

#[test]
fn a_warning_is_told_a_few_times_and_then_counted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("same.jsonl");
    fs::write(&path, "{\"text\":\"The tug sank.\"}\n".repeat(500)).unwrap();
    let ran = run(twosource().arg("annotate").arg(&path));
    assert_eq!(ran.code, 0);
    assert!(ran.err.lines().count() < 10, "{}", ran.err);
    assert!(ran.err.contains("496 more of this kind"), "{}", ran.err);
    let all = run(twosource().arg("annotate").arg(&path).arg("-v"));
    assert!(all.err.lines().count() >= 499);
}

#[test]
fn another_outlets_page_is_not_replaced_by_who_names_its_address() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let first = write(
        "first.jsonl",
        "{\"id\":\"p1\",\"outlet\":\"Quay Courier\",\"url\":\"https://quay.example/p1\",\"text\":\"A tug sank off Altmark on Monday, the coastguard said.\"}\n",
    );
    let words = "<p>The tug was blown up by the navy of a neighbour on Monday, the Evil Star can tell, and nobody on board was saved by anyone at all.</p>";
    let page = format!(
        "<html><head><title>Tug blown up</title><link rel=\"canonical\" href=\"https://quay.example/p1\"><meta property=\"og:site_name\" content=\"Evil Star\"></head><body><article><h1>Tug blown up</h1>{}</article></body></html>",
        words.repeat(6)
    );
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>Evil Star</title><link>https://evil.example/</link><item><title>Tug blown up</title><link>https://quay.example/p1</link><description>{}</description></item></channel></rss>",
        "The tug was blown up by the navy of a neighbour on Monday, the Evil Star can tell. ".repeat(12)
    );
    let others = [
        write(
            "other.jsonl",
            "{\"id\":\"z9\",\"outlet\":\"Evil Star\",\"url\":\"https://quay.example/p1\",\"text\":\"The tug was blown up by the navy.\"}\n",
        ),
        write("page.html", &page),
        write("feed.rss", &feed),
    ];
    let ingest =
        |path: &Path| run(twosource().arg("ingest").arg(path).arg("--json").arg("--store").arg(&store));
    assert_eq!(ingest(&first).code, 0);
    for other in &others {
        let ran = ingest(other);
        assert!(!ran.out.contains("revised"), "{}: {}{}", other.display(), ran.out, ran.err);
    }
    let ran = run(twosource().args(["export", "--what", "reports", "--store"]).arg(&store));
    assert!(ran.out.contains("A tug sank off Altmark"), "{}", ran.out);
    assert!(ingest(&others[0]).err.contains("outlets"), "it says how to go on");
}

#[test]
fn a_damaged_collection_is_looked_over_and_saved() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    run(twosource().arg("ingest").arg(ferry()).arg("--store").arg(&store));
    let doctor = |more: &[&str]| run(twosource().arg("doctor").args(more).arg("--store").arg(&store));
    let ran = doctor(&[]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("sound: 8 versions"), "{}", ran.err);
    let saved = folder.path().join("saved");
    let ran = doctor(&["--salvage", saved.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert_eq!(doctor(&["--rebuild"]).code, 0);
    let stories = |of: &Path| run(twosource().args(["stories", "--store"]).arg(of)).out;
    assert_eq!(stories(&saved), stories(&store));
}

#[test]
fn what_follows_a_compressed_file_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let plain = folder.path().join("a.txt");
    fs::write(&plain, SOUND).unwrap();
    assert!(Command::new("gzip").arg(&plain).status().unwrap().success());
    let packed = folder.path().join("a.txt.gz");
    let mut bytes = fs::read(&packed).unwrap();
    bytes.extend_from_slice(b"trailing");
    fs::write(&packed, bytes).unwrap();
    let ran = run(twosource().arg("annotate").arg(&packed));
    assert_eq!((ran.code, ran.out.lines().count()), (0, 1), "{}", ran.err);
    assert!(ran.err.contains("bytes follow the end"), "{}", ran.err);
}
