//! Two hours for one happening. "struck the wall at 7:40 a.m." against "struck the wall at 9 a.m."

use twosource_annotate::Time;

use super::frame::{Frame, Reality, Sameness};
use super::{Clash, Pairing, Side};
use crate::file::ConflictKind;

/// Pairs must be this much alike.
const ALIKE: f64 = 0.3;

/// Minutes that two exact times may lie apart: watches differ.
const WATCHES: i32 = 10;

/// Minutes that a time to the half hour, or an "about", may lie off.
const ROUNDED: i32 = 30;

/// Finds times of day that differ for the same deed of the same parties.
pub(crate) fn find(pairing: &Pairing) -> Vec<Clash> {
    if pairing.likeness < ALIKE {
        return Vec::new();
    }
    let [a, b] = &pairing.sides;
    let mut clashes = Vec::new();
    for frame in &a.facts.frames {
        let mut rivals = b.facts.frames.iter().filter(|other| is_one_happening(frame, other, pairing));
        let (Some(rival), None) = (rivals.next(), rivals.next()) else { continue };
        let (Some((one, first)), Some((two, second))) = (only_hour(a, frame), only_hour(b, rival)) else {
            continue;
        };
        let apart = (first - second).abs();
        let apart = apart.min(24 * 60 - apart);
        let rough = [(a, one, first), (b, two, second)]
            .iter()
            .any(|(side, time, minutes)| minutes % 30 == 0 || is_about(side, time));
        if apart <= if rough { ROUNDED } else { WATCHES } {
            continue;
        }
        if a.words(one.span).eq_ignore_ascii_case(b.words(two.span)) {
            continue;
        }
        // "at 7:40" against "at 7:40 p.m.": one leaves the half of the day out.
        if apart == 12 * 60 {
            continue;
        }
        clashes.push(pairing.clash(
            ConflictKind::Date,
            frame.family.clone(),
            [one.span, two.span],
            |one, two| format!("“{one}” against “{two}” for one happening ({})", frame.lemma),
        ));
    }
    clashes
}

fn is_one_happening(a: &Frame, b: &Frame, pairing: &Pairing) -> bool {
    a.family == b.family
        && !a.says
        && a.reality == b.reality
        && a.reality != Reality::Possible
        && a.denied.is_none()
        && b.denied.is_none()
        && match a.sameness(b) {
            Some(Sameness::Named) => true,
            Some(_) => pairing.one_claim,
            None => false,
        }
}

/// The only clock time of a frame, in minutes of its day.
fn only_hour<'s>(side: &Side<'s>, frame: &Frame) -> Option<(&'s Time, i32)> {
    let hours = frame.times.iter().map(|&index| &side.annotated.times[index]);
    let mut hours = hours.filter_map(|time| Some((time, minutes(time)?)));
    let first = hours.next()?;
    let boundary = ["by", "until", "till", "before", "after", "since", "from", "between"];
    let before = side.annotated.report.text.get(..first.0.span.start)?.trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    (hours.next().is_none() && !boundary.contains(&word.as_str())).then_some(first)
}

/// The minute of the day; `None` for parts of the day such as "Friday morning".
fn minutes(time: &Time) -> Option<i32> {
    let (_, hour) = time.value.split_once('T')?;
    let (hour, minute) = hour.split_once(':')?;
    Some(hour.parse::<i32>().ok()? * 60 + minute.get(..2)?.parse::<i32>().ok()?)
}

fn is_about(side: &Side, time: &Time) -> bool {
    let start = time.span.start;
    let before = side.annotated.report.text.get(..start).unwrap_or_default();
    let words = ["about", "around", "shortly", "just", "approximately", "roughly", "almost", "nearly"];
    let near = before.split_whitespace().rev().take(3).map(str::to_lowercase);
    let within = side.words(time.span).to_lowercase();
    near.into_iter().any(|word| words.contains(&word.as_str()))
        || words.iter().any(|word| within.contains(word))
}
