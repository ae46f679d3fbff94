//! Why an input could not be read, in words that say what to do.

use std::fmt;
use std::time::Duration;

use thiserror::Error;

/// Where an input stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The path as given, or found in a folder; `None` for standard input.
    pub path: Option<String>,
    /// The line of a JSON-lines file, the entry of a feed or the record of a web archive, from 1.
    pub line: Option<usize>,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.path.as_deref().unwrap_or("standard input"))?;
        if let Some(line) = self.line {
            write!(out, ":{line}")?;
        }
        Ok(())
    }
}

/// An input that gave no report. In words it is one line, whatever the input holds.
#[derive(Debug, Error)]
#[error("{place}: {}", one_line(.error))]
pub struct Failure {
    /// Which input.
    pub place: Place,
    /// Why.
    #[source]
    pub error: ReadError,
}

/// The most characters of a reason: parsers quote what they stumbled over, however long it is.
const LONGEST_REASON: usize = 500;

/// A reason without line ends and other control characters, and not longer than a person reads.
fn one_line(error: &ReadError) -> String {
    let reason = error.to_string();
    let plain = reason.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut line: String = plain.take(LONGEST_REASON).collect();
    if reason.chars().nth(LONGEST_REASON).is_some() {
        line.push('…');
    }
    line
}

/// Why an input gave no report.
#[derive(Debug, Error)]
pub enum ReadError {
    /// No file or folder has this name.
    #[error("no such file or folder; check the spelling")]
    NotFound,
    /// A pattern such as `*.txt` fits no file.
    #[error("no file fits this pattern")]
    NoMatch,
    /// A pattern that cannot be read.
    #[error("not a valid pattern: {0}")]
    Pattern(String),
    /// The system refuses.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// Something that is opened like a file and may never come to an end.
    #[error("is no file but {0}; give what comes through it on standard input, as -")]
    NotAFile(&'static str),
    /// Line ends without end, or a line.
    #[error("{0}; the rest of it was not read")]
    Endless(&'static str),
    /// Not a single byte, or nothing but white space.
    #[error("holds no text")]
    Empty,
    /// A folder without a file of a known kind.
    #[error("no report in this folder; it needs files that end in {KNOWN_ENDINGS}")]
    NoReport,
    /// More bytes than [`Options::max_input_bytes`](crate::Options::max_input_bytes).
    #[error("larger than {} MB, the most that one report may take; split it", limit / 1_000_000)]
    TooLarge {
        /// Bytes.
        limit: usize,
    },
    /// More text than [`Options::max_text_bytes`](crate::Options::max_text_bytes).
    #[error("has more than {} MB of text, the most that one report may have; split it", limit / 1_000_000)]
    TooMuchText {
        /// Bytes.
        limit: usize,
    },
    /// Bytes that are no text.
    #[error("is not text but {0}; convert it to text or HTML first")]
    NotText(&'static str),
    /// A line or file of JSON that breaks the grammar, or holds something else than an object of the known keys.
    #[error("not a report in JSON: {0}")]
    Json(String),
    /// A front matter that is no YAML.
    #[error("front matter between the \"---\" lines is not YAML: {0}")]
    FrontMatter(String),
    /// Elements nested deeper than [`Options::max_html_depth`](crate::Options::max_html_depth).
    #[error("HTML nested more than {limit} elements deep; no article is written like that")]
    TooDeep {
        /// Elements.
        limit: usize,
    },
    /// More elements than [`Options::max_html_elements`](crate::Options::max_html_elements).
    #[error("HTML of more than {limit} elements; save the article's text in a .txt file instead")]
    TooManyElements {
        /// Elements.
        limit: usize,
    },
    /// A page without an article.
    #[error("no article found in this page; save its text in a .txt file instead")]
    NoArticle,
    /// A page that shows other pages and holds no text.
    #[error(
        "is a set of frames and holds no text; save the page in the frame that has the article, and read that ({shown})"
    )]
    Frames {
        /// Addresses of the pages that it shows.
        shown: String,
    },
    /// A feed that breaks its grammar.
    #[error("not a feed that can be read: {0}")]
    Feed(String),
    /// A feed or sitemap that names pages and holds no text of them.
    #[error("holds links to {pages} pages and no article; save the pages themselves and read those")]
    OnlyLinks {
        /// How many.
        pages: usize,
    },
    /// A web archive, or a record of one, that breaks its grammar.
    #[error("not a web archive that can be read: {0}")]
    Warc(String),
    /// A web archive without a page.
    #[error("no page in this web archive")]
    NoPage,
    /// A document of another format that breaks its grammar, or asks for too much.
    #[error("not a document that can be read: {0}")]
    Document(String),
    /// Pages that are pictures of text.
    #[error(
        "has no text but pictures of it (a scan); run it through OCR first, such as ocrmypdf, and read what comes out"
    )]
    NeedsOcr,
    /// A format that this program was built without.
    #[error("is {0}, which this program was built without; convert it to text or HTML first")]
    NotBuilt(&'static str),
    /// A report that takes longer to be read closely than a desk allows.
    #[error("was given up after {} s, the time limit; read by itself with a longer one, or without, it may be done", limit.as_secs_f64())]
    TooSlow {
        /// What one report may take.
        limit: Duration,
    },
    /// Two reports say that they are the same one.
    #[error("has the id {id:?}, which {first} has already; give one of them another id")]
    SameId {
        /// The id of both.
        id: String,
        /// The report that keeps it.
        first: Place,
    },
}

/// Endings of files that are read when found in a folder, for messages.
const KNOWN_ENDINGS: &str = ".txt, .md, .html, .jsonl, .json, .xml, .rss, .atom, .warc, .eml, .mbox, .docx, .odt, .pdf, .srt or .vtt, also with .gz";

/// Something that does not stop a report from being read, but that its reader should know.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{place}: {caution}")]
pub struct Warning {
    /// Which input.
    pub place: Place,
    /// What to know.
    pub caution: Caution,
}

/// What the reader of a report should know.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Caution {
    /// The same bytes were given before.
    #[error("the same bytes as {first}; kept once")]
    Duplicate {
        /// The input that is kept.
        first: Place,
    },
    /// Twosource reads English.
    #[error("not English: looks like {language:?}; what is found in it cannot be relied on")]
    NotEnglish {
        /// Language tag.
        language: String,
    },
    /// A date of publication that the input gives, but in no known form.
    #[error("\"published\" is {value:?}, which is no date; write it as 2023-09-13")]
    UnknownDate {
        /// As given.
        value: String,
    },
    /// Metadata that should be one value and is a list or more.
    #[error("{key:?} in its front matter is no single value; it was left out")]
    NotOneValue {
        /// The key.
        key: String,
    },
    /// Bytes that are no characters in the encoding the input seems to have.
    #[error("some bytes are no characters in {encoding}; they are shown as \u{FFFD}")]
    BrokenCharacters {
        /// The encoding's usual name.
        encoding: &'static str,
    },
    /// An item that an agency holds back until a time.
    #[error("under embargo until {until}")]
    Embargo {
        /// As given.
        until: String,
    },
    /// A page whose linked data holds another article than the page shows.
    #[error(
        "its linked data holds a text of {words} words that the page does not show, behind a paywall or otherwise; what it shows was read"
    )]
    Unshown {
        /// How many.
        words: usize,
    },
    /// Characters that nobody sees, and that can hold words all the same.
    #[error(
        "{count} of its characters are invisible, and may hold words that no reader sees; they were not read as words"
    )]
    Invisible {
        /// How many.
        count: usize,
    },
    /// Bytes after the end of a gzip file.
    #[error("bytes follow the end of what is compressed; they were not read")]
    Trailing,
    /// Entries of a feed that link to an article and do not hold it.
    #[error("{pages} entries hold a link or a teaser and no article; they were left out")]
    OnlyLinks {
        /// How many.
        pages: usize,
    },
    /// Pages of a web archive without an article.
    #[error("no article in {count} of {pages} pages ({example})")]
    NoArticle {
        /// How many.
        count: usize,
        /// Pages in all.
        pages: usize,
        /// The first few addresses.
        example: String,
    },
    /// Files in a folder that are of no known kind.
    #[error("left out what is no report by its ending: {count} ({example})")]
    LeftOut {
        /// How many.
        count: usize,
        /// The first few names.
        example: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_one_line_whatever_the_input_holds() {
        let error =
            ReadError::Json(format!("expected `</title>`, but `</ti\r\n{}` was found", "a".repeat(5_000)));
        let told = Failure { place: Place::default(), error }.to_string();
        assert!(
            told.starts_with("standard input: not a report in JSON: expected `</title>`, but `</ti  aaa")
        );
        assert!(told.ends_with('…') && told.chars().count() < 600 && !told.contains(char::is_control));
    }
}
