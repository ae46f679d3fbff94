//! A process that is killed while it writes: nothing acknowledged is lost, nothing half-written is seen, and the next start
//! recovers by itself.

#![cfg(unix)]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::desk::{ELECTION, FERRY_HERALD, FERRY_POST, FERRY_TIMES, report};
use twosource_annotate::Annotated;
use twosource_store::{Outcome, Store, StoryId};

/// Names the folder of the collection to the process that is to be killed.
const FOLDER: &str = "TWOSOURCE_TEST_KILLED_IN";

/// How often it is killed; another number can be given in TWOSOURCE_TEST_KILLS, and `.ci/run` gives 200.
const KILLS: usize = 40;

/// Not a test of its own: what the killed process runs. It takes in reports without end, acknowledges each batch on
/// standard output.
#[test]
fn killed_process() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let models: Vec<Annotated> = [FERRY_POST, ELECTION, FERRY_HERALD, FERRY_TIMES]
        .iter()
        .enumerate()
        .map(|(i, text)| report(&format!("m{i}"), &format!("Outlet {i}"), "2023-09-13", text))
        .collect();
    let mut store = Store::create(Path::new(&folder)).unwrap();
    let first = store.size().unwrap().versions;
    let mut out = std::io::stdout().lock();
    writeln!(out, "\nstart").unwrap();
    out.flush().unwrap();
    for round in 0.. {
        let number = first + 3 * round;
        let batch: Vec<Annotated> = (number..number + 3)
            .map(|n| {
                let mut annotated = models[n % models.len()].clone();
                // Each fourth one is a new version of an earlier report.
                let id = if n % 4 == 3 { n / 2 } else { n };
                annotated.report.id = format!("r{id}");
                annotated.report.url = None;
                annotated.report.outlet = Some("Daily Ruritania".to_owned());
                annotated.report.sha256 = format!("{n:064x}");
                annotated
            })
            .collect();
        let arrivals = store.ingest(&batch, jiff::Timestamp::UNIX_EPOCH).unwrap();
        for (annotated, arrival) in batch.iter().zip(&arrivals) {
            assert_ne!(arrival.outcome, Outcome::Refused);
            writeln!(out, "ok {} {} {}", annotated.report.sha256, arrival.id, arrival.story).unwrap();
        }
        out.flush().unwrap();
    }
}

/// A generator of random numbers (xorshift64*), so that a failing run can be repeated as far as timing lets it.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) % limit
    }
}

#[test]
fn kills_lose_nothing() {
    if std::env::var_os(FOLDER).is_some() {
        return;
    }
    let kills = std::env::var("TWOSOURCE_TEST_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(KILLS);
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let complaints = elsewhere.path().join("complaints");
    let mut random = Random(0x5eed_2023_0913);
    let mut acknowledged: BTreeSet<String> = BTreeSet::new();
    let (mut in_work, mut before_work) = (0, 0);
    for kill in 0..kills {
        let before = acknowledged.len();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "kill::killed_process", "--nocapture", "--test-threads=1"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(&complaints).unwrap())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        // One in ten is killed somewhere in its start, four in its first writing, five a random while after their first
        // acknowledgement.
        let wait = match random.below(10) {
            0 => Duration::from_millis(random.below(400)),
            1..=4 => {
                wait_for(&mut lines, "start", &mut acknowledged, &complaints);
                Duration::from_micros(random.below(30_000))
            }
            _ => {
                wait_for(&mut lines, "ok ", &mut acknowledged, &complaints);
                Duration::from_micros(random.below(60_000))
            }
        };
        let deadline = Instant::now() + wait;
        std::thread::sleep(deadline.saturating_duration_since(Instant::now()));
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines.lines().map_while(Result::ok) {
            acknowledge(&line, &mut acknowledged);
        }
        if acknowledged.len() > before {
            in_work += 1
        } else {
            before_work += 1
        }
        check(folder.path(), &acknowledged, kill % 20 == 19 || kill + 1 == kills);
    }
    println!(
        "{kills} kills, {in_work} after an acknowledgement and {before_work} before one; {} reports acknowledged, none lost",
        acknowledged.len()
    );
    assert!(in_work * 4 > kills, "many kills must fall into the work");
}

/// Notes what a line acknowledges. A line that was cut off acknowledges nothing.
fn acknowledge(line: &str, acknowledged: &mut BTreeSet<String>) {
    let parts: Vec<&str> = line.trim_end().split(' ').collect();
    if let ["ok", sha256, _, _] = parts.as_slice() {
        acknowledged.insert((*sha256).to_owned());
    }
}

/// Reads on to a line that begins so.
fn wait_for(lines: &mut impl BufRead, start: &str, acknowledged: &mut BTreeSet<String>, complaints: &Path) {
    let mut line = String::new();
    while lines.read_line(&mut line).unwrap() > 0 {
        acknowledge(&line, acknowledged);
        if line.starts_with(start) {
            return;
        }
        line.clear();
    }
    let said = std::fs::read_to_string(complaints).unwrap();
    panic!("the process ended before it was killed: {said}");
}

/// Opens the collection as any later process does, and looks at all of it.
fn check(folder: &Path, acknowledged: &BTreeSet<String>, thoroughly: bool) {
    let database = folder.join("collection.sqlite");
    if acknowledged.is_empty() && !database.is_file() {
        return;
    }
    // This recovers: nothing else is called for it.
    let mut store = Store::create(folder).unwrap();
    let connection = rusqlite::Connection::open(&database).unwrap();
    let column = |sql: &str| -> Vec<String> {
        let mut found = connection.prepare(sql).unwrap();
        let rows = found.query_map([], |row| row.get::<_, String>(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let kept: BTreeSet<String> = column("SELECT sha256 FROM version").into_iter().collect();
    let lost: Vec<&String> = acknowledged.difference(&kept).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");

    // What belongs together is there together.
    for (what, sql) in [
        (
            "a report without its newest version",
            "SELECT id FROM report WHERE version NOT IN (SELECT version FROM version)",
        ),
        ("a report without a story", "SELECT id FROM report WHERE story < 1"),
        (
            "a report that the grouping does not know",
            "SELECT id FROM report WHERE report NOT IN (SELECT report FROM grouping)",
        ),
        (
            "a version without a report",
            "SELECT sha256 FROM version WHERE report NOT IN (SELECT report FROM report)",
        ),
        (
            "a version without its names",
            "SELECT sha256 FROM version WHERE version NOT IN (SELECT version FROM mention)",
        ),
        (
            "versions with a gap",
            "SELECT id FROM report WHERE (SELECT max(number) FROM version WHERE version.report = report.report) != (SELECT count(*) FROM version WHERE version.report = report.report)",
        ),
        (
            "a version that is not the newest",
            "SELECT id FROM report WHERE version != (SELECT max(version) FROM version WHERE version.report = report.report)",
        ),
    ] {
        let found = column(sql);
        assert!(found.is_empty(), "{what}: {found:?}");
    }
    // Batches of three are whole or not there.
    assert_eq!(kept.len() % 3, 0, "half a batch is seen");
    if thoroughly {
        assert_eq!(column("PRAGMA integrity_check"), ["ok"]);
        assert!(column("SELECT \"table\" FROM pragma_foreign_key_check").is_empty());
        let found = store.search(&"ferry OR voters".parse().unwrap(), None).unwrap();
        assert_eq!(found.total, store.size().unwrap().reports, "search finds every one");
        let stories = store.story_ids().unwrap();
        assert!(stories.iter().all(|story: &StoryId| store.story_now(*story).unwrap() == *story));
        store.changes(None).unwrap();
    }
}
