//! `twosource stories`: what the collection holds.

use twosource::store::{StoryFilter, StorySummary};

use super::args::Stories;
use super::ingest::count;
use super::terminal::Terminal;
use super::{Outcome, collection, output};

/// Outlets shown of one story.
const OUTLETS_SHOWN: usize = 6;

/// Lists stories, those with the newest report first.
pub fn run(args: &Stories, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let found = find(args);
    let stories = match collection::outcome_of(found, terminal)? {
        Ok(stories) => stories,
        Err(outcome) => return Ok(outcome),
    };
    let mut text = String::new();
    for story in &stories {
        if args.json {
            text.push_str(&serde_json::to_string(story)?);
            text.push('\n');
        } else {
            text.push_str(&lines(story));
        }
    }
    output::print(&text)?;
    if stories.is_empty() {
        terminal.summary("no story fits");
    } else if args.limit > 0 && stories.len() == args.limit {
        terminal.summary(&format!("the first {}; --limit shows more", args.limit));
    }
    Ok(Outcome::Done)
}

fn find(args: &Stories) -> Result<Vec<StorySummary>, twosource::Error> {
    let filter = StoryFilter {
        since: collection::moment(args.since.as_ref())?,
        until: collection::moment(args.until.as_ref())?,
        outlet: args.outlet.clone(),
        entity: args.entity.clone(),
        at_least: args.at_least,
        limit: args.limit,
        order: args.order.into(),
    };
    collection::open(&args.place)?.stories(&filter)
}

fn lines(story: &StorySummary) -> String {
    let days: Vec<&str> = story.published.iter().map(|date| date.get(..10).unwrap_or(date)).collect();
    let days = match days.as_slice() {
        [first, last] if first == last => format!("{first}  "),
        [first, last] => format!("{first} to {last}  "),
        _ => String::new(),
    };
    let mut outlets = story.outlets.iter().take(OUTLETS_SHOWN).cloned().collect::<Vec<_>>().join(", ");
    if story.outlets.len() > OUTLETS_SHOWN {
        outlets.push_str(&format!(", {} more", story.outlets.len() - OUTLETS_SHOWN));
    }
    let id = story.id.to_string();
    let indent = " ".repeat(id.len().max(4));
    let reports = count(story.reports, "report", "reports");
    let mut text = format!("{id:<4}  {}\n{indent}  {days}{reports}", story.title);
    if !outlets.is_empty() {
        text.push_str(&format!(": {outlets}"));
    }
    text.push('\n');
    if !story.entities.is_empty() {
        text.push_str(&format!("{indent}  {}\n", story.entities.join(", ")));
    }
    output::printable(&text)
}
