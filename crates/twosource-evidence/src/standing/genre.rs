//! What a text that is no news report can do for a claim: nothing, or carry it. What it is, the reader has told.

use twosource_reader::{AmendmentKind, GenreKind, Report};

/// What a text that is no news report can do for a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Genre {
    /// It repeats what others found: it carries a claim and is no origin of it.
    Repeats(&'static str),
    /// It says nothing about the world: as if it were not there.
    Nothing(&'static str),
}

impl Genre {
    /// What the text is, in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Genre::Repeats(words) | Genre::Nothing(words) => words,
        }
    }
}

/// The kind of a text that is no plain news report. A live blog is news in another form.
pub(crate) fn of(report: &Report) -> Option<Genre> {
    match report.genre?.kind {
        GenreKind::Satire => Some(Genre::Nothing("satire")),
        GenreKind::Horoscope => Some(Genre::Nothing("a horoscope")),
        GenreKind::FactCheck => Some(Genre::Nothing("a fact check")),
        GenreKind::Opinion | GenreKind::Letter => Some(Genre::Repeats("opinion")),
        GenreKind::Sponsored => Some(Genre::Repeats("sponsored")),
        GenreKind::LiveBlog => None,
    }
}

/// True where a text says that it, or an earlier one of its outlet, is taken back.
pub(crate) fn takes_back(report: &Report) -> bool {
    report.amendments.iter().any(|amendment| amendment.kind == AmendmentKind::Withdrawn)
}
