//! `twosource export --as` and `--wacz`: a story in a format of others.

use std::io::Write;
use std::path::Path;

use twosource::models;
use twosource::store::StoryId;
use twosource::watch::archive;

use super::args::{Export, Standard};
use super::output::Pending;
use super::terminal::Terminal;
use super::{Outcome, collection, input, output, parse};

/// Writes a story, or an evidence file, in a format of others.
pub(super) fn standard(
    args: &Export,
    asked: Standard,
    of: &str,
    model: Option<&str>,
    terminal: &Terminal,
) -> anyhow::Result<Outcome> {
    let evidence = if Path::new(of).is_file() {
        input::evidence(Path::new(of))?
    } else {
        let found = || -> Result<_, twosource::Error> {
            let story: StoryId = of.parse()?;
            let collection = collection::open(&args.place)?.with_model(model);
            collection.evidence(collection.store().story_now(story)?)
        };
        match collection::outcome_of(found(), terminal)? {
            Ok(evidence) => evidence,
            Err(outcome) => return Ok(outcome),
        }
    };
    let known = match asked {
        Standard::Of(known) => known,
        Standard::Conllu => {
            let desk = models::open(model)?;
            let mut text = String::new();
            for report in &evidence.reports {
                text.push_str(&parse::treebank(&desk, &report.id, &report.text));
            }
            output::write(args.output.as_deref(), &text)?;
            return Ok(Outcome::Done);
        }
    };
    output::write(args.output.as_deref(), &known.write(&evidence))?;
    Ok(Outcome::Done)
}

/// Writes the kept pages of a story.
pub(super) fn wacz(
    args: &Export,
    story: &str,
    path: &Path,
    model: Option<&str>,
    terminal: &Terminal,
) -> anyhow::Result<Outcome> {
    let folder = collection::folder(&args.place)?;
    let found = || -> Result<_, twosource::Error> {
        let asked: StoryId = story.parse()?;
        let collection = collection::open(&args.place)?.with_model(model);
        collection.evidence(collection.store().story_now(asked)?)
    };
    let evidence = match collection::outcome_of(found(), terminal)? {
        Ok(evidence) => evidence,
        Err(outcome) => return Ok(outcome),
    };
    let made = twosource::wacz(&evidence, &folder.join(archive::FOLDER))?;
    for report in &made.without {
        terminal.warning(&format!("{report}: no page of it was kept; its text is in the evidence alone"));
    }
    if made.pages == 0 {
        terminal.error(&format!(
            "{story}: no page of this story was kept, so there is nothing to write; `twosource ingest ADDRESS`, `watch` and `serve` keep pages"
        ));
        return Ok(Outcome::Incomplete);
    }
    let mut out = Pending::begin(path)?;
    out.write_all(&made.bytes)?;
    out.finish()?;
    terminal.summary(&format!("{}: {}", path.display(), super::ingest::count(made.pages, "page", "pages")));
    Ok(Outcome::Done)
}
