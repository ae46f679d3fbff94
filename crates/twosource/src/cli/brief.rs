//! `twosource brief`: the main job.

use std::time::Instant;

use twosource::{models, render};

use super::args::Brief;
use super::terminal::Terminal;
use super::{Outcome, input, output, page};

/// Reports of one brief: all of them are in memory at once, and held against each other.
const MOST_REPORTS: usize = 20_000;

/// Groups the reports into stories, weighs them and prints the result.
pub fn run(args: &Brief, model: Option<&str>, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let (reports, mut outcome) = input::reports_and_pages(&args.paths, args.allow_private, terminal)?;
    terminal.timing(&format!("reading {:.0?}", start.elapsed()));
    if reports.is_empty() {
        terminal.error("no report could be read; see `twosource brief --help` for what a report is");
        return Ok(Outcome::Incomplete);
    }
    if reports.len() > MOST_REPORTS {
        terminal.error(&format!(
            "{} reports are more than one brief holds ({MOST_REPORTS}); take them into a collection with `twosource ingest`, and ask that",
            reports.len()
        ));
        return Ok(Outcome::Incomplete);
    }
    output::no_input(args.page.output.as_deref(), input::paths(&reports))?;
    let loading = Instant::now();
    let rules = args.rules.as_deref().map(twosource::read_rules).transpose()?;
    let desk = models::open(model)?.with_rules(rules.unwrap_or_default()).with_time_limit(args.time_limit);
    terminal.timing(&format!("loading the model {:.0?}", loading.elapsed()));

    let weighing = Instant::now();
    let annotated = input::closely(&desk, reports, &mut outcome, terminal);
    if annotated.is_empty() {
        return Ok(outcome);
    }
    let kept = if args.without.is_empty() { Vec::new() } else { annotated.clone() };
    let evidence = desk.weigh(annotated, terminal);
    terminal.timing(&format!("weighing {:.0?}", weighing.elapsed()));

    for told in twosource::evidence::limits::in_words(&evidence.run) {
        terminal.warning(&told);
    }
    if args.without.is_empty() {
        page::print(&evidence, None, &args.page, terminal)?;
    } else {
        match desk.without(kept, &evidence, &args.without) {
            Ok(left) => {
                let before = page::Before::Notice(render::without::notice(&evidence, &left));
                page::print(&left.evidence, Some(before), &args.page, terminal)?;
            }
            Err(error) => {
                terminal.error(&error.to_string());
                return Ok(Outcome::WrongUsage);
            }
        }
    }
    terminal.timing(&format!("all {:.0?}", start.elapsed()));
    Ok(outcome)
}
