//! `twosource show`: the brief of one story of the collection.

use twosource::Evidence;
use twosource::store::{News, Since, StoryId};

use super::args::Show;
use super::terminal::Terminal;
use super::{Outcome, collection, output, page};

/// Prints the brief of a story, and before it what is new.
pub fn run(args: &Show, model: Option<&str>, terminal: &Terminal) -> anyhow::Result<Outcome> {
    if args.history {
        return history(args, terminal);
    }
    let (evidence, news) = match collection::outcome_of(find(args, model, terminal), terminal)? {
        Ok(found) => found,
        Err(outcome) => return Ok(outcome),
    };
    page::print(&evidence, news.as_ref().map(page::Before::News), &args.page, terminal)?;
    Ok(Outcome::Done)
}

/// Prints which reports joined or left a story, and how its claims stood over time.
fn history(args: &Show, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let found = || -> Result<_, twosource::Error> {
        let collection = collection::open(&args.place)?;
        let story = collection.store().story_now(args.story.parse()?)?;
        Ok((collection.moves(story)?, collection.history(story)?))
    };
    let (moves, standings) = match collection::outcome_of(found(), terminal)? {
        Ok(found) => found,
        Err(outcome) => return Ok(outcome),
    };
    if args.page.json {
        let whole = serde_json::json!({ "moves": moves, "standings": standings });
        output::print(&format!("{whole}\n"))?;
        return Ok(Outcome::Done);
    }
    let mut text = String::new();
    for step in &moves {
        let (at, report, cause) = (&step.at, &step.report, &step.cause);
        text.push_str(&format!("{at}  {report} went from {} to {}, when {cause} came\n", step.from, step.to));
    }
    for change in &standings {
        let shown = |standing: &Option<String>| standing.clone().unwrap_or_else(|| "not said".to_owned());
        let claim = change.claim.split_whitespace().collect::<Vec<_>>().join(" ");
        let (was, became) = (shown(&change.was), shown(&change.became));
        text.push_str(&format!("{}  {was} → {became}: {claim}\n", change.at));
    }
    output::print(&output::printable(&text))?;
    if moves.is_empty() && standings.is_empty() {
        terminal.summary("no report joined or left it, and it has not been weighed yet");
    }
    Ok(Outcome::Done)
}

fn find(
    args: &Show,
    model: Option<&str>,
    terminal: &Terminal,
) -> Result<(Evidence, Option<News>), twosource::Error> {
    let asked: StoryId = args.story.parse()?;
    let since = collection::moment(args.since.as_ref())?;
    let collection = collection::open(&args.place)?.with_model(model);
    let story = collection.store().story_now(asked)?;
    if story != asked {
        terminal.warning(&format!("the reports of {asked} are in {story} now"));
    }
    for step in collection.moves(story)? {
        let (report, cause) = (&step.report, &step.cause);
        terminal.detail(&format!("{report} went from {} to {} with {cause}", step.from, step.to));
    }
    let Some(moment) = since else { return Ok((collection.evidence(story)?, None)) };
    let since = if args.published { Since::Published(moment) } else { Since::Received(moment) };
    let (evidence, news) = collection.news(story, since)?;
    Ok((evidence, Some(news)))
}
