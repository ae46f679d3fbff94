//! `twosource search`: finding reports and statements.

use twosource::store::{Hit, Hits, Query, Unit};

use super::args::Search;
use super::terminal::Terminal;
use super::{Outcome, collection, output};

/// Prints what fits, the best first.
pub fn run(args: &Search, model: Option<&str>, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let (found, left_out) = match collection::outcome_of(find(args, model, terminal), terminal)? {
        Ok(found) => found,
        Err(outcome) => return Ok(outcome),
    };
    let colour = terminal.colour_on_stdout();
    let mut text = String::new();
    for hit in &found.hits {
        if args.json {
            text.push_str(&serde_json::to_string(hit)?);
            text.push('\n');
        } else {
            text.push_str(&lines(hit, colour));
        }
    }
    output::print(&text)?;
    let shown = found.hits.len();
    if shown == 0 {
        terminal.summary("nothing fits");
    } else if args.standing.is_none() && found.total > shown {
        terminal.summary(&format!("{shown} of {}; --limit shows more", found.total));
    }
    Ok(left_out)
}

fn find(
    args: &Search,
    model: Option<&str>,
    terminal: &Terminal,
) -> Result<(Hits, Outcome), twosource::Error> {
    // Flags are fields: they are read as such, so that both say the same.
    let mut line = args.query.join(" ");
    for (field, value) in [
        ("outlet", &args.outlet),
        ("speaker", &args.speaker),
        ("entity", &args.entity),
        ("date", &args.date),
        ("standing", &args.standing),
    ] {
        if let Some(value) = value {
            line.push_str(&format!(" {field}:\"{}\"", value.replace('"', " ")));
        }
    }
    let mut query: Query = line.parse()?;
    query.statements = args.statements;
    query.limit = args.limit as usize;
    let mut collection = collection::open(&args.place)?.with_model(model);
    collection::tell_of_left_over(&collection, terminal);
    let hits = collection.search_with_progress(&query, terminal)?;
    Ok((hits, collection::left_out(&collection, terminal)))
}

fn lines(hit: &Hit, colour: bool) -> String {
    let mut head = vec![hit.story.to_string()];
    head.extend(hit.outlet.clone());
    head.extend(hit.published.as_deref().map(|date| date.get(..10).unwrap_or(date).to_owned()));
    head.push(hit.report.clone());
    let mut text = head.join("  ");
    if let (Unit::Report, Some(title)) = (hit.unit, &hit.title) {
        text.push_str(&format!("\n    {title}"));
    }
    let mut told: Vec<String> = Vec::new();
    told.extend(hit.speaker.as_ref().map(|speaker| format!("{speaker}:")));
    let standing = hit.standing.and_then(|standing| serde_json::to_value(standing).ok());
    told.extend(standing.and_then(|standing| standing.as_str().map(|word| format!("[{word}]"))));
    let told = if told.is_empty() { String::new() } else { format!("{} ", told.join(" ")) };
    let text = output::printable(&format!("{text}\n    {told}"));
    format!("{text}{}\n", snippet(hit, colour))
}

/// The snippet in one line, the words asked for marked.
fn snippet(hit: &Hit, colour: bool) -> String {
    let (open, close) = if colour { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
    let mut text = String::new();
    let mut end = 0;
    let plain = |text: &str| output::printable(&text.replace(['\n', '\r'], " "));
    for mark in &hit.marks {
        let (Some(before), Some(marked)) = (hit.snippet.get(end..mark.start), hit.snippet.get(mark.clone()))
        else {
            continue;
        };
        text.push_str(&format!("{}{open}{}{close}", plain(before), plain(marked)));
        end = mark.end;
    }
    text.push_str(&plain(hit.snippet.get(end..).unwrap_or("")));
    text
}
