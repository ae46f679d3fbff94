//! From the words that name a source to who it is.

use std::collections::BTreeSet;

use twosource_annotate::{Annotated, EntityKind, MentionForm, Source, SourceKind};
use twosource_lexicon::english::WordList;
use twosource_text::Span;

use super::identity::{Ground, Identity, Sort, Words, is_calling, names_public_body};
use super::naming::words_of;
use crate::cast::Cast;

/// True for what is called like a paper, a station or a site.
pub(super) fn is_medium(name: &str) -> bool {
    let words = words_of(name);
    words.iter().any(|word| WordList::MediumNoun.holds(word) || WordList::PaperName.holds(word))
        || words.iter().any(|word| WordList::MediumPart.holds(word))
}

/// What a source stands on, from its kind and the words that name it.
pub(super) fn ground(kind: SourceKind, phrase: &str, is_named: bool) -> Ground {
    let lower = format!(" {} ", words_of(phrase).join(" "));
    let has = |word: &str| lower.contains(&format!(" {word} "));
    if WordList::Nobody.words().iter().any(|word| lower.starts_with(&format!(" {word} ")))
        || WordList::OwnText.words().iter().any(|word| has(word))
    {
        return Ground::Silent;
    }
    match kind {
        SourceKind::NewsAgency | SourceKind::Outlet | SourceKind::StateMedia => return Ground::Relayed,
        SourceKind::Report => return Ground::Silent,
        SourceKind::Person => return Ground::Named,
        _ => {}
    }
    // A name in one piece: "FoxSports", "RussiaToday".
    if is_named && parts_of_name(phrase).is_some_and(|name| is_medium(&name)) {
        return Ground::Relayed;
    }
    let head = head_words(phrase);
    // "published reports", "reports": whose they are is not told.
    if head.last().is_some_and(|word| word == "reports") && !is_named && words_of(phrase).len() <= 3 {
        return Ground::Relayed;
    }
    let paper =
        head.last().is_some_and(|word| WordList::PaperName.holds(word)) && kind != SourceKind::RoleHolder;
    if paper && phrase.chars().any(char::is_uppercase) {
        return Ground::Relayed;
    }
    if !is_named
        && head.iter().any(|word| WordList::MediumNoun.holds(word))
        && !has("secretary")
        && !has("office")
    {
        return Ground::Relayed;
    }
    if WordList::Hidden.words().iter().any(|words| has(words)) && kind != SourceKind::Document {
        return Ground::Anonymous;
    }
    let first = phrase.split_whitespace().next().unwrap_or_default().to_lowercase();
    let indefinite = WordList::Indefinite.holds(&first);
    let speaks = lower.contains(" spokes");
    match kind {
        SourceKind::Anonymous if names_public_body(phrase) && !indefinite => Ground::Named,
        SourceKind::Anonymous => Ground::Anonymous,
        SourceKind::RoleHolder if indefinite && !speaks => Ground::Anonymous,
        SourceKind::Organisation | SourceKind::StateBody if indefinite && !speaks && !is_named => {
            Ground::Anonymous
        }
        SourceKind::RoleHolder if speaks && words_of(phrase).len() < 3 && !has_of(phrase) => {
            Ground::Anonymous
        }
        _ => Ground::Named,
    }
}

/// The words of a name that is written in one piece: "Harbour News" of "HarbourNews".
fn parts_of_name(phrase: &str) -> Option<String> {
    let name = phrase.trim();
    let mut parts = String::with_capacity(name.len() + 1);
    let mut before = None;
    for letter in name.chars() {
        if letter.is_uppercase() && before.is_some_and(char::is_lowercase) {
            parts.push(' ');
        }
        parts.push(letter);
        before = Some(letter);
    }
    (parts.len() > name.len() && !name.contains(char::is_whitespace)).then_some(parts)
}

/// "a spokesman for Vaxon", "Vaxon spokesman": a voice with a body.
fn has_of(phrase: &str) -> bool {
    words_of(phrase).iter().any(|word| !word.starts_with("spokes") && !WordList::BeforeOffice.holds(word))
}

/// The words before "of", "for", "," and the like.
fn head_words(phrase: &str) -> Vec<String> {
    let words = phrase.split([',', ';']).next().unwrap_or_default();
    let mut head = words_of(words);
    if let Some(end) = head.iter().position(|w| WordList::EndsHead.holds(w))
        && end > 0
    {
        head.truncate(end);
    }
    head
}

/// True for a text that somebody puts out about himself.
fn is_release(phrase: &str) -> bool {
    head_words(phrase).last().is_some_and(|word| WordList::Release.holds(word))
}

/// Words of the names of places and states in a story, folded.
pub(super) fn places(cast: &Cast) -> BTreeSet<String> {
    let places = cast.entities.iter().filter(|e| matches!(e.kind, EntityKind::Place | EntityKind::State));
    places.flat_map(|e| std::iter::once(&e.name).chain(&e.aliases)).flat_map(|name| words_of(name)).collect()
}

/// A member of the cast, as far as telling sources apart goes.
pub(super) struct Known<'k> {
    pub is_person: bool,
    pub is_state: bool,
    pub name: &'k str,
    pub aliases: &'k [String],
    pub roles: &'k [String],
    /// What stands behind a name where it is told: "of the coastal rescue".
    pub told: Vec<&'k str>,
}

/// Who a source is, from its kind, the words that name it (each range, whole) and whom of the cast they name.
pub(super) fn identify(
    kind: SourceKind,
    ranges: &[&str],
    known: Option<&Known>,
    states: BTreeSet<String>,
    places: &BTreeSet<String>,
) -> Identity {
    let first = ranges.first().copied().unwrap_or_default();
    let beside = appositive(first).filter(|_| matches!(kind, SourceKind::RoleHolder | SourceKind::Person));
    let by_name = known.filter(|known| is_name(known.name) && !known.is_state);
    let person = by_name.filter(|known| known.is_person);
    let whole = ranges.join(" ");
    let ground = match (person, beside) {
        (Some(_), _) | (_, Some(_)) => Ground::Named,
        _ => ground(kind, &whole, by_name.is_some() || has_name(first)),
    };
    let sort = match kind {
        _ if person.is_some() || beside.is_some() => Sort::Person,
        SourceKind::Person if is_name(first.split(',').next().unwrap_or(first)) => Sort::Person,
        SourceKind::Person | SourceKind::RoleHolder | SourceKind::Anonymous => Sort::Role,
        SourceKind::Organisation | SourceKind::StateBody => Sort::Body,
        SourceKind::Document if is_release(first) && !is_of_court(first) => Sort::Role,
        SourceKind::Document => Sort::Document,
        _ => Sort::Text,
    };
    let mut words = Words { sort, places: Some(places), states, ..Words::default() };
    words.phrases.extend(ranges);
    if let Some(known) = by_name {
        let (names, nominals): (Vec<&str>, Vec<&str>) =
            known.aliases.iter().map(String::as_str).partition(|alias| is_name(alias));
        words.names.push(known.name);
        words.names.extend(names);
        words.phrases.extend(&nominals);
        words.phrases.extend(known.roles.iter().map(String::as_str));
        words.phrases.extend(&known.told);
        words.has_role = !known.roles.is_empty() || !nominals.is_empty() || !known.told.is_empty();
    } else if let Some(name) = beside {
        words.names.push(name);
    } else if sort == Sort::Person || sort == Sort::Body && has_name(first) {
        words.names.push(first.split(',').next().unwrap_or(first));
    }
    // "Dilys Penrose, who was opening her bakery", "the harbour master, Ted Lavender", "Taxi driver Bashir Noon".
    words.has_role |=
        whole.contains(',') || words_of(&whole).len() > 3 || whole.starts_with(char::is_lowercase);
    Identity::of(ground, &words)
}

/// The name beside an office: "Lionel Peake" of "the warden, Lionel Peake".
pub(super) fn appositive(phrase: &str) -> Option<&str> {
    let Some((office, rest)) = phrase.split_once(", ") else { return name_after_office(phrase) };
    let name = rest.split(", ").next()?.trim_end_matches([',', '.']).trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let is_office = office.starts_with(char::is_lowercase)
        || ["The ", "Its ", "His ", "Her ", "A ", "An "].iter().any(|article| office.starts_with(article));
    ((2..=4).contains(&words.len()) && words.iter().all(capital) && is_office).then_some(name)
}

/// "Tom Orr" of "the ranger Tom Orr"; not of "the company Tom Orr", which is no person's office.
fn name_after_office(phrase: &str) -> Option<&str> {
    let mut words = phrase.split_whitespace();
    let article = words.next()?.to_lowercase();
    let office: Vec<&str> = words.clone().take_while(|word| word.starts_with(char::is_lowercase)).collect();
    let name: Vec<&str> = words.skip(office.len()).collect();
    let fits = WordList::BeforeOffice.holds(&article)
        && (1..=4).contains(&office.len())
        && (2..=4).contains(&name.len())
        && name
            .iter()
            .all(|word| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase))
        && !office
            .last()
            .is_some_and(|word| WordList::Collective.holds(word) || WordList::MediumNoun.holds(word))
        && !names_public_body(name.last()?);
    let start = phrase.find(*name.first()?)?;
    fits.then(|| phrase[start..].trim_end_matches([',', '.']))
}

/// "a claim filed at the High Court", "court filing".
fn is_of_court(phrase: &str) -> bool {
    words_of(phrase).iter().any(|word| WordList::OfCourt.holds(word))
}

/// True for a name: its first and last words in capitals.
fn is_name(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    let last = name.split_whitespace().next_back().unwrap_or_default();
    first.starts_with(char::is_uppercase)
        && last.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && !["The", "A", "An", "Its", "His", "Her", "Their", "Our"].contains(&first)
}

/// True where a word after the first has a capital, or the first is no article.
fn has_name(phrase: &str) -> bool {
    let head = phrase.split(',').next().unwrap_or_default();
    let mut words = head.split_whitespace();
    let first = words.next().unwrap_or_default();
    let article = WordList::NoName.holds(&first.to_lowercase());
    words.any(|word| word.starts_with(char::is_uppercase))
        || (!article && is_name(first) && !names_public_body(first))
}

/// Words at the beginning of a sentence within which its body is named.
const OPENING: usize = 6;

/// Whose head "its head, Petra Lohse" is, at the end of a sentence: the body that the sentence opens with.
pub(super) fn referent(text: &str, range: Span) -> Option<&str> {
    let first = range.of(text).split_whitespace().next()?.to_lowercase();
    if first != "its" && first != "their" {
        return None;
    }
    let before = text.get(..range.start)?;
    let start = [". ", "? ", "! ", "\n"].iter().filter_map(|end| Some(before.rfind(end)? + end.len())).max();
    let sentence = before[start.unwrap_or(0)..].trim_start();
    let words = sentence.split_whitespace().take(OPENING);
    let body = words.take_while(|word| !word.ends_with(',')).find(|word| !is_calling(word))?;
    let length = (body.as_ptr() as usize).saturating_sub(sentence.as_ptr() as usize) + body.len();
    sentence.get(..length)
}

/// Words behind a name that are looked at.
const BESIDE: usize = 5;

/// What stands behind a name: "of the coastal rescue", ", who runs the ward".
pub(super) fn behind(text: &str, end: usize) -> Option<&str> {
    let rest = text.get(end..)?;
    let opening = [" of ", ", who ", " from "].iter().find(|opening| rest.starts_with(**opening))?;
    let told = &rest[opening.len()..];
    let told = &told[..told.find([',', '.', ';', ':', '\n', '"', '”']).unwrap_or(told.len())];
    let last = told.split_whitespace().nth(BESIDE - 1).or_else(|| told.split_whitespace().next_back())?;
    let length = (last.as_ptr() as usize).saturating_sub(told.as_ptr() as usize) + last.len();
    told.get(..length)
}

fn told_beside(annotated: &Annotated, entity: usize) -> Vec<&str> {
    let person = annotated.entities.get(entity).filter(|entity| entity.kind == EntityKind::Person);
    let mentions = person.map(|person| person.mentions.as_slice()).unwrap_or_default();
    let named = mentions.iter().filter(|mention| mention.form == MentionForm::Name).take(MENTIONS);
    named.filter_map(|mention| behind(&annotated.report.text, mention.span.end)).collect()
}

/// Mentions of one person that are looked at.
pub(super) const MENTIONS: usize = 40;

/// The kind of a source: what is taken for a crowd ("Alptrans") is a body where it is a name in the middle of a sentence.
pub(super) fn settled(kind: SourceKind, text: &str, range: Span, has_state: bool) -> SourceKind {
    let words = range.of(text);
    let before = text[..range.start].trim_end_matches([' ', '\n']);
    let mid_sentence = before.ends_with(|c: char| c.is_alphanumeric() || c == ',') && !before.is_empty();
    let is_name = words.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
        && is_calling(words)
        && super::likeness::classes(words_of(words).iter().map(String::as_str)).is_empty();
    match kind {
        SourceKind::Anonymous if mid_sentence && is_name && !has_state && !words.is_empty() => {
            SourceKind::Organisation
        }
        other => other,
    }
}

/// Who the source of a report is.
pub(super) fn of_source(
    report: usize,
    annotated: &Annotated,
    source: &Source,
    cast: &Cast,
    places: &BTreeSet<String>,
) -> Identity {
    let text = &annotated.report.text;
    let mut ranges: Vec<&str> = source.ranges.iter().map(|range| range.of(text)).collect();
    ranges.extend(source.ranges.first().and_then(|&range| referent(text, range)));
    let member = source.entity.and_then(|entity| cast.of.get(&(report, entity)));
    let known = member.map(|&member| &cast.entities[member]).map(|person| Known {
        is_person: person.kind == EntityKind::Person,
        is_state: person.kind == EntityKind::State,
        name: &person.name,
        aliases: &person.aliases,
        roles: &person.roles,
        told: source.entity.map(|entity| told_beside(annotated, entity)).unwrap_or_default(),
    });
    let states = annotated.entities.iter().filter(|entity| entity.kind == EntityKind::State);
    let named = states.filter(|state| {
        state.mentions.iter().any(|mention| source.ranges.iter().any(|range| range.contains(mention.span)))
    });
    let states = named.map(|state| words_of(&state.name).join(" ")).collect();
    identify(source.kind, &ranges, known.as_ref(), states, places)
}
