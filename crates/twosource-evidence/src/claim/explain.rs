//! What a claim shows for itself: the statement that says it best, whom it is about, and what joined it, in words.

use std::collections::{BTreeMap, BTreeSet};

use twosource_annotate::{Annotated, Certainty, Term, Wording};
use twosource_lexicon::english::WordList;

use super::likeness::Links;
use super::profile::{Profiles, Use};
use super::run::longest_common;
use crate::cast::Cast;
use crate::story::Story;
use crate::vocabulary::{TermKind, is_function_word};

/// How many names, or words, one explanation lists.
const MOST_LISTED: usize = 4;

/// Words in common in one run are shown from this many on.
const SHOWN_RUN: usize = 5;

/// Runs longer than this are shown cut.
const LONGEST_SHOWN: usize = 14;

/// What a statement's merit loses for each other claim it stands in.
const OTHER_CLAIM: f64 = 0.1;

/// What it loses where it is the words of another claim already.
const TAKEN: f64 = 0.5;

/// The members, the one first that says it best: closest to the others, surely put, complete in itself, and of little else:
/// `standing_in` holds in how many claims each statement stands, `taken` those that are the words of another claim.
pub(crate) fn by_merit(
    story: &Story,
    profiles: &Profiles,
    links: &Links,
    members: &[usize],
    standing_in: &[usize],
    taken: &BTreeSet<usize>,
) -> Vec<usize> {
    let merit = |member: usize| {
        let closeness: f64 = members.iter().map(|&other| links.likeness(member, other)).sum();
        let at = profiles.statements[member].at;
        let annotated = &story.reports[at.report];
        let statement = &annotated.statements[at.statement];
        let sureness = match statement.certainty {
            Certainty::Asserted | Certainty::Attributed => 0.3,
            Certainty::Planned | Certainty::Denied => 0.2,
            Certainty::Hedged | Certainty::Conditional | Certainty::Questioned => 0.0,
        };
        closeness / (members.len() as f64 - 1.0).max(1.0) + sureness + completeness(statement.wording)
            - OTHER_CLAIM * (standing_in[member] as f64 - 1.0)
            - if taken.contains(&member) { TAKEN } else { 0.0 }
    };
    let mut ranked: Vec<(f64, usize)> = members.iter().map(|&member| (merit(member), member)).collect();
    ranked.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    ranked.into_iter().map(|(_, member)| member).collect()
}

/// 0 to 0.55: a statement that opens with a pronoun leans on what stands before it; one of very few or many words says
/// too little or too much.
fn completeness(wording: Wording) -> f64 {
    let length = match wording.length {
        0..8 => 0.0,
        8..24 => 0.3,
        24..40 => 0.15,
        _ => 0.1,
    };
    length + if wording.leans { 0.0 } else { 0.25 }
}

/// Places in the cast that the members name, those that most members name first.
pub(crate) fn about(story: &Story, cast: &Cast, profiles: &Profiles, members: &[usize]) -> Vec<usize> {
    let mut named: BTreeMap<usize, usize> = BTreeMap::new();
    for &member in members {
        let at = profiles.statements[member].at;
        let annotated = &story.reports[at.report];
        let span = annotated.statements[at.statement].span;
        let spoken_of = annotated
            .entities
            .iter()
            .enumerate()
            .filter(|(_, entity)| entity.mentions.iter().any(|mention| span.contains(mention.span)));
        let places: BTreeSet<usize> =
            spoken_of.filter_map(|(index, _)| cast.of.get(&(at.report, index)).copied()).collect();
        for place in places {
            *named.entry(place).or_default() += 1;
        }
    }
    let mut places: Vec<(usize, usize)> = named.into_iter().collect();
    places.sort_by_key(|&(place, count)| (std::cmp::Reverse(count), place));
    places.into_iter().map(|(place, _)| place).collect()
}

/// What joined the members, in words, the strongest kind of evidence first; empty for one statement by itself.
pub(crate) fn joined_by(story: &Story, cast: &Cast, profiles: &Profiles, members: &[usize]) -> Vec<String> {
    let reports: BTreeSet<usize> = members.iter().map(|&member| profiles.report(member)).collect();
    if reports.len() < 2 {
        return Vec::new();
    }
    let holders = holders(profiles, members);
    let shown = |wanted: TermKind| {
        let mut shared: Vec<(usize, &Vec<(usize, Use)>)> = holders
            .iter()
            .filter(|(term, uses)| profiles.terms[**term].kind == wanted && reports_of(profiles, uses) >= 2)
            .map(|(&term, uses)| (term, uses))
            .collect();
        shared.sort_by(|a, b| {
            let telling = |term: usize| profiles.terms[term].weight;
            let spread = |uses: &[(usize, Use)]| reports_of(profiles, uses);
            spread(b.1).cmp(&spread(a.1)).then(telling(b.0).total_cmp(&telling(a.0))).then(a.0.cmp(&b.0))
        });
        shared
    };
    let who = |uses: &[(usize, Use)]| phrase_of_count(reports_of(profiles, uses), reports.len());
    let mut lines: Vec<String> = Vec::new();
    let mut said: BTreeSet<String> = BTreeSet::new();

    let mut add = |verb: &str, quote: bool, items: Vec<(String, String)>| {
        let mut by_who: Vec<(String, Vec<String>)> = Vec::new();
        for (who, item) in items {
            if !said.insert(item.to_lowercase()) {
                continue;
            }
            let item = if quote { format!("“{item}”") } else { item };
            match by_who.iter_mut().find(|(known, _)| *known == who) {
                Some((_, list)) => list.push(item),
                None => by_who.push((who, vec![item])),
            }
        }
        for (who, mut list) in by_who.into_iter().take(2) {
            list.truncate(MOST_LISTED);
            lines.push(format!("{who} {verb} {}", and_list(&list)));
        }
    };

    add("have the words", true, common_runs(story, profiles, members));
    let names = shown(TermKind::Name);
    add(
        "name",
        false,
        names.iter().map(|(term, uses)| (who(uses), name(story, cast, profiles, *term, uses))).collect(),
    );
    let numbers = shown(TermKind::Number);
    add("say", false, numbers.iter().map(|(_, uses)| (who(uses), counted(story, profiles, uses))).collect());
    let words = shown(TermKind::Word);
    add("speak of", false, words.iter().map(|(_, uses)| (who(uses), word(profiles, uses))).collect());
    lines
}

/// For each term, which members hold it and where.
fn holders(profiles: &Profiles, members: &[usize]) -> BTreeMap<usize, Vec<(usize, Use)>> {
    let mut holders: BTreeMap<usize, Vec<(usize, Use)>> = BTreeMap::new();
    for &member in members {
        for &each in &profiles.statements[member].uses {
            holders.entry(each.term).or_default().push((member, each));
        }
    }
    holders
}

fn reports_of(profiles: &Profiles, uses: &[(usize, Use)]) -> usize {
    uses.iter().map(|(member, _)| profiles.report(*member)).collect::<BTreeSet<usize>>().len()
}

/// "both", "all three", "two of four".
fn phrase_of_count(count: usize, of: usize) -> String {
    let in_words = |n: usize| {
        let word = WordList::Number.words().get(n).filter(|_| (1..=10).contains(&n));
        word.cloned().unwrap_or_else(|| n.to_string())
    };
    match (count, of) {
        (2, 2) => "both".to_owned(),
        (count, of) if count == of => format!("all {}", in_words(of)),
        (count, of) => format!("{} of {}", in_words(count), in_words(of)),
    }
}

/// "a, b and c".
fn and_list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A name as the first member writes it, with the names around it that belong to it; from the cast where it is there.
fn name(story: &Story, cast: &Cast, profiles: &Profiles, term: usize, uses: &[(usize, Use)]) -> String {
    let key = &profiles.terms[term].key;
    let of_cast = key.strip_prefix('@').and_then(|place| place.parse::<usize>().ok());
    if let Some(person) = of_cast.and_then(|place| cast.entities.get(place)) {
        return person.name.clone();
    }
    shown(story, profiles, uses)
}

/// A number with what it counts: "two ballistic missiles".
fn counted(story: &Story, profiles: &Profiles, uses: &[(usize, Use)]) -> String {
    shown(story, profiles, uses)
}

/// The words that show a term where the first member has it.
fn shown(story: &Story, profiles: &Profiles, uses: &[(usize, Use)]) -> String {
    let Some((annotated, term)) = first_place(story, profiles, uses) else { return String::new() };
    term.shown.unwrap_or(term.span).of(&annotated.report.text).to_owned()
}

/// A word in its base form, or the two words of one family: "defy / violate".
fn word(profiles: &Profiles, uses: &[(usize, Use)]) -> String {
    let mut forms: Vec<&str> = Vec::new();
    for (_, each) in uses {
        let form = profiles.forms[each.form].as_str();
        if !forms.contains(&form) && forms.len() < 3 {
            forms.push(form);
        }
    }
    forms.join(" / ")
}

fn first_place<'s>(
    story: &'s Story,
    profiles: &Profiles,
    uses: &[(usize, Use)],
) -> Option<(&'s Annotated, &'s Term)> {
    let (member, each) = uses.first()?;
    let annotated = &story.reports[profiles.report(*member)];
    Some((annotated, annotated.terms.get(each.place)?))
}

/// The longest run of words that the first member shares with one of another report, where it is long enough to tell.
fn common_runs(story: &Story, profiles: &Profiles, members: &[usize]) -> Vec<(String, String)> {
    let mut best: Option<(usize, usize, usize)> = None;
    let mut shared_by = 0;
    for (i, &a) in members.iter().enumerate() {
        for &b in &members[i + 1..] {
            if profiles.report(a) == profiles.report(b) {
                continue;
            }
            let (words_a, words_b) = (&profiles.statements[a].words, &profiles.statements[b].words);
            let (start, length) = longest_common(words_a, words_b);
            if length >= SHOWN_RUN && best.is_none_or(|(_, _, known)| length > known) {
                best = Some((a, start, length));
                shared_by = 2;
            }
        }
        // Hostile repetition: a claim of very many members is shown by its first ones.
        if i >= 16 {
            break;
        }
    }
    let Some((member, start, length)) = best else { return Vec::new() };
    let at = profiles.statements[member].at;
    let annotated = &story.reports[at.report];
    let words = annotated.words_in(annotated.statements[at.statement].span).iter();
    let run: Vec<&str> =
        words.skip(start).take(length).map(|word| word.span.of(&annotated.report.text)).collect();
    // A run that starts or ends with "of its" looks torn.
    let tells = |word: &&str| !is_function_word(&word.to_lowercase());
    let (Some(first), Some(last)) = (run.iter().position(tells), run.iter().rposition(tells)) else {
        return Vec::new();
    };
    let shown = &run[first..=last];
    let mut text = shown[..shown.len().min(LONGEST_SHOWN)].join(" ");
    if shown.len() > LONGEST_SHOWN {
        text.push('…');
    }
    let reports: BTreeSet<usize> = members.iter().map(|&member| profiles.report(member)).collect();
    vec![(phrase_of_count(shared_by, reports.len()), text)]
}
