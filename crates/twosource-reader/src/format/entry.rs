//! One entry of a feed or a sitemap.

use serde::{Deserialize, Serialize};
use twosource_text::{Alignment, Span};

use super::{check_text, html};
use crate::draft::{Draft, sha256};
use crate::encoding;
use crate::error::{Caution, Place, ReadError};
use crate::given::{Block, Given};
use crate::syndication::{Syndication, SyndicationMark};
use crate::{Options, Report, SegmentKind};

/// Words below which the text of an entry is a teaser: the article stands on the page it links to.
const FEWEST_WORDS: usize = 80;

/// What a feed says of one article, and the article itself where the feed holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// Where its page is, as the feed writes it.
    pub address: Option<String>,
    /// The feed's own name for it, where it has no page.
    pub id: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published, as RFC 3339 or as the feed writes it.
    pub published: Option<String>,
    /// When it was changed last.
    pub updated: Option<String>,
    /// Language tag.
    pub language: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The outlet: the feed's title, unless the entry comes from elsewhere.
    pub outlet: Option<String>,
    /// Where its text comes from.
    pub syndicated_from: Option<Syndication>,
    /// Mark-up that may hold the article: body and summary. It is not written with the rest.
    #[serde(skip)]
    pub(crate) markup: Vec<String>,
    /// The feed's title, where the page is at another site than the feed: a text that stands in the feed is then not to be
    /// taken for the page's.
    #[serde(skip)]
    pub(crate) feed_elsewhere: Option<String>,
}

impl Entry {
    /// A hash of all that the feed says of the article: another one means that something was edited.
    pub fn fingerprint(&self) -> String {
        let fields = [
            &self.address,
            &self.id,
            &self.title,
            &self.published,
            &self.updated,
            &self.byline,
            &self.syndicated_from.as_ref().map(|syndication| syndication.name.clone()),
        ];
        let mut said: Vec<&str> = fields.map(|field| field.as_deref().unwrap_or("")).to_vec();
        said.extend(self.markup.iter().map(String::as_str));
        sha256(said.join("\0").as_bytes())
    }

    /// True where the entry holds an article, and not a teaser alone.
    pub fn holds_article(&self) -> bool {
        self.markup.iter().any(|markup| {
            let words =
                html::words_of(markup).iter().map(|(words, _)| words.split(' ').count()).sum::<usize>();
            words >= FEWEST_WORDS
        })
    }

    /// The article that the entry holds; `None` where it holds no more than a teaser.
    ///
    /// # Errors
    /// Where its text is too long or no text.
    pub fn report(&self, options: &Options) -> Result<Option<(Report, Vec<Caution>)>, ReadError> {
        let Some(draft) = self.draft(Place::default(), options)? else { return Ok(None) };
        let mut cautions = Vec::new();
        let report = draft.finish(&mut cautions);
        Ok(Some((report, cautions)))
    }

    /// The report of the entry; `None` where it holds no more than a teaser. It is hashed by what it says: the rest of a
    /// feed changes with every download.
    pub(crate) fn draft(&self, place: Place, options: &Options) -> Result<Option<Draft>, ReadError> {
        let count = |parts: &[(String, Option<SegmentKind>)]| {
            parts.iter().map(|(words, _)| words.split(' ').count()).sum::<usize>()
        };
        let found = self.markup.iter().map(|markup| html::words_of(markup));
        // The first of the longest.
        let longest = found.reduce(|a, b| if count(&b) > count(&a) { b } else { a });
        let parts = longest.unwrap_or_default();
        if count(&parts) < FEWEST_WORDS {
            return Ok(None);
        }
        let mut text = String::new();
        let mut blocks = Vec::with_capacity(parts.len());
        for (words, kind) in parts {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(&words);
            blocks.push(Block { span: Span::new(start, text.len()), kind });
        }
        check_text(&text, options)?;
        encoding::refuse_control_characters(&text)?;
        let given = self.given();
        let said =
            [given.url.as_deref(), given.title.as_deref(), given.published.as_deref(), Some(text.as_str())];
        let said = said.map(|part| part.unwrap_or("")).join("\0");
        let sha256 = sha256(said.as_bytes());
        let alignment = Alignment::identity();
        Ok(Some(Draft { place, sha256, given, text, alignment, blocks: Some(blocks) }))
    }

    fn given(&self) -> Given {
        let mut given = Given { syndicated_from: self.syndicated_from.clone(), ..Given::default() };
        let fields = [
            ("title", &self.title),
            ("url", &self.address),
            ("byline", &self.byline),
            ("published", &self.published),
            ("language", &self.language),
            ("outlet", &self.outlet),
        ];
        for (key, value) in fields {
            if let Some(value) = value {
                given.set(key, value);
            }
        }
        given.names_itself = true;
        if let (Some(title), Some(address)) = (&self.feed_elsewhere, &self.address) {
            given.url = None;
            given.outlet = (!title.is_empty()).then(|| title.clone());
            let via = || Syndication::of("", Some(address), SyndicationMark::Via);
            given.syndicated_from = given.syndicated_from.take().or_else(via);
        }
        if let (None, Some(id)) = (&given.url, &self.id) {
            given.set("id", id);
        }
        given
    }
}
