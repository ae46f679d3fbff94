//! `twosource follow` with a real receiver and a real mail server on this machine.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};

fn twosource(store: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("twosource"));
    command.args(arguments).arg("--store").arg(store).output().unwrap()
}

fn report(folder: &Path, name: &str, outlet: &str, words: &str) -> String {
    let path = folder.join(name);
    let url = format!("https://{}.example/tug", outlet.to_lowercase().replace(' ', "-"));
    let line = serde_json::json!({"id": outlet, "outlet": outlet, "published": "2026-03-03", "url": url, "title": "Tug sinks off Altmark", "text": words});
    std::fs::write(&path, format!("{line}\n")).unwrap();
    path.to_str().unwrap().to_owned()
}

const TUG: &str = "The tug Morning Star sank off Altmark on Monday, Mayor Anna Berg told reporters. Nine people were aboard the tug Morning Star, Mayor Anna Berg said.";

/// A receiver of posts that keeps what it is sent: head and body.
struct Hook {
    address: String,
    posted: Arc<Mutex<Vec<(String, String)>>>,
}

impl Hook {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/hook", listener.local_addr().unwrap());
        let posted = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&posted);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let mut head = String::new();
                while !head.ends_with("\r\n\r\n") {
                    if reader.read_line(&mut head).unwrap() == 0 {
                        break;
                    }
                }
                let length = head.to_lowercase();
                let length = length.lines().find_map(|line| line.strip_prefix("content-length:"));
                let mut body = vec![0; length.map_or(0, |length| length.trim().parse().unwrap())];
                reader.read_exact(&mut body).unwrap();
                kept.lock().unwrap().push((head, String::from_utf8(body).unwrap()));
                stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n").unwrap();
            }
        });
        Hook { address, posted }
    }
}

/// A mail server that keeps what it is sent: enough of SMTP (RFC 5321) for any client.
struct Mail {
    port: u16,
    taken: Arc<Mutex<Vec<String>>>,
}

impl Mail {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let taken = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&taken);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let mut say = |words: &str| stream.write_all(format!("{words}\r\n").as_bytes()).unwrap();
                say("220 here");
                while let Some(Ok(line)) = lines.next() {
                    match line.to_ascii_uppercase().split(' ').next().unwrap_or_default() {
                        "DATA" => {
                            say("354 go on");
                            let mut message = String::new();
                            for line in lines.by_ref() {
                                let line = line.unwrap();
                                if line == "." {
                                    break;
                                }
                                message.push_str(&format!("{line}\n"));
                            }
                            kept.lock().unwrap().push(message);
                            say("250 taken");
                        }
                        "QUIT" => {
                            say("221 bye");
                            break;
                        }
                        _ => say("250 ok"),
                    }
                }
            }
        });
        Mail { port, taken }
    }
}

/// aiosmtpd on a port of this machine, where Python has it: its messages go to its standard output.
fn aiosmtpd(port: u16) -> Option<Child> {
    let there =
        Command::new("python3").args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status().ok()?;
    if !there.success() {
        return None;
    }
    let child = Command::new("python3")
        .args([
            "-u",
            "-m",
            "aiosmtpd",
            "-n",
            "-l",
            &format!("127.0.0.1:{port}"),
            "-c",
            "aiosmtpd.handlers.Debugging",
            "stdout",
        ])
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    for _ in 0..100 {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some(child);
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("aiosmtpd did not open its port");
}

#[test]
fn those_who_follow_are_told_substance_once_and_wording_never() {
    let receiver = Hook::new();
    let (hook, posted) = (&receiver.address, &receiver.posted);
    let mail = Mail::new();
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let plan = folder.path().join("plan.toml");
    std::fs::write(
        &plan,
        format!(
            "pages = 'http://desk.example/'\n[smtp]\nhost = '127.0.0.1'\nport = {}\nsecurity = 'none'\nfrom = 'Desk <desk@example.org>'\n\
             [[follow]]\nname = 'hook'\nstory = 'S1'\nwebhook = '{hook}'\n\
             [[follow]]\nname = 'mail'\nmention = 'Anna Berg'\nmail = ['Night <night@example.org>']\n\
             [[follow]]\nname = 'other number'\nwords = 'twelve lifeboats'\nwebhook = '{hook}'\n",
            mail.port
        ),
    )
    .unwrap();
    let plan = plan.to_str().unwrap();
    let ingest = |path: &str| {
        let ran = twosource(&store, &["ingest", "--quiet", path]);
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    };
    let follow = |private: bool| {
        let mut arguments = vec!["follow", plan, "--once"];
        if private {
            arguments.push("--allow-private");
        }
        twosource(&store, &arguments)
    };
    ingest(&report(folder.path(), "a.jsonl", "Quay Courier", TUG));
    let first = follow(true);
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    assert!(
        posted.lock().unwrap().is_empty() && mail.taken.lock().unwrap().is_empty(),
        "what was before is not told"
    );

    // Other words of the same thing are no news.
    ingest(&report(
        folder.path(),
        "a2.jsonl",
        "Quay Courier",
        &TUG.replace("The tug Morning Star sank", "The tug boat Morning Star sank"),
    ));
    assert!(follow(true).status.success());
    assert!(posted.lock().unwrap().is_empty(), "{:?}", posted.lock().unwrap());

    // A number that changes with no word of it is.
    ingest(&report(folder.path(), "a3.jsonl", "Quay Courier", &TUG.replace("Nine people", "Eleven people")));
    // Barred from private machines, the hook is not asked, and that is told; the mail goes.
    let barred = follow(false);
    assert_eq!(barred.status.code(), Some(1), "{}", String::from_utf8_lossy(&barred.stderr));
    assert!(posted.lock().unwrap().is_empty());
    assert_eq!(mail.taken.lock().unwrap().len(), 1);
    // What could not be sent is sent in the next round, and nothing twice.
    assert!(follow(true).status.success());
    assert!(follow(true).status.success());
    let hooks = posted.lock().unwrap().clone();
    assert_eq!(hooks.len(), 1, "{hooks:?}");
    let (head, body) = &hooks[0];
    assert!(
        head.starts_with("POST /hook ") && head.to_lowercase().contains("content-type: application/json"),
        "{head}"
    );
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(body["follower"], "hook");
    let entry = &body["entries"][0];
    assert!(entry["text"].as_str().unwrap().contains("Eleven people"), "{body}");
    assert!(entry["title"].as_str().unwrap().contains("changed quietly"), "{body}");
    assert!(
        entry["address"].as_str().unwrap().starts_with("http://desk.example/stories/S1/reports/"),
        "{body}"
    );
    let mails = mail.taken.lock().unwrap().clone();
    assert_eq!(mails.len(), 1, "{mails:?}");
    for words in [
        "Auto-Submitted: auto-generated",
        "To: ",
        "night@example.org",
        "Eleven people",
        "http://desk.example/stories/S1",
    ] {
        assert!(mails[0].replace("=\n", "").contains(words), "{words}: {}", mails[0]);
    }
}

#[test]
fn a_mail_server_of_others_takes_the_mail() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let Some(mut server) = aiosmtpd(port) else {
        eprintln!("no aiosmtpd here: mail is sent to the server of the other test alone");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let plan = folder.path().join("plan.toml");
    std::fs::write(
        &plan,
        format!("[smtp]\nhost = '127.0.0.1'\nport = {port}\nsecurity = 'none'\nfrom = 'desk@example.org'\n[[follow]]\nname = 'mail'\nmail = ['night@example.org']\n"),
    )
    .unwrap();
    let follow = || twosource(&store, &["follow", plan.to_str().unwrap(), "--once"]);
    let ingest = |words: &str| {
        let path = report(folder.path(), "a.jsonl", "Quay Courier", words);
        assert!(twosource(&store, &["ingest", "--quiet", &path]).status.success());
    };
    ingest(TUG);
    assert!(follow().status.success());
    ingest(&TUG.replace("Nine people", "Eleven people"));
    let ran = follow();
    server.kill().unwrap();
    let told = server.wait_with_output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(told.contains("changed quietly") && told.contains("night@example.org"), "{told}");
}

#[test]
fn a_plan_that_makes_no_sense_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("plan.toml");
    std::fs::write(&plan, "[[follow]]\nname = 'a'\n").unwrap();
    let ran = twosource(&folder.path().join("store"), &["follow", plan.to_str().unwrap(), "--once"]);
    let err = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(ran.status.code(), Some(2), "{err}");
    assert!(err.contains("told by nothing"), "{err}");
}
