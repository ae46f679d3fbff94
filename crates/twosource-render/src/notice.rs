//! What a reader is to know before the brief.

use crate::markdown::escaped;
use crate::printable::line;

/// What a reader is to know before the brief, such as what is new in it. Its words may be those of reports: they are
/// escaped as all others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub heading: String,
    /// Headings with their lines.
    pub parts: Vec<(String, Vec<String>)>,
}

impl Notice {
    /// For a terminal.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n", line(&self.heading).to_uppercase());
        for (heading, lines) in &self.parts {
            text.push_str(&format!("  {}\n", line(heading)));
            for words in lines {
                text.push_str(&format!("    - {}\n", line(words)));
            }
        }
        text.push('\n');
        text
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        let mut text = format!("# {}\n\n", escaped(&line(&self.heading)));
        for (heading, lines) in &self.parts {
            text.push_str(&format!("## {}\n\n", escaped(&line(heading))));
            for words in lines {
                text.push_str(&format!("- {}\n", escaped(&line(words))));
            }
            if !lines.is_empty() {
                text.push('\n');
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_reports_stay_words() {
        let part = ("New (1)".to_owned(), vec!["*a* <b>\u{1b}[31m\nc".to_owned()]);
        let notice = Notice { heading: "New".to_owned(), parts: vec![part] };
        assert_eq!(notice.text(), "NEW\n  New (1)\n    - *a* <b>\u{241b}[31m c\n\n");
        assert!(notice.markdown().contains("- \\*a\\* "), "{}", notice.markdown());
        assert!(!notice.markdown().contains("<b>"), "{}", notice.markdown());
        let empty = twosource_evidence::Evidence {
            schema: String::new(),
            run: Default::default(),
            reports: vec![],
            stories: vec![],
        };
        let page = crate::html_with_notice(&empty, Some(&notice));
        assert!(page.contains("&lt;b&gt;") && !page.contains("<b>"));
    }
}
