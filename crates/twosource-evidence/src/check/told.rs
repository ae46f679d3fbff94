//! The details that a statement of a draft gives, and the passages that give them so or otherwise.

use twosource_annotate::{Class, EntityKind, Measure, Quantity};
use twosource_text::Span;

use crate::claim::Profiles;
use crate::claim::align::{Alignment, Moment, Saying, Word, agree};
use crate::claim::forms::Forms;
use crate::detail::{self, Finding, Pair, SAME, Slot, are_people, one_matter};
use crate::vocabulary::{affinity, rarity};

use super::everywhere::Everywhere;

/// Numbers up to this one stand in many sentences by chance.
const SMALL: f64 = 12.0;

/// Passages kept for a detail, at most.
const MOST_SHOWN: usize = 8;

/// Where a value stands: a statement (index into the profiles), and its words where they are known.
pub(super) type At = (usize, Option<Span>);

/// A passage that gives a detail otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Against {
    /// Index into the profiles.
    pub statement: usize,
    /// The words of its value.
    pub span: Span,
    /// True where both cannot hold.
    pub hard: bool,
    /// True where the passage says the same but for this.
    pub same: bool,
}

/// A detail of a draft's statement.
#[derive(Clone, Debug)]
pub(super) struct Detail {
    /// The draft's words, in bytes.
    pub span: Span,
    /// Which slot.
    pub on: Slot,
    /// Whom the words name: a place in the cast.
    cast: Option<usize>,
    /// True for what only a passage that has it otherwise made a detail.
    found: bool,
    /// Passages that say the same as the statement and give it so.
    pub given: Vec<At>,
    /// Other passages that give it.
    pub elsewhere: Vec<At>,
    /// Passages that give it otherwise.
    pub against: Vec<Against>,
}

/// Reads the details of statement `place`, and holds them against the statements of reports: those that say the `same`, and
/// those that are `near`.
pub(super) fn find(
    profiles: &Profiles,
    everywhere: &Everywhere,
    text: &str,
    place: usize,
    same: &[usize],
    near: &[usize],
) -> Vec<Detail> {
    let own = &profiles.statements[place].saying;
    let mut details = listed(own);
    let all = same.iter().map(|&other| (other, true)).chain(near.iter().map(|&other| (other, false)));
    let mut pairs = Vec::new();
    for (other, says_same) in all {
        let saying = &profiles.statements[other].saying;
        let alignment = Alignment::of(own, saying, &profiles.numbered);
        let pair = Pair::of(own, saying, &alignment, &profiles.numbered);
        for finding in detail::compare(&pair) {
            place_finding(&mut details, own, saying, &finding, other, says_same);
        }
        for detail in details.iter_mut().filter(|detail| !detail.found) {
            if let Some(cast) = detail.cast
                && let Some(word) = saying.words.iter().find(|word| word.cast == Some(cast))
            {
                give(detail, other, Some(word.span), says_same);
            } else if is_name(own, detail.span) && all_aligned(own, &alignment, detail.span) {
                give(detail, other, None, says_same);
            }
        }
        pairs.push((other, says_same, alignment));
    }
    for detail in details.iter_mut().filter(|detail| detail.found) {
        for (other, _, alignment) in pairs.iter().filter(|(_, says_same, _)| *says_same) {
            let differs = detail.against.iter().any(|against| against.statement == *other);
            if !differs && all_aligned(own, alignment, detail.span) {
                give(detail, *other, None, true);
            }
        }
    }
    for detail in &mut details {
        // A day that agrees where the hour differs gives nothing.
        detail
            .given
            .retain(|(at, _)| !detail.against.iter().any(|against| against.same && against.statement == *at));
        if detail.given.is_empty()
            && let Some(statement) = everywhere.holder(own, text, detail.span, detail.on, detail.cast)
        {
            give(detail, statement, None, false);
        }
    }
    let trifles = |detail: &Detail| {
        let seen = !detail.given.is_empty() || !detail.elsewhere.is_empty() || !detail.against.is_empty();
        seen || detail.on != Slot::Number || !is_one(own, detail.span)
    };
    details.retain(trifles);
    details.extend(unheard(own, &profiles.numbered, &details, &pairs));
    for detail in &mut details {
        if detail.found && matches!(detail.on, Slot::Polarity | Slot::Reality | Slot::Deed) {
            detail.span = with_helpers(own, text, detail.span);
        }
        detail.given.truncate(MOST_SHOWN * 4);
        detail.elsewhere.truncate(MOST_SHOWN);
        detail.against.truncate(MOST_SHOWN);
    }
    details.sort_by_key(|detail| (detail.span.start, detail.span.end, detail.on));
    details
}

impl Detail {
    fn of(span: Span, on: Slot, cast: Option<usize>) -> Self {
        Detail { span, on, cast, found: false, given: Vec::new(), elsewhere: Vec::new(), against: Vec::new() }
    }
}

/// Numbers, times and names of a statement.
fn listed(saying: &Saying) -> Vec<Detail> {
    let detail = Detail::of;
    // "five" of "five on Friday morning" is no count, nor is "May" a name.
    let in_time = |span: Span| saying.moments.iter().any(|moment| moment.span.overlaps(span));
    let hour = |quantity: &&Quantity| {
        quantity.measure == Measure::Count(None)
            && saying.moments.iter().any(|moment| {
                moment.span.start >= quantity.span.end
                    && moment.span.start - quantity.span.end <= " on ".len()
            })
    };
    let counts = saying.told_numbers().filter(|quantity| !in_time(quantity.span) && !hour(quantity));
    let mut details: Vec<Detail> = counts.map(|quantity| detail(quantity.span, Slot::Number, None)).collect();
    let tells = |moment: &&Moment| {
        let in_frame = moment.head.is_some_and(|head| saying.words[head].frame);
        let value =
            moment.names_day && moment.days.is_some() || moment.clock.is_some() || moment.repeated.is_some();
        !moment.frame && !in_frame && value
    };
    let moments = saying.moments.iter().filter(tells);
    let moments: Vec<Detail> = moments.map(|moment| detail(moment.span, Slot::Time, None)).collect();
    details.extend(moments);
    let mut last: Option<(usize, Option<usize>)> = None;
    for (index, word) in saying.words.iter().enumerate() {
        if word.frame || word.class != Class::Name || in_time(word.span) {
            continue;
        }
        let goes_on = last.is_some_and(|(before, cast)| before + 1 == index && cast == word.cast);
        last = Some((index, word.cast));
        match details.last_mut() {
            Some(name) if goes_on => name.span = name.span.cover(word.span),
            _ => {
                let on = match word.kind {
                    Some(EntityKind::Person | EntityKind::Organisation | EntityKind::Group) => Slot::Actor,
                    Some(EntityKind::Place | EntityKind::State) => Slot::Place,
                    _ => Slot::Object,
                };
                details.push(detail(word.span, on, word.cast));
            }
        }
    }
    details
}

/// Puts a finding to the detail that it is of, or makes one of it where a passage that says the same has something else there.
fn place_finding(
    details: &mut Vec<Detail>,
    own: &Saying,
    other: &Saying,
    finding: &Finding,
    statement: usize,
    same: bool,
) {
    let [here, there] = finding.spans;
    let value = |on: Slot| matches!(on, Slot::Number | Slot::Time);
    let fits = |detail: &&mut Detail| {
        detail.span.overlaps(here)
            && (detail.on == finding.on || !value(detail.on) && !value(finding.on) && !finding.agreed)
    };
    if let Some(detail) = details.iter_mut().find(fits) {
        if finding.agreed {
            if same || tells_alike(own, other, here, there) {
                give(detail, statement, Some(there), same);
            }
        } else {
            detail.against.push(Against { statement, span: there, hard: finding.hard && same, same });
        }
    } else if same && !finding.agreed {
        let against = vec![Against { statement, span: there, hard: finding.hard, same }];
        details.push(Detail { found: true, against, ..Detail::of(here, finding.on, None) });
    }
}

fn give(detail: &mut Detail, statement: usize, span: Option<Span>, same: bool) {
    let known = if same { &mut detail.given } else { &mut detail.elsewhere };
    if !known.iter().any(|(at, _)| *at == statement) {
        known.push((statement, span));
    }
}

/// True where a value that two statements of different matters share is surely the same: a number that is seldom met by chance, or of
/// one thing; any day.
fn tells_alike(own: &Saying, other: &Saying, here: Span, there: Span) -> bool {
    let number = |saying: &Saying, span: Span| -> Option<Quantity> {
        saying.quantities.iter().find(|quantity| quantity.span == span).cloned()
    };
    let (Some(x), Some(y)) = (number(own, here), number(other, there)) else { return true };
    let kin = |one: &str, two: &str| affinity(one, two) >= SAME || are_people(one, two);
    let named = |quantity: &Quantity| {
        matches!(quantity.measure, Measure::Count(Some(_)) | Measure::Unit(_) | Measure::Ordinal(Some(_)))
    };
    agree(&x, &y) && (x.low > SMALL || named(&x) && named(&y) && one_matter(&x, &y, kin))
}

/// True where the words are a name.
fn is_name(saying: &Saying, span: Span) -> bool {
    let mut words = saying.words.iter().filter(|word| span.contains(word.span)).peekable();
    words.peek().is_some() && words.all(|word| word.class == Class::Name)
}

/// True where the other statement has all words of a stretch.
fn all_aligned(saying: &Saying, alignment: &Alignment, span: Span) -> bool {
    let mut words =
        saying.words.iter().zip(&alignment.left).filter(|(word, _)| span.overlaps(word.span)).peekable();
    words.peek().is_some() && words.all(|(_, found)| found.is_some_and(|(_, near)| near >= SAME))
}

/// True for "one", "a single", "the first": seldom a fact of its own.
fn is_one(saying: &Saying, span: Span) -> bool {
    let quantity = saying.quantities.iter().find(|quantity| quantity.span == span);
    quantity.is_some_and(|quantity| {
        (quantity.low - 1.0).abs() < 1e-9 && !matches!(quantity.measure, Measure::Unit(_))
    })
}

/// Things and names that no passage has, where passages that say the same have most of the others: what the draft adds to them.
fn unheard(
    own: &Saying,
    forms: &Forms,
    details: &[Detail],
    pairs: &[(usize, bool, Alignment)],
) -> Vec<Detail> {
    /// The share of a statement's things that may be unheard of; of more, it is only told in other words.
    const MOST: f64 = 0.5;
    /// How rare a thing's word is, at least: "way" and "office" stand in any report.
    const RARE: f64 = 0.8;
    if !pairs.iter().any(|(_, same, _)| *same) {
        return Vec::new();
    }
    let has = |alignment: &Alignment, word: usize| alignment.left[word].is_some_and(|(_, near)| near >= SAME);
    let telling = |word: &&Word| matches!(word.class, Class::Thing | Class::Name) && !word.frame;
    let (mut all, mut unsaid, mut found) = (0.0, 0.0, Vec::new());
    for (index, word) in own.words.iter().enumerate().filter(|(_, word)| telling(word)) {
        all += word.weight;
        if pairs.iter().any(|(_, same, alignment)| *same && has(alignment, index)) {
            continue;
        }
        unsaid += word.weight;
        let elsewhere = pairs.iter().any(|(_, _, alignment)| has(alignment, index));
        let told = details.iter().any(|detail| detail.span.overlaps(word.span));
        let common = word.class == Class::Thing && rarity(forms.text(word.form)) < RARE;
        if !elsewhere && !told && !common {
            found.push((index, word.span));
        }
    }
    if unsaid > MOST * all {
        return Vec::new();
    }
    let mut phrases: Vec<(usize, Span)> = Vec::new();
    for (index, span) in found {
        match phrases.last_mut() {
            Some((last, phrase)) if *last + 1 == index => {
                *last = index;
                *phrase = phrase.cover(span);
            }
            _ => phrases.push((index, span)),
        }
    }
    phrases.into_iter().map(|(_, span)| Detail::of(span, Slot::Object, None)).collect()
}

/// The words of a deed with its helpers before it: "had not been switched".
fn with_helpers(own: &Saying, text: &str, span: Span) -> Span {
    /// Bytes of helpers, at most.
    const LONGEST: usize = 32;
    let before = own.words.iter().map(|word| word.span.end).filter(|&end| end <= span.start).max();
    let Some(start) = before.filter(|&end| span.start - end <= LONGEST) else { return span };
    let between = text.get(start..span.start).unwrap_or_default();
    let start = start + between.rfind([',', ';', ':', '.', '”', '"']).map_or(0, |at| at + 1);
    let whole = Span::new(start, span.end);
    if text.get(start..span.end).is_some() { whole.trimmed(text) } else { span }
}
