//! News agencies: the table, and the names in a credit.

use std::collections::HashMap;
use std::sync::LazyLock;

use twosource_text::Span;

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
            Some(KnownAgency { name, aliases, country, state, kind })
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
            agency_named(stretch.of(text)).map(|agency| (agency, stretch, count))
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

/// The news agency that a byline credits: "Jane Doe, Reuters", "ASSOCIATED PRESS".
pub(crate) fn credited_in_byline(byline: &str) -> Option<&'static str> {
    named_in(byline, Span::new(0, byline.len()))
        .into_iter()
        .find(|(agency, _)| agency.kind == AgencyKind::Text)
        .map(|(agency, _)| agency.name)
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
        assert_eq!(credited_in_byline("JANE DOE, ASSOCIATED PRESS"), Some("AP"));
        assert_eq!(credited_in_byline("Jane Doe/Getty Images"), None);
    }
}
