//! `twosource doctor`: whether a collection is sound, and what can be done where it is not.

use twosource::outlets;
use twosource::store::Finding;

use super::args::Doctor;
use super::terminal::Terminal;
use super::{Outcome, collection, output};

/// Looks a collection over; rebuilds or saves it where that is asked.
pub fn run(args: &Doctor, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let mut collection = match collection::outcome_of(collection::open(&args.place), terminal)? {
        Ok(collection) => collection,
        Err(outcome) => return Ok(outcome),
    };
    if args.rebuild {
        collection.rebuild()?;
        terminal.summary("search, lists and what was weighed are made anew");
    }
    if let Some(folder) = &args.salvage {
        let saved = collection.store().salvage(folder)?;
        for name in [outlets::FILE_NAME, "rules.toml"] {
            let own = collection.store().folder().join(name);
            if own.is_file() {
                std::fs::copy(own, folder.join(name))?;
            }
        }
        let count = super::ingest::count;
        terminal.summary(&format!(
            "{} holds {} in {}; {} could not be read",
            folder.display(),
            count(saved.reports, "report", "reports"),
            count(saved.versions, "version", "versions"),
            count(saved.lost, "row", "rows"),
        ));
        return Ok(if saved.lost == 0 { Outcome::Done } else { Outcome::Incomplete });
    }
    let health = collection.store().examine()?;
    let mut text = String::new();
    for finding in &health.findings {
        if args.json {
            text.push_str(&serde_json::to_string(finding)?);
            text.push('\n');
        } else {
            text.push_str(&line(finding));
        }
    }
    output::print(&output::printable(&text))?;
    if health.findings.is_empty() {
        terminal.summary(&format!("sound: {} versions of reports were read back", health.versions));
        return Ok(Outcome::Done);
    }
    if health.more > 0 {
        terminal.summary(&format!("{} more findings are not listed", health.more));
    }
    if health.findings.iter().any(|finding| finding.derived) {
        terminal.summary("what is derived is made anew by `twosource doctor --rebuild`");
    }
    if health.findings.iter().any(|finding| !finding.derived) {
        terminal.summary("what can be read is saved by `twosource doctor --salvage FOLDER`; a copy of the collection is better");
    }
    Ok(Outcome::Incomplete)
}

fn line(finding: &Finding) -> String {
    let Finding { place, what, derived } = finding;
    let derived = if *derived { " (derived)" } else { "" };
    format!("{place}: {what}{derived}\n")
}
