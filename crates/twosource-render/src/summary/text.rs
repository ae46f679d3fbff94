//! The first screen as text.

use anstyle::{AnsiColor, Style};
use twosource_evidence::file::Standing;

use super::{Fact, Leaning, Summary};
use crate::standing::face;
use crate::text::Page;

/// Lays the first screen on a page.
pub(crate) fn text(page: &mut Page, summary: &Summary) {
    let (bold, dim) = (Style::new().bold(), Style::new().dimmed());
    page.paragraph(&summary.title, bold);
    page.paragraph(&summary.size(), dim);
    page.heading("WHAT IS SOLID", bold.fg_color(Some(AnsiColor::Green.into())));
    page.item("  ", &summary.verdict(), Style::new());
    for fact in &summary.solid {
        item(page, fact);
    }
    more(page, summary.more(Standing::Corroborated));
    if !summary.next_best.is_empty() {
        page.item("  ", &format!("{}:", summary.next_best_told()), bold);
        for fact in &summary.next_best {
            item(page, fact);
        }
    }
    if !summary.disputed.is_empty() {
        page.heading("WHAT IS NOT", bold.fg_color(Some(AnsiColor::Red.into())));
    }
    for dispute in &summary.disputed {
        let shape = face(Standing::Disputed).shape;
        page.item(
            &format!("  {shape} "),
            &format!("{}? {} ({})", dispute.question, dispute.about, dispute.claim),
            Style::new(),
        );
        for side in &dispute.sides {
            page.item("      ", &format!("{}: {}", side.value, side.told()), dim);
        }
    }
    more(page, summary.more(Standing::Disputed));
    let mut section = |heading: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            page.heading(heading, bold);
            for line in lines {
                page.item("  - ", &line, Style::new());
            }
        }
    };
    section("WHAT CHANGED", summary.changed.iter().map(|h| format!("{} — {}", h.about, h.told())).collect());
    let mut leaning: Vec<String> = summary.leaning.iter().map(Leaning::told).collect();
    if summary.more_leaning > 0 {
        leaning.push(format!("and {} more", summary.more_leaning));
    }
    section("WHO DEPENDS ON WHOM", leaning);
    section("ONE OUTLET ALONE", summary.alone_told().into_iter().collect());
    let mut open = summary.open.clone();
    if summary.more_open > 0 {
        open.push(format!("and {} more", summary.more_open));
    }
    section("WHAT NOBODY ANSWERS", open);
}

fn item(page: &mut Page, fact: &Fact) {
    let shape = face(fact.standing).shape;
    page.item(&format!("  {shape} "), &format!("{} ({})", fact.text(), fact.claim), Style::new());
    page.item("      ", &fact.told(), Style::new().dimmed());
}

fn more(page: &mut Page, more: usize) {
    if more > 0 {
        page.item("    ", &format!("… and {more} more, below"), Style::new().dimmed());
    }
}
