//! Feeds and their pages, round by round, from servers that behave and that do not.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, OnceLock};
use std::time::{Duration, Instant};

use crate::desk::{Memory, full_item, item, options, page, rss};
use crate::server::{Reply, Server, answer, drip, feed, moved, not_found, page as sent};
use twosource_reader::SyndicationMark;
use twosource_watch::{Stop, WatchOptions, Watcher};

#[test]
fn new_pages_are_read_once_and_nothing_is_asked_for_twice() {
    let server = Server::new(|asked, _| match asked.path.as_str() {
        "/feed" if asked.field("if-none-match").as_deref() == Some("\"1\"") => {
            Reply::Bytes(b"HTTP/1.1 304 Not Modified\r\n\r\n".to_vec())
        }
        "/feed" => answer("200 OK", "ETag: \"1\"\r\n", rss(&format!("{}{}", item("/a"), item("/b")))),
        "/a" => sent(page("ferry Halcyon", "")),
        "/b" => sent(page("tanker Orion", "")),
        _ => not_found(),
    });
    let mut memory = Memory::default();
    let watcher = Watcher::new(&[server.url("/feed")], options()).unwrap();
    let round = memory.watch(&watcher);
    assert_eq!((round.new, round.pages, round.failing), (2, 2, 0), "{:?}", memory.errors);
    let report = memory.reports.iter().find(|report| report.text.contains("Halcyon")).unwrap();
    assert_eq!(report.url.as_deref(), Some(server.url("/a").as_str()));
    assert_eq!(report.outlet.as_deref(), Some("Harbour Post"));
    assert_eq!(report.published.as_ref().unwrap().date.to_string(), "2023-09-13");
    let again = memory.watch(&watcher);
    assert_eq!((again.new, again.pages), (0, 0));
    assert_eq!((server.count("/feed"), server.count("/a"), server.count("/robots.txt")), (2, 1, 1));
    assert_eq!(memory.rested, 2);
    // Another process that knows what was kept.
    let mut after = Memory { states: memory.states.clone(), ..Memory::default() };
    assert_eq!(after.once(&server.url("/feed"), options()).pages, 0);
}

#[test]
fn a_host_is_asked_one_at_a_time_with_pauses_and_hosts_side_by_side() {
    let delay = Duration::from_millis(80);
    // No feed comes before all three are asked for: one host after the other, none ever would.
    let all_asked = Arc::new(Barrier::new(3));
    let host = || {
        let all_asked = Arc::clone(&all_asked);
        Server::new(move |asked, _| match asked.path.as_str() {
            "/feed" => {
                all_asked.wait();
                feed(rss(&(0..5).map(|i| item(&format!("/{i}"))).collect::<String>()))
            }
            "/robots.txt" => not_found(),
            path => sent(page(&format!("ferry number {path}"), "")),
        })
    };
    let hosts = [host(), host(), host()];
    let feeds: Vec<String> = hosts.iter().map(|host| host.url("/feed")).collect();
    let round = Memory::default().watch(&Watcher::new(&feeds, WatchOptions { delay, ..options() }).unwrap());
    assert_eq!(round.pages, 15);
    for host in &hosts {
        let asked = host.asked();
        assert_eq!(asked.len(), 7);
        for pair in asked.windows(2) {
            assert!(pair[1].at - pair[0].at >= delay, "{} {}", pair[0].path, pair[1].path);
        }
    }
}

#[test]
fn robots_decide_what_is_fetched() {
    let robots = "User-agent: *\nDisallow: /closed\nCrawl-delay: 0.15\n";
    let server = Server::new(move |asked, _| match asked.path.as_str() {
        "/robots.txt" => sent(robots),
        "/feed" => {
            feed(rss(&[item("/open"), item("/closed/a"), full_item("/closed/b", "tanker Orion")].concat()))
        }
        "/open" => sent(page("ferry Halcyon", "")),
        path => panic!("{path} was asked for"),
    });
    let mut memory = Memory::default();
    let round = memory.once(&server.url("/feed"), options());
    // The article that stands in the feed is taken from there.
    assert_eq!((round.new, round.failed_pages), (2, 2), "{:?}", memory.errors);
    assert!(memory.errors.iter().any(|error| error.contains("robots.txt of 127.0.0.1 does not let")));
    let asked = server.asked();
    assert!(asked[2].at - asked[1].at >= Duration::from_millis(150), "the host's own pace");

    let all_closed = Server::new(|asked, _| match asked.path.as_str() {
        "/robots.txt" => sent("User-agent: twosource\nDisallow: /\n"),
        path => panic!("{path} was asked for"),
    });
    assert_eq!(Memory::default().once(&all_closed.url("/feed"), options()).failing, 1);
}

#[test]
fn robots_that_cannot_be_had_close_a_site_and_huge_ones_do_not() {
    let broken = Server::new(|asked, _| match asked.path.as_str() {
        "/robots.txt" => answer("500 Internal Server Error", "", ""),
        path => panic!("{path} was asked for"),
    });
    let mut memory = Memory::default();
    assert_eq!(memory.once(&broken.url("/feed"), options()).failing, 1);
    assert!(memory.errors[0].contains("without it nothing may be fetched"), "{:?}", memory.errors);

    let huge = Server::new(|asked, _| match asked.path.as_str() {
        "/robots.txt" => {
            let rules = format!("User-agent: *\nDisallow: /b\n{}", "# nothing\n".repeat(300_000));
            sent(format!("{rules}\nDisallow: /\n"))
        }
        "/feed" => feed(rss(&format!("{}{}", item("/a"), item("/b")))),
        "/a" => sent(page("ferry Halcyon", "")),
        path => panic!("{path} was asked for"),
    });
    let round = memory.once(&huge.url("/feed"), options());
    assert_eq!((round.new, round.failed_pages), (1, 1));
}

#[test]
fn busy_and_broken_servers_are_tried_again_in_time() {
    let tries = AtomicUsize::new(0);
    let server = Server::new(move |asked, server| match asked.path.as_str() {
        "/feed" if server.count("/feed") == 1 => answer("429 Too Many Requests", "Retry-After: 1\r\n", ""),
        "/feed" => feed(rss(&item("/a"))),
        "/a" if tries.fetch_add(1, Ordering::SeqCst) < 2 => answer("500 Internal Server Error", "", ""),
        "/a" => sent(page("ferry Halcyon", "")),
        _ => not_found(),
    });
    let mut memory = Memory::default();
    let round = memory.once(&server.url("/feed"), options());
    assert_eq!((round.new, round.failing), (1, 0), "{:?}", memory.errors);
    assert_eq!(server.count("/a"), 3);
    let feeds: Vec<Instant> =
        server.asked().iter().filter(|asked| asked.path == "/feed").map(|asked| asked.at).collect();
    assert!(feeds[1] - feeds[0] >= Duration::from_secs(1), "the wait that was asked for");
}

#[test]
fn a_page_that_fails_is_asked_for_again_though_its_feed_is_unchanged() {
    let is_up = Arc::new(AtomicUsize::new(0));
    let up = Arc::clone(&is_up);
    let server = Server::new(move |asked, _| match asked.path.as_str() {
        "/feed" if asked.field("if-none-match").is_some() => {
            Reply::Bytes(b"HTTP/1.1 304 Not Modified\r\n\r\n".to_vec())
        }
        "/feed" => answer("200 OK", "ETag: \"1\"\r\n", rss(&item("/a"))),
        "/a" if up.load(Ordering::SeqCst) == 0 => answer("500 Internal Server Error", "", ""),
        "/a" => sent(page("ferry Halcyon", "")),
        _ => not_found(),
    });
    let mut memory = Memory::default();
    let round = memory.once(&server.url("/feed"), options());
    assert_eq!((round.new, round.failed_pages, round.failing), (0, 1, 0), "{:?}", memory.errors);
    is_up.store(1, Ordering::SeqCst);
    assert_eq!(memory.once(&server.url("/feed"), options()).new, 1, "{:?}", memory.errors);
    assert_eq!(memory.once(&server.url("/feed"), options()).pages, 0);
}

#[test]
fn bad_feeds_are_named_left_alone_for_a_while_and_stop_no_other() {
    let server = Server::new(|asked, _| match asked.path.as_str() {
        "/good" => feed(rss(&item("/a"))),
        "/a" => sent(page("ferry Halcyon", "")),
        "/garbage" => feed([0xff, 0xfe, 0x00, 0x01, 0x80].repeat(200)),
        "/page" => sent(page("tanker Orion", "")),
        "/cut" => feed("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><item><title>"),
        "/empty" => feed(""),
        _ => not_found(),
    });
    let dead = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/feed", listener.local_addr().unwrap())
    };
    let mut feeds: Vec<String> =
        ["/good", "/garbage", "/page", "/cut", "/empty", "/none"].map(|path| server.url(path)).to_vec();
    let busy = Server::new(|_, _| answer("503 Service Unavailable", "Retry-After: 3600\r\n", ""));
    feeds.extend([dead, busy.url("/feed")]);
    let mut memory = Memory::default();
    let watcher =
        Watcher::new(&feeds, WatchOptions { back_off: Duration::from_secs(3600), ..options() }).unwrap();
    let round = memory.watch(&watcher);
    assert_eq!((round.feeds, round.new, round.failing), (8, 1, 7), "{:#?}", memory.errors);
    // The next round asks none of them again.
    let before = server.asked().len();
    let again = memory.watch(&watcher);
    assert_eq!((again.new, again.failing), (0, 7));
    assert_eq!(server.asked().len(), before + 1, "the good one alone");
}

#[test]
fn a_feed_of_a_hundred_thousand_entries_is_read_as_far_as_is_sane() {
    let server = Server::new(|asked, _| match asked.path.as_str() {
        "/feed" => feed(rss(&(0..100_000)
            .map(|i| format!("<item><title>t</title><link>/{i}</link></item>"))
            .collect::<String>())),
        "/robots.txt" => not_found(),
        path => sent(page(&format!("ferry number {path}"), "")),
    });
    let options = WatchOptions { max_pages: 4, max_entries: 10, ..options() };
    let mut memory = Memory::default();
    let round = memory.once(&server.url("/feed"), options.clone());
    assert_eq!((round.new, round.waiting), (4, 6), "{:?}", memory.errors);
    let round = memory.once(&server.url("/feed"), options);
    assert_eq!((round.new, round.waiting), (4, 2), "what waited comes next");
}

#[test]
fn entries_that_lead_off_the_web_or_inside_are_not_followed() {
    let inside = Server::new(|asked, _| panic!("{} was asked for", asked.path));
    let to_inside = inside.url("/admin");
    let server = Server::new(move |asked, _| match asked.path.as_str() {
        "/feed" => feed(rss(&[
            item("javascript:alert(1)"),
            item("file:///etc/passwd"),
            item("data:text/html,hello"),
            item("http://user:word@127.0.0.1/"),
            full_item("javascript:void(0)", "tanker Orion"),
            item("/moved"),
        ]
        .concat())),
        "/moved" => moved("file:///etc/passwd"),
        _ => not_found(),
    });
    let mut memory = Memory::default();
    let round = memory.once(&server.url("/feed"), options());
    assert_eq!((round.new, round.failed_pages), (1, 1), "{:?}", memory.errors);
    assert_eq!(memory.reports[0].url, None);

    // The same machine is out of bounds unless that is allowed: the feed itself, here.
    let mut careful = options();
    careful.fetch.allow_private = false;
    assert_eq!(memory.once(&to_inside, careful).failing, 1);
    assert!(memory.errors[0].contains("--allow-private"), "{:?}", memory.errors);
}

#[test]
fn one_article_under_two_addresses_is_one_report() {
    let server = Server::new(|asked, server| {
        let own = format!(
            "<link rel=\"canonical\" href=\"{}\"><meta name=\"nonce\" content=\"{}\">",
            server.url("/a"),
            asked.path
        );
        match asked.path.as_str() {
            "/feed" => feed(rss(&format!("{}{}", item("/a"), item("/a?utm_source=rss")))),
            "/a" | "/a?utm_source=rss" => sent(page("ferry Halcyon", &own)),
            _ => not_found(),
        }
    });
    let mut memory = Memory::default();
    let round = memory.once(&server.url("/feed"), options());
    assert_eq!((round.pages, round.new, round.revised), (2, 1, 0), "{:?}", memory.reports);
}

#[test]
fn edits_are_seen_whether_the_feed_tells_of_them_or_not() {
    let edits = Arc::new(AtomicUsize::new(0));
    let now = Arc::clone(&edits);
    let server = Server::new(move |asked, _| {
        let edit = now.load(Ordering::SeqCst);
        let etag = format!("\"{edit}\"");
        match asked.path.as_str() {
            // The feed tells of the first edit alone.
            "/feed" => feed(rss(&item("/a").replace("A teaser.", if edit == 0 { "One." } else { "Two." }))),
            "/a" if asked.field("if-none-match").as_deref() == Some(etag.as_str()) => {
                Reply::Bytes(b"HTTP/1.1 304 Not Modified\r\n\r\n".to_vec())
            }
            "/a" => {
                let text =
                    page("ferry Halcyon", "").replace("all 40 people", &format!("all {} people", 40 + edit));
                answer("200 OK", &format!("Content-Type: text/html\r\nETag: {etag}\r\n"), text)
            }
            _ => not_found(),
        }
    });
    let options = WatchOptions { recheck: Duration::from_millis(1), rechecks: 3, ..options() };
    let mut memory = Memory::default();
    assert_eq!(memory.once(&server.url("/feed"), options.clone()).new, 1);
    // Looked at again, and as it was.
    let round = memory.once(&server.url("/feed"), options.clone());
    assert_eq!((round.pages, round.revised), (1, 0));
    edits.store(1, Ordering::SeqCst);
    assert_eq!(memory.once(&server.url("/feed"), options.clone()).revised, 1);
    edits.store(2, Ordering::SeqCst);
    assert_eq!(memory.once(&server.url("/feed"), options.clone()).revised, 1, "a quiet edit");
    assert!(memory.reports[2].text.contains("all 42 people"));
    // Looking again ends some time.
    for _ in 0..4 {
        memory.once(&server.url("/feed"), options.clone());
    }
    let asked = server.count("/a");
    memory.once(&server.url("/feed"), options);
    assert_eq!(server.count("/a"), asked);
}

#[test]
fn sitemaps_and_their_indexes_are_feeds_too() {
    let server = Server::new(|asked, server| match asked.path.as_str() {
        "/index.xml" => sent(format!(
            "<sitemapindex><sitemap><loc>{}</loc></sitemap><sitemap><loc>{}</loc></sitemap></sitemapindex>",
            server.url("/news.xml"),
            server.url("/gone.xml")
        )),
        "/news.xml" => sent(format!(
            "<urlset xmlns:news=\"n\"><url><loc>{}</loc><news:news><news:publication><news:name>Harbour Post</news:name></news:publication><news:publication_date>2023-09-13</news:publication_date><news:title>Ferry</news:title></news:news></url></urlset>",
            server.url("/a")
        )),
        "/a" => sent(page("ferry Halcyon", "")),
        _ => not_found(),
    });
    let mut memory = Memory::default();
    let round = memory.once(&server.url("/index.xml"), options());
    assert_eq!((round.new, round.failing), (1, 1), "the map that is gone is told");
    assert_eq!(memory.reports[0].outlet.as_deref(), Some("Harbour Post"));
    assert_eq!(memory.reports[0].published.as_ref().unwrap().date.to_string(), "2023-09-13");
}

#[test]
fn marks_of_syndication_come_with_the_report() {
    let server = Server::new(|asked, _| match asked.path.as_str() {
        "/feed" => feed(rss(&[
            item("/a")
                .replace("</item>", "<source url=\"https://star.example/feed\">Evening Star</source></item>"),
            item("/b"),
            item("/c"),
        ]
        .concat())),
        "/a" => sent(page("ferry Halcyon", "")),
        "/b" => sent(page("tanker Orion", "<link rel=\"canonical\" href=\"https://sea.example/orion\">")),
        "/c" => sent(page("trawler Vega", "")),
        _ => not_found(),
    });
    let mut memory = Memory::default();
    assert_eq!(memory.once(&server.url("/feed"), options()).new, 3);
    let mark = |words: &str| {
        let report = memory.reports.iter().find(|report| report.text.contains(words)).unwrap();
        report.syndicated_from.as_ref().map(|mark| (mark.name.as_str(), mark.mark))
    };
    assert_eq!(mark("Halcyon"), Some(("Evening Star", SyndicationMark::Source)));
    assert_eq!(mark("Orion"), Some(("sea.example", SyndicationMark::Canonical)));
    assert_eq!(mark("Vega"), None);
}

#[test]
fn charsets_of_head_and_page_are_heeded() {
    let latin = |text: String| -> Vec<u8> {
        text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
    };
    let server = Server::new(move |asked, _| {
        let body = latin(page("ferry Étoile café", ""));
        let with_meta = latin(page("tanker Étoile café", "<meta charset=\"windows-1252\">"));
        match asked.path.as_str() {
            "/feed" => feed(rss(&[item("/head"), item("/meta"), item("/wrong"), item("/none")].concat())),
            "/head" => answer("200 OK", "Content-Type: text/html; charset=iso-8859-1\r\n", body),
            "/meta" => answer("200 OK", "Content-Type: text/html\r\n", with_meta),
            "/wrong" => answer("200 OK", "Content-Type: text/html; charset=utf-8\r\n", body),
            "/none" => answer("200 OK", "", body),
            _ => not_found(),
        }
    });
    let mut memory = Memory::default();
    assert_eq!(memory.once(&server.url("/feed"), options()).new, 4, "{:?}", memory.errors);
    for report in &memory.reports {
        assert!(report.text.contains("Étoile café"), "{:?}: {}", report.url, report.text);
    }
}

#[test]
fn a_stop_abandons_what_is_in_hand_and_keeps_what_came() {
    let stop: Arc<OnceLock<Stop>> = Arc::default();
    let told = Arc::clone(&stop);
    let server = Server::new(move |asked, server| match asked.path.as_str() {
        "/feed" => feed(rss(&format!("{}{}", item("/a"), item("/slow")))),
        "/a" => sent(page("ferry Halcyon", "")),
        // Told to stop while this is in hand, which never ends.
        "/slow" if server.count("/slow") == 1 => {
            told.get().map(Stop::stop);
            drip("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "x")
        }
        _ => not_found(),
    });
    let watcher = Watcher::new(&[server.url("/feed")], options()).unwrap();
    stop.get_or_init(|| watcher.stop());
    let mut memory = Memory::default();
    let round = memory.watch(&watcher);
    assert_eq!((round.new, round.stopped, round.failed_pages), (1, true, 0), "{:?}", memory.errors);
    // The next start knows the one, and asks for the other.
    let asked = server.count("/a");
    let next = Watcher::new(&[server.url("/feed")], options()).unwrap();
    assert_eq!(memory.watch(&next).failed_pages, 1);
    assert_eq!((server.count("/a"), server.count("/slow")), (asked, 2));
}
