//! The body of a document: paragraphs and tables.

use crate::printable::line;

/// How a paragraph looks. The names are those of the styles that every word processor knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Title,
    Heading(u8),
    Plain,
    Item,
    Passage,
    Small,
}

impl Style {
    fn id(self) -> String {
        match self {
            Style::Title => "Title".to_owned(),
            Style::Heading(level) => format!("Heading{level}"),
            Style::Plain => "Normal".to_owned(),
            Style::Item => "ListBullet".to_owned(),
            Style::Passage => "Quote".to_owned(),
            Style::Small => "Subtitle".to_owned(),
        }
    }
}

/// The body in the making.
#[derive(Debug, Default)]
pub(super) struct Document {
    body: String,
}

impl Document {
    /// A paragraph of one run.
    pub fn line(&mut self, style: Style, words: &str) {
        self.begin(style);
        self.run(words, false, false);
        self.end();
    }

    /// Begins a paragraph.
    pub fn begin(&mut self, style: Style) {
        self.body.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", style.id()));
        if style == Style::Item {
            self.body.push_str("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>");
        }
        self.body.push_str("</w:pPr>");
    }

    /// Words of a paragraph.
    pub fn run(&mut self, words: &str, bold: bool, italic: bool) {
        let (bold, italic) = (if bold { "<w:b/>" } else { "" }, if italic { "<w:i/>" } else { "" });
        let properties = if bold.is_empty() && italic.is_empty() {
            String::new()
        } else {
            format!("<w:rPr>{bold}{italic}</w:rPr>")
        };
        self.body.push_str(&format!(
            "<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
            escaped(words)
        ));
    }

    /// Ends a paragraph.
    pub fn end(&mut self) {
        self.body.push_str("</w:p>\n");
    }

    /// What follows begins on a page of its own.
    pub fn page_break(&mut self) {
        self.body.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>\n");
    }

    /// A table with a head that is repeated on every page.
    pub fn table<const N: usize>(&mut self, head: [&str; N], rows: impl Iterator<Item = [String; N]>) {
        self.body.push_str("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/></w:tblPr><w:tblGrid>");
        for _ in 0..N {
            self.body.push_str("<w:gridCol/>");
        }
        self.body.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for words in head {
            self.cell(words, true);
        }
        self.body.push_str("</w:tr>");
        for row in rows {
            self.body.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for words in &row {
                self.cell(words, false);
            }
            self.body.push_str("</w:tr>");
        }
        self.body.push_str("</w:tbl>\n");
        // Two tables that touch would be one.
        self.body.push_str("<w:p/>\n");
    }

    fn cell(&mut self, words: &str, bold: bool) {
        self.body.push_str("<w:tc><w:tcPr/><w:p>");
        self.run(words, bold, false);
        self.body.push_str("</w:p></w:tc>");
    }

    /// The whole part.
    pub fn finish(self) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\n{}\
             <w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
             <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>\
             </w:sectPr></w:body></w:document>",
            self.body
        )
    }
}

/// Words as text of XML: on one line, what acts on a screen as a visible sign, what XML does not take left out.
pub(super) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    // Blanks at the edges part a run from the next.
    let inner = line(words);
    if words.starts_with(' ') {
        out.push(' ');
    }
    for c in inner.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    if words.ends_with(' ') && !inner.is_empty() {
        out.push(' ');
    }
    out
}
