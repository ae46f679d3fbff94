//! A check as text for a terminal or a mail.

use anstyle::{AnsiColor, Style};
use twosource_evidence::check::{Check, StatementCheck, Verdict};

use super::face::{face, slot};
use super::view::{self, PASSAGES, Words};
use crate::TextOptions;
use crate::printable::{brief_line, line};
use crate::text::Page;

/// A check as text, lines no wider than asked.
pub fn check_text(check: &Check, options: &TextOptions) -> String {
    let words = Words::of(check);
    let mut page = Page::new(options);
    let title = check.draft.title.as_deref().or(check.draft.path.as_deref()).unwrap_or("the draft");
    page.paragraph(&format!("{}, {}", brief_line(title, 120), view::against(check)), Style::new().bold());
    page.paragraph(&view::tally(check), Style::new());
    for statement in check.sentences.iter().flat_map(|sentence| &sentence.statements) {
        page.blank();
        statement_text(&mut page, &words, statement);
    }
    if !check.quotations.is_empty() {
        page.heading("Quotations", Style::new().bold());
        for quotation in &check.quotations {
            let face = face(quotation.verdict);
            page.item(
                &format!("  {} ", face.shape),
                &format!("“{}”", line(&quotation.text)),
                style(quotation.verdict),
            );
            for remark in view::quotation(quotation) {
                page.item("      ", &remark, Style::new());
            }
        }
    }
    if !check.names.is_empty() {
        page.heading("Names spelled otherwise", Style::new().bold());
        for name in &check.names {
            let spelt: Vec<String> = (name.spelt.iter())
                .map(|spelt| {
                    format!(
                        "“{}” in {}",
                        line(&spelt.name),
                        spelt.reports.iter().map(|r| line(r)).collect::<Vec<_>>().join(", ")
                    )
                })
                .collect();
            page.item("   - ", &format!("“{}”: {}", line(&name.text), spelt.join("; ")), Style::new());
        }
    }
    page.out
}

fn statement_text(page: &mut Page, words: &Words, statement: &StatementCheck) {
    let told = face(statement.verdict);
    page.item(&format!("{} ", told.shape), &words.line(statement.start, statement.end), Style::new());
    let origins: Vec<String> = statement.origins.iter().map(|origin| brief_line(&origin.name, 60)).collect();
    let named = if origins.is_empty() { String::new() } else { format!(" ({})", origins.join("; ")) };
    page.item("    ", &format!("{}{named}: {}", told.word, line(&statement.why)), style(statement.verdict));
    if let Some(source) = view::source(statement) {
        page.item("    ", &source, Style::new());
    }
    for detail in &statement.details {
        let told = face(detail.verdict);
        let remark = view::remark(detail);
        let colon = if remark.is_empty() { "" } else { ": " };
        page.item(
            &format!("    {} ", told.shape),
            &format!("{} “{}” {}{colon}{remark}", slot(detail.on), line(&detail.text), told.word),
            style(detail.verdict),
        );
    }
    if !statement.unborne.is_empty() {
        let unborne: Vec<String> =
            statement.unborne.iter().map(|stretch| words.line(stretch.start, stretch.end)).collect();
        page.item("    ", &format!("in none of the passages: {}", unborne.join(", ")), Style::new());
    }
    for passage in statement.passages.iter().chain(&statement.near).take(PASSAGES) {
        page.item(
            "      ",
            &format!("“{}” ({})", view::words(passage), view::whose(passage)),
            Style::new().dimmed(),
        );
    }
}

fn style(verdict: Verdict) -> Style {
    let colour = match verdict {
        Verdict::Confirmed => AnsiColor::Green,
        Verdict::Contradicted | Verdict::Disputed => AnsiColor::Red,
        Verdict::Differs | Verdict::Absent | Verdict::Partly => AnsiColor::Yellow,
        _ => return Style::new(),
    };
    Style::new().fg_color(Some(colour.into()))
}
