//! Amounts that flags give: times and sizes.

use std::time::Duration;

/// A time such as "90s" or "15m"; a bare number means seconds.
pub fn time(given: &str) -> Result<Duration, String> {
    let wrong = || "give a time such as 500ms, 90s, 15m or 2h".to_owned();
    let (number, unit) = number_and_unit(given).ok_or_else(wrong)?;
    let milliseconds = match unit {
        "ms" => 1,
        "" | "s" => 1000,
        "m" | "min" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return Err(wrong()),
    };
    let days = 86_400_000 * 365;
    let all = number.checked_mul(milliseconds).filter(|all| *all <= days).ok_or_else(wrong)?;
    Ok(Duration::from_millis(all))
}

/// A number of bytes such as "20MB".
pub fn size(given: &str) -> Result<usize, String> {
    let wrong = || "give a size such as 500KB or 20MB".to_owned();
    let (number, unit) = number_and_unit(given).ok_or_else(wrong)?;
    let bytes = match unit.to_ascii_uppercase().as_str() {
        "" | "B" => 1,
        "KB" | "K" => 1000,
        "MB" | "M" => 1_000_000,
        _ => return Err(wrong()),
    };
    let all = number.checked_mul(bytes).filter(|all| (1..=1_000_000_000).contains(all)).ok_or_else(wrong)?;
    usize::try_from(all).map_err(|_| wrong())
}

fn number_and_unit(given: &str) -> Option<(u64, &str)> {
    let given = given.trim();
    let end = given.find(|c: char| !c.is_ascii_digit()).unwrap_or(given.len());
    Some((given[..end].parse().ok()?, given[end..].trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_have_units() {
        assert_eq!(time("15m"), Ok(Duration::from_secs(900)));
        assert_eq!(time("250 ms"), Ok(Duration::from_millis(250)));
        assert_eq!(time("2"), Ok(Duration::from_secs(2)));
        assert_eq!(size("20MB"), Ok(20_000_000));
        for wrong in ["", "m", "-5m", "1.5h", "5 weeks", "99999999999999999999s", "9999999d"] {
            assert!(time(wrong).is_err(), "{wrong}");
        }
        assert!(size("0").is_err() && size("20 apples").is_err());
    }
}
