//! The first screen as Markdown.

use twosource_evidence::file::Standing;

use super::{Fact, Summary};
use crate::markdown::escaped;
use crate::standing::face;

/// The blocks of the first screen, in order: a heading starts with `##`, an item with `- `.
pub(crate) fn markdown(summary: &Summary) -> Vec<String> {
    let mut blocks = vec![
        format!("# {}", escaped(&summary.title)),
        escaped(&summary.size()),
        "## What is solid".to_owned(),
        escaped(&summary.verdict()),
    ];
    let fact = |fact: &Fact| {
        let shape = face(fact.standing).shape;
        format!(
            "- {shape} **{}** {} ({})",
            escaped(&fact.text()),
            escaped(&fact.told()),
            escaped(&fact.claim)
        )
    };
    blocks.extend(summary.solid.iter().map(fact));
    more(&mut blocks, summary.more(Standing::Corroborated));
    if !summary.next_best.is_empty() {
        blocks.push(format!("### {}", summary.next_best_told()));
        blocks.extend(summary.next_best.iter().map(fact));
    }
    if !summary.disputed.is_empty() {
        blocks.push("## What is not".to_owned());
    }
    for dispute in &summary.disputed {
        let sides: Vec<String> = (dispute.sides.iter())
            .map(|side| format!("**{}**: {}", escaped(&side.value), escaped(&side.told())))
            .collect();
        let shape = face(Standing::Disputed).shape;
        blocks.push(format!(
            "- {shape} *{}?* {} — {} ({})",
            dispute.question,
            escaped(&dispute.about),
            sides.join("; "),
            escaped(&dispute.claim)
        ));
    }
    more(&mut blocks, summary.more(Standing::Disputed));
    let mut section = |heading: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            blocks.push(format!("## {heading}"));
            blocks.extend(lines.into_iter().map(|line| format!("- {}", escaped(&line))));
        }
    };
    let changed = summary.changed.iter();
    section(
        "What changed",
        changed.map(|history| format!("{} — {}", history.about, history.told())).collect(),
    );
    let mut leaning: Vec<String> = summary.leaning.iter().map(super::Leaning::told).collect();
    if summary.more_leaning > 0 {
        leaning.push(format!("and {} more", summary.more_leaning));
    }
    section("Who depends on whom", leaning);
    section("What one outlet alone says", summary.alone_told().into_iter().collect());
    let mut open = summary.open.clone();
    if summary.more_open > 0 {
        open.push(format!("and {} more", summary.more_open));
    }
    section("What nobody answers", open);
    blocks
}

fn more(blocks: &mut Vec<String>, more: usize) {
    if more > 0 {
        blocks.push(format!("- and {more} more, below"));
    }
}
