//! A web server that answers with whatever bytes a test wants, however wrong and slow.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses a part, and a test may unwrap")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// What was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    pub head: String,
    pub at: Instant,
}

impl Asked {
    /// The value of a field of the head.
    pub fn field(&self, name: &str) -> Option<String> {
        self.head.lines().find_map(|line| {
            let (field, value) = line.split_once(':')?;
            field.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    }
}

/// What to answer.
pub enum Reply {
    /// These bytes, head and all, then the end of the connection.
    Bytes(Vec<u8>),
    /// Anything.
    Freely(Box<dyn FnOnce(&mut TcpStream) + Send>),
}

/// A whole answer.
pub fn answer(status: &str, fields: &str, body: impl AsRef<[u8]>) -> Reply {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n{fields}\r\n", body.len());
    Reply::Bytes([head.as_bytes(), body].concat())
}

/// A page.
pub fn page(body: impl AsRef<[u8]>) -> Reply {
    answer("200 OK", "Content-Type: text/html; charset=utf-8\r\n", body)
}

/// A feed.
pub fn feed(body: impl AsRef<[u8]>) -> Reply {
    answer("200 OK", "Content-Type: application/rss+xml\r\n", body)
}

pub fn moved(to: &str) -> Reply {
    answer("302 Found", &format!("Location: {to}\r\n"), "")
}

pub fn not_found() -> Reply {
    answer("404 Not Found", "", "")
}

/// Bytes now and then, without end: until whoever asked has gone.
pub fn drip(start: &'static str, drop: &'static str) -> Reply {
    Reply::Freely(Box::new(move |stream| {
        let _ = stream.write_all(start.as_bytes());
        while stream.write_all(drop.as_bytes()).and_then(|()| stream.flush()).is_ok() {
            thread::sleep(Duration::from_millis(50));
        }
    }))
}

/// Nothing at all, until whoever asked has gone.
pub fn silence() -> Reply {
    Reply::Freely(Box::new(|stream| {
        let _ = stream.read(&mut [0]);
    }))
}

/// A server on a port of its own, as long as the test runs.
#[derive(Clone)]
pub struct Server {
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// Answers what `answer` says, each connection in its own thread.
    pub fn new(answer: impl Fn(&Asked, &Server) -> Reply + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Server { address: listener.local_addr().unwrap(), asked: Arc::default() };
        let (own, answer) = (server.clone(), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (own, answer) = (own.clone(), Arc::clone(&answer));
                thread::spawn(move || {
                    let Ok(mut stream) = stream else { return };
                    let Some(asked) = read_head(&mut stream) else { return };
                    own.asked.lock().unwrap().push(asked.clone());
                    match answer(&asked, &own) {
                        Reply::Bytes(bytes) => {
                            let _ = stream.write_all(&bytes);
                        }
                        Reply::Freely(write) => write(&mut stream),
                    }
                });
            }
        });
        server
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// All that was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// How often a path was asked for.
    pub fn count(&self, path: &str) -> usize {
        self.asked().iter().filter(|asked| asked.path == path).count()
    }
}

fn read_head(stream: &mut TcpStream) -> Option<Asked> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 || head.len() > 64 << 10 {
            return None;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1)?.to_owned();
    Some(Asked { path, head, at: Instant::now() })
}
