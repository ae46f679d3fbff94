//! The specification of time expressions, `times.md`, read row by row; and the two reports of a summit.

use std::sync::LazyLock;

use jiff::civil::date;
use serde_json::json;
use twosource_annotate::time::{Anchor, Reference};
use twosource_annotate::{Annotated, annotate};
use twosource_language::Pipeline;
use twosource_reader::{Options, read_bytes};

const SPECIFICATION: &str = include_str!("times.md");

struct Row {
    published: &'static str,
    text: &'static str,
    expression: &'static str,
    kind: &'static str,
    value: &'static str,
    anchor: &'static str,
}

fn rows() -> Vec<Row> {
    let cells = |line: &'static str| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>();
    let mut rows = Vec::new();
    for line in SPECIFICATION.lines().filter(|line| line.starts_with("| ")) {
        let cells = cells(line);
        assert_eq!(cells.len(), 7, "{line}");
        if cells[0] != "published" {
            let [published, text, expression, kind, value, anchor] = [0, 1, 2, 3, 4, 5].map(|i| cells[i]);
            rows.push(Row { published, text, expression, kind, value, anchor });
        }
    }
    rows
}

fn read(id: &str, text: &str, published: &str) -> Annotated {
    let mut report = json!({"id": id, "text": text});
    if !published.is_empty() {
        report["published"] = json!(published);
    }
    let mut reading = read_bytes(Some("row.jsonl"), report.to_string().as_bytes(), &Options::default());
    assert_eq!(reading.reports.len(), 1, "{text}");
    annotate(reading.reports.remove(0), &PIPELINE)
}

#[allow(clippy::expect_used)]
static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| {
    Pipeline::from_bytes(twosource_model_en::CONTAINER).expect("the embedded model is whole")
});

#[test]
fn the_specification_holds() {
    let rows = rows();
    assert!(rows.len() >= 100, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for row in &rows {
        let report = read("row", row.text, row.published);
        let place = report.report.text.find(row.expression).unwrap_or_else(|| panic!("{}", row.text));
        let end = place + row.expression.len();
        let found: Vec<(&str, String, &str, String)> = report
            .times
            .iter()
            .map(|time| {
                let kind = serde_json::to_value(time.kind).unwrap().as_str().unwrap().to_owned();
                let anchor = serde_json::to_value(time.anchor).unwrap().as_str().unwrap().to_owned();
                (time.span.of(&report.report.text), kind, time.value.as_str(), anchor)
            })
            .collect();
        let right = if row.kind == "none" {
            !report.times.iter().any(|time| time.span.start < end && place < time.span.end)
        } else {
            report.times.iter().zip(&found).any(|(time, (text, kind, value, anchor))| {
                time.span.start == place
                    && *text == row.expression
                    && kind == row.kind
                    && *value == row.value
                    && anchor == row.anchor
            })
        };
        if !right {
            wrong.push(format!(
                "{}\n  should be {} {} {} {}\n  found {found:?}",
                row.text, row.expression, row.kind, row.value, row.anchor
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows are wrong:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn a_report_without_a_date_takes_its_story_s() {
    let mut report =
        read("second", "They met on Wednesday. He arrived on Tuesday. He last came four years ago.", "");
    let values = |report: &Annotated| report.times.iter().map(|time| time.value.clone()).collect::<Vec<_>>();
    assert_eq!(values(&report), ["XXXX-WXX-3", "XXXX-WXX-2", "XXXX"]);
    report.resolve_times(Reference { date: date(2023, 9, 13), anchor: Anchor::Story });
    assert_eq!(values(&report), ["2023-09-13", "2023-09-12", "2019"]);
    assert!(report.times.iter().all(|time| time.anchor == Anchor::Story));
    assert_eq!(report.times[0].days(), Some((date(2023, 9, 13), date(2023, 9, 13))));
    assert_eq!(report.times[2].precision(), "year");
}

#[test]
fn the_summit_is_dated() {
    let shared = std::env::var_os("TWOSOURCE_SHARED").map_or_else(
        || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        std::path::PathBuf::from,
    );
    let path = shared.join("reports/summit").join("000_19531eae71b43753.txt");
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!("skipped: {} is missing", path.display());
        return;
    };
    let mut reading = read_bytes(Some("000.txt"), &bytes, &Options::default());
    let report = annotate(reading.reports.remove(0), &PIPELINE);
    let value_of = |expression: &str| -> Vec<(&str, Anchor)> {
        let same = |time: &&twosource_annotate::Time| time.span.of(&report.report.text) == expression;
        report.times.iter().filter(same).map(|time| (time.value.as_str(), time.anchor)).collect()
    };
    assert_eq!(value_of("Wednesday"), [("2023-09-13", Anchor::Published); 2]);
    assert_eq!(value_of("last week"), [("2023-W36", Anchor::Published)]);
}
