//! `twosource changes`: what reports say otherwise than they did.

use twosource::store::{Edit, FieldChange, Matter, ReportChanges, Revision, StatementChange};

use super::args::Changes;
use super::terminal::Terminal;
use super::{Outcome, collection, output};

/// Prints the changes of one report or of all.
pub fn run(args: &Changes, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let found = collection::open(&args.place).and_then(|found| found.changes(args.report.as_deref()));
    let reports = match collection::outcome_of(found, terminal)? {
        Ok(reports) => reports,
        Err(outcome) => return Ok(outcome),
    };
    let colour = terminal.colour_on_stdout();
    let mut text = String::new();
    for report in &reports {
        if args.json {
            text.push_str(&serde_json::to_string(report)?);
            text.push('\n');
        } else {
            text.push_str(&lines(report, colour));
        }
    }
    output::print(&text)?;
    if reports.is_empty() {
        terminal.summary("no report has been changed");
    }
    Ok(Outcome::Done)
}

fn lines(report: &ReportChanges, colour: bool) -> String {
    let mut head = vec![report.report.clone()];
    head.extend(report.outlet.clone());
    head.extend(report.title.clone());
    head.push(report.story.to_string());
    let mut text = format!("{}\n", output::printable(&head.join("  ")));
    if report.revisions.is_empty() {
        text.push_str("  one version\n");
    }
    for revision in &report.revisions {
        text.push_str(&of_revision(revision, colour));
    }
    text
}

fn of_revision(revision: &Revision, colour: bool) -> String {
    let told = if revision.says_so { "; it says that it was changed" } else { "" };
    let mut text =
        format!("  version {} to {}, received {}{told}\n", revision.from, revision.to, revision.received);
    if revision.fields.is_empty() && revision.statements.is_empty() {
        text.push_str("    other bytes, the same words\n");
    }
    for FieldChange { field, before, after } in &revision.fields {
        let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
        let line = format!("    {field}: {} → {}\n", shown(before), shown(after));
        text.push_str(&output::printable(&line));
    }
    for change in &revision.statements {
        text.push_str(&of_statement(change, colour));
    }
    text
}

fn of_statement(change: &StatementChange, colour: bool) -> String {
    let paint = |code: &str, words: String| {
        if colour { format!("\x1b[{code}m{words}\x1b[0m") } else { words }
    };
    let unit = if change.unit == "statement" { String::new() } else { format!(" {}", change.unit) };
    let quoted = |words: &Option<String>| output::printable(words.as_deref().unwrap_or(""));
    match change.edit {
        Edit::Added => format!("    + added{unit}: {}\n", quoted(&change.after)),
        Edit::Dropped => format!("    - dropped{unit}: {}\n", quoted(&change.before)),
        Edit::Altered => {
            let matters: Vec<&str> = change.matters.iter().map(|matter| word(*matter)).collect();
            let matters = matters.join(", ");
            let sign = if change.quiet {
                paint("1;31", format!("! altered{unit} quietly ({matters})"))
            } else {
                format!("~ altered{unit} ({matters})")
            };
            let words: Vec<String> = change
                .words
                .iter()
                .map(|[before, after]| match (before.as_str(), after.as_str()) {
                    ("", after) => format!("+“{after}”"),
                    (before, "") => format!("-“{before}”"),
                    (before, after) => format!("“{before}” → “{after}”"),
                })
                .collect();
            let words = output::printable(&words.join(", "));
            format!(
                "    {sign}: {}\n        was: {}\n        now: {}\n",
                paint("1", words),
                quoted(&change.before),
                quoted(&change.after)
            )
        }
    }
}

fn word(matter: Matter) -> &'static str {
    match matter {
        Matter::Number => "number",
        Matter::Date => "date",
        Matter::Source => "source",
        Matter::Certainty => "certainty",
        Matter::Words => "words",
    }
}
