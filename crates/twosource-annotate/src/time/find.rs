//! Finding the expressions of a report.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use twosource_reader::Report;
use twosource_text::Span;

use super::calendar::{Calendar, Unit};
use super::lexicon::{Lexicon, WordId};
use super::meaning::{From, Meaning, When};
use super::pattern::Pattern;
use super::period::period;
use super::resolve::{Ground, Resolved, clock, resolve};
use super::rules::{self, Rule};
use super::tense::{Direction, Tense};
use super::text::{Node, Text};
use super::word::{Form, Word, scan};
use super::{Anchor, Reference, Time, TimeKind, quoted, series, tense};
use crate::Sentence;

/// The rules of one round, by the word they can start with.
struct Round {
    rules: Vec<(&'static Rule, Pattern)>,
    /// For each entry of the lexicon, the rules (indices) that may start with it.
    starts: Vec<Vec<u16>>,
}

impl Round {
    fn new(rules: impl Iterator<Item = &'static Rule>) -> Round {
        let lexicon = Lexicon::english();
        let rules: Vec<_> = rules.map(|rule| (rule, Pattern::compile(rule.pattern, lexicon))).collect();
        let starts = (0..lexicon.len())
            .map(|index| {
                let id = lexicon.at(index);
                let fits = |(i, (_, pattern)): (usize, &(&Rule, Pattern))| {
                    pattern.may_start(id, lexicon).then_some(i)
                };
                rules.iter().enumerate().filter_map(fits).filter_map(|i| u16::try_from(i).ok()).collect()
            })
            .collect();
        Round { rules, starts }
    }

    /// Finds what the rules match: leftmost, longest, first row.
    fn run(&self, text: &Text) -> Vec<Node> {
        let mut found: Vec<(usize, usize, u16, Meaning)> = Vec::new();
        for (at, word) in text.words.iter().enumerate() {
            let plain_word = word.id == WordId::UNKNOWN && word.form == Form::Letters;
            if plain_word && text.nodes.is_empty() {
                continue;
            }
            let Some(starts) = self.starts.get(word.id.index()) else { continue };
            for &index in starts {
                let (rule, pattern) = &self.rules[usize::from(index)];
                let Some(matched) = pattern.matches(text, at) else { continue };
                if matched.first >= matched.end {
                    continue;
                }
                if let Some(meaning) = (rule.read)(&matched) {
                    found.push((matched.first, matched.end, index, meaning));
                }
            }
        }
        found.sort_by_key(|(first, end, index, _)| (*first, usize::MAX - *end, *index));
        let mut nodes: Vec<Node> = Vec::new();
        for (first, end, _, meaning) in found {
            if nodes.last().is_none_or(|last| last.end <= first) {
                nodes.push(Node { first, end, meaning });
            }
        }
        nodes
    }
}

static FIRST: LazyLock<Round> = LazyLock::new(|| Round::new(rules::first_round()));
static SECOND: LazyLock<Round> = LazyLock::new(|| Round::new(rules::second_round()));

/// Finds the time expressions of a report, in order. With no `reference` relative expressions stay unresolved.
///
/// Segments of every kind are read, each by itself. Also gives which way the words look at each expression: that is the same
/// whatever the reference, so that another one needs no parse.
pub(crate) fn find(
    report: &Report,
    tense: Tense,
    sentences: &[Sentence],
    reference: Option<Reference>,
) -> Found {
    let all = |reference| {
        let mut found = Found::default();
        for segment in &report.segments {
            find_in(&report.text, segment.span, tense, sentences, reference, &mut found);
        }
        found
    };
    let found = all(reference);
    // A text that was brought up to date tells its times from that day.
    match reference.and_then(|reference| updated(&report.text, &found.times, reference)) {
        Some(later) => all(Some(later)),
        None => found,
    }
}

/// The expressions of the segments read so far.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub times: Vec<Time>,
    /// Which way the words look at each.
    pub directions: Vec<Direction>,
    /// The time last spoken of.
    spoken: Option<Calendar>,
}

/// The day of the last "updated on July 10" that is later than the report's own, and not by much.
fn updated(text: &str, times: &[Time], reference: Reference) -> Option<Reference> {
    const REACH: usize = 28;
    const LATEST: i32 = 60;
    let date = times
        .iter()
        .filter(|time| time.kind == TimeKind::Date && time.precision() == "day")
        .filter(|time| {
            let mut start = time.span.start.saturating_sub(REACH);
            while !text.is_char_boundary(start) {
                start += 1;
            }
            let before = text.get(start..time.span.start).unwrap_or("").to_ascii_lowercase();
            let before = before.trim_end().trim_end_matches(" on").trim_end_matches([':', ' ']);
            before.ends_with("updated")
        })
        .filter_map(|time| time.days().map(|(day, _)| day))
        .filter(|day| (1..=LATEST).contains(&(*day - reference.date).get_days()))
        .max()?;
    Some(Reference { date, ..reference })
}

/// Finds the time expressions of a text that is not parsed: the tense is guessed from the words near by.
pub fn find_in_text(text: &str, reference: Option<Reference>) -> Vec<Time> {
    let mut found = Found::default();
    find_in(text, Span::new(0, text.len()), Tense::Guessed, &[], reference, &mut found);
    found.times
}

/// Finds the expressions of one segment.
fn find_in(
    raw: &str,
    part: Span,
    tense: Tense,
    sentences: &[Sentence],
    reference: Option<Reference>,
    found: &mut Found,
) {
    let Found { times, directions, spoken } = found;
    let lexicon = Lexicon::english();
    let mut words = Vec::new();
    scan(raw, part, lexicon, &mut words);
    let first = FIRST.run(&Text { raw, words: &words, lexicon, nodes: &[] });
    if first.is_empty() {
        return;
    }
    let text = Text { raw, words: &words, lexicon, nodes: &first };
    let quoted = quoted::quoted(&text);
    let mut nodes = series::complete(&text, merge(&first, SECOND.run(&text)));
    nodes.retain(|node| !quoted::in_a_name(&text, &quoted, node.first, node.end));
    let grounds: Vec<(Range<usize>, Direction)> = nodes
        .iter()
        .enumerate()
        .map(|(index, node)| {
            let sentence = sentence_of(&text, sentences, node.first);
            let words = node.first..node.end;
            let direction = match tense {
                Tense::Parsed(doc) => tense::direction(Some(doc), &text, words, sentence.clone()),
                Tense::Guessed => tense::direction(None, &text, words, sentence.clone()),
                Tense::Told(told) => told.get(times.len() + index).copied().unwrap_or(Direction::Neutral),
            };
            (sentence, direction)
        })
        .collect();
    directions.extend(grounds.iter().map(|(_, direction)| *direction));
    let said = sayings(&text, &nodes, &quoted, &grounds, reference);
    let mut told: Option<Told> = None;
    let mut day: Option<(usize, Calendar)> = None;
    for (index, node) in nodes.iter().enumerate() {
        let (sentence, direction) = &grounds[index];
        let said = if quoted[node.first] { quoted::said_on(&text, &said, node.first) } else { None };
        let reference = match said {
            Some(date) => Some(Reference { date, anchor: Anchor::Text }),
            None => reference,
        };
        // "In March 2020 he resigned. In May he was charged": sentences that open with their time go on from each other.
        let opens_sentence = node.first <= sentence.start + 2;
        let told_here = told
            .filter(|told| {
                let next = told.opens_sentence && opens_sentence && same_passage(&text, told.at, node.first);
                sentence.contains(&told.at) || next
            })
            .map(|told| told.calendar);
        let ground = Ground { reference, spoken: *spoken, told: told_here, direction: *direction };
        let day_here =
            day.filter(|(at, _)| same_passage(&text, *at, node.first)).map(|(_, calendar)| calendar);
        let time = read(&text, &nodes[index..], &ground, day_here, spoken);
        // "Last week" takes the story back to the report's own time.
        let own_time = matches!(time.anchor, Anchor::Published | Anchor::Story);
        if own_time && matches!(time.kind, TimeKind::Date | TimeKind::Time) {
            told = None;
        }
        times.push(time);
        if names_a_day(node) {
            let named = spoken.filter(|calendar| matches!(calendar, Calendar::Day(_)));
            day = named.map(|calendar| (node.first, calendar));
        }
        if let Meaning::Date(When::Exact(calendar @ (Calendar::Day(_) | Calendar::Month { .. }))) =
            node.meaning
        {
            told = Some(Told { at: node.first, calendar, opens_sentence });
        }
    }
}

/// A month or day with its year, from which one without its year may go on.
#[derive(Clone, Copy)]
struct Told {
    /// Its first word.
    at: usize,
    calendar: Calendar,
    /// True where its sentence begins with it: "In March 2020 he resigned."
    opens_sentence: bool,
}

/// True where an expression names a day, so that a time of day after it is that day's.
fn names_a_day(node: &Node) -> bool {
    match &node.meaning {
        Meaning::Date(when) => when.is_day(),
        Meaning::Time(when, _) => when.is_some(),
        _ => false,
    }
}

/// True where two words stand in one paragraph, not far from each other.
fn same_passage(text: &Text, from: usize, to: usize) -> bool {
    const REACH: usize = 60;
    to - from <= REACH && !text.words[from + 1..=to].iter().any(|word| word.opens)
}

/// The days on which something was said, by the word that tells the day.
fn sayings(
    text: &Text,
    nodes: &[Node],
    quoted: &[bool],
    grounds: &[(Range<usize>, Direction)],
    reference: Option<Reference>,
) -> Vec<(usize, Date)> {
    let mut said = Vec::new();
    for (node, (_, direction)) in nodes.iter().zip(grounds) {
        let Meaning::Date(when) = &node.meaning else { continue };
        if quoted[node.first] || !when.is_day() || !quoted::of_saying(text, node.first) {
            continue;
        }
        let ground = Ground { reference, spoken: None, told: None, direction: *direction };
        if let Some(Calendar::Day(date)) = resolve(when, &ground).calendar {
            said.push((node.first, date));
        }
    }
    said
}

/// The expressions of both rounds: those of the second replace what they are made of.
fn merge(first: &[Node], second: Vec<Node>) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::with_capacity(first.len());
    let mut second = second.into_iter().peekable();
    for node in first {
        while let Some(larger) = second.next_if(|larger| larger.first <= node.first) {
            if nodes.last().is_none_or(|last| last.end <= larger.first) {
                nodes.push(larger);
            }
        }
        if nodes.last().is_none_or(|last| last.end <= node.first) {
            nodes.push(node.clone());
        }
    }
    for larger in second {
        if nodes.last().is_none_or(|last| last.end <= larger.first) {
            nodes.push(larger);
        }
    }
    nodes
}

/// The words of the sentence that holds a word: the parser's sentence, or up to the next full stop.
fn sentence_of(text: &Text, sentences: &[Sentence], at: usize) -> Range<usize> {
    let words = text.words;
    let place = words[at].span.start;
    let index = sentences.partition_point(|sentence| sentence.span.end <= place);
    if let Some(sentence) = sentences.get(index).filter(|sentence| sentence.span.covers(place)) {
        let start = words.partition_point(|word| word.span.start < sentence.span.start);
        let end = words.partition_point(|word| word.span.start < sentence.span.end);
        return start..end;
    }
    /// Longest way looked for a full stop.
    const REACH: usize = 60;
    let ends = |word: &Word| matches!(word.form, Form::Mark('.' | '!' | '?'));
    let start = (at.saturating_sub(REACH)..at)
        .rev()
        .find(|&i| ends(&words[i]))
        .map_or(at.saturating_sub(REACH), |i| i + 1);
    let end =
        (at..words.len().min(at + REACH)).find(|&i| ends(&words[i])).unwrap_or(words.len().min(at + REACH));
    start..end
}

/// Turns the first of these expressions into a time.
///
/// `day_here` is the day last spoken of in the passage.
fn read(
    text: &Text,
    nodes: &[Node],
    ground: &Ground,
    day_here: Option<Calendar>,
    spoken: &mut Option<Calendar>,
) -> Time {
    let node = &nodes[0];
    let span = text.span(node.first, node.end);
    match &node.meaning {
        Meaning::Vague(value) => {
            Time { span, kind: TimeKind::Date, value: (*value).to_owned(), anchor: Anchor::None }
        }
        Meaning::Set(value) => Time { span, kind: TimeKind::Set, value: value.clone(), anchor: Anchor::None },
        Meaning::Duration(first, second) => {
            Time { span, kind: TimeKind::Duration, value: period(*first, *second), anchor: Anchor::None }
        }
        Meaning::Date(when) => {
            let Resolved { calendar, value, anchor } = resolve(when, ground);
            *spoken = calendar.or(*spoken);
            let of_day = value.contains('T') && !value.ends_with("_REF");
            let kind = if of_day { TimeKind::Time } else { TimeKind::Date };
            Time { span, kind, value, anchor }
        }
        Meaning::Time(when, time) => {
            let day = match when {
                Some(when) => resolve(when, ground),
                None => day_of(nodes, ground, day_here),
            };
            *spoken = day.calendar.or(*spoken);
            let unknown = day.calendar.is_none() && !day.value.contains("-W");
            let date = if unknown { "XXXX-XX-XX" } else { &day.value };
            Time { span, kind: TimeKind::Time, value: format!("{date}{}", clock(*time)), anchor: day.anchor }
        }
    }
}

/// The day that a time of day with no day of its own belongs to: the day told right after it ("10:35 a.m. (0735 GMT)
/// Friday"), the one last spoken of in the passage, or the report's.
fn day_of(nodes: &[Node], ground: &Ground, day_here: Option<Calendar>) -> Resolved {
    /// Words between the time and its day.
    const REACH: usize = 8;
    let near = nodes[1..].iter().take(3).take_while(|next| next.first <= nodes[0].end + REACH);
    let day = near.into_iter().find_map(|next| match &next.meaning {
        Meaning::Date(when) | Meaning::Time(Some(when), _) if when.is_day() => Some(when),
        _ => None,
    });
    if let Some(day) = day {
        return resolve(day, ground);
    }
    let today = When::Shift { count: 0, unit: Unit::Day, from: From::Report };
    match day_here {
        Some(day) => Resolved { calendar: Some(day), value: day.to_string(), anchor: Anchor::Text },
        None => resolve(&today, ground),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_rule_finds_its_example() {
        let reference = Reference { date: date(2023, 9, 13), anchor: Anchor::Published };
        let mut wrong = Vec::new();
        for rule in rules::all() {
            let (start, end) = (rule.example.find('[').unwrap(), rule.example.find(']').unwrap() - 1);
            let text = rule.example.replace(['[', ']'], "");
            let expected = Span::new(start, end);
            let times = find_in_text(&text, Some(reference));
            let found = times.iter().find(|time| time.span == expected);
            if found.is_none_or(|time| time.value != rule.value) {
                let all: Vec<_> =
                    times.iter().map(|time| (time.span.of(&text), time.value.as_str())).collect();
                wrong
                    .push(format!("{}: {} should be {}; found {all:?}", rule.name, rule.example, rule.value));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
