//! Printing evidence in the format that was asked for.

use std::io::IsTerminal;
use std::path::Path;

use anyhow::Context;
use twosource::store::News;
use twosource::{Evidence, render};

use super::args::{Format, Page};
use super::terminal::Terminal;
use super::{news, output};

/// What stands before a brief.
pub enum Before<'n> {
    /// What is new: where it is asked for, text and Markdown give that alone.
    News(&'n News),
    /// What a reader is to know.
    Notice(render::Notice),
}

/// Prints evidence, and before it what of it is new, or what a reader is to know, as text, a page, Markdown or JSON.
pub fn print(
    evidence: &Evidence,
    before: Option<Before<'_>>,
    args: &Page,
    terminal: &Terminal,
) -> anyhow::Result<()> {
    if let (None, false, Some(ending)) = (args.format, args.json, unknown_ending(args)) {
        anyhow::bail!(
            "nothing is written as .{ending}: name a file that ends in .txt, .md, .html, .docx, .xlsx or .json, or say --format"
        );
    }
    let format = format(args);
    let (news, notice) = match before {
        None => (None, None),
        Some(Before::News(news)) => (Some(news), Some(news::notice(news, evidence))),
        Some(Before::Notice(notice)) => (None, Some(notice)),
    };
    // What is new is asked for, not the whole brief again.
    let alone = news.is_some();
    let text = match format {
        Format::Docx | Format::Xlsx => {
            let bytes = match format {
                Format::Docx => render::docx(evidence, notice.as_ref())?,
                _ => twosource::table::workbook(evidence)?,
            };
            return binary(args, format, &bytes, evidence, terminal);
        }
        Format::Text => {
            let options = render::TextOptions {
                width: args.width.unwrap_or_else(|| terminal.width()),
                colour: args.output.is_none() && terminal.colour_on_stdout(),
                all: args.all,
            };
            let told = notice.as_ref().map(render::Notice::text).unwrap_or_default();
            if alone { told } else { format!("{told}{}", render::text(evidence, &options)) }
        }
        Format::Html => render::html_with_notice(evidence, notice.as_ref()),
        Format::Md => {
            let told = notice.as_ref().map(render::Notice::markdown).unwrap_or_default();
            if alone { told } else { format!("{told}{}", render::markdown(evidence)) }
        }
        Format::Json => {
            let mut value = serde_json::to_value(evidence)?;
            if let (Some(news), Some(object)) = (news, value.as_object_mut()) {
                object.insert("news".to_owned(), serde_json::to_value(news)?);
            }
            format!("{}\n", serde_json::to_string_pretty(&value)?)
        }
    };
    if args.open {
        open(args, format, text.as_bytes())?;
    } else {
        output::write(args.output.as_deref(), &text)?;
    }
    if let Some(path) = &args.output {
        terminal.summary(&summary(evidence, path));
    }
    Ok(())
}

/// Writes what is no text: to a file, or to a pipe.
fn binary(
    args: &Page,
    format: Format,
    bytes: &[u8],
    evidence: &Evidence,
    terminal: &Terminal,
) -> anyhow::Result<()> {
    if args.output.is_none() && !args.open && std::io::stdout().is_terminal() {
        anyhow::bail!("{} is no text; write it to a file with --output", ending(format).to_uppercase());
    }
    if args.open {
        open(args, format, bytes)?;
    } else {
        output::write_bytes(args.output.as_deref(), bytes)?;
    }
    if let Some(path) = &args.output {
        terminal.summary(&summary(evidence, path));
    }
    Ok(())
}

/// How the name of a file of a format ends.
fn ending(format: Format) -> &'static str {
    match format {
        Format::Text => "txt",
        Format::Html => "html",
        Format::Json => "json",
        Format::Md => "md",
        Format::Docx => "docx",
        Format::Xlsx => "xlsx",
    }
}

/// The ending of --output, where it is that of a format that is not written here.
fn unknown_ending(args: &Page) -> Option<String> {
    const OTHERS: [&str; 6] = ["doc", "odt", "rtf", "pdf", "xls", "ods"];
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
        Some("docx") => Format::Docx,
        Some("xlsx") => Format::Xlsx,
        _ if args.open => Format::Html,
        _ => Format::Text,
    }
}

/// Writes the brief to the named file, or to one in the system's folder for passing files, and opens it.
pub fn open(args: &Page, format: Format, content: &[u8]) -> anyhow::Result<()> {
    let path = args.output.clone().unwrap_or_else(|| {
        let name = format!("twosource-brief-{}.{}", std::process::id(), ending(format));
        std::env::temp_dir().join(name)
    });
    output::write_bytes(Some(&path), content)?;
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
