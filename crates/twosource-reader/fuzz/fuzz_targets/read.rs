//! Bytes of any format, under any name, end in reports or in failures. The first byte chooses the name.
#![no_main]

use libfuzzer_sys::fuzz_target;
use twosource_reader::{Options, read_bytes};

const NAMES: [&str; 10] =
    ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.rss", "a.atom", "a.xml", "a.warc", "a"];

fuzz_target!(|data: &[u8]| {
    let Some((&choice, bytes)) = data.split_first() else { return };
    let reading = read_bytes(Some(NAMES[usize::from(choice) % NAMES.len()]), bytes, &Options::default());
    for report in &reading.reports {
        assert!(!report.text.trim().is_empty());
        for segment in &report.segments {
            assert!(report.text.get(segment.span.start..segment.span.end).is_some());
        }
    }
});
