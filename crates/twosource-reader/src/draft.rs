//! A report on its way: what the input gives, before its text is looked at.

use sha2::{Digest, Sha256};
use twosource_text::{Alignment, Span};

use crate::error::{Caution, Place};
use crate::given::{Block, Given};
use crate::metadata::date;
use crate::metadata::genre::{self, Known};
use crate::metadata::{agency, amendment, language};
use crate::segment::{self, Outline};
use crate::{Agency, Amendment, Provenance, Published, Report};

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
    pub fn finish(mut self, cautions: &mut Vec<Caution>) -> Report {
        for field in [&mut self.given.title, &mut self.given.byline] {
            *field = field.take().map(without_entities);
        }
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
        let count = self.text.chars().filter(|c| is_invisible(*c)).count();
        if count > FLAG {
            cautions.push(Caution::Invisible { count });
        }
        let of_text = facts.published.clone();
        let published = published
            .map(|(value, date)| Published { value, date, provenance: Provenance::Given })
            .or(of_text)
            .or_else(|| date::of_address(self.given.url.as_deref()?));
        let updated = (self.given.updated.as_deref().and_then(date::given)).map(|(value, date)| Published {
            value,
            date,
            provenance: Provenance::Given,
        });
        let updated =
            updated.into_iter().chain(facts.updated(published.as_ref())).max_by_key(|known| known.date);
        let outlet = self.given.outlet();
        let byline =
            self.given.byline.or_else(|| facts.byline.map(|span: Span| span.of(&self.text).to_owned()));
        let title = self.given.title.or_else(|| facts.title.map(|span| span.of(&self.text).to_owned()));
        let mut agencies = facts.agencies;
        let mut in_byline = byline.as_deref().map(agency::credited_in_byline).unwrap_or_default();
        in_byline.extend(self.given.sources.iter().flat_map(|source| agency::credited_in_byline(source)));
        for name in in_byline.into_iter().rev() {
            if !agencies.iter().any(|known: &Agency| known.name == name && known.for_text) {
                agencies.insert(0, Agency { name: name.to_owned(), span: None, for_text: true });
            }
        }
        let syndicated_from = self.given.syndicated_from;
        let syndicated_from =
            syndicated_from.filter(|mark| !mark.is_own(outlet.as_deref(), self.given.url.as_deref()));
        let known = Known {
            title: title.as_deref(),
            outlet: outlet.as_deref(),
            url: self.given.url.as_deref(),
            sections: &self.given.sections,
        };
        let genre = genre::of(known, &self.text, &segments);
        let mut amendments = facts.amendments;
        if let Some(found) = title.as_deref().and_then(amendment::said_by)
            && !amendments.iter().any(|known: &Amendment| known.kind == found.kind)
        {
            amendments.insert(0, Amendment { kind: found.kind, span: None });
        }
        for kind in self.given.amendments {
            if !amendments.iter().any(|known: &Amendment| known.kind == kind) {
                amendments.push(Amendment { kind, span: None });
            }
        }
        Report {
            id: self.given.id.unwrap_or_else(|| Report::made_id(&self.sha256)),
            path: self.place.path,
            line: self.place.line,
            sha256: self.sha256,
            outlet,
            title,
            published,
            updated,
            genre,
            amendments,
            url: self.given.url,
            byline,
            agencies,
            syndicated_from,
            links: self.given.links,
            language,
            text: self.text,
            segments,
            alignment: self.alignment,
        }
    }
}

/// Invisible characters of a few flags.
const FLAG: usize = 24;

/// Tags and selectors of variants, which follow a character that they change and are not seen by themselves.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{E0000}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}

/// A headline or byline whose entities were left in it, perhaps escaped twice.
fn without_entities(words: String) -> String {
    const TWICE: usize = 2;
    let mut words = words;
    for _ in 0..TWICE {
        if !words.contains('&') || !words.contains(';') {
            break;
        }
        words = html_escape::decode_html_entities(&words).into_owned();
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lower-case hexadecimal SHA-256 of `bytes`.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
