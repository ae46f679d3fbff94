//! `twosource check`: a draft against reports.

use std::path::{Path, PathBuf};

use twosource::evidence::check::Check;
use twosource::reader::{self, Report};
use twosource::store::StoryId;
use twosource::{models, render};

use super::args::{Check as Args, FailOn, Format};
use super::terminal::Terminal;
use super::{Outcome, collection, input, output, page};

/// Holds the draft against the reports and prints the result.
pub fn run(args: &Args, model: Option<&str>, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let (drafts, mut outcome) = drafts(&args.draft, terminal);
    if drafts.is_empty() {
        terminal.error("no draft could be read");
        return Ok(Outcome::Incomplete);
    }
    let rules = args.rules.as_deref().map(twosource::read_rules).transpose()?;
    let mut checks = Vec::new();
    if let Some(story) = story(&args.against) {
        let checked = || -> Result<Vec<Check>, twosource::Error> {
            let mut collection = collection::open(&args.place)?.with_model(model);
            if let Some(rules) = rules {
                collection = collection.with_desk(models::open(model)?.with_rules(rules));
            }
            drafts.into_iter().map(|draft| collection.check(draft, story)).collect()
        };
        match collection::outcome_of(checked(), terminal)? {
            Ok(found) => checks = found,
            Err(outcome) => return Ok(outcome),
        }
    } else {
        let (reports, read) = input::reports(&args.against, terminal);
        if reports.is_empty() {
            terminal.error("no report could be read; see `twosource brief --help` for what a report is");
            return Ok(Outcome::Incomplete);
        }
        if read != Outcome::Done {
            outcome = read;
        }
        let desk =
            models::open(model)?.with_rules(rules.unwrap_or_default()).with_time_limit(args.time_limit);
        let reports = input::closely(&desk, reports, &mut outcome, terminal);
        if reports.is_empty() {
            return Ok(outcome);
        }
        checks.extend(drafts.into_iter().map(|draft| desk.check_annotated(draft, reports.clone())));
    }
    print(&checks, args, terminal)?;
    let fails = |check: &Check| match args.fail_on {
        FailOn::Contradicted => check.is_contradicted(),
        FailOn::Unconfirmed => check.is_unconfirmed(),
        FailOn::Never => false,
    };
    Ok(if checks.iter().any(fails) { Outcome::Contradicted } else { outcome })
}

/// The drafts that the command line names: files, standard input, or a text as it stands.
fn drafts(given: &str, terminal: &Terminal) -> (Vec<Report>, Outcome) {
    let is_text = given != "-" && given.contains(char::is_whitespace) && !Path::new(given).exists();
    if !is_text {
        return input::reports(&[PathBuf::from(given)], terminal);
    }
    let reading = reader::read_bytes(None, given.as_bytes(), &reader::Options::default());
    for failure in &reading.failures {
        terminal.error(&failure.to_string());
    }
    (reading.reports, Outcome::Done)
}

/// The story of the collection that --against names, where it names no file.
fn story(against: &[PathBuf]) -> Option<StoryId> {
    let [only] = against else { return None };
    if only.exists() { None } else { only.to_str()?.parse().ok() }
}

fn print(checks: &[Check], args: &Args, terminal: &Terminal) -> anyhow::Result<()> {
    let format = page::format(&args.page);
    let options = render::TextOptions {
        width: args.page.width.unwrap_or_else(|| terminal.width()),
        colour: args.page.output.is_none() && terminal.colour_on_stdout(),
        all: args.page.all,
    };
    if matches!(format, Format::Docx | Format::Xlsx) {
        anyhow::bail!("a checked draft is written as text, Markdown, HTML or JSON");
    }
    let mut text = String::new();
    for (place, check) in checks.iter().enumerate() {
        if place > 0 && matches!(format, Format::Text | Format::Md) {
            text.push('\n');
        }
        text.push_str(&match format {
            Format::Text => render::check_text(check, &options),
            Format::Md => render::check_markdown(check),
            Format::Html => render::check_html(check),
            Format::Json if checks.len() > 1 => format!("{}\n", serde_json::to_string(check)?),
            _ => format!("{}\n", serde_json::to_string_pretty(check)?),
        });
        if format == Format::Html && checks.len() > 1 {
            terminal.warning("a page holds one draft: only the first is shown");
            break;
        }
    }
    if args.page.open {
        return page::open(&args.page, format, text.as_bytes());
    }
    output::write(args.page.output.as_deref(), &text)
}
