//! Groups reports into stories one by one, as they come:
//!
//! `cargo run --release -p twosource-evidence --example stream -- [--shuffle SEED] PATH…`
//!
//! prints a JSON line a report, with the story it is in at the end;
//!
//! `cargo run --release -p twosource-evidence --example stream -- --grow COUNT`
//!
//! makes up COUNT reports and prints what grouping alone costs per report as their number grows, in processor time and
//! memory, beside what the same reports cost as the first of a collection, and how long the stream takes to be restored.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Seek, Write};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use twosource_annotate::{Annotated, annotate};
use twosource_evidence::story::stream::{Entry, Stream, WINDOW};
use twosource_language::Pipeline;
use twosource_reader::{Options, Report, read, read_bytes};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER)?;
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--grow", count] => grow(&pipeline, count.parse()?)?,
        ["--shuffle", seed, ref paths @ ..] => group(&pipeline, paths, Some(seed.parse()?)),
        ref paths => group(&pipeline, paths, None),
    }
    Ok(())
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
}

fn group(pipeline: &Pipeline, paths: &[&str], shuffle: Option<u64>) {
    let mut reports = read(paths, &Options::default()).reports;
    if let Some(seed) = shuffle {
        let mut draw = Draw(seed);
        for last in (1..reports.len()).rev() {
            reports.swap(last, draw.below(last + 1));
        }
    }
    let annotated: Vec<_> = reports.into_par_iter().map(|report| annotate(report, pipeline)).collect();
    let mut stream = Stream::new();
    let started = processor_time();
    let mut moves = 0;
    for (key, annotated) in annotated.iter().enumerate() {
        moves += stream.add(key as u64, annotated).moves.len() - 1;
    }
    let taken = processor_time() - started;
    for (key, annotated) in annotated.iter().enumerate() {
        let line = serde_json::json!({"id": annotated.report.id, "story": stream.story(key as u64)});
        println!("{line}");
    }
    let rate = annotated.len() as f64 / taken.as_secs_f64();
    eprintln!(
        "{} reports grouped in {taken:?}, {rate:.0} a second; {moves} moves of older reports",
        annotated.len()
    );
}

/// How many reports are made up and annotated at a time, and over how many the time of one is taken.
const BATCH: usize = 1000;

/// How often the time of one batch is taken: machines that are shared are now fast, now slow. The median counts.
const PASSES: usize = 7;

fn grow(pipeline: &Pipeline, count: usize) -> Result<(), Box<dyn Error>> {
    let mut draw = Draw(2026);
    let vocabulary = vocabulary(&mut draw);
    let mut open: Vec<Vec<String>> = Vec::new();
    let mut stream = Stream::new();
    let mut marks = vec![1_000, 3_000, 10_000, 30_000, 50_000, 70_000, 100_000, 300_000, 1_000_000];
    marks.retain(|&mark| mark <= count);
    let mut stages = Vec::new();
    let mut whole = Duration::ZERO;
    let mut empty = None;
    for first in (0..count).step_by(BATCH) {
        let texts: Vec<String> = (0..BATCH).map(|_| made_up(&mut draw, &vocabulary, &mut open)).collect();
        let batch = annotated(pipeline, first, &texts);
        // What the process holds before the first report is grouped: the model, and one batch of parsed reports.
        let before = *empty.get_or_insert_with(resident_megabytes);
        let done = first + BATCH;
        let stage = marks.contains(&done).then(|| Stage::keep(&stream, first, texts)).transpose()?;
        whole += add(&mut stream, first, &batch);
        stages.extend(stage.map(|stage| Stage { megabytes: resident_megabytes() - before, ..stage }));
    }
    eprintln!("{count} reports grouped in {whole:?} of one processor");
    restore(&stream, count);
    drop(stream);
    println!(
        "reports\tmicroseconds a report (of the last 1,000)\tof the same 1,000 as the first of a collection\tratio\t\
         reports a second\tmemory of the stream, MB\tkB a report held"
    );
    stages.into_iter().try_for_each(|stage| stage.print(pipeline))
}

fn annotated(pipeline: &Pipeline, first: usize, texts: &[String]) -> Vec<Annotated> {
    let read_one = |(place, text): (usize, &String)| {
        let name = format!("{}.txt", first + place);
        read_bytes(Some(&name), text.as_bytes(), &Options::default()).reports.pop()
    };
    let reports: Vec<Report> = texts.par_iter().enumerate().filter_map(read_one).collect();
    reports.into_par_iter().map(|report| annotate(report, pipeline)).collect()
}

/// A stream as it was before the batch that brought it to one of the sizes of interest. It waits on disk until all memory
/// is measured.
struct Stage {
    first: usize,
    entries: File,
    /// The reports of that batch.
    texts: Vec<String>,
    /// What the stream took after it.
    megabytes: f64,
}

impl Stage {
    fn keep(stream: &Stream, first: usize, texts: Vec<String>) -> Result<Self, Box<dyn Error>> {
        let mut entries = tempfile::tempfile()?;
        let mut writer = BufWriter::new(&mut entries);
        for entry in (0..first as u64).filter_map(|report| stream.entry(report)) {
            serde_json::to_writer(&mut writer, &entry)?;
            writer.write_all(b"\n")?;
        }
        writer.flush()?;
        drop(writer);
        entries.rewind()?;
        Ok(Stage { first, entries, texts, megabytes: 0.0 })
    }

    fn print(self, pipeline: &Pipeline) -> Result<(), Box<dyn Error>> {
        let mut entries: Vec<Entry> = Vec::new();
        for line in BufReader::new(self.entries).lines() {
            entries.push(serde_json::from_str(&line?)?);
        }
        let (of_few, of_many) = compare(&entries, self.first, &annotated(pipeline, self.first, &self.texts));
        let done = self.first + BATCH;
        println!(
            "{done}\t{:.0}\t{:.0}\t{:.2}\t{:.0}\t{:.0}\t{:.1}",
            of_many * 1e6,
            of_few * 1e6,
            of_many / of_few,
            1.0 / of_many,
            self.megabytes,
            self.megabytes * 1024.0 / done.min(WINDOW) as f64
        );
        Ok(())
    }
}

/// Groups a batch of reports, whose keys begin with `first`, and returns the time that took.
fn add(stream: &mut Stream, first: usize, batch: &[Annotated]) -> Duration {
    let started = processor_time();
    for (place, annotated) in batch.iter().enumerate() {
        stream.add((first + place) as u64, annotated);
    }
    processor_time() - started
}

/// The seconds that one report of a batch takes in an empty stream and in one of `entries`, taken by turns so that both
/// meet the machine in the same state.
fn compare(entries: &[Entry], first: usize, batch: &[Annotated]) -> (f64, f64) {
    let (mut of_few, mut of_many) = (Vec::new(), Vec::new());
    for _ in 0..PASSES {
        of_few.push(add(&mut Stream::new(), first, batch));
        of_many.push(add(&mut Stream::restore(entries.to_vec(), 1), first, batch));
    }
    let median = |mut times: Vec<Duration>| {
        times.sort_unstable();
        times[PASSES / 2].as_secs_f64() / BATCH as f64
    };
    (median(of_few), median(of_many))
}

/// Takes the stream apart into what is kept of each report, and prints how long it takes to put it together again.
fn restore(stream: &Stream, count: usize) {
    let entries: Vec<Entry> = (0..count as u64).filter_map(|report| stream.entry(report)).collect();
    let held = entries.len();
    let started = processor_time();
    let restored = Stream::restore(entries, 1);
    eprintln!("{held} reports restored in {:?} of one processor", processor_time() - started);
    let same = (0..count as u64).all(|report| restored.entry(report) == stream.entry(report));
    assert!(same, "a restored stream is as it was");
}

/// Words of invented syllables, the first ones used most.
fn vocabulary(draw: &mut Draw) -> Vec<String> {
    (0..20_000).map(|_| word(draw)).collect()
}

fn word(draw: &mut Draw) -> String {
    const ONSETS: [&str; 16] =
        ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "gr"];
    const RHYMES: [&str; 12] = ["a", "e", "i", "o", "u", "an", "en", "or", "ist", "al", "um", "ey"];
    let syllables = 2 + draw.below(2);
    (0..syllables).map(|_| [ONSETS[draw.below(16)], RHYMES[draw.below(12)]].concat()).collect()
}

/// A report of some 120 words on one of the events under way; now and then a new event begins, and an old one ends.
fn made_up(draw: &mut Draw, vocabulary: &[String], open: &mut Vec<Vec<String>>) -> String {
    if open.len() < 50 || draw.below(8) == 0 {
        let names = (0..6).map(|_| capital(&word(draw)));
        let matters: Vec<String> = names.collect();
        let matters =
            matters.into_iter().chain((0..40).map(|_| vocabulary[draw.below(vocabulary.len())].clone()));
        open.push(matters.collect());
        if open.len() > 400 {
            open.remove(draw.below(200));
        }
    }
    let event = &open[draw.below(open.len())];
    let sentence = |draw: &mut Draw| {
        let mut words = vec![event[draw.below(6)].clone()];
        for _ in 0..14 {
            words.push(match draw.below(3) {
                0 => event[draw.below(event.len())].clone(),
                // The smaller of several draws: few words make up most of a text.
                1 => vocabulary[(0..4).map(|_| draw.below(vocabulary.len())).min().unwrap_or(0)].clone(),
                _ => ["the", "of", "a", "in", "to", "and"][draw.below(6)].to_owned(),
            });
        }
        words.join(" ") + "."
    };
    (0..8).map(|_| capital(&sentence(draw))).collect::<Vec<_>>().join(" ")
}

fn capital(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map_or(String::new(), |first| first.to_uppercase().chain(rest).collect())
}

/// The processor time that this thread has had, as the system tells it; by the clock where it does not. Other work on the
/// machine does not count.
fn processor_time() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split_whitespace().next().and_then(|running| running.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// What the system says that this process holds; 0 where it does not tell.
fn resident_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}
