//! One page as a server sends it.

use crate::draft::{Draft, sha256};
use crate::error::{Caution, Place, ReadError};
use crate::format::{self, Format, entry::Entry};
use crate::given::Given;
use crate::{Options, Report};

/// What is known of a page beside its bytes: how it came, and what a feed says of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Delivery<'d> {
    /// Where it came from in the end.
    pub address: Option<&'d str>,
    /// Its media type, in lower case and without parameters.
    pub media: Option<&'d str>,
    /// The charset that came with it.
    pub charset: Option<&'d str>,
    /// The entry of a feed that led to it. It fills in what the page lacks.
    pub entry: Option<&'d Entry>,
}

/// Reads a page that was fetched.
///
/// The report is hashed by what it says (address, headline, date and text): the bytes of most pages change with every
/// download. A page that calls an address at another site its own keeps the one that it was fetched from, and the other
/// becomes its [`Report::syndicated_from`].
///
/// ```
/// use twosource_reader::{Delivery, Options, read_page};
///
/// let words = "The ferry lay on the sand until the evening tide, the coastguard said. ".repeat(8);
/// let page = format!("<html><head><title>Ferry aground</title></head><body><article><h1>Ferry aground</h1><p>{words}</p></article></body></html>");
/// let delivery = Delivery { address: Some("https://harbour.example/a"), ..Delivery::default() };
/// let (report, _) = read_page(page.as_bytes(), delivery, &Options::default())?;
/// assert_eq!(report.outlet.as_deref(), Some("harbour.example"));
/// # Ok::<(), twosource_reader::ReadError>(())
/// ```
///
/// # Errors
/// Where it is no page, or one without an article.
pub fn read_page(
    bytes: &[u8],
    delivery: Delivery,
    options: &Options,
) -> Result<(Report, Vec<Caution>), ReadError> {
    if bytes.len() > options.max_input_bytes {
        return Err(ReadError::TooLarge { limit: options.max_input_bytes });
    }
    let looks = Format::of_bytes(bytes);
    let format = match delivery.media {
        // Pages are sent as plain text by careless servers.
        Some("text/plain") if looks != Format::Html => Format::Text,
        Some("text/markdown") => Format::Markdown,
        Some("text/html" | "application/xhtml+xml") => Format::Html,
        _ => looks,
    };
    if format == Format::Pdf {
        return Err(ReadError::NotText("a PDF"));
    }
    if !matches!(format, Format::Html | Format::Text | Format::Markdown) {
        return Err(ReadError::NoArticle);
    }
    let (mut draft, mut cautions) =
        format::draft(format, bytes, delivery.charset, Place::default(), options)?;
    // A text may open with a front matter; a page from the web may not name itself.
    draft.given.id = None;
    if let Some(address) = delivery.address {
        draft.given.settle_address(address);
    }
    if let Some(entry) = delivery.entry {
        fill(&mut draft.given, entry);
    }
    draft.sha256 = hash(&draft);
    let report = draft.finish(&mut cautions);
    Ok((report, cautions))
}

/// Fills in from a feed what a page does not say of itself.
fn fill(given: &mut Given, entry: &Entry) {
    let fields = [
        (&mut given.title, &entry.title),
        (&mut given.published, &entry.published),
        (&mut given.byline, &entry.byline),
        (&mut given.outlet, &entry.outlet),
        (&mut given.language, &entry.language),
        (&mut given.url, &entry.address),
    ];
    for (field, value) in fields {
        if field.as_deref().is_none_or(|known| known.trim().is_empty()) {
            field.clone_from(value);
        }
    }
    given.prefer(entry.syndicated_from.clone());
}

/// A hash of what a page says.
fn hash(draft: &Draft) -> String {
    let given = &draft.given;
    let said =
        [given.url.as_deref(), given.title.as_deref(), given.published.as_deref(), Some(draft.text.as_str())];
    sha256(said.map(|part| part.unwrap_or("")).join("\0").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syndication::{Syndication, SyndicationMark};

    fn page(head: &str) -> String {
        let paragraph = "<p>The ferry Islay Star ran aground on a sandbank on Wednesday morning, the coastguard said, and all forty people on board were taken ashore in lifeboats within an hour.</p>";
        format!(
            "<html><head><title>Ferry runs aground</title>{head}</head><body><article><h1>Ferry runs aground</h1>{}</article></body></html>",
            paragraph.repeat(4)
        )
    }

    fn read(head: &str, address: &str, entry: Option<&Entry>) -> Report {
        let delivery = Delivery { address: Some(address), media: Some("text/html"), charset: None, entry };
        read_page(page(head).as_bytes(), delivery, &Options::default()).unwrap().0
    }

    #[test]
    fn a_page_may_name_its_own_address_on_its_own_site_only() {
        let canonical = |url: &str| format!("<link rel=\"canonical\" href=\"{url}\">");
        let at = "https://amp.harbour.example/a?utm=1";
        let own = read(&canonical("https://www.harbour.example/a"), at, None);
        assert_eq!(own.url.as_deref(), Some("https://www.harbour.example/a"));
        assert_eq!(own.syndicated_from, None);

        let theirs = read(&canonical("https://www.star.example/a"), at, None);
        assert_eq!(theirs.url.as_deref(), Some(at));
        let mark = theirs.syndicated_from.unwrap();
        assert_eq!((mark.name.as_str(), mark.mark), ("star.example", SyndicationMark::Canonical));
        assert_eq!(mark.url.as_deref(), Some("https://www.star.example/a"));

        let front = read(&canonical("https://www.harbour.example/"), at, None);
        assert_eq!(front.url.as_deref(), Some(at));
    }

    #[test]
    fn what_a_page_lacks_comes_from_its_entry() {
        let syndicated_from =
            Syndication::of("Evening Star", Some("https://star.example/"), SyndicationMark::Source);
        let entry = Entry {
            title: Some("Another headline".to_owned()),
            published: Some("2023-09-13T08:00:00+00:00".to_owned()),
            byline: Some("Ann Reed".to_owned()),
            syndicated_from,
            ..Entry::default()
        };
        let report = read("", "https://harbour.example/a", Some(&entry));
        assert_eq!(report.title.as_deref(), Some("Ferry runs aground"));
        assert_eq!(report.published.unwrap().date.to_string(), "2023-09-13");
        assert_eq!(report.byline.as_deref(), Some("Ann Reed"));
        assert_eq!(report.syndicated_from.unwrap().name, "Evening Star");
        // At the source's own site the mark says nothing.
        assert_eq!(read("", "https://star.example/a", Some(&entry)).syndicated_from, None);
    }

    #[test]
    fn a_page_is_hashed_by_what_it_says() {
        let at = "https://harbour.example/a";
        let one = read("<meta name=\"nonce\" content=\"1\">", at, None);
        assert_eq!(one.sha256, read("<meta name=\"nonce\" content=\"2\">", at, None).sha256);
        assert_ne!(one.sha256, read("", "https://harbour.example/b", None).sha256);
    }

    #[test]
    fn what_is_no_page_is_said() {
        let read = |bytes: &[u8], media| {
            read_page(bytes, Delivery { media: Some(media), ..Delivery::default() }, &Options::default())
        };
        assert!(matches!(read(b"%PDF-1.7", "application/pdf"), Err(ReadError::NotText(_))));
        assert!(matches!(read(b"{\"a\": 1}", "application/json"), Err(ReadError::NoArticle)));
        assert!(matches!(read(b"", "text/html"), Err(ReadError::Empty)));
    }
}
