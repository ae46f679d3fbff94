//! Days and clock times of one deed.

use super::{Finding, Pair, Slot};
use crate::claim::align::{Moment, Saying};

/// Minutes by which "shortly before five" and "a few minutes past five" may differ from the hour that both mean.
const SHORTLY: u32 = 25;

/// Days of a stretch that is no longer a date: two years may hold one day.
const LONGEST: i64 = 366;

/// What a finding is of: the day, the clock time, or how often.
const DAY: &str = "day";
pub(super) const HOUR: &str = "hour";
pub(super) const REPEATED: &str = "repeated";

/// Days and clock times that both statements give. The day on which somebody said it is no part of what is said.
pub(crate) fn find(pair: &Pair) -> Vec<Finding> {
    let told = |saying: &Saying| -> Vec<Moment> {
        let in_frame = |moment: &Moment| moment.head.is_some_and(|head| saying.words[head].frame);
        saying.moments.iter().filter(|moment| !moment.frame && !in_frame(moment)).cloned().collect()
    };
    let (left, right) = (told(pair.a), told(pair.b));
    let mut found = Vec::new();
    let days = |x: &Moment, y: &Moment| match (x.days, y.days) {
        // The same words for it: one of the two was counted from another day than was meant.
        (Some(_), Some(_)) if same_words(x, y) => Some(true),
        // "late on Wednesday night", "early on Thursday"
        (Some(one), Some(two)) if x.within_day || y.within_day => {
            Some(one.0 <= two.1 + 1 && two.0 <= one.1 + 1 && (one.1 != two.1 || one == two))
        }
        (Some(x), Some(y)) => Some(x.0 <= y.1 && y.0 <= x.1),
        _ => None,
    };
    let clocks = |x: &Moment, y: &Moment| match (x.clock, y.clock) {
        (Some(x), Some(y)) => Some(x.abs_diff(y) <= SHORTLY || 1440 - x.abs_diff(y) <= SHORTLY),
        _ => None,
    };
    let repeated = |x: &Moment, y: &Moment| Some(x.repeated == y.repeated);
    for (of, matter) in [
        (&days as &dyn Fn(&Moment, &Moment) -> Option<bool>, DAY),
        (&clocks as &dyn Fn(&Moment, &Moment) -> Option<bool>, HOUR),
        (&repeated as &dyn Fn(&Moment, &Moment) -> Option<bool>, REPEATED),
    ] {
        let dated = |moment: &&Moment| match matter {
            DAY => moment.names_day && moment.days.is_some_and(|(first, last)| last - first <= LONGEST),
            REPEATED => moment.repeated.is_some(),
            _ => moment.clock.is_some(),
        };
        let (left, right): (Vec<&Moment>, Vec<&Moment>) =
            (left.iter().filter(dated).collect(), right.iter().filter(dated).collect());
        for x in &left {
            if let Some(y) = right.iter().find(|y| of(x, y) == Some(true)) {
                found.push(finding(x, y, true, matter));
            }
        }
        let lone_left: Vec<&&Moment> =
            left.iter().filter(|x| !right.iter().any(|y| of(x, y) == Some(true))).collect();
        let lone_right: Vec<&&Moment> =
            right.iter().filter(|y| !left.iter().any(|x| of(x, y) == Some(true))).collect();
        // "eleven years ago, in 2015": one time in two ways.
        let lone_left = once(lone_left);
        let lone_right = once(lone_right);
        // A statement of several times tells of several things: which answers which is open where they are not as many.
        if lone_left.len() == lone_right.len() {
            for (x, y) in lone_left.iter().zip(&lone_right) {
                // "yesterday" of a report without a date may be any day.
                if matter == DAY && !(x.sure && y.sure) {
                    continue;
                }
                let hang = match (x.head, y.head) {
                    (Some(i), Some(j)) => pair.meet(i, j),
                    _ => x.head.is_none() && y.head.is_none(),
                };
                // One day is left on each side: the others are the same.
                // "last July", "July"
                let told_less = x.words.ends_with(&y.words) || y.words.ends_with(&x.words);
                // "this year", "since January": a year and a month
                let length = |moment: &Moment| moment.days.map_or(0, |(first, last)| last - first + 1);
                let (short, long) = (length(x).min(length(y)), length(x).max(length(y)));
                let left_over = lone_left.len() == 1 && !told_less && long <= 2 * short;
                let only = left.len() == 1 && right.len() == 1;
                if hang || only || left_over || matter == HOUR {
                    found.push(Finding { hard: hang && only, ..finding(x, y, false, matter) });
                }
            }
        }
    }
    found
}

/// True for "September 1" and "1 September".
fn same_words(x: &Moment, y: &Moment) -> bool {
    let sorted = |moment: &Moment| {
        let mut words: Vec<String> = moment.words.split_whitespace().map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    x.words == y.words || sorted(x) == sorted(y)
}

/// Times that are no part of one before them.
fn once<'m>(moments: Vec<&'m &'m Moment>) -> Vec<&'m &'m Moment> {
    let mut kept: Vec<&&Moment> = Vec::new();
    for moment in moments {
        if !kept.iter().any(|known| known.days.is_some() && known.days == moment.days) {
            kept.push(moment);
        }
    }
    kept
}

fn finding(x: &Moment, y: &Moment, agreed: bool, matter: &str) -> Finding {
    Finding {
        on: Slot::Time,
        agreed,
        hard: true,
        grows: false,
        matter: matter.to_owned(),
        spans: [x.span, y.span],
    }
}
