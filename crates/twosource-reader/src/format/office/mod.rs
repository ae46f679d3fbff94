//! Office documents: DOCX and ODT. Both are zip archives of XML; only the parts that hold text and metadata are unpacked,
//! each up to a limit.

mod docx;
mod odt;

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::flow::Flow;
use super::tree::{self, Element};
use crate::draft::{Draft, sha256};
use crate::error::{Caution, Place};
use crate::given::Given;
use crate::{Options, ReadError};

/// Files that an archive may hold. Documents have some dozens, with pictures some hundreds.
const MOST_FILES: usize = 20_000;

/// Titles that programs put in by themselves.
const NO_TITLES: [&str; 6] =
    ["untitled", "untitled document", "document", "document1", "microsoft word", "powerpoint presentation"];

/// A document's archive.
struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    limit: usize,
}

impl<'b> Package<'b> {
    fn open(bytes: &'b [u8], options: &Options) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| ReadError::Document(format!("its archive is broken: {error}")))?;
        if archive.len() > MOST_FILES {
            return Err(ReadError::Document(format!("its archive holds more than {MOST_FILES} files")));
        }
        Ok(Package { archive, limit: options.max_input_bytes })
    }

    fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The tree of a file in it; `None` where there is none of this name.
    fn part(&mut self, name: &str) -> Result<Option<Element>, ReadError> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let file = self.archive.by_index(index);
        let file = file.map_err(|error| ReadError::Document(format!("{name} in it is broken: {error}")))?;
        let mut bytes = Vec::new();
        // What the archive says of a file's size is not believed.
        file.take(self.limit as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| ReadError::Document(format!("{name} in it is broken: {error}")))?;
        if bytes.len() > self.limit {
            return Err(ReadError::TooLarge { limit: self.limit });
        }
        let text = crate::encoding::decode(&bytes, None)?.text;
        Ok(Some(tree::read(&text)?))
    }
}

/// The report of an office document.
pub(super) fn draft(
    bytes: &[u8],
    place: Place,
    options: &Options,
) -> Result<(Draft, Vec<Caution>), ReadError> {
    let mut package = Package::open(bytes, options)?;
    let mut given = Given::default();
    let flow = if package.has("word/document.xml") {
        docx::read(&mut package, &mut given)?
    } else if package.has("content.xml") {
        odt::read(&mut package, &mut given)?
    } else {
        return Err(ReadError::NotText("a zip archive that holds no document of text"));
    };
    Ok((flow.draft(given, place, sha256(bytes), options)?, Vec::new()))
}

/// Takes title, author and language from a document's metadata. Its dates are those of the file and not of a publication.
fn set_metadata(given: &mut Given, title: Option<String>, author: Option<String>, language: Option<String>) {
    let is_title = |title: &String| {
        !NO_TITLES.contains(&title.to_lowercase().as_str()) && title.contains(char::is_alphabetic)
    };
    given.title = title.filter(is_title);
    given.byline = author.filter(|author| author.contains(char::is_alphabetic));
    given.language = language;
}

/// Words and notes of a document, the notes kept for its end.
#[derive(Default)]
struct Gathered {
    flow: Flow,
    notes: Vec<String>,
}

impl Gathered {
    fn finish(mut self) -> Flow {
        for note in &self.notes {
            self.flow.add(note, Some(crate::SegmentKind::Note));
        }
        self.flow
    }
}
