//! `twosource serve` as it is run: it stops when told, and loses nothing that it has acknowledged, however it ends.

#![cfg(unix)]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::program::{ferry, twosource};

/// How often the server is killed.
const KILLS: u64 = 20;

/// A server of the built program.
struct Serving {
    process: Child,
    address: String,
}

impl Serving {
    fn over(store: &Path) -> Self {
        let mut process = twosource()
            .args(["serve", "--quiet", "--listen", "127.0.0.1:0", "--store"])
            .arg(store)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        assert!(!address.is_empty(), "it does not serve");
        Serving { process, address }
    }

    /// The status and body of an answer; `None` where the server ended before it.
    fn ask(&self, method: &str, path: &str, body: &str) -> Option<(u16, String)> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        // Long enough for any machine: only so that a server that hangs does not hang the test.
        stream.set_read_timeout(Some(Duration::from_secs(300))).ok()?;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            self.address,
            body.len()
        );
        stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes())).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        Some((head.split(' ').nth(1)?.parse().ok()?, body.to_owned()))
    }

    fn signal(&self, name: &str) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The ids in a table of the collection.
fn kept(store: &Path) -> BTreeSet<String> {
    let out = twosource().args(["export", "--what", "reports", "--store"]).arg(store).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let lines = String::from_utf8(out.stdout).unwrap();
    let ids = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    ids.map(|line| line["report"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_it_acknowledged_survives_being_killed() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    assert!(
        twosource()
            .args(["ingest", "--quiet", "--store"])
            .arg(&store)
            .arg(ferry())
            .status()
            .unwrap()
            .success()
    );
    let (mut reports, mut corrections) = (BTreeSet::new(), BTreeSet::new());
    for round in 0..KILLS {
        let serving = Serving::over(&store);
        // After so many acknowledgements, however slow the machine is, and then at another moment each time.
        let moment = Duration::from_millis(5 + (round * 7_919) % 300);
        std::thread::scope(|scope| {
            let (killed, serving) = (&serving, &serving);
            let (acknowledged, heard) = mpsc::channel();
            scope.spawn(move || {
                heard.iter().take(usize::try_from(round % 3).unwrap()).for_each(drop);
                std::thread::sleep(moment);
                killed.signal("-KILL");
            });
            for number in 0.. {
                let id = format!("r{round}-{number}");
                let text = format!("Hall {round} in Port {number} was closed on Monday, its owner said.");
                let sent = serde_json::json!({"reports": [{"id": id, "text": text}]}).to_string();
                match serving.ask("POST", "/api/v1/reports", &sent) {
                    Some((200..=299, _)) => {
                        assert!(reports.insert(id));
                        let _ = acknowledged.send(());
                    }
                    Some((status, body)) => panic!("{status} {body}"),
                    None => break,
                }
                let note = serde_json::json!({
                    "decision": {"kind": "overrule", "claim": "C1", "standing": "disputed"}, "note": id_of(round, number),
                });
                match serving.ask("POST", "/api/v1/stories/S1/corrections", &note.to_string()) {
                    Some((201, _)) => {
                        assert!(corrections.insert(id_of(round, number)));
                        let _ = acknowledged.send(());
                    }
                    Some((503, _)) => {}
                    Some((status, body)) => panic!("{status} {body}"),
                    None => break,
                }
            }
        });
    }
    assert!(reports.len() > 5 && !corrections.is_empty(), "{} and {}", reports.len(), corrections.len());
    let there = kept(&store);
    let lost: Vec<&String> = reports.iter().filter(|id| !there.contains(*id)).collect();
    assert!(lost.is_empty(), "lost reports: {lost:?}");

    let serving = Serving::over(&store);
    let (status, told) = serving.ask("GET", "/api/v1/stories/S1/corrections?limit=200", "").unwrap();
    assert_eq!(status, 200, "{told}");
    let lost: Vec<&String> =
        corrections.iter().filter(|note| !told.contains(&format!("\"{note}\""))).collect();
    assert!(lost.is_empty(), "lost corrections: {lost:?}");
    eprintln!(
        "{KILLS} kills: {} reports and {} corrections acknowledged, none lost",
        reports.len(),
        corrections.len()
    );
}

fn id_of(round: u64, number: u64) -> String {
    format!("note {round} {number}.")
}

#[test]
fn it_stops_when_told_and_ends_with_0() {
    let folder = tempfile::tempdir().unwrap();
    for signal in ["-INT", "-TERM"] {
        let mut serving = Serving::over(&folder.path().join("store"));
        assert_eq!(serving.ask("GET", "/", "").unwrap().0, 200);
        // Somebody follows what happens, and would for days.
        let mut listening = TcpStream::connect(&serving.address).unwrap();
        let ask = format!("GET /api/v1/events HTTP/1.1\r\nHost: {}\r\n\r\n", serving.address);
        listening.write_all(ask.as_bytes()).unwrap();
        let mut first = [0; 12];
        listening.read_exact(&mut first).unwrap();
        assert_eq!(&first, b"HTTP/1.1 200");
        serving.signal(signal);
        assert!(serving.process.wait().unwrap().success(), "{signal}");
    }
}

#[test]
fn beyond_this_machine_it_demands_a_token() {
    let folder = tempfile::tempdir().unwrap();
    let out = twosource()
        .args(["serve", "--listen", "0.0.0.0:0", "--store"])
        .arg(folder.path())
        .env_remove("TWOSOURCE_TOKEN")
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("--token-file"));
    let file = folder.path().join("token");
    std::fs::write(&file, "short\n").unwrap();
    let out = twosource().args(["serve", "--token-file"]).arg(&file).output().unwrap();
    assert!(String::from_utf8_lossy(&out.stderr).contains("16 characters"));
}
