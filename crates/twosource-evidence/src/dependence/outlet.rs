//! Outlets by their names: which names are one outlet, and where a text names it.

use std::collections::HashMap;
use std::sync::LazyLock;

use twosource_reader::Report;
use twosource_text::Span;

use super::words;

/// Names of outlets that go by several, with their domains.
static OUTLETS: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let rows = include_str!("outlets.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|row| {
        let mut columns = row.split('\t');
        let name = columns.next().unwrap_or_default();
        let list = |column: Option<&'static str>| -> Vec<&'static str> {
            column.unwrap_or_default().split(';').filter(|item| !item.is_empty()).collect()
        };
        Known { name, aliases: list(columns.next()), domains: list(columns.next()) }
    })
    .collect()
});

/// From each folded name, and each domain, to the first outlet that goes by it.
static BY_NAME: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut places = HashMap::new();
    for (place, known) in OUTLETS.iter().enumerate() {
        let names = std::iter::once(&known.name).chain(&known.aliases).map(|name| fold(name));
        for name in names.chain(known.domains.iter().map(|&domain| domain.to_owned())) {
            places.entry(name).or_insert(place);
        }
    }
    places
});

struct Known {
    name: &'static str,
    aliases: Vec<&'static str>,
    domains: Vec<&'static str>,
}

/// An outlet or agency, however a report names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outlet {
    /// Its usual name where it is a known one, the name given otherwise.
    pub name: String,
    /// Its names folded: letters and digits in lower case, with no "the" in front. The first tells outlets apart.
    folded: Vec<String>,
}

impl Outlet {
    /// The outlet of a report, by its name or its address; `None` where neither is known.
    pub(crate) fn of(report: &Report) -> Option<Outlet> {
        Outlet::at(report.outlet.as_deref(), report.url.as_deref())
    }

    /// The outlet of this name, or else at this address.
    pub(crate) fn at(name: Option<&str>, url: Option<&str>) -> Option<Outlet> {
        let given = name.filter(|name| !fold(name).is_empty());
        given.map(Outlet::named).or_else(|| Some(Outlet::named(host(url?)?)))
    }

    /// The outlet whose text a report is, by a mark outside the text; `None` where it is the report's own.
    pub(crate) fn syndicated(report: &Report) -> Option<Outlet> {
        let mark = report.syndicated_from.as_ref().filter(|mark| mark.mark.is_of_text())?;
        let named = Outlet::named(&mark.name);
        // A name that is not known may go by an address that is: "AP News" at apnews.com.
        let by_host = mark.url.as_deref().and_then(host).map(Outlet::named).filter(|_| !named.is_known());
        let source = by_host.filter(Outlet::is_known).unwrap_or(named);
        let is_own = Outlet::of(report).is_some_and(|own| own.is(&source));
        (!source.key().is_empty() && !is_own).then_some(source)
    }

    /// True where it goes by several names that the table has.
    fn is_known(&self) -> bool {
        self.folded.first().is_some_and(|first| BY_NAME.contains_key(first))
    }

    /// The outlet that goes by a name or a domain.
    pub(crate) fn named(given: &str) -> Outlet {
        let given = given.trim();
        let domain = given.trim_start_matches("www.").to_lowercase();
        let folded = fold(given);
        let by_domain = BY_NAME.get(domain.as_str()).filter(|_| is_domain(&domain));
        let by_name = BY_NAME.get(folded.as_str()).filter(|_| !is_domain(&domain));
        let known = by_domain.or(by_name).and_then(|&place| OUTLETS.get(place));
        match known {
            Some(known) => {
                let names = std::iter::once(&known.name).chain(&known.aliases);
                Outlet { name: known.name.to_owned(), folded: names.map(|name| fold(name)).collect() }
            }
            None if is_domain(&domain) => {
                // The label before the first suffix: "timesofoman" of "news.timesofoman.com" is beyond a plain rule,
                // so the longest label stands for the outlet.
                let label = domain.split('.').max_by_key(|label| label.len()).unwrap_or(&domain);
                Outlet { name: given.to_owned(), folded: vec![fold(label)] }
            }
            None => Outlet { name: given.to_owned(), folded: vec![folded] },
        }
    }

    /// True where both are one outlet.
    pub(crate) fn is(&self, other: &Outlet) -> bool {
        self.folded.first() == other.folded.first()
    }

    /// What tells it from other outlets.
    pub(crate) fn key(&self) -> &str {
        self.folded.first().map_or("", String::as_str)
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
            run.push_str(&fold_word(bare));
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

/// Letters and digits in lower case, with no "the" in front.
fn fold(name: &str) -> String {
    let name = name.trim();
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    fold_word(name)
}

fn fold_word(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_domain(name: &str) -> bool {
    name.contains('.') && !name.contains(char::is_whitespace) && !name.ends_with('.')
}

/// The host of an address.
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    rest.split(['/', ':', '?', '#']).next().filter(|host| is_domain(host))
}

#[cfg(test)]
mod tests {
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
