//! How long questions take in a large collection of made-up reports:
//! `REPORTS=100000 FOLDER=/tmp/search cargo test --release -p twosource-store --lib search_in_many_reports -- --ignored --nocapture`.
//! Where `FOLDER` holds a collection already, that one is asked.

use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use rusqlite::params;
use serde_json::json;

use twosource_evidence::file::ReportRecord;

use crate::Store;
use crate::kept::pack;

/// What is asked. Words are the generator's: `w0` is in nearly every report, `w20` in many, `w19000` in few.
const QUESTIONS: [&str; 24] = [
    "w0",
    "w3",
    "w20",
    "w300",
    "w3000",
    "w15000",
    "w20 w300",
    "w3 w40 w500",
    "\"w0 w1\"",
    "\"w20 w300\"",
    "w20 OR w3000",
    "w300 OR w301 OR w302",
    "w20 -w0",
    "w300 outlet:post",
    "entity:Anna7",
    "w20 entity:Anna7",
    "speaker:ministry",
    "w20 speaker:ministry",
    "w300 speaker:Anna7",
    "w20 date:2023-03-01",
    "w3 date:2023-03-01..2023-03-07",
    "date:2023-03-01",
    "outlet:post date:2023-03-01..2023-03-31",
    "nowhere",
];

#[test]
#[ignore = "measures; see above"]
fn search_in_many_reports() {
    let count: i64 = std::env::var("REPORTS").map_or(1000, |count| count.parse().unwrap());
    let given = std::env::var_os("FOLDER").map(PathBuf::from);
    let own = tempfile::tempdir().unwrap();
    let folder = given.unwrap_or_else(|| own.path().to_owned());
    let words = vocabulary();
    let started = processor_time();
    let mut store = Store::create(&folder).unwrap();
    eprintln!("opened in {:?}", processor_time() - started);
    if store.size().unwrap().reports == 0 {
        let started = processor_time();
        fill(&mut store, count, &words);
        eprintln!("{count} reports written in {:?}", processor_time() - started);
    }
    for question in QUESTIONS {
        // The numbers stand for words of the vocabulary.
        let line: Vec<String> = question
            .split(' ')
            .map(|part| {
                let bare = part.trim_matches(['"', '-']);
                let number = bare.strip_prefix('w').and_then(|number| number.parse::<usize>().ok());
                number.map_or_else(|| part.to_owned(), |number| part.replace(bare, &words[number]))
            })
            .collect();
        let query = line.join(" ").parse().unwrap();
        let mut times = Vec::new();
        let mut found = None;
        for _ in 0..5 {
            let started = processor_time();
            found = Some(store.search(&query, None).unwrap());
            times.push(processor_time() - started);
        }
        times.sort_unstable();
        let found = found.unwrap();
        let best: Vec<String> = found
            .hits
            .iter()
            .map(|hit| {
                hit.place.map_or_else(|| hit.report.clone(), |[start, _]| format!("{}@{start}", hit.report))
            })
            .collect();
        println!(
            "{}",
            json!({"question": question, "milliseconds": times[2].as_secs_f64() * 1e3, "worst": times[4].as_secs_f64() * 1e3,
                "total": found.total, "best": best})
        );
    }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit.max(1) as u64) as usize
    }

    /// As words come in texts: the `n`th about `1/n` as often as the first.
    fn word(&mut self, limit: usize) -> usize {
        let part = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ((limit as f64).powf(part) - 1.0) as usize
    }
}

fn vocabulary() -> Vec<String> {
    const ONSETS: [&str; 16] =
        ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "gr"];
    const RHYMES: [&str; 12] = ["a", "e", "i", "o", "u", "an", "en", "or", "ist", "al", "um", "ey"];
    let syllable = |number: usize| [ONSETS[number % 16], RHYMES[number / 16 % 12]].concat();
    (0..20_000).map(|n| format!("{}{}{}", syllable(n * 7), syllable(n / 192 * 5), syllable(n))).collect()
}

fn fill(store: &mut Store, count: i64, words: &[String]) {
    const OUTLETS: [&str; 5] = ["Post", "Herald", "Times", "Courier", "News"];
    const ENDINGS: [&str; 5] = ["", "", "s", "ed", "ing"];
    let mut indexing = Duration::ZERO;
    let mut draw = Draw(2026);
    let transaction = store.connection.transaction().unwrap();
    for report in 1..=count {
        let (mut text, mut statements, mut attributions, mut entities) =
            (String::new(), Vec::new(), Vec::new(), Vec::new());
        for number in 0..5 + draw.below(12) {
            let start = text.len();
            let name = format!("Anna{} Borr{}", draw.below(3000), draw.below(50));
            let speaker = if draw.below(4) == 0 { "the ministry" } else { &name };
            text.push_str(speaker);
            attributions.push(json!({"id": format!("a{number}"), "kind": "indirect", "cue": [], "content": [[start, start]],
                "source": {"ranges": [[start, text.len()]], "kind": "person", "entity": null}, "via": null, "certainty": "asserted"}));
            if speaker == name {
                entities.push(json!({"id": format!("e{number}"), "kind": "person", "name": name,
                    "mentions": [{"start": start, "end": text.len(), "form": "name"}]}));
            }
            for _ in 0..10 + draw.below(14) {
                text.push_str(&format!(" {}{}", words[draw.word(words.len())], ENDINGS[draw.below(5)]));
            }
            text.push_str(". ");
            statements
                .push(json!({"start": start, "end": text.len() - 1, "certainty": "asserted", "time": null,
                "attribution": if draw.below(3) == 0 { Some(format!("a{number}")) } else { None }}));
        }
        let title: Vec<&str> = (0..8).map(|_| words[draw.word(words.len())].as_str()).collect();
        let title = title.join(" ");
        let outlet = format!("{} {}", words[draw.below(40)], OUTLETS[draw.below(5)]);
        let day = format!("2023-{:02}-{:02}", 1 + draw.below(12), 1 + draw.below(28));
        let id = format!("r{report}");
        let record = json!({"id": id, "path": null, "sha256": id, "text_sha256": id, "outlet": outlet, "title": title,
            "published": day, "url": null, "byline": null, "agencies": [], "language": "en", "text": "", "segments": [],
            "sentences": [], "entities": entities, "times": [], "attributions": attributions, "statements": statements});
        transaction
            .prepare_cached("INSERT INTO report (report, id, story, version) VALUES (?1, ?2, ?1, ?1)")
            .unwrap()
            .execute(params![report, id])
            .unwrap();
        transaction
            .prepare_cached(
                "INSERT INTO version (version, report, number, sha256, received, outlet, title, published, url, content,
                    annotation) VALUES (?1, ?1, 1, ?2, 0, ?3, ?4, ?5, NULL, ?6, ?7)",
            )
            .unwrap()
            .execute(params![report, id, outlet, title, day, pack(&json!({"text": text})).unwrap(), pack(&record).unwrap()])
            .unwrap();
        let mut record: ReportRecord = serde_json::from_value(record).unwrap();
        record.text = text;
        let started = processor_time();
        super::renew(&transaction, report, &record).unwrap();
        indexing += processor_time() - started;
    }
    let started = processor_time();
    transaction.commit().unwrap();
    eprintln!("of that for search {indexing:?}, and committing {:?}", processor_time() - started);
}

/// The processor time that this thread has had, as the system tells it; by the clock where it does not.
fn processor_time() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split_whitespace().next().and_then(|running| running.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}
