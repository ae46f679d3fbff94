//! Two days for one happening. "was arrested on Monday" against "was arrested on Tuesday".

use jiff::civil::Date;
use twosource_annotate::{Anchor, Time, TimeKind};
use twosource_reader::Provenance;

use super::facts::times_in;
use super::frame::{Frame, Reality, Sameness};
use super::{Clash, Pairing, Side};
use crate::file::ConflictKind;

/// Pairs must be this much alike where a name is of both happenings.
const ALIKE: f64 = 0.3;

/// Pairs must be this much alike where one common noun is all they share, and for the day of a saying.
const VERY_ALIKE: f64 = 0.6;

/// Words after a time, or before it, that make it one of many: "the second Tuesday of each month".
const REPEATED: [&str; 4] = ["of each", "of every", "of the month", "of a month"];

/// Finds days that differ for the same deed of the same parties.
pub(crate) fn find(pairing: &Pairing) -> Vec<Clash> {
    if pairing.likeness < ALIKE {
        return Vec::new();
    }
    let [a, b] = &pairing.sides;
    let mut clashes = Vec::new();
    for frame in &a.facts.frames {
        let mut rivals = b.facts.frames.iter().filter(|other| is_one_happening(frame, other, pairing));
        let (Some(rival), None) = (rivals.next(), rivals.next()) else { continue };
        let (Some(one), Some(two)) = (only_day(a, frame), only_day(b, rival)) else { continue };
        if one.preposition != two.preposition || !one.day.differs(two.day) || one.is_next_to(&two) {
            continue;
        }
        // One word for both days: what it was counted from differs, or was read wrongly.
        if one.names_same_day_as(&two) {
            continue;
        }
        // A statement that names the other's day too knows of both.
        if tells_day(a, two.day) || tells_day(b, one.day) {
            continue;
        }
        let spans = [one.time.span, two.time.span];
        clashes.push(pairing.clash(ConflictKind::Date, frame.family.clone(), spans, |one, two| {
            format!("“{one}” against “{two}” for one happening ({})", frame.lemma)
        }));
    }
    clashes
}

fn is_one_happening(a: &Frame, b: &Frame, pairing: &Pairing) -> bool {
    let same_word = a.family == b.family || (a.says && b.says);
    if !same_word || a.denied.is_some() != b.denied.is_some() || is_open(a) || is_open(b) {
        return false;
    }
    if (a.reality == Reality::Planned) != (b.reality == Reality::Planned) {
        return false;
    }
    match a.sameness(b) {
        None => false,
        Some(Sameness::Named | Sameness::Strong) if a.says => {
            // Two officials may speak on two days; so may one, but not in the same words.
            let speaker = a.doers.intersection(&b.doers).any(|doer| doer.is_named());
            speaker && pairing.one_claim && pairing.likeness >= VERY_ALIKE
        }
        Some(Sameness::Named) => true,
        Some(Sameness::Strong) => pairing.one_claim,
        Some(Sameness::Weak) => !a.says && pairing.one_claim && pairing.likeness >= VERY_ALIKE,
    }
}

fn is_open(frame: &Frame) -> bool {
    frame.reality == Reality::Possible
}

/// A calendar day, as far as a value tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    Full(Date),
    /// Month and day of an unknown year.
    OfYear(i8, i8),
    /// Monday is 1.
    OfWeek(i8),
}

impl Day {
    /// The day of a time; `None` for longer times and those that nothing reliable was counted from.
    pub fn of(side: &Side, time: &Time) -> Option<Day> {
        let words = side.words(time.span);
        let published = side.annotated.report.published.as_ref();
        let is_given = published.is_some_and(|published| published.provenance == Provenance::Given);
        if !matches!(time.kind, TimeKind::Date | TimeKind::Time) {
            return None;
        }
        let day = time.value.split('T').next()?;
        if let Some(weekday) = day.strip_prefix("XXXX-WXX-") {
            return Some(Day::OfWeek(weekday.parse().ok()?));
        }
        if let Some(day) = day.strip_prefix("XXXX-") {
            let (month, day) = day.split_once('-')?;
            return Some(Day::OfYear(month.parse().ok()?, day.parse().ok()?));
        }
        let date: Date = if day.len() == 10 { day.parse().ok()? } else { return None };
        match time.anchor {
            // "today": leans on the report's date, which its text may only seem to tell.
            Anchor::Published if !is_given && !names_day(words) => return None,
            Anchor::Published | Anchor::None => return Some(Day::Full(date)),
            // "that morning": counted from another time of the text, too long a way to lean on.
            Anchor::Text => return None,
            Anchor::Story => {}
        }
        // Counted from another report's date: the week may be wrong, the weekday and the day of the month are not.
        let lower = words.to_lowercase();
        let weekday = WEEKDAYS.iter().any(|name| lower.contains(name));
        let of_month = lower.bytes().any(|byte| byte.is_ascii_digit());
        match (weekday, of_month) {
            (true, false) => Some(Day::OfWeek(date.weekday().to_monday_one_offset())),
            (_, true) => Some(Day::OfYear(date.month(), date.day())),
            _ => None,
        }
    }

    /// True where both cannot be one day.
    pub fn differs(self, other: Day) -> bool {
        match (self, other) {
            (Day::Full(a), Day::Full(b)) => a != b,
            (Day::OfYear(m, d), Day::OfYear(n, e)) => (m, d) != (n, e),
            (Day::OfWeek(a), Day::OfWeek(b)) => a != b,
            (Day::Full(date), Day::OfYear(month, day)) | (Day::OfYear(month, day), Day::Full(date)) => {
                (date.month(), date.day()) != (month, day)
            }
            // Which week a bare weekday belongs to is open.
            _ => false,
        }
    }
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// True where the words name a weekday or a day of the month.
fn names_day(words: &str) -> bool {
    let lower = words.to_lowercase();
    WEEKDAYS.iter().any(|name| lower.contains(name)) || lower.bytes().any(|byte| byte.is_ascii_digit())
}

/// The one day of a frame.
struct Dated<'s> {
    time: &'s Time,
    day: Day,
    /// "since", "until", "by"; empty where the day is the day it happened.
    preposition: &'s str,
    words: String,
}

impl Dated<'_> {
    /// True where both name one weekday, or say the same in the same words.
    fn names_same_day_as(&self, other: &Dated) -> bool {
        let weekday = |dated: &Dated| WEEKDAYS.iter().find(|name| dated.words.contains(*name)).copied();
        self.words == other.words || (weekday(self).is_some() && weekday(self) == weekday(other))
    }

    /// True for a late hour of one day and an early one of the next: one night.
    fn is_next_to(&self, other: &Dated) -> bool {
        let late =
            |dated: &Dated| ["night", "evening", "late", "midnight"].iter().any(|w| dated.words.contains(w));
        let early =
            |dated: &Dated| ["early", "morning", "dawn", "midnight"].iter().any(|w| dated.words.contains(w));
        let follows = |a: Day, b: Day| match (a, b) {
            (Day::Full(a), Day::Full(b)) => a.tomorrow().is_ok_and(|next| next == b),
            (Day::OfWeek(a), Day::OfWeek(b)) => a % 7 + 1 == b,
            (Day::OfYear(m, d), Day::OfYear(n, e)) => (m, d + 1) == (n, e),
            _ => false,
        };
        (late(self) && early(other) && follows(self.day, other.day))
            || (late(other) && early(self) && follows(other.day, self.day))
    }
}

/// The only day that hangs on a frame.
fn only_day<'s>(side: &Side<'s>, frame: &Frame) -> Option<Dated<'s>> {
    let doc = &side.annotated.doc;
    let mut days = frame.times.iter().filter_map(|&index| {
        let time = &side.annotated.times[index];
        let words = side.words(time.span).to_lowercase();
        let after = side.annotated.report.text.get(time.span.end..)?.trim_start();
        if REPEATED.iter().any(|repeated| after.starts_with(repeated)) {
            return None;
        }
        let day = Day::of(side, time)?;
        let tokens = doc.tokens_in(time.span);
        let last = tokens.end.checked_sub(1)?;
        let head = doc.ancestors(last).take(3).find(|&above| !tokens.contains(&above)).unwrap_or(last);
        let leads = ["ADP", "SCONJ"].contains(&doc.pos(head));
        let preposition = match doc.lower(head) {
            "on" | "in" | "at" | "of" => "",
            other if leads => other,
            _ => "",
        };
        Some(Dated { time, day, preposition, words })
    });
    days.next().filter(|_| days.next().is_none())
}

/// True where any time of a statement is the day.
fn tells_day(side: &Side, day: Day) -> bool {
    let within = times_in(side.annotated, side.statement.span).map(|index| &side.annotated.times[index]);
    within.filter_map(|time| Day::of(side, time)).any(|other| other == day)
}
