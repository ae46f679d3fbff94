//! PDF: columns in the order of reading, running heads and page numbers out, words mended that a line end parts.
//!
//! `unpdf` finds glyphs, lines and columns; what makes paragraphs of lines is here, since a newspaper parts its paragraphs
//! by nothing but an indent or a short last line.

mod paragraphs;
mod running;

use unpdf::parser::LayoutAnalyzer;
use unpdf::parser::backend::{PdfBackend, RawBackend};

use super::flow::Flow;
use crate::draft::{Draft, sha256};
use crate::error::{Caution, Place};
use crate::given::Given;
use crate::{Options, ReadError, SegmentKind};
use paragraphs::Line;

/// Pages of one document that are read.
const MOST_PAGES: usize = 5_000;

/// Letters a page from which it is no picture of a text.
const FEWEST_LETTERS: usize = 24;

/// A page of lines in the order of reading.
#[derive(Debug, Default)]
struct Page {
    lines: Vec<Line>,
    height: f32,
    bottom: f32,
}

/// The report of a document.
pub(super) fn draft(
    bytes: &[u8],
    place: Place,
    options: &Options,
) -> Result<(Draft, Vec<Caution>), ReadError> {
    let broken = |error: unpdf::Error| ReadError::Document(error.to_string());
    let backend = RawBackend::load_bytes(bytes).map_err(broken)?;
    let mut analyzer = LayoutAnalyzer::new(&backend);
    let mut pages = Vec::new();
    let mut letters = 0;
    let mut pictures = 0;
    let mut unread = None;
    for (number, id) in backend.pages().into_iter().take(MOST_PAGES) {
        match analyzer.extract_page_blocks(number) {
            Ok(blocks) => {
                let size = backend.page_box(id);
                let mut page = Page { lines: Vec::new(), height: size.height(), bottom: size.lly };
                for line in blocks.iter().flat_map(|block| &block.lines) {
                    page.lines.extend(Line::of(line));
                }
                letters += page.lines.iter().map(|line| line.letters()).sum::<usize>();
                pages.push(page);
            }
            Err(error) => unread = Some(error),
        }
        pictures += analyzer.page_op_counts().image;
        if letters > options.max_text_bytes {
            return Err(ReadError::TooMuchText { limit: options.max_text_bytes });
        }
    }
    if let (true, Some(error)) = (pages.is_empty(), unread) {
        return Err(broken(error));
    }
    if letters < FEWEST_LETTERS {
        return Err(if pictures > 0 { ReadError::NeedsOcr } else { ReadError::Empty });
    }
    let head = running::take(&mut pages);
    let metadata = backend.metadata();
    // Of the file's own dates none tells when a text was published.
    let given = Given {
        title: metadata.title.map(|title| title.trim().to_owned()).filter(|title| is_title(title, &pages)),
        byline: metadata.author.map(|author| author.trim().to_owned()).filter(|author| is_author(author)),
        outlet: head.outlet,
        published: head.published,
        ..Given::default()
    };
    let mut flow = Flow::default();
    for paragraph in paragraphs::of(&pages) {
        flow.add(&paragraph.words, paragraph.is_heading.then_some(SegmentKind::Heading));
    }
    Ok((flow.draft(given, place, sha256(bytes), options)?, Vec::new()))
}

/// A title that stands on the first page; programs put the names of files there, and templates.
fn is_title(title: &str, pages: &[Page]) -> bool {
    let letters = |words: &str| -> String {
        words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let title = letters(title);
    let first: String = pages
        .first()
        .map(|page| page.lines.iter().map(|line| letters(&line.words)).collect())
        .unwrap_or_default();
    title.len() >= 8 && first.contains(&title)
}

/// An author that is a name, and not a program's user.
fn is_author(author: &str) -> bool {
    let words = author.split_whitespace().count();
    (2..=12).contains(&words) && author.starts_with(char::is_uppercase)
}
