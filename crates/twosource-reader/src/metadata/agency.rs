//! News agencies: the table, and the names in a credit.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use twosource_text::Span;

use crate::pattern::Pattern;

/// A news agency that a report credits for (part of) itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// The agency's usual short name: "AP", "Reuters", "AFP".
    pub name: String,
    /// Where the text credits it, in bytes; `None` where a field of the input does.
    pub span: Option<Span>,
    /// True where the credit is for the text (dateline, byline, "Reuters contributed"), false for a picture's.
    pub for_text: bool,
}

/// What an agency hands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgencyKind {
    /// News as text, often with pictures.
    Text,
    /// Pictures only: a credit never says that the text is theirs.
    Photo,
    /// A broadcaster or paper that others cite like an agency.
    Media,
}

/// A row of `data/agencies.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownAgency {
    /// Usual short name: "AP".
    pub name: &'static str,
    /// Other names: "Associated Press".
    pub aliases: Vec<&'static str>,
    /// Where it sits, ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// True where a state owns or runs it and its line is the state's.
    pub state: bool,
    /// What it hands out.
    pub kind: AgencyKind,
    /// True where people bear the name, too.
    pub is_given_name: bool,
}

static TABLE: LazyLock<Vec<KnownAgency>> = LazyLock::new(|| {
    include_str!("../../data/agencies.tsv")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let name = columns.next()?;
            let aliases = columns.next()?.split(';').filter(|alias| !alias.is_empty()).collect();
            let country = columns.next()?;
            let state = columns.next()? == "yes";
            let kind = match columns.next()? {
                "photo" => AgencyKind::Photo,
                "media" => AgencyKind::Media,
                _ => AgencyKind::Text,
            };
            let is_given_name = columns.next() == Some("yes");
            Some(KnownAgency { name, aliases, country, state, kind, is_given_name })
        })
        .collect()
});

/// From each name and alias, in lower case, to its row. For look-up only.
static BY_NAME: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut rows = HashMap::new();
    for (row, agency) in TABLE.iter().enumerate() {
        for name in agency.aliases.iter().chain([&agency.name]) {
            rows.entry(name.to_lowercase()).or_insert(row);
        }
    }
    rows
});

/// The most words a name of the table has.
const LONGEST_NAME: usize = 6;

/// All known agencies, in the order of the table.
pub fn agencies() -> &'static [KnownAgency] {
    &TABLE
}

/// The agency that is called `name`, whole: "Associated Press" and "the AP" are, "AP reporter" is not. Short names in
/// capitals ("AP", "PAP") have to be in capitals.
pub fn agency_named(name: &str) -> Option<&'static KnownAgency> {
    let name = name.trim();
    let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    let row = BY_NAME.get(&bare.to_lowercase()).or_else(|| BY_NAME.get(&name.to_lowercase()))?;
    let agency = TABLE.get(*row)?;
    let is_one_word = !bare.contains(' ');
    let written_so = |known: &str| known == bare || known.to_uppercase() == bare;
    let exact = agency.aliases.iter().chain([&agency.name]).any(|known| written_so(known));
    (!is_one_word || exact).then_some(agency)
}

/// Every agency named in the stretch `span` of `text`, in order, with where. Longer names win over shorter ones.
///
/// For credits only: in running text "AP" and "PA" can be anything.
pub(crate) fn named_in(text: &str, span: Span) -> Vec<(&'static KnownAgency, Span)> {
    let words = words(text, span);
    let mut found = Vec::new();
    let mut first = 0;
    while first < words.len() {
        let longest = LONGEST_NAME.min(words.len() - first);
        let hit = (1..=longest).rev().find_map(|count| {
            let stretch = words[first].cover(words[first + count - 1]);
            let agency = agency_named(stretch.of(text))?;
            let after = text.get(stretch.end..span.end).unwrap_or_default();
            (!is_person(agency, stretch.of(text), after)).then_some((agency, stretch, count))
        });
        match hit {
            Some((agency, stretch, count)) => {
                found.push((agency, stretch));
                first += count;
            }
            None => first += 1,
        }
    }
    found
}

/// True where a name is that of a person who shares it with an agency: "Petra" in "Petra Holm".
fn is_person(agency: &KnownAgency, written: &str, after: &str) -> bool {
    let next = after.strip_prefix(' ').unwrap_or_default();
    let next = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is_name = next.starts_with(char::is_uppercase) && next.chars().any(char::is_lowercase);
    agency.is_given_name && written.chars().any(char::is_lowercase) && is_name
}

/// The name in [`Agency::name`](crate::Agency) for news agencies that a report credits without saying which: "Staff and
/// agencies", "wire services".
pub const UNNAMED_AGENCY: &str = "news agencies";

/// Agencies that a credit does not name. An "agency" alone may be anybody's.
static UNNAMED: Pattern = Pattern::new(
    r"(?i)\b(?:(?:news|wire|press|international|foreign|other) )?agencies\b|\b(?:news|wire|press) agency\b|\bagency (?:inputs?|reports?|copy|feeds?|staff|material)\b|\b(?:news)?wire(?:s|(?: (?:services?|reports?|feeds?|copy|staff)))\b|\bsyndicated (?:news )?(?:feed|content|copy)\b",
);

/// The agencies for news in text that the credit `span` of `text` names, in order; where it names none but says that there
/// are some, [`UNNAMED_AGENCY`]. Not for running text.
pub(crate) fn credited_in(text: &str, span: Span) -> Vec<(&'static str, Span)> {
    let named: Vec<_> = named_in(text, span)
        .into_iter()
        .filter(|(agency, _)| agency.kind != AgencyKind::Photo)
        .map(|(agency, span)| (agency.name, span))
        .collect();
    if !named.is_empty() {
        return named;
    }
    let unnamed = UNNAMED.find(span.of(text));
    unnamed
        .map(|found| (UNNAMED_AGENCY, Span::new(found.start(), found.end()).shifted(span.start)))
        .into_iter()
        .collect()
}

/// The news agencies that a byline credits: "Jane Doe, Reuters", "ASSOCIATED PRESS", "Staff and agencies".
pub(crate) fn credited_in_byline(byline: &str) -> Vec<&'static str> {
    let whole = Span::new(0, byline.len());
    let is_text = |name: &str| agency_named(name).is_none_or(|agency| agency.kind == AgencyKind::Text);
    credited_in(byline, whole).into_iter().map(|(name, _)| name).filter(|name| is_text(name)).collect()
}

/// As [`agency_named`], however it is written: "Afp", "reuters". For places where nothing but a credit stands.
pub(crate) fn agency_named_loosely(name: &str) -> Option<&'static KnownAgency> {
    let name = name.trim();
    agency_named(name).or_else(|| {
        let row = BY_NAME.get(&name.to_lowercase())?;
        TABLE.get(*row).filter(|_| name.starts_with(char::is_uppercase))
    })
}

/// A bracket that may credit agencies within running text: "(AFP)", "(Reuters, AP)", "(with AFP)".
static IN_BRACKETS: Pattern = Pattern::new(
    r"[(\[](?:(?i:with|via|from|source\s?:|by|reports?|agency inputs? from)\s)?(?P<names>\p{Lu}[\p{L}.’'-]*(?:[ /,&]+(?:and )?\p{Lu}[\p{L}.’'-]*){0,5}|agencies)(?:\s(?i:report|agencies|news agency))?[)\]]",
);

/// The agencies that brackets within running text credit for it: "…, a monitor said on Sunday (AFP)." A bracket behind a
/// name is its short form: "the Palestinian Authority (PA)", "the Agence France-Presse (AFP)".
pub(crate) fn credited_in_brackets(text: &str, span: Span) -> Vec<(&'static str, Span)> {
    const MOST: usize = 4;
    let words = span.of(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(bracket) = words.get(at..).and_then(|rest| IN_BRACKETS.captures(rest)) {
        let (Some(whole), Some(names)) = (bracket.get(0), bracket.name("names")) else { break };
        let place = Span::new(at + names.start(), at + names.end()).shifted(span.start);
        let before = &words[..at + whole.start()];
        at += whole.end();
        let named = credited_in(text, place);
        let covered: usize = named.iter().map(|(_, span)| span.len()).sum();
        let joins = place.of(text).matches([' ', ',', '/', '&']).count()
            + 3 * place.of(text).matches(" and ").count();
        // Nothing but agencies, and no short form of what stands before.
        if named.is_empty() || covered + joins < place.len() || is_short_form_of(place.of(text), before) {
            continue;
        }
        found.extend(named);
        if found.len() >= MOST {
            break;
        }
    }
    found
}

/// True where `short` is made of the first letters of the words before it, or stands for a name that is there.
fn is_short_form_of(short: &str, before: &str) -> bool {
    const WORDS: usize = 8;
    let mut words: Vec<&str> = before.rsplit(|c: char| c.is_whitespace() || c == '-').take(WORDS).collect();
    words.retain(|word| !word.is_empty());
    let Some(last) = words.first() else { return false };
    let is_name = last.starts_with(char::is_uppercase);
    let first_letters: String = words
        .iter()
        .rev()
        .filter(|word| word.starts_with(char::is_uppercase))
        .filter_map(|word| word.chars().next())
        .collect();
    let long = agency_named(short).filter(|agency| {
        let tail = before.trim_end().to_lowercase();
        agency.aliases.iter().chain([&agency.name]).any(|alias| tail.ends_with(&alias.to_lowercase()))
    });
    long.is_some() || (is_name && first_letters.to_uppercase().ends_with(&short.to_uppercase()))
}

/// Words as agencies' names are made of: letters, digits, hyphens and apostrophes.
fn words(text: &str, span: Span) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    for (offset, c) in span.of(text).char_indices() {
        let at = span.start + offset;
        let inside = c.is_alphanumeric() || (matches!(c, '-' | '\'' | '’') && start.is_some());
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(begin)) => {
                words.push(Span::new(begin, at));
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|begin| Span::new(begin, span.end)));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_whole_and_every_name_is_of_one_agency() {
        let rows =
            include_str!("../../data/agencies.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(agencies().len(), rows);
        for agency in agencies() {
            assert_eq!(agency_named(agency.name).map(|found| found.name), Some(agency.name));
            assert_eq!(agency.country.len(), 2, "{}", agency.name);
            for alias in &agency.aliases {
                assert_eq!(agency_named(alias).map(|found| found.name), Some(agency.name), "{alias}");
                assert!(alias.split(' ').count() <= LONGEST_NAME);
            }
        }
    }

    #[test]
    fn short_names_have_to_be_written_as_names() {
        assert_eq!(agency_named("the Associated Press").map(|found| found.name), Some("AP"));
        assert_eq!(agency_named("REUTERS").map(|found| found.name), Some("Reuters"));
        assert_eq!(agency_named("ap"), None);
        assert_eq!(agency_named("map"), None);
        assert_eq!(agency_named("AP reporter"), None);
    }

    #[test]
    fn names_in_a_credit_are_found_in_order() {
        let text = "With files from The Canadian Press, AFP/Getty Images and Reuters";
        let names: Vec<_> = named_in(text, Span::new(0, text.len()))
            .into_iter()
            .map(|(agency, span)| (agency.name, span.of(text)))
            .collect();
        assert_eq!(
            names,
            [("CP", "The Canadian Press"), ("AFP", "AFP"), ("Getty", "Getty Images"), ("Reuters", "Reuters")]
        );
        assert_eq!(credited_in_byline("JANE DOE, ASSOCIATED PRESS"), ["AP"]);
        assert_eq!(credited_in_byline("Jane Doe/Getty Images"), [""; 0]);
        for unnamed in
            ["News agencies", "Wire services", "Agencies", "Staff and agencies", "Post staff and wires"]
        {
            assert_eq!(credited_in_byline(unnamed), [UNNAMED_AGENCY], "{unnamed}");
        }
        assert_eq!(credited_in_byline("AFP/Evening Star"), ["AFP"]);
        assert_eq!(credited_in_byline("Jane Doe, housing agency"), [""; 0]);
        for person in ["Petra Holm", "Tasnim Rahman", "By Petra Holm and Jane Doe"] {
            assert_eq!(credited_in_byline(person), [""; 0], "{person}");
        }
        for agency in ["Jane Doe, Petra", "Petra News Agency", "Petra staff", "PETRA", "Petra, Ammann"] {
            assert_eq!(credited_in_byline(agency), ["Petra"], "{agency}");
        }
    }

    #[test]
    fn brackets_in_running_text_credit_agencies_or_shorten_names() {
        let names = |text: &str| -> Vec<&str> {
            credited_in_brackets(text, Span::new(0, text.len())).into_iter().map(|(name, _)| name).collect()
        };
        assert_eq!(names("Nine died, a monitor said on Sunday (AFP)."), ["AFP"]);
        assert_eq!(names("Nine died (Reuters, AP) and two were hurt."), ["Reuters", "AP"]);
        assert_eq!(names("Nine died, the mayor said. (with AFP)"), ["AFP"]);
        for text in [
            "He told the Agence France-Presse (AFP) that nine died.",
            "The Palestinian Authority (PA) said that nine died.",
            "Nine died (see the picture).",
            "Nine died (Jane Doe/AFP).",
            "The guest waves (AP Photo).",
        ] {
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }
}
