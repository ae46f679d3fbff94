//! What briefing an input costs this process, as Linux tells it.

use twosource::{Desk, Quiet, evidence, reader, render};

/// Seconds of processor time of reading, annotating and weighing an input, and of making its page.
pub fn of(desk: &Desk, ending: &str, bytes: &[u8]) -> [f64; 4] {
    let start = processor();
    let reading = reader::read_bytes(Some(&format!("x.{ending}")), bytes, &reader::Options::default());
    let read = processor();
    let annotated = desk.annotate(reading.reports, &Quiet);
    let known = processor();
    let evidence = evidence::weigh(annotated, evidence::file::Run::default());
    let weighed = processor();
    let page = render::html(&evidence);
    let end = processor();
    drop(page);
    [read - start, known - read, weighed - known, end - weighed]
}

/// Seconds of processor time of all threads.
pub fn processor() -> f64 {
    // Ticks of a hundredth of a second, whatever the machine's own are.
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: u64 =
        after_name.split_whitespace().skip(11).take(2).filter_map(|number| number.parse::<u64>().ok()).sum();
    ticks as f64 / 100.0
}
