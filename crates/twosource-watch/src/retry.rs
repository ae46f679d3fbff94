//! When to ask again.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

/// The longest that a server's own wish to be left alone is heeded: a day. Some ask for a year.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// The wait that a `Retry-After` field asks for: seconds, or a date. `None` where it is neither.
pub(crate) fn after(field: &str, now: Timestamp) -> Option<Duration> {
    let field = field.trim();
    if !field.is_empty() && field.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit mean a long time.
        return Some(Duration::from_secs(field.parse().unwrap_or(u64::MAX)).min(LONGEST));
    }
    let moment = DateTimeParser::new().relaxed_weekday(true).parse_timestamp(field).ok()?;
    let wait = Duration::try_from(moment.duration_since(now)).unwrap_or(Duration::ZERO);
    Some(wait.min(LONGEST))
}

/// The wait before the next try after `failures` of them: twice as long each time, up to `longest`, give or take a
/// quarter, so that many who failed at one time do not all come back at one time.
pub(crate) fn back_off(first: Duration, failures: u32, longest: Duration) -> Duration {
    let doubled = first.saturating_mul(1 << failures.saturating_sub(1).min(20)).min(longest);
    // Not a result: no two runs need to wait alike.
    let chance = RandomState::new().hash_one(failures) % 1000;
    doubled.mul_f64(0.75 + chance as f64 / 2000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_ask_to_wait_in_seconds_or_until_a_date() {
        let now: Timestamp = "1994-11-06T08:49:00Z".parse().unwrap();
        assert_eq!(after("120", now), Some(Duration::from_secs(120)));
        assert_eq!(after(" 0 ", now), Some(Duration::ZERO));
        assert_eq!(after("Sun, 06 Nov 1994 08:49:37 GMT", now), Some(Duration::from_secs(37)));
        assert_eq!(after("Sun, 06 Nov 1994 08:00:00 GMT", now), Some(Duration::ZERO));
        assert_eq!(after("99999999999999999999999", now), Some(LONGEST));
        assert_eq!(after("Sat, 06 Nov 2094 08:49:37 GMT", now), Some(LONGEST));
        for nonsense in ["", "soon", "-5", "1.5"] {
            assert_eq!(after(nonsense, now), None, "{nonsense}");
        }
    }

    #[test]
    fn waits_grow_and_are_bounded() {
        let second = Duration::from_secs(1);
        for (failures, wanted) in [(1, 1.0), (2, 2.0), (3, 4.0), (5, 16.0), (6, 20.0), (60, 20.0)] {
            let wait = back_off(second, failures, second * 20).as_secs_f64();
            assert!((0.74 * wanted..=1.26 * wanted).contains(&wait), "{failures}: {wait}");
        }
    }
}
