//! `twosource brief`: the main job.

use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use twosource::{Evidence, models, render};

use super::args::{Brief, Format};
use super::terminal::Terminal;
use super::{Outcome, input, output};

/// Groups the reports into stories, weighs them and prints the result.
pub fn run(args: &Brief, model: Option<&str>, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let (reports, outcome) = input::reports(&args.paths, terminal);
    terminal.timing(&format!("reading {:.0?}", start.elapsed()));
    if reports.is_empty() {
        terminal.error("no report could be read; see `twosource brief --help` for what a report is");
        return Ok(Outcome::Incomplete);
    }
    let loading = Instant::now();
    let desk = models::open(model)?;
    terminal.timing(&format!("loading the model {:.0?}", loading.elapsed()));

    let weighing = Instant::now();
    let evidence = desk.brief(reports, terminal);
    terminal.timing(&format!("weighing {:.0?}", weighing.elapsed()));

    let format = format(args);
    let text = match format {
        Format::Text => {
            let options = render::TextOptions {
                width: args.width.unwrap_or_else(|| terminal.width()),
                colour: args.output.is_none() && terminal.colour_on_stdout(),
            };
            render::text(&evidence, &options)
        }
        Format::Html => render::html(&evidence),
        Format::Md => render::markdown(&evidence),
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&evidence)?),
    };
    if args.open {
        open(args, format, &text)?;
    } else {
        output::write(args.output.as_deref(), &text)?;
    }
    if let Some(path) = &args.output {
        terminal.summary(&summary(&evidence, path));
    }
    terminal.timing(&format!("all {:.0?}", start.elapsed()));
    Ok(outcome)
}

/// What --format says, else what --open or the ending of --output say, else text.
fn format(args: &Brief) -> Format {
    if let Some(format) = args.format {
        return format;
    }
    if args.json {
        return Format::Json;
    }
    let ending = args.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("html" | "htm") => Format::Html,
        Some("json") => Format::Json,
        Some("md" | "markdown") => Format::Md,
        _ if args.open => Format::Html,
        _ => Format::Text,
    }
}

/// Writes the brief to the named file, or to one in the system's folder for passing files, and opens it.
fn open(args: &Brief, format: Format, text: &str) -> anyhow::Result<()> {
    let path = args.output.clone().unwrap_or_else(|| {
        let ending = match format {
            Format::Text => "txt",
            Format::Html => "html",
            Format::Json => "json",
            Format::Md => "md",
        };
        std::env::temp_dir().join(format!("twosource-brief-{}.{ending}", std::process::id()))
    });
    output::write(Some(&path), text)?;
    opener::open(&path)
        .with_context(|| format!("the brief is written to {}, but no program opened it", path.display()))
}

fn summary(evidence: &Evidence, path: &Path) -> String {
    let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let claims = evidence.stories.iter().map(|story| story.claims.len()).sum();
    format!(
        "{}: {}, {}, {}",
        path.display(),
        count(evidence.reports.len(), "report", "reports"),
        count(evidence.stories.len(), "story", "stories"),
        count(claims, "claim", "claims"),
    )
}
