//! Why a claim stands as it does, as sentences.

use crate::file::Standing;
use crate::origin::in_words;
use twosource_lexicon::english::WordList;

/// Origins that a reason names; a story of hundreds of reports has hundreds.
pub(crate) const SHOWN: usize = 12;

/// Doubts that a reason names.
pub(crate) const DOUBTS: usize = 6;

/// An origin and the outlets that carry a claim from it.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    /// Its name.
    pub name: String,
    /// It is among those that count.
    pub counts: bool,
    /// The outlets that have it from there, "B (through Reuters)".
    pub by: Vec<String>,
}

/// What a reason is made of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reason {
    /// The origins that are named in any way.
    pub told: Vec<Told>,
    /// Outlets that say it and name nobody.
    pub silent: Vec<String>,
    /// All outlets that say it.
    pub outlets: Vec<String>,
    /// Why origins do not count, or count as one.
    pub doubts: Vec<String>,
    /// Conflicts that dispute it.
    pub disputes: String,
    /// Conflicts that update it.
    pub updates: String,
    /// Whoever says the contrary.
    pub deniers: Vec<String>,
    /// What else is to be said of the reports.
    pub notes: Vec<String>,
    /// Why the outlets that name nobody are one voice.
    pub one_voice: Option<String>,
    /// Outlets that tell something near it, which is not surely the same.
    pub near: Vec<String>,
    /// All outlets quote the words themselves.
    pub quoted: bool,
}

impl Reason {
    /// The reason of a standing: sentences that somebody can check one by one.
    pub fn in_words(&self, standing: Standing) -> String {
        let mut parts = vec![match standing {
            Standing::Disputed => format!("the reports contradict each other: {}", self.disputes),
            Standing::SingleSource => self.alone(),
            Standing::Corroborated => self.corroborated(),
            Standing::Unsourced => format!(
                "{} say so in their own name: none of them tells from whom, and nothing shows that one has it from another",
                in_words(self.outlets.iter().cloned())
            ),
            Standing::Echoed => self.echoed(),
        }];
        if standing == Standing::Disputed {
            parts.push(match self.told.as_slice() {
                [] => "no source is named".to_owned(),
                told => format!("the sources named: {}", listed(&told.iter().collect::<Vec<_>>())),
            });
        }
        if standing == Standing::Corroborated {
            let others: Vec<&Told> = self.told.iter().filter(|told| !told.counts).collect();
            if !others.is_empty() {
                parts.push(format!("also named: {}", listed(&others)));
            }
        }
        if standing == Standing::Echoed && self.quoted && self.told.len() == 1 {
            parts.push(
                "each of them quotes the words: that they were said is sure, and what they say rests on one source"
                    .to_owned(),
            );
        }
        if matches!(standing, Standing::Corroborated | Standing::Echoed)
            && !self.told.is_empty()
            && !self.silent.is_empty()
        {
            let say = if self.silent.len() == 1 { "says it too and names" } else { "say it too and name" };
            parts.push(format!("{} {say} no source", in_words(self.silent.iter().cloned())));
        }
        if standing != Standing::SingleSource {
            parts.extend(self.doubts.iter().take(DOUBTS).cloned());
        }
        if !self.deniers.is_empty() && standing != Standing::Disputed {
            let say = if self.deniers.len() == 1 { "says" } else { "say" };
            parts.push(format!("{} {say} the contrary", in_words(self.deniers.iter().cloned())));
        }
        if !self.near.is_empty() && standing == Standing::SingleSource {
            let tell = if self.near.len() == 1 { "tells" } else { "tell" };
            let near = in_words(self.near.iter().cloned());
            parts.push(format!("{near} {tell} something near it, and not surely the same"));
        }
        parts.extend(self.notes.iter().take(DOUBTS).cloned());
        if !self.updates.is_empty() {
            parts.push(format!("updated: {}", self.updates));
        }
        parts.iter().map(|part| sentence(part)).collect::<Vec<_>>().join(" ")
    }

    fn corroborated(&self) -> String {
        let counted: Vec<&Told> = self.told.iter().filter(|told| told.counts).collect();
        let names = listed(&counted);
        match counted.len() {
            1 => format!("one named source, which is enough by the house rules, says so: {names}"),
            n => format!("{} named sources that do not depend on each other say so: {names}", number(n)),
        }
    }

    fn echoed(&self) -> String {
        let outlets = format!("{} outlets", number(self.outlets.len()));
        match self.told.as_slice() {
            [] => match &self.one_voice {
                Some(why) => format!("{outlets} say so with one text or hand: {why}"),
                None => format!("{outlets} say so, and no source is named"),
            },
            [one] => format!("{outlets} say so, and one source is named for it: {}", listed(&[one])),
            several => {
                let all: Vec<&Told> = several.iter().collect();
                format!(
                    "{outlets} say so, and no two of the sources named are surely independent: {}",
                    listed(&all)
                )
            }
        }
    }

    fn alone(&self) -> String {
        let name = self.outlets.first().map_or("one outlet", String::as_str);
        let from: Vec<String> = self
            .told
            .iter()
            .map(|told| {
                let through = told
                    .by
                    .first()
                    .and_then(|by| by.split_once(" (through "))
                    .map(|(_, rest)| rest.trim_end_matches(')'));
                let (source, _) = called(&told.name);
                match through {
                    Some(through) => format!("{source}, through {through}"),
                    None => source,
                }
            })
            .collect();
        match from.as_slice() {
            [] => format!("only {name} says so, and it names no source"),
            // A party, or an outlet whose own statement it is.
            [one] if one == name => format!("only {name} says so, of itself"),
            [one] => format!("only {name} says so, and the source it names is {one}"),
            several => format!("only {name} says so, and the sources it names are {}", several.join("; ")),
        }
    }
}

/// A part as a sentence: a capital in front, a full stop behind.
fn sentence(part: &str) -> String {
    let mut letters = part.chars();
    let first: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    // "edition.example" and "iPhone" keep their letters.
    let word = part.split(' ').next().unwrap_or_default();
    let is_plain = word.chars().all(|c| c.is_lowercase() || matches!(c, ',' | ':'));
    let whole = if is_plain { format!("{first}{}", letters.as_str()) } else { part.to_owned() };
    if whole.ends_with(['.', '!', '?']) { whole } else { format!("{whole}.") }
}

/// An origin's name without what is told of it by the way: whether it is quoted.
pub(crate) fn called(name: &str) -> (String, bool) {
    let bare = name.strip_suffix(", as quoted");
    let quoted = bare.is_some();
    let bare = small_article(bare.unwrap_or(name));
    let bare = bare.as_str();
    match bare.strip_suffix(", not named") {
        Some(bare) => (format!("{bare} (not named)"), quoted),
        None => (bare.to_owned(), quoted),
    }
}

/// "The relatives" as it stands within a sentence; "The New York Times" and "The Hill" keep their letter.
fn small_article(name: &str) -> String {
    const ARTICLES: [&str; 8] = ["The", "A", "An", "Its", "His", "Her", "Their", "Some"];
    match name.split_once(' ') {
        Some((first, rest)) if ARTICLES.contains(&first) && rest.starts_with(char::is_lowercase) => {
            format!("{} {rest}", first.to_lowercase())
        }
        _ => name.to_owned(),
    }
}

/// Small numbers as words.
fn number(n: usize) -> String {
    match n {
        0 => "no".to_owned(),
        1..10 => WordList::Number.words().get(n).cloned().unwrap_or_else(|| n.to_string()),
        _ => n.to_string(),
    }
}

/// "Ana Reyes, in A and B; the fire service, quoted in C"
fn listed(told: &[&Told]) -> String {
    let mut parts: Vec<String> = told
        .iter()
        .take(SHOWN)
        .map(|told| {
            let (name, quoted) = called(&told.name);
            let how = if quoted { "quoted in" } else { "in" };
            match told.by.as_slice() {
                [] => name,
                by => format!("{name}, {how} {}", in_words(by.iter().cloned())),
            }
        })
        .collect();
    if told.len() > SHOWN {
        parts.push(format!("and {} more", told.len() - SHOWN));
    }
    parts.join("; ")
}
