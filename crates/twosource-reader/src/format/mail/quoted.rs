//! What a message quotes of others, and whose it is.

use crate::metadata::date;
use crate::pattern::Pattern;

/// "On Wed, 4 Mar 2026 at 21:10, Petra Holm <p@canal.example> wrote:", and the same in a few other tongues.
static WROTE: Pattern = Pattern::new(
    r#"^(?:On|Am|Le|El|Il|Op|Den)\b(?P<when>.{4,80}?)[,;]?\s+(?:schrieb\s+)?["“]?(?P<name>\p{Lu}[^<>"“”:,\d]{1,60}?)["”]?\s*(?:[<(\[](?:mailto:)?(?P<address>[^<>()\[\]\s]{3,120}@[^<>()\[\]\s]{3,120})[>)\]])?\s*(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|schreef|skrev)?\s*:\s*$"#,
);

/// "-----Original Message-----", "---------- Forwarded message ---------", "Begin forwarded message:".
static FORWARDED: Pattern = Pattern::new(
    r"(?i)^\s*(?:[-_=]{2,}\s*(?:original message|forwarded message|forwarded by.{0,80}|reply message|weitergeleitete nachricht|ursprüngliche nachricht|message d'origine|message transféré)\s*[-_=]*|begin forwarded message:?|[-_=]{10,})\s*$",
);

/// A field of the head that a mail program puts before what it passes on.
static FIELD: Pattern = Pattern::new(
    r"^\s*\*?(?P<name>From|Von|De|Sent|Gesendet|Date|Datum|To|An|Cc|Subject|Betreff|Reply-To)\*?:\*?\s*(?P<value>.*)$",
);

/// "Petra Holm <p@canal.example>", "Petra Holm [mailto:p@canal.example]".
static SENDER: Pattern = Pattern::new(
    r#"^["“]?(?P<name>[^<>"“”\[\]]{2,80}?)["”]?\s*(?:[<\[](?:mailto:)?(?P<address>[^<>\[\]\s]+@[^<>\[\]\s]+)[>\]])?\s*$"#,
);

/// A day within the words of an attribution: "Wed, 4 Mar 2026 at 21:10", "Mar 4, 2026, at 9:10 PM", "04.03.2026 um 21:10".
static DAY: Pattern = Pattern::new(
    r"(?i)\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)?\.?\s+\p{L}{3,9}\.?,?\s+\d{4}|\p{L}{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}[./]\d{1,2}[./]\d{4}",
);

/// A line that parts the text from a signature.
const SIGNATURE: &str = "--";

/// What stands for the opening and the closing of quoted mark-up until its words are taken.
const OPENS: &str = "\u{E000}";
const CLOSES: &str = "\u{E001}";

/// Quotes within quotes that are looked into; deeper ones belong to the last of these.
const DEEPEST: usize = 16;

/// Lines over which an attribution may run.
const ATTRIBUTION_LINES: usize = 3;

/// Mail that another message quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Quoted {
    pub author: Option<String>,
    pub address: Option<String>,
    /// When it was written, in a form that a report's date may have.
    pub date: Option<String>,
    /// Its paragraphs.
    pub words: Vec<String>,
}

/// A stretch of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A paragraph of the message's own author.
    Own(String),
    Quoted(Quoted),
}

/// Cuts a message into its author's paragraphs and the mail it quotes. Signatures go.
pub(super) fn parts(body: &str) -> Vec<Part> {
    let body = body.replace("\r\n", "\n");
    let mut cut = Cut::default();
    let lines: Vec<(usize, &str)> = body.lines().map(depth).collect();
    let mut index = 0;
    while index < lines.len() {
        index += cut.line(&lines, index);
    }
    cut.finish()
}

/// How deep a line is quoted, and its words.
fn depth(line: &str) -> (usize, &str) {
    let (mut rest, mut depth) = (line, 0);
    loop {
        let trimmed = rest.trim_start_matches(' ');
        match trimmed.strip_prefix('>') {
            Some(inner) => {
                depth += 1;
                rest = inner;
            }
            None if depth == 0 => return (0, line),
            None => return (depth.min(DEEPEST), trimmed),
        }
    }
}

#[derive(Default)]
struct Cut {
    parts: Vec<Part>,
    /// The words of the open paragraph and its depth.
    paragraph: String,
    depth: usize,
    /// Whom the quotes of each depth are from; the first is the message's own author.
    authors: Vec<Quoted>,
    /// Passed on without marks: all that follows is quoted one deeper.
    forwarded: usize,
    in_signature: bool,
}

impl Cut {
    /// Takes in what begins at a line; how many lines that are.
    fn line(&mut self, lines: &[(usize, &str)], index: usize) -> usize {
        let (marked, words) = lines[index];
        let depth = (marked + self.forwarded).min(DEEPEST);
        if depth != self.depth {
            self.end_paragraph();
            self.in_signature = false;
            self.depth = depth;
        }
        let trimmed = words.trim();
        if trimmed.is_empty() {
            self.end_paragraph();
            return 1;
        }
        if let Some((found, taken)) = attribution(lines, index) {
            self.end_paragraph();
            self.set_author(depth + 1, found);
            // Some programs put no marks before what follows.
            let next = lines.iter().skip(index + taken).find(|(_, words)| !words.trim().is_empty());
            if next.is_some_and(|(next, _)| *next <= marked) {
                self.forwarded += 1;
            }
            return taken;
        }
        let has_rule = FORWARDED.is_match(trimmed);
        if let Some((found, taken)) = head(lines, index + usize::from(has_rule)) {
            self.end_paragraph();
            self.forwarded += 1;
            self.set_author((depth + 1).min(DEEPEST), found);
            return taken + usize::from(has_rule);
        }
        if has_rule {
            self.end_paragraph();
            return 1;
        }
        if words.trim_end() == SIGNATURE || words == "-- " {
            self.end_paragraph();
            self.in_signature = true;
        }
        if self.in_signature {
            return 1;
        }
        if !self.paragraph.is_empty() {
            self.paragraph.push(' ');
        }
        self.paragraph.push_str(trimmed);
        1
    }

    fn set_author(&mut self, depth: usize, author: Quoted) {
        self.authors.truncate(depth);
        self.authors.resize(depth, Quoted::default());
        self.authors.push(author);
    }

    fn end_paragraph(&mut self) {
        let words = std::mem::take(&mut self.paragraph);
        if words.is_empty() {
            return;
        }
        if self.depth == 0 {
            self.parts.push(Part::Own(words));
            return;
        }
        let author = self.authors.get(self.depth).cloned().unwrap_or_default();
        let same = self.parts.iter_mut().find_map(|part| match part {
            Part::Quoted(known) if (&known.author, &known.date) == (&author.author, &author.date) => {
                Some(known)
            }
            _ => None,
        });
        match same {
            Some(known) => known.words.push(words),
            None => self.parts.push(Part::Quoted(Quoted { words: vec![words], ..author })),
        }
    }

    fn finish(mut self) -> Vec<Part> {
        self.end_paragraph();
        self.parts
    }
}

/// The line or lines that say who wrote what follows, and how many they are.
fn attribution(lines: &[(usize, &str)], index: usize) -> Option<(Quoted, usize)> {
    let depth = lines[index].0;
    let mut joined = String::new();
    for taken in 1..=ATTRIBUTION_LINES {
        let (at, words) = lines.get(index + taken - 1)?;
        if *at != depth || words.trim().is_empty() || joined.len() + words.len() > 300 {
            return None;
        }
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(words.trim());
        if !joined.ends_with(':') {
            continue;
        }
        let found = WROTE.captures(&joined)?;
        let date = written_day(&found["when"]);
        // "On the question of the gate, Holm wrote:" is prose: an attribution has a day or an address.
        let address = found.name("address").map(|address| address.as_str().to_owned());
        if date.is_none() && address.is_none() {
            return None;
        }
        let author = Some(found["name"].trim().to_owned());
        return Some((Quoted { author, address, date, words: Vec::new() }, taken));
    }
    None
}

/// The head that stands before passed-on mail, and how many lines it has.
fn head(lines: &[(usize, &str)], index: usize) -> Option<(Quoted, usize)> {
    let mut found = Quoted::default();
    let mut taken = 0;
    let mut names = 0;
    let mut skipped_blank = false;
    while let Some((_, words)) = lines.get(index + taken) {
        if words.trim().is_empty() && names == 0 && !skipped_blank {
            skipped_blank = true;
            taken += 1;
            continue;
        }
        let Some(field) = FIELD.captures(words) else { break };
        let value = field["value"].trim_matches(|c: char| c.is_whitespace() || c == '*');
        match &field["name"] {
            "From" | "Von" | "De" => {
                let sender = SENDER.captures(value);
                found.author = sender.as_ref().map(|sender| sender["name"].trim().to_owned());
                found.address = sender.and_then(|sender| Some(sender.name("address")?.as_str().to_owned()));
            }
            "Sent" | "Date" | "Gesendet" | "Datum" => found.date = written_day(value),
            _ => {}
        }
        names += 1;
        taken += 1;
    }
    (names >= 3 && found.author.is_some()).then_some((found, taken))
}

/// The day, and its time where it has one, in the words of an attribution.
fn written_day(words: &str) -> Option<String> {
    let start = DAY.find(words)?.start();
    let plain = words[start..].replace(" um ", " at ").replace(" à ", " at ");
    date::given(&plain).map(|(value, _)| value)
}

/// Mark-up with a sign where quoted mail opens and closes.
pub(super) fn marked(markup: &str) -> String {
    let mut marked = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        marked.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let tag = rest[..end].to_ascii_lowercase();
        let sign = if tag.starts_with("<blockquote") {
            Some(OPENS)
        } else if tag.starts_with("</blockquote") {
            Some(CLOSES)
        } else {
            None
        };
        match sign {
            // In a block of its own, so that it parts what stands before and after it.
            Some(sign) => marked.push_str(&format!("<p>{sign}</p>")),
            None => marked.push_str(&rest[..end]),
        }
        rest = &rest[end..];
    }
    marked.push_str(rest);
    marked
}

/// Lines with "> " before them for what stands between the signs of [`marked`].
pub(super) fn unmarked(text: &str) -> String {
    let mut depth = 0_usize;
    let mut plain = String::with_capacity(text.len());
    for line in text.lines() {
        match line.trim() {
            OPENS => depth = (depth + 1).min(DEEPEST),
            CLOSES => depth = depth.saturating_sub(1),
            words => {
                plain.push_str(&"> ".repeat(depth));
                plain.push_str(words);
                plain.push('\n');
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(words: &str) -> Part {
        Part::Own(words.to_owned())
    }

    fn quoted(author: Option<&str>, date: Option<&str>, words: &[&str]) -> Part {
        let text = |words: &str| words.to_owned();
        Part::Quoted(Quoted {
            author: author.map(text),
            address: None,
            date: date.map(text),
            words: words.iter().map(|words| text(words)).collect(),
        })
    }

    #[test]
    fn quoted_mail_is_its_authors() {
        let body = "Two men were hurt.\n\nOn Wed, 4 Mar 2026 at 21:10, Lena Ostrow wrote:\n> How many were\n> hurt?\n>> Is it so?\n\nRegards\n-- \nPetra Holm\nCanal board";
        assert_eq!(
            parts(body),
            [
                own("Two men were hurt."),
                quoted(Some("Lena Ostrow"), Some("2026-03-04T21:10:00"), &["How many were hurt?"]),
                quoted(None, None, &["Is it so?"]),
                own("Regards"),
            ]
        );
    }

    #[test]
    fn passed_on_mail_has_the_author_of_its_head() {
        let body = "FYI.\n\n-----Original Message-----\nFrom: Petra Holm <p@canal.example>\nSent: 4 March 2026 21:10\nTo: Desk\nSubject: Lock\n\nTwo men were hurt.\n\nThe gate is shut.";
        let Part::Quoted(found) = &parts(body)[1] else { unreachable!("no quoted part") };
        assert_eq!(found.author.as_deref(), Some("Petra Holm"));
        assert_eq!(found.address.as_deref(), Some("p@canal.example"));
        assert_eq!(found.words, ["Two men were hurt.", "The gate is shut."]);
    }

    #[test]
    fn prose_with_a_colon_is_no_attribution() {
        for body in
            ["On the question of the gate, Petra Holm wrote:", "On Monday the board met:", "5 > 4, she said."]
        {
            assert_eq!(parts(body), [own(body)]);
        }
    }

    #[test]
    fn quoted_markup_is_marked() {
        let markup = "<p>Two.</p><blockquote type=cite><p>How many?</p></blockquote><p>Bye</p>";
        let words: String = super::super::html::words_of(&marked(markup))
            .into_iter()
            .map(|(words, _)| words + "\n")
            .collect();
        assert_eq!(unmarked(&words), "Two.\n> How many?\nBye\n");
    }
}
