//! A short sentence with those who stand for it.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use twosource_evidence::file::{ClaimStatement, Standing, Support};

use crate::printable::{brief_line, line};
use crate::view::{ClaimView, StoryView, source_name};

use super::At;

/// Characters of a fact.
const LONGEST: usize = 240;

/// A claim as a short sentence, with its sources.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Fact {
    /// The claim's id in the evidence file.
    pub claim: String,
    /// Its place in the story.
    #[serde(skip)]
    pub place: usize,
    /// How it stands.
    pub standing: Standing,
    /// Its words, in order.
    pub words: Vec<Piece>,
    /// Who says so, each with the reports that have it from there.
    pub sources: Vec<Backing>,
    /// The reports that say so and name nobody.
    pub silent: Vec<String>,
}

/// Some words of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// False where one alone has them: what the others say does not confirm them.
    pub borne: bool,
}

/// A source, and who has it from there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Backing {
    /// Its name.
    pub name: String,
    /// The reports' words for it.
    pub reports: Vec<At>,
}

impl Fact {
    pub(crate) fn of(story: &StoryView<'_>, place: usize) -> Self {
        let claim = &story.claims[place];
        let (sources, silent) = backing(story, claim);
        Fact {
            claim: claim.name(),
            place,
            standing: claim.record.standing,
            words: words(claim),
            sources,
            silent,
        }
    }

    /// Its words, those of one alone in brackets.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for piece in &self.words {
            let (open, close) = if piece.borne { ("", "") } else { ("[", "]") };
            let inner = piece.text.trim();
            let (before, after) = (piece.text.starts_with(' '), piece.text.ends_with(' '));
            text.push_str(&format!(
                "{}{open}{inner}{close}{}",
                if before { " " } else { "" },
                if after { " " } else { "" }
            ));
        }
        line(&text)
    }

    /// "the coastguard (Nordwire, Island Herald); Ingrid Maun (Channel Nine)"; who repeats it where nobody is named.
    pub fn sources_told(&self) -> String {
        let mut told: Vec<String> = (self.sources.iter())
            .map(|source| {
                let mut labels: Vec<&str> = source.reports.iter().map(|at| at.report.as_str()).collect();
                labels.dedup();
                if labels == [source.name.as_str()] || labels.is_empty() {
                    return source.name.clone();
                }
                format!("{} (in {})", source.name, capped(&labels))
            })
            .collect();
        let silent: Vec<&str> = self.silent.iter().map(String::as_str).collect();
        if !silent.is_empty() {
            let verb = if told.is_empty() { "no source named" } else { "naming no source" };
            told.push(format!("{verb}: {}", capped(&silent)));
        }
        told.join("; ")
    }

    /// What stands before its sources.
    pub fn lead(&self) -> &'static str {
        match (self.standing, self.sources.len()) {
            (Standing::Corroborated, _) => "Confirmed by",
            (Standing::Echoed, 1) => "All from one source:",
            (Standing::Echoed, _) => "Not surely independent:",
            (Standing::Unsourced, _) => "Several outlets,",
            (Standing::SingleSource, _) => "Only",
            (Standing::Disputed, _) => "In dispute:",
        }
    }

    /// [`Fact::lead`] and [`Fact::sources_told`] in one.
    pub fn told(&self) -> String {
        if self.standing == Standing::SingleSource {
            let label = self.reports().into_iter().next().unwrap_or_default();
            return match self.sources.first() {
                Some(source) if source.name != label => format!("Only {label}, from {}", source.name),
                Some(_) => format!("Only {label}, of itself"),
                None => format!("Only {label}, and it names no source"),
            };
        }
        format!("{} {}", self.lead(), self.sources_told())
    }

    /// The labels of all who say so.
    pub fn reports(&self) -> Vec<String> {
        let mut labels: Vec<String> = self
            .sources
            .iter()
            .flat_map(|source| source.reports.iter().map(|at| at.report.clone()))
            .collect();
        labels.extend(self.silent.iter().cloned());
        labels.dedup();
        labels
    }
}

/// The first four, and how many more there are.
pub(super) fn capped(labels: &[&str]) -> String {
    const FEW: usize = 4;
    match labels {
        [] => String::new(),
        [one] => (*one).to_owned(),
        all if all.len() > FEW + 1 => format!("{} and {} more", all[..FEW].join(", "), all.len() - FEW),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

/// The corroborated claims, those of most sources first.
pub(super) fn solid(story: &StoryView<'_>, most: usize) -> Vec<Fact> {
    first(story, &[Standing::Corroborated], most)
}

/// What comes next where little is corroborated: what several outlets repeat, or else what one says.
pub(super) fn next_best(story: &StoryView<'_>, most: usize) -> Vec<Fact> {
    let solid = story.of_standing(Standing::Corroborated).len();
    if solid >= most {
        return Vec::new();
    }
    let repeated = first(story, &[Standing::Echoed, Standing::Unsourced], most - solid);
    if !repeated.is_empty() || solid > 0 {
        return repeated;
    }
    story
        .of_standing(Standing::SingleSource)
        .into_iter()
        .take(most)
        .map(|(place, _)| Fact::of(story, place))
        .collect()
}

fn first(story: &StoryView<'_>, standings: &[Standing], most: usize) -> Vec<Fact> {
    let claims = standings.iter().flat_map(|standing| story.of_standing(*standing));
    let mut facts: Vec<Fact> = claims.map(|(place, _)| Fact::of(story, place)).collect();
    // A sentence of which a part alone is confirmed says less.
    let whole = |fact: &Fact| {
        let letters = |borne: bool| -> usize {
            fact.words.iter().filter(|piece| piece.borne == borne).map(|piece| piece.text.len()).sum()
        };
        letters(true) >= 2 * letters(false)
    };
    facts.sort_by_key(|fact| {
        let named = fact.sources.len().min(4);
        (
            !whole(fact),
            usize::MAX - named * usize::from(fact.standing == Standing::Corroborated),
            usize::MAX - fact.reports().len(),
            fact.place,
        )
    });
    facts.truncate(most);
    facts
}

/// Who says so, each with the reports that have it from there; and the reports that name nobody.
fn backing(story: &StoryView<'_>, claim: &ClaimView<'_>) -> (Vec<Backing>, Vec<String>) {
    let mut sources: Vec<Backing> = Vec::new();
    let mut named: BTreeSet<usize> = BTreeSet::new();
    let says = |s: &&ClaimStatement| matches!(s.support, Support::Says | Support::Carries);
    let single = claim.record.standing == Standing::SingleSource;
    for origin in &claim.origins {
        let name = source_name(origin);
        let from = claim
            .record
            .statements
            .iter()
            .filter(|s| single || says(s))
            .filter(|s| s.origin == origin.id || s.also_from.contains(&origin.id));
        let mut reports: Vec<At> = from.filter_map(|s| at(story, s)).collect();
        reports.dedup_by_key(|at| at.place);
        if reports.is_empty() {
            continue;
        }
        named.extend(reports.iter().map(|at| at.place));
        match sources.iter_mut().find(|known| known.name.eq_ignore_ascii_case(&name)) {
            Some(known) => {
                known.reports.extend(reports);
                known.reports.sort_by_key(|at| at.place);
                known.reports.dedup_by_key(|at| at.place);
            }
            None => sources.push(Backing { name, reports }),
        }
    }
    let mut silent: Vec<usize> = (claim.record.statements.iter().filter(|s| single || says(s)))
        .filter_map(|s| story.place(&s.report))
        .filter(|place| !named.contains(place))
        .collect();
    silent.sort_unstable();
    silent.dedup();
    (sources, silent.into_iter().map(|place| story.reports[place].label.clone()).collect())
}

/// Where a statement stands.
pub(super) fn at(story: &StoryView<'_>, statement: &ClaimStatement) -> Option<At> {
    let place = story.place(&statement.report)?;
    story.reports[place].bytes(statement.start, statement.end)?;
    let report = story.reports[place].label.clone();
    Some(At { report, place, start: statement.start, end: statement.end })
}

/// The words of a claim, each stretch with whether enough of its supporters bear it, cut to what they share at both ends.
pub(crate) fn words(claim: &ClaimView<'_>) -> Vec<Piece> {
    let mut pieces = pieces(claim);
    shorten(&mut pieces);
    let mut room = LONGEST;
    let mut short = Vec::new();
    for piece in pieces {
        let length = piece.text.chars().count();
        if length > room {
            short.push(Piece { text: brief_line(&piece.text, room), borne: piece.borne });
            break;
        }
        room -= length;
        short.push(piece);
    }
    short
}

/// All words of a claim, in stretches.
pub(crate) fn pieces(claim: &ClaimView<'_>) -> Vec<Piece> {
    let whole = || vec![Piece { text: claim.text.clone(), borne: true }];
    let record = claim.record;
    if record.standing == Standing::SingleSource || record.text_support.is_empty() {
        return whole();
    }
    let letters: Vec<char> = record.text.chars().collect();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    for part in &record.text_support {
        if part.start != at || part.end <= part.start || part.end > letters.len() {
            return whole();
        }
        at = part.end;
        let text: String =
            letters[part.start..part.end].iter().copied().map(crate::printable::shown).collect();
        let borne = is_borne(claim, &part.statements);
        match pieces.last_mut() {
            // Punctuation and spaces go with what stands before them.
            Some(last) if last.borne == borne || !text.chars().any(char::is_alphanumeric) => {
                last.text.push_str(&text)
            }
            _ => pieces.push(Piece { text, borne }),
        }
    }
    if at != letters.len() || !pieces.iter().any(|piece| piece.borne) {
        return whole();
    }
    for piece in &mut pieces {
        piece.text = piece.text.replace(['\n', '\t'], " ");
    }
    pieces
}

/// True where those who have these words are enough for how the claim stands: two sources of what is corroborated, else two
/// reports.
fn is_borne(claim: &ClaimView<'_>, statements: &[usize]) -> bool {
    let found = statements.iter().filter_map(|place| claim.record.statements.get(*place));
    if claim.record.standing == Standing::Corroborated {
        let origins: BTreeSet<&str> = found
            .flat_map(|s| std::iter::once(&s.origin).chain(&s.also_from))
            .map(String::as_str)
            .filter(|origin| claim.record.origins.iter().any(|known| known == origin))
            .collect();
        return origins.len() > 1;
    }
    let reports: BTreeSet<&str> = found.map(|s| s.report.as_str()).collect();
    reports.len() > 1
}

/// Leaves out what one alone says at either end, where what is left is a clause.
fn shorten(pieces: &mut Vec<Piece>) {
    if let [.., before, last] = pieces.as_mut_slice()
        && !last.borne
        && before.text.trim_end().ends_with([',', ';'])
    {
        let kept = before.text.trim_end().trim_end_matches([',', ';']);
        before.text = format!("{kept}.");
        pieces.pop();
    }
    let opens = ["and ", "that ", "but "];
    if let [first, next, ..] = pieces.as_mut_slice()
        && !first.borne
        && next.text.split_whitespace().count() > 3
        && opens.iter().any(|word| first.text.ends_with(word))
    {
        let mut letters = next.text.trim_start().chars();
        if let Some(head) = letters.next() {
            next.text = format!("{}{}", head.to_uppercase(), letters.as_str());
        }
        pieces.remove(0);
    }
}
