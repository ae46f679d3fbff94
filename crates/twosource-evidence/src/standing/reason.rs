//! Why a claim stands as it does, as sentences.

use crate::file::Standing;
use crate::origin::in_words;

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
    /// All outlets quote the words themselves.
    pub quoted: bool,
}

impl Reason {
    /// The reason of a standing.
    pub fn in_words(&self, standing: Standing) -> String {
        let mut parts = vec![match standing {
            Standing::Disputed => self.disputed(),
            Standing::SingleSource => self.alone(),
            Standing::Corroborated => self.corroborated(),
            Standing::Unsourced => format!(
                "{} say so in their own name; none of them tells from whom, and nothing shows that one has it from another",
                in_words(self.outlets.iter().cloned())
            ),
            Standing::Echoed => self.echoed(),
        }];
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
            let say = if self.deniers.len() == 1 { "has" } else { "have" };
            parts.push(format!("{} {say} the contrary", in_words(self.deniers.iter().cloned())));
        }
        parts.extend(self.notes.iter().take(DOUBTS).cloned());
        if !self.updates.is_empty() {
            parts.push(format!("updated: {}", self.updates));
        }
        parts.join("; ")
    }

    fn corroborated(&self) -> String {
        let counted: Vec<&Told> = self.told.iter().filter(|told| told.counts).collect();
        let others: Vec<&Told> = self.told.iter().filter(|told| !told.counts).collect();
        let names = listed(&counted);
        let mut words = format!("{} named origins that do not depend on each other: {names}", counted.len());
        if !others.is_empty() {
            words.push_str(&format!("; also named: {}", listed(&others)));
        }
        words
    }

    fn echoed(&self) -> String {
        let outlets = self.outlets.len();
        match self.told.as_slice() {
            [] => match &self.one_voice {
                Some(why) => format!("{outlets} outlets with one text or hand: {why}"),
                None => format!("{outlets} outlets, and no source is named"),
            },
            [one] => {
                let mut words = format!("1 origin in {outlets} outlets: {}", listed(&[one]));
                if self.quoted {
                    let who = if outlets == 2 { "both outlets quote" } else { "all outlets quote" };
                    words.push_str(&format!(
                        "; {who} the words themselves: that it was said is sure, what was said has one source"
                    ));
                }
                words
            }
            several => {
                let all: Vec<&Told> = several.iter().collect();
                format!(
                    "{outlets} outlets, and not two named origins that are surely independent: {}",
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
                match through {
                    Some(through) => format!("{}, through {through}", told.name),
                    None => told.name.clone(),
                }
            })
            .collect();
        match from.as_slice() {
            [] => format!("only {name} says so, and names no source"),
            _ => format!("only {name} says so: from {}", from.join("; ")),
        }
    }

    fn disputed(&self) -> String {
        let all: Vec<&Told> = self.told.iter().collect();
        let named = match all.as_slice() {
            [] => "no source is named".to_owned(),
            _ => format!("named: {}", listed(&all)),
        };
        format!("disputed: {}; {named}", self.disputes)
    }
}

/// "Ana Reyes, by way of A and B; the fire service, by way of C"
fn listed(told: &[&Told]) -> String {
    let mut parts: Vec<String> = told
        .iter()
        .take(SHOWN)
        .map(|told| match told.by.as_slice() {
            [] => told.name.clone(),
            by => format!("{}, by way of {}", told.name, in_words(by.iter().cloned())),
        })
        .collect();
    if told.len() > SHOWN {
        parts.push(format!("and {} more", told.len() - SHOWN));
    }
    parts.join("; ")
}
