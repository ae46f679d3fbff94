//! Who may ask, from where, for how long, and what a browser may do with the answers.

use std::io::{ErrorKind, Read, Write};
use std::time::Duration;

use crate::served::{ferry, over};
use twosource_server::{Server, Settings};

#[test]
fn every_answer_is_sealed() {
    let served = ferry(Settings::default());
    for path in [
        "/",
        "/nowhere",
        "/api/v1/nowhere",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/stories/%00",
    ] {
        let answer = served.get(path);
        assert!(answer.header("content-security-policy").unwrap().contains("default-src 'none'"), "{path}");
        assert!(
            answer.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("same-origin"), "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"), "{path}");
        assert!(!answer.text().contains("root:"), "{path}");
        assert!(path == "/" || matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
    }
}

#[test]
fn names_that_lead_here_from_elsewhere_are_no_way_in() {
    let served = ferry(Settings::default());
    for host in ["Host: evil.example", "Host: 127.0.0.1.evil.example:80", "Host: ", "Host: 192.168.1.1"] {
        assert_eq!(served.ask_as(host, "GET", "/", &[], b"").status, 403, "{host}");
    }
    let own = format!("Host: localhost:{}", served.address.port());
    assert_eq!(served.ask_as(&own, "GET", "/", &[], b"").status, 200);
}

#[test]
fn other_sites_cannot_ask_in_a_readers_name() {
    let served = ferry(Settings::default());
    for headers in [
        &["Origin: https://evil.example"][..],
        &["Origin: null"],
        &["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"],
        &["Sec-Fetch-Site: same-site"],
    ] {
        assert_eq!(served.ask("POST", "/", headers, b"x=y").status, 403, "{headers:?}");
        assert_eq!(served.ask("DELETE", "/api/v1/corrections/K1", headers, b"").status, 403, "{headers:?}");
    }
    let embedded = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"];
    assert_eq!(served.ask("GET", "/", &embedded, b"").status, 403);
    let followed = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"];
    assert_eq!(served.ask("GET", "/", &followed, b"").status, 200);
}

#[test]
fn with_a_token_nothing_is_told_without_it() {
    let token = "a long enough token";
    let served = ferry(Settings { token: Some(token.to_owned()), ..Settings::default() });
    for path in ["/", "/api/v1/stories", "/nowhere", "/assets/x.css"] {
        let answer = served.get(path);
        assert_eq!(answer.status, 401, "{path}");
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
        assert!(!answer.text().contains("ferry"));
    }
    assert!(served.ask("GET", "/", &["Accept: text/html"], b"").text().contains("<form"));
    assert_eq!(served.ask("GET", "/", &["Authorization: Bearer a long enough token"], b"").status, 200);
    assert_eq!(served.ask("GET", "/", &["Authorization: Bearer a long enough toke"], b"").status, 401);

    let entered = served.get("/?token=a+long+enough+token&since=2026-01-01");
    assert_eq!((entered.status, entered.header("location")), (303, Some("/?since=2026-01-01")));
    let cookie = entered.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains("long"));
    let cookie = format!("Cookie: {}", cookie.split(';').next().unwrap());
    assert_eq!(served.ask("GET", "/", &[&cookie], b"").status, 200);
}

#[test]
fn beyond_this_machine_a_token_is_demanded() {
    let folder = tempfile::tempdir().unwrap();
    let server =
        Server::open(folder.path(), crate::served::pipeline(), Default::default(), Settings::default())
            .unwrap();
    let refused = server.run(([0, 0, 0, 0], 0).into(), |_| panic!("it listens"), async {});
    assert!(refused.unwrap_err().to_string().contains("token"));
}

#[test]
fn those_who_dawdle_are_let_go_and_others_are_answered() {
    let settings = Settings { patience_for_head: Duration::from_secs(2), ..Settings::default() };
    let served = over(tempfile::tempdir().unwrap(), settings);
    let mut slow: Vec<_> = (0..50).map(|_| served.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: loc").unwrap();
    }
    assert_eq!(served.get("/").status, 200);
    for mut stream in slow {
        let mut rest = Vec::new();
        // The server ends it; otherwise the wait for more would run out of time.
        let end = stream.read_to_end(&mut rest);
        assert!(
            !matches!(&end, Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut))
        );
        assert!(!rest.starts_with(b"HTTP/1.1 200"));
    }
}

#[test]
fn heads_and_garbage_are_bounded() {
    let served = over(tempfile::tempdir().unwrap(), Settings::default());
    let long = format!("X-Long: {}", "x".repeat(1 << 20));
    assert!(matches!(served.ask("GET", "/", &[&long], b"").status, 400 | 431 | 0));
    let mut stream = served.connect();
    stream.write_all(b"\x16\x03\x01\x02\x00\x01\x00 not http at all\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 400"), "{answer:?}");
    assert_eq!(served.get("/").status, 200);
}

#[test]
fn it_stops_when_told_and_lets_answers_end() {
    let mut served = ferry(Settings::default());
    let address = served.address;
    // A connection that is kept open and asks nothing does not hold it up.
    let idle = served.connect();
    assert_eq!(served.get("/").status, 200);
    served.stop();
    assert!(std::net::TcpStream::connect(address).is_err());
    drop(idle);
}

#[test]
fn a_session_is_begun_by_the_form_and_can_be_ended() {
    let token = "a long enough token";
    let served = ferry(Settings { token: Some(token.to_owned()), ..Settings::default() });
    let form = ["Content-Type: application/x-www-form-urlencoded"];
    let page = served.ask("GET", "/stories/S1?since=2026-01-01", &["Accept: text/html"], b"");
    assert!(page.text().contains("method=\"post\""), "the token does not come into the address");
    assert!(page.text().contains("value=\"/stories/S1?since=2026-01-01\""));
    assert_eq!(served.ask("POST", "/token", &form, b"token=wrong+token&to=/").status, 401);
    let entered = served.ask("POST", "/token", &form, b"token=a+long+enough+token&to=%2Fchanges");
    assert_eq!((entered.status, entered.header("location")), (303, Some("/changes")));
    let begin = || {
        let entered = served.ask("POST", "/token", &form, b"token=a+long+enough+token&to=%2F");
        format!("Cookie: {}", entered.header("set-cookie").unwrap().split(';').next().unwrap())
    };
    let (one, other) = (begin(), begin());
    let status = |cookie: &str| served.ask("GET", "/", &[cookie], b"").status;
    assert_eq!((status(&one), status(&other)), (200, 200));
    assert!(served.ask("GET", "/token", &[&one], b"").text().contains("End all sessions"));
    assert_eq!(served.ask("POST", "/token/end", &[&one, "Origin: https://evil.example"], b"").status, 403);
    assert_eq!(status(&one), 200);
    served.ask("POST", "/token/end", &[&one], b"");
    assert_eq!((status(&one), status(&other)), (401, 200));
    served.ask("POST", "/token/end/all", &[&other], b"");
    assert_eq!(status(&other), 401);
}

#[test]
fn trying_out_tokens_is_slow_and_the_right_one_is_not() {
    let token = "a long enough token";
    let served = ferry(Settings { token: Some(token.to_owned()), ..Settings::default() });
    let start = std::time::Instant::now();
    for i in 0..4 {
        let wrong = format!("Authorization: Bearer wrong token {i}");
        assert_eq!(served.ask("GET", "/api/v1/stories", &[&wrong], b"").status, 401);
    }
    assert!(start.elapsed() > Duration::from_secs(1), "{:?}", start.elapsed());
}

#[test]
fn hosts_and_lengths_that_lie_are_refused_at_once() {
    let served = ferry(Settings::default());
    let port = served.address.port();
    let own = format!("Host: localhost:{port}");
    for host in [format!("Host: localhost:{port}@evil.example"), "Host: user@localhost".to_owned()] {
        assert_eq!(served.ask_as(&host, "GET", "/", &[], b"").status, 403, "{host}");
    }
    assert_eq!(served.ask_as(&own, "GET", "/", &["Host: evil.example"], b"").status, 400);
    let start = std::time::Instant::now();
    let mut stream = served.connect();
    let head = format!("POST /api/v1/reports HTTP/1.1\r\n{own}\r\nContent-Length: 10000000000\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 413");
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_bookmarklet_sends_pages_from_other_sites_and_opens_nothing_else() {
    let token = "a long enough token";
    let served = ferry(Settings { token: Some(token.to_owned()), ..Settings::default() });
    let authorized = ["Authorization: Bearer a long enough token"];
    let page = served.ask("GET", "/bookmarklet", &authorized, b"").text();
    assert!(!page.contains(token), "the bookmarklet runs in pages of others");
    let key = page.split("/send?key=").nth(1).unwrap();
    let key = &key[..64];

    let words = "The tug lay on the sand until the evening tide, the coastguard of Varnbro said. ".repeat(8);
    let html = format!(
        "<html><head><title>Tug aground</title></head><body><article><h1>Tug aground</h1><p>{words}</p></article></body></html>"
    );
    let form = format!(
        "--b\r\nContent-Disposition: form-data; name=\"address\"\r\n\r\nhttps://post.example/behind-a-login\r\n--b\r\nContent-Disposition: form-data; name=\"page\"\r\n\r\n{html}\r\n--b--\r\n"
    );
    let cross = [
        "Content-Type: multipart/form-data; boundary=b",
        "Origin: https://post.example",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Mode: navigate",
    ];
    let wrong = "0".repeat(64);
    for bad in ["/send".to_owned(), format!("/send?key={wrong}"), format!("/send?key={token}")] {
        assert_eq!(served.ask("POST", &bad.replace(' ', "+"), &cross, form.as_bytes()).status, 403, "{bad}");
    }
    let taken = served.ask("POST", &format!("/send?key={key}"), &cross, form.as_bytes());
    assert_eq!(taken.status, 200, "{}", taken.text());
    assert!(taken.text().contains("in the collection now"), "{}", taken.text());
    let report = served.ask("GET", "/api/v1/search?q=tug+Varnbro", &authorized, b"").text();
    assert!(report.contains("https://post.example/behind-a-login"), "{report}");

    // The key opens no other door, and other sites still may not ask there.
    assert_eq!(served.get(&format!("/?key={key}")).status, 401);
    assert_eq!(served.ask("GET", &format!("/?token={key}"), &[], b"").status, 401);
    assert_eq!(served.ask("POST", &format!("/briefs?key={key}"), &cross, form.as_bytes()).status, 403);

    // Without a token there is no key to send with.
    let open = ferry(Settings::default());
    assert!(open.get("/bookmarklet").text().contains("--token-file"));
    assert_eq!(open.ask("POST", &format!("/send?key={key}"), &cross, form.as_bytes()).status, 403);
}
