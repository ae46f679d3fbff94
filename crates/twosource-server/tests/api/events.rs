//! Events as they happen, and as they happened while nobody listened.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpStream;

use serde_json::{Value, json};
use twosource_server::Settings;

use super::wire::{PATIENCE, Serving};

/// Reads events until `enough` of them are there: id, kind, data.
fn read(stream: TcpStream, enough: usize) -> (Vec<(String, String, Value)>, String) {
    let mut lines = BufReader::new(stream).lines();
    let (mut head, mut events) = (String::new(), Vec::new());
    let (mut id, mut kind) = (String::new(), String::new());
    while events.len() < enough {
        let Some(Ok(line)) = lines.next() else { break };
        if events.is_empty() && id.is_empty() {
            head.push_str(&line);
            head.push('\n');
        }
        if let Some(given) = line.strip_prefix("id: ") {
            given.clone_into(&mut id);
        } else if let Some(given) = line.strip_prefix("event: ") {
            given.clone_into(&mut kind);
        } else if let Some(data) = line.strip_prefix("data: ") {
            events.push((id.clone(), kind.clone(), serde_json::from_str(data).unwrap()));
        }
    }
    (events, head)
}

fn take_in(serving: &Serving, id: &str) {
    let text = format!("A crane fell onto the quay on Friday, the harbour office said. It was crane {id}.");
    let sent =
        serving.post("/reports", &json!({"reports": [{"id": id, "outlet": "Dock Record", "text": text}]}));
    assert_eq!(sent.status, 200, "{}", sent.text());
}

#[test]
fn all_that_happened_is_told_and_the_rest_after_a_mark() {
    let serving = Serving::ferry();
    serving.json("/stories/S1/evidence");
    let (events, head) = read(serving.listen("/events?after=0.0", ""), 9);
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert!(head.to_lowercase().contains("content-type: text/event-stream"), "{head}");
    assert!(head.contains("retry: 3000"), "{head}");
    let kinds: Vec<&str> = events.iter().map(|(_, kind, _)| kind.as_str()).collect();
    assert_eq!(kinds[..8], ["report"; 8]);
    assert_eq!(kinds[8], "standing");
    assert!(events.iter().all(|(_, _, data)| data["story"] == "S1"));
    // From the sixth on, by the header that browsers send.
    let (rest, _) = read(serving.listen("/events", &format!("Last-Event-ID: {}\r\n", events[4].0)), 4);
    assert_eq!(rest, events[5..9]);
    // Also by a server that was started since.
    let serving = Serving::of(serving.stop(), Settings::default());
    let (rest, _) = read(serving.listen(&format!("/events?after={}", events[6].0), ""), 2);
    assert_eq!(rest, events[7..9]);
}

#[test]
fn what_happens_is_told_to_those_who_listen() {
    let serving = Serving::ferry();
    // Weighed before, so that nothing but the report is new.
    serving.json("/stories/S1/evidence");
    let listening = serving.listen("/events?after=8.999999", "");
    take_in(&serving, "one");
    let (events, _) = read(listening, 1);
    let (_, kind, data) = &events[0];
    assert_eq!((kind.as_str(), &data["id"], &data["version"]), ("report", &"one".into(), &1.into()));
}

#[test]
fn listeners_are_bounded_and_streams_end() {
    let serving = Serving::with(Settings { most_listeners: 1, ..Settings::default() });
    let first = serving.listen("/events", "");
    // The place is taken once the first is answered.
    let mut answered = String::new();
    BufReader::new(first.try_clone().unwrap()).read_line(&mut answered).unwrap();
    let problem = serving.get("/events").is_problem(429);
    assert_eq!(problem["retry_after"], 10);
    drop(first);
    let started = std::time::Instant::now();
    loop {
        // It is free again once the server has seen the first go.
        let answer = serving.get("/events?seconds=0");
        if answer.status == 200 {
            break;
        }
        assert!(started.elapsed() < PATIENCE, "{}", answer.text());
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    for bad in ["after=x", "after=1", "after=-1.2", "after=1.2.3", "seconds=-1", "seconds=86401", "since=1.2"]
    {
        serving.get(&format!("/events?{bad}")).is_problem(400);
    }
    // A server that is told to stop does not wait for its listeners.
    let mut listening = BufReader::new(serving.listen("/events", ""));
    let mut answered = String::new();
    listening.read_line(&mut answered).unwrap();
    serving.stop();
    // It ends their streams: one that it waited for in vain would be broken off.
    listening.read_to_string(&mut answered).unwrap();
    assert!(answered.ends_with("0\r\n\r\n"), "{answered}");
}
