//! A server of its own for each test, and a plain client.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::{Arc, OnceLock, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::oneshot;
use twosource_annotate::annotate;
use twosource_evidence::file::Run;
use twosource_language::Pipeline;
use twosource_reader::Options;
use twosource_server::{Server, Settings};
use twosource_store::Store;

/// How long the tests wait for what must come: longer than any machine takes, only so that what hangs is told.
pub const PATIENCE: Duration = Duration::from_secs(300);

/// A server that runs, on a collection of its own.
pub struct Serving {
    pub folder: Arc<tempfile::TempDir>,
    pub here: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

fn pipeline() -> Pipeline {
    Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap()
}

/// The example's reports in a collection, made once and copied.
fn collection() -> tempfile::TempDir {
    static MADE: OnceLock<tempfile::TempDir> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/ferry");
        let reading = twosource_reader::read(&[examples], &Options::default());
        let pipeline = pipeline();
        let annotated: Vec<_> =
            reading.reports.into_iter().map(|report| annotate(report, &pipeline)).collect();
        let mut store = Store::create(folder.path()).unwrap();
        store.ingest(&annotated, twosource_store::moment("2026-01-02").unwrap()).unwrap();
        folder
    });
    let folder = tempfile::tempdir().unwrap();
    copy(made.path(), folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl Serving {
    /// Serves the example.
    pub fn ferry() -> Self {
        Serving::of(Arc::new(collection()), Settings::default())
    }

    pub fn with(settings: Settings) -> Self {
        Serving::of(Arc::new(collection()), settings)
    }

    pub fn of(folder: Arc<tempfile::TempDir>, settings: Settings) -> Self {
        let server = Server::open(folder.path(), pipeline(), Run::default(), settings).unwrap();
        let (ready, at) = mpsc::channel();
        let (stop, told) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            let ready = |here| ready.send(here).unwrap();
            let stop = async {
                let _ = told.await;
            };
            server.run(([127, 0, 0, 1], 0).into(), ready, stop).unwrap();
        });
        let here = at.recv_timeout(PATIENCE).unwrap();
        Serving { folder, here, stop: Some(stop), thread: Some(thread) }
    }

    /// Stops it and gives the collection back.
    pub fn stop(mut self) -> Arc<tempfile::TempDir> {
        self.end();
        Arc::clone(&self.folder)
    }

    fn end(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }

    /// GET below `/api/v1`.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", &format!("/api/v1{path}"), &[], b"")
    }

    /// GET that has to be answered with JSON.
    pub fn json(&self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        assert_eq!(answer.header("content-type"), Some("application/json"), "{path}");
        answer.json()
    }

    /// POST of JSON below `/api/v1`.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        let headers = [("Content-Type", "application/json")];
        self.ask("POST", &format!("/api/v1{path}"), &headers, body.to_string().as_bytes())
    }

    pub fn ask(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut head = format!("{method} {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.here);
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()));
        self.raw(&[head.as_bytes(), body].concat())
    }

    /// Sends these bytes, and reads what comes.
    pub fn raw(&self, bytes: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.here).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        // A server that refuses early may close before all is sent.
        let _ = stream.write_all(bytes);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        Answer::of(&all)
    }

    /// Listens to a stream of events.
    pub fn listen(&self, target: &str, headers: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.here).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let head = format!("GET /api/v1{target} HTTP/1.1\r\nHost: {}\r\n{headers}\r\n", self.here);
        stream.write_all(head.as_bytes()).unwrap();
        stream
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.end();
    }
}

/// What a server answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    fn of(all: &[u8]) -> Self {
        let end = all.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(all.len());
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).unwrap_or(0);
        let headers = lines.filter_map(|line| line.split_once(": "));
        Answer {
            status,
            headers: headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect(),
            body: all.get(end + 4..).unwrap_or_default().to_vec(),
        }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|why| panic!("{why}: {}", self.text()))
    }

    /// Checks that it is a problem of this status, in its own form, and sealed.
    pub fn is_problem(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{}", self.text());
        assert_eq!(self.header("x-content-type-options"), Some("nosniff"));
        let problem = self.json();
        assert_eq!(problem["status"], status);
        assert!(problem["type"].as_str().unwrap().starts_with("/api#"), "{problem}");
        assert!(!problem["detail"].as_str().unwrap().is_empty(), "{problem}");
        problem
    }
}
