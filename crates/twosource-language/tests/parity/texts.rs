//! Texts of mixed kinds: news where there is any, and every oddity that reports on the web have.

use std::path::PathBuf;
use std::{env, fs};

use serde_json::Value;

/// Files of news, which may not be published here.
const NEWS: [&str; 11] = [
    "bench/attributions/polnear-dev.jsonl",
    "bench/times/aquaint.jsonl",
    "bench/claims/basil-11c9f251.jsonl",
    "bench/claims/basil-97566c74.jsonl",
    "bench/claims/basil-f11c2566.jsonl",
    "bench/claims/galaxy-collins.jsonl",
    "bench/claims/galaxy-homs.jsonl",
    "bench/claims/galaxy-india-flood.jsonl",
    "bench/claims/galaxy-singapore-nps.jsonl",
    "bench/claims/galaxy-thai-bus.jsonl",
    "bench/claims/seeds-summit.jsonl",
];

/// Makes a text.
type Make = fn(&mut Dice) -> String;

/// Texts of each kind that is made up here.
const EACH: usize = 20;

/// Identifier and text of all.
pub fn all() -> Vec<(String, String)> {
    let mut texts = news();
    for (i, text) in EMPTY.iter().enumerate() {
        texts.push((format!("empty-{i}"), (*text).to_owned()));
    }
    let kinds: [(&str, Make); 11] = [
        ("list", list),
        ("address", addresses),
        ("emoji", emoji),
        ("space", odd_spaces),
        ("long", long_sentence),
        ("script", scripts),
        ("mark", marks),
        ("number", numbers),
        ("contraction", contractions),
        ("case", cases),
        ("prose", prose),
    ];
    for (kind, make) in kinds {
        for i in 0..EACH {
            let mut dice = Dice(
                0x9e37_79b9 + 1000 * kind.len() as u64 + i as u64 + u64::from(kind.as_bytes()[0]) * 7919,
            );
            texts.push((format!("{kind}-{i}"), make(&mut dice)));
        }
    }
    texts
}

/// True where the folder of news is there.
pub fn has_news() -> bool {
    shared().join(NEWS[0]).exists()
}

fn shared() -> PathBuf {
    let default = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    env::var_os("TWOSOURCE_SHARED").map_or(default, PathBuf::from)
}

fn news() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for name in NEWS {
        let Ok(lines) = fs::read_to_string(shared().join(name)) else {
            eprintln!("no news from {name}: it is not there");
            continue;
        };
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            let record: Value = serde_json::from_str(line).unwrap();
            texts.push((
                record["id"].as_str().unwrap().to_owned(),
                record["text"].as_str().unwrap().to_owned(),
            ));
        }
    }
    texts
}

/// Numbers that look random and are the same every time (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % limit
    }

    fn of<'t>(&mut self, choices: &[&'t str]) -> &'t str {
        choices[self.below(choices.len())]
    }
}

const EMPTY: [&str; 12] = [
    "",
    " ",
    "  ",
    "\n",
    "\n\n\n",
    "\t",
    " \t \n ",
    "\u{feff}",
    "\u{a0}",
    "\u{200b}",
    "\u{2028}\u{2029}",
    "\r\n",
];

const NAMES: [&str; 16] = [
    "Anna Holm",
    "the mayor",
    "Mr. Okafor",
    "Port Mercy",
    "the Northern Ferry Company",
    "Dr. Li",
    "Kim",
    "France",
    "the U.N.",
    "Reuters",
    "police",
    "Sgt. O'Neil",
    "the city council",
    "Lake Chad",
    "NATO",
    "two officials",
];
const VERBS: [&str; 14] = [
    "said",
    "closed",
    "has reportedly visited",
    "denied",
    "won't discuss",
    "was told by",
    "met",
    "may sue",
    "outlined",
    "hadn't expected",
    "is talking to",
    "described",
    "rejected",
    "criticised",
];
const OBJECTS: [&str; 16] = [
    "the harbour",
    "three ships",
    "a $4.2 million deal",
    "the worst flood since 1962",
    "it",
    "the 9-year-old agreement",
    "talks in Geneva",
    "their so-called plan",
    "what she called “a lie”",
    "that nobody was hurt",
    "the vote on Monday",
    "12% of all ferries",
    "Friday's report",
    "a long-range missile test",
    "him",
    "the Red Sea port",
];
const TAILS: [&str; 12] = [
    "on Wednesday",
    "last week",
    "in the capital",
    "at 09:30 a.m.",
    "despite warnings",
    "four years ago",
    "while the rain fell",
    "because of the strike",
    "as rescuers searched the river",
    "before dawn",
    "",
    "again",
];

fn clause(dice: &mut Dice) -> String {
    format!("{} {} {} {}", dice.of(&NAMES), dice.of(&VERBS), dice.of(&OBJECTS), dice.of(&TAILS))
        .trim_end()
        .to_owned()
}

fn prose(dice: &mut Dice) -> String {
    let joint = [". ", ". ", ", and ", "; ", ".\n\n", "? ", "! ", " — ", " (", ") ", ", \"", ".\" ", ": "];
    (0..18).map(|_| clause(dice) + dice.of(&joint)).collect()
}

fn list(dice: &mut Dice) -> String {
    let mark = dice.of(&[
        "- ", "* ", "• ", "– ", "1. ", "(a) ", "a) ", "[1] ", "§ 3 ", "\t- ", "  * ", "No. 5: ", ">> ",
    ]);
    let line = |dice: &mut Dice| match dice.below(3) {
        0 => format!("{mark}{}\n", dice.of(&OBJECTS)),
        1 => format!("{mark}{}: {}\n", dice.of(&NAMES), dice.of(&OBJECTS)),
        _ => format!("{mark}{};\r\n", clause(dice)),
    };
    (0..14).map(|_| line(dice)).collect()
}

fn addresses(dice: &mut Dice) -> String {
    const ADDRESSES: [&str; 24] = [
        "https://www.example.org/a/b?c=d&e=f#g",
        "http://example.com.",
        "www.port-mercy.gov/news",
        "ftp://files.example.net/x.zip",
        "press@example.org",
        "mailto:anna.holm+news@example.co.uk",
        "@annaholm",
        "#PortMercy",
        "example.com",
        "10.0.0.1:8080",
        "C:\\Users\\anna",
        "/var/log/harbour.log",
        "v2.3.1-rc1",
        "https://пример.испытание/путь",
        "(http://example.org/a_(b))",
        "http://user:secret@example.org:8080/",
        "t.co/abc123",
        "anna@localhost",
        "https://example.org/«x»",
        "file.tar.gz",
        "2001:db8::1",
        "doi:10.1000/182",
        "https://example.org/a,b",
        "<https://example.org>",
    ];
    let joint = [" ", ", ", ". ", "\n", "; ", "/", " | ", " (via ", ") ", "..."];
    (0..26)
        .map(|_| {
            format!(
                "{} {}{}",
                dice.of(&["See", "read", "from", "at", "—", ""]),
                dice.of(&ADDRESSES),
                dice.of(&joint)
            )
        })
        .collect()
}

fn emoji(dice: &mut Dice) -> String {
    const MARKS: [&str; 30] = [
        "😀",
        "👍🏽",
        "👩‍👩‍👧‍👦",
        "🇰🇵",
        "🇫🇷🇩🇪",
        "❤️",
        "✈️",
        "🏳️‍🌈",
        "1️⃣",
        "🔥🔥🔥",
        "☕",
        ":)",
        ":-(",
        ";-)",
        ":D",
        "<3",
        "XD",
        "^_^",
        "o_O",
        "¯\\_(ツ)_/¯",
        "(╯°□°）╯︵┻━┻",
        ":-/",
        "8-D",
        "=)",
        ":'(",
        "😂lol",
        "ok👌",
        "#️⃣",
        "™",
        "→",
    ];
    (0..30)
        .map(|_| {
            format!(
                "{}{}{}",
                dice.of(&["Ferry sank", "great", "so sad", "no", "", "He said"]),
                dice.of(&["", " "]),
                dice.of(&MARKS)
            ) + dice.of(&[" ", "", "! ", "\n", ", "])
        })
        .collect()
}

fn odd_spaces(dice: &mut Dice) -> String {
    const SPACES: [&str; 22] = [
        " ", "  ", "   ", "\t", "\n", "\r\n", "\n\n", " \n", "\n ", "\u{a0}", "\u{2009}", "\u{202f}",
        "\u{3000}", "\u{200b}", "\u{feff}", "\u{2028}", "\u{85}", "\u{b}", "\u{c}", "\u{1f}", "\u{ad}",
        " \u{a0} ",
    ];
    let words = clause(dice) + ". " + &clause(dice) + ", " + &clause(dice) + ".";
    let spaced = words.split(' ').map(|word| word.to_owned() + dice.of(&SPACES));
    let spaced: Vec<String> = spaced.collect();
    format!("{}{}", dice.of(&SPACES), spaced.concat())
}

fn long_sentence(dice: &mut Dice) -> String {
    let count = 40 + dice.below(160);
    (0..count)
        .map(|_| {
            format!(
                "{} {} ",
                clause(dice),
                dice.of(&["and", "which", ",", "that", "but", "of", "where", "the"])
            )
        })
        .collect()
}

fn scripts(dice: &mut Dice) -> String {
    const PHRASES: [&str; 24] = [
        "Порт закрыли в понедельник, сообщил мэр.",
        "Паром затонул?",
        "港口星期一关闭。",
        "渡輪沉沒了，三人獲救。",
        "フェリーが沈みました。",
        "ﾌｪﾘｰ",
        "항구가 월요일에 문을 닫았다.",
        "أغلق الميناء يوم الاثنين،",
        "הנמל נסגר ביום שני.",
        "बंदरगाह सोमवार को बंद हुआ।",
        "ท่าเรือปิดวันจันทร์",
        "Το λιμάνι έκλεισε ΟΔΟΣ.",
        "Der Hafen schloß am Montag; Ä, Ö, Ü.",
        "Le port a fermé lundi, a-t-il dit : « non ».",
        "¿Quién cerró el puerto?",
        "Größe",
        "İstanbul'da",
        "naïve café coöperation",
        "e\u{301}te\u{301}",
        "ﬁle",
        "Ⅷ",
        "x² + y₂ = ½",
        "Ω≈ç√",
        "ʻOkina",
    ];
    (0..20)
        .map(|_| {
            format!(
                "{} {} ",
                dice.of(&PHRASES),
                if dice.below(3) == 0 { clause(dice) } else { String::new() }
            )
        })
        .collect()
}

fn marks(dice: &mut Dice) -> String {
    const MARKS: [&str; 40] = [
        ".", ",", ";", ":", "!", "?", "...", "…", "-", "--", "—", "–", "(", ")", "[", "]", "{", "}", "\"",
        "'", "“", "”", "‘", "’", "«", "»", "/", "\\", "*", "&", "%", "$", "€", "£", "+", "=", "<", ">", "~",
        "_",
    ];
    let piece = |dice: &mut Dice| match dice.below(5) {
        0 => " ".to_owned(),
        1 => dice.of(&["word", "a", "U.S", "it's", "9", "Co", "km", "x1"]).to_owned(),
        _ => dice.of(&MARKS).repeat(1 + dice.below(3)),
    };
    (0..160).map(|_| piece(dice)).collect()
}

fn numbers(dice: &mut Dice) -> String {
    const NUMBERS: [&str; 40] = [
        "1,234.56",
        "$4.2bn",
        "US$40",
        "£3m",
        "€1.000,00",
        "12%",
        "12 %",
        "3/4",
        "2-3",
        "10-year-old",
        "1990s",
        "'90s",
        "21st",
        "3rd-placed",
        "09:30",
        "9.30pm",
        "9:30 p.m.",
        "2023-09-13",
        "13/09/2023",
        "Sept. 13, 2023",
        "13 September",
        "COVID-19",
        "F-16s",
        "G20",
        "km/h",
        "80km/h",
        "5kg",
        "-4°C",
        "+44 20 7946 0000",
        "555-0100",
        "1e10",
        "0x1F",
        "No.1",
        "Rs500",
        "6ft",
        "5'10\"",
        "1/2-inch",
        "100,000-strong",
        "MH370",
        "10am-4pm",
    ];
    (0..40)
        .map(|_| {
            format!(
                "{} {}{}",
                dice.of(&["about", "some", "in", "at", "the", "of", "between"]),
                dice.of(&NUMBERS),
                dice.of(&[" ", " ", ", ", ". ", "\n", ") ", "/"])
            )
        })
        .collect()
}

fn contractions(dice: &mut Dice) -> String {
    const WORDS: [&str; 44] = [
        "don't",
        "Don’t",
        "can't",
        "cannot",
        "won't",
        "shan't've",
        "I'm",
        "we're",
        "they've",
        "he'd",
        "she'll've",
        "y'all",
        "'tis",
        "'Twas",
        "gonna",
        "gotta",
        "lemme",
        "rock'n'roll",
        "o'clock",
        "ma'am",
        "'em",
        "'cause",
        "let's",
        "who's",
        "dogs'",
        "James's",
        "the '90s",
        "U.S.",
        "U.K.'s",
        "e.g.",
        "i.e.",
        "a.m.",
        "Mr.",
        "Ph.D.",
        "Jan.",
        "St.",
        "Inc.",
        "Co.",
        "vs.",
        "et al.",
        "n't",
        "its",
        "could’ve",
        "Ain't",
    ];
    (0..50)
        .map(|_| {
            format!("{}{}", dice.of(&WORDS), dice.of(&[" ", " ", " ", ", ", ". ", "? ", "\" ", " (", ") "]))
        })
        .collect()
}

fn cases(dice: &mut Dice) -> String {
    let change = |word: &str, dice: &mut Dice| match dice.below(5) {
        0 => word.to_uppercase(),
        1 => word.to_lowercase(),
        2 => word.chars().rev().collect(),
        3 => word
            .chars()
            .enumerate()
            .map(|(i, c)| if i % 2 == 0 { c.to_ascii_uppercase() } else { c })
            .collect(),
        _ => format!("{word}{word}"),
    };
    let text = (0..8).map(|_| clause(dice) + ". ").collect::<String>();
    let words: Vec<String> = text.split(' ').map(|word| change(word, dice)).collect();
    words.join(" ")
}
