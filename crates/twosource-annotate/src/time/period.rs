//! Lengths as TIMEX3 writes them.

use super::calendar::Unit;
use super::meaning::Amount;

/// A length as TIMEX3 writes it: `P2D`, `PT5H30M`, `PXY` where the number is not told.
///
/// Decades and centuries are told in years where they are counted, since ISO 8601 has no sign for them.
pub(crate) fn period(first: Amount, second: Option<Amount>) -> String {
    let mut date = String::new();
    let mut time = String::new();
    for amount in [Some(first), second].into_iter().flatten() {
        let (letter, factor, of_day) = match amount.unit {
            Unit::Second => ("S", 1, true),
            Unit::Minute => ("M", 1, true),
            Unit::Hour => ("H", 1, true),
            Unit::Day => ("D", 1, false),
            Unit::Night => ("N", 1, false),
            Unit::Weekend => ("WE", 1, false),
            Unit::Week => ("W", 1, false),
            Unit::Fortnight => ("W", 2, false),
            Unit::Month => ("M", 1, false),
            Unit::Quarter => ("M", 3, false),
            Unit::Season | Unit::Year => ("Y", 1, false),
            Unit::Decade => ("Y", 10, false),
            Unit::Century => ("Y", 100, false),
            Unit::Millennium => ("Y", 1000, false),
        };
        let part = if of_day { &mut time } else { &mut date };
        let Some(hundredths) = amount.hundredths else {
            part.push('X');
            part.push_str(match amount.unit {
                Unit::Decade => "DE",
                Unit::Century => "CE",
                Unit::Quarter => "Q",
                Unit::Fortnight => "W",
                _ => letter,
            });
            continue;
        };
        let hundredths = hundredths.saturating_mul(factor);
        let (whole, fraction) = (hundredths / 100, hundredths % 100);
        let half = match amount.unit {
            Unit::Hour => Some(("30M", true)),
            Unit::Minute => Some(("30S", true)),
            Unit::Day => Some(("T12H", false)),
            Unit::Year => Some(("6M", false)),
            _ => None,
        };
        match (fraction, half) {
            (0, _) => part.push_str(&format!("{whole}{letter}")),
            (50, Some((rest, _))) if second.is_none() => {
                if whole > 0 {
                    part.push_str(&format!("{whole}{letter}"));
                }
                part.push_str(rest);
            }
            _ => {
                let decimal = format!("{whole}.{fraction:02}");
                part.push_str(decimal.trim_end_matches('0'));
                part.push_str(letter);
            }
        }
    }
    let mark = if time.is_empty() { "" } else { "T" };
    format!("P{date}{mark}{time}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_as_iso_8601_has_them() {
        let amount = |hundredths, unit| Amount { hundredths, unit };
        assert_eq!(period(amount(Some(550), Unit::Hour), None), "PT5H30M");
        assert_eq!(period(amount(Some(50), Unit::Hour), None), "PT30M");
        assert_eq!(period(amount(Some(250), Unit::Week), None), "P2.5W");
        assert_eq!(period(amount(None, Unit::Month), None), "PXM");
        assert_eq!(period(amount(Some(400), Unit::Decade), None), "P40Y");
        let months = amount(Some(300), Unit::Month);
        assert_eq!(period(amount(Some(200), Unit::Year), Some(months)), "P2Y3M");
    }
}
