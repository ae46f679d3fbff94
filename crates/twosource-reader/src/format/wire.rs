//! What the formats of news agencies say beside a text: who provides it, who is credited, what its editors note, what
//! became of it. ninjs, NewsML-G2 and NITF say the same things under other names.

use super::flow::Flow;
use crate::draft::Draft;
use crate::error::{Caution, Place};
use crate::given::Given;
use crate::metadata::amendment::AmendmentKind;
use crate::metadata::date;
use crate::syndication::{Syndication, SyndicationMark};
use crate::{Options, ReadError, SegmentKind};

/// Credits of one item that are looked at.
const MOST_CREDITS: usize = 16;

/// An item of an agency, under the words that the formats share.
#[derive(Debug, Default)]
pub(super) struct Item {
    /// Who puts it out.
    pub provider: Option<String>,
    pub copyright: Option<String>,
    pub headline: Option<String>,
    pub byline: Option<String>,
    /// Whose text it is, in their words: "Ann Reed/Nordwire".
    pub credits: Vec<String>,
    /// Whom the text or its matter comes from.
    pub info_sources: Vec<String>,
    pub dateline: Option<String>,
    /// What editors should know: corrections above all.
    pub notes: Vec<String>,
    pub language: Option<String>,
    pub address: Option<String>,
    pub id: Option<String>,
    pub created: Option<String>,
    /// When this version came.
    pub version_created: Option<String>,
    pub version: Option<String>,
    pub embargo: Option<String>,
    /// The last word of its status: "usable", "withheld", "canceled".
    pub status: Option<String>,
    /// What the item says has happened to it: "correction", "update".
    pub signals: Vec<String>,
    pub sections: Vec<String>,
}

impl Item {
    /// The report of an item with this body. Its dateline stands before the body, its notes after it.
    ///
    /// # Errors
    /// Where it has no text.
    pub fn draft(
        self,
        body: Flow,
        place: Place,
        sha256: String,
        options: &Options,
    ) -> Result<(Draft, Vec<Caution>), ReadError> {
        if body.is_empty() {
            return Err(ReadError::Empty);
        }
        let mut cautions = Vec::new();
        let given = self.given(&mut cautions);
        let mut flow = body;
        if let Some(dateline) = self.dateline.as_deref().filter(|dateline| !opens_with(flow.text(), dateline))
        {
            let mut before = Flow::default();
            before.add(dateline, Some(SegmentKind::Dateline));
            flow = before.followed_by(flow);
        }
        for note in &self.notes {
            flow.add(note, Some(SegmentKind::Note));
        }
        Ok((flow.draft(given, place, sha256, options)?, cautions))
    }

    fn given(&self, cautions: &mut Vec<Caution>) -> Given {
        let mut given = Given::default();
        let is_later = self.number().is_some_and(|number| number > 1);
        let first = self.created.as_deref().filter(|value| date::given(value).is_some());
        let latest = self.version_created.as_deref().filter(|value| date::given(value).is_some());
        let published = first.or(latest);
        let fields = [
            ("outlet", self.provider.as_deref().or(self.copyright.as_deref())),
            ("title", self.headline.as_deref()),
            ("byline", self.byline.as_deref()),
            ("language", self.language.as_deref()),
            ("url", self.address.as_deref().filter(|address| address.starts_with("http"))),
            ("published", published),
            ("updated", latest.filter(|latest| is_later || Some(*latest) != published)),
            ("id", self.id.as_deref()),
        ];
        for (key, value) in fields {
            if let Some(value) = value {
                given.set(key, value);
            }
        }
        given.sections.clone_from(&self.sections);
        let credits = self.credits.iter().chain(&self.info_sources).chain(&self.provider);
        given.sources = credits.take(MOST_CREDITS).cloned().collect();
        let other =
            |name: &&String| self.provider.as_deref().is_none_or(|own| !own.eq_ignore_ascii_case(name));
        let source = self.info_sources.iter().find(other);
        given.prefer(source.and_then(|name| Syndication::of(name, None, SyndicationMark::InfoSource)));
        if let Some(until) = &self.embargo {
            cautions.push(Caution::Embargo { until: until.clone() });
        }
        given.amendments = self.amendments(is_later);
        given
    }

    /// Takes from an item inside this one what this one does not say.
    pub fn fill(&mut self, inner: Item) {
        let fields = [
            (&mut self.provider, inner.provider),
            (&mut self.copyright, inner.copyright),
            (&mut self.headline, inner.headline),
            (&mut self.byline, inner.byline),
            (&mut self.dateline, inner.dateline),
            (&mut self.language, inner.language),
            (&mut self.created, inner.created),
            (&mut self.embargo, inner.embargo),
            (&mut self.status, inner.status),
        ];
        for (field, value) in fields {
            if field.is_none() {
                *field = value;
            }
        }
        self.credits.extend(inner.credits);
        self.notes.extend(inner.notes);
        self.signals.extend(inner.signals);
    }

    /// The number of its version; dates and names are none.
    fn number(&self) -> Option<u32> {
        self.version.as_deref()?.trim().parse().ok()
    }

    fn amendments(&self, is_later: bool) -> Vec<AmendmentKind> {
        let says = |word: &str| self.signals.iter().any(|signal| signal.to_ascii_lowercase().contains(word));
        let is_killed = self.status.as_deref().is_some_and(|status| {
            let status = status.to_ascii_lowercase();
            status.starts_with("cancel") || status.starts_with("withh") || status.contains("kill")
        });
        let mut kinds = Vec::new();
        if is_killed || says("kill") || says("withdraw") {
            kinds.push(AmendmentKind::Withdrawn);
        }
        if says("correct") {
            kinds.push(AmendmentKind::Corrected);
        }
        if is_later || says("update") || says("writethru") {
            kinds.push(AmendmentKind::Updated);
        }
        kinds
    }
}

/// True where a text opens with a dateline already, whatever its case and its marks.
fn opens_with(text: &str, dateline: &str) -> bool {
    let letters = |words: &str, most: usize| -> String {
        words.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).take(most).collect()
    };
    let place = dateline.split([',', '(']).next().unwrap_or(dateline);
    let place = letters(place, 40);
    !place.is_empty() && letters(text, 40).starts_with(&place)
}

/// The last part of a code: "canceled" of "stat:canceled" or "http://cv.iptc.org/newscodes/pubstatus/canceled".
pub(super) fn last_part(code: &str) -> &str {
    code.rsplit([':', '/']).next().unwrap_or(code)
}
