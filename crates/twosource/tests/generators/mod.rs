//! Inputs that are made to cost more than they weigh: one kind a function, of about as many bytes as are asked for, always
//! the same.

pub mod spent;

/// A kind of input.
pub struct Kind {
    /// What it is.
    pub name: &'static str,
    /// The ending of its file.
    pub ending: &'static str,
    make: fn(usize) -> Vec<u8>,
}

impl Kind {
    /// An input of about `size` bytes.
    pub fn make(&self, size: usize) -> Vec<u8> {
        (self.make)(size)
    }
}

/// All kinds.
pub fn kinds() -> Vec<Kind> {
    let kind = |name, ending, make| Kind { name, ending, make };
    vec![
        kind("prose", "txt", |n| prose(n, 1).into_bytes()),
        kind("prose in one paragraph", "txt", |n| prose(n, 2).replace("\n\n", " ").into_bytes()),
        kind("one word a paragraph", "txt", |n| times("Harbour\n\n", n)),
        kind("one sentence over and over", "txt", |n| times("The tug sank on Monday. ", n)),
        kind("number words", "txt", |n| times("two thousand million hundred billion ", n)),
        kind("numbers", "txt", |n| times("4,711.5 ", n)),
        kind("somebody said", "txt", |n| times("she said ", n)),
        kind("who said who said", "txt", |n| times("Berg said that Lund told Reed that ", n)),
        kind("according to", "txt", |n| times("According to the council, according to the mayor, ", n)),
        kind("quotations", "txt", |n| times("“No,” said Berg. ", n)),
        kind("quotation marks", "txt", |n| times("“", n)),
        kind("straight marks", "txt", |n| times("\"a\" ", n)),
        kind("brackets", "txt", |n| times("(", n)),
        kind("commas", "txt", |n| times("boats, ", n)),
        kind("and", "txt", |n| times("boats and ", n)),
        kind("one word", "txt", |n| times("a", n)),
        kind("abbreviations", "txt", |n| times("U.S. Gen. Mr. ", n)),
        kind("names", "txt", names),
        kind("one name", "txt", |n| times("Anna Berg ", n)),
        kind("pronouns", "txt", |n| times("He saw her. They told him. ", n)),
        kind("dates", "txt", |n| times("on 3 May 2021 ", n)),
        kind("times of day", "txt", |n| times("at 9:30 on Monday last week ", n)),
        kind("addresses", "txt", |n| times("https://a.example/b?c=d a@b.example ", n)),
        kind("accents heaped up", "txt", |n| times("e\u{301}\u{300}\u{302}\u{303}", n)),
        kind("pictures", "txt", |n| times("🚢👩‍✈️ ", n)),
        kind("line ends", "txt", |n| [b"The tug sank.\n".to_vec(), times("\r\n \n", n)].concat()),
        kind("lines of a list", "txt", |n| times("- a boat\n", n)),
        kind("lines like credits", "txt", |n| times("Photo: A. Berg / AP\n\n", n)),
        kind("lines like datelines", "txt", |n| times("LONDON, May 3 (Reuters) - Boats sank.\n\n", n)),
        kind("not English", "txt", |n| times("Das Schiff sank am Montag im Hafen. ", n)),
        kind("double bytes", "txt", |n| wide(&prose(n / 2, 3))),
        kind("front matter", "md", front_matter),
        kind("backticks", "md", |n| runs("`", n)),
        kind("stars", "md", |n| runs("*", n)),
        kind("links that do not end", "md", |n| times("[a](", n)),
        kind("square brackets", "md", |n| times("[", n)),
        kind("levels of quoting", "md", |n| times("> ", n)),
        kind("table cells", "md", |n| [b"|a|b|\n|-|-|\n".to_vec(), times("|a|b|\n", n)].concat()),
        kind("references", "md", |n| times("[a]: http://a.example\n\n[a][a]\n", n)),
        kind("lone angles", "html", |n| page(&times("<", n))),
        kind("lone ampersands", "html", |n| page(&times("&", n))),
        kind("entities", "html", |n| page(&times("&amp;&#8217;", n))),
        kind("attributes of one element", "html", attributes),
        kind("paragraphs that do not end", "html", |n| page(&times("<p>A tug sank.", n))),
        kind("links", "html", |n| page(&times("<a href=/x>boat</a> ", n))),
        kind("empty elements", "html", |n| page(&times("<br>", n))),
        kind("style rules", "html", styled),
        kind("hidden words", "html", |n| page(&times("<i hidden>a</i>b ", n))),
        kind("cells", "html", |n| page(&[b"<table>".to_vec(), times("<tr><td>a", n)].concat())),
        kind("comments", "html", |n| page(&times("<!--a-->b", n))),
        kind("closing tags", "html", |n| page(&times("</x>b", n))),
        kind("meta", "html", |n| head(&times("<meta property=og:site_name content='Post'>", n))),
        kind("titles", "html", |n| head(&times("<title>A tug sank</title>", n))),
        kind("live blog", "html", live_blog),
        kind("linked data", "html", |n| {
            head(&times(
                "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"A\"}</script>",
                n,
            ))
        }),
        kind("class names", "html", |n| page(&times("<div class='a b c d e f g'>x</div>", n))),
        kind("keys of one object", "json", keys),
        kind("objects of one array", "json", array),
        kind("tiny lines", "jsonl", lines),
        kind("two long reports", "jsonl", |n| reports(&[prose(n / 2, 5), prose(n / 2, 6)])),
        kind("one report twice", "jsonl", |n| reports(&[prose(n / 2, 7), prose(n / 2, 7)])),
        kind("reports of one event", "jsonl", |n| {
            let one = |number: usize| format!("{} {}", prose(150, 8), prose(50, number as u64));
            reports(&(0..n / 250).map(one).collect::<Vec<_>>())
        }),
        kind("blank lines", "jsonl", |n| [lines(100), times("\n", n)].concat()),
        kind("entries of a feed", "rss", feed),
        kind("records of an archive", "warc", archive),
        kind("lying records", "warc", |n| {
            times("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999999\r\n\r\nx\r\n\r\n", n)
        }),
        kind("addresses of a sitemap", "xml", sitemap),
    ]
}

fn times(what: &str, size: usize) -> Vec<u8> {
    what.repeat(size / what.len() + 1).into_bytes()
}

/// Random numbers, always the same.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn one<'w>(&mut self, of: &[&'w str]) -> &'w str {
        of[self.throw(of.len())]
    }
}

/// Sentences as papers print them.
pub fn prose(size: usize, seed: u64) -> String {
    const WHO: [&str; 12] = [
        "The council",
        "Mayor Anna Berg",
        "A coastguard spokesman",
        "Two fishermen",
        "The ministry",
        "Lund",
        "Police in Altmark",
        "The company",
        "Officials",
        "The union",
        "Residents of Kessel",
        "The court",
    ];
    const DID: [&str; 12] = [
        "closed the bridge",
        "found three boats",
        "rejected the plan",
        "met the prime minister",
        "paid 40 million euros",
        "lost the vote",
        "searched the harbour",
        "arrested two men",
        "opened an inquiry",
        "cancelled the ferry",
        "sold its ships",
        "warned of floods",
    ];
    const WHEN: [&str; 8] = [
        "on Monday",
        "last week",
        "in March",
        "after the storm",
        "on 3 May 2021",
        "at dawn",
        "before the election",
        "",
    ];
    const TAIL: [&str; 6] = [
        ", the agency said",
        ", according to a report",
        ", and more was not known",
        " because of the wind",
        ", Berg told reporters",
        "",
    ];
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut text = String::with_capacity(size + 200);
    while text.len() < size {
        let (who, did, when, tail) = (dice.one(&WHO), dice.one(&DID), dice.one(&WHEN), dice.one(&TAIL));
        text.push_str(
            format!("{who} {did} {when}{tail}.")
                .replace("  ", " ")
                .replace(" ,", ",")
                .replace(" .", ".")
                .as_str(),
        );
        text.push_str(if dice.throw(4) == 0 { "\n\n" } else { " " });
    }
    text
}

/// Sentences about people, each of another name.
fn names(size: usize) -> Vec<u8> {
    const SYLLABLES: [&str; 12] =
        ["ar", "ben", "dor", "el", "fan", "gor", "hal", "il", "kon", "lum", "mer", "nos"];
    let mut dice = Dice(77);
    let mut text = String::new();
    let name = |dice: &mut Dice| {
        let word: String = (0..3).map(|_| dice.one(&SYLLABLES)).collect();
        format!("{}{}", word[..1].to_uppercase(), &word[1..])
    };
    while text.len() < size {
        let (first, last) = (name(&mut dice), name(&mut dice));
        text.push_str(&format!("{first} {last} met Mr. {}. ", name(&mut dice)));
    }
    text.into_bytes()
}

/// Runs of all lengths.
fn runs(mark: &str, size: usize) -> Vec<u8> {
    let mut text = String::new();
    let mut length = 1;
    while text.len() < size {
        text.push_str(&mark.repeat(length));
        text.push_str(" a ");
        length = length % 997 + 1;
    }
    text.into_bytes()
}

fn wide(text: &str) -> Vec<u8> {
    let mut bytes = b"\xFF\xFE".to_vec();
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

fn front_matter(size: usize) -> Vec<u8> {
    // Longer ones are text.
    const MOST: usize = 60_000;
    let mut text = "---\n".to_owned();
    let mut n = 0;
    while text.len() < size.min(MOST) {
        n += 1;
        text.push_str(&format!("key{n}: [a, b]\n"));
    }
    text.push_str("---\nThe tug sank.\n");
    text.push_str(&prose(size.saturating_sub(MOST), 4));
    text.into_bytes()
}

const SOUND: &str = "<p>The tug Morning Star sank in the harbour of Altmark on Monday, the coastguard said, and all of her crew were taken ashore within the hour by two lifeboats.</p>";

fn page(middle: &[u8]) -> Vec<u8> {
    let start = format!(
        "<html><head><title>Tug sinks</title></head><body><article><h1>Tug sinks</h1>{}",
        SOUND.repeat(4)
    );
    [start.as_bytes(), middle, b"</article></body></html>"].concat()
}

fn head(middle: &[u8]) -> Vec<u8> {
    let end = format!("</head><body><article><h1>Tug sinks</h1>{}</article></body></html>", SOUND.repeat(4));
    [b"<html><head>", middle, end.as_bytes()].concat()
}

fn attributes(size: usize) -> Vec<u8> {
    let mut tag = "<p".to_owned();
    let mut n = 0;
    while tag.len() < size {
        n += 1;
        tag.push_str(&format!(" data-a{n}=1"));
    }
    page(format!("{tag}>A tug sank on Monday.</p>").as_bytes())
}

fn styled(size: usize) -> Vec<u8> {
    let mut sheet = "<style>".to_owned();
    let mut n = 0;
    while sheet.len() < size / 2 {
        n += 1;
        sheet.push_str(&format!(".c{n}{{display:none}}"));
    }
    let words: String = (0..n).map(|n| format!("<p class=c{n}>x</p>")).collect();
    page(format!("{sheet}</style>{words}").as_bytes())
}

fn live_blog(size: usize) -> Vec<u8> {
    let update = r#"{"@type":"BlogPosting","headline":"Nine saved","datePublished":"2024-03-13T10:00:00Z","articleBody":"Nine were saved from the tug."}"#;
    let updates = vec![update; size / update.len() + 1].join(",");
    let blog = format!(
        r#"<script type="application/ld+json">{{"@type":"LiveBlogPosting","headline":"Tug sinks","liveBlogUpdate":[{updates}]}}</script>"#
    );
    head(blog.as_bytes())
}

fn keys(size: usize) -> Vec<u8> {
    let mut object = "{\"text\":\"The tug sank on Monday.\"".to_owned();
    let mut n = 0;
    while object.len() < size {
        n += 1;
        object.push_str(&format!(",\"key{n}\":{n}"));
    }
    object.push('}');
    object.into_bytes()
}

fn array(size: usize) -> Vec<u8> {
    let lines = String::from_utf8(lines(size)).unwrap_or_default();
    format!("[{}]", lines.lines().collect::<Vec<_>>().join(",")).into_bytes()
}

/// Reports with these texts.
fn reports(texts: &[String]) -> Vec<u8> {
    let line = |(number, text): (usize, &String)| {
        let text = text.trim().replace('\n', "\\n");
        format!("{{\"id\":\"r{number}\",\"outlet\":\"Post {number}\",\"text\":\"{text}\"}}\n")
    };
    texts.iter().enumerate().map(line).collect::<String>().into_bytes()
}

/// Reports of one sentence, each of another event.
fn lines(size: usize) -> Vec<u8> {
    let mut text = String::new();
    let mut n = 0;
    while text.len() < size {
        n += 1;
        let sentence = prose(40, n).replace('\n', " ");
        text.push_str(&format!(
            "{{\"id\":\"r{n}\",\"outlet\":\"Post {n}\",\"text\":\"{}\"}}\n",
            sentence.trim()
        ));
    }
    text.into_bytes()
}

fn feed(size: usize) -> Vec<u8> {
    let mut feed = "<rss version=\"2.0\"><channel><title>Post</title>".to_owned();
    let mut n = 0;
    while feed.len() < size {
        n += 1;
        feed.push_str(&format!(
            "<item><title>Tug {n} sinks</title><link>https://post.example/{n}</link><description>{}</description></item>",
            prose(900, n).replace('\n', " ")
        ));
    }
    feed.push_str("</channel></rss>");
    feed.into_bytes()
}

fn sitemap(size: usize) -> Vec<u8> {
    let urls = times("<url><loc>https://post.example/a</loc></url>", size);
    let start = b"<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">";
    [start.as_slice(), &urls, b"</urlset>"].concat()
}

fn archive(size: usize) -> Vec<u8> {
    let mut archive = Vec::new();
    let mut n = 0;
    while archive.len() < size {
        n += 1;
        let body = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><article><h1>Tug {n}</h1>{}<p>{}</p></article></body></html>",
            SOUND.repeat(3),
            prose(600, n)
        );
        archive.extend_from_slice(
            format!(
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/{n}\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
                body.len()
            )
            .as_bytes(),
        );
    }
    archive
}
