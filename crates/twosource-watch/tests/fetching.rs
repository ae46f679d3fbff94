//! One address at a time, from a server that misbehaves in every way a server can.

use std::io::Write;
use std::time::Duration;

use crate::server::{Reply, Server, answer, drip, moved, not_found, page, silence};
use twosource_watch::{FetchError, FetchOptions, Fetched, Fetcher, Validators};

const PAGE: &str = "<html><p>The ferry lay on the sand.</p></html>";

fn options() -> FetchOptions {
    FetchOptions {
        timeout: Duration::from_secs(300),
        max_bytes: 1_000_000,
        allow_private: true,
        ..FetchOptions::default()
    }
}

fn get(server: &Server, path: &str) -> Result<twosource_watch::Answer, FetchError> {
    Fetcher::new(options()).get(&server.url(path))
}

fn packed(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

/// Fifty megabytes of spaces in 77 bytes.
fn brotli_bomb() -> Vec<u8> {
    include_bytes!("data/bomb.br").to_vec()
}

#[test]
fn a_page_comes_with_what_was_said_of_it() {
    let server = Server::new(|_, _| {
        answer(
            "200 OK",
            "Content-Type: text/html; charset=windows-1252\r\nETag: \"a1\"\r\nLast-Modified: Wed, 13 Sep 2023 08:00:00 GMT\r\n",
            PAGE,
        )
    });
    let fetched = get(&server, "/a").unwrap();
    assert_eq!(fetched.body, PAGE.as_bytes());
    assert_eq!(fetched.media.as_deref(), Some("text/html"));
    assert_eq!(fetched.charset.as_deref(), Some("windows-1252"));
    assert_eq!(fetched.address, server.url("/a"));
    let asked = &server.asked()[0];
    let agent = asked.field("user-agent").unwrap();
    assert!(agent.starts_with(concat!("twosource/", env!("CARGO_PKG_VERSION"))), "{agent}");
    assert!(asked.field("accept-encoding").unwrap().contains("br"));
    assert!(asked.field("if-none-match").is_none());
}

#[test]
fn what_is_unchanged_is_not_sent_again() {
    let server = Server::new(|asked, _| {
        let known = asked.field("if-none-match").as_deref() == Some("\"a1\"")
            || asked.field("if-modified-since").is_some();
        match known {
            true => Reply::Bytes(b"HTTP/1.1 304 Not Modified\r\n\r\n".to_vec()),
            false => answer("200 OK", "ETag: \"a1\"\r\n", PAGE),
        }
    });
    let fetcher = Fetcher::new(options());
    let Ok(Fetched::New(first)) = fetcher.fetch(&server.url("/a"), &Validators::default()) else { panic!() };
    assert_eq!(first.validators.etag.as_deref(), Some("\"a1\""));
    assert_eq!(fetcher.fetch(&server.url("/a"), &first.validators), Ok(Fetched::Unchanged));
    // A 304 that was not asked for is no page.
    let server = Server::new(|_, _| Reply::Bytes(b"HTTP/1.1 304 Not Modified\r\n\r\n".to_vec()));
    assert!(matches!(get(&server, "/a"), Err(FetchError::Status { status: 304, .. })));
}

#[test]
fn redirects_are_followed_so_far_and_never_off_the_web() {
    let server = Server::new(|asked, _| match asked.path.as_str() {
        "/one" => moved("/two"),
        "/two" => moved("three#there"),
        "/three" => page(PAGE),
        "/loop" => moved("/loop"),
        "/file" => moved("file:///etc/passwd"),
        "/script" => moved("javascript:alert(1)"),
        "/data" => moved("data:text/html,hello"),
        "/user" => moved("http://user:word@example.org/"),
        "/nowhere" => answer("302 Found", "", ""),
        _ => not_found(),
    });
    let fetched = get(&server, "/one").unwrap();
    assert_eq!(fetched.address, server.url("/three"));
    assert_eq!(get(&server, "/loop"), Err(FetchError::TooManyRedirects { limit: 5 }));
    assert_eq!(server.count("/loop"), 6);
    for path in ["/file", "/script", "/data", "/user"] {
        assert!(matches!(get(&server, path), Err(FetchError::Redirect { .. })), "{path}");
    }
    // No Location at all is the same page again.
    assert!(get(&server, "/nowhere").is_err());
}

#[test]
fn machines_of_private_networks_are_refused_by_number_name_and_redirect() {
    let server = Server::new(|_, _| page(PAGE));
    let port = server.address.port();
    let careful = Fetcher::new(FetchOptions { allow_private: false, ..options() });
    for address in [
        format!("http://127.0.0.1:{port}/"),
        format!("http://localhost:{port}/"),
        format!("http://2130706433:{port}/"),
        format!("http://0x7f.1:{port}/"),
        format!("http://[::ffff:127.0.0.1]:{port}/"),
        format!("http://[::1]:{port}/"),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        "http://10.0.0.1/".to_owned(),
    ] {
        assert!(matches!(careful.get(&address), Err(FetchError::Private { .. })), "{address}");
    }
    assert!(server.asked().is_empty(), "nobody was asked");
    assert!(matches!(
        Fetcher::new(options()).get("http://no-such-host.invalid/"),
        Err(FetchError::UnknownHost { .. })
    ));
}

#[test]
fn slow_servers_run_out_of_time() {
    let server = Server::new(|asked, _| match asked.path.as_str() {
        "/head" => drip("HTTP/1.1 200 OK\r\n", "X-Slow: 1\r\n"),
        "/body" => drip("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "x"),
        "/chunks" => drip("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"),
        _ => silence(),
    });
    let options = FetchOptions { timeout: Duration::from_millis(500), ..options() };
    std::thread::scope(|scope| {
        for path in ["/head", "/body", "/chunks", "/silent"] {
            let (server, options) = (&server, options.clone());
            scope.spawn(move || {
                // These servers never end an answer: without a limit this would not return.
                let error = Fetcher::new(options).get(&server.url(path)).unwrap_err();
                assert!(matches!(error, FetchError::TimedOut { .. }), "{path}: {error:?}");
                assert!(error.is_passing());
            });
        }
    });
}

#[test]
fn bodies_without_end_and_bombs_are_bounded() {
    let server = Server::new(|asked, _| match asked.path.as_str() {
        "/endless" => Reply::Freely(Box::new(|stream| {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            while stream.write_all(&[b'x'; 1 << 16]).is_ok() {}
        })),
        "/promised" => answer("200 OK", "", vec![b'x'; 2_000_000]),
        "/gzip" => answer("200 OK", "Content-Encoding: gzip\r\n", packed(&vec![b' '; 20_000_000])),
        "/brotli" => answer("200 OK", "Content-Encoding: br\r\n", brotli_bomb()),
        "/nested" => {
            answer("200 OK", "Content-Encoding: gzip, gzip\r\n", packed(&packed(&vec![b' '; 20_000_000])))
        }
        _ => answer("200 OK", "Content-Encoding: gzip\r\n", packed(PAGE.as_bytes())),
    });
    for path in ["/endless", "/promised", "/gzip", "/brotli"] {
        assert_eq!(get(&server, path), Err(FetchError::TooLarge { limit: 1_000_000 }), "{path}");
    }
    assert!(matches!(get(&server, "/nested"), Err(FetchError::Coding { .. })));
    assert_eq!(get(&server, "/fine").unwrap().body, PAGE.as_bytes());
}

#[test]
fn answers_that_lie_or_break_off_are_no_pages() {
    let raw = |bytes: &'static [u8]| Reply::Bytes(bytes.to_vec());
    let server = Server::new(move |asked, _| match asked.path.as_str() {
        "/lie" => raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nshort"),
        "/cut-chunk" => raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nshort"),
        "/bad-chunk" => raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nshort"),
        "/long" => raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nshort and then some"),
        "/old" => raw(b"<html>HTTP/0.9 had no head</html>"),
        "/noise" => raw(&[0xff, 0, 0x16, 3, 1, 2, 0, 1, 0, 0x0d, 0x0a]),
        "/nothing" => raw(b""),
        "/half" => raw(b"HTTP/1.1 200 OK\r\nContent-Ty"),
        "/huge-head" => {
            let head = format!("HTTP/1.1 200 OK\r\nX-Big: {}\r\n\r\n", "x".repeat(200_000));
            Reply::Bytes(head.into_bytes())
        }
        "/many-fields" => {
            let head = format!("HTTP/1.1 200 OK\r\n{}\r\n", "X-One: 1\r\n".repeat(5_000));
            Reply::Bytes(head.into_bytes())
        }
        _ => not_found(),
    });
    for path in [
        "/lie",
        "/cut-chunk",
        "/bad-chunk",
        "/old",
        "/noise",
        "/nothing",
        "/half",
        "/huge-head",
        "/many-fields",
    ] {
        let error = get(&server, path).expect_err(path);
        println!("{path}: {error}");
    }
    assert_eq!(get(&server, "/lie"), Err(FetchError::CutShort));
    assert!(matches!(get(&server, "/huge-head"), Err(FetchError::HeadTooLarge { .. })));
    assert!(matches!(get(&server, "/old"), Err(FetchError::NotHttp { .. })));
    assert_eq!(get(&server, "/long").unwrap().body, b"short");
    assert!(matches!(get(&server, "/gone"), Err(FetchError::Status { status: 404, .. })));
}

#[test]
fn a_busy_server_says_how_long_to_wait() {
    let server = Server::new(|asked, _| match asked.path.as_str() {
        "/429" => answer("429 Too Many Requests", "Retry-After: 7\r\n", ""),
        _ => answer("503 Service Unavailable", "", ""),
    });
    let error = get(&server, "/429").unwrap_err();
    assert_eq!((error.retry_after(), error.is_passing()), (Some(Duration::from_secs(7)), true));
    assert!(get(&server, "/503").unwrap_err().is_passing());
}

#[test]
fn a_closed_port_cannot_be_reached() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let error = Fetcher::new(options()).get(&format!("http://{address}/")).unwrap_err();
    assert!(matches!(error, FetchError::Unreachable { .. }), "{error:?}");
}

#[test]
fn what_is_fetched_is_kept_as_it_was_sent() {
    let body = packed(PAGE.as_bytes());
    let sent = body.clone();
    let server = Server::new(move |_, _| {
        answer("200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", sent.clone())
    });
    let folder = std::env::temp_dir().join(format!("twosource-kept-{}", std::process::id()));
    drop(std::fs::remove_dir_all(&folder));
    let fetcher = Fetcher::new(FetchOptions { keep: Some(folder.clone()), ..options() });
    assert_eq!(fetcher.get(&server.url("/a")).unwrap().body, PAGE.as_bytes());
    fetcher.get(&server.url("/b")).unwrap();
    let kept = twosource_watch::archive::list(&folder).unwrap();
    let kinds: Vec<(String, bool)> = kept.iter().map(|one| (one.address.clone(), one.revisit)).collect();
    assert_eq!(kinds, [(server.url("/a"), false), (server.url("/b"), true)]);
    let record = twosource_watch::archive::record_of(&folder, &kept[0]).unwrap();
    let mut unfolded = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&record[..]), &mut unfolded).unwrap();
    assert!(unfolded.windows(body.len()).any(|window| window == body), "compressed as it came");
    drop(std::fs::remove_dir_all(&folder));
}
