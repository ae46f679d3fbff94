//! TIMEX3 values in words.

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A TIMEX3 value as a reader would write it: "2023-09-13" is "13 September 2023". A value of another form comes back
/// as it is, made printable.
pub fn in_words(value: &str) -> String {
    day_and_time(value)
        .or_else(|| month(value))
        .or_else(|| week(value))
        .or_else(|| quarter(value))
        .or_else(|| decade(value))
        .unwrap_or_else(|| crate::printable::brief_line(value, 40))
}

/// First and last day as one range: "12–14 September 2023".
pub fn range(first: &str, last: &str) -> String {
    let (first_words, last_words) = (in_words(first), in_words(last));
    if first_words == last_words {
        return last_words;
    }
    let same_month = first.get(..7).is_some() && first.get(..7) == last.get(..7);
    let days = (first.get(8..10).and_then(number), last.get(8..10).and_then(number));
    match days {
        (Some(from), Some(_)) if same_month => format!("{from}–{last_words}"),
        _ => format!("{first_words} – {last_words}"),
    }
}

/// "2023-09-13", "2023-09-13T14:30" or "2023-09-13TMO".
fn day_and_time(value: &str) -> Option<String> {
    let (date, time) = match value.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (value, None),
    };
    let (year_month, day) = date.rsplit_once('-')?;
    let day = number(day).filter(|day| (1..=31).contains(day) && date.len() == 10)?;
    let words = format!("{day} {}", month(year_month)?);
    let Some(time) = time else { return Some(words) };
    let part = match time {
        "MO" => "morning",
        "MI" => "midday",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        "DT" => "daytime",
        _ => return Some(format!("{words}, {}", clock(time)?)),
    };
    Some(format!("{words}, {part}"))
}

/// "14", "14:30" or "14:30:05", with "Z" or an offset.
fn clock(time: &str) -> Option<String> {
    let plain = time.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'+' | b'-' | b'Z'));
    let hour = time.get(..2).and_then(number).filter(|hour| *hour <= 24)?;
    if !plain || time.len() > 25 {
        return None;
    }
    match time.len() {
        2 => Some(format!("{hour:02}:00")),
        _ => Some(time.get(..5).filter(|head| head.as_bytes()[2] == b':')?.to_owned()),
    }
}

/// "2023-09".
fn month(value: &str) -> Option<String> {
    let (year, month) = value.split_once('-')?;
    let name = MONTHS.get(number(month).filter(|_| month.len() == 2)?.checked_sub(1)?)?;
    (year.len() == 4).then_some(())?;
    Some(format!("{name} {}", number(year)?))
}

/// "2023-W37".
fn week(value: &str) -> Option<String> {
    let (year, week) = value.split_once("-W")?;
    match week.strip_suffix("-WE") {
        Some(week) => Some(format!("weekend of week {}, {}", number(week)?, number(year)?)),
        None => Some(format!("week {}, {}", number(week)?, number(year)?)),
    }
}

/// "2023-Q3" or "2023-H1".
fn quarter(value: &str) -> Option<String> {
    let (year, part) = value.split_once('-')?;
    let year = number(year)?;
    match part {
        "Q1" => Some(format!("first quarter of {year}")),
        "Q2" => Some(format!("second quarter of {year}")),
        "Q3" => Some(format!("third quarter of {year}")),
        "Q4" => Some(format!("fourth quarter of {year}")),
        "H1" => Some(format!("first half of {year}")),
        "H2" => Some(format!("second half of {year}")),
        "SP" => Some(format!("spring {year}")),
        "SU" => Some(format!("summer {year}")),
        "FA" => Some(format!("autumn {year}")),
        "WI" => Some(format!("winter {year}")),
        _ => None,
    }
}

/// "199" is the 1990s, as in TIMEX3.
fn decade(value: &str) -> Option<String> {
    (value.len() == 3).then_some(())?;
    Some(format!("{}0s", number(value)?))
}

/// A run of at most four ASCII digits.
fn number(digits: &str) -> Option<usize> {
    let plain = !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_in_words() {
        for (value, words) in [
            ("2023-09-13", "13 September 2023"),
            ("2023-09-13T14:30", "13 September 2023, 14:30"),
            ("2023-09-13T14:30:05Z", "13 September 2023, 14:30"),
            ("2023-09-13T09", "13 September 2023, 09:00"),
            ("2023-09-13TEV", "13 September 2023, evening"),
            ("2023-09", "September 2023"),
            ("2023-W37", "week 37, 2023"),
            ("2023-Q3", "third quarter of 2023"),
            ("2023", "2023"),
            ("199", "1990s"),
            ("PAST_REF", "PAST_REF"),
            ("2023-13-41", "2023-13-41"),
            ("é-é-é", "é-é-é"),
        ] {
            assert_eq!(in_words(value), words);
        }
    }

    #[test]
    fn ranges_name_the_month_once() {
        assert_eq!(range("2023-09-12", "2023-09-14"), "12–14 September 2023");
        assert_eq!(range("2023-09-13", "2023-09-13"), "13 September 2023");
        assert_eq!(range("2023-08-31", "2023-09-01"), "31 August 2023 – 1 September 2023");
    }
}
