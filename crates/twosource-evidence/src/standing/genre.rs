//! Texts that confirm nothing, whatever they say: satire, opinion, horoscopes, advertisements, fact checks.

use twosource_reader::{Report, SegmentKind};

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

const OPINION: Genre = Genre::Repeats("opinion");
const SPONSORED: Genre = Genre::Repeats("sponsored");
const SATIRE: Genre = Genre::Nothing("satire");
const HOROSCOPE: Genre = Genre::Nothing("a horoscope");
const CHECK: Genre = Genre::Nothing("a fact check");
const WITHDRAWN: Genre = Genre::Nothing("withdrawn");

/// Labels before a colon, bar or bracket at the beginning or end of a title, or parts of an address.
const LABELS: [(&str, Genre); 34] = [
    ("opinion", OPINION),
    ("comment", OPINION),
    ("commentary", OPINION),
    ("editorial", OPINION),
    ("op-ed", OPINION),
    ("column", OPINION),
    ("columnist", OPINION),
    ("columnists", OPINION),
    ("leader", OPINION),
    ("letter", OPINION),
    ("letters", OPINION),
    ("letters to the editor", OPINION),
    ("letter to the editor", OPINION),
    ("viewpoint", OPINION),
    ("views", OPINION),
    ("commentisfree", OPINION),
    ("satire", SATIRE),
    ("satirical", SATIRE),
    ("parody", SATIRE),
    ("spoof", SATIRE),
    ("humour", SATIRE),
    ("humor", SATIRE),
    ("horoscope", HOROSCOPE),
    ("horoscopes", HOROSCOPE),
    ("your horoscope", HOROSCOPE),
    ("sponsored", SPONSORED),
    ("sponsored content", SPONSORED),
    ("advertisement", SPONSORED),
    ("advertorial", SPONSORED),
    ("paid content", SPONSORED),
    ("partner content", SPONSORED),
    ("promoted", SPONSORED),
    ("fact check", CHECK),
    ("fact-check", CHECK),
];

/// Sentences by which a text says what it is.
const SENTENCES: [(&str, Genre); 20] = [
    ("this is satire", SATIRE),
    ("this article is satire", SATIRE),
    ("this story is satire", SATIRE),
    ("this is a satirical", SATIRE),
    ("filed under: satire", SATIRE),
    ("none of this is true", SATIRE),
    ("this is a parody", SATIRE),
    ("is a columnist", OPINION),
    ("views are his own", OPINION),
    ("views are her own", OPINION),
    ("views are their own", OPINION),
    ("the views expressed", OPINION),
    ("the opinions expressed", OPINION),
    ("views expressed in this", OPINION),
    ("this is sponsored content", SPONSORED),
    ("this article was paid for by", SPONSORED),
    ("this post is sponsored", SPONSORED),
    ("this is a paid advertisement", SPONSORED),
    ("paid for and presented by", SPONSORED),
    ("in paid partnership with", SPONSORED),
];

/// Outlets that print satire alone.
const SATIRISTS: [&str; 14] = [
    "onion",
    "babylon bee",
    "clickhole",
    "beaverton",
    "daily mash",
    "newsthump",
    "waterford whispers news",
    "betoota advocate",
    "der postillon",
    "postillon",
    "le gorafi",
    "reductress",
    "duffel blog",
    "private eye spoof",
];

/// Words that a sentence which says what its text is may have; longer ones only quote them.
const SHORT: usize = 160;

/// The kind of a text that is no plain news report.
pub(crate) fn of(report: &Report) -> Option<Genre> {
    let title = report.title.as_deref().unwrap_or_default().to_lowercase();
    let outlet = report.outlet.as_deref().unwrap_or_default().to_lowercase();
    let bare = outlet.trim_start_matches("the ");
    if SATIRISTS.contains(&bare) || labelled(&outlet, "satire") || labelled(&outlet, "parody") {
        return Some(SATIRE);
    }
    for word in ["retracted", "withdrawn", "[retracted]", "[withdrawn]"] {
        if title.starts_with(word) || report.text.trim_start().to_lowercase().starts_with(&format!("{word}:"))
        {
            return Some(WITHDRAWN);
        }
    }
    let first = report.text.trim_start().lines().next().unwrap_or_default();
    let first: String = first.chars().take(SHORT).collect::<String>().to_lowercase();
    for (label, genre) in LABELS {
        if labelled(&title, label) || opens(&first, label) || in_address(report, label) {
            return Some(genre);
        }
    }
    if first.contains("horoscope") && title.contains("horoscope") {
        return Some(HOROSCOPE);
    }
    let lower = report.text.to_lowercase();
    if lower.contains("verdict: false") || (lower.contains("claim:") && lower.contains("verdict:")) {
        return Some(CHECK);
    }
    let short = report.segments.iter().filter(|s| s.span.len() <= SHORT || s.kind != SegmentKind::Paragraph);
    for segment in short {
        let words = segment.span.of(&report.text).to_lowercase();
        if let Some((_, genre)) = SENTENCES.iter().find(|(sentence, _)| words.contains(sentence)) {
            return Some(*genre);
        }
    }
    None
}

/// "Opinion: …", "[Satire] …", "… | Opinion", "… – Satire", or the label alone.
fn labelled(title: &str, label: &str) -> bool {
    let title = title.trim();
    if title == label || opens(title, label) {
        return true;
    }
    let before = title.strip_suffix(label).map(str::trim_end);
    before.is_some_and(|before| before.ends_with(['|', '–', '—', '(', ':']) || before.ends_with(" -"))
        || title.ends_with(&format!("({label})"))
        || title.ends_with(&format!("[{label}]"))
}

fn opens(text: &str, label: &str) -> bool {
    let text = text.trim_start_matches(['[', '(']);
    let after = text.strip_prefix(label);
    after.is_some_and(|after| {
        let after = after.trim_start();
        after.starts_with([':', '|', ']', ')', '–', '—'])
            || after.starts_with("- ")
            || after.starts_with(". ")
    })
}

/// `/opinion/` in the path of an address.
fn in_address(report: &Report, label: &str) -> bool {
    let path =
        report.url.as_deref().and_then(|url| url.split_once("://")).map(|(_, rest)| rest.to_lowercase());
    let spelt = label.replace(' ', "-");
    path.is_some_and(|path| path.split(['/', '?', '#']).skip(1).any(|part| part == spelt))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_a_label_and_no_word_of_a_sentence() {
        assert!(labelled("opinion: highway robbery", "opinion"));
        assert!(labelled("[satire] goose runs bank", "satire"));
        assert!(labelled("goose runs bank | opinion", "opinion"));
        assert!(!labelled("opinion polls shift", "opinion"));
        assert!(!labelled("leader of the opposition quits", "leader"));
    }
}
