//! A text in the making: lines that are no wider than asked.

use anstyle::Style;

use super::TextOptions;

/// Narrowest text laid out; a smaller width is taken for this one.
const NARROWEST: usize = 32;

/// Lines of at most a given width.
pub(crate) struct Page {
    pub out: String,
    width: usize,
    colour: bool,
}

impl Page {
    pub fn new(options: &TextOptions) -> Self {
        Page { out: String::new(), width: options.width.max(NARROWEST), colour: options.colour }
    }

    pub fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    pub fn rule(&mut self) {
        self.blank();
        let rule = "─".repeat(self.width);
        self.styled(&rule, Style::new().dimmed());
        self.out.push_str("\n\n");
    }

    pub fn heading(&mut self, words: &str, style: Style) {
        self.blank();
        self.paragraph(words, style);
    }

    pub fn paragraph(&mut self, words: &str, style: Style) {
        self.item("", words, style);
    }

    /// Words after `mark`, further lines under the first word.
    pub fn item(&mut self, mark: &str, words: &str, style: Style) {
        let indent = " ".repeat(textwrap::core::display_width(mark));
        let room = self.width.saturating_sub(indent.len());
        let layout =
            textwrap::Options::new(room).wrap_algorithm(textwrap::WrapAlgorithm::FirstFit).break_words(true);
        for (i, wrapped) in textwrap::wrap(words, layout).iter().enumerate() {
            self.out.push_str(if i == 0 { mark } else { &indent });
            self.styled(wrapped.trim_end(), style);
            self.out.push('\n');
        }
    }

    /// As [`Page::item`], with `lead` in `style` before the plain words, and on a line of its own where it is long.
    pub fn item_with(&mut self, mark: &str, lead: &str, words: &str, style: Style) {
        if textwrap::core::display_width(lead) * 2 > self.width {
            self.item(mark, lead.trim_end(), style);
            self.item(&format!("{mark}  "), words, Style::new());
            return;
        }
        let start = self.out.len();
        self.item(&format!("{mark}{lead}"), words, Style::new());
        if self.colour {
            let lead_at = start + mark.len();
            let painted = format!("{style}{}{style:#}", &self.out[lead_at..lead_at + lead.len()]);
            self.out.replace_range(lead_at..lead_at + lead.len(), &painted);
        }
    }

    /// "… and 7 more", where more than `shown` of `all` are left out.
    pub fn more(&mut self, indent: &str, all: usize, shown: usize) {
        if all > shown {
            self.item(indent, &format!("… and {} more", all - shown), Style::new().dimmed());
        }
    }

    fn styled(&mut self, words: &str, style: Style) {
        if self.colour && style != Style::new() && !words.is_empty() {
            self.out.push_str(&format!("{style}{words}{style:#}"));
        } else {
            self.out.push_str(words);
        }
    }
}
