//! What is new in a story, in words.

use twosource::evidence::file::Evidence;
use twosource::render::Notice;
use twosource::store::{News, Turn, Way};

/// Claims of one kind that are told, at most; a brief of all of them follows.
const CLAIMS_TOLD: usize = 12;

/// A heading with its lines.
type Part = (String, Vec<String>);

/// What is new, part by part; parts with nothing to tell are left out.
fn parts(news: &News, evidence: &Evidence) -> Vec<Part> {
    let name = |id: &String| {
        let report = evidence.reports.iter().find(|report| report.id == *id);
        let outlet = report.and_then(|report| report.outlet.as_deref());
        let title = report.and_then(|report| report.title.as_deref());
        let named: Vec<&str> = [outlet, title].into_iter().flatten().collect();
        if named.is_empty() { id.clone() } else { format!("{} ({id})", named.join(": ")) }
    };
    let mut parts: Vec<Part> = Vec::new();
    let mut add = |heading: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            parts.push((format!("{heading} ({})", lines.len()), lines));
        }
    };
    add(
        "New origins",
        news.origins.iter().map(|origin| format!("{}: {}", origin.name, origin.why)).collect(),
    );
    add(
        "New conflicts",
        (news.conflicts.iter())
            .map(|conflict| format!("{}: {}", conflict.values.join(" against "), conflict.why))
            .collect(),
    );
    for (way, heading) in [
        (Way::Fell, "Claims that fell"),
        (Way::Rose, "Claims that rose"),
        (Way::New, "New claims"),
        (Way::Gone, "Claims nobody makes any more"),
    ] {
        add(heading, news.claims.iter().filter(|turn| turn.way == way).map(turn).collect());
    }
    add("New reports", news.reports.iter().map(name).collect());
    add("Revised reports", news.revised.iter().map(name).collect());
    for (_, lines) in &mut parts {
        let more = lines.len().saturating_sub(CLAIMS_TOLD);
        if more > 0 {
            lines.truncate(CLAIMS_TOLD);
            lines.push(format!("and {more} more"));
        }
    }
    parts
}

fn turn(turn: &Turn) -> String {
    let words = turn.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let id = turn.claim.as_deref().map(|claim| format!("{claim} ")).unwrap_or_default();
    match (turn.was, turn.became) {
        (Some(was), Some(became)) => format!("{id}{} → {}: {words}", was.as_str(), became.as_str()),
        (None, Some(became)) => format!("{id}{}: {words}", became.as_str()),
        _ => words,
    }
}

fn heading(news: &News) -> String {
    format!("New since {}", news.since)
}

/// What is new, to be told before the brief.
pub fn notice(news: &News, evidence: &Evidence) -> Notice {
    let mut parts = parts(news, evidence);
    if parts.is_empty() {
        parts.push(("Nothing".to_owned(), Vec::new()));
    }
    Notice { heading: heading(news), parts }
}
