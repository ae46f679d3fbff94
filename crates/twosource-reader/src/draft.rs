//! A report on its way: what the input gives, before its text is looked at.

use sha2::{Digest, Sha256};
use twosource_lexicon::press::{Address, Register, Why, is_no_name};
use twosource_text::{Alignment, Span};

use crate::error::{Caution, Place};
use crate::metadata::date;
use crate::metadata::{agency, language};
use crate::segment::{self, Outline};
use crate::site::host_of;
use crate::syndication::Syndication;
use crate::{Agency, Provenance, Published, Report, SegmentKind};

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
    /// Where the text comes from, where that is said outside its words.
    pub syndicated_from: Option<Syndication>,
    /// The address that a page calls its own.
    pub canonical: Option<String>,
    /// True where the outlet is what a page or a feed calls itself, and nobody else said so.
    pub names_itself: bool,
    /// What a page may call itself, where its address bears that out; the likeliest first.
    pub likely_names: Vec<String>,
}

impl Given {
    /// Who published it. What a page calls itself counts only where its host does not speak against it; where there is
    /// no name, the register's for the address, else the host.
    fn outlet(&self) -> Option<String> {
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
            _ => return,
        };
        let value = value.trim();
        *field = (!value.is_empty()).then(|| value.to_owned());
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

/// A report before its text is looked at.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub place: Place,
    pub sha256: String,
    pub given: Given,
    pub text: String,
    pub alignment: Alignment,
    /// The blocks that mark-up gives; `None` for raw text, whose layout has to be worked out.
    pub blocks: Option<Vec<Block>>,
}

impl Draft {
    /// Works out segments and missing metadata. Cautions about the text are added to `cautions`.
    pub fn finish(self, cautions: &mut Vec<Caution>) -> Report {
        let published = self.given.published.as_deref().and_then(|value| {
            let found = date::given(value);
            if found.is_none() {
                cautions.push(Caution::UnknownDate { value: value.to_owned() });
            }
            found
        });
        let Outline { segments, facts } = segment::outline(&self.text, self.blocks.as_deref(), &self.given);

        let language = language::of(self.given.language.as_deref(), &self.text, &segments);
        if let Some(tag) = language.as_deref().filter(|tag| !language::is_english(tag)) {
            cautions.push(Caution::NotEnglish { language: tag.to_owned() });
        }
        let published = published
            .map(|(value, date)| Published { value, date, provenance: Provenance::Given })
            .or(facts.published);
        let outlet = self.given.outlet();
        let byline = self.given.byline.or_else(|| facts.byline.map(|span| span.of(&self.text).to_owned()));
        let title = self.given.title.or_else(|| facts.title.map(|span| span.of(&self.text).to_owned()));
        let mut agencies = facts.agencies;
        if let Some(name) = byline.as_deref().and_then(agency::credited_in_byline)
            && !agencies.iter().any(|known: &Agency| known.name == name && known.for_text)
        {
            agencies.insert(0, Agency { name: name.to_owned(), span: None, for_text: true });
        }
        let syndicated_from = self.given.syndicated_from;
        let syndicated_from =
            syndicated_from.filter(|mark| !mark.is_own(outlet.as_deref(), self.given.url.as_deref()));
        Report {
            id: self.given.id.unwrap_or_else(|| Report::made_id(&self.sha256)),
            path: self.place.path,
            line: self.place.line,
            sha256: self.sha256,
            outlet,
            title,
            published,
            url: self.given.url,
            byline,
            agencies,
            syndicated_from,
            language,
            text: self.text,
            segments,
            alignment: self.alignment,
        }
    }
}

/// Lower-case hexadecimal SHA-256 of `bytes`.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
