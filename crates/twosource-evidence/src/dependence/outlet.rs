//! Outlets by their names: which names are one outlet, and where a text names it.

use std::collections::HashMap;

use twosource_lexicon::press::{self, OutletEntry, Register};
use twosource_reader::Report;
use twosource_text::Span;

use super::words;

/// An outlet or agency, however a report names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outlet {
    /// Its usual name where the register has it, else the name given or its host.
    pub name: String,
    /// What tells it from others.
    key: String,
    /// Its names folded: letters and digits in lower case, with no "the" in front.
    folded: Vec<String>,
    /// What the register knows of it.
    entry: Option<&'static OutletEntry>,
}

impl Outlet {
    /// The outlet of a report, by its name and its address; `None` where neither is known.
    pub(crate) fn of(report: &Report) -> Option<Outlet> {
        Outlet::at(report.outlet.as_deref(), report.url.as_deref())
    }

    /// The outlet that calls itself by this name at this address. The name counts where the address does not speak
    /// against it.
    pub(crate) fn at(name: Option<&str>, url: Option<&str>) -> Option<Outlet> {
        let found = Register::current().identify(name, url)?;
        Some(Outlet { name: found.name, key: found.key, folded: found.names, entry: found.entry })
    }

    /// The outlet whose text a report is, by a mark outside the text; `None` where it is the report's own.
    pub(crate) fn syndicated(report: &Report) -> Option<Outlet> {
        let mark = report.syndicated_from.as_ref().filter(|mark| mark.mark.is_of_text())?;
        let named = Outlet::named(&mark.name);
        // A name that is not known may go by an address that is: "AP News" at apnews.com.
        let by_host =
            mark.url.as_deref().filter(|_| !named.is_known()).and_then(|url| Outlet::at(None, Some(url)));
        let source = by_host.filter(Outlet::is_known).unwrap_or(named);
        let is_own = Outlet::of(report).is_some_and(|own| own.is(&source));
        (!source.key().is_empty() && !is_own).then_some(source)
    }

    /// The outlet that goes by a name or a domain.
    pub(crate) fn named(given: &str) -> Outlet {
        let given = given.trim();
        Outlet::at(Some(given), None).unwrap_or_else(|| {
            let folded = press::fold(given);
            Outlet { name: given.to_owned(), key: folded.clone(), folded: vec![folded], entry: None }
        })
    }

    /// True where both are one outlet.
    pub(crate) fn is(&self, other: &Outlet) -> bool {
        self.key == other.key
    }

    /// What tells it from other outlets.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// True where the register has it.
    pub(crate) fn is_known(&self) -> bool {
        self.entry.is_some()
    }
}

/// What the register tells of an outlet, `None` where it does not know: for cautions, and for what collapses.
impl Outlet {
    /// Who owns it: "News Corp".
    pub(crate) fn owner(&self) -> Option<&'static str> {
        self.entry?.owner.as_deref()
    }

    /// The name of the state whose organ it is: "China" for Xinhua.
    pub(crate) fn state_name(&self) -> Option<&'static str> {
        let code = self.entry?.state.as_deref()?;
        Some(press::country_name(code).unwrap_or(code))
    }
}

/// The outlets of a story, each once, by all their names.
#[derive(Debug, Default)]
pub(crate) struct Outlets {
    outlets: Vec<Outlet>,
    by_name: HashMap<String, usize>,
    /// Bytes of the longest folded name.
    longest: usize,
}

impl Outlets {
    /// The outlets that published the reports, in their order.
    pub(crate) fn of<'r>(reports: impl Iterator<Item = &'r Report>) -> Outlets {
        reports.filter_map(Outlet::of).collect()
    }

    /// The place of an outlet among them.
    pub(crate) fn place(&self, outlet: &Outlet) -> Option<usize> {
        self.by_name.get(outlet.key()).copied().filter(|&place| self.outlets[place].is(outlet))
    }

    /// The outlet at a place.
    pub(crate) fn get(&self, place: usize) -> Option<&Outlet> {
        self.outlets.get(place)
    }

    /// Where `text` names outlets within `part`, in bytes, and which: a name as words, the first in capitals, and not as the
    /// start of a longer name ("Times" in "Times of Oman").
    pub(crate) fn named_in(&self, text: &str, part: Span) -> Vec<(usize, Span)> {
        let words: Vec<Span> = words::split(part.of(text)).map(|span| span.shifted(part.start)).collect();
        let mut found = Vec::new();
        for (i, &first) in words.iter().enumerate() {
            if first.of(text).starts_with(char::is_uppercase)
                && let Some((outlet, end)) = self.ends(text, &words[i..])
            {
                found.push((outlet, Span::new(first.start, end)));
            }
        }
        found
    }

    /// The outlet, and the end of its name, where `words` begin with one.
    fn ends(&self, text: &str, words: &[Span]) -> Option<(usize, usize)> {
        let mut run = String::new();
        let mut end = None;
        for (i, &word) in words.iter().enumerate() {
            // A name stands in one sentence and on one line.
            let glued = i == 0 || {
                let between = Span::new(words[i - 1].end, word.start).of(text);
                between.chars().all(|c| matches!(c, ' ' | '-' | '.' | '\u{a0}'))
            };
            let bare = word.of(text).trim_end_matches("'s").trim_end_matches("’s");
            run.push_str(&press::fold(bare));
            if !glued || run.len() > self.longest {
                break;
            }
            let Some(&outlet) = self.by_name.get(&run) else { continue };
            // "AP" and "BBC", but no "ap" and no "Who".
            let is_acronym_in_capitals = run.len() > 3 || bare.chars().all(|c| !c.is_lowercase());
            if is_acronym_in_capitals {
                let possessive = bare.len() < word.len();
                end = (possessive || !longer_name(text, word, words.get(i + 1)))
                    .then_some((outlet, word.start + bare.len()));
            }
        }
        end
    }
}

impl FromIterator<Outlet> for Outlets {
    fn from_iter<I: IntoIterator<Item = Outlet>>(outlets: I) -> Outlets {
        let mut all = Outlets::default();
        for outlet in outlets {
            if all.place(&outlet).is_some() {
                continue;
            }
            let place = all.outlets.len();
            for name in &outlet.folded {
                all.longest = all.longest.max(name.len());
                all.by_name.entry(name.clone()).or_insert(place);
            }
            // That of an outlet known by its address alone is no name.
            all.by_name.entry(outlet.key.clone()).or_insert(place);
            all.outlets.push(outlet);
        }
        all
    }
}

/// True where the word after a name makes it a longer one: "Times of Oman", "Fox Searchlight".
fn longer_name(text: &str, last: Span, next: Option<&Span>) -> bool {
    let Some(&next) = next else { return false };
    let between = Span::new(last.end, next.start).of(text);
    let word = next.of(text);
    between == " " && (word == "of" || word.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use twosource_lexicon::press::OutletKind;

    use super::*;

    fn found<'t>(outlet: &str, text: &'t str) -> Vec<&'t str> {
        let outlets = Outlets::from_iter([Outlet::named(outlet)]);
        let named = outlets.named_in(text, Span::new(0, text.len()));
        named.into_iter().map(|(_, span)| span.of(text)).collect()
    }

    #[test]
    fn names_domains_and_initials_are_one_outlet() {
        assert!(Outlet::named("www.nytimes.com").is(&Outlet::named("NYT")));
        assert!(Outlet::named("The Harbour Courier").is(&Outlet::named("Harbour Courier")));
        assert!(!Outlet::named("Harbour Courier").is(&Outlet::named("Harbour Post")));
        assert_eq!(Outlet::named("www.reuters.com").name, "Reuters");
    }

    #[test]
    fn the_register_tells_whose_an_outlet_is() {
        let entry = |name: &str| Outlet::named(name).entry.unwrap();
        let xinhua = Outlet::at(None, Some("https://english.news.cn/1")).unwrap();
        let known = xinhua.entry.unwrap();
        assert_eq!((known.state.as_deref(), xinhua.state_name()), (Some("CN"), Some("China")));
        assert!(known.kind == OutletKind::Agency && known.state == entry("Global Times").state);
        let times = Outlet::named("The Times");
        assert!(times.owner().is_some() && times.owner() == Outlet::named("The Sun").owner());
        let known = times.entry.unwrap();
        assert_eq!((known.country.as_deref(), known.state.as_deref()), (Some("GB"), None));
        let prints = &entry("Guardian").prints;
        assert!(prints.iter().any(|agency| Outlet::named(agency).is(&Outlet::named("AFP"))));
        let unknown = Outlet::named("Harbour Post");
        assert!(unknown.owner().is_none() && unknown.entry.is_none());
    }

    #[test]
    fn a_host_stands_against_a_name_that_is_not_its() {
        let evil = Outlet::at(Some("Reuters"), Some("https://evil.example/y")).unwrap();
        assert_eq!(evil.name, "evil.example");
        assert!(!evil.is(&Outlet::named("Reuters")));
        let copy =
            Outlet::at(None, Some("https://web.archive.org/web/2023/https://www.reuters.com/a")).unwrap();
        assert!(copy.is(&Outlet::named("Reuters UK")));
    }

    #[test]
    fn a_text_names_an_outlet_in_its_own_way() {
        assert_eq!(
            found("NYT", "as The New York Times’s Joe and the New York Times say"),
            ["New York Times", "New York Times"]
        );
        assert_eq!(found("www.harbourcourier.com", "told the Harbour Courier."), ["Harbour Courier"]);
        assert_eq!(found("Fox", "told Fox News that"), ["Fox News"]);
    }

    #[test]
    fn part_of_a_longer_name_is_no_outlet() {
        assert!(found("Times", "The Times of Oman said").is_empty());
        assert!(found("AP", "an ap for that, and Apple").is_empty());
        assert!(found("Fox", "the Fox Searchlight film").is_empty());
    }
}
