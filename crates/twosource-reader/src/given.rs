//! What an input gives beside and of a text: metadata, and the blocks of its mark-up.

use twosource_lexicon::press::{Address, Register, Why, is_no_name};
use twosource_text::Span;

use crate::SegmentKind;
use crate::metadata::amendment::AmendmentKind;
use crate::site::{host_of, is_front_page, same_site};
use crate::syndication::{Syndication, SyndicationMark};

/// Metadata that the input gives beside the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Given {
    pub id: Option<String>,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
    pub byline: Option<String>,
    pub language: Option<String>,
    /// When it was last changed.
    pub updated: Option<String>,
    /// Sections and types that the input files it under.
    pub sections: Vec<String>,
    /// Whose text it is, by its page's linked data; of these only agencies count.
    pub sources: Vec<String>,
    /// Where the text comes from, where that is said outside its words.
    pub syndicated_from: Option<Syndication>,
    /// Addresses that the paragraphs of a page lead to.
    pub links: Vec<String>,
    /// The address that a page calls its own.
    pub canonical: Option<String>,
    /// What the input says has become of the text: a status, a signal, a version.
    pub amendments: Vec<AmendmentKind>,
    /// True where the outlet is what a page or a feed calls itself, and nobody else said so.
    pub names_itself: bool,
    /// What a page may call itself, where its address bears that out; the likeliest first.
    pub likely_names: Vec<String>,
}

impl Given {
    /// Who published it. What a page calls itself counts only where its host does not speak against it; where there is
    /// no name, the register's for the address, else the host.
    pub fn outlet(&self) -> Option<String> {
        let url = self.url.as_deref();
        let by_address = || match Register::current().identify(None, url) {
            Some(found) if found.entry.is_some() || found.copied_by.is_some() => Some(found.name),
            _ => url.and_then(host_of),
        };
        let address = url.and_then(Address::of);
        let is_likely = |name: &&String| address.as_ref().is_none_or(|address| address.bears_out(name));
        let likely = self.likely_names.iter().find(is_likely).map(String::as_str);
        let Some(name) =
            self.outlet.as_deref().or(likely).filter(|name| !self.names_itself || !is_no_name(name))
        else {
            return by_address();
        };
        let found = self.names_itself.then(|| Register::current().identify(Some(name), url)).flatten();
        match found {
            Some(found) if matches!(found.why, Why::HostAgainstName { .. } | Why::Imitates { .. }) => {
                Some(found.name)
            }
            _ => Some(name.to_owned()),
        }
    }
}

impl Given {
    /// True for a key that [`set`](Self::set) takes.
    pub fn knows(key: &str) -> bool {
        const KEYS: [&str; 9] =
            ["id", "outlet", "title", "published", "url", "byline", "language", "updated", "section"];
        KEYS.contains(&key)
    }

    /// Sets the metadata called `key`; other keys are not ours and stay unread.
    pub fn set(&mut self, key: &str, value: &str) {
        let field = match key {
            "id" => &mut self.id,
            "outlet" => &mut self.outlet,
            "title" => &mut self.title,
            "published" => &mut self.published,
            "url" => &mut self.url,
            "byline" => &mut self.byline,
            "language" => &mut self.language,
            "updated" => &mut self.updated,
            "section" => {
                self.sections.push(value.trim().to_owned());
                return;
            }
            _ => return,
        };
        let value = value.trim();
        *field = (!value.is_empty()).then(|| value.to_owned());
    }

    /// Settles where a page is that was found at `found`: at the address that it calls its own, if that is of the same site.
    /// If it is of another, the text is another's: nobody may put words under an address that is not theirs.
    pub fn settle_address(&mut self, found: &str) {
        let canonical = self.canonical.take();
        let named = canonical.clone().or_else(|| self.url.take());
        let is_ours = |url: &String| same_site(url, found) && (!is_front_page(url) || is_front_page(found));
        let elsewhere = canonical.filter(|url| !same_site(url, found) && !is_front_page(url));
        if let Some(url) = elsewhere {
            self.prefer(Syndication::of("", Some(&url), SyndicationMark::Canonical));
        }
        self.url = Some(named.filter(is_ours).unwrap_or_else(|| found.to_owned()));
    }

    /// Keeps the surer of two marks.
    pub fn prefer(&mut self, mark: Option<Syndication>) {
        let known = self.syndicated_from.take();
        self.syndicated_from = known.into_iter().chain(mark).min_by_key(|mark| mark.mark);
    }
}

/// A stretch of text that its format sets apart from the next: an element of a page, a block of Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// In bytes of the text.
    pub span: Span,
    /// What the mark-up says it is; `None` where it only says that it is a block.
    pub kind: Option<SegmentKind>,
}
