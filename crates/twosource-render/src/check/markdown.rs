//! A check as Markdown.

use twosource_evidence::check::Check;

use super::face::{face, slot};
use super::view::{self, PASSAGES, Words};
use crate::markdown::escaped;
use crate::printable::{brief_line, line};

/// A check as Markdown. Words of the draft and of reports are escaped: none of them is taken for mark-up or HTML.
pub fn check_markdown(check: &Check) -> String {
    let words = Words::of(check);
    let mut out = String::new();
    let title = check.draft.title.as_deref().unwrap_or("A draft checked");
    let mut put = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    put(format!("# {}\n", escaped(&brief_line(title, 120))));
    put(format!("{}. {}\n", escaped(&view::tally(check)), escaped(&view::against(check))));
    for statement in check.sentences.iter().flat_map(|sentence| &sentence.statements) {
        let told = face(statement.verdict);
        put(format!(
            "- {} **{}**: {}",
            told.shape,
            told.word,
            escaped(&words.line(statement.start, statement.end))
        ));
        let origins: Vec<String> =
            statement.origins.iter().map(|origin| escaped(&brief_line(&origin.name, 60))).collect();
        let named = if origins.is_empty() { String::new() } else { format!("{}; ", origins.join("; ")) };
        put(format!("  - *{named}{}*", escaped(&line(&statement.why))));
        if let Some(source) = view::source(statement) {
            put(format!("  - {}", escaped(&source)));
        }
        for detail in &statement.details {
            let told = face(detail.verdict);
            let remark = view::remark(detail);
            let colon = if remark.is_empty() { "" } else { ": " };
            let text = escaped(&line(&detail.text));
            put(format!(
                "  - {} {} “{text}” {}{colon}{}",
                told.shape,
                slot(detail.on),
                told.word,
                escaped(&remark)
            ));
        }
        for passage in statement.passages.iter().chain(&statement.near).take(PASSAGES) {
            put(format!("  - > “{}” — {}", escaped(&view::words(passage)), escaped(&view::whose(passage))));
        }
    }
    if !check.quotations.is_empty() {
        put("\n## Quotations\n".to_owned());
        for quotation in &check.quotations {
            let told = face(quotation.verdict);
            put(format!("- {} “{}”", told.shape, escaped(&line(&quotation.text))));
            for remark in view::quotation(quotation) {
                put(format!("  - {}", escaped(&remark)));
            }
        }
    }
    if !check.names.is_empty() {
        put("\n## Names spelled otherwise\n".to_owned());
        for name in &check.names {
            let spelt: Vec<String> =
                name.spelt.iter().map(|spelt| format!("“{}”", escaped(&line(&spelt.name)))).collect();
            put(format!("- “{}”: {}", escaped(&line(&name.text)), spelt.join(", ")));
        }
    }
    out
}
