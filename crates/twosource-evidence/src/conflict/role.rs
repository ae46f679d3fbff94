//! Two holders of one office. "harbour master Ingrid Maun" against "Olaf Brekke, the harbour master".

use std::collections::BTreeSet;

use twosource_annotate::MentionForm;
use twosource_text::Span;

use super::{Clash, Pairing};
use crate::cast::Cast;
use crate::file::ConflictKind;
use crate::story::Story;
use crate::vocabulary::is_function_word;

/// Offices that one person holds at a time.
const SINGLE: [&str; 22] = [
    "president",
    "premier",
    "chancellor",
    "king",
    "queen",
    "pope",
    "mayor",
    "governor",
    "captain",
    "commander",
    "chairman",
    "chairwoman",
    "chairperson",
    "headmaster",
    "headmistress",
    "principal",
    "ceo",
    "harbour master",
    "prime minister",
    "chief executive",
    "foreign minister",
    "interior minister",
];

/// Words that say the office is another's now, or not the highest.
const LESSER: [&str; 18] = [
    "former",
    "ex",
    "vice",
    "deputy",
    "assistant",
    "acting",
    "interim",
    "elect",
    "late",
    "then",
    "candidate",
    "next",
    "incoming",
    "outgoing",
    "retired",
    "associate",
    "senior",
    "regional",
];

/// Share of their letters in common from which two names are taken for spellings of one.
const ONE_NAME: f32 = 0.8;

/// Bytes between a name and its office, at most.
const BESIDE: usize = 4;

/// An office that a person of a statement holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Office {
    /// The person's place in the cast.
    person: usize,
    /// The words of the office in lower case, sorted: "harbour kelda master".
    words: BTreeSet<String>,
    /// Where the person is named, in bytes.
    span: Span,
}

/// Finds two persons who hold one office, word for word, of one body or place.
pub(crate) fn find(pairing: &Pairing) -> Vec<Clash> {
    let [a, b] = pairing.sides.map(|side| &side.facts.roles);
    let mut clashes = Vec::new();
    for one in a {
        for two in b.iter().filter(|two| two.person != one.person && two.words == one.words) {
            let holds =
                |offices: &[Office], person: usize| offices.iter().any(|office| office.person == person);
            if holds(a, two.person) || holds(b, one.person) {
                continue;
            }
            let [x, y] = [pairing.sides[0].words(one.span), pairing.sides[1].words(two.span)];
            if is_one_name(x, y) {
                continue;
            }
            let office = one.words.iter().cloned().collect::<Vec<_>>().join(" ");
            clashes.push(pairing.clash(
                ConflictKind::Actor,
                office.clone(),
                [one.span, two.span],
                |one, two| format!("“{one}” against “{two}” in one office ({office})"),
            ));
        }
    }
    clashes
}

/// True where two names end in one word, or are one name in two spellings: "Heydar" and "Heidar".
fn is_one_name(one: &str, two: &str) -> bool {
    let last = |name: &str| name.to_lowercase().split_whitespace().last().map(str::to_owned);
    if last(one) == last(two) {
        return true;
    }
    let (one, two): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
    let changes = similar::capture_diff_slices(similar::Algorithm::Myers, &one, &two);
    similar::get_diff_ratio(&changes, one.len(), two.len()) >= ONE_NAME
}

/// The offices of a report's persons with where each stands, by place.
pub(super) fn of_report(story: &Story, cast: &Cast, report: usize) -> Vec<(Span, Office)> {
    let annotated = &story.reports[report];
    let mut offices = Vec::new();
    for (index, entity) in annotated.entities.iter().enumerate() {
        let Some(&person) = cast.of.get(&(report, index)) else { continue };
        for role in &entity.roles {
            let words: BTreeSet<String> = role
                .text
                .to_lowercase()
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty() && *word != "s" && !is_function_word(word))
                .map(str::to_owned)
                .collect();
            let office = SINGLE.iter().find(|office| office.split(' ').all(|word| words.contains(word)));
            // A bare "president" may be any body's.
            let of_something = office.is_some_and(|office| words.len() > office.split(' ').count());
            let is_lesser = LESSER.iter().any(|word| words.contains(*word));
            // Where the office stands beside the name, the name tells who.
            let named = entity.mentions.iter().find(|mention| {
                let apart = mention
                    .span
                    .start
                    .max(role.span.start)
                    .saturating_sub(mention.span.end.min(role.span.end));
                mention.form == MentionForm::Name && apart <= BESIDE
            });
            if let (true, false, Some(mention)) = (of_something, is_lesser, named) {
                offices.push((role.span, Office { person, words, span: mention.span }));
            }
        }
    }
    offices.sort_by_key(|(span, office)| (*span, office.person));
    offices
}
