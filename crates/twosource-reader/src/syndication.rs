//! Marks outside a text that say it comes from another outlet.

use serde::{Deserialize, Serialize};

use crate::site::{host_of, same_site};

/// Where a text comes from, as its feed or page says outside its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Syndication {
    /// Whose text it is: the name given, else the host of the address.
    pub name: String,
    /// Where it can be read there.
    pub url: Option<String>,
    /// What says so.
    pub mark: SyndicationMark,
}

/// A mark of syndication, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SyndicationMark {
    /// `<source>` of an RSS item or an Atom entry: the feed that it was taken from.
    Source,
    /// `dc:source` or `dcterms:source` of an entry.
    DublinCore,
    /// A page that names an address at another site as its own (`<link rel="canonical">`).
    Canonical,
    /// `sourceOrganization` of a page's linked data: whose text it is.
    SourceOrganization,
    /// `infoSource` of an agency's item, where it is not the agency itself.
    InfoSource,
    /// `isBasedOn` of a page's linked data: what it was made from.
    BasedOn,
    /// The publication that a news sitemap names for a page at another site.
    Publication,
    /// `<link rel="via">` of an entry, where the information comes from; or the page at another site that an entry with
    /// the whole text leads to.
    Via,
    /// `<link rel="related">` of an entry: what it is about, which need not be where its text comes from.
    Related,
}

impl SyndicationMark {
    /// True where the mark says that the whole text is another outlet's. [`SyndicationMark::Related`] does not.
    pub fn is_of_text(self) -> bool {
        self != SyndicationMark::Related
    }

    /// The mark in words: "its feed's <source>".
    pub fn in_words(self) -> &'static str {
        match self {
            SyndicationMark::Source => "its feed's <source>",
            SyndicationMark::DublinCore => "its feed's dc:source",
            SyndicationMark::Canonical => "its page's canonical address",
            SyndicationMark::SourceOrganization => "its page's sourceOrganization",
            SyndicationMark::InfoSource => "its item's infoSource",
            SyndicationMark::BasedOn => "its page's isBasedOn",
            SyndicationMark::Publication => "its sitemap's publication",
            SyndicationMark::Via => "a link of its feed",
            SyndicationMark::Related => "a link of its feed to something related",
        }
    }
}

impl Syndication {
    /// The syndication that a name and an address tell of; `None` where they tell of nobody. An address may stand in the
    /// place of the name.
    pub(crate) fn of(name: &str, url: Option<&str>, mark: SyndicationMark) -> Option<Syndication> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let url = url.map(str::trim).filter(|url| !url.is_empty());
        let (name, url) = match host_of(&name) {
            Some(host) => (host, Some(name.as_str())),
            None => (name.clone(), url),
        };
        let name = if name.is_empty() { url.and_then(host_of)? } else { name };
        // An identifier (an ISBN, a URN) is nobody's name.
        let is_name = name.chars().any(char::is_alphabetic) && !name.starts_with("urn:") && name.len() <= 200;
        let url = url.filter(|url| host_of(url).is_some() && url.len() <= 2000).map(str::to_owned);
        is_name.then_some(Syndication { name, url, mark })
    }

    /// True where it names the outlet itself, by its name or its site: then nothing was taken over.
    pub(crate) fn is_own(&self, outlet: Option<&str>, address: Option<&str>) -> bool {
        let own_site = self.url.as_deref().is_some_and(|url| address.is_some_and(|own| same_site(url, own)));
        let own_host = address.and_then(host_of).is_some_and(|host| host == self.name.to_lowercase());
        own_site || own_host || outlet.is_some_and(|outlet| outlet.eq_ignore_ascii_case(&self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_or_an_address_tells_who() {
        let of = |name, url| Syndication::of(name, url, SyndicationMark::Source);
        let found = of(" Harbour\n Post ", Some("https://harbour.example/feed")).unwrap();
        assert_eq!(
            (found.name.as_str(), found.url.as_deref()),
            ("Harbour Post", Some("https://harbour.example/feed"))
        );
        assert_eq!(of("", Some("https://www.harbour.example/feed")).unwrap().name, "harbour.example");
        assert_eq!(of("https://harbour.example/a", None).unwrap().name, "harbour.example");
        assert_eq!(of("Harbour Post", Some("javascript:alert(1)")).unwrap().url, None);
        for nobody in ["", "  ", "urn:isbn:123", "12345"] {
            assert_eq!(of(nobody, None), None, "{nobody}");
        }
    }

    #[test]
    fn an_outlet_that_names_itself_took_nothing_over() {
        let by_name = Syndication::of("Harbour Post", None, SyndicationMark::Source).unwrap();
        assert!(by_name.is_own(Some("harbour post"), None));
        assert!(!by_name.is_own(Some("Evening Star"), Some("https://star.example/a")));
        let by_site =
            Syndication::of("HP Online", Some("https://harbour.example/feed"), SyndicationMark::Source);
        assert!(by_site.unwrap().is_own(Some("Harbour Post"), Some("https://amp.harbour.example/a")));
    }
}
