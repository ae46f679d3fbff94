//! A source at the end or beginning of a sentence that no attribution covers: "…, its finance director, Ruth Ackerley, said
//! on Thursday."

use twosource_annotate::{Annotated, EntityKind, MentionForm, Source, SourceKind};
use twosource_lexicon::english::WordList;
use twosource_text::Span;

use super::identity::names_public_body;
use super::naming::words_of;

/// Words that may stand after the verb: "said on Thursday", "confirmed separately", "told reporters".
const AFTER: usize = 7;

/// Words of a name, or of an office.
const LONGEST: usize = 16;

/// The sources that a sentence names behind its last comma, where nothing else tells them.
pub(super) fn sources(annotated: &Annotated, sentence: usize) -> Vec<Source> {
    let text = &annotated.report.text;
    let Some(sentence) = annotated.sentences.get(sentence) else { return Vec::new() };
    let words = sentence.span.of(text);
    if let Some((name, told)) = inverted(words) {
        let [name, whole] = [name, name.cover(told)].map(|span| span.shifted(sentence.span.start));
        let mut named = source(annotated, name);
        if named.entity.is_none() && told.len() > name.len() {
            named.kind = SourceKind::Person;
        }
        return vec![Source { ranges: vec![whole], ..named }];
    }
    let by = confirmed_by(words);
    if !by.is_empty() {
        return by.into_iter().map(|span| source(annotated, span.shifted(sentence.span.start))).collect();
    }
    let Some(before) = verb(words) else { return Vec::new() };
    // The parts between commas, the last one first: names, offices, "and the bridge keeper".
    let mut parts: Vec<Span> = Vec::new();
    let mut end = before;
    while let Some(comma) = words[..end].rfind(", ") {
        let part = Span::new(comma + 2, end);
        let bare = part.of(words).trim_end_matches(',').trim();
        if !is_source_part(bare) || parts.len() == 6 {
            break;
        }
        parts.push(Span::new(part.start, part.start + part.of(words).trim_end_matches([',', ' ']).len()));
        end = comma;
    }
    parts.reverse();
    grouped(words, &parts)
        .into_iter()
        .map(|span| source(annotated, span.shifted(sentence.span.start)))
        .take(4)
        .collect()
}

/// The source of "…, said Ruth Akenside, who drives the bus.": the name behind the verb, and the
/// whole with what is told of it.
fn inverted(words: &str) -> Option<(Span, Span)> {
    let (at, verb) = WordList::SayingBefore
        .words()
        .iter()
        .filter_map(|verb| Some((words.rfind(&format!(", {verb} "))? + 2, verb.as_str())))
        .max()?;
    let start = at + verb.len() + 1;
    let rest = words[start..].trim_end().trim_end_matches(['.', '!']);
    let (name, told) = match rest.split_once(", ") {
        Some((name, told)) => (name, Some(told)),
        None => (rest, None),
    };
    let parts: Vec<&str> = name.split_whitespace().take_while(|word| *word != "of").collect();
    let is_name = (2..=5).contains(&parts.len())
        && parts.iter().all(|word| word.starts_with(char::is_uppercase))
        && name.split_whitespace().count() <= LONGEST;
    let fits = |told: &str| {
        told.split(' ').next().is_some_and(|first| WordList::OpensTold.holds(first))
            && told.split_whitespace().count() <= LONGEST
            && !told.contains(['"', '“', '”', ';'])
    };
    let whole = Span::new(start, start + rest.len());
    (is_name && told.is_none_or(fits)).then(|| (Span::new(start, start + name.len()), whole))
}

/// Those of "…, which was confirmed by neighbouring Japan and South Korea.": names, and bodies with an article.
fn confirmed_by(words: &str) -> Vec<Span> {
    const BY: &str = "confirmed by ";
    let Some(at) = words.rfind(BY) else { return Vec::new() };
    let rest = words[at + BY.len()..].trim_end().trim_end_matches(['.', '!']);
    if rest.contains([';', '"', '“', '”']) || rest.split_whitespace().count() > LONGEST {
        return Vec::new();
    }
    let mut found = Vec::new();
    for part in rest.split(", ").flat_map(|part| part.split(" and ")) {
        let bare = part.trim_start_matches("and ").trim();
        let name = bare.split_whitespace().find(|word| word.starts_with(char::is_uppercase));
        let named = match name {
            _ if bare.starts_with("the ") || bare.starts_with("its ") => bare,
            Some(name) => &bare[offset(bare, name)..],
            None => return Vec::new(),
        };
        let start = offset(words, named);
        found.push(Span::new(start, start + named.len()));
    }
    found.truncate(4);
    found
}

/// Where the last verb of saying stands, with little behind it: the end of what is before it.
fn verb(words: &str) -> Option<usize> {
    let tail: Vec<(usize, &str)> = words.split_whitespace().map(|word| (offset(words, word), word)).collect();
    let (at, _) = tail.iter().rev().take(AFTER).find(|(_, word)| {
        WordList::SayingAtEnd.holds(&word.trim_end_matches(['.', ',', '!']).to_lowercase())
    })?;
    let behind = &words[*at..];
    let clean = !behind.contains(", ") && !behind.contains(['"', '“', '”']) && !behind.contains(" that ");
    (clean && *at > 0).then(|| words[..*at].trim_end().len())
}

fn offset(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize).min(whole.len())
}

/// A name, or an office that begins with an article or a possessive.
fn is_source_part(part: &str) -> bool {
    let bare = part.strip_prefix("and ").unwrap_or(part);
    let count = bare.split_whitespace().count();
    let first = bare.split_whitespace().next().unwrap_or_default().to_lowercase();
    let opens = WordList::OpensSource.holds(&first);
    let named = bare.split_whitespace().next_back().is_some_and(|word| word.starts_with(char::is_uppercase))
        || bare.starts_with(char::is_uppercase);
    (1..=LONGEST).contains(&count) && (opens || named) && !bare.contains(['"', '“', '”'])
}

/// Puts "the harbour master" and "Ted Lavender" together, and takes "and the bridge keeper" apart.
fn grouped(words: &str, parts: &[Span]) -> Vec<Span> {
    let mut groups: Vec<Span> = Vec::new();
    for part in parts {
        let and = part.of(words).starts_with("and ");
        let start = part.start + if and { 4 } else { 0 };
        match groups.last_mut() {
            Some(last) if !and => last.end = part.end,
            _ => groups.push(Span::new(start, part.end)),
        }
    }
    groups
}

fn source(annotated: &Annotated, span: Span) -> Source {
    let words = span.of(&annotated.report.text);
    let entity = annotated.entities.iter().position(|entity| {
        entity.kind == EntityKind::Person
            && entity.mentions.iter().any(|m| m.form == MentionForm::Name && span.contains(m.span))
    });
    let folded = words_of(words);
    let has_name = super::ground::appositive(words).is_some();
    let kind = match entity {
        Some(_) => SourceKind::Person,
        None if has_name => SourceKind::RoleHolder,
        None if folded
            .last()
            .is_some_and(|word| word.ends_with("ials") || word == "sources" || word == "witnesses") =>
        {
            SourceKind::Anonymous
        }
        None if words.starts_with(char::is_uppercase) || names_public_body(words) => SourceKind::Organisation,
        None => SourceKind::RoleHolder,
    };
    Source { ranges: vec![span], kind, entity }
}
