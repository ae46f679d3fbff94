//! What kind of text a report is, where it is no plain news report: satire, opinion, an advertisement.
//!
//! Such a text repeats or invents what it tells of, and confirms nothing. What says so is a label of the title, a part of
//! the address, the section that its page names, the outlet, or a sentence of its own.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use serde::{Deserialize, Serialize};
use twosource_text::Span;

use crate::site::host_of;
use crate::{Provenance, Segment, SegmentKind};

/// A kind of text that is no news report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GenreKind {
    /// Made up to be laughed at.
    Satire,
    /// What its writer thinks: comment, column, editorial.
    Opinion,
    /// A reader's letter.
    Letter,
    /// A horoscope.
    Horoscope,
    /// Paid for by whom it is about.
    Sponsored,
    /// Tells of a rumour to weigh it.
    FactCheck,
    /// Entries as they came in, the latest first or last.
    LiveBlog,
}

impl GenreKind {
    /// All of them, the ones that tell most first.
    pub const ALL: [GenreKind; 7] = [
        GenreKind::Satire,
        GenreKind::Horoscope,
        GenreKind::Sponsored,
        GenreKind::FactCheck,
        GenreKind::Letter,
        GenreKind::Opinion,
        GenreKind::LiveBlog,
    ];

    /// As files and tables write it: "fact-check".
    pub fn as_str(self) -> &'static str {
        match self {
            GenreKind::Satire => "satire",
            GenreKind::Opinion => "opinion",
            GenreKind::Letter => "letter",
            GenreKind::Horoscope => "horoscope",
            GenreKind::Sponsored => "sponsored",
            GenreKind::FactCheck => "fact-check",
            GenreKind::LiveBlog => "live-blog",
        }
    }

    /// True where what the text tells counts for no claim: all but a live blog, which is news in another form.
    pub fn lifts_nothing(self) -> bool {
        self != GenreKind::LiveBlog
    }
}

impl std::str::FromStr for GenreKind {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        GenreKind::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or(())
    }
}

/// The kind of a text, and what says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Genre {
    /// Which.
    pub kind: GenreKind,
    /// What says so: a field of the input (title, section, outlet), the address, or the text's own words.
    pub provenance: Provenance,
}

/// Where a form of the table stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Label,
    Title,
    Section,
    Path,
    Host,
    Outlet,
    Sentence,
}

impl Place {
    fn named(word: &str) -> Option<Place> {
        Some(match word {
            "label" => Place::Label,
            "title" => Place::Title,
            "section" => Place::Section,
            "path" => Place::Path,
            "host" => Place::Host,
            "outlet" => Place::Outlet,
            "sentence" => Place::Sentence,
            _ => return None,
        })
    }

    /// The whole expression for a form that stands here.
    fn around(self, form: &str) -> String {
        match self {
            // "Opinion: …", "[Satire] …", "… | Opinion", "Sponsored".
            Place::Label => format!(
                r"^[\[(]?\s*(?:{form})\s*(?:$|[\])]|[:|]|\.(?:\s|$)|\s[–—-]+\s)|\s(?:[|–—-]|\|\|)\s*(?:{form})\s*(?:$|\|)"
            ),
            Place::Host => format!(r"(?:^|\.)(?:{form})$"),
            Place::Sentence => format!(r"^\W*(?:{form})\W*$"),
            Place::Title | Place::Section | Place::Path | Place::Outlet => format!("^(?:{form})$"),
        }
    }
}

/// The forms of one place, and whose they are.
struct Forms {
    kinds: Vec<GenreKind>,
    set: RegexSet,
    /// The first of them, for where it stands.
    each: Vec<Regex>,
}

impl Forms {
    fn of(place: Place) -> Option<Forms> {
        let rows = rows().filter(|(_, at, _)| *at == place);
        let (kinds, forms): (Vec<_>, Vec<_>) = rows.map(|(kind, at, form)| (kind, at.around(form))).unzip();
        let set = RegexSetBuilder::new(&forms).case_insensitive(true).build().ok()?;
        let each =
            forms.iter().filter_map(|form| RegexBuilder::new(form).case_insensitive(true).build().ok());
        Some(Forms { kinds, set, each: each.collect() })
    }

    /// The surest kind whose form fits, and where in `words`.
    fn find(&self, words: &str) -> Option<(GenreKind, Span)> {
        let fits: Vec<usize> = self.set.matches(words).into_iter().collect();
        let rank = |kind: GenreKind| GenreKind::ALL.iter().position(|known| *known == kind);
        let row = fits.into_iter().min_by_key(|row| self.kinds.get(*row).and_then(|kind| rank(*kind)))?;
        let found = self.each.get(row)?.find(words)?;
        Some((*self.kinds.get(row)?, Span::new(found.start(), found.end())))
    }
}

/// The rows of the table.
fn rows() -> impl Iterator<Item = (GenreKind, Place, &'static str)> {
    let lines = include_str!("../../data/genres.tsv").lines();
    lines.filter(|line| !line.starts_with('#') && !line.is_empty()).filter_map(|line| {
        let mut columns = line.split('\t');
        let kind = columns.next()?.parse().ok()?;
        let place = Place::named(columns.next()?)?;
        Some((kind, place, columns.next()?))
    })
}

/// By the order of [`Place`].
static FORMS: LazyLock<[Option<Forms>; 7]> = LazyLock::new(|| {
    use Place::{Host, Label, Outlet, Path, Section, Sentence, Title};
    [Label, Title, Section, Path, Host, Outlet, Sentence].map(Forms::of)
});

fn found(place: Place, words: &str) -> Option<(GenreKind, Span)> {
    FORMS.get(place as usize)?.as_ref()?.find(words)
}

/// What is known of a report beside its text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known<'k> {
    pub title: Option<&'k str>,
    pub outlet: Option<&'k str>,
    pub url: Option<&'k str>,
    /// Sections and types that its page or feed gives it.
    pub sections: &'k [String],
}

/// Longest title, section or sentence that is looked at, in bytes.
const LONGEST: usize = 400;

/// Segments at either end of a text whose sentences are looked at: an outlet says at the top or at the bottom what a text
/// is.
const AT_EITHER_END: usize = 6;

/// The kind of a text; `None` where nothing says that it is no news report.
pub(crate) fn of(known: Known, text: &str, segments: &[Segment]) -> Option<Genre> {
    let given = |kind| Genre { kind, provenance: Provenance::Given };
    let outside = |place, words: &str| {
        let words = words.trim();
        (words.len() <= LONGEST).then(|| found(place, words)).flatten()
    };
    let sections = || known.sections.iter().find_map(|section| outside(Place::Section, section));
    let title = || {
        let title = known.title?;
        outside(Place::Label, title).or_else(|| outside(Place::Title, title))
    };
    let outlet = || outside(Place::Outlet, known.outlet?);
    let host = || outside(Place::Host, &host_of(known.url?)?);
    if let Some((kind, _)) = title().or_else(sections).or_else(outlet) {
        return Some(given(kind));
    }
    if let Some(kind) = host().map(|(kind, _)| kind).or_else(|| by_path(known.url?)) {
        return Some(Genre { kind, provenance: Provenance::Address });
    }
    by_words(text, segments)
}

/// By a part of the address's path. The last part is the headline and says nothing.
fn by_path(url: &str) -> Option<GenreKind> {
    const MOST_PARTS: usize = 12;
    let path = url.split_once("://")?.1.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).filter(|part| !part.is_empty()).take(MOST_PARTS).collect();
    let folders = parts.split_last().map_or(&[][..], |(_, folders)| folders);
    folders.iter().find_map(|part| found(Place::Path, part)).map(|(kind, _)| kind)
}

/// By what the text says of itself: a label at its start, a sentence at its top or bottom.
fn by_words(text: &str, segments: &[Segment]) -> Option<Genre> {
    let opening = segments.iter().take(3).find_map(|segment| {
        let words = first_bytes(segment.span.of(text));
        let (kind, span) = found(Place::Label, words)?;
        // "… | Opinion" ends a headline, and a sentence of the text that ends so is none.
        let is_headline = matches!(segment.kind, SegmentKind::Title | SegmentKind::Heading);
        (span.start == 0 || is_headline).then_some((kind, span.shifted(segment.span.start)))
    });
    let edge = |place: usize| place < AT_EITHER_END || place + AT_EITHER_END >= segments.len();
    let told = || {
        let near = segments.iter().enumerate().filter(|(place, _)| edge(*place)).map(|(_, segment)| segment);
        near.flat_map(|segment| sentences(text, segment.span))
            .find_map(|sentence| Some((found(Place::Sentence, sentence.of(text))?.0, sentence)))
    };
    let (kind, span) = opening.or_else(told)?;
    Some(Genre { kind, provenance: Provenance::Text(span) })
}

/// The start of `words`, long enough for any label.
fn first_bytes(words: &str) -> &str {
    let mut end = words.len().min(LONGEST);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    &words[..end]
}

/// The first few sentences of a segment and its last, as far as full stops tell. One that opens with a quotation mark is left
/// out: it is another's.
fn sentences(text: &str, span: Span) -> impl Iterator<Item = Span> {
    const MOST: usize = 4;
    let words = span.of(text);
    let (mut first, mut last) = (Vec::new(), None);
    let mut start = 0;
    let ends = words.match_indices(['.', '!', '?']).map(|(at, end)| at + end.len()).chain([words.len()]);
    for end in ends {
        let goes_on = words[end..].chars().next().is_some_and(|c| !c.is_whitespace());
        let sentence = Span::new(span.start + start, span.start + end).trimmed(text);
        if goes_on || sentence.is_empty() {
            continue;
        }
        start = end;
        if sentence.len() > LONGEST || sentence.of(text).starts_with(['"', '“', '‘', '«']) {
            continue;
        }
        if first.len() < MOST {
            first.push(sentence);
        } else {
            last = Some(sentence);
        }
    }
    first.into_iter().chain(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, read_bytes};

    fn genre(line: &serde_json::Value) -> Option<(GenreKind, Provenance)> {
        let reading = read_bytes(Some("a.jsonl"), line.to_string().as_bytes(), &Options::default());
        reading.reports.first().and_then(|report| report.genre).map(|genre| (genre.kind, genre.provenance))
    }

    fn kind(line: serde_json::Value) -> Option<GenreKind> {
        genre(&line).map(|(kind, _)| kind)
    }

    const TEXT: &str =
        "The harbour board sold two tugs on Monday.\n\nThey were built in 1970, the board said.";

    #[test]
    fn every_row_of_the_table_is_whole() {
        let lines = include_str!("../../data/genres.tsv").lines();
        let count = lines.filter(|line| !line.starts_with('#') && !line.is_empty()).count();
        assert_eq!(rows().count(), count);
        for (_, place, form) in rows() {
            assert!(Regex::new(&place.around(form)).is_ok(), "{form}");
        }
        assert!(FORMS.iter().all(Option::is_some));
    }

    #[test]
    fn a_title_that_says_what_a_text_is_counts() {
        for (title, wanted) in [
            ("Opinion: The tugs should have stayed", GenreKind::Opinion),
            ("The tugs should have stayed | Opinion", GenreKind::Opinion),
            ("EDITORIAL — Two tugs too few", GenreKind::Opinion),
            ("SATIRE", GenreKind::Satire),
            ("[Satire] Tugs found to be sentient", GenreKind::Satire),
            ("Your daily horoscope for Tuesday", GenreKind::Horoscope),
            ("Sponsored: why this paint lasts", GenreKind::Sponsored),
            ("Fact check: No, the tugs were not given away", GenreKind::FactCheck),
            ("Letters: A tug is not a toy", GenreKind::Letter),
            ("Harbour fire – live updates", GenreKind::LiveBlog),
        ] {
            assert_eq!(kind(serde_json::json!({"title": title, "text": TEXT})), Some(wanted), "{title}");
        }
        for title in [
            "Opinion polls: two tugs are too few",
            "Court hears opinion on the tugs",
            "Letter bomb found at the harbour",
            "Live ammunition found at the harbour",
            "Satire is dead, says the mayor",
            "Editorial staff of the Post go on strike",
        ] {
            assert_eq!(kind(serde_json::json!({"title": title, "text": TEXT})), None, "{title}");
        }
    }

    #[test]
    fn an_address_an_outlet_or_a_section_tells() {
        let url = |url: &str| genre(&serde_json::json!({"url": url, "text": TEXT}));
        assert_eq!(
            url("https://post.example/opinion/2024/tugs"),
            Some((GenreKind::Opinion, Provenance::Address))
        );
        assert_eq!(url("https://post.example/satire/tugs").map(|found| found.0), Some(GenreKind::Satire));
        assert_eq!(url("https://www.theonion.com/tugs").map(|found| found.0), Some(GenreKind::Satire));
        assert_eq!(url("https://post.example/news/opinion"), None);
        assert_eq!(url("https://post.example/news/opinion-on-tugs"), None);
        let onion = serde_json::json!({"outlet": "The Onion", "text": TEXT});
        assert_eq!(genre(&onion), Some((GenreKind::Satire, Provenance::Given)));
        let section = serde_json::json!({"section": "Comment", "text": TEXT});
        assert_eq!(kind(section), Some(GenreKind::Opinion));
        let news = serde_json::json!({"section": "World", "text": TEXT});
        assert_eq!(kind(news), None);
    }

    #[test]
    fn a_text_may_say_itself_what_it_is() {
        let text = |text: &str| kind(serde_json::json!({"text": text}));
        assert_eq!(text(&format!("{TEXT}\n\nThis is satire.")), Some(GenreKind::Satire));
        assert_eq!(text(&format!("{TEXT} This article is satire.")), Some(GenreKind::Satire));
        assert_eq!(
            text(&format!("{TEXT}\n\nThe views expressed in this article are the author's own.")),
            Some(GenreKind::Opinion)
        );
        assert_eq!(text(&format!("This is a sponsored post.\n\n{TEXT}")), Some(GenreKind::Sponsored));
        assert_eq!(
            text("Fact check. Claim: The board gave the tugs away. Verdict: False."),
            Some(GenreKind::FactCheck)
        );
        assert_eq!(text(&format!("Opinion: {TEXT}")), Some(GenreKind::Opinion));
        for news in [
            "“This is satire,” said the judge. The board sold two tugs.",
            "The judge said this is satire that hurts nobody.",
            "The views of the board are well known in the town.",
        ] {
            assert_eq!(text(&format!("{TEXT}\n\n{news}")), None, "{news}");
        }
    }
}
