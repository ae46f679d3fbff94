//! How the processor time to weigh a story grows with its reports, phase by phase, on one thread:
//! `cargo run --release -p twosource-evidence --example growth -- 10 30 100 300 1000`.
//! With `--print N` it prints the N invented reports instead.

mod invented;

use std::error::Error;
use std::time::{Duration, Instant};

use twosource_annotate::{Annotated, annotate};
use twosource_evidence::claim::Comparison;
use twosource_evidence::file::Run;
use twosource_evidence::story::{self, Story};
use twosource_evidence::{cast, claim, conflict, dependence, origin, quotation, standing, timeline, weigh};
use twosource_language::Pipeline;

/// The phases in the order of [`measure`].
const PHASES: [&str; 11] = [
    "stories",
    "cast",
    "dependence",
    "compare",
    "claims",
    "conflicts",
    "origins",
    "standing",
    "quotations",
    "timeline",
    "whole",
];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(("--print", count)) =
        arguments.split_first().and_then(|(f, r)| Some((f.as_str(), r.first()?)))
    {
        print!("{}", invented::json_lines(count.parse()?));
        return Ok(());
    }
    let pipeline = Pipeline::from_bytes(twosource_model_en::CONTAINER)?;
    println!(
        "Milliseconds on one thread; \"whole\" is the way from annotated reports to the evidence file.\n"
    );
    println!("| reports | sentences | {} | MiB |", PHASES.join(" | "));
    println!("|{}", "---|".repeat(PHASES.len() + 3));
    for count in arguments {
        let lines = invented::json_lines(count.parse()?);
        let reading =
            twosource_reader::read_bytes(Some("growth.jsonl"), lines.as_bytes(), &Default::default());
        let annotated: Vec<Annotated> =
            reading.reports.into_iter().map(|report| annotate(report, &pipeline)).collect();
        let sentences: usize = annotated.iter().map(|report| report.sentences.len()).sum();
        let times = measure(annotated);
        let cells: Vec<String> =
            times.iter().map(|time| format!("{:.1}", time.as_secs_f64() * 1e3)).collect();
        println!("| {count} | {sentences} | {} | {} |", cells.join(" | "), peak_memory());
    }
    Ok(())
}

/// How long each phase takes.
fn measure(annotated: Vec<Annotated>) -> Vec<Duration> {
    let mut times = Vec::new();
    let again = annotated.clone();
    let began = Instant::now();
    let mut last = processor_time(began);
    let mut lap = |times: &mut Vec<Duration>| {
        let now = processor_time(began);
        times.push(now.saturating_sub(last));
        last = now;
    };
    let stories = story::group(annotated);
    lap(&mut times);
    let Some(story) = stories.into_iter().max_by_key(|story| story.reports.len()) else { return times };
    let story: Story = story;
    let cast = cast::find(&story);
    lap(&mut times);
    let dependence = dependence::find(&story);
    lap(&mut times);
    let comparison = Comparison::new(&story, &cast);
    lap(&mut times);
    let claims = claim::find(&story, &cast, &comparison);
    lap(&mut times);
    let conflicts = conflict::find(&story, &comparison, &claims);
    lap(&mut times);
    let origins = origin::find(&story, &cast, &dependence, &claims);
    lap(&mut times);
    let judgements =
        standing::judge(&story, &claims, &conflicts, &origins, &twosource_evidence::HouseRules::default());
    lap(&mut times);
    let quotations = quotation::find(&story, &cast);
    lap(&mut times);
    let timeline = timeline::find(&story, &claims);
    lap(&mut times);
    let evidence = weigh(again, Run::default());
    lap(&mut times);
    eprintln!(
        "{} reports in the story, {} claims, {} conflicts, {} judged, {} quotations, {} times; {} stories",
        story.reports.len(),
        claims.len(),
        conflicts.len(),
        judgements.len(),
        quotations.len(),
        timeline.len(),
        evidence.stories.len()
    );
    times
}

/// What this thread has run so far, so that others on a busy machine do not count; elsewhere than on Linux, what passed.
fn processor_time(began: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split_whitespace().next().and_then(|run| run.parse().ok());
    nanoseconds.map_or_else(|| began.elapsed(), Duration::from_nanos)
}

/// The most memory the process has held so far, in MiB; "?" where the system does not tell.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.map_or_else(|| "?".to_owned(), |kilobytes| (kilobytes / 1024).to_string())
}
