//! The standing collection as a person runs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::program::{Ran, ferry};
use serde_json::Value;

fn twosource(store: &Path) -> Command {
    let mut command = crate::program::twosource();
    command.env("TWOSOURCE_STORE", store);
    command
}

fn run(command: &mut Command) -> Ran {
    command.output().unwrap().into()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_question_that_asks_nothing_is_wrong_usage() {
    let folder = tempfile::tempdir().unwrap();
    run(twosource(folder.path()).arg("ingest").arg(ferry()));
    for (question, said) in
        [("", "nothing is asked"), ("  ", "nothing is asked"), ("*", "no word"), ("-ferry", "add a word")]
    {
        let ran = run(twosource(folder.path()).args(["search", "--", question]));
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{question:?}: {}", ran.err);
        assert!(ran.err.contains(said), "{question:?}: {}", ran.err);
    }
}

#[test]
fn a_collection_is_filled_and_asked() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("new").join("collection");
    let first = run(twosource(&store).arg("ingest").arg(ferry()).arg("--json"));
    assert_eq!(first.code, 0, "{}", first.err);
    let taken = lines(&first.out);
    assert_eq!(taken.len(), 8);
    assert!(taken.iter().all(|line| line["outcome"] == "new" && line["version"] == 1), "{}", first.out);
    let again = run(twosource(&store).arg("ingest").arg(ferry()).arg("--json"));
    assert!(lines(&again.out).iter().all(|line| line["outcome"] == "known"), "{}", again.out);
    assert!(again.err.contains("0 new, 8 known"), "{}", again.err);

    let stories = lines(&run(twosource(&store).args(["stories", "--json"])).out);
    let story = stories.iter().max_by_key(|story| story["reports"].as_u64()).unwrap();
    let id = story["id"].as_str().unwrap();
    assert!(story["reports"].as_u64().unwrap() >= 6, "{stories:?}");
    let shown = run(twosource(&store).args(["show", id]));
    assert!(shown.code == 0 && shown.out.contains("orroborated"), "{}", shown.out);
    for (format, start) in [("html", "<!DOCTYPE html>"), ("md", "# "), ("json", "{")] {
        let shown = run(twosource(&store).args(["show", id, "--format", format]));
        assert!(shown.out.starts_with(start), "{format}: {}", shown.out);
    }
    for format in ["text", "html", "md", "json"] {
        let news = run(twosource(&store).args(["show", id, "--since", "2000-01-01", "--format", format]));
        assert_eq!(news.code, 0, "{}", news.err);
        let said = if format == "json" { "\"news\"" } else { "ew origins" };
        assert!(news.out.contains(said), "{format}: {}", news.out);
    }
    // The brief of the collection can be verified like any other.
    let evidence = folder.path().join("evidence.json");
    run(twosource(&store).args(["show", id, "--output"]).arg(&evidence));
    let verified = run(twosource(&store).arg("verify").arg(&evidence).arg(ferry()));
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);

    let hits = lines(&run(twosource(&store).args(["search", "ferry", "--json", "--limit", "3"])).out);
    assert_eq!(hits.len(), 3);
    let said = run(twosource(&store).args(["search", "--speaker", "coastguard", "ferry"]));
    assert!(said.code == 0 && !said.out.is_empty(), "{}", said.err);

    let table = folder.path().join("claims.csv");
    let export = run(twosource(&store).args(["export", "--what", "claims", "--output"]).arg(&table));
    assert_eq!(export.code, 0, "{}", export.err);
    assert!(fs::read_to_string(&table).unwrap().starts_with("story,story_title,claim,text,standing"));
    let parquet = folder.path().join("statements.parquet");
    run(twosource(&store).args(["export", "--what", "statements", "--output"]).arg(&parquet));
    assert!(fs::read(&parquet).unwrap().starts_with(b"PAR1"));
}

#[test]
fn a_quiet_edit_stands_out() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("collection");
    let report = folder.path().join("reports.jsonl");
    let line = |toll: &str| {
        format!(
            "{{\"id\": \"r7\", \"outlet\": \"Post\", \"published\": \"2023-09-13\", \"text\": \"The ferry ran aground on Wednesday. The coastguard said {toll} people died.\"}}\n"
        )
    };
    // Both versions in one file: the later line is the later version.
    fs::write(&report, format!("{}{}", line("two"), line("three"))).unwrap();
    let taken = lines(&run(twosource(&store).arg("ingest").arg(&report).arg("--json")).out);
    let outcomes: Vec<&str> = taken.iter().map(|line| line["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["new", "revised"]);
    let changes = run(twosource(&store).args(["changes", "r7"]));
    assert!(changes.out.contains("! altered quietly (number): “two” → “three”"), "{}", changes.out);
    let changes = lines(&run(twosource(&store).args(["changes", "--json"])).out);
    assert_eq!(changes[0]["revisions"][0]["statements"][0]["quiet"], true);
}

#[test]
fn what_is_asked_wrongly_gets_one_clear_line_and_code_2() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("collection");
    let missing = run(twosource(&store).arg("stories"));
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("twosource ingest"), "{}", missing.err);
    assert!(!store.exists(), "asking makes nothing");
    run(twosource(&store).arg("ingest").arg(ferry()));
    for (args, word) in [
        (vec!["show", "S999"], "no story S999"),
        (vec!["show", "x"], "no story x"),
        (vec!["show", "S1", "--since", "soon"], "2023-09-14"),
        (vec!["changes", "nobody"], "no report nobody"),
        (vec!["search", "colour:red"], "fields are"),
        (vec!["search", "ferry", "--standing", "firm"], "standings are"),
    ] {
        let ran = run(twosource(&store).args(&args));
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.err);
        assert!(ran.err.contains(word), "{args:?}: {}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{args:?}: {}", ran.err);
    }
}

/// Many reports, as JSON lines.
fn many(count: usize) -> String {
    let words = "The council of Dunmore met on Monday and voted for a new bridge over the river. ";
    let line = |n: usize| {
        let text = format!("{}Member number {n} said it would cost {n} million euros.", words.repeat(12));
        format!(
            "{}\n",
            serde_json::json!({"id": format!("m{n}"), "outlet": format!("Outlet {n}"), "text": text})
        )
    };
    (0..count).map(line).collect()
}

/// Ids that a run has acknowledged.
fn acknowledged(out: &[u8]) -> Vec<String> {
    let out = String::from_utf8_lossy(out);
    let whole = &out[..out.rfind('\n').map_or(0, |end| end + 1)];
    lines(whole).iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect()
}

fn kept(store: &Path) -> Vec<String> {
    let ran = run(twosource(store).args(["export", "--what", "reports"]));
    assert_eq!(ran.code, 0, "{}", ran.err);
    lines(&ran.out).iter().map(|line| line["report"].as_str().unwrap().to_owned()).collect()
}

#[test]
#[cfg(unix)]
fn a_full_disk_is_said_and_nothing_acknowledged_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("collection");
    let reports = folder.path().join("many.jsonl");
    fs::write(&reports, many(400)).unwrap();
    // No file may grow beyond 600 KB: writes fail as they do on a full disk.
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 1200; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_twosource"))
        .arg("ingest")
        .arg(&reports)
        .args(["--json", "--store"])
        .arg(&store)
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{error}");
    assert!(error.contains("no room is left") && error.contains("is safe"), "{error}");
    let acknowledged = acknowledged(&output.stdout);
    let before = kept(&store);
    assert!(acknowledged.iter().all(|id| before.contains(id)), "an acknowledged report is lost");
    assert!(before.len() < 400);
    // With room again, the same command does the rest.
    let again = run(twosource(&store).arg("ingest").arg(&reports));
    assert_eq!(again.code, 0, "{}", again.err);
    assert_eq!(kept(&store).len(), 400);
}

/// Fills a small disk of its own, which only this test sees: takes reports in until it is full, looks what is there, makes
/// room, and takes them in again.
const ON_A_SMALL_DISK: &str = r#"
mount -t tmpfs -o size=32m tmpfs "$DISK" || exit 77
head -c 32300000 /dev/zero > "$DISK/ballast"
"$PROGRAM" ingest "$OUT/many.jsonl" --json > "$OUT/acknowledged" 2> "$OUT/error"
echo $? > "$OUT/code"
"$PROGRAM" export --what reports > "$OUT/full" 2>> "$OUT/error"
rm "$DISK/ballast"
"$PROGRAM" export --what reports > "$OUT/before" 2>> "$OUT/later" &&
"$PROGRAM" ingest "$OUT/many.jsonl" 2>> "$OUT/later" &&
"$PROGRAM" export --what reports > "$OUT/after" 2>> "$OUT/later"
"#;

#[test]
#[cfg(target_os = "linux")]
fn on_a_disk_that_is_really_full_nothing_acknowledged_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).unwrap();
    fs::write(folder.path().join("many.jsonl"), many(400)).unwrap();
    // In a space of its own, so that the mount ends with the test; without it as the superuser only.
    let ran = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", ON_A_SMALL_DISK])
        .env("DISK", &disk)
        .env("OUT", folder.path())
        .env("PROGRAM", env!("CARGO_BIN_EXE_twosource"))
        .env("TWOSOURCE_STORE", disk.join("collection"))
        .output();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap_or_default();
    let ids = |name: &str| -> Vec<String> {
        lines(&read(name)).iter().map(|line| line["report"].as_str().unwrap().to_owned()).collect()
    };
    let has_begun = folder.path().join("code").is_file();
    let Some(ran) = ran.ok().filter(|_| has_begun) else {
        eprintln!("skipped: a disk cannot be mounted here");
        return;
    };
    let error = read("error");
    assert_eq!(read("code").trim(), "1", "{error}");
    assert!(error.contains("no room is left") && error.contains("is safe"), "{error}");
    let acknowledged = acknowledged(read("acknowledged").as_bytes());
    let before = ids("before");
    assert!(!acknowledged.is_empty() && before.len() < 400, "{} of {}", acknowledged.len(), before.len());
    assert!(acknowledged.iter().all(|id| before.contains(id)), "an acknowledged report is lost");
    assert!(ran.status.success(), "{}", read("later"));
    assert_eq!(ids("after").len(), 400, "with room again, the same command does the rest");
}

#[test]
#[cfg(unix)]
fn a_folder_that_may_only_be_read_is_read_and_not_written() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("collection");
    run(twosource(&store).arg("ingest").arg(ferry()));
    let mode = |path: &Path, mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(folder.path(), 0o755);
    for entry in walk(&store) {
        mode(&entry, if entry.is_dir() { 0o555 } else { 0o444 });
    }
    // Rights do not bind the superuser: as such the program runs as nobody.
    let is_superuser =
        fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    let as_reader = |args: &[&str]| {
        let mut command = twosource(&store);
        command.args(args);
        if is_superuser {
            command.uid(65534);
        }
        command.output()
    };
    let Ok(stories) = as_reader(&["stories"]) else {
        eprintln!("skipped: this user may not run the program as another");
        return;
    };
    assert!(stories.status.success(), "{}", String::from_utf8_lossy(&stories.stderr));
    let found = as_reader(&["search", "ferry"]).unwrap();
    assert!(found.status.success() && !found.stdout.is_empty(), "{}", String::from_utf8_lossy(&found.stderr));
    assert!(as_reader(&["show", "S1"]).unwrap().status.success());
    let ferry = ferry();
    let written = as_reader(&["ingest", ferry.to_str().unwrap()]).unwrap();
    let error = String::from_utf8_lossy(&written.stderr);
    assert_eq!(written.status.code(), Some(1), "{error}");
    assert!(error.contains("cannot be written"), "{error}");
    for entry in walk(&store) {
        mode(&entry, if entry.is_dir() { 0o755 } else { 0o644 });
    }
    assert_eq!(kept(&store).len(), 8);
}

/// A folder and all in it.
fn walk(path: &Path) -> Vec<PathBuf> {
    let mut found = vec![path.to_owned()];
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap().map(Result::unwrap) {
            found.extend(walk(&entry.path()));
        }
    }
    found
}

#[test]
#[cfg(unix)]
fn a_killed_ingest_keeps_what_it_acknowledged_and_a_second_writer_is_told() {
    use std::io::{BufRead, BufReader};

    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("collection");
    let reports = folder.path().join("many.jsonl");
    fs::write(&reports, many(900)).unwrap();
    let mut known = 0;
    for kill in 0..6 {
        let mut child = twosource(&store)
            .arg("ingest")
            .arg(&reports)
            .arg("--json")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        // Wait until it has written something new, a little more each time.
        let mut said = Vec::new();
        while out.read_until(b'\n', &mut said).unwrap() > 0 {
            if said.iter().filter(|byte| **byte == b'\n').count() > known + kill * 7 {
                break;
            }
        }
        if kill == 0 {
            // It goes no further while the second one tries.
            let stopped = Command::new("kill").args(["-STOP", &child.id().to_string()]).status().unwrap();
            assert!(stopped.success());
            let second = run(twosource(&store).arg("ingest").arg(ferry()));
            assert_eq!(second.code, 1, "{}", second.err);
            assert!(second.err.contains("another program is writing"), "{}", second.err);
        }
        child.kill().unwrap();
        std::io::Read::read_to_end(&mut out, &mut said).unwrap();
        child.wait().unwrap();
        let acknowledged = acknowledged(&said);
        let kept = kept(&store);
        assert!(acknowledged.iter().all(|id| kept.contains(id)), "an acknowledged report is lost");
        known = kept.len();
    }
    let rest = run(twosource(&store).arg("ingest").arg(&reports));
    assert_eq!(rest.code, 0, "{}", rest.err);
    assert_eq!(kept(&store).len(), 900);
}
