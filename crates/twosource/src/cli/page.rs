//! Printing evidence in the format that was asked for.

use std::path::Path;

use anyhow::Context;
use twosource::store::News;
use twosource::{Evidence, render};

use super::args::{Format, Page};
use super::terminal::Terminal;
use super::{news, output};

/// Prints evidence, and before it what of it is new, as text, a page, Markdown or JSON.
pub fn print(
    evidence: &Evidence,
    news: Option<&News>,
    args: &Page,
    terminal: &Terminal,
) -> anyhow::Result<()> {
    if let (None, false, Some(ending)) = (args.format, args.json, unknown_ending(args)) {
        anyhow::bail!(
            "nothing is written as .{ending}: name a file that ends in .txt, .md, .html or .json, or say --format"
        );
    }
    let format = format(args);
    let notice = news.map(|news| news::notice(news, evidence));
    let text = match format {
        Format::Text => {
            let options = render::TextOptions {
                width: args.width.unwrap_or_else(|| terminal.width()),
                colour: args.output.is_none() && terminal.colour_on_stdout(),
                all: args.all,
            };
            // What is new is asked for, not the whole brief again.
            notice.map_or_else(|| render::text(evidence, &options), |notice| notice.text())
        }
        Format::Html => render::html_with_notice(evidence, notice.as_ref()),
        Format::Md => notice.map_or_else(|| render::markdown(evidence), |notice| notice.markdown()),
        Format::Json => {
            let mut value = serde_json::to_value(evidence)?;
            if let (Some(news), Some(object)) = (news, value.as_object_mut()) {
                object.insert("news".to_owned(), serde_json::to_value(news)?);
            }
            format!("{}\n", serde_json::to_string_pretty(&value)?)
        }
    };
    if args.open {
        open(args, format, &text)?;
    } else {
        output::write(args.output.as_deref(), &text)?;
    }
    if let Some(path) = &args.output {
        terminal.summary(&summary(evidence, path));
    }
    Ok(())
}

/// The ending of --output, where it is that of a format that is not written here.
fn unknown_ending(args: &Page) -> Option<String> {
    const OTHERS: [&str; 8] = ["docx", "doc", "odt", "rtf", "pdf", "xlsx", "xls", "ods"];
    let ending = args.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str())?;
    let ending = ending.to_ascii_lowercase();
    OTHERS.contains(&ending.as_str()).then_some(ending)
}

/// What --format says, else what --open or the ending of --output say, else text.
pub fn format(args: &Page) -> Format {
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
pub fn open(args: &Page, format: Format, text: &str) -> anyhow::Result<()> {
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
