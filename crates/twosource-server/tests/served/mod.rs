//! A real server on a free port, over a collection of its own, and a client that says no more than it is told to.

#![allow(dead_code, reason = "each test uses a part")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::Timestamp;
use twosource_annotate::annotate;
use twosource_evidence::file::Run;
use twosource_language::Pipeline;
use twosource_reader::{Options, read};
use twosource_server::{Server, Settings};
use twosource_store::Store;

/// How long the tests wait for what must come: longer than any machine takes, only so that what hangs is told.
pub const PATIENCE: Duration = Duration::from_secs(300);

/// Another copy of the shipped model.
pub fn pipeline() -> Pipeline {
    Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap()
}

/// A server that stops when this is dropped.
pub struct Served {
    pub address: SocketAddr,
    pub folder: tempfile::TempDir,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Serves a collection of the ferry's reports.
pub fn ferry(settings: Settings) -> Served {
    let folder = tempfile::tempdir().unwrap();
    let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/ferry");
    let reading = read(&[reports], &Options::default());
    let pipeline = pipeline();
    let annotated: Vec<_> = reading.reports.into_iter().map(|report| annotate(report, &pipeline)).collect();
    let mut store = Store::create(folder.path()).unwrap();
    store.ingest(&annotated, Timestamp::UNIX_EPOCH).unwrap();
    drop(store);
    over(folder, settings)
}

/// Serves the collection in `folder`, or an empty one made there.
pub fn over(folder: tempfile::TempDir, settings: Settings) -> Served {
    let server = Server::open(folder.path(), pipeline(), Run::default(), settings).unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let (ready, is_ready) = mpsc::channel();
    let thread = std::thread::spawn(move || {
        let here = ([127, 0, 0, 1], 0).into();
        let done = server.run(here, |address| ready.send(address).unwrap(), async {
            let _ = stopped.await;
        });
        done.unwrap();
    });
    let address = is_ready.recv_timeout(PATIENCE).unwrap();
    Served { address, folder, stop: Some(stop), thread: Some(thread) }
}

impl Served {
    /// Stops the server, and waits until it has.
    pub fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Asks with these header lines; `Host` and the body's length are added.
    pub fn ask(&self, method: &str, path: &str, headers: &[&str], body: &[u8]) -> Answer {
        let host = format!("Host: {}", self.address);
        self.ask_as(&host, method, path, headers, body)
    }

    /// As [`Served::ask`], with the `Host` line as given.
    pub fn ask_as(&self, host: &str, method: &str, path: &str, headers: &[&str], body: &[u8]) -> Answer {
        let mut stream = self.connect();
        let mut head = format!("{method} {path} HTTP/1.1\r\n{host}\r\nConnection: close\r\n");
        for header in headers {
            head.push_str(header);
            head.push_str("\r\n");
        }
        if !body.is_empty() || matches!(method, "POST" | "PUT" | "PATCH") {
            head.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        // A server that refuses may close before it has read all.
        let _ = stream.write_all(body);
        Answer::read(stream)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], b"")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    fn read(mut stream: TcpStream) -> Self {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let body = bytes.get(end + 4..).unwrap_or_default().to_vec();
        Answer { status: status.unwrap_or(0), headers, body }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
